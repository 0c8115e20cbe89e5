"""What a person's home page tells: what happens next, messages, dates, the money, the plan, whom to call."""

import datetime as dt
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from budgets import summary
from budgets.models import (
    Budget,
    BudgetStatus,
    EligibilityDecision,
    IndicativeBudget,
    IndicativeStatus,
    Payment,
    PaymentStatus,
    SecondLook,
)
from careplans.models import CarePlan, PlanStatus, Review, Statement
from ipc.kernel import charts, dates
from ipc.kernel.money import pounds
from ipc.programme import calendar, coming_up
from ipc.programme.next_step import ASKED, Situation, journey, next_step
from ipc.programme.tracks import Where, tracks
from peersupport.models import Introduction, IntroductionStatus
from people import messaging
from people.models import Allocation, Authority, Consent, Person, Relationship, Section

MOST_PEOPLE = 4
MOST_DATES = 3
# What of support comes next, the first of these: the person says yes, goes along, or waits.
NEXT_OF_SUPPORT = [IntroductionStatus.MATCHED, *ASKED]
IS_NEWS = dt.timedelta(days=28)  # for so long it is said that somebody is welcome


def page(person, user) -> dict:
    """Return everything the home page shows of ``person`` to ``user``: seven queries, or eight.

    What the reader may not see is missing here, because the database does not show it.
    """
    facts = _facts(person, user)
    now = _situation(facts, person, user)
    step = next_step(now)
    return {
        "step": step,
        "journey": journey(step.stage),
        "is_new": now.plan is None,
        "plan": _plan(facts, now),
        "money": _money(facts, now),
        "callers": _callers(facts, user),
        "messages_waiting": _messages(person, user),
        "dates": _dates(person, user, now.coordinator),
        "tracks": tracks(_where(facts, now)),
        "is_own": user.person_id == person.pk,
        "sees_plan": Section.PLAN in now.sections,
        "decides": user.person_id == person.pk or facts["decides"],
        "sees_money": Section.MONEY in now.sections,
    }


def _facts(person, user):
    """Return the facts of one person in one query, each list of rows as JSON."""

    def rows(queryset, most=None, **fields):
        of_person = queryset.filter(person=OuterRef("pk")).values(json=JSONObject(**fields))
        return ArraySubquery(of_person[:most])

    annotated = Person.objects.annotate(
        plans=rows(
            CarePlan.objects.exclude(status=PlanStatus.ENDED),
            status="status",
            agreed_at="agreed_at",
            review_due_on="review_due_on",
        ),
        coordinators=rows(
            Allocation.objects.live(), name="worker__name", phone="worker__phone", user="worker_id"
        ),
        circle=rows(
            Relationship.objects.contactable().exclude(phone=""),
            most=MOST_PEOPLE,
            name="name",
            kind="kind",
            phone="phone",
            user="user_id",
        ),
        indicative=rows(
            IndicativeBudget.objects.filter(status=IndicativeStatus.SHARED).order_by("-pk"),
            most=1,
            low=_exact("weekly_low_amount"),
            high=_exact("weekly_high_amount"),
        ),
        budgets_running=rows(Budget.objects.running(), pk="pk", status="status"),
        payments_due=rows(
            Payment.objects.filter(status=PaymentStatus.DUE).order_by("starts_on"),
            most=1,
            starts_on="starts_on",
            amount=_exact("amount"),
        ),
        payments_made=rows(
            Payment.objects.filter(status=PaymentStatus.RELEASED).order_by("-released_at"),
            most=1,
            paid_at="released_at",
            amount=_exact("amount"),
        ),
        decisions=rows(EligibilityDecision.objects.filter(replaced_by=None).order_by(), outcome="outcome"),
        second_looks=rows(SecondLook.objects.waiting().order_by("due_on"), most=1, due_on="due_on"),
        reviews_open=rows(Review.objects.open().order_by("due_on"), most=1, due_on="due_on"),
        asked=rows(
            Introduction.objects.filter(status__in=NEXT_OF_SUPPORT)
            .exclude(status=IntroductionStatus.ACCEPTED, answered_at__lt=timezone.now() - IS_NEWS)
            .order_by("-asked_at"),
            most=10,
            status="status",
            name="service__name",
        ),
        rights=ArraySubquery(_given(Authority.objects.filter(starts_on__lte=dates.today(), holder=user))),
        agreed=ArraySubquery(_given(Consent.objects.filter(user=user))),
        decides=Exists(Authority.objects.deciding_the_plan().filter(holder=user, person=OuterRef("pk"))),
        has_written=Exists(Statement.objects.filter(person=OuterRef("pk"))),
    )
    return annotated.values().get(pk=person.pk)


def _exact(amount):
    """Return ``amount`` as text: a number in JSON would come back as a float."""
    return Cast(amount, TextField())


def _given(queryset):
    live = queryset.live().filter(person=OuterRef("pk")).order_by()
    return live.values(json=JSONObject(sections="sections"))


def _first(rows, name):
    return rows[0][name] if rows else None


def _day(text):
    return parse_date(text[:10]) if text else None


def _situation(facts, person, user):
    is_own = user.person_id == person.pk
    given = {section for row in (*facts["rights"], *facts["agreed"]) for section in row["sections"]}
    statuses = {plan["status"] for plan in facts["plans"]}
    due = facts["payments_due"]
    asked = sorted(facts["asked"], key=lambda one: NEXT_OF_SUPPORT.index(one["status"]))
    return Situation(
        today=dates.today(),
        status=facts["status"],
        sections=frozenset(Section) if is_own else frozenset(given),
        coordinator=_first(facts["coordinators"], "name") or "",
        has_written=facts["has_written"],
        has_seen_money=bool(facts["indicative"]),
        plan=next((one for one in (PlanStatus.AGREED, PlanStatus.DRAFT) if one in statuses), None),
        budget=_first(facts["budgets_running"], "status"),
        payment_on=_day(_first(due, "starts_on")),
        payment_amount=Decimal(due[0]["amount"]) if due else None,
        review_on=_day(_first(facts["reviews_open"], "due_on")),
        support=_first(asked, "status"),
        support_name=_first(asked, "name") or "",
    )


def _where(facts, now):
    agreed, paid = _agreed(facts), facts["payments_made"]
    return Where(
        sections=now.sections,
        coordinator=now.coordinator,
        plan=now.plan,
        review_on=now.review_on or (agreed and _day(agreed["review_due_on"])),
        has_seen_money=now.has_seen_money,
        outcomes=tuple(one["outcome"] for one in facts["decisions"]),
        second_look_due_on=_day(_first(facts["second_looks"], "due_on")),
        budget=now.budget,
        due_on=now.payment_on,
        due_amount=now.payment_amount,
        paid_on=_day(_first(paid, "paid_at")),
        paid_amount=Decimal(paid[0]["amount"]) if paid else None,
    )


def _messages(person, user):
    """Return how many messages wait for the reader and the newest of them: two queries."""
    newest = messaging.newest_unread(user, person)
    if newest is None:
        return None
    return {
        "many": messaging.unread_for(user, person),
        "subject": newest.conversation.subject,
        "who": newest.sent_by.name if newest.sent_by else "",
        "when": dates.in_words(newest.sent_at),
        "url": reverse("my_conversation", args=[newest.conversation.public_id]),
    }


def _dates(person, user, coordinator):
    coming = coming_up.soonest(person, user, most=MOST_DATES, coordinator=coordinator)
    return [calendar.as_row(one) for one in coming]


def _agreed(facts):
    return next((plan for plan in facts["plans"] if plan["status"] == PlanStatus.AGREED), None)


def _plan(facts, now):
    agreed = _agreed(facts)
    if agreed is None:
        return None
    return {
        "agreed": dates.in_words(_day(agreed["agreed_at"])),
        "review": dates.in_words(now.review_on or _day(agreed["review_due_on"])),
    }


def _money(facts, now):
    """Return the money in one sentence, with a bar once there is a budget in use."""
    running = facts["budgets_running"]
    if running and running[0]["status"] == BudgetStatus.ACTIVE:
        return _money_in_use(summary.money(Budget(pk=running[0]["pk"])))
    if facts["indicative"]:
        low, high = (Decimal(facts["indicative"][0][end]) for end in ("low", "high"))
        words = gettext("The first idea: about %(low)s to %(high)s a week. It is a guide and not final.")
        return {"sentence": words % {"low": pounds(low), "high": pounds(high)}, "bar": None}
    return None


def _money_in_use(money):
    if money["came_in"]:
        sentence = gettext("%(left)s is in the account to spend.") % {"left": pounds(money["left"])}
        if money["lasts_until"]:
            sentence += " " + gettext("It is for the time until %(day)s.") % {
                "day": dates.in_words(money["lasts_until"])
            }
    else:
        sentence = gettext("%(amount)s is set aside for the plan this year.") % {
            "amount": pounds(money["allocated"])
        }
    parts = [
        ("spent", gettext("Spent"), money["spent"]),
        ("left", gettext("In the account"), money["left"]),
        ("other", gettext("Still to come this year"), money["waiting"]),
    ]
    return {
        "sentence": sentence,
        "bar": charts.split_bar(name="money", title=gettext("The money this year"), parts=parts),
    }


def _callers(facts, user):
    """Return who to call: the coordinator first, then those in the person's life; never the reader."""
    team = [
        {"name": one["name"], "role": gettext("Care coordinator"), "phone": one["phone"]}
        for one in facts["coordinators"]
    ]
    kinds = dict(Relationship._meta.get_field("kind").choices)
    circle = [
        {"name": one["name"], "role": kinds[one["kind"]], "phone": one["phone"]}
        for one in facts["circle"]
        if one["user"] != user.pk
    ]
    return team + circle
