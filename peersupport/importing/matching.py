"""What an imported entry would do to the one we have: three sides are compared, field by field.

What the feed said last time tells whose change it is. Changed there alone: taken. Changed here alone: kept.
Changed on both sides: somebody chooses.
"""

import re
from typing import NamedTuple

from peersupport.models import RowAction, ServiceKind, ServiceStatus

_NOTHING = object()
_REFUGE = re.compile(r"\b(refuges?|safe ?houses?)\b", re.IGNORECASE)
_MAY_BE_SENSITIVE = re.compile(
    r"\b(domestic (abuse|violence)|women'?s aid|sexual violence|rape crisis)\b", re.IGNORECASE
)
_MOBILE = re.compile(r"^(\+?44|0)7")


class Merge(NamedTuple):
    """What to take over, and what both sides changed, as new values by field."""

    taken: dict
    clashing: dict

    @property
    def action(self):
        if self.clashing:
            return RowAction.OURS
        return RowAction.CHANGED if self.taken else RowAction.SAME


def merge(ours, before, theirs) -> Merge:
    """Compare ``ours`` with ``theirs``, knowing what the feed said ``before``."""
    taken: dict = {}
    clashing: dict = {}
    for name, new in theirs.items():
        current, old = ours[name], before.get(name, _NOTHING)
        if new in (current, old) or _stays(name, current, old, new):
            continue
        fits = current == old or (old is _NOTHING and current in ("", None, []))
        (taken if fits else clashing)[name] = new
    return Merge(taken, clashing)


def _stays(name, current, old, new):
    """Return whether ours stays whatever the feed says: else an import could show what is hidden."""
    if name == "status":
        return current != ServiceStatus.ACTIVE and current != old
    if name == "kind":
        return ServiceKind.PEER in (current, new)
    if name == "assured_on":
        return bool(current) and (not new or new < current)
    return False


def guards(values) -> dict:
    """Return the flags to set for ``values``: what may be a refuge, a secret place, somebody's own number.

    They are only ever set on. Whoever knows better takes them off by hand.
    """
    said = " ".join(values.get(name, "") for name in ("name", "description", "organisation"))
    flags = {
        "is_refuge": bool(_REFUGE.search(said)),
        "has_sensitive_place": bool(_MAY_BE_SENSITIVE.search(said)),
        "has_personal_contact": bool(_MOBILE.match(re.sub(r"[\s()-]", "", values.get("phone", "")))),
    }
    return {name: True for name, is_set in flags.items() if is_set}


def differences(merged, ours) -> dict:
    """Return what changes, by field: ours, theirs and whether somebody has to choose."""
    return {
        name: {"ours": ours[name], "theirs": new, "choose": name in merged.clashing}
        for name, new in {**merged.taken, **merged.clashing}.items()
    }


def place_of(name, postcode) -> tuple[str, str]:
    """Return what two entries have in common that seem to be the same thing: name and postcode."""
    return re.sub(r"\W+", " ", name.casefold()).strip(), postcode.replace(" ", "").upper()
