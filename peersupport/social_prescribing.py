"""Referrals and signposts of one person in the shape of the standard for social prescribing, as plain data.

Source: PRSB Social Prescribing 1.1. Its words are its own: only the names of its elements are used here.
What is not known is left out, but for what the standard must have. Signposts stand apart: nothing was
shared for them.
"""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from peersupport.models import Introduction, IntroductionStatus, Route, Signpost, Step
from people.models import HowGiven

# How a referral came: the standard tells apart who asked themselves from who was asked for.
METHODS = {Route.PERSON: "Self-referral", Route.FAMILY: "Self-referral", Route.COLLEAGUE: "E-referral"}
_about_me: list[Callable] = []


def tells_about_me(function):
    """Let ``function(person, user)`` give the About me of the standard: the room above holds it."""
    _about_me.append(function)
    return function


def record(person, user) -> dict:
    """Return what ``user`` may see of the referrals and signposts of ``person``; drafts were never sent."""
    asked = Introduction.objects.visible_to(user).filter(person=person).for_reading()
    asked = asked.exclude(status=IntroductionStatus.DRAFT).select_related("asked_by", "consent__assessment")
    given = Signpost.objects.visible_to(user).filter(person=person)
    steps = Step.objects.visible_to(user).filter(person=person).select_related("by")
    by_introduction: dict[int, list] = {}
    for step in steps:
        by_introduction.setdefault(step.introduction_id, []).append(step)
    return _known(
        {
            "person_demographics": _demographics(person),
            "about_me": _about_me[0](person, user) if _about_me else {},
            "referral_details": [
                _referral(one, person.site, by_introduction.get(one.pk, [])) for one in asked
            ],
            "signposting": [
                _signpost(one) for one in given.select_related("service__organisation", "given_by")
            ],
        }
    )


def _demographics(person):
    return {
        "person_first_name": person.given_name,
        "person_family_name": person.family_name,
        "person_preferred_name": person.known_as,
        "date_of_birth": _day(person.born_on),
        "nhs_number": person.nhs_number,
        "person_telephone": person.phone,
        "person_email": person.email,
    }


def _referral(introduction, site, steps):
    service = introduction.service
    return {
        "referral_identifier": str(introduction.public_id),
        "referrer": _referrer(introduction, site),
        "date_of_referral": _day(introduction.asked_at),
        "method_of_referral": METHODS[introduction.route],
        "reason_for_referral": introduction.why or introduction.wish or _("Not written down"),
        "person_s_own_words": introduction.wish,
        "referred_to": {"service": service.name, "organisation": service.organisation_name},
        "return_response_to": {"organisation": site.name, "telephone": site.phone},
        "risks": introduction.risks or _("None written down"),
        "consent_for_information_sharing": _consent(introduction.consent),
        "status": introduction.get_status_display(),
        "response": {
            "words": introduction.answer,
            "date": _day(introduction.answered_at),
            "by": introduction.answered_by.name if introduction.answered_by else "",
        },
        "contacts": [_contact(step) for step in steps],
        "outcome": {
            "outcome": introduction.get_outcome_display() if introduction.outcome else "",
            "comment": introduction.outcome_words,
            "date": _day(introduction.ended_at),
        },
    }


def _referrer(introduction, site):
    """Return who asked; the standard must have a name, a service and an organisation."""
    return {
        "name": introduction.asked_by.name if introduction.asked_by else _("Not written down"),
        "role": introduction.get_route_display(),
        "service": _("Integrated personal commissioning"),
        "organisation": site.name,
        "contact": site.phone,
    }


def _consent(consent):
    if consent is None:
        return {}
    is_asked = consent.how_given in HowGiven
    return {
        "is_given_by_the_person": is_asked,
        "how_given": consent.get_how_given_display() if is_asked else "",
        "why_not_sought": "" if is_asked else consent.get_why_not_sought_display(),
        "assessment_of_capacity_on": _day(consent.assessment.assessed_at) if consent.assessment else "",
        "shared": consent.in_words,
        "date": _day(consent.given_at),
        "ended": _day(consent.withdrawn_at),
    }


def _contact(step):
    return {
        "date": _day(step.at),
        "what": step.get_status_display(),
        "comment": step.words,
        "by": step.by.name if step.by else "",
    }


def _signpost(given):
    return {
        "service": given.service.name,
        "organisation": given.service.organisation_name,
        "comment": given.words,
        "date": _day(given.given_at),
        "by": given.given_by.name if given.given_by else "",
    }


def _day(value):
    if value is None:
        return ""
    return (timezone.localdate(value) if hasattr(value, "hour") else value).isoformat()


def _known(value):
    """Return ``value`` without what is unknown: empty text, and groups of nothing; lists stay."""
    if isinstance(value, dict):
        kept = {name: _known(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one not in ("", None, {})}
    return [_known(one) for one in value] if isinstance(value, list) else value
