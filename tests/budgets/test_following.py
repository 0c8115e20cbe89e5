"""The next plan's budget: what goes on in it, and the money that is handed over to it."""

import datetime as dt
import uuid

import pytest

from budgets import drafting, following, ledger, opening, payments, spending
from budgets.models import AccountKind, Budget, BudgetStatus, EndedBecause, Frequency, PaymentStatus
from careplans.models import PlanStatus
from ipc.kernel.dates import today
from people.models import Todo
from tests.budgets.running import COUNCIL, NHS, NOTIONAL, in_use, margaret, paid, pounds
from tests.factories.budgets import BudgetFactory, BudgetLineFactory, action_of, draft_plan
from tests.factories.people import staff

AVAILABLE, COMMITTED, HELD = AccountKind.AVAILABLE, AccountKind.COMMITTED, AccountKind.HELD


def next_plan(budget):
    """Return the draft that follows the plan of ``budget``, with every action going on."""
    plan = budget.plan
    plan.status = PlanStatus.AGREED
    plan.save()
    draft = draft_plan(budget.person)
    for action in plan.actions.all():
        new = action_of(draft, words=action.words)
        new.came_from = action
        new.save()
    return draft


def agreed(budget, *lines):
    """Put the next budget of a person in use, the way ``agreeing.agree`` does."""
    new = BudgetFactory(person=budget.person, plan=next_plan(budget), came_from=budget)
    for shares, fields in lines:
        BudgetLineFactory(budget=new, shares=shares, **fields)
    return taken_over(new)


def taken_over(new):
    following.take_over(new, by=staff("coordinator", new.site))
    new.status, new.starts_on = BudgetStatus.ACTIVE, today()
    new.save()
    opening.set_aside(new, by=None)
    return Budget.objects.get(pk=new.pk)


def test_the_next_budget_begins_with_the_lines_that_go_on(house):
    budget = in_use(
        {NHS: "95.00", COUNCIL: "180.00"},
        ({NHS: "600.00"}, {"frequency": Frequency.ONE_OFF}),
        ({NHS: "20.00"}, {"is_contingency": True}),
        ({NHS: "7.00"}, {"words": "A course that is over"}),
        contribution="32.00",
    )
    plan = next_plan(budget)
    over = budget.lines.get(words="A course that is over").action
    over.went_on_as.all().delete()
    new = drafting.open_budget(plan, by=staff("coordinator"))

    assert (new.came_from, new.weekly_assessed_contribution) == (budget, pounds("32.00"))
    lines = {line.amount: line for line in new.lines.all()}
    assert set(lines) == {pounds("275.00"), pounds("20.00")}
    assert lines[pounds("275.00")].action.came_from == budget.lines.first().action
    assert {one.funder: one.amount for one in lines[pounds("275.00")].shares.all()} == {
        NHS: pounds("95.00"),
        COUNCIL: pounds("180.00"),
    }


def test_the_old_one_ends_the_day_before_and_hands_its_money_over(house):
    budget = margaret(starts_on=today() - dt.timedelta(weeks=4))
    paid(budget)
    new = agreed(budget, ({NHS: pounds("95.00")}, {}))
    budget.refresh_from_db()

    assert (budget.status, budget.ends_because) == (BudgetStatus.ENDED, EndedBecause.NEXT_PLAN)
    assert budget.ends_on == new.starts_on - dt.timedelta(days=1)
    old, there = ledger.balances(budget), ledger.balances(new)
    assert not any(any(old[kind].values()) for kind in (AVAILABLE, COMMITTED, HELD))
    assert there[HELD] == {NHS: pounds("380.00"), COUNCIL: pounds("592.00"), "Y": pounds("128.00")}
    assert there[AVAILABLE][NHS] == pounds("4940.00"), "days that do not come are not set aside twice"
    kinds = set(budget.postings.values_list("kind", flat=True)) & {"carried", "adjustment"}
    assert kinds == {"carried", "adjustment"}


def test_what_others_are_still_to_be_paid_for_past_days_is_handed_over(house):
    budget = in_use(({NHS: "70.00"}, {"option": NOTIONAL}), starts_on=today() - dt.timedelta(weeks=10))
    new = agreed(budget, ({NHS: pounds("70.00")}, {"option": NOTIONAL}))

    assert ledger.balances(new)[COMMITTED][NHS] == pounds("700.00") + pounds("3640.00")


def test_what_was_paid_ahead_counts_for_the_first_days_of_the_next(house):
    """Paid four weeks ahead today, and agreed anew today: the first payment takes all of it off."""
    budget = in_use({NHS: "70.00"}, starts_on=today() - dt.timedelta(weeks=2))
    paid(budget)
    new = agreed(budget, ({NHS: pounds("70.00")}, {}))

    due = payments.worked_out(new, new.starts_on)
    assert due.public == {NHS: pounds("140.00")}  # 280.00, of which two weeks are in the account
    assert paid(new).amount == pounds("140.00")
    assert payments.worked_out(new, payments.next_starts_on(new)).amount == pounds("280.00")


def test_what_was_prepared_and_not_paid_is_taken_back(house):
    budget = margaret()
    payment = payments.prepare(budget, by=staff("coordinator", budget.site), starts_on=budget.starts_on)
    agreed(budget, ({NHS: pounds("95.00")}, {}))
    payment.refresh_from_db()

    assert payment.status == PaymentStatus.CANCELLED


def test_a_next_plan_that_costs_nothing_ends_the_old_budget(house):
    budget = margaret()
    plan = next_plan(budget)
    ended = following.end_without_money(plan, by=staff("coordinator"))

    assert (ended.pk, ended.ends_on) == (budget.pk, today() - dt.timedelta(days=1))
    assert Todo.objects.filter(person=budget.person, kind="settle_money", role="finance").exists()
    assert Budget.objects.get(pk=budget.pk).status == BudgetStatus.ACTIVE, "finance settles it"


def test_a_first_plan_follows_nothing(house):
    budget = BudgetFactory()

    assert following.begin(budget, by=None).came_from is None
    assert following.take_over(budget, by=None) is None
    assert following.end_without_money(budget.plan, by=None) is None


def test_what_was_not_paid_yet_comes_with_the_first_payment_of_the_next(house):
    """Two weeks were prepared and taken back: nobody pays them from the old budget any more."""
    budget = in_use({NHS: "70.00"}, starts_on=today() - dt.timedelta(weeks=2))
    payments.prepare(budget, by=staff("coordinator", budget.site), starts_on=budget.starts_on)
    new = agreed(budget, ({NHS: pounds("70.00")}, {}))

    assert paid(new).amount == pounds("420.00")
    assert payments.worked_out(new, payments.next_starts_on(new)).amount == pounds("280.00")


def test_a_budget_that_was_over_already_keeps_its_last_day(house):
    budget = in_use({NHS: "70.00"}, starts_on=today() - dt.timedelta(weeks=8))
    over = today() - dt.timedelta(weeks=2)
    Budget.objects.filter(pk=budget.pk).update(ends_on=over, ends_because=EndedBecause.PERSON_ASKED)
    new = agreed(budget, ({NHS: pounds("70.00")}, {}))
    budget.refresh_from_db()

    assert (budget.ends_on, budget.ends_because) == (over, EndedBecause.PERSON_ASKED)
    assert payments.worked_out(new, new.starts_on).amount == pounds("280.00") + 43 * 10


def test_what_comes_late_for_the_days_before_is_paid_as_it_was_then(house):
    """Half NHS and half council then, all NHS now: the bill and the receipt are of last week."""
    half = {NHS: "35.00", COUNCIL: "35.00"}
    budget = in_use(half, (half, {"option": NOTIONAL}), starts_on=today() - dt.timedelta(weeks=4))
    paid(budget)
    plan = next_plan(budget)
    new = BudgetFactory(person=budget.person, plan=plan, came_from=budget)
    for old in budget.lines.all():
        action = plan.actions.get(came_from=old.action)
        BudgetLineFactory(budget=new, action=action, option=old.option, shares={NHS: pounds("70.00")})
    new = taken_over(new)
    direct, notional = new.lines.all()
    about = {"by": None, "amount": pounds("70.00"), "spent_on": today() - dt.timedelta(days=5)}
    spending.record(new, key=uuid.uuid4(), line=direct, **about)
    spending.record_cost(new, key=uuid.uuid4(), line=notional, **about)

    balances = ledger.balances(new)
    assert balances[AccountKind.SPENT] == {NHS: pounds("35.00"), COUNCIL: pounds("35.00")}
    assert balances[AccountKind.PAID_FOR] == {NHS: pounds("35.00"), COUNCIL: pounds("35.00")}
    assert set(new.postings.filter(kind="spend").values_list("value_on", flat=True)) == {new.starts_on}
    early = budget.starts_on - dt.timedelta(days=1)
    with pytest.raises(spending.SpentBeforeTheBudget):
        spending.record(new, key=uuid.uuid4(), line=direct, **{**about, "spent_on": early})


def test_a_budget_that_was_settled_before_hands_nothing_over(house):
    budget = in_use({NHS: "70.00"}, starts_on=today() - dt.timedelta(weeks=4))
    new = drafting.open_budget(next_plan(budget), by=staff("coordinator"))
    Budget.objects.filter(pk=budget.pk).update(
        status=BudgetStatus.ENDED, ends_on=today() - dt.timedelta(days=1)
    )
    new = taken_over(new)

    assert new.came_from is None
    assert payments.worked_out(new, new.starts_on).amount == pounds("280.00")
