"""The facts that matter about an entry of the directory, in words: what, when, where, cost, for whom.

A sensitive place, a peer supporter's place and personal ways to reach somebody are never among them.
"""

import datetime as dt

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel.dates import in_words, plus_months, today
from ipc.kernel.money import pounds
from peersupport.models import ServiceKind, Weekday
from people.models import Cohort

EVERY = {
    Weekday.MONDAY: gettext_lazy("Mondays"),
    Weekday.TUESDAY: gettext_lazy("Tuesdays"),
    Weekday.WEDNESDAY: gettext_lazy("Wednesdays"),
    Weekday.THURSDAY: gettext_lazy("Thursdays"),
    Weekday.FRIDAY: gettext_lazy("Fridays"),
    Weekday.SATURDAY: gettext_lazy("Saturdays"),
    Weekday.SUNDAY: gettext_lazy("Sundays"),
}
FOR = {
    Cohort.OLDER: gettext_lazy("older people with long-term conditions"),
    Cohort.CHILD: gettext_lazy("disabled children and young people"),
    Cohort.LEARNING: gettext_lazy("people with a learning disability or autism"),
    Cohort.MENTAL_HEALTH: gettext_lazy("people with serious mental illness"),
}
CHECKED_FOR_MONTHS = 3


def card(service) -> dict:
    """Return what a list tells: name, kind, a few words, and the five facts."""
    return {
        "name": service.name,
        "kind": service.get_kind_display(),
        "organisation": service.organisation_name,
        "url": reverse("service", args=[service.public_id]),
        "about": Truncator(" ".join(service.description.split())).words(24, truncate="…"),
        "when": when(service),
        "where": where(service),
        "cost": cost(service),
        "is_free": service.is_free,
        "who": for_whom(service),
    }


def whole(service) -> dict:
    """Return what the page of one entry tells."""
    contact = service.has_public_contact
    return card(service) | {
        "description": service.description,
        "address": _address(service),
        "map_url": _map_url(service),
        "access": service.access_notes if service.has_public_place else "",
        "languages": service.languages,
        "phone": service.phone if contact else "",
        "phone_url": "tel:" + "".join(service.phone.split()) if contact and service.phone else "",
        "email": service.email if contact else "",
        "website": service.website,
        "places": service.places,
        "site": service.site.name,
        "checked": checked(service),
        "is_peer": service.kind == ServiceKind.PEER,
    }


def when(service) -> str:
    """Return ``Mondays, 10am to 12 noon``; several times one after another."""
    return "; ".join(_time(one) for one in service.schedules.all()) or _("Ask about days and times")


def _time(schedule):
    day = str(EVERY[Weekday(schedule.weekday)]) if schedule.weekday else ""
    if schedule.opens_at and schedule.closes_at:
        hours = _("%(start)s to %(end)s") % {
            "start": clock(schedule.opens_at),
            "end": clock(schedule.closes_at),
        }
    elif schedule.opens_at:
        hours = _("from %(start)s") % {"start": clock(schedule.opens_at)}
    else:
        hours = ""
    return ", ".join(part for part in (day, hours) if part)


def clock(time: dt.time) -> str:
    """Return ``10am``, ``2:30pm`` or ``12 noon``."""
    if (time.hour, time.minute) == (12, 0):
        return _("12 noon")
    minutes = f":{time.minute:02d}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{'am' if time.hour < 12 else 'pm'}"


def where(service) -> str:
    if service.is_online:
        return _("Online")
    if service.has_sensitive_place:
        return _("A safe place. We tell you where when you are introduced.")
    if service.kind == ServiceKind.PEER:
        return _("Where it suits you both, in %(place)s") % {"place": service.city or service.site.name}
    parts = [part for part in (service.place, service.city) if part]
    return ", ".join(dict.fromkeys(parts)) or service.site.name


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
    groups = _(" and ").join(str(FOR[Cohort(one)]) for one in service.cohorts)
    if not groups:
        return ages
    if not (youngest or oldest):
        return _("Made for %(groups)s") % {"groups": groups}
    return _("%(ages)s, made for %(groups)s") % {"ages": ages, "groups": groups}


def checked(service) -> dict:
    """Return the sentence on how fresh this is, and whether it can be relied on."""
    if service.assured_on is None:
        return {"is_fresh": False, "words": _("We have not checked this yet. Please ask before you go.")}
    day = in_words(service.assured_on)
    if service.assured_on >= plus_months(today(), -CHECKED_FOR_MONTHS):
        return {"is_fresh": True, "words": _("Checked on %(day)s") % {"day": day}}
    return {
        "is_fresh": False,
        "words": _("Last checked on %(day)s. Please ask before you go.") % {"day": day},
    }


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
