"""The rule book is asked before money moves: when it is prepared, when it is released, when it is spent."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets import ledger, payments, rules, spending
from budgets.models import AccountKind, Payment, Regime, Spend
from ipc.kernel.dates import today
from tests.budgets.running import COUNCIL, NHS, NOTIONAL, in_use, margaret, paid
from tests.factories.budgets import PaymentDeclarationFactory
from tests.factories.people import staff


def exclude(person):
    PaymentDeclarationFactory(person=person, regime=Regime.COUNCIL, is_excluded=True)


def test_no_payment_is_prepared_for_whoever_gets_no_direct_payment(house):
    budget = margaret()
    exclude(budget.person)

    with pytest.raises(rules.AgainstTheRules, match="cannot pay this as a direct payment"):
        payments.prepare(budget, by=None, starts_on=budget.starts_on)
    assert not Payment.objects.exists()


def test_what_was_declared_since_stops_the_release_and_the_page_says_so(house, signed_in):
    budget = margaret()
    payment = payments.prepare(budget, by=staff("coordinator"), starts_on=budget.starts_on)
    exclude(budget.person)
    finance = staff("finance")

    with pytest.raises(rules.AgainstTheRules):
        payments.release(payment, by=finance, key=uuid.uuid4())
    page = signed_in(finance).get(reverse("release_payment", args=[payment.public_id])).content.decode()
    assert "cannot pay this as a direct payment" in page
    assert "Not kept" in page
    assert "Release the payment" not in page
    assert ledger.balances(budget)[AccountKind.HELD] == {}


def test_a_warning_is_shown_and_stops_nothing(house, signed_in):
    """Nobody coordinates this care: whoever releases is told, and may."""
    budget = margaret()
    payment = payments.prepare(budget, by=staff("coordinator"), starts_on=budget.starts_on)
    page = signed_in(staff("finance")).get(reverse("release_payment", args=[payment.public_id]))

    assert "Look at it" in page.content.decode()
    assert "Release the payment" in page.content.decode()


def test_what_the_money_cannot_buy_is_neither_spent_nor_billed(house):
    budget = in_use({NHS: "50.00"}, ({COUNCIL: "50.00"}, {"option": NOTIONAL}))
    paid(budget)
    facts = {
        "by": None,
        "key": uuid.uuid4(),
        "amount": Decimal("5.00"),
        "spent_on": today(),
        "what": "Cigarettes",
    }

    for write, line in ((spending.record, budget.lines.first()), (spending.record_cost, budget.lines.last())):
        with pytest.raises(rules.AgainstTheRules, match="ask the care team"):
            write(budget, line=line, **facts)
    assert not Spend.objects.exists()
