"""The books by month: added up as they grow, closed for good."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from budgets import ledger, opening, periods, reconciling, spending, tasks
from budgets.models import AccountKind, BudgetStatus, MonthTotal, PeriodClose, PostingKind
from ipc.kernel.dates import plus_months, today
from ipc.kernel.models import Event
from tests.budgets.running import COUNCIL, NHS, margaret, paid
from tests.factories.people import UserFactory, staff

LAST_MONTH = today().replace(day=1) - dt.timedelta(days=1)


def move(budget, amount="1.00", *, on=None, key=None, **more):
    return ledger.move_between(
        budget,
        AccountKind.AVAILABLE,
        AccountKind.HELD,
        {NHS: Decimal(amount)},
        key=key or uuid.uuid4(),
        kind=PostingKind.PAYMENT,
        value_on=on or today(),
        by=None,
        **more,
    )


def close(site, through=LAST_MONTH, by=None):
    return periods.close(site, through=through, by=by)


@pytest.fixture
def budget(house):
    return margaret(starts_on=plus_months(today(), -2))


def test_closing_is_written_down_with_who_did_it(house, acting_for):
    finance = staff("finance")
    with acting_for(finance):
        closed = close(house, by=finance)

    assert (closed.through, closed.closed_by) == (LAST_MONTH, finance)
    assert Event.objects.filter(act="budgets.close_period", actor=finance).count() == 1
    assert periods.closed_through(house.pk) == LAST_MONTH


def test_nothing_is_posted_in_a_closed_month_nor_before_it(budget):
    close(budget.site)

    for day in (LAST_MONTH, LAST_MONTH - dt.timedelta(days=40)):
        with pytest.raises(ledger.MonthClosed, match="post it with today's day"):
            move(budget, on=day)
    assert move(budget, on=LAST_MONTH + dt.timedelta(days=1))


def test_another_sites_books_stay_open(house, budget):
    from people.models import Site

    close(Site.objects.exclude(pk=house.pk).get())

    assert move(budget, on=LAST_MONTH)


def test_the_same_act_again_is_the_same_act_after_its_month_was_closed(budget):
    key = uuid.uuid4()
    first = move(budget, on=LAST_MONTH, key=key)
    close(budget.site)

    assert move(budget, on=LAST_MONTH, key=key) == first


def test_what_comes_late_counts_today_and_is_still_one_act(budget):
    close(budget.site)
    key = uuid.uuid4()
    late = [move(budget, on=LAST_MONTH, key=key, may_be_late=True) for _time in range(2)]

    assert late[0] == late[1]
    assert late[0].value_on == today()


def test_a_spend_of_a_closed_month_keeps_its_day(budget):
    paid(budget)
    close(budget.site)
    spend = spending.record(
        budget,
        by=None,
        key=uuid.uuid4(),
        line=budget.lines.get(),
        amount=Decimal("5.00"),
        spent_on=LAST_MONTH,
    )

    assert (spend.spent_on, spend.posting.value_on) == (LAST_MONTH, today())


def test_a_budget_that_began_in_a_closed_month_is_still_set_aside(house):
    close(house)
    budget = margaret(starts_on=plus_months(today(), -2))

    assert budget.status == BudgetStatus.ACTIVE
    assert ledger.balances(budget)[AccountKind.AVAILABLE][NHS] == Decimal("4940.00")
    assert opening.set_aside(budget, by=None).value_on == today()


@pytest.mark.parametrize(
    ("through", "refusal"),
    [
        (LAST_MONTH - dt.timedelta(days=1), periods.NotTheEndOfAMonth),
        (periods.last_day(today()), periods.MonthNotOver),
    ],
)
def test_only_whole_months_that_are_over_are_closed(house, through, refusal):
    with pytest.raises(refusal):
        close(house, through)
    assert not PeriodClose.objects.exists()


def test_a_month_is_closed_once_and_never_reopened_by_an_earlier_one(house):
    close(house)

    for through in (LAST_MONTH, periods.last_day(plus_months(today(), -3))):
        with pytest.raises(periods.MonthAlreadyClosed):
            close(house, through)


@pytest.mark.parametrize("role", ["coordinator", "manager", "navigator", "site_admin"])
def test_only_finance_closes_even_past_the_pages(house, acting_for, role):
    user = staff(role)

    with acting_for(user), pytest.raises(DatabaseError, match="not theirs to close"), transaction.atomic():
        ledger.close_books(house, LAST_MONTH, by=user)


def test_finance_closes_neither_elsewhere_nor_in_another_name(house, acting_for):
    from people.models import Site

    finance, far = staff("finance"), Site.objects.exclude(pk=house.pk).get()
    with acting_for(finance):
        for site, by in ((far, finance), (house, staff("finance"))):
            with pytest.raises(DatabaseError, match="not theirs to close"), transaction.atomic():
                ledger.close_books(site, LAST_MONTH, by=by)


def totals(site):
    rows = MonthTotal.objects.filter(site=site)
    found = {}
    for row in rows:
        key = (row.month, row.funder, row.kind)
        amount, entries = found.get(key, (Decimal(), 0))
        found[key] = (amount + row.amount, entries + row.entries)
    return found


def test_months_add_up_before_and_after_folding(budget):
    for _time in range(3):
        move(budget, "2.00", on=LAST_MONTH)
    before = totals(budget.site)

    assert before[LAST_MONTH.replace(day=1), "H", "payment"] == (Decimal("6.00"), 3)
    tasks.fold_months()
    assert totals(budget.site) == before
    assert set(MonthTotal.objects.values_list("is_folded", flat=True)) == {True}
    move(budget, "1.00", on=LAST_MONTH)
    tasks.fold_months()
    assert totals(budget.site)[LAST_MONTH.replace(day=1), "H", "payment"] == (Decimal("7.00"), 4)
    assert MonthTotal.objects.filter(kind="payment").count() == 1
    assert reconciling.differences(budget.site_id) == []


def test_only_a_job_folds_the_months(budget, acting_for):
    move(budget)
    with acting_for(staff("finance")):
        assert ledger.fold_months() == 0
    assert ledger.fold_months() > 0


def test_a_refused_act_adds_nothing_up(budget):
    before = totals(budget.site)
    with pytest.raises(ledger.Overdrawn):
        move(budget, "99999.00")

    assert totals(budget.site) == before


def page_of(client, name, **query):
    return client.get(reverse(name), query).content.decode()


def test_the_books_show_each_month_and_one_by_funder(budget, signed_in):
    move(budget, "31.42", on=LAST_MONTH)
    client = signed_in(staff("finance"))
    page = page_of(client, "books", month=f"{LAST_MONTH:%Y-%m}")

    assert f"{LAST_MONTH:%B %Y}, by funder" in page
    assert page.count("£31.42") >= 3
    assert "Still open" in page
    assert budget.person.family_name not in page
    assert "Close a month" not in page_of(signed_in(staff("manager")), "books")


def test_the_books_cost_the_same_for_one_budget_and_for_five(budget, signed_in, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    client = signed_in(staff("finance"))
    page_of(client, "books")
    with CaptureQueriesContext(connection) as one:
        page_of(client, "books")
    for months in range(1, 5):
        move(margaret(starts_on=plus_months(today(), -months)), on=plus_months(today(), -months))
    with django_assert_num_queries(len(one)):
        page_of(client, "books")


def test_finance_closes_a_month_with_a_page(budget, signed_in):
    move(budget, on=LAST_MONTH)
    client = signed_in(staff("finance"))
    typed = {"month": f"{LAST_MONTH:%Y-%m}", "key": uuid.uuid4()}

    assert client.post(reverse("close_month"), typed).status_code == 302
    assert PeriodClose.objects.get().through == LAST_MONTH
    assert "Still open" not in page_of(client, "books")
    assert "already closed" in client.post(reverse("close_month"), typed).content.decode()
    assert "Every month that is over is closed" in page_of(client, "close_month")


@pytest.mark.parametrize(("role", "status"), [("manager", 403), ("coordinator", 403), ("navigator", 403)])
def test_others_close_nothing(house, signed_in, role, status):
    assert signed_in(staff(role)).post(reverse("close_month"), {}).status_code == status


def test_nobody_else_opens_the_books(house, signed_in):
    assert signed_in(staff("coordinator")).get(reverse("books")).status_code == 403
    person = margaret().person
    assert signed_in(UserFactory(person=person)).get(reverse("books")).status_code == 403


def test_council_money_never_becomes_nhs_money(budget):
    leg = ledger.Leg(
        ledger.account(budget, AccountKind.AVAILABLE, COUNCIL),
        ledger.account(budget, AccountKind.HELD, NHS),
        Decimal("1.00"),
    )

    with pytest.raises(ledger.MoneyOfAnotherFunder):
        ledger.move(budget, key=uuid.uuid4(), kind=PostingKind.PAYMENT, legs=[leg], value_on=today(), by=None)
