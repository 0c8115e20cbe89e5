"""The rule book: each rule at each stage where it speaks; what blocks, what only warns, what it says."""

import pytest

from budgets import rules
from budgets.models import BudgetLine, LineKind, Regime
from budgets.rules import AgainstTheRules, Stage
from tests.budgets.running import COUNCIL, DIRECT, EDUCATION, NHS, NOTIONAL, pounds
from tests.factories.budgets import BudgetFactory, PaymentDeclarationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(house):
    return BudgetFactory()


def asked(budget, words="Help in the mornings", funders=(COUNCIL,), **fields):
    """Return what the rules are asked about a line that is being written, £50 from each funder."""
    fields = {"option": DIRECT, "kind": LineKind.ASSISTANT, **fields}
    line = BudgetLine(budget=budget, words=words, amount=pounds("50.00") * len(funders), **fields)
    return {"line": line, "shares": {funder: pounds("50.00") for funder in funders}}


def broken(stage=Stage.LINE, **case):
    """Return what is broken: ``{rule: finding}``."""
    return {one.rule: one for one in rules.speaking(stage, **case) if one.is_broken}


def test_excluded_people_get_no_direct_payment_of_that_funder_but_any_other_way(budget):
    PaymentDeclarationFactory(person=budget.person, regime=Regime.COUNCIL, is_excluded=True)

    with pytest.raises(AgainstTheRules, match="notional or a third-party") as refused:
        rules.refuse(Stage.LINE, **asked(budget, funders=[NHS, COUNCIL]))

    assert [one.funder for one in refused.value.findings] == [COUNCIL]
    assert "2014" in refused.value.source
    assert not broken(**asked(budget, option=NOTIONAL))
    assert not broken(**asked(budget, funders=[NHS]))


def test_excluded_people_are_those_of_the_newest_declaration(budget):
    PaymentDeclarationFactory(person=budget.person, is_excluded=True)
    PaymentDeclarationFactory(person=budget.person, is_excluded=False)

    assert not broken(**asked(budget))


@pytest.mark.parametrize("words", ["School fees", "A place at college", "Boarding fees", "Tuition fees"])
def test_school_places_are_not_bought(budget, words):
    assert broken(**asked(budget, words, [EDUCATION]))["no_school_place"].blocks


def test_school_places_are_not_confused_with_getting_there(budget):
    assert not broken(**asked(budget, "A taxi to school and a helper at college", [EDUCATION]))
