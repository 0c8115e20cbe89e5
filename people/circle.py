"""The circle of support: who is in a person's life, how near they are, and who must not be contacted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people import consent
from people.acts import Act
from people.models import Authority, ChildCircumstance, Consent, Invitation, Person, Relationship, Ring


class AlreadyInTheCircle(RuleBroken):
    message = _("%(name)s is already in the circle of support.")


class WhyNotContactedMissing(RuleBroken):
    message = _("Write down why they must not be contacted.")


class ContactRestricted(RuleBroken):
    message = _(
        "A restriction says that they must not be contacted: %(what)s. It must be ended first, on a paper "
        "you have seen."
    )


class LeftTheCircle(RuleBroken):
    message = _("They have left the circle of support already.")


class StillActs(RuleBroken):
    message = _("They may still act for the person. End that first.")


@transaction.atomic
def add(
    person,
    *,
    by,
    name,
    kind,
    phone="",
    email="",
    notes="",
    is_carer=False,
    lives_with_person=False,
    ring=Ring.FRIENDS,
    may_be_contacted=True,
    why_not_contacted="",
    information_format="",
    how_to_talk="",
) -> Relationship:
    """Add somebody to the person's circle.

    Raises:
        AlreadyInTheCircle: somebody of that name is there, as the same.
        WhyNotContactedMissing
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.relationships.live().filter(name__iexact=name.strip(), kind=kind).exists():
        raise AlreadyInTheCircle(name=name.strip())
    relationship = Relationship(
        site_id=person.site_id,
        person=person,
        name=name.strip(),
        kind=kind,
        phone=phone,
        email=email.lower(),
        notes=notes,
        is_carer=is_carer,
        lives_with_person=lives_with_person,
        ring=ring,
        may_be_contacted=may_be_contacted,
        why_not_contacted="" if may_be_contacted else why_not_contacted.strip(),
        information_format=information_format,
        how_to_talk=how_to_talk,
    )
    _check_why(relationship, by)
    relationship.save(force_insert=True)
    audit.record(Act.ADD_RELATIONSHIP, relationship, by=by)
    return relationship


@transaction.atomic
def change(relationship, *, by, **facts) -> Relationship:
    """Change somebody in the circle; ``facts`` are any of those of ``add``. What is not named stays.

    Raises:
        LeftTheCircle, AlreadyInTheCircle, WhyNotContactedMissing
        ContactRestricted: they may be contacted again only when the restriction has ended.
    """
    relationship = _in_the_circle(relationship)
    for name, answer in facts.items():
        setattr(relationship, name, answer.strip() if isinstance(answer, str) else answer)
    relationship.email = relationship.email.lower()
    others = relationship.person.relationships.live().exclude(pk=relationship.pk)
    if others.filter(name__iexact=relationship.name, kind=relationship.kind).exists():
        raise AlreadyInTheCircle(name=relationship.name)
    if relationship.may_be_contacted:
        _check_not_restricted(relationship)
        relationship.why_not_contacted = ""
    _check_why(relationship, by)
    relationship.save()
    if not relationship.may_be_contacted:
        recall_invitations(relationship)
    audit.record(Act.CHANGE_RELATIONSHIP, relationship, by=by)
    return relationship


@transaction.atomic
def end(relationship, *, by) -> Relationship:
    """Take somebody out of the circle: what was shared with them stops, and their sign-in is theirs alone.

    Raises:
        LeftTheCircle
        StillActs: a right to act is ended by itself, because something may depend on it.
    """
    relationship = _in_the_circle(relationship)
    user = relationship.user
    if (
        user is not None
        and Authority.objects.standing().filter(person=relationship.person, holder=user).exists()
    ):
        raise StillActs
    stop_sharing(relationship, by=by)
    recall_invitations(relationship)
    relationship.user = None
    relationship.ended_at, relationship.ended_by = timezone.now(), by
    relationship.save(update_fields=["user", "ended_at", "ended_by"])
    audit.record(Act.END_RELATIONSHIP, relationship, by=by)
    return relationship


def stop_sharing(relationship, *, by) -> None:
    """Withdraw at once what the person agreed to share with somebody in the circle."""
    theirs = Consent.objects.live().filter(person=relationship.person)
    shared = theirs.filter(relationship=relationship)
    if relationship.user_id:
        shared = shared | theirs.filter(user=relationship.user_id)
    for one in shared:
        consent.end(one, by=by)


def recall_invitations(relationship) -> None:
    """Let the links that somebody was sent for signing in lead nowhere."""
    now = timezone.now()
    open_ones = Invitation.objects.filter(relationship=relationship, accepted_at=None, expires_at__gt=now)
    open_ones.update(expires_at=now)


def _in_the_circle(relationship):
    """Return the relationship, locked, unless they have left the circle."""
    whole = Relationship.objects.select_for_update(of=["self"]).select_related("person", "user")
    relationship = whole.get(pk=relationship.pk)
    if relationship.ended_at:
        raise LeftTheCircle
    return relationship


def _check_why(relationship, by):
    """The person need not say why somebody must not be contacted; everybody else writes it down."""
    is_own = by.person_id == relationship.person_id
    if not (relationship.may_be_contacted or relationship.why_not_contacted or is_own):
        raise WhyNotContactedMissing


def _check_not_restricted(relationship):
    found = ChildCircumstance.objects.stopping().filter(about=relationship).first()
    if found is not None:
        raise ContactRestricted(what=found.get_kind_display())
