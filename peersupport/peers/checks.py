"""Checks by the Disclosure and Barring Service: which one is asked for, what was seen, until when it holds.

The certificate and its number are never kept. What was weighed is, for some months (see ``nightly``).
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import RuleBroken
from peersupport import figures
from peersupport.acts import Act
from peersupport.models import (
    ActivityRule,
    CheckOutcome,
    DbsCheck,
    DbsLevel,
    Mode,
    Peer,
    PeerActivity,
    PeerStatus,
    SupportFigure,
)
from peersupport.peers import pausing

ADULT = 18
BARRED = (DbsLevel.BARRED_ADULTS, DbsLevel.BARRED_CHILDREN)
RANK: dict[str, int] = {level: min(place, 4) for place, level in enumerate(DbsLevel)}
# What a way of meeting is, whatever was ticked: nobody meets somebody alone on a check for telephone calls.
MEANS: dict[str, PeerActivity] = {
    Mode.IN_PERSON: PeerActivity.MEETING,
    Mode.ONLINE: PeerActivity.TALKING_APART,
    Mode.TELEPHONE: PeerActivity.TALKING_APART,
    Mode.GROUP: PeerActivity.GROUP,
}


class CheckSeenTooEarly(RuleBroken):
    message = _("The certificate is seen on or after its own day, and not in the future.")


class NothingWasChecked(RuleBroken):
    message = _("Choose the level that stands on the certificate.")


class ListsWithoutBarredCheck(RuleBroken):
    message = _("Both lists are looked at only in an enhanced check with a barred list.")


class WeighedWithoutWords(RuleBroken):
    message = _("Write what was weighed, and why they may support people.")
    source = _("DBS code of practice")


class HasStopped(RuleBroken):
    message = _("This peer supporter has stopped. Add them again if they come back.")


@transaction.atomic
def record_check(
    peer, *, by, level, issued_on, seen_on, outcome, has_both_lists=False, detail=""
) -> DbsCheck:
    """Write down that a certificate was seen. One that says no pauses them at once.

    Raises:
        HasStopped, NothingWasChecked, CheckSeenTooEarly, ListsWithoutBarredCheck, WeighedWithoutWords
    """
    peer = Peer.objects.select_for_update(of=["self"]).get(pk=peer.pk)
    if peer.status == PeerStatus.ENDED:
        raise HasStopped
    _check_certificate(level, issued_on, seen_on, outcome, has_both_lists, detail)
    check = DbsCheck.objects.create(
        site_id=peer.site_id,
        peer=peer,
        level=level,
        has_both_lists=has_both_lists,
        issued_on=issued_on,
        outcome=outcome,
        detail=detail.strip(),
        seen_on=seen_on,
        seen_by=by,
        again_on=_again(peer, issued_on),
    )
    audit.record(Act.CHECK_PEER, check, by=by)
    if outcome == CheckOutcome.NOT_CLEAR and peer.status == PeerStatus.ACTIVE:
        pausing.pause_now(peer, by=by, why=_("A check says that they must not support people."))
    return check


def _check_certificate(level, issued_on, seen_on, outcome, has_both_lists, detail):
    if level == DbsLevel.NONE:
        raise NothingWasChecked
    if not issued_on <= seen_on <= today():
        raise CheckSeenTooEarly
    if has_both_lists and level not in BARRED:
        raise ListsWithoutBarredCheck
    if outcome == CheckOutcome.LOOKED_AT and not detail.strip():
        raise WeighedWithoutWords


def _again(peer, issued_on):
    return plus_months(issued_on, 12 * figures.value(SupportFigure.DBS_YEARS, site_id=peer.site_id))


def rules() -> dict[str, ActivityRule]:
    """Return what each activity asks for today."""
    return {rule.activity: rule for rule in ActivityRule.objects.on(today()).order_by("starts_on")}


def activities_of(peer) -> set[str]:
    """Return what they do with people: what they said, what their ways of meeting mean, and children.

    That an entry is for families with a disabled child is not enough: that may be the parents.
    """
    meant = {MEANS[mode] for mode in peer.modes}
    ages = (peer.service.minimum_age, peer.service.maximum_age)
    for_children = any(age is not None and age < ADULT for age in ages)
    return {*peer.activities, *meant, *([PeerActivity.CHILDREN] if for_children else [])}


def counting(peer) -> tuple[list[DbsCheck], DbsCheck | None]:
    """Return the checks that count, and the one that says no and still stands.

    After a check that says no only newer ones count, and only once one of them is of its level or above.
    """
    newest_first = list(peer.checks.all())
    said_no = next((one for one in newest_first if one.outcome == CheckOutcome.NOT_CLEAR), None)
    if said_no is None:
        return newest_first, None
    newer = newest_first[: newest_first.index(said_no)]
    if any(RANK[one.level] >= RANK[said_no.level] for one in newer):
        return newer, None
    return [], said_no


def covers(check, level) -> bool:
    """Return whether ``check`` is at least ``level``; the two barred lists do not stand for each other."""
    if level in BARRED:
        return check.level == level or (check.level in BARRED and check.has_both_lists)
    return RANK[check.level] >= RANK[level]


def holds_until(peer, level) -> dt.date | None:
    """Return the day on which the last check of ``level`` runs out, also where that is past; or None."""
    checks, _said_no = counting(peer)
    return max((one.again_on for one in checks if covers(one, level)), default=None)


def is_checked_for(peer, level) -> bool:
    """Return whether a check of at least ``level`` holds today."""
    until = holds_until(peer, level)
    return until is not None and until > today()


def all_hold_until(peer, in_force) -> dt.date | None:
    """Return the first day on which a check that they need runs out; None where none is needed or there."""
    levels = {in_force[one].level for one in activities_of(peer) if one in in_force} - {DbsLevel.NONE}
    return min(filter(None, (holds_until(peer, level) for level in levels)), default=None)
