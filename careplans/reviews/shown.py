"""Reviews as pages read them: plain dicts, days in words."""

from django.db.models import Case, Prefetch, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careplans.acts import Act
from careplans.models import (
    CarePlan,
    ChangeRequest,
    HowHeld,
    Observation,
    Review,
    ReviewMeeting,
    ReviewTrigger,
    Wish,
)
from careplans.reading import signed
from ipc.kernel import access
from ipc.kernel.dates import in_words, today
from people.models import Person

MOST = 50


def meetings(user, person):
    """Return the reviews held about ``person``, the newest first: three queries, however many."""
    held = with_money(ReviewMeeting.objects.visible_to(user), user).filter(person=person)
    asked = ChangeRequest.objects.visible_to(user).select_related("asked_by")
    served = Review.objects.visible_to(user).prefetch_related(Prefetch("change_requests", asked))
    rows = held.select_related("recorded_by", "plan").prefetch_related(Prefetch("reviews", served))
    return [_meeting(one, person) for one in rows[:MOST]]


def with_money(held, user):
    """Return the meetings ``held``, each with ``has_money``: whether ``user`` reads about the money."""
    theirs = When(access.rows(ReviewMeeting, Act.SEE_PLAN_MONEY, user), then=True)
    return held.annotate(has_money=Case(theirs, default=False))


def _meeting(one, person):
    served = list(one.reviews.all())
    asked = [request for review in served for request in review.change_requests.all()]
    return {
        "id": one.public_id,
        "when": in_words(one.held_on),
        "how": HowHeld(one.how).label.lower(),
        "who_came": one.who_came,
        "person_said": one.person_said,
        "said": _said(one),
        "checks": _checks(one),
        "outcome": one.get_outcome_display(),
        "plan_id": one.plan.public_id,
        "served": [review.get_stream_display() for review in served],
        "asked": [_request(request, person) for request in asked],
        "signed": one.recorded_by.name if one.recorded_by else "",
        "written": in_words(one.recorded_at),
    }


def _said(one):
    told = [
        (_("What works"), one.working),
        (_("What does not work"), one.not_working),
        (_("What we tried, and what we learned"), one.tried),
        (_("What has changed"), one.has_changed),
        (_("What happens next"), one.next_steps),
    ]
    return [{"title": title, "words": words} for title, words in told if words]


def _checks(one):
    """Return the answers to the laws' own questions, in words."""
    told = _about_the_money(one) if one.has_money else []
    told.append((_("Is the care coordinator the right one?"), _yes(one.is_coordinator_right)))
    if one.advocate:
        told.append((_("Somebody to speak up for the person"), one.advocate))
    return [{"key": question, "value": answer} for question, answer in told]


def _about_the_money(one):
    told = [(_("Does the money work?"), one.get_money_works_display())]
    if one.is_money_enough is not None:
        told.append((_("Is the money enough?"), _yes(one.is_money_enough)))
    if one.is_money_as_agreed is not None:
        told.append((_("Is it used as the plan says?"), _yes(one.is_money_as_agreed)))
    if one.money_words:
        told.append((_("About the money"), one.money_words))
    return told


def _yes(is_so):
    return _("Yes") if is_so else _("No")


def waiting(user, person):
    """Return what is due to be looked at again, the earliest first: one query."""
    rows = Review.objects.visible_to(user).open().filter(person=person).order_by("due_on", "pk")
    return [
        {
            "id": one.public_id,
            "stream": one.get_stream_display(),
            "day": in_words(one.due_on),
            "late": days_late(one.due_on),
        }
        for one in rows
    ]


def days_late(day):
    """Return how long something has been overdue, in words; nothing where it is not."""
    late = (today() - day).days
    return ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late} if late > 0 else ""


def requests(user, person):
    """Return everything asked for, the newest first, each with what came of it: one query."""
    seen = ChangeRequest.objects.visible_to(user).filter(person=person)
    return [_request(one, person) for one in seen.select_related("asked_by", "review__meeting")[:MOST]]


def _request(one, person):
    return {
        "id": one.public_id,
        "wish": Wish(one.wish).label,
        "words": one.words,
        "who": one.who or signed(one.asked_by, person),
        "through": signed(one.asked_by, person) if one.who else "",
        "how": one.get_how_display().lower() if one.how else "",
        "when": in_words(one.asked_at),
        "answer_by": in_words(one.answer_due_on),
        "answered": in_words(one.review.held_on),
        "outcome": _came_of_it(one.review),
    }


def _came_of_it(review):
    if review.held_on is None:
        return ""
    if review.meeting is None:
        return _("The next plan was agreed.")
    return review.meeting.next_steps


def happenings(user, person):
    """Return what happened that brought reviews forward, the newest first: one query."""
    seen = ReviewTrigger.objects.visible_to(user).filter(person=person).select_related("noted_by")
    return [
        {
            "what": one.get_kind_display(),
            "words": one.words,
            "when": in_words(one.happened_on),
            "look_by": in_words(one.look_by),
            "who": signed(one.noted_by, person),
        }
        for one in seen[:MOST]
    ]


def open_requests(user, person):
    """Return what was asked for and waits for a review, the newest first: one query."""
    return [one for one in requests(user, person) if not one["answered"]]


def prepared(user, person):
    """Return what was written down to prepare the next review, since the last one: two queries."""
    last = ReviewMeeting.objects.visible_to(user).filter(person=person).order_by("-recorded_at").first()
    seen = Observation.objects.visible_to(user).filter(person=person).select_related("noted_by")
    if last is not None:
        seen = seen.filter(noted_at__gt=last.recorded_at)
    return [
        {
            "is_working": one.is_working,
            "words": one.words,
            "who": signed(one.noted_by, person) or one.get_view_display(),
            "when": in_words(one.noted_at),
        }
        for one in seen.order_by("-pk")[:MOST]
    ]


def everything(user, person):
    """Return what the pages of reviews show of one person: eight queries, however much there is."""
    plan = CarePlan.objects.visible_to(user).live().filter(person=person).first()
    return {
        "in_force": plan,
        "waiting": waiting(user, person),
        "meetings": meetings(user, person),
        "asked": open_requests(user, person),
        "happened": happenings(user, person),
        "prepared": prepared(user, person),
    }


def doing(user, person):
    """Return what ``user`` may do about the reviews of ``person``: three queries."""
    acts = {"may_hold": Act.HOLD_REVIEW, "may_note": Act.NOTE_TRIGGER, "may_ask": Act.ASK_FOR_CHANGE}
    people = Person.objects.filter(pk=person.pk)
    return {
        name: people.filter(access.rows_of_people(CarePlan, act, user)).exists() for name, act in acts.items()
    }
