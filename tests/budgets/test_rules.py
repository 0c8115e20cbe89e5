"""The rule book: each rule at each stage where it speaks; what blocks, what only warns, what it says."""

import datetime as dt
from decimal import Decimal

import pytest

from budgets import rules
from budgets.models import (
    BudgetLine,
    Connection,
    Every,
    Frequency,
    LineKind,
    MoneyFigure,
    MoneyRule,
    Outcome,
    PaymentBasis,
    PriceUnit,
    Regime,
    RequestWindow,
)
from budgets.rules import AgainstTheRules, Stage
from ipc.kernel.dates import today
from tests.budgets.running import COUNCIL, DIRECT, EDUCATION, NHS, NOTIONAL, in_use, pounds
from tests.factories.budgets import (
    BudgetFactory,
    BudgetLineFactory,
    EducationRequestFactory,
    EligibilityDecisionFactory,
    PaymentDeclarationFactory,
    SignatureFactory,
)
from tests.factories.people import AllocationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(house):
    """A draft for somebody whose care is coordinated, and who asked education in time."""
    budget = BudgetFactory()
    AllocationFactory(person=budget.person)
    EducationRequestFactory(person=budget.person)
    return budget


def asked(budget, words="Help in the mornings", funders=(COUNCIL,), **fields):
    """Return what the rules are asked about a line that is being written, £50 from each funder."""
    fields = {"option": DIRECT, "kind": LineKind.ASSISTANT, **fields}
    line = BudgetLine(budget=budget, words=words, amount=pounds("50.00") * len(funders), **fields)
    return {"line": line, "shares": {funder: pounds("50.00") for funder in funders}}


def written(budget, words="Help in the mornings", funders=(COUNCIL,), **fields):
    """Return a line of the budget, £50 from each funder."""
    shares = {funder: pounds("50.00") for funder in funders}
    return BudgetLineFactory(budget=budget, words=words, shares=shares, **{"option": DIRECT, **fields})


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


@pytest.mark.parametrize(
    "words",
    ["Six cans of beer", "Cigarettes", "Lottery tickets", "My overdraft", "Some cannabis", "The dentist",
     "My knee operation", "Prescription charges", "A flu jab"],
)  # fmt: skip
def test_forbidden_purchases_are_refused_and_it_says_where_to_ask(budget, words):
    line = written(budget)

    with pytest.raises(AgainstTheRules, match=r"This looks like .* ask the care team"):
        rules.refuse(Stage.LINE, **asked(budget, words))
    with pytest.raises(AgainstTheRules):
        rules.refuse(Stage.SPEND, line=line, amount=pounds("5.00"), words=words, spent_on=today())


@pytest.mark.parametrize(
    "words",
    ["Help to stop smoking", "Alcohol-free drinks", "Taxi to the GP", "Debt advice", "Ginger beer",
     "Help at home after my operation", "Go with me to the dentist"],
)  # fmt: skip
def test_forbidden_purchases_are_not_confused_with_what_helps(budget, words):
    assert not broken(**asked(budget, words))


@pytest.mark.parametrize("words", ["Bingo on Fridays", "Lunch in the pub", "Wine tasting course", "Raffle"])
def test_forbidden_purchases_are_only_asked_about_where_nothing_is_sure(budget, words):
    warnings = rules.refuse(Stage.LINE, **asked(budget, words))

    assert [one.rule for one in warnings] == ["nothing_forbidden"]


def test_council_money_does_not_pay_for_the_cost_of_living(budget):
    assert broken(**asked(budget, "Heating bills"))["no_cost_of_living_from_the_council"].blocks
    assert not broken(**asked(budget, "Rent a bike for an hour"))["no_cost_of_living_from_the_council"].blocks
    assert not broken(**asked(budget, "Heating bills", [NHS]))
    assert not broken(**asked(budget, "Help with cooking food"))


# who, in the same home, whether the NHS bars it, whether councils bar it
CLOSE = [
    (Connection.PARTNER, True, True, True),
    (Connection.PARTNER, False, False, True),
    (Connection.RELATIVE, True, True, True),
    (Connection.RELATIVE, False, False, False),
    (Connection.FRIEND, True, True, False),
    (Connection.FRIEND, False, False, False),
    (Connection.NONE, True, False, False),
]


@pytest.mark.parametrize(("who", "at_home", "nhs_bars", "council_bars"), CLOSE)
def test_people_close_are_paid_by_each_funder_as_its_own_law_says(
    budget, who, at_home, nhs_bars, council_bars
):
    close = {"connection": who, "is_same_household": at_home}

    assert ("nhs_pays_nobody_of_the_home" in broken(**asked(budget, funders=[NHS], **close))) == nhs_bars
    assert ("council_pays_no_close_family" in broken(**asked(budget, **close))) == council_bars
    assert not broken(**asked(budget, funders=[NHS, COUNCIL], option=NOTIONAL, **close))


@pytest.mark.parametrize(
    ("close", "rule"),
    [
        ({"connection": Connection.FRIEND, "is_same_household": True}, "nhs_pays_nobody_of_the_home"),
        ({"connection": Connection.PARTNER}, "council_pays_no_close_family"),
    ],
)
def test_the_stricter_rule_decides_for_a_blended_line_and_says_so(budget, close, rule):
    found = broken(**asked(budget, funders=[NHS, COUNCIL], **close))

    assert list(found) == [rule]
    assert found[rule].blocks
    assert "stricter" in found[rule].words


def test_people_close_are_paid_with_a_reason_that_each_funder_is_asked_about(budget):
    close = {
        "connection": Connection.RELATIVE,
        "is_same_household": True,
        "connection_reason": "Only my sister knows how to turn me.",
    }
    written(budget, funders=[NHS, COUNCIL], **close)

    warned = rules.refuse(Stage.SIGN, budget=budget, funder=COUNCIL)

    assert [(one.funder, one.blocks) for one in warned] == [(COUNCIL, False)]
    assert "Only my sister" in warned[0].words


def test_people_close_are_paid_only_once_each_funder_has_agreed(house):
    close = {"connection": Connection.PARTNER, "connection_reason": "Nobody else is awake at night."}
    budget = in_use(({COUNCIL: "50.00"}, close))

    assert broken(Stage.PAY, budget=budget)["council_pays_no_close_family"].blocks
    SignatureFactory(budget=budget, funder=COUNCIL)
    assert not broken(Stage.PAY, budget=budget)


def test_people_close_who_help_with_the_money_are_asked_about_in_other_words(budget):
    care = broken(**asked(budget, connection=Connection.PARTNER))["council_pays_no_close_family"]
    money = broken(**asked(budget, connection=Connection.PARTNER, kind=LineKind.ADMINISTRATION))

    assert "meet the need" in care.words
    assert "help with the money" in money["council_pays_no_close_family"].words


@pytest.mark.parametrize("window", [None, RequestWindow.OUTSIDE])
def test_education_money_asked_for_at_another_time_is_a_warning(house, window):
    budget = BudgetFactory()
    if window:
        EducationRequestFactory(person=budget.person, window=window)

    found = broken(**asked(budget, "Reading lessons", [EDUCATION]))

    assert not found["asked_for_in_its_window"].blocks
    assert not broken(**asked(budget))


def test_education_money_is_not_signed_for_after_education_said_no(budget):
    written(budget, "Reading lessons", [EDUCATION])
    EligibilityDecisionFactory(
        person=budget.person, funder=EDUCATION, outcome=Outcome.REFUSE, reason="It is in one contract."
    )

    with pytest.raises(AgainstTheRules, match="It is in one contract"):
        rules.refuse(Stage.SIGN, budget=budget, funder=EDUCATION)
    EligibilityDecisionFactory(person=budget.person, funder=EDUCATION, outcome=Outcome.GRANT)
    assert not broken(Stage.SIGN, budget=budget, funder=EDUCATION)


def test_help_inside_a_school_waits_for_the_letter_of_the_head(budget):
    line = written(budget, "Help in class", [EDUCATION], is_on_school_premises=True)

    assert not broken(line=line)["head_agrees_to_help_inside_school"].blocks
    for stage in (Stage.SIGN, Stage.PAY):
        assert broken(stage, budget=budget)["head_agrees_to_help_inside_school"].blocks
    line.school_agreed_on = today()
    line.save()
    assert not broken(Stage.SIGN, budget=budget)


def test_excluded_people_are_not_paid(budget):
    written(budget)
    PaymentDeclarationFactory(person=budget.person, is_excluded=True)

    for stage in (Stage.SIGN, Stage.PAY):
        assert broken(stage, budget=budget)["no_direct_payment_to_the_excluded"].blocks


def test_an_nhs_direct_payment_needs_somebody_who_coordinates_the_care(house):
    budget = BudgetFactory()
    written(budget, funders=[NHS])

    assert not broken(**asked(budget, funders=[NHS]))["somebody_coordinates_the_care"].blocks
    assert broken(Stage.SIGN, budget=budget)["somebody_coordinates_the_care"].blocks
    assert not broken(Stage.PAY, budget=budget)["somebody_coordinates_the_care"].blocks
    AllocationFactory(person=budget.person)
    assert not broken(Stage.SIGN, budget=budget)


def test_council_money_buys_no_health_care(budget):
    by_kind = broken(**asked(budget, kind=LineKind.THERAPY))["no_health_care_from_the_council"]
    by_words = broken(**asked(budget, "Physiotherapy at home"))["no_health_care_from_the_council"]

    assert (by_kind.blocks, by_words.blocks) == (True, False)
    assert not broken(**asked(budget, "Physiotherapy", [NHS], kind=LineKind.THERAPY))


def stay(quantity=None, unit=PriceUnit.WEEK, every=Every.YEAR, **fields):
    how = {"quantity": Decimal(quantity), "unit": unit, "every": every} if quantity else {}
    return {"kind": LineKind.CARE_HOME, **how, **fields}


@pytest.mark.parametrize(
    ("how", "is_too_long"),
    [
        (stay(4), False),
        (stay("4.5"), True),
        (stay(2, PriceUnit.NIGHT, Every.FOUR_WEEKS), False),
        (stay(28, PriceUnit.NIGHT, Every.FOUR_WEEKS), True),
        (stay(1, PriceUnit.WEEK, Every.WEEK), True),
        (stay(), True),
        (stay(starts_on=dt.date(2026, 12, 1), ends_on=dt.date(2026, 12, 28)), False),
        (stay(starts_on=dt.date(2026, 12, 1), ends_on=dt.date(2026, 12, 29)), True),
    ],
)
def test_a_care_home_is_paid_directly_for_some_weeks_in_a_row(budget, how, is_too_long):
    assert ("only_some_weeks_in_a_care_home" in broken(**asked(budget, "The Elms", **how))) == is_too_long
    assert not broken(**asked(budget, "The Elms", option=NOTIONAL, **how))


def test_how_many_weeks_in_a_care_home_is_a_figure(budget):
    MoneyRule.objects.create(
        figure=MoneyFigure.RESIDENTIAL_WEEKS, value=6, site=budget.site, starts_on=today(), source="Made up"
    )

    assert not broken(**asked(budget, "The Elms", **stay(6)))
    assert "6 weeks" in broken(**asked(budget, "The Elms", **stay(7)))["only_some_weeks_in_a_care_home"].words


def test_a_council_that_pays_nothing_makes_no_direct_payment(house):
    rule = "no_council_payment_where_the_person_pays_it_all"
    budget = in_use({NHS: "300.00", COUNCIL: "40.00"}, contribution="40.00", payment_basis=PaymentBasis.GROSS)
    paying = {NHS: pounds("300.00"), COUNCIL: pounds("40.00")}

    assert not broken(Stage.SIGN, budget=budget)[rule].blocks
    assert broken(Stage.PAY, budget=budget, paying=paying)[rule].blocks
    assert not broken(Stage.PAY, budget=budget, paying={NHS: pounds("300.00")})[rule].blocks
    budget.weekly_assessed_contribution = pounds("39.00")
    assert rule not in broken(Stage.PAY, budget=budget, paying=paying)


def charge(budget, monkeypatch, amount, line):
    """Let the sums be wrong: the person pays ``amount`` of ``line``."""
    monkeypatch.setattr(
        "budgets.contribution.contribution_by_line", lambda *_a, **_k: {line.pk: pounds(amount)}
    )


def test_nobody_is_charged_for_nhs_money_even_if_the_sums_were_wrong(budget, monkeypatch):
    line = written(budget, funders=[NHS])
    assert "nhs_and_education_are_never_charged" not in broken(Stage.SIGN, budget=budget)

    charge(budget, monkeypatch, "5.00", line)
    assert broken(Stage.SIGN, budget=budget)["nhs_and_education_are_never_charged"].blocks


def test_nobody_pays_more_than_was_assessed_even_if_the_sums_were_wrong(budget, monkeypatch):
    budget.weekly_assessed_contribution = pounds("10.00")
    line = written(budget)
    assert "no_more_than_the_chargeable_cost" not in broken(Stage.SIGN, budget=budget)

    charge(budget, monkeypatch, "10.01", line)
    assert "£10.00" in broken(Stage.SIGN, budget=budget)["no_more_than_the_chargeable_cost"].words


@pytest.mark.parametrize("why", ["s117", "cjd", "child"])
def test_what_is_free_by_law_is_not_charged_even_if_the_sums_were_wrong(house, monkeypatch, why):
    child = {"born_on": today() - dt.timedelta(days=3000)} if why == "child" else {}
    budget = BudgetFactory(person=PersonFactory(**child), weekly_assessed_contribution=pounds("70.00"))
    line = written(budget, charge_exempt_reason="" if why == "child" else why)
    assert "free_by_law_is_not_charged" not in broken(Stage.SIGN, budget=budget)

    charge(budget, monkeypatch, "5.00", line)
    assert broken(Stage.SIGN, budget=budget)["free_by_law_is_not_charged"].blocks


def test_equipment_is_free_below_the_figure_and_nothing_else_is(budget):
    rule = "equipment_is_free_below_a_figure"
    dear = BudgetLine(
        budget=budget, words="A stair lift", amount=pounds("1000.00"), option=NOTIONAL,
        kind=LineKind.EQUIPMENT, frequency=Frequency.ONE_OFF, charge_exempt_reason="equipment",
    )  # fmt: skip

    assert broken(line=dear, shares={COUNCIL: pounds("1000.00")})[rule].blocks
    assert not broken(**asked(budget, "A rail", kind=LineKind.EQUIPMENT))[rule].blocks
    assert not broken(**asked(budget, "A rail", kind=LineKind.EQUIPMENT, charge_exempt_reason="equipment"))
    assert broken(**asked(budget, charge_exempt_reason="equipment"))[rule].blocks


def test_reablement_stays_outside_the_budget_by_its_words(budget):
    assert "6 weeks" in broken(**asked(budget, "Reablement at home"))["reablement_is_outside"].words


def test_charges_are_looked_at_again_when_the_nhs_takes_over(budget):
    budget.weekly_assessed_contribution = pounds("20.00")
    written(budget)
    EligibilityDecisionFactory(person=budget.person, funder=NHS)

    assert not broken(Stage.SIGN, budget=budget)["looked_at_again_when_the_nhs_takes_over"].blocks
    budget.weekly_assessed_contribution = pounds("0.00")
    assert not broken(Stage.SIGN, budget=budget)


def test_rules_that_hold_are_said_too_those_of_the_funders_that_pay(budget):
    written(budget)

    said = rules.speaking(Stage.SIGN, budget=budget)

    assert not any(one.is_broken for one in said)
    assert "no_cost_of_living_from_the_council" in {one.rule for one in said}
    assert "asked_for_in_its_window" not in {one.rule for one in said}
    assert all(one.words and one.source for one in said)


def test_every_rule_of_the_book_has_its_words_its_source_and_a_name_of_its_own():
    assert len({rule.name for rule in rules.RULES}) == len(rules.RULES)
    assert all(rule.plain and rule.source and rule.at and rule.of for rule in rules.RULES)


def test_a_payment_is_asked_about_with_its_own_shares(house):
    budget = in_use({COUNCIL: "50.00"})
    PaymentDeclarationFactory(person=budget.person, regime=Regime.NHS, is_excluded=True)

    assert broken(Stage.PAY, budget=budget, paying={NHS: pounds("1.00")})
    assert not broken(Stage.PAY, budget=budget, paying={COUNCIL: pounds("1.00")})


def test_asking_the_rules_costs_no_more_for_more_lines(budget, django_assert_max_num_queries):
    for number in range(4):
        written(budget, f"Help {number}", [NHS, COUNCIL, EDUCATION])

    with django_assert_max_num_queries(45):
        rules.speaking(Stage.SIGN, budget=budget)
