"""What a care coordinator does next for one person, and since when it has been waiting.

Pure: facts in, words out. ``with_facts`` brings the facts along in the statement that finds the people.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.models import (
    Budget,
    BudgetLine,
    BudgetStatus,
    Frequency,
    IndicativeBudget,
    IndicativeStatus,
    ManagementOption,
    Payment,
)
from careplans.models import CarePlan, PlanStatus, Review
from ipc.kernel import dates
from ipc.kernel.money import pounds
from people.models import OVER, InformationNeeds, Role, Todo, TodoKind

REVIEW_IS_NEAR = dt.timedelta(days=14)
FACTS = (
    "needs_format",
    "needs_due_on",
    "idea_id",
    "idea_status",
    "idea_at",
    "draft_id",
    "draft_at",
    "agreed_id",
    "agreed_at",
    "budget_id",
    "budget_status",
    "budget_at",
    "weekly_amount",
    "pays_directly",
    "has_payment",
    "review_on",
    "todo_kind",
    "todo_due_on",
    "todo_id",
)


def with_facts(people):
    """Annotate ``people`` with the ``FACTS`` about their plan and money: still one statement."""

    def of_person(queryset, value, order="-pk"):
        found = queryset.filter(person=OuterRef("pk")).order_by(order)
        return Subquery(found.values(value)[:1])

    ideas = IndicativeBudget.objects.exclude(status=IndicativeStatus.REPLACED)
    ideas = ideas.annotate(since=Coalesce("shared_at", "worked_out_at"))
    budgets = Budget.objects.running()
    drafts = CarePlan.objects.filter(status=PlanStatus.DRAFT)
    agreed = CarePlan.objects.filter(status=PlanStatus.AGREED)
    lines = BudgetLine.objects.filter(person=OuterRef("pk"))
    lines = lines.exclude(budget__status=BudgetStatus.ENDED).order_by()
    weekly = lines.filter(frequency=Frequency.WEEKLY).values("person")
    payments = Payment.objects.filter(person=OuterRef("pk")).exclude(budget__status=BudgetStatus.ENDED)
    todos = Todo.objects.open().filter(role=Role.COORDINATOR)
    return people.annotate(
        needs_format=of_person(InformationNeeds.objects, "information_format"),
        needs_due_on=of_person(InformationNeeds.objects, "review_due_on"),
        idea_id=of_person(ideas, "public_id"),
        idea_status=of_person(ideas, "status"),
        idea_at=of_person(ideas, "since"),
        draft_id=of_person(drafts, "public_id"),
        draft_at=of_person(drafts, "started_at"),
        agreed_id=of_person(agreed, "public_id"),
        agreed_at=of_person(agreed, "agreed_at"),
        budget_id=of_person(budgets, "public_id"),
        budget_status=of_person(budgets, "status"),
        budget_at=of_person(budgets, "opened_at"),
        weekly_amount=Subquery(weekly.annotate(total=Sum("amount")).values("total")),
        pays_directly=Exists(lines.filter(option=ManagementOption.DIRECT_PAYMENT)),
        has_payment=Exists(payments),
        review_on=of_person(Review.objects.open(), "due_on", "due_on"),
        todo_kind=of_person(todos, "kind", "due_on"),
        todo_due_on=of_person(todos, "due_on", "due_on"),
        todo_id=of_person(todos, "public_id", "due_on"),
    )


@dataclass(frozen=True)
class Work:
    """One thing to do: what, since when, on which page; ``about`` is the fact with the page's id.

    ``is_mine`` is false while others have it; ``by_button`` says that the page is an act, to be posted to.
    """

    words: str
    since: dt.date
    page: str = "person"
    about: str = "public_id"
    is_mine: bool = True
    by_button: bool = False

    @property
    def days(self):
        """How many days it has been waiting; below nothing where its day is still to come."""
        return (dates.today() - self.since).days

    def address(self, facts):
        return reverse(self.page, args=[facts[self.about]])


def next_for(facts) -> Work | None:
    """Return the next work for a person with these ``facts`` (a row of ``with_facts``), if there is any."""
    if facts["status"] in OVER:
        return None
    for step in (_review, _asking, _first_idea, _planning, _paying):
        work = step(facts)
        if work:
            return work
    return None


def todo(facts) -> Work | None:
    """Return the first thing to do besides plan and money, where its day is near, also at the end."""
    due = facts["todo_due_on"]
    if due is None or due > dates.today() + REVIEW_IS_NEAR:
        return None
    return Work(str(TodoKind(facts["todo_kind"]).label), due, "person")


def _day(moment):
    return timezone.localtime(moment).date()


def review(due, facts=None):
    """Return the work of holding the review that is due on that day."""
    if facts and facts["agreed_id"]:
        return Work(_("Hold the review"), due, "plan", "agreed_id")
    return Work(_("Hold the review"), due)


def _review(facts):
    due = facts["review_on"]
    return review(due, facts) if due and due <= dates.today() + REVIEW_IS_NEAR else None


def _asking(facts):
    due = facts["needs_due_on"]
    if due is None:
        return Work(_("Ask how to give information"), facts["referred_on"], "record_information_needs")
    if due < dates.today():
        return Work(_("Ask again how to give information"), due, "record_information_needs")
    return None


def _first_idea(facts):
    if facts["agreed_at"] or facts["draft_at"]:
        return None
    if facts["idea_status"] is None:
        return Work(_("Work out a first idea of the money"), facts["referred_on"], "work_out_indicative")
    since = _day(facts["idea_at"])
    if facts["idea_status"] == IndicativeStatus.DRAFT:
        return Work(_("Show the first idea of the money"), since, "indicative", "idea_id")
    return Work(_("Start the plan together"), since, "start_plan", by_button=True)


def _planning(facts):
    if facts["budget_status"] == BudgetStatus.PROPOSED:
        words, since = _("The funders have the budget to sign"), _day(facts["budget_at"])
        return Work(words, since, "budget", "budget_id", is_mine=False)
    if not facts["draft_at"]:
        return None
    since = _day(facts["budget_at"] or facts["draft_at"])
    if facts["budget_status"] == BudgetStatus.DRAFT:
        return Work(_("Finish the budget and send it to the funders"), since, "budget", "budget_id")
    if facts["budget_status"] == BudgetStatus.AGREED:
        return Work(_("Agree the plan together"), since, "plan", "draft_id")
    return Work(_("Go on with the plan"), since, "plan", "draft_id")


def _paying(facts):
    if facts["budget_status"] != BudgetStatus.ACTIVE or facts["has_payment"] or not facts["pays_directly"]:
        return None
    since = _day(facts["agreed_at"] or facts["budget_at"])
    return Work(_("Prepare the first payment"), since, "prepare_payment", "budget_id")


def money_in_words(facts) -> tuple[str, str]:
    """Return how far the money is, in words, and how much it is a week (or nothing)."""
    if facts["budget_status"]:
        weekly = facts["weekly_amount"]
        return str(BudgetStatus(facts["budget_status"]).label), pounds(weekly) if weekly else ""
    if facts["idea_status"]:
        return _("First idea: %(state)s") % {"state": IndicativeStatus(facts["idea_status"]).label}, ""
    return _("Not worked out yet"), ""
