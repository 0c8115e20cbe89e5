"""What comes up for one person, and when: every room's days in one query, each in words.

What the reader may not see is not here: each kind of row is asked for as this reader sees it.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from django.db.models import CharField, DateField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.models import Budget, Payment, PaymentStatus, SecondLook
from careplans.models import ChangeRequest, Review, ReviewStream
from ipc.kernel import dates
from ipc.kernel.errors import StrOrPromise
from ipc.kernel.money import pounds
from peersupport import figures
from peersupport.groups.sessions import COMES
from peersupport.models import OPEN_CALLS, CallRequest, Introduction, Session, SupportFigure
from peersupport.pages import meetings
from people.models import Authority, Complaint, ComplaintKind, ComplaintStatus, Consent, Rectification

MOST = 60
OVER = (ComplaintStatus.CLOSED, ComplaintStatus.TAKEN_BACK)


class ComingUp(NamedTuple):
    """One thing that comes up; what is not known, or not told, is empty. ``moment`` where it has an hour."""

    kind: str
    day: dt.date
    uid: str
    what: str
    who: str = ""
    url_name: str = ""
    icon: str = "calendar"
    hours: str = ""
    where: str = ""
    moment: dt.datetime | None = None


class Kind(NamedTuple):
    """How one kind of row is told: its sentence from the two texts of the row, who does it, its page."""

    words: Callable[[str, str], str]
    url_name: str
    icon: str
    who: StrOrPromise = ""


def _review(stream, _second):
    return _("We look at this together, by this day: %(what)s.") % {"what": ReviewStream(stream).label}


def _payment(amount, last):
    return _("%(amount)s is paid. It is for the time until %(last)s.") % {
        "amount": pounds(Decimal(amount)),
        "last": dates.in_words(dt.date.fromisoformat(last)),
    }


def _sharing(name, _second):
    return _("%(name)s can no longer see what was shared.") % {"name": name or _("The evaluation")}


def _acting(name, _second):
    return _("%(name)s can no longer act by this right.") % {"name": name}


def _plain(words):
    return lambda _first, _second: str(words)


TEAM = gettext_lazy("Your care team")
KINDS = {
    "review": Kind(_review, "my_reviews", "together"),
    "change": Kind(
        _plain(gettext_lazy("By this day you get an answer to what you asked about the plan.")),
        "my_plan", "plan",
    ),
    "payment": Kind(_payment, "my_money", "money", gettext_lazy("Those who pay")),
    "year": Kind(
        _plain(gettext_lazy("The budget ends, unless it goes on. We talk with you before.")),
        "my_money", "money",
    ),
    "second_look": Kind(
        _plain(gettext_lazy("By this day you hear what came of the second look at a decision.")),
        "my_decisions", "search", gettext_lazy("Somebody who did not decide before"),
    ),
    "put_right": Kind(
        _plain(gettext_lazy("By this day you hear what came of putting your record right.")),
        "my_put_right", "write",
    ),
    "complaint": Kind(
        _plain(gettext_lazy("By this day you get an answer from us.")), "my_put_it_right", "talk",
        gettext_lazy("The manager of the team"),
    ),
    "call": Kind(
        _plain(gettext_lazy("By this day a community navigator rings you.")), "my_support", "phone",
        gettext_lazy("A community navigator"),
    ),
    "sharing": Kind(_sharing, "my_people", "lock"),
    "acting": Kind(_acting, "my_people", "lock"),
    "meeting": Kind(lambda name, _second: name, "my_meetings", "people"),
}  # fmt: skip
OF_A_SESSION = ("public_id", "starts_at", "ends_at", "is_cancelled", "service__name")
BY_THE_TEAM = ("review", "change", "put_right")


def dated(person, user, *, today, coordinator="") -> list[ComingUp]:
    """Return what has a day and no hour, the soonest first: one query, and one more where a call is open."""
    rows = _all_rows(person, user, today)
    told = [_told(row, coordinator) for row in rows[0].union(*rows[1:], all=True)]
    if user.person_id != person.pk:  # whoever helps reads of a right to act of their own, on their own page
        told = [one._replace(url_name="my_acting") if one.kind == "acting" else one for one in told]
    return sorted((one for one in _with_days_of_calls(told, person, today)), key=in_order)[:MOST]


def in_order(one):
    """Return by what things are put in order: the day, then what has no hour, then the hour."""
    return one.day, one.moment.timestamp() if one.moment else 0, one.kind


def _all_rows(person, user, today):
    """Return a query for each kind of row: kind, day, id, two texts."""

    def of(model):
        return model.objects.visible_to(user).filter(person=person)

    name_of_reader = Coalesce("organisation__name", "user__name", "relationship__name", Value(""))
    kinds = [
        ("review", of(Review).filter(held_on=None, due_on__gte=today), "due_on", "stream", ""),
        (
            "change",
            of(ChangeRequest).filter(review__held_on=None, answer_due_on__gte=today),
            "answer_due_on", "", "",
        ),
        (
            "payment",
            of(Payment).filter(status=PaymentStatus.DUE, starts_on__gte=today),
            "starts_on", "amount", "ends_on",
        ),
        ("year", of(Budget).running().filter(ends_on__gte=today), "ends_on", "", ""),
        ("second_look", of(SecondLook).waiting().filter(due_on__gte=today), "due_on", "", ""),
        ("put_right", of(Rectification).filter(decision="", due_on__gte=today), "due_on", "", ""),
        (
            "complaint",
            of(Complaint).filter(answered_at=None, due_on__gte=today).exclude(status__in=OVER),
            "due_on", "kind", "",
        ),
        ("call", of(CallRequest).filter(status__in=OPEN_CALLS), "asked_at", "", ""),
        (
            "sharing",
            of(Consent).filter(withdrawn_at=None, ends_on__gt=today, call_requests=None),
            "ends_on", name_of_reader, "",
        ),
        ("acting", of(Authority).live().filter(ends_on__gt=today), "ends_on", "holder__name", ""),
    ]  # fmt: skip
    return [_row(*kind) for kind in kinds]


def _row(kind, queryset, day, first, second):
    texts = [Cast(text, CharField()) if text else _text("") for text in (first, second)]
    return queryset.order_by().values_list(
        _text(kind), Cast(day, DateField()), Cast("public_id", CharField()), *texts
    )


def _text(words):
    return Value(words, output_field=CharField())


def _told(row, coordinator):
    kind, day, public_id, first, second = row
    how = KINDS[kind]
    is_by_the_team = kind in BY_THE_TEAM or first == ComplaintKind.QUESTION
    who = (coordinator or str(TEAM)) if is_by_the_team else str(how.who)
    return ComingUp(kind, day, f"{kind}-{public_id}", how.words(first, second), who, how.url_name, how.icon)


def _with_days_of_calls(told, person, today):
    """Put each wish for a call on the day by which a navigator rings."""
    if not any(one.kind == "call" for one in told):
        return told
    days = dt.timedelta(days=figures.value(SupportFigure.CALL_DAYS, site_id=person.site_id))
    moved = (one._replace(day=one.day + days) if one.kind == "call" else one for one in told)
    return [one for one in moved if one.day >= today]


def next_meetings(person, user, most) -> list[ComingUp]:
    """Return the next meeting of each of the person's groups, by name and hour: one query."""
    groups = Introduction.objects.visible_to(user).filter(person=person, status__in=COMES)
    sessions = Session.objects.filter(
        service__in=groups.values("service_id"), starts_at__gt=timezone.now(), is_cancelled=False
    )
    next_of_each = sessions.order_by("service_id", "starts_at").distinct("service_id")
    found = next_of_each.select_related("service").only(*OF_A_SESSION)
    return sorted(map(_meeting, found), key=in_order)[:most]


def all_meetings(person, user) -> list[ComingUp]:
    """Return the meetings to come with their places; those called off say so: three queries."""
    return [
        _meeting(one)._replace(where=meetings.where(one)) for one in meetings.to_come(person, user).sessions
    ]


def _meeting(session):
    name = session.service.name
    off = session.is_cancelled
    return ComingUp(
        "meeting",
        timezone.localdate(session.starts_at),
        str(session.public_id),
        _("Called off: %(name)s") % {"name": name} if off else name,
        url_name=KINDS["meeting"].url_name,
        icon=KINDS["meeting"].icon,
        hours=meetings.hours(session),
        moment=session.starts_at,
    )


def soonest(person, user, *, most, coordinator="") -> list[ComingUp]:
    """Return the next few of everything: two queries, and one more where a call is open."""
    coming = dated(person, user, today=dates.today(), coordinator=coordinator)
    return sorted([*coming, *next_meetings(person, user, most)], key=in_order)[:most]
