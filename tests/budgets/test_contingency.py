"""Using what is kept for emergencies."""

import uuid

import pytest

from budgets import contingency, ledger, payments, rules, spending
from budgets.models import AccountKind, Frequency, Regime
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from tests.budgets.running import COUNCIL, DIRECT, NHS, NOTIONAL, THIRD_PARTY, in_use, paid, pounds
from tests.factories.budgets import PaymentDeclarationFactory, action_of
from tests.factories.people import staff

KEPT = {"is_contingency": True}


def use(line, amount, why="The hoist broke.", **more):
    more = {"option": NOTIONAL, "action": line.budget.plan.actions.first(), "key": uuid.uuid4(), **more}
    return contingency.use(line, pounds(amount), why, by=staff("coordinator", line.site), **more)


@pytest.mark.parametrize("frequency", [Frequency.ONE_OFF, Frequency.WEEKLY])
def test_what_is_used_leaves_the_rest_kept(house, frequency):
    amounts = {
        Frequency.ONE_OFF: {NHS: "300.00", COUNCIL: "100.00"},
        Frequency.WEEKLY: {NHS: "7.50", COUNCIL: "2.50"},
    }
    budget = in_use({NHS: "70.00"}, (amounts[frequency], {**KEPT, "frequency": frequency}), starts_on=today())
    line = budget.lines.get(is_contingency=True)
    year = budget.years.get()
    whole = sum(contingency.kept_for(budget, line, year).values())
    made = use(line, "100.02")

    assert (made.words, made.option, made.amount) == ("The hoist broke.", NOTIONAL, pounds("100.02"))
    rest = budget.lines.on(today()).get(is_contingency=True)
    assert sum(contingency.kept_for(budget, rest, year).values()) == whole - pounds("100.02")
    balances = ledger.balances(budget)
    assert sum(balances[AccountKind.COMMITTED].values()) == pounds("100.02")
    assert sum(balances[AccountKind.AVAILABLE].values()) == 3640 + whole - pounds("100.02")
    assert Event.objects.get(act="budgets.use_contingency").why == "The hoist broke."
    use(rest, str(whole - pounds("100.02")))
    assert not budget.lines.on(today()).filter(is_contingency=True).exists()
    again = budget.lines.filter(is_contingency=True, starts_on__gt=today())
    assert again.exists() == (frequency == Frequency.WEEKLY), "the next year keeps as much again"


def test_used_directly_it_comes_with_the_next_payment(house):
    budget = in_use({NHS: "70.00"}, ({NHS: "400.00"}, {**KEPT, "frequency": Frequency.ONE_OFF}))
    use(budget.lines.get(is_contingency=True), "150.00", option=DIRECT)

    assert payments.worked_out(budget, budget.starts_on).amount == pounds("430.00")


def test_what_is_no_emergency_money_or_not_there_is_refused(house):
    budget = in_use({NHS: "70.00"}, ({NHS: "400.00"}, {**KEPT, "frequency": Frequency.ONE_OFF}))
    kept = budget.lines.get(is_contingency=True)
    other = action_of(in_use({NHS: "1.00"}).plan)

    with pytest.raises(contingency.NotForEmergencies):
        use(budget.lines.get(is_contingency=False), "1.00")
    with pytest.raises(contingency.NotThatMuchKept, match=r"£400\.00 is left"):
        use(kept, "400.01")
    with pytest.raises(contingency.WhyIsMissing):
        use(kept, "1.00", " ")
    with pytest.raises(contingency.ActionMissing):
        use(kept, "1.00", action=other)
    with pytest.raises(contingency.HolderMissing):
        use(kept, "1.00", option=THIRD_PARTY)


def test_what_is_used_directly_can_be_written_down_beside_what_is_still_kept(house):
    budget = in_use({NHS: "70.00"}, ({NHS: "400.00"}, {**KEPT, "frequency": Frequency.ONE_OFF}))
    used = use(budget.lines.get(is_contingency=True), "150.00", option=DIRECT)
    paid(budget)
    spent = spending.record(
        budget, by=None, key=uuid.uuid4(), line=used, amount=pounds("150.00"), spent_on=today()
    )

    assert spent.line == used


def test_nobody_whom_the_law_excludes_gets_it_as_a_direct_payment(house):
    budget = in_use({NHS: "70.00"}, ({NHS: "400.00"}, {**KEPT, "frequency": Frequency.ONE_OFF}))
    PaymentDeclarationFactory(person=budget.person, regime=Regime.NHS, is_excluded=True)
    kept = budget.lines.get(is_contingency=True)

    with pytest.raises(rules.AgainstTheRules, match="cannot pay this as a direct payment"):
        use(kept, "150.00", option=DIRECT)
    assert use(kept, "150.00", option=NOTIONAL).option == NOTIONAL
