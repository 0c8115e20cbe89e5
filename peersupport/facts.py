"""The facts that matter about an entry of the directory, in words: what, when, where, cost, for whom.

A sensitive place, a peer supporter's place and personal ways to reach somebody are never among them.
"""

import re

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel.money import pounds
from peersupport import places, staleness
from peersupport.groups import days
from peersupport.importing import feeds
from peersupport.models import AccessFeature, ServiceKind
from peersupport.times import when
from people.models import Cohort

FOR = {
    Cohort.OLDER: gettext_lazy("older people with long-term conditions"),
    Cohort.CHILD: gettext_lazy("disabled children and young people"),
    Cohort.LEARNING: gettext_lazy("people with a learning disability or autism"),
    Cohort.MENTAL_HEALTH: gettext_lazy("people with serious mental illness"),
}
DRAWINGS = {
    ServiceKind.PEER: "talk",
    ServiceKind.GROUP: "people",
    ServiceKind.ACTIVITY: "heart",
    ServiceKind.SERVICE: "house",
}


def card(service) -> dict:
    """Return what a list tells: name, kind, a few words, and the five facts."""
    return {
        "name": service.name,
        "kind": service.get_kind_display(),
        "organisation": service.organisation_name,
        "url": reverse("service", args=[service.public_id]),
        "drawing": DRAWINGS[ServiceKind(service.kind)],
        "easy": easy(service),
        "easy_who": easy_who(service),
        "about": Truncator(" ".join(service.description.split())).words(24, truncate="…"),
        "when": when(service),
        "where": where(service),
        "far": how_far(service),
        "cost": cost(service),
        "is_free": service.is_free,
        "who": for_whom(service),
    }


def easy(service) -> list[str]:
    """Return what it is in short lines: its own Easy Read, else the first sentences of its description."""
    lines = [line.strip() for line in service.easy_description.splitlines() if line.strip()]
    return lines or re.split(r"(?<=[.!?])\s+", " ".join(service.description.split()))[:3]


def easy_who(service) -> str:
    """Return who may come, by age alone: ``You must be 18 or older``."""
    youngest, oldest = service.minimum_age, service.maximum_age
    if youngest and oldest:
        return _("You must be %(youngest)s to %(oldest)s years old") % {
            "youngest": youngest,
            "oldest": oldest,
        }
    if youngest:
        return _("You must be %(youngest)s or older") % {"youngest": youngest}
    return _("You must be %(oldest)s or younger") % {"oldest": oldest} if oldest else _("Everybody can come")


def whole(service) -> dict:
    """Return what the page of one entry tells."""
    contact = service.has_public_contact
    return card(service) | {
        "description": service.description,
        "address": _address(service),
        "map_url": _map_url(service),
        "access": service.access_notes if service.has_public_place else "",
        "features": features(service),
        "eligibility": service.eligibility,
        "is_full": service.is_full,
        "languages": service.languages,
        "phone": service.phone if contact else "",
        "phone_url": "tel:" + "".join(service.phone.split()) if contact and service.phone else "",
        "email": service.email if contact else "",
        "website": service.public_website,
        "places": service.places,
        "site": service.site.name,
        "checked": staleness.checked(service),
        "comes_from": feeds.provenance(service),
        "is_peer": service.kind == ServiceKind.PEER,
        "calendar_url": _calendar_url(service),
    }


def _calendar_url(service):
    """Return where the times can be had for a calendar, where it is known on which days and when it is."""
    if any(one.opens_at and days.can_be_counted(one) for one in service.schedules.all()):
        return reverse("service_calendar", args=[service.public_id])
    return ""


def where(service) -> str:
    if service.is_online:
        return _("Online")
    if service.kind == ServiceKind.PEER:
        return _("Where it suits you both, in %(place)s") % {"place": service.city or service.site.name}
    if service.has_sensitive_place:
        return _("A safe place. We tell you where when you are introduced.")
    if service.is_mobile:
        return _("Comes to you, or meets in different places, in %(place)s") % {
            "place": service.city or service.site.name
        }
    parts = [part for part in (service.place, service.city) if part]
    return ", ".join(dict.fromkeys(parts)) or service.site.name


def how_far(service) -> str:
    """Return how far it is from the postcode asked for; nothing where none was, or the place is not told."""
    metres = getattr(service, "metres", None)
    return "" if metres is None or not service.has_public_place else places.far(metres)


def features(service) -> list[str]:
    """Return what makes the place possible to use, as far as the place may be known."""
    return (
        [str(AccessFeature(one).label) for one in service.access_features] if service.has_public_place else []
    )


def cost(service) -> str:
    amount = _("Free") if service.is_free else pounds(service.cost)
    return f"{amount} ({service.cost_note})" if service.cost_note else amount


def for_whom(service) -> str:
    """Return ``People from 18 to 65, made for …``, ``Made for …`` or ``Everyone``."""
    youngest, oldest = service.minimum_age, service.maximum_age
    if youngest and oldest:
        ages = _("People from %(youngest)s to %(oldest)s") % {"youngest": youngest, "oldest": oldest}
    elif youngest:
        ages = _("People of %(youngest)s and over") % {"youngest": youngest}
    elif oldest:
        ages = _("People up to %(oldest)s") % {"oldest": oldest}
    else:
        ages = _("Everyone")
    groups = (
        "" if len(service.cohorts) == len(FOR) else _listed(str(FOR[Cohort(one)]) for one in service.cohorts)
    )
    if not groups:
        return ages
    if not (youngest or oldest):
        return _("Made for %(groups)s") % {"groups": groups}
    return _("%(ages)s, made for %(groups)s") % {"ages": ages, "groups": groups}


def _listed(words):
    """Return ``a, b and c``."""
    *first, last = [*words] or [""]
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _address(service):
    if not service.has_public_place:
        return ""
    return "\n".join(
        part for part in (service.place, service.address, service.city, service.postcode) if part
    )


def _map_url(service):
    if not (service.has_public_place and service.postcode):
        return ""
    return f"https://www.openstreetmap.org/search?query={service.postcode.replace(' ', '+')}"
