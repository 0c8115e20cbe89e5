"""How an introduction stands, in sentences for the person who asked."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ipc.kernel.dates import in_words, today
from peersupport import facts
from peersupport.groups import waiting
from peersupport.models import OPEN, IntroductionStatus

Status = IntroductionStatus
COLOURS = {
    Status.ASKED: "yellow",
    Status.RECEIVED: "yellow",
    Status.TRYING: "yellow",
    Status.WAITING: "yellow",
    Status.ACCEPTED: "green",
    Status.MATCHED: "green",
    Status.ACTIVE: "green",
    Status.PAUSED: "blue",
}
OVER = gettext_lazy("Your name is no longer shared for this. You can ask again at any time.")
ELSEWHERE = gettext_lazy("Your name is no longer shared for this. There may be something else for you.")
NEXT = {
    Status.DRAFT: gettext_lazy("Your care team is preparing this. Nothing is sent before you say yes."),
    Status.ASKED: gettext_lazy(
        "A community navigator reads what you wrote and answers. You get an email when they have."
    ),
    Status.RECEIVED: gettext_lazy("A community navigator is looking at it. They may ring you."),
    Status.TRYING: gettext_lazy("They rang and did not reach you. They will try again."),
    Status.WAITING: gettext_lazy("There is no place yet. You are on the list, and hear when there is one."),
    Status.ACCEPTED: gettext_lazy("You are expected. Go along, or ring first if you would like company."),
    Status.MATCHED: gettext_lazy("Somebody was found for you. Say whether you would like to meet."),
    Status.ACTIVE: gettext_lazy("This is going on. You can pause or end it whenever you like."),
    Status.PAUSED: gettext_lazy("This is paused. It goes on when you both want it to."),
    Status.ENDED: gettext_lazy("This has come to its end. Say how it was, if you like."),
    Status.STOPPED: OVER,
    Status.DECLINED: ELSEWHERE,
    Status.WITHDRAWN: OVER,
    Status.UNREACHED: ELSEWHERE,
}


def of(introduction, *, may_take_back) -> dict:
    """Return what the person reads: what they asked, what was said, what happens next."""
    service = introduction.service
    is_open = introduction.status in OPEN
    return {
        "name": service.name,
        "url": reverse("service", args=[service.public_id]) if service.is_public else "",
        "status": introduction.get_status_display(),
        "colour": COLOURS.get(Status(introduction.status), "grey"),
        "when": facts.when(service),
        "where": facts.where(service),
        "asked": _("You asked on %(day)s.") % {"day": in_words(introduction.asked_at)},
        "wish": introduction.wish,
        "answer": introduction.answer,
        "answered_by": introduction.answered_by.name if introduction.answered_by else "",
        "answered": in_words(introduction.answered_at),
        "shared": introduction.shared if is_open and _is_shared(introduction) else "",
        "organisation": service.organisation_name,
        "next": _next(introduction),
        "more_url": reverse("my_introduction", args=[introduction.public_id]),
        "may_find_more": introduction.status in (Status.DECLINED, Status.UNREACHED, Status.STOPPED),
        "take_back_url": (
            reverse("withdraw_introduction", args=[introduction.public_id])
            if is_open and may_take_back
            else ""
        ),
    }


def _is_shared(introduction):
    consent = introduction.consent
    return (
        consent is not None
        and consent.withdrawn_at is None
        and (consent.ends_on is None or consent.ends_on > today())
    )


def _next(introduction):
    if introduction.status in OPEN and not _is_shared(introduction):
        return _(
            "You stopped sharing your name for this. Nobody can see it now. "
            "Take it back. Then you can ask again."
        )
    said = str(NEXT[Status(introduction.status)])
    return f"{said} {_before(introduction)}" if introduction.status == Status.WAITING else said


def _before(introduction):
    """Return how many wait before somebody; never who."""
    before = (waiting.place_of(introduction) or 1) - 1
    if not before:
        return _("You are next.")
    return ngettext("%(before)s person is before you.", "%(before)s people are before you.", before) % {
        "before": before
    }
