"""When an entry happens, as the standard writes it (RFC 5545)."""

from peersupport.models import Frequency
from peersupport.oruk import ids


def schedules(service) -> list[dict]:
    """Return the entry's times; what is not known is left out by whoever writes the record."""
    return [_schedule(service, one) for one in service.schedules.all()]


def _schedule(service, one):
    return {
        "id": ids.part_of(service.public_id, f"schedule/{one.pk}"),
        "service_id": str(service.public_id),
        "freq": one.frequency if one.weekday else "",
        "interval": one.every if one.weekday and one.every > 1 else None,
        "byday": _byday(one),
        "dtstart": one.begins_on and one.begins_on.isoformat(),
        "valid_to": one.ends_on and one.ends_on.isoformat(),
        "opens_at": one.opens_at and f"{one.opens_at:%H:%M}",
        "closes_at": one.closes_at and f"{one.closes_at:%H:%M}",
        "attending_type": "Online" if service.is_online else "In person",
    }


def _byday(one):
    """Return ``MO``, or ``1MO`` and ``-1MO`` for the first and the last Monday of a month."""
    if one.weekday and one.frequency == Frequency.MONTHLY and one.week:
        return f"{one.week}{one.weekday}"
    return one.weekday
