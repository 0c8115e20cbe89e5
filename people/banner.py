"""The banner over every staff page about a person: who this is, and how to talk with them."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from ipc.kernel import dates
from people import emergencies, menu
from people.models import LEFT, Flag, InformationFormat, Person, Role

NAME_ONLY = (Role.APPROVER, Role.FINANCE)


def banner(person, needs=None, consent="", to_know=()) -> dict:
    """Return what the component shows: ``needs`` are the information needs, ``to_know`` words of flags."""
    return {
        "name": person.name,
        "known_as": person.known_as,
        "age": person.age,
        "born": dates.in_words(person.born_on),
        "nhs_number": person.nhs_number_spaced,
        "url": reverse("person", args=[person.public_id]),
        "facts": [{"label": _("Say it"), "value": person.pronounced}] if person.pronounced else [],
        "how_to_talk": how_to_talk(needs),
        "flags": [*({"label": words, "colour": "red"} for words in to_know), *_flags(person, needs)],
        "consent": consent,
    }


def banner_for(user, person) -> dict:
    """Return the banner of ``person`` as ``user`` may read it: one query for needs and things to know."""
    if user.hat.role in NAME_ONLY:
        # Not told is not the same as never asked; the number and the birthday are the care team's.
        above = {**banner(person), "how_to_talk": [], "nhs_number": "", "born": ""}
    else:
        flags = Flag.objects.visible_to(user).live().filter(person=OuterRef("pk")).order_by("review_due_on")
        found = Person.objects.select_related("information_needs").annotate(
            to_know=ArraySubquery(flags.values("words"))
        )
        known = found.get(pk=person.pk)
        above = banner(person, getattr(known, "information_needs", None), to_know=known.to_know)
        if user.hat.role == Role.PARTNER:  # they were given the name and how to reach the person
            above |= {"nhs_number": "", "born": ""}
    return with_emergency({**above, "menu": menu.pages(user, person)}, user, person)


def with_emergency(above, user, person) -> dict:
    """Return the banner ``above``, saying until when where ``user`` opened the record in an emergency."""
    opening = emergencies.running(user, person)
    if opening is None:
        return above
    return {
        **above,
        "emergency_until": dates.time_in_words(opening.ends_at),
        "close_emergency_url": reverse("close_emergency", args=[opening.public_id]),
    }


def how_to_talk(needs) -> list[str]:
    """Return the ways to reach and talk with somebody, in words."""
    if needs is None:
        return [_("Nobody has asked yet.")]
    spoken = needs.language and (
        _("%(language)s, with an interpreter") if needs.has_interpreter else "%(language)s"
    ) % {"language": needs.language}
    ways = [
        needs.get_contact_method_display(),
        needs.get_information_format_display(),
        needs.how_to_talk,
        needs.communication_support,
        needs.communication_professional,
        spoken,
    ]
    return [str(way) for way in ways if way]


def _flags(person, needs):
    flags = []
    if person.status in LEFT:
        flags.append({"label": person.get_status_display(), "colour": "grey"})
    if needs is not None and needs.information_format != InformationFormat.STANDARD:
        flags.append({"label": needs.get_information_format_display(), "colour": "plum"})
    if needs is not None and needs.review_due_on < dates.today():
        flags.append({"label": _("Ask again how to give information"), "colour": "red"})
    return flags
