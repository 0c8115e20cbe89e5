"""Inviting a person, or somebody in their life, to sign in.

The code in the link is stored nowhere (``people.codes``): the task that writes the email works it out again.
"""

import datetime as dt
import uuid

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates, outbox
from ipc.kernel.errors import RuleBroken
from people import codes, rules
from people.acts import Act
from people.models import Consent, Figure, Invitation, Person, Relationship, User


class AlreadySignsIn(RuleBroken):
    message = _("%(name)s can already sign in.")


class TooYoungToSignIn(RuleBroken):
    message = _("Somebody under %(age)s does not sign in. Invite a parent instead.")
    source = "DAPB3051 §7.2"


class NotInTheCircle(RuleBroken):
    message = _("Choose somebody in this person's circle of support.")


class MustNotBeInvited(RuleBroken):
    message = _("They must not be contacted, so they cannot be invited.")


class AddressNotFree(RuleBroken):
    message = _("This email address already belongs to somebody else's sign-in. Ask for another one.")


class LinkOver(RuleBroken):
    message = _("This link does not work any more.")


class WrongPassword(RuleBroken):
    message = _("You already sign in with this email address. Enter the password that you use.")


class WeakPassword(RuleBroken):
    message = _("Choose a longer password.")


def code_of(invitation) -> str:
    """Return the 128-bit code of an invitation, as it stands in its link."""
    return codes.of("people.invitation", invitation)


@transaction.atomic
def invite(person, *, by, email, name, relationship=None) -> Invitation:
    """Send a link for signing in: to the person, or to somebody in their circle.

    An earlier link to the same one stops working.

    Raises:
        AlreadySignsIn, TooYoungToSignIn, NotInTheCircle, MustNotBeInvited
        AddressNotFree: the address is a colleague's, or of somebody with a record of their own.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    email = email.strip().lower()
    _check(person, relationship, name)
    _check_address(person, relationship, User.objects.filter(email=email).first())
    now = timezone.now()
    earlier = Invitation.objects.filter(person=person, relationship=relationship, accepted_at=None)
    earlier.filter(expires_at__gt=now).update(expires_at=now)
    invitation = Invitation(
        public_id=uuid.uuid4(),  # chosen here, because the code is worked out from it
        site_id=person.site_id,
        person=person,
        relationship=relationship,
        email=email,
        name=name,
        sent_by=by,
        expires_at=now + dt.timedelta(days=rules.value(Figure.INVITATION_DAYS, site_id=person.site_id)),
    )
    invitation.code_hash = codes.hash_of(code_of(invitation))
    invitation.save(force_insert=True)
    audit.record(Act.INVITE, invitation, by=by)
    outbox.add("people.send_invitation", invitation, key=f"invitation-{invitation.public_id}")
    return invitation


def _check(person, relationship, name):
    if relationship is None:
        if User.objects.filter(person=person).exists():
            raise AlreadySignsIn(name=name)
        age = rules.value(Figure.SIGNS_IN_FROM, site_id=person.site_id)
        if dates.today() < rules.birthday(person.born_on, age):
            raise TooYoungToSignIn(age=age)
    elif relationship.person_id != person.pk or relationship.ended_at:
        raise NotInTheCircle
    elif not relationship.may_be_contacted:
        raise MustNotBeInvited
    elif relationship.user_id is not None:
        raise AlreadySignsIn(name=name)


def _check_address(person, relationship, user):
    """Refuse the address of a colleague, and for the person's own sign-in that of another person."""
    if user is None:
        return
    if not user.is_active or user.role_assignments.live().exists():
        raise AddressNotFree
    taken = user.person_id is not None if relationship is None else user.person_id == person.pk
    if taken or person.relationships.filter(user=user).exists():
        raise AddressNotFree


def open_invitation(code) -> Invitation:
    """Return the invitation that ``code`` belongs to.

    Raises:
        LinkOver: there is no such code, or it was used, replaced or is past its days. Where there was
            one, ``site_id`` among the facts tells whom to ask.
    """
    site_id = codes.site_of(code, "app_invited_site")
    if site_id is None:
        raise LinkOver
    with acting.acting_as(acting.job([site_id])):
        sent = Invitation.objects.select_related("person", "relationship")
        invitation = sent.get(code_hash=codes.hash_of(code))
    if invitation.accepted_at or invitation.expires_at <= timezone.now():
        raise LinkOver(site_id=site_id)
    return invitation


def has_a_sign_in(invitation) -> bool:
    """Return whether whoever holds the link signs in already, and so keeps their password."""
    return User.objects.filter(email=invitation.email).exists()


@transaction.atomic
def accept(code, *, password) -> User:
    """Accept an invitation once; return the user, who may now sign in.

    A new user gets ``password``. Somebody who signs in already (and helps another person, say) shows
    that it is them by the password they have. What was agreed with them in the circle of support holds
    for the user from now on.

    Raises:
        LinkOver: see ``open_invitation``.
        AddressNotFree, WrongPassword, WeakPassword
    """
    invitation = open_invitation(code)
    with acting.acting_as(acting.job([invitation.site_id])):
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if invitation.accepted_at or invitation.expires_at <= timezone.now():
            raise LinkOver(site_id=invitation.site_id)
        person, relationship = invitation.person, invitation.relationship
        user = User.objects.select_for_update().filter(email=invitation.email).first()
        _check_address(person, relationship, user)
        if user is None:
            user = _new_user(invitation, password)
        elif not user.check_password(password):
            raise WrongPassword
        _connect(user, person, relationship)
        invitation.accepted_at, invitation.accepted_by = timezone.now(), user
        invitation.save(update_fields=["accepted_at", "accepted_by"])
        audit.record(Act.ACCEPT_INVITATION, invitation, by=user)
    return user


def _new_user(invitation, password):
    try:
        password_validation.validate_password(password, User(email=invitation.email, name=invitation.name))
    except ValidationError as refused:
        raise WeakPassword(" ".join(refused.messages)) from refused
    return User.objects.create_user(invitation.email, password, name=invitation.name)


def _connect(user, person, relationship):
    if relationship is None:
        user.person = person
        user.save(update_fields=["person"])
        return
    Relationship.objects.filter(pk=relationship.pk).update(user=user)
    Consent.objects.live().filter(relationship=relationship, user=None).update(user=user)
