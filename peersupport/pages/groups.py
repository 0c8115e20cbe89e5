"""What staff read of groups: which there are, when they meet, who comes, who waits."""

import datetime as dt

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ipc.kernel import acting
from ipc.kernel.dates import in_words
from peersupport import facts, standing
from peersupport.groups import waiting
from peersupport.models import (
    HAS_A_PLACE,
    Attendance,
    Introduction,
    IntroductionStatus,
    Presence,
    Service,
    ServiceKind,
)
from peersupport.pages import meetings
from peersupport.referrals import days_waiting, waiting_in_words

MOST = 100
LOOKING_BACK = dt.timedelta(weeks=4)
SAID = dict(Presence.choices)


def overview(user) -> list[dict]:
    """Return the groups of the site that people are in or wait for; counts and no names: one query."""
    site_id = user.hat.site_id
    status = "introductions__status"
    soon = Q(sessions__starts_at__gt=timezone.now(), sessions__is_cancelled=False)
    with acting.for_the_site("count who is in each group", site_id=site_id):
        theirs = Introduction.objects.filter(service=OuterRef("pk")).open()
        found = Service.objects.visible_to(user).filter(Exists(theirs), site_id=site_id)
        found = found.exclude(kind=ServiceKind.PEER)
        found = found.annotate(
            taken=Count("introductions", filter=Q(**{f"{status}__in": HAS_A_PLACE}), distinct=True),
            waits=Count("introductions", filter=Q(**{status: IntroductionStatus.WAITING}), distinct=True),
            next_at=Min("sessions__starts_at", filter=soon),
        ).order_by("name", "pk")
        rows = list(found.values("public_id", "name", "places", "taken", "waits", "next_at")[:MOST])
    return [_in_brief(one) for one in rows]


def _in_brief(one):
    return {
        "name": one["name"],
        "url": reverse("group", args=[one["public_id"]]),
        "next": in_words(one["next_at"]) or _("No meeting yet"),
        "places": places_in_words(one["places"], one["taken"]),
        "waits": one["waits"],
    }


def places_in_words(places, taken) -> str:
    if places is None:
        return ngettext("%(taken)s person", "%(taken)s people", taken) % {"taken": taken}
    return _("%(taken)s of %(places)s taken") % {"taken": taken, "places": places}


def of_group(service, user) -> dict:
    """Return what the page of one group shows. Names are of those the user may see now."""
    now = timezone.now()
    coming = Count("attendances", filter=Q(attendances__presence=Presence.COMING))
    with acting.for_the_site("count who comes to each meeting", site_id=service.site_id):
        near = service.sessions.filter(ends_at__gt=now - LOOKING_BACK).annotate(
            coming=coming,
            written=Count("attendances", filter=Q(attendances__presence__in=["came", "missed"])),
        )
        found = list(near)
    for one in found:
        one.service = service
    return {
        "name": service.name,
        "when": facts.when(service),
        "free": free_in_words(waiting.free_places(service)),
        "to_come": [_meeting(one) for one in found if one.ends_at > now],
        "over": [_meeting(one) for one in reversed(found) if one.ends_at <= now],
    }


def free_in_words(free) -> str:
    if free is None:
        return _("Nobody counts the places here.")
    if free == 0:
        return _("All the places are taken.")
    return ngettext("%(free)s place is free.", "%(free)s places are free.", free) % {"free": free}


def _meeting(session):
    row = meetings.row(session)
    is_due = session.starts_at <= timezone.now() and not session.is_cancelled and not session.written
    return row | {
        "url": reverse("meeting", args=[session.public_id]),
        "coming": session.coming,
        "is_due": is_due,
    }


def members(service, user) -> list[Introduction]:
    """Return those in the group whom ``user`` may see, with the person."""
    found = Introduction.objects.visible_to(user).filter(service=service, status__in=HAS_A_PLACE)
    order = ("person__given_name", "person__family_name", "pk")
    return list(found.select_related("person").order_by(*order))


def member_rows(introductions) -> list[dict]:
    return [{"name": one.person.name, "status": standing.for_colleagues(one.status)} for one in introductions]


def waiting_rows(introductions) -> list[dict]:
    """Return the waiting list, whoever is next first."""
    return [
        {
            "name": one.person.name,
            "waiting": waiting_in_words(days_waiting(one.status_since or one.asked_at)),
            "url": reverse("answer_introduction", args=[one.public_id]),
        }
        for one in introductions
    ]


def of_meeting(session) -> dict:
    """Return what the page of one meeting shows, but for the names."""
    has_begun = session.starts_at <= timezone.now()
    is_over = session.ends_at <= timezone.now()
    return meetings.row(session) | {
        "group_url": reverse("group", args=[session.service.public_id]),
        "may_write": has_begun and not session.is_cancelled,
        "may_change": not is_over and not session.is_cancelled,
        "change_url": reverse("change_meeting", args=[session.public_id]),
        "cancel_url": reverse("cancel_meeting", args=[session.public_id]),
    }


def who_comes(session, introductions, user) -> list[dict]:
    """Return each of ``introductions`` with what was said of this meeting."""
    said = Attendance.objects.visible_to(user).filter(session=session)
    by_person = dict(said.values_list("person_id", "presence"))
    return [
        {
            "introduction": one,
            "name": one.person.name,
            "presence": by_person.get(one.person_id, ""),
            "said": str(SAID.get(by_person.get(one.person_id, ""), _("Has not said"))),
        }
        for one in introductions
    ]
