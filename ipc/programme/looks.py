"""Who looked at a person's record, in plain words: by month and by who it was, the unusual ones first.

Days and acts of one and the same hand are worked out by PostgreSQL; a page is three months at most.
"""

import datetime as dt
from collections import defaultdict

from django.core import signing
from django.db.models import Count, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ipc.kernel import dates
from ipc.kernel.models import Event
from ipc.programme.timeline import ACTS
from peersupport.acts import Act as SupportAct
from people.acts import Act
from people.models import Allocation, Cover, EmergencyOpening, LookQuestion, Person, Role

MONTHS = 3
# A look at these counts as a look; that there is one is for those who look into it.
UNSAID = (SupportAct.SEE_CONCERN, SupportAct.SEE_APART)
SALT = "ipc.programme.looks"
ROLES = {
    Role.PERSON: gettext_lazy("who helps you"),
    Role.COORDINATOR: gettext_lazy("a care coordinator"),
    Role.MANAGER: gettext_lazy("a team manager"),
    Role.APPROVER: gettext_lazy("who approves money"),
    Role.FINANCE: gettext_lazy("who looks after payments"),
    Role.NAVIGATOR: gettext_lazy("who helps people find groups"),
    Role.HOLDER: gettext_lazy("whose organisation looks after money for you"),
    Role.PARTNER: gettext_lazy("who helps to make your plan"),
}
PARTS = {
    "people": gettext_lazy("your record"),
    "careplans": gettext_lazy("your plan"),
    "budgets": gettext_lazy("your money"),
    "peersupport": gettext_lazy("your support"),
}
PART_OF_ACT = {
    Act.SEE_CASELOAD: gettext_lazy("the list you are in"),
    Act.FIND_PEOPLE: gettext_lazy("your name in a search"),
    Act.TRY_CLOSED: gettext_lazy("tried, and was refused"),
}


def looks_at(person):
    """Return the events of looks at ``person``, and at other records of theirs put together with it."""
    merged = Person.objects.filter(merged_into=person).values("pk")
    return Event.objects.filter(Q(person_id=person.pk) | Q(person_id__in=merged), is_read=True)


def signed(event_id) -> str:
    """Return an entry's id so that a page can carry it and nobody can choose another."""
    return signing.dumps(event_id, salt=SALT)


def event_of(token, person):
    """Return the event a page speaks of, or None where the token is none or of somebody else's record."""
    try:
        event_id = signing.loads(token or "", salt=SALT)
    except signing.BadSignature:
        return None
    merged = Person.objects.filter(merged_into=person).values("pk")
    theirs = Event.objects.filter(Q(person_id=person.pk) | Q(person_id__in=merged))
    return theirs.select_related("actor").filter(pk=event_id).first()


def page(person, user, *, before="", own_too=False) -> dict:
    """Return what the page shows: ``emergencies``, ``months`` and the token of the months ``before``.

    Looks by the reader are left out unless ``own_too``. ``before`` is a month like ``2026-11``.
    """
    found = looks_at(person)
    if not own_too:
        found = found.exclude(actor_id=user.pk)
    began = _month(before)
    newest = (found.filter(at__lt=began) if began else found).aggregate(newest=Max("at"))["newest"]
    if newest is None:
        return {"emergencies": [] if began else _emergencies(person, user), "months": [], "before": ""}
    last = timezone.localtime(newest).date().replace(day=1)
    first = _start(dates.plus_months(last, 1 - MONTHS))
    told = _Telling(person, user)
    rows = found.filter(at__gte=first, **({"at__lt": began} if began else {}))
    return {
        "emergencies": [] if began else _emergencies(person, user, told),
        "months": told.months(_counted(rows)),
        "before": f"{first:%Y-%m}" if found.filter(at__lt=first).exists() else "",
    }


def _counted(events):
    """Return one row for each day, hand and act, newest first; its id is that of the first of them."""
    by = ("day", "actor_id", "actor__name", "role", "act", "way_in", "emergency_id", "why")
    counted = events.annotate(day=TruncDate("at")).values(*by)
    return counted.annotate(first=Min("pk"), times=Count("pk"), newest=Max("at")).order_by("-newest")


def _month(words):
    try:
        return _start(dt.date.fromisoformat(f"{words}-01"))
    except ValueError:
        return None


def _start(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _emergencies(person, user, told=None):
    """Return who opened the record in an emergency, why, and what the review said."""
    told = told or _Telling(person, user)
    opened = EmergencyOpening.objects.visible_to(user).filter(person=person).select_related("user")
    event = Event.objects.filter(
        person_id=person.pk, act=Act.OPEN_IN_EMERGENCY, subject_id=OuterRef("public_id")
    )
    return [
        {
            "who": one.user.name,
            "when": dates.moment_in_words(one.opened_at),
            "until": dates.time_in_words(one.closed_at or one.ends_at),
            "why": one.get_code_display(),
            "reason": one.reason,
            "is_reviewed": one.reviewed_at is not None,
            "was_right": one.was_right,
            "review": one.review,
            **told.asking(one.event_id),
        }
        for one in opened.annotate(event_id=Subquery(event.values("pk")[:1]))
    ]


class _Telling:
    """What is known around the looks at one person: the team, and what was asked about them."""

    def __init__(self, person, user):
        self.user = user
        held = (
            Allocation.objects.filter(person=person)
            .order_by("-starts_on")
            .values_list("worker_id", "ends_on")
        )
        workers = list(held)
        covers = Cover.objects.filter(away_id__in=[worker for worker, _ends_on in workers])
        today = dates.today()
        self.coordinators = {worker for worker, ends_on in workers if ends_on is None or ends_on > today}
        self.team = {worker for worker, _ends_on in workers}
        self.team |= set(covers.values_list("standing_in_id", flat=True))
        asked = LookQuestion.objects.visible_to(user).filter(person=person).select_related("answered_by")
        self.asked = {question.event_id: question for question in asked}

    def months(self, rows):
        by_month = defaultdict(lambda: defaultdict(list))
        for row in rows:
            by_month[row["day"].replace(day=1)][_hand(row)].append(row)
        return [
            {
                "name": formats.date_format(month, "F Y"),
                "people": sorted((self.hand(same) for same in hands.values()), key=_usual_last),
            }
            for month, hands in by_month.items()
        ]

    def hand(self, rows):
        """Return what one hand looked at in one month: a sentence, marks in words, and the days."""
        newest, times = rows[0], sum(row["times"] for row in rows)
        parts = list(dict.fromkeys(part for part in map(_part, rows) if part))
        return {
            "who": self.who(newest),
            "role": self.role(newest),
            "times": ngettext("looked once", "looked %(times)s times", times) % {"times": times},
            "parts": ", ".join(str(part) for part in parts),
            "is_machine": newest["way_in"] == "api",
            "marks": self.marks(rows),
            "days": [self.day(row) for row in rows],
            "is_open": any(row["first"] in self.asked for row in rows),
        }

    def who(self, row):
        if row["act"] == Act.OPEN_LINK:
            return row["why"] or _("Somebody with a link")
        if row["actor_id"] is None:
            return _("This service itself")
        if row["actor_id"] == self.user.pk:
            return _("You")
        if row["way_in"] == "api":
            return _("A computer system of %(name)s") % {"name": row["actor__name"]}
        return row["actor__name"]

    def role(self, row):
        if row["actor_id"] in (None, self.user.pk):
            return ""
        if row["role"] == Role.COORDINATOR and row["actor_id"] in self.coordinators:
            return _("your care coordinator")
        return str(ROLES.get(row["role"], ""))

    def marks(self, rows):
        """Return what is unusual, in words: an emergency, an attempt, a coordinator of somebody else."""
        marks = []
        if any(row["emergency_id"] for row in rows):
            marks.append({"label": _("In an emergency"), "colour": "red"})
        if any(row["act"] == Act.TRY_CLOSED for row in rows):
            marks.append({"label": _("Was refused"), "colour": "red"})
        elif rows[0]["role"] == Role.COORDINATOR and rows[0]["actor_id"] not in self.team:
            marks.append({"label": _("Not in your team"), "colour": "yellow"})
        return marks

    def day(self, row):
        times = ngettext("%(times)s time", "%(times)s times", row["times"]) % {"times": row["times"]}
        return {
            "what": what(row["act"]),
            "when": dates.in_words(row["day"]),
            "iso": row["day"].isoformat(),
            "times": times if row["times"] > 1 else "",
            "why": "" if row["act"] == Act.OPEN_LINK else row["why"],
            **self.asking(row["first"]),
        }

    def asking(self, event_id):
        """Return the token to ask about an entry, or what was asked and answered."""
        question = self.asked.get(event_id)
        if question is None:
            return {"token": signed(event_id), "asked": None}
        return {
            "token": "",
            "asked": {
                "words": question.words,
                "when": dates.in_words(question.asked_at),
                "answer": question.answer,
                "by": question.answered_by and question.answered_by.name,
                "answered": dates.in_words(question.answered_at),
            },
        }


def _hand(row):
    is_link = row["act"] == Act.OPEN_LINK
    return row["actor_id"], row["role"], row["way_in"], bool(row["emergency_id"]), is_link and row["why"]


def _usual_last(hand):
    return not hand["marks"]


def _part(row):
    return PART_OF_ACT.get(row["act"]) or PARTS.get(row["act"].partition(".")[0], "")


def what(act) -> str:
    """Return what was done, as a sentence begins."""
    told = "" if act in UNSAID else str(ACTS.get(act, ""))
    words = told or _("looked at the record")
    return words[:1].upper() + words[1:]
