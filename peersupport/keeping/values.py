"""What is written of an entry, by field, the way JSON keeps it: to be proposed, compared and taken over.

``cost`` is ``"2.50"``, a time ``"10:00"``, a day ``"2026-12-04"``; ``schedules`` is a list of such facts.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken
from peersupport.models import Schedule, Service, ServiceKind

PLACE = ("is_online", "place", "address", "city", "postcode", "access_features", "access_notes")
CONTACT = ("phone", "email")
# What whoever runs it may propose, in the order it is asked and read.
PROPOSED = (
    "name",
    "description",
    "easy_description",
    "needs",
    "schedules",
    *PLACE,
    "cost",
    "cost_note",
    "is_full",
    "minimum_age",
    "maximum_age",
    "eligibility",
    "languages",
    *CONTACT,
    "website",
)
# What is for colleagues alone to set.
KEPT = (
    "kind",
    "status",
    "is_mobile",
    "cohorts",
    "places",
    "is_internal",
    "is_refuge",
    "has_sensitive_place",
    "has_personal_contact",
    "provider_email",
)
FIELDS = (*PROPOSED, *KEPT)
_TIMES = ("frequency", "every", "week", "weekday", "opens_at", "closes_at", "begins_on", "ends_on")

_READ: dict[str, Callable[[str], dt.time | dt.date]] = {
    "opens_at": dt.time.fromisoformat,
    "closes_at": dt.time.fromisoformat,
    "begins_on": dt.date.fromisoformat,
    "ends_on": dt.date.fromisoformat,
}


class EntryNotRight(RuleBroken):
    """``message`` says what is not right, in the words of the model."""

    message = _("Something in this entry is not right.")


def of(service) -> dict:
    """Return all that is written of an entry."""
    written = {name: plain(getattr(service, name)) for name in FIELDS if name != "schedules"}
    times_of_it = [of_time(one) for one in service.schedules.all()] if service.pk else []
    return written | {"cost": f"{Decimal(service.cost):.2f}", "schedules": times_of_it}


def of_time(schedule) -> dict:
    return {name: plain(getattr(schedule, name)) for name in _TIMES}


def plain(value):
    """Return ``value`` the way JSON keeps it."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def by_link(service) -> tuple[str, ...]:
    """Return what may be read and proposed through a link: nothing that is not told in public."""
    kept_back: set[str] = set()
    if not service.has_public_place:
        kept_back |= set(PLACE)
    if not service.has_public_contact:
        kept_back |= set(CONTACT)
    if service.kind == ServiceKind.PEER:
        kept_back.add("website")
    return tuple(name for name in PROPOSED if name not in kept_back)


def differing(values, before) -> dict:
    """Return those of ``values`` that are not the same as ``before``."""
    return {name: value for name, value in values.items() if value != before.get(name)}


def times(written) -> list[Schedule]:
    """Return schedules, not saved, from their facts."""
    return [
        Schedule(
            **{
                name: _READ[name](value) if value and name in _READ else value
                for name, value in one.items()
                if name in _TIMES
            }
        )
        for one in written
    ]


def write(service, values) -> None:
    """Write ``values`` into an entry that is locked, or new; what changed is saved with it.

    Raises:
        EntryNotRight
    """
    fields = [name for name in values if name in FIELDS and name != "schedules"]
    for name in fields:
        setattr(service, name, Decimal(values[name]) if name == "cost" else values[name])
    is_new = service.pk is None
    try:
        service.full_clean(exclude={"search", "public_id"})
        if is_new:
            service.save()
        else:
            service.save(update_fields=[*fields, "changed_at"])
        if "schedules" in values:
            _write_times(service, values["schedules"])
    except ValidationError as wrong:
        raise EntryNotRight(" ".join(wrong.messages)) from wrong


def _write_times(service, written):
    if written == [of_time(one) for one in service.schedules.all()]:
        return
    wanted = times(written)
    for one in wanted:
        one.service = service
        one.full_clean()
    service.schedules.all().delete()
    Schedule.objects.bulk_create(wanted)


def locked(service) -> Service:
    """Return the entry as it is now, locked until the end of the transaction."""
    return Service.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=service.pk)
