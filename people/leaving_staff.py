"""A colleague leaves: from one day no role, no session, no token and no way back in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from knox.models import AuthToken

from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import roles
from people.acts import Act
from people.models import Allocation, Cover, Role, RoleAssignment, User


class StillHasACaseload(RuleBroken):
    message = _(
        "%(name)s still coordinates the support of %(people)s. A team manager moves them to somebody else "
        "first, under “Staff”."
    )


class LeavesInThePast(RuleBroken):
    message = _("The last day of signing in cannot be before today. Enter today, or a day to come.")


class ColleagueOfAnotherSite(RuleBroken):
    message = _("They also work for another site. Ask a programme administrator.")


@transaction.atomic
def leave(user, *, by, on) -> User:
    """End every role of ``user``, and their sign-in, from the day ``on``; today it is over at once.

    Who has a record of their own goes on signing in as a person.

    Raises:
        NotToYourself, ColleagueOfAnotherSite, LeavesInThePast, StillHasACaseload,
        roles.LastAdministrator
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    check(user, by=by, on=on)
    held = _held_on(user, on)
    if user.leaves_on and user.leaves_on < on:  # the day is put off: what ended on it goes on until then
        held += list(user.role_assignments.filter(ends_on=user.leaves_on))
    for role in held:
        role.ends_on = max(on, role.starts_on)
        audit.record(Act.END_ROLE, role, by=by)
    RoleAssignment.objects.bulk_update(held, ["ends_on"])
    _end_cover_and_teams(user, on)
    user.leaves_on = on
    user.save(update_fields=["leaves_on"])
    audit.record(Act.LEAVE, user, by=by, why=str(on))
    if on <= dates.today():
        close(user)
    return user


@transaction.atomic
def come_back(user, *, by) -> User:
    """Take back that ``user`` leaves; roles that were still to end on that day go on, others are given anew.

    Raises:
        NotToYourself, ColleagueOfAnotherSite
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    _check_who(user, by)
    if user.leaves_on and user.leaves_on > dates.today():
        for role in user.role_assignments.filter(ends_on=user.leaves_on):
            roles.reopen(role, by=by)
    user.leaves_on, user.is_active = None, True
    user.save(update_fields=["leaves_on", "is_active"])
    audit.record(Act.LEAVE, user, by=by, why="comes back")
    return user


def check(user, *, by, on):
    """Raise unless ``by`` may let ``user`` leave on that day; see ``leave``."""
    _check_who(user, by)
    if on < dates.today():
        raise LeavesInThePast
    held = _held_on(user, on)
    _check_caseload(user, held)
    for role in held:
        roles.check_not_the_last(role, on=on)


def _check_who(user, by):
    if user.pk == by.pk:
        raise roles.NotToYourself
    if not may_touch(user, by=by):
        raise ColleagueOfAnotherSite


def check_switching_off(user, *, by):
    """Raise unless ``by`` may switch the sign-in of ``user`` off from now.

    Raises:
        NotToYourself, ColleagueOfAnotherSite, roles.LastAdministrator
    """
    _check_who(user, by)
    for role in _held_on(user, dates.today()):
        roles.check_not_the_last(role, on=dates.today())


def may_touch(user, *, by) -> bool:
    """Whether ``by`` administers ``user``: who has a role, now or to come, and none but of their own site."""
    if by.hat.role == Role.PROGRAMME_ADMIN:
        return True
    theirs = {role.site_id for role in _held_on(user, dates.today())}
    return by.hat.role == Role.SITE_ADMIN and theirs == {by.hat.site_id}


def _held_on(user, on):
    """Return the roles that ``user`` would still hold or get on that day."""
    theirs = user.role_assignments.select_related("site")
    return list(theirs.filter(Q(ends_on=None) | Q(ends_on__gt=on)))


def _check_caseload(user, held):
    people = 0
    for site_id in {role.site_id for role in held if role.site_id}:
        with acting.for_the_site("count the people of a colleague who leaves", site_id=site_id):
            people += Allocation.objects.live().filter(worker=user, site_id=site_id).count()
    if people:
        raise StillHasACaseload(name=user.name, people=_people(people))


def _people(number):
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}


def _end_cover_and_teams(user, on):
    """End from that day what they stand in for, what others stand in for them, and their teams."""
    user.memberships.filter(ends_on=None, starts_on__lte=on).update(ends_on=on)
    theirs = Cover.objects.filter(Q(away=user) | Q(standing_in=user), ends_on__gt=on)
    theirs.filter(starts_on__gte=on).update(ends_on=F("starts_on"))
    theirs.filter(starts_on__lt=on).update(ends_on=on)


def close(user):
    """End every session and token of ``user`` and remove their second factors; twice does no harm."""
    sessions = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=list(sessions.values_list("session_key", flat=True))).delete()
    sessions.delete()
    AuthToken.objects.filter(user=user).delete()
    if user.person_id:  # their own sign-in goes on, as safe as it was
        user.leaves_on = None
    else:
        Authenticator.objects.filter(user=user).delete()
        user.is_active = False
    user.save(update_fields=["is_active", "leaves_on"])


def close_those_who_left(site):
    """Close the sign-in of everybody of ``site`` (or of no site) whose last day has come; run every night."""
    held = RoleAssignment.objects.filter(Q(site=site) | Q(site=None)).order_by().values("user_id")
    for user in User.objects.filter(pk__in=held, leaves_on__lte=dates.today(), is_active=True):
        close(user)
