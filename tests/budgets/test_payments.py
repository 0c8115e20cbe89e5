"""Direct payments: prepared by one, released by another, once."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from budgets import ledger, payments, tasks
from budgets.models import AccountKind, BudgetStatus, Frequency, Payment, PaymentBasis, PaymentStatus
from careplans.models import Review
from ipc.kernel.dates import today
from ipc.kernel.forms import KeyUsedForSomethingElse
from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver_effects
from people.models import Notice, PersonStatus, Section
from tests.budgets.running import (
    COUNCIL,
    EDUCATION,
    NHS,
    NOTIONAL,
    PERSON,
    THIRD_PARTY,
    in_use,
    margaret,
    paid,
)
from tests.factories.budgets import BudgetLineFactory
from tests.factories.people import AuthorityFactory, PersonFactory, UserFactory, staff


def prepared(budget, starts_on=None):
    return payments.prepare(budget, by=staff("coordinator"), starts_on=starts_on or budget.starts_on)


def test_a_blended_payment_is_worked_out_to_the_penny(house):
    """T1: NHS 210 and council 172.50 less 61.20 are £321.30 a week, £1,285.20 every 4 weeks."""
    payment = prepared(in_use({NHS: "210.00", COUNCIL: "172.50"}, contribution="61.20"))

    assert payment.amount == Decimal("1285.20")
    assert payment.contribution_amount == Decimal("244.80")
    assert payment.ends_on == payment.starts_on + dt.timedelta(days=27)
    assert payment.status == PaymentStatus.DUE


def test_a_contribution_above_the_council_leaves_the_nhs_untouched(house):
    """T2: the contribution is capped at the council's 40.00; the NHS pays its 300 in full."""
    payment = prepared(in_use({NHS: "300.00", COUNCIL: "40.00"}, contribution="55.00"))

    assert payment.amount == Decimal("1200.00")
    assert payment.contribution_amount == Decimal("160.00")


def test_only_the_direct_payment_is_paid(house):
    """T5: NHS 200 notional, council 120 as a direct payment and 30 through a third party."""
    budget = in_use(
        ({NHS: "200.00"}, {"option": NOTIONAL}),
        {COUNCIL: "120.00"},
        ({COUNCIL: "30.00"}, {"option": THIRD_PARTY}),
    )

    assert prepared(budget).amount == Decimal("480.00")


def test_somebody_who_starts_in_the_middle_gets_the_days_that_are_left(house):
    """T7: 10 of 28 days at £280 a week are £400.00."""
    budget = in_use({COUNCIL: "280.00"})
    payment = prepared(budget, budget.starts_on + dt.timedelta(days=18))

    assert (payment.ends_on - payment.starts_on).days + 1 == 10
    assert payment.amount == Decimal("400.00")
    assert payments.next_starts_on(budget) == budget.starts_on + dt.timedelta(days=28)


def test_what_is_paid_once_comes_with_the_first_payment_only(house):
    budget = in_use({NHS: "50.00"}, ({NHS: "600.00"}, {"frequency": Frequency.ONE_OFF}))

    assert paid(budget).amount == Decimal("800.00")
    assert paid(budget).amount == Decimal("200.00")


def test_paid_gross_the_whole_comes_from_the_funders(house):
    payment = prepared(margaret(payment_basis=PaymentBasis.GROSS))

    assert (payment.amount, payment.contribution_amount) == (Decimal("1100.00"), Decimal("0.00"))


def test_thirteen_payments_use_up_the_year_and_a_fourteenth_is_refused(house):
    budget = margaret()
    for _period in range(13):
        paid(budget)

    assert set(ledger.balances(budget)[AccountKind.AVAILABLE].values()) == {Decimal("0.00")}
    with pytest.raises(ledger.Overdrawn):
        paid(budget)


def test_nothing_to_pay_is_refused(house):
    with pytest.raises(payments.NoDirectPayment):
        prepared(in_use(({NHS: "200.00"}, {"option": NOTIONAL})))


def test_a_council_payment_that_the_person_pays_all_of_is_refused(house):
    with pytest.raises(payments.NoDirectPayment):
        prepared(in_use({COUNCIL: "40.00"}, contribution="55.00"))


@pytest.mark.parametrize("status", [s for s in BudgetStatus if s != BudgetStatus.ACTIVE])
def test_a_budget_that_is_not_in_use_is_not_paid(house, status):
    budget = margaret()
    payment = prepared(budget)
    budget.status = status
    budget.save()

    with pytest.raises(payments.BudgetNotInUse):
        prepared(budget)
    with pytest.raises(payments.BudgetNotInUse):
        payments.release(payment, by=staff("finance"), key=uuid.uuid4())


@pytest.mark.parametrize("status", [PersonStatus.MOVED, PersonStatus.ENDED, PersonStatus.DIED])
def test_nothing_is_paid_when_the_support_is_over(house, status):
    budget = margaret()
    payment = prepared(budget)
    budget.person.status = status
    budget.person.save()

    with pytest.raises(payments.NoLongerSupported):
        payments.release(payment, by=staff("finance"), key=uuid.uuid4())


def test_a_period_is_prepared_once(house):
    budget = margaret()
    prepared(budget)

    with pytest.raises(payments.AlreadyPrepared):
        prepared(budget)
    with pytest.raises(payments.AlreadyPrepared):
        prepared(budget, budget.starts_on + dt.timedelta(days=9))


def test_no_payment_before_the_budget_starts(house):
    budget = margaret()

    with pytest.raises(payments.BeforeTheBudget):
        prepared(budget, budget.starts_on - dt.timedelta(days=1))


def test_release_moves_each_funders_money_and_the_persons_own(house):
    budget = margaret()
    payment = paid(budget)

    assert payment.status == PaymentStatus.RELEASED
    assert ledger.balances(budget)[AccountKind.HELD] == {
        NHS: Decimal("380.00"),
        COUNCIL: Decimal("592.00"),
        PERSON: Decimal("128.00"),
    }
    assert ledger.balances(budget)[AccountKind.AVAILABLE][NHS] == Decimal("4560.00")
    assert Event.objects.filter(act="budgets.release_payment", person_id=budget.person_id).count() == 1


def test_a_double_click_pays_once(house):
    payment, finance, key = prepared(margaret()), staff("finance"), uuid.uuid4()
    first = payments.release(payment, by=finance, key=key)

    assert payments.release(payment, by=finance, key=key).posting == first.posting
    assert ledger.balances(payment.budget)[AccountKind.HELD][NHS] == Decimal("380.00")
    with pytest.raises(payments.AlreadyReleased):
        payments.release(payment, by=finance, key=uuid.uuid4())


def test_a_key_pays_for_one_payment_only(house):
    budget, finance, key = margaret(), staff("finance"), uuid.uuid4()
    payments.release(prepared(budget), by=finance, key=key)
    second = prepared(margaret())

    with pytest.raises(KeyUsedForSomethingElse):
        payments.release(second, by=finance, key=key)


def test_whoever_prepared_a_payment_does_not_release_it(house):
    worker = staff("coordinator")
    budget = margaret()
    payment = payments.prepare(budget, by=worker, starts_on=budget.starts_on)

    with pytest.raises(payments.NeedsASecondPerson):
        payments.release(payment, by=worker, key=uuid.uuid4())
    with pytest.raises(IntegrityError, match="payment_released_by_somebody_else"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(released_by=worker)


def test_a_budget_that_changed_meanwhile_is_looked_at_again(house):
    budget = margaret()
    payment = prepared(budget)
    BudgetLineFactory(budget=budget, shares={NHS: Decimal("10.00")})

    with pytest.raises(payments.BudgetHasChanged):
        payments.release(payment, by=staff("finance"), key=uuid.uuid4())


def test_the_first_payment_starts_the_clocks_of_the_funders_in_it(house):
    budget = in_use({NHS: "50.00", EDUCATION: "20.00"}, ({COUNCIL: "9.00"}, {"option": NOTIONAL}))
    paid(budget)
    paid(budget)

    assert set(Review.objects.filter(person=budget.person).values_list("stream", flat=True)) == {
        "nhs",
        "education",
    }


def test_the_person_and_who_acts_for_them_are_told_without_any_figure(house):
    person = PersonFactory()
    UserFactory(person=person, email="margaret@example.org")
    AuthorityFactory(person=person, holder=UserFactory(email="susan@example.org"), sections=[Section.MONEY])
    payment = paid(margaret(person=person))

    assert Effect.objects.filter(task="budgets.tell_of_payment", subject_id=payment.pk).count() == 1
    tasks.tell_of_payment(payment.pk)
    deliver_effects()

    assert {message.to[0] for message in mail.outbox} == {"margaret@example.org", "susan@example.org"}
    for message in mail.outbox:
        assert "972" not in message.subject + message.body
        assert person.family_name not in message.subject + message.body


def test_nobody_is_written_to_about_somebody_who_died(house):
    person = PersonFactory()
    UserFactory(person=person)
    payment = paid(margaret(person=person))
    person.status = PersonStatus.DIED
    person.save()

    tasks.tell_of_payment(payment.pk)
    deliver_effects()

    assert mail.outbox == []
    assert {notice.why for notice in Notice.objects.filter(person=person)} == {"The person has died."}


def test_the_next_payment_begins_when_the_last_one_ends(house):
    budget = margaret(starts_on=today())

    assert payments.next_starts_on(budget) == today()
    paid(budget)
    assert payments.next_starts_on(budget) == today() + dt.timedelta(days=28)


def test_what_is_paid_once_is_paid_once_whatever_is_prepared_first(house):
    budget = in_use({COUNCIL: "100.00"}, ({COUNCIL: "600.00"}, {"frequency": Frequency.ONE_OFF}))

    later = paid(budget, budget.starts_on + dt.timedelta(weeks=4))
    first = paid(budget, budget.starts_on)

    assert (later.amount, first.amount) == (Decimal("1000.00"), Decimal("400.00"))


@pytest.mark.parametrize("day", [dt.date.max, dt.date(2999, 1, 1)])
def test_no_payment_is_prepared_for_a_far_day(house, day):
    with pytest.raises(payments.TooFarAhead):
        prepared(margaret(), day)


def test_releasing_waits_for_the_budget_before_the_payment(house):
    """Whoever changes, hands over or settles a budget takes it first, and then its payments."""
    budget = margaret()
    payment = payments.prepare(budget, by=staff("coordinator"), starts_on=budget.starts_on)
    with CaptureQueriesContext(connection) as seen:
        payments.release(payment, by=staff("finance"), key=uuid.uuid4())
    locked = [query["sql"] for query in seen if " FOR " in query["sql"] and "UPDATE" in query["sql"]]

    assert ['FROM "budgets_budget"' in locked[0], 'FROM "budgets_payment"' in locked[1]] == [True, True]
