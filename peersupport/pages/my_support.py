"""My support, put together: what happens next, what was asked, meetings, calls, what others suggest."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ipc.kernel.dates import in_words
from peersupport import directory, facts, news, shortlist
from peersupport.acts import Act
from peersupport.models import OPEN, Introduction, IntroductionStatus, Signpost
from peersupport.pages import calls, meetings
from people import portal

MOST = 50
MOST_MEETINGS = 3
MOST_KEPT = 5
MOST_SIGNPOSTS = 10
# An answer that closes it stands among what was asked for until the person has had time to read it.
NEWS = (IntroductionStatus.DECLINED, IntroductionStatus.UNREACHED)
NEWS_FOR = dt.timedelta(weeks=2)
# What waits for the person comes before what they wait for.
FIRST = [
    IntroductionStatus.MATCHED,
    IntroductionStatus.TRYING,
    IntroductionStatus.ACCEPTED,
    IntroductionStatus.PAUSED,
    IntroductionStatus.WAITING,
    IntroductionStatus.RECEIVED,
    IntroductionStatus.ASKED,
]


def of(person, user) -> dict:
    """Return everything the page shows of ``person`` to ``user``, as far as the database shows it."""
    may_ask = portal.may_for(Act.ASK_TO_JOIN, Introduction, user, person)
    asked = _asked(person, user, may_take_back=may_ask)
    coming = meetings.of_person(person, user)
    call = _call(person, user, may_take_back=may_ask)
    return {
        "next": _next(asked, coming, call),
        "asked": [one for one in asked if one["is_open"]],
        "over": [one for one in asked if not one["is_open"]],
        "meetings": coming[:MOST_MEETINGS],
        "has_more_meetings": len(coming) > MOST_MEETINGS,
        "call": call,
        "signposts": _signposts(person, user),
        "kept": [facts.card(one.service) for one in _kept(person, user)],
        "suggestions": [facts.card(one) for one in directory.suggested_for(person)],
        "find_url": f"{reverse('directory')}?{urlencode({'site': person.site.slug})}",
        "may_ask": may_ask,
    }


def _asked(person, user, *, may_take_back):
    rows = Introduction.objects.visible_to(user).filter(person=person).for_reading()[:MOST]
    return [
        news.of(one, may_take_back=may_take_back)
        | {
            "is_open": one.status in OPEN or one.status == IntroductionStatus.DRAFT or _is_news(one),
            "drawing": facts.DRAWINGS[one.service.kind],
            "state": one.status,
        }
        for one in rows
    ]


def _is_news(one):
    return one.status in NEWS and one.ended_at is not None and one.ended_at > timezone.now() - NEWS_FOR


def _next(asked, coming, call):
    """Return the one thing that comes next: what waits for the person, a meeting, then what they wait for."""
    by_state = {one["state"]: one for one in reversed(asked)}
    waiting = [by_state[state] for state in FIRST if state in by_state]
    if waiting and waiting[0]["state"] in (IntroductionStatus.MATCHED, IntroductionStatus.TRYING):
        return _about(waiting[0])
    meeting = next((one for one in coming if not one["is_cancelled"]), None)
    if meeting:
        return _meeting(meeting)
    if call and call["is_open"]:
        return {"sentence": call["next"], "detail": ""}
    return _about(waiting[0]) if waiting else None


def _about(one):
    return {
        "sentence": f"{one['name']}: {one['next']}",
        "detail": "",
        "url": one["more_url"],
        "label": _("Open"),
    }


def _meeting(one):
    said = _("You said that you are coming.") if one["is_coming"] else ""
    sentence = _("%(name)s meets on %(day)s, %(time)s.") % {
        "name": one["name"],
        "day": one["day"],
        "time": one["time"],
    }
    return {"sentence": sentence, "detail": said or one["where"], "drawing": "tick" if said else "house"}


def _call(person, user, *, may_take_back):
    """Return the call that is open, else the last one that came to something; None where none was asked."""
    asked = calls.of_person(person, user, may_take_back=may_take_back)
    return next((one for one in asked if one["is_open"]), None) or next(
        (one for one in asked if one["outcome"]), None
    )


def _signposts(person, user):
    """Return what colleagues suggested, the newest first: entries that are still there for everybody."""
    given = Signpost.objects.visible_to(user).filter(person=person)
    given = given.select_related("service__organisation", "service__site", "given_by")
    given = given.prefetch_related("service__schedules").defer("service__search", "service__source_values")
    return [
        facts.card(one.service)
        | {
            "words": one.words,
            "by": one.given_by.name if one.given_by else "",
            "given": in_words(one.given_at),
        }
        for one in given[:MOST_SIGNPOSTS]
        if one.service.is_public
    ]


def _kept(person, user):
    return [one for one in shortlist.of(person, user) if one.service.is_public][:MOST_KEPT]
