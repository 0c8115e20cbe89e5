"""What an imported entry says, by field, made fit for our rows: the shape of ``keeping.values``.

What cannot be right is left out and said in a note; only an entry without a name, or one that may not be
taken over at all, is refused.
"""

import datetime as dt
import hashlib
import json
import re
from decimal import Decimal, InvalidOperation
from html import unescape

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from ipc.kernel.dates import today
from peersupport import places
from peersupport.importing import hours
from peersupport.keeping import values as kept
from peersupport.models import AccessFeature, Service, ServiceKind, ServiceStatus
from people.models import Cohort

TEXTS = (
    "name",
    "description",
    "easy_description",
    "place",
    "address",
    "city",
    "eligibility",
    "access_notes",
    "languages",
    "cost_note",
    "phone",
)
FIELDS = (
    *TEXTS,
    "organisation",
    "kind",
    "status",
    "is_online",
    "postcode",
    "needs",
    "cohorts",
    "access_features",
    "minimum_age",
    "maximum_age",
    "cost",
    "email",
    "website",
    "schedules",
    "assured_on",
)
MOST_WORDS = 5_000
OLDEST = 130
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class CannotBeUsed(Exception):
    """An entry that is not taken over; the text says why."""


def of(service) -> dict:
    """Return what stands in our entry, in the shape of what is imported."""
    ours = kept.of(service)
    ours |= {"organisation": service.organisation.name, "assured_on": kept.plain(service.assured_on)}
    return {name: ours[name] for name in FIELDS}


def fingerprint(values) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def fit(raw, known_needs) -> tuple[dict, str]:
    """Return the values of what was read, and a note about what was left out.

    Raises:
        CannotBeUsed
    """
    left_out: list[str] = []
    values: dict = {name: short(raw.get(name), _most(name)) for name in TEXTS}
    values["organisation"] = short(raw.get("organisation"), 120)
    _refuse(values, raw)
    values["description"] = values["description"] or values["name"]
    values |= _choices(raw, known_needs)
    values["is_online"] = raw.get("is_online") is True
    values["postcode"] = _checked(raw, "postcode", _postcode, left_out)
    values["email"] = _checked(raw, "email", _email, left_out)
    values["website"] = _checked(raw, "website", _website, left_out)
    values["cost"] = _checked(raw, "cost", _cost, left_out) or "0.00"
    values["assured_on"] = _checked(raw, "assured_on", _past_day, left_out) or None
    values |= _ages(raw, left_out)
    values["schedules"] = hours.fit(raw.get("schedules") or [], left_out)
    note = _("Left out, because it cannot be right: %(what)s.") % {"what": ", ".join(dict.fromkeys(left_out))}
    return values, note[:300] if left_out else ""


def _refuse(values, raw):
    if not values["name"]:
        raise CannotBeUsed(_("It has no name."))
    if not values["organisation"]:
        raise CannotBeUsed(_("It does not say which organisation runs it."))
    if raw.get("kind") == ServiceKind.PEER:
        raise CannotBeUsed(_("One person who supports others is never taken over: they are checked here."))


def _most(name):
    return Service._meta.get_field(name).max_length or MOST_WORDS


def short(value, most) -> str:
    """Return ``value`` as plain words of at most ``most`` characters, or nothing where it is no text."""
    words = value if isinstance(value, str) else ""
    if "<" in words or "&" in words:
        words = unescape(strip_tags(words))
    words = _CONTROL.sub("", words.replace("\r\n", "\n")).encode(errors="ignore").decode().strip()
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _choices(raw, known_needs):
    kind, status = raw.get("kind"), raw.get("status")
    return {
        "kind": kind if kind in ServiceKind.values else ServiceKind.SERVICE.value,
        "status": status if status in ServiceStatus.values else ServiceStatus.ACTIVE.value,
        "needs": _among(raw.get("needs"), known_needs),
        "cohorts": _among(raw.get("cohorts"), Cohort.values),
        "access_features": _among(raw.get("access_features"), AccessFeature.values),
    }


def _among(given, known):
    return sorted({one for one in given or [] if one in known})


def _checked(raw, name, fit_one, left_out):
    value = raw.get(name)
    if value in (None, ""):
        return ""
    try:
        if isinstance(value, str) and not value.isprintable():
            raise ValueError
        return fit_one(value)
    except (ValidationError, ValueError, TypeError, InvalidOperation):
        left_out.append(str(Service._meta.get_field(name).verbose_name))
        return ""


def _postcode(value):
    neat = places.neat(str(value))
    if not re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", neat):
        raise ValueError
    return neat


def _email(value):
    EmailValidator()(value)
    if len(value) > 254:
        raise ValueError
    return value


def _website(value):
    URLValidator(schemes=["http", "https"])(value)
    if len(value) > 200:
        raise ValueError
    return value


def _cost(value):
    amount = Decimal(str(value).strip().removeprefix("£"))
    if not (amount.is_finite() and 0 <= amount < 100_000):
        raise ValueError
    return f"{amount:.2f}"


def _past_day(value):
    """Return a day that was: nobody has checked an entry tomorrow."""
    day = dt.date.fromisoformat(str(value)[:10])
    if day > today():
        raise ValueError
    return day.isoformat()


def _ages(raw, left_out):
    ages = {name: _checked(raw, name, _age, left_out) for name in ("minimum_age", "maximum_age")}
    youngest, oldest = (None if one == "" else one for one in ages.values())
    if youngest is not None and oldest is not None and oldest < youngest:
        left_out.append(_("ages"))
        youngest = oldest = None
    return {"minimum_age": youngest, "maximum_age": oldest}


def _age(value):
    age = Decimal(str(value))
    if age != age.to_integral_value() or not 0 <= age <= OLDEST:
        raise ValueError
    return int(age)
