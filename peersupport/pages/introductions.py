"""What the pages of introductions show: to the person, to whoever receives it, to colleagues."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel.dates import in_words
from peersupport import answer_times, feedback, introductions, news, standing
from peersupport.introductions.answering import most_tries
from peersupport.introductions.states import LOOKED_AT
from peersupport.models import (
    OPEN,
    CallRequest,
    Feedback,
    Introduction,
    IntroductionStatus,
    Sides,
    Signpost,
    Step,
)

MOST = 50
BUTTONS = {
    "begin": gettext_lazy("Yes, I would like to meet them"),
    "look_further": gettext_lazy("No, please look for somebody else"),
    "pause": gettext_lazy("Pause it for a while"),
    "go_on": gettext_lazy("Go on"),
}


def steps(introduction, seen, *, to_person) -> list[dict]:
    """Return the steps ``seen`` of one introduction, the newest first, as a timeline."""
    return [
        {
            "what": step.get_status_display() if to_person else standing.for_colleagues(step.status),
            "detail": step.words,
            "when": in_words(step.at),
            "iso": timezone.localdate(step.at).isoformat(),
            "who": step.by.name if step.by else "",
        }
        for step in sorted(seen, key=lambda one: one.pk, reverse=True)
        if step.introduction_id == introduction.pk
    ]


def mine(introduction, user, *, may_change, may_worry=False) -> dict:
    """Return what the person reads of one introduction, and what they can do about it."""
    seen = Step.objects.visible_to(user).filter(introduction=introduction).select_related("by")
    choices = introductions.choices(introduction, user) if may_change else {}
    said = Feedback.objects.visible_to(user).filter(introduction=introduction).select_related("given_by")
    return news.of(introduction, may_take_back=may_change) | {
        "public_id": introduction.public_id,
        "outcome": introduction.get_outcome_display(),
        "why": introduction.why,
        "risks": introduction.risks,
        "asked_by": introduction.asked_by.name if introduction.asked_by else "",
        "steps": steps(introduction, seen, to_person=True),
        "buttons": [
            {"step": step, "label": str(BUTTONS[step]), "is_main": step in ("begin", "go_on")}
            for step in introductions.OF_THE_PERSON
            if step in choices
        ],
        "may_end": "end_without_reason" in choices,
        "may_worry": may_worry and introduction.status != IntroductionStatus.DRAFT,
        "may_say": may_change and introduction.status in feedback.ONCE_BEGUN,
        "said": [_said(one) for one in said],
        "usually": (
            answer_times.usually_answers(introduction.service)
            if introduction.status == IntroductionStatus.ASKED
            else ""
        ),
    }


def _said(given):
    return {
        "words": given.words,
        "how": feedback.SCORES.get(given.score, ""),
        "who": _("You") if given.side == Sides.PERSON else given.given_by.name if given.given_by else "",
        "when": in_words(given.given_at),
    }


def moving(introduction, by) -> dict:
    """Return what a navigator sees before choosing the next step, besides what is shared."""
    seen = Step.objects.visible_to(by).filter(introduction=introduction).select_related("by")
    most = most_tries(introduction)
    return {
        "status": standing.for_colleagues(introduction.status),
        "since": in_words(introduction.status_since or introduction.asked_at),
        "steps": steps(introduction, seen, to_person=False),
        "tries": _("Tried %(tries)s of %(most)s times.") % {"tries": introduction.tries, "most": most},
        "is_last_try": introduction.tries + 1 >= most,
        "is_unanswered": introduction.status in LOOKED_AT,
    }


def of_person(person, user) -> dict:
    """Return somebody's support for a colleague: introductions with their steps, signposts and calls."""
    asked = list(Introduction.objects.visible_to(user).filter(person=person).for_reading()[:MOST])
    seen = Step.objects.visible_to(user).filter(introduction__in=asked).select_related("by")
    given = Signpost.objects.visible_to(user).filter(person=person).select_related("service", "given_by")
    calls = CallRequest.objects.visible_to(user).filter(person=person)
    said = Feedback.objects.visible_to(user).filter(person=person)
    by_introduction: dict[int, list] = {}
    for one in said:
        by_introduction.setdefault(one.introduction_id, []).append(one)
    seen = list(seen)
    return {
        "asked": [_row(one, seen, by_introduction.get(one.pk, [])) for one in asked],
        "signposts": [_signpost(one) for one in given[:MOST]],
        "calls": [_call(one) for one in calls[:MOST]],
    }


def _row(introduction, seen, said):
    return {
        "name": introduction.service.name,
        "organisation": introduction.service.organisation_name,
        "status": standing.for_colleagues(introduction.status),
        "colour": news.COLOURS.get(introduction.status, "grey"),
        "since": standing.since(introduction),
        "outcome": introduction.get_outcome_display(),
        "route": introduction.get_route_display(),
        "asked": in_words(introduction.asked_at),
        "wish": introduction.wish,
        "why": introduction.why,
        "risks": introduction.risks,
        "answer": introduction.answer,
        "outcome_words": introduction.outcome_words,
        "steps": steps(introduction, seen, to_person=False),
        "said": [
            {"side": one.get_side_display(), "words": one.words, "how": feedback.SCORES.get(one.score, "")}
            for one in said
        ],
        "send_url": (
            reverse("send_referral", args=[introduction.public_id])
            if introduction.status == IntroductionStatus.DRAFT
            else ""
        ),
        "withdraw_url": (
            reverse("withdraw_introduction", args=[introduction.public_id])
            if introduction.status in OPEN
            else ""
        ),
        "worry_url": (
            ""
            if introduction.status == IntroductionStatus.DRAFT
            else reverse("raise_concern", args=[introduction.public_id])
        ),
    }


def _signpost(given):
    return {
        "what": given.service.name,
        "url": reverse("service", args=[given.service.public_id]) if given.service.is_public else "",
        "detail": given.words,
        "when": in_words(given.given_at),
        "iso": timezone.localdate(given.given_at).isoformat(),
        "who": given.given_by.name if given.given_by else "",
    }


def _call(call):
    return {
        "what": call.get_status_display(),
        "detail": call.outcome,
        "when": in_words(call.asked_at),
        "iso": timezone.localdate(call.asked_at).isoformat(),
        "who": "",
    }


def said(rows) -> list[dict]:
    """Return what people allow others to read of where they were, for whoever decides about it."""
    return [
        {
            "public_id": one.public_id,
            "service": one.introduction.service.name,
            "words": one.words,
            "when": in_words(one.given_at),
            "read": one.given_at.isoformat(),
            "is_shown": one.is_shown,
        }
        for one in rows
    ]
