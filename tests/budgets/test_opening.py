"""What is set aside when a budget is agreed."""

from decimal import Decimal

from budgets import ledger, opening
from budgets.models import AccountKind, Frequency, PaymentBasis, Posting
from tests.budgets.running import COUNCIL, DIRECT, NHS, NOTIONAL, PERSON, in_use, margaret


def test_each_funder_sets_aside_its_own_year(house):
    budget = margaret()

    assert ledger.balances(budget)[AccountKind.AVAILABLE] == {
        NHS: Decimal("4940.00"),
        COUNCIL: Decimal("7696.00"),
    }


def test_what_comes_once_is_set_aside_once(house):
    """T9: £600 of equipment and £50 a week are 600 + 50 × 52."""
    budget = in_use({NHS: "50.00"}, ({NHS: "600.00"}, {"frequency": Frequency.ONE_OFF, "option": NOTIONAL}))

    balances = ledger.balances(budget)
    assert balances[AccountKind.AVAILABLE] == {NHS: Decimal("2600.00")}
    assert balances[AccountKind.COMMITTED] == {NHS: Decimal("600.00")}


def test_setting_aside_again_moves_nothing(house):
    budget = margaret()
    first = Posting.objects.get()

    assert opening.set_aside(budget, by=None) == first
    assert Posting.objects.count() == 1


def test_the_persons_own_part_is_not_set_aside(house):
    budget = in_use({COUNCIL: "40.00"}, contribution="55.00")

    assert opening.set_aside(budget, by=None) is None
    assert ledger.balances(budget)[AccountKind.AVAILABLE] == {}


def test_paid_gross_the_council_sets_aside_the_whole(house):
    budget = margaret(payment_basis=PaymentBasis.GROSS)

    assert ledger.balances(budget)[AccountKind.AVAILABLE][COUNCIL] == Decimal("9360.00")
    assert PERSON not in opening.paid_by(budget)[0].shares
    assert opening.paid_by(budget)[0].line.option == DIRECT
