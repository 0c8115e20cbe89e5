"""Reading a feed in the shape of Open Referral UK 3.0: lists page by page, then each entry whole.

What comes is somebody else's: every value is looked at before it is used, and nothing is believed.
"""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _

from peersupport.importing import fetching, words

A_PAGE = 100
MOST_ENTRIES = 20_000


class TooMany(fetching.CannotBeRead):
    message = _("This feed has more entries than can be read at once.")


def read(url, *, reader, known_needs):
    """Yield ``(source id, facts by field)`` of each entry of the feed at ``url``, place by place.

    Raises:
        fetching.CannotBeRead
    """
    base = url.split("?")[0].rstrip("/")
    for brief in _listed(base, reader):
        record = brief
        if "service_at_locations" not in brief and "contacts" not in brief:
            record = _one(base, brief, reader)
        yield from _in_its_places(record, known_needs)


def _listed(base, reader):
    page, told, last = 1, 0, False
    while not last:
        answer = reader.json(f"{base}/services?{urlencode({'page': page, 'per_page': A_PAGE})}")
        contents = answer.get("contents") if isinstance(answer, dict) else None
        if not isinstance(contents, list):
            raise fetching.NotJson
        told += len(contents)
        if told > MOST_ENTRIES:
            raise TooMany
        yield from (one for one in contents if isinstance(one, dict) and _id(one))
        last = not contents or answer.get("last_page") is not False or page >= MOST_ENTRIES
        page += 1


def _one(base, brief, reader):
    record = reader.json(f"{base}/services/{quote(_id(brief), safe='')}")
    if not isinstance(record, dict) or _id(record) != _id(brief):
        raise fetching.NotJson
    return brief | record


def _id(record):
    value = record.get("id")
    return value if isinstance(value, str) and len(value) <= 60 and value.isprintable() else ""


def _in_its_places(record, known_needs):
    """Yield an entry for each place of a service: here, an entry is one thing in one place."""
    placed = [one for one in _rows(record, "service_at_locations") if _row(one, "location")]
    facts = _facts(record, known_needs)
    if len(placed) < 2:
        yield _id(record), facts | (_place(placed[0]) if placed else {})
        return
    for place, one in enumerate(placed, start=1):
        own = {"schedules": _rows(one, "schedules")} if _rows(one, "schedules") else {}
        yield f"{_id(record)}/{_id(one)[:36] or place}", facts | _place(one) | own


def _facts(record, known_needs):
    costs = _rows(record, "cost_options")
    contact = [*_rows(record, "contacts"), {}][0]
    return {
        "name": record.get("name"),
        "description": record.get("description"),
        "organisation": _row(record, "organization").get("name"),
        "status": record.get("status"),
        "website": record.get("url"),
        "email": record.get("email"),
        "phone": [*_rows(contact, "phones"), *_rows(record, "phones"), {}][0].get("number"),
        "minimum_age": record.get("minimum_age"),
        "maximum_age": record.get("maximum_age"),
        "assured_on": record.get("assured_date"),
        "languages": ", ".join(_texts(_rows(record, "languages"), "name")),
        "cost": next((one["amount"] for one in costs if _is_number(one.get("amount"))), None),
        "cost_note": "; ".join(_texts(costs, "amount_description") or _texts(costs, "option")),
        "schedules": _rows(record, "schedules"),
        **words.terms(_terms(record), known_needs),
    }


def _place(placed):
    location = _row(placed, "location")
    if location.get("location_type") == "virtual":
        return {"is_online": True}
    address = [*_rows(location, "addresses"), {}][0]
    access = _texts(_rows(location, "accessibility"), "description")
    return {
        "place": location.get("name"),
        "address": address.get("address_1"),
        "city": address.get("city"),
        "postcode": address.get("postal_code"),
        **words.ways_in(access),
    }


def _terms(record):
    found = (_row(one, "taxonomy_term") for one in _rows(record, "attributes"))
    return [one for one in found if one]


def _rows(record, name):
    value = record.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _row(record, name):
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _texts(rows, name):
    return [row[name] for row in rows if isinstance(row.get(name), str) and row[name]]


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)
