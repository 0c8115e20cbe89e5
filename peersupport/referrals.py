"""What a navigator sees of those who asked: only what each of them shared for it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ipc.kernel.dates import in_words, today
from peersupport import facts, matching, standing
from peersupport.introductions import states
from peersupport.models import Introduction, IntroductionStatus, Route, ServiceKind
from peersupport.sharing import what_is_shared

MOST = 100
# What everybody shares for it (``introductions.SHARED``), in the words of whoever receives it.
SHARED = gettext_lazy("Name and how to reach them")
LONG_WAIT_DAYS = 7
SHOWN = (
    "public_id",
    "site_id",
    "wish",
    "asked_at",
    "status",
    "person__given_name",
    "person__family_name",
    "service__name",
    "service__organisation__name",
)


def waiting(user) -> list[Introduction]:
    """Return those who wait for an answer from ``user``'s site, the longest wait first; one query."""
    asked = Introduction.objects.visible_to(user).awaiting_answer()
    return list(asked.select_related("person", "service__organisation").only(*SHOWN)[:MOST])


def under_way(user) -> dict[str, list[Introduction]]:
    """Return those of ``user``'s site on a waiting list, and those going on; the longest first; one query."""
    seen = Introduction.objects.visible_to(user).filter(
        status__in=[*states.BEGUN, IntroductionStatus.WAITING]
    )
    seen = seen.select_related("person", "service__organisation").only(*SHOWN, "status_since", "outcome")
    found = list(seen.order_by("status_since", "pk")[:MOST])
    return {
        "on_the_list": [one for one in found if one.status == IntroductionStatus.WAITING],
        "going_on": [one for one in found if one.status != IntroductionStatus.WAITING],
    }


def row_under_way(introduction) -> dict:
    """Return what the list shows of one that was answered: where it stands and since when."""
    return {
        "name": introduction.person.name,
        "service": introduction.service.name,
        "organisation": introduction.service.organisation.name,
        "stands": standing.in_words(introduction, to_person=False),
        "url": reverse("move_introduction", args=[introduction.public_id]),
    }


def row(introduction) -> dict:
    """Return what the list shows of one of them."""
    days = days_waiting(introduction.asked_at)
    is_new = introduction.status == IntroductionStatus.ASKED
    return {
        "name": introduction.person.name,
        "service": introduction.service.name,
        "organisation": introduction.service.organisation.name,
        "stands": "" if is_new else standing.for_colleagues(introduction.status),
        "wish": introduction.wish,
        "shared": str(SHARED),
        "waiting": waiting_in_words(days),
        "is_long": days >= LONG_WAIT_DAYS,
        "url": reverse("answer_introduction", args=[introduction.public_id]),
    }


def days_waiting(asked_at):
    return (today() - timezone.localdate(asked_at)).days


def waiting_in_words(days) -> str:
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days} if days else _("today")


def whole(introduction) -> dict:
    """Return what the page on one of them shows: the wish, what is shared, what was agreed and when."""
    service, consent = introduction.service, introduction.consent
    return {
        "public_id": introduction.public_id,
        "name": introduction.person.name,
        "called": introduction.person.called,
        "service": service.name,
        "service_url": reverse("service", args=[service.public_id]) if service.is_public else "",
        "organisation": service.organisation_name,
        "when": facts.when(service),
        "where": facts.where(service),
        "wish": introduction.wish,
        "why": introduction.why,
        "risks": introduction.risks,
        "asked_by": introduction.asked_by.name if introduction.asked_by else "",
        "is_referred": introduction.route == Route.COLLEAGUE,
        "is_peer": service.kind == ServiceKind.PEER,
        "why_not": matching.why_not(introduction.person, service, sent=introduction),
        "step_url": reverse("move_introduction", args=[introduction.public_id]),
        "answer_url": reverse("answer_introduction", args=[introduction.public_id]),
        "asked": in_words(introduction.asked_at),
        "waiting": waiting_in_words(days_waiting(introduction.asked_at)),
        "shared": what_is_shared(introduction.person),
        "agreed": _("Agreed on %(day)s (%(how)s), for %(organisation)s to know: %(parts)s.")
        % {
            "day": in_words(consent.given_at),
            "how": (consent.get_how_given_display() or consent.get_why_not_sought_display()).lower(),
            "organisation": service.organisation_name,
            "parts": str(SHARED).lower(),
        },
    }


def first_words(introduction) -> str:
    """Return a welcome to begin with: what it is, when and where."""
    service = introduction.service
    said = (
        _("%(name)s, you can meet %(service)s. %(when)s. %(where)s.")
        if service.kind == ServiceKind.PEER
        else _("%(name)s, you are welcome at %(service)s. %(when)s. %(where)s.")
    )
    return said % {
        "name": introduction.person.called,
        "service": service.name,
        "when": facts.when(service),
        "where": facts.where(service).rstrip("."),
    }
