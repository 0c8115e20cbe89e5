"""An entry as the standard writes it. What is not known is left out: never null, never empty.

Sensitive places, peer supporters' places and personal ways to reach somebody are not told.
"""

import json
from decimal import Decimal

from peersupport.models import AccessFeature
from peersupport.oruk import ids, times, vocabulary


def brief(service) -> dict:
    """Return a service as lists carry it: its own fields and its organisation."""
    contact = service.has_public_contact
    return _known(
        {
            "id": str(service.public_id),
            "organization_id": str(service.organisation.public_id),
            "name": service.name,
            "description": _description(service),
            "url": service.public_website,
            "email": service.email if contact else "",
            "status": service.status,
            "minimum_age": service.minimum_age,
            "maximum_age": service.maximum_age,
            "assured_date": service.assured_on and service.assured_on.isoformat(),
            "alert": "There is no free place at the moment." if service.is_full else "",
            "last_modified": service.changed_at.isoformat(),
            "organization": _organisation(service),
        }
    )


def whole(service, *, at_locations=True) -> dict:
    """Return a service with everything that belongs to it."""
    return _known(
        brief(service)
        | {
            "schedules": [_known(one) for one in times.schedules(service)],
            "service_areas": [_area(service)],
            "service_at_locations": [at_location(service)] if at_locations and has_location(service) else [],
            "languages": _languages(service),
            "cost_options": [_cost(service)],
            "contacts": _contacts(service),
            "attributes": vocabulary.attributes_of(service),
        }
    )


def has_location(service) -> bool:
    return service.is_online or service.has_public_place


def at_location(service, *, service_record=None) -> dict:
    """Return the service at its location; with ``service_record`` the service inside."""
    location = _location(service)
    return _known(
        {
            "id": str(ids.at_location(service.public_id)),
            "service_id": str(service.public_id),
            "location_id": location["id"],
            "location": location,
            "service": service_record,
        }
    )


def _description(service):
    """Return what an entry is; the standard has no other place for who it is for."""
    if not service.eligibility:
        return service.description
    return f"{service.description}\n\nWho it is for: {service.eligibility}"


def _organisation(service):
    organisation = service.organisation
    return {
        "id": str(organisation.public_id),
        "name": organisation.name,
        "description": f"{organisation.get_kind_display()}, {service.site.name}",
    }


def _area(service):
    return {
        "id": ids.part_of(service.public_id, "area"),
        "service_id": str(service.public_id),
        "name": service.site.name,
        "service_area": service.site.name,
    }


def _languages(service):
    return [
        {
            "id": ids.part_of(service.public_id, f"language/{name}"),
            "service_id": str(service.public_id),
            "name": name,
        }
        for name in (one.strip() for one in service.languages.split(","))
        if name
    ]


def _cost(service):
    return _known(
        {
            "id": ids.part_of(service.public_id, "cost"),
            "service_id": str(service.public_id),
            "option": "Free" if service.is_free else "",
            "amount": _number(service.cost),
            "amount_description": service.cost_note,
        }
    )


def _number(amount: Decimal):
    """Return ``amount`` as JSON writes numbers; nobody calculates with it."""
    return json.loads(str(amount.normalize() if amount else 0).replace("E+", "e"))


def _contacts(service):
    if not (service.has_public_contact and service.phone):
        return []
    contact = ids.part_of(service.public_id, "contact")
    phone = {"id": ids.part_of(service.public_id, "phone"), "contact_id": contact, "number": service.phone}
    return [
        {
            "id": contact,
            "service_id": str(service.public_id),
            "name": service.organisation.name,
            "phones": [phone],
        }
    ]


def _location(service):
    place = ids.part_of(service.public_id, "location")
    if service.is_online:
        return {"id": place, "location_type": "virtual", "name": "Online"}
    return _known(
        {
            "id": place,
            "location_type": "physical",
            "name": service.place,
            "description": "Comes to people, or meets in different places." if service.is_mobile else "",
            "latitude": None if service.is_mobile else service.latitude,
            "longitude": None if service.is_mobile else service.longitude,
            "addresses": _addresses(service, place),
            "accessibility": _accessibility(service, place),
        }
    )


def _accessibility(service, place):
    """Return what makes the place possible to use: each feature somebody checked, and what else is known."""
    known = {one: str(AccessFeature(one).label) for one in service.access_features}
    if service.access_notes:
        known["notes"] = service.access_notes
    return [
        {
            "id": ids.part_of(service.public_id, "accessibility" if code == "notes" else f"access/{code}"),
            "location_id": place,
            "description": words,
        }
        for code, words in known.items()
    ]


def _addresses(service, place):
    if not (service.address and service.postcode):
        return []
    return [
        {
            "id": ids.part_of(service.public_id, "address"),
            "location_id": place,
            "address_1": service.address,
            "city": service.city or service.site.name,
            "state_province": service.site.name,
            "postal_code": service.postcode,
            "country": "GB",
            "address_type": "physical",
        }
    ]


def _known(record):
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}
