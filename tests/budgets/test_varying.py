"""Changes of a budget in use: asked, agreed, answered, in force; nothing of before is rewritten."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from budgets import accruing, balancing, figures, ledger, payments, varying
from budgets.models import (
    AccountKind,
    AssessedContribution,
    Budget,
    BudgetLine,
    Frequency,
    LineKind,
    MoneyFigure,
    VariationAnswer,
    VariationKind,
    VariationStatus,
)
from budgets.varying import Change
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import Notice, OrganisationKind, Todo
from tests.budgets.running import (
    COUNCIL,
    DIRECT,
    EDUCATION,
    NHS,
    NOTIONAL,
    PERSON,
    THIRD_PARTY,
    in_use,
    margaret,
    paid,
    pounds,
)
from tests.factories.budgets import DelegatedLimitFactory, UnitPriceFactory, action_of
from tests.factories.people import AllocationFactory, OrganisationFactory, UserFactory, staff

AVAILABLE, COMMITTED, HELD = AccountKind.AVAILABLE, AccountKind.COMMITTED, AccountKind.HELD
KINDS = {"NHS": OrganisationKind.NHS, "C": OrganisationKind.COUNCIL}


def shares(**amounts):
    letters = {"nhs": NHS, "council": COUNCIL, "education": EDUCATION}
    return {letters[name]: pounds(amount) for name, amount in amounts.items()}


def asked(budget, *changes, kind=VariationKind.AMOUNT, on=None, by=None, **more):
    return varying.ask(
        budget,
        by=by or staff("coordinator", budget.site),
        kind=kind,
        reason="I need help on Sundays too.",
        effective_on=on or today(),
        changes=changes,
        **more,
    )


def proposed(variation, by=None):
    return varying.propose(
        variation, by=by or staff("coordinator", variation.site), agreed_with_person_on=today()
    )


def approver(budget, kind):
    return staff("approver", budget.site, OrganisationFactory(site=budget.site, kind=kind))


def in_force(budget, *changes, **more):
    """Ask, agree with the person, and put in force whatever the funders would say."""
    variation = varying.put_in_force(asked(budget, *changes, **more), by=staff("coordinator", budget.site))
    assert variation.status == VariationStatus.IN_FORCE
    return variation


def set_aside(budget):
    """Return what each funder has set aside for the first year, by the ledger."""
    moved = balancing.of_the_year(budget, budget.years.get(number=1))
    there = moved[(AccountKind.FUNDER, AVAILABLE)]
    back = moved.get((AVAILABLE, AccountKind.FUNDER), {})
    return {one: amount - back.get(one, 0) for one, amount in there.items() if amount - back.get(one, 0)}


def reckoned(budget):
    budget = Budget.objects.get(pk=budget.pk)
    year = budget.years.get(number=1)
    over = accruing.over(budget, year.starts_on, year.ends_on)
    return {funder: amount for funder, amount in over.items() if funder != PERSON}


# -- What a change does


def test_more_from_a_day_on_ends_the_line_and_makes_the_next(house):
    budget = margaret()
    line = budget.lines.get()
    variation = in_force(budget, Change(line, shares(nhs="95.00", council="220.00")), on=today())

    old, new = BudgetLine.objects.get(pk=line.pk), budget.lines.get(replaces=line)
    assert (old.ends_on, new.starts_on, new.ends_on) == (today() - dt.timedelta(days=1), today(), None)
    assert (old.amount, new.amount, new.action_id) == (pounds("275.00"), pounds("315.00"), old.action_id)
    assert variation.lines.get().made == new
    assert variation.posting.kind == "adjustment"
    assert Event.objects.filter(act="budgets.propose_variation", subject_id=variation.public_id).exists()


@pytest.mark.parametrize("days", [0, -7, -5, 40, 100])
def test_what_is_set_aside_is_what_the_lines_come_to_again(house, days):
    """From the first day, back in time, in the middle of a week, and ahead: to the penny, per funder."""
    budget = margaret()
    in_force(
        budget,
        Change(budget.lines.get(), shares(nhs="101.01", council="220.00")),
        on=today() + dt.timedelta(days=days),
    )

    assert set_aside(budget) == reckoned(budget)
    assert ledger.balances(budget)[AVAILABLE] == set_aside(budget)


def test_less_gives_back_to_the_funder_that_pays_less(house):
    budget = in_use({NHS: "70.00"}, {COUNCIL: "140.00"}, starts_on=today())
    line = budget.lines.get(amount=pounds("140.00"))
    in_force(budget, Change(line, shares(council="70.00")))

    assert ledger.balances(budget)[AVAILABLE] == {NHS: pounds("3640.00"), COUNCIL: pounds("3640.00")}


def test_a_line_that_only_ends_is_followed_by_none(house):
    budget = in_use({NHS: "70.00"}, {COUNCIL: "140.00"}, starts_on=today())
    line = budget.lines.get(amount=pounds("140.00"))
    in_force(budget, Change(line), on=today() + dt.timedelta(weeks=26))

    assert not line.replaced_by.exists()
    assert set_aside(budget) == {NHS: pounds("3640.00"), COUNCIL: pounds("3640.00")}


def test_something_new_comes_for_an_action_of_the_plan(house):
    budget = margaret()
    action = action_of(budget.plan, words="A walk every day")
    in_force(budget, Change(None, shares(nhs="10.00"), NOTIONAL, words="A walking group", action=action))

    new = budget.lines.get(action=action)
    assert (new.words, new.option, new.amount) == ("A walking group", NOTIONAL, pounds("10.00"))
    assert set_aside(budget) == reckoned(budget)


def test_what_a_line_says_besides_money_goes_on(house):
    budget = in_use(
        ({COUNCIL: "50.00"}, {"charge_exempt_reason": "s117", "kind": LineKind.ASSISTANT, "quantity": 2}),
        contribution="20.00",
    )
    in_force(budget, Change(budget.lines.get(), shares(council="60.00")))

    new = budget.lines.get(amount=pounds("60.00"))
    assert (new.charge_exempt_reason, new.kind) == ("s117", LineKind.ASSISTANT)
    assert new.quantity is None, "60.00 are not two of what made 50.00"


def test_a_change_that_comes_before_another_holds_until_then(house):
    budget = in_use({NHS: "70.00"}, starts_on=today())
    line = budget.lines.get()
    later = today() + dt.timedelta(weeks=10)
    in_force(budget, Change(line, shares(nhs="100.00")), on=later)
    in_force(budget, Change(line, shares(nhs="80.00")), on=today() + dt.timedelta(weeks=5))

    between = budget.lines.get(amount=pounds("80.00"))
    assert between.ends_on == later - dt.timedelta(days=1)
    assert set_aside(budget) == {NHS: pounds("4950.00")}  # 5 × 70 + 5 × 80 + 42 × 100


def test_what_comes_once_is_replaced_and_never_paid_twice(house):
    budget = in_use({NHS: "50.00"}, ({NHS: "600.00"}, {"frequency": Frequency.ONE_OFF}))
    once = budget.lines.get(frequency=Frequency.ONE_OFF)
    paid(budget)
    in_force(budget, Change(once, shares(nhs="500.00")))

    assert set_aside(budget) == {NHS: pounds("3100.00")}
    assert paid(budget).amount == pounds("100.00")  # 200.00 for four weeks, less 100.00 too much before


def test_what_the_person_is_assessed_to_pay_counts_from_its_day(house):
    budget = margaret(starts_on=today())
    on = today() + dt.timedelta(weeks=26)
    in_force(budget, kind=VariationKind.CONTRIBUTION, on=on, weekly_contribution=pounds("52.00"))

    assert AssessedContribution.objects.get().starts_on == on
    assert set_aside(budget)[COUNCIL] == 26 * pounds("148.00") + 26 * pounds("128.00")
    assert set_aside(budget)[NHS] == pounds("4940.00")


# -- Switching the option in the middle of a year (F39)


def test_direct_to_notional_promises_the_rest_of_the_year(house):
    budget = in_use({NHS: "70.00"}, starts_on=today())
    in_force(
        budget,
        Change(budget.lines.get(), shares(nhs="70.00"), NOTIONAL),
        kind=VariationKind.OPTION,
        on=today() + dt.timedelta(weeks=12),
    )

    balances = ledger.balances(budget)
    assert balances[AVAILABLE][NHS] == pounds("840.00")
    assert balances[COMMITTED][NHS] == pounds("2800.00")


def test_notional_to_direct_sets_it_free_and_the_next_payment_pays_it(house):
    budget = in_use(({NHS: "70.00"}, {"option": NOTIONAL}), starts_on=today())
    in_force(budget, Change(budget.lines.get(), shares(nhs="70.00"), DIRECT), kind=VariationKind.OPTION)

    assert ledger.balances(budget)[COMMITTED][NHS] == 0
    assert paid(budget).amount == pounds("280.00")


def test_to_a_third_party_names_who_holds_it(house):
    budget = in_use({NHS: "70.00"}, starts_on=today())
    line = budget.lines.get()
    holder = OrganisationFactory(site=budget.site, kind=OrganisationKind.PROVIDER)
    in_force(budget, Change(line, shares(nhs="70.00"), THIRD_PARTY, holder), kind=VariationKind.OPTION)

    assert line.replaced_by.get().holder == holder
    line.refresh_from_db()
    with pytest.raises(varying.LineNotInForce):  # the one before has ended
        asked(budget, Change(line, shares(nhs="70.00"), DIRECT), on=today() + dt.timedelta(days=1))


def test_what_was_paid_ahead_is_taken_off_and_told(house):
    """Direct money for four weeks is in the account when, after two, the option is another."""
    budget = in_use({NHS: "70.00"}, {COUNCIL: "140.00"}, starts_on=today())
    paid(budget)
    line = budget.lines.get(amount=pounds("70.00"))
    in_force(
        budget,
        Change(line, shares(nhs="70.00"), NOTIONAL),
        kind=VariationKind.OPTION,
        on=today() + dt.timedelta(weeks=2),
    )

    due = payments.next_due(Budget.objects.get(pk=budget.pk))
    assert (due.public, due.too_much) == ({COUNCIL: pounds("560.00")}, pounds("140.00"))
    balances = ledger.balances(budget)
    assert balances[HELD][NHS] == pounds("280.00"), "nothing is taken out of the person's account"
    assert balances[AVAILABLE][NHS] == 0
    assert balances[COMMITTED][NHS] == pounds("3360.00")  # of 3,500.00: 140.00 are in the account


# -- Back in time: the next payment makes up for it


@pytest.mark.parametrize(
    ("first", "on"),
    [
        (dt.date(2027, 12, 27), dt.date(2028, 2, 29)),  # a leap day
        (dt.date(2027, 1, 4), dt.date(2027, 1, 31)),  # the last of a month
        (dt.date(2027, 1, 4), dt.date(2027, 2, 1)),  # the first of one
    ],
)
@pytest.mark.parametrize("new", ["210.00", "77.77"])
def test_days_already_paid_for_are_made_up_for_to_the_penny(house, first, on, new):
    with time_machine.travel(dt.datetime.combine(on + dt.timedelta(days=12), dt.time(12), dt.UTC)):
        budget = in_use({NHS: "140.00"}, starts_on=first)
        while payments.next_starts_on(budget) <= today():
            paid(budget)
        in_force(budget, Change(budget.lines.get(), shares(nhs=new)), on=on)
        last = paid(Budget.objects.get(pk=budget.pk)).ends_on

        before, after = (on - first).days, (last - on).days + 1
        owed = (before * pounds("140.00") + after * pounds(new)) / 7
        assert sum(budget.payments.values_list("amount", flat=True)) == owed.quantize(Decimal("0.01"))
        assert set_aside(budget) == reckoned(budget)


# -- Who agrees


def test_a_small_move_is_in_force_once_the_person_agrees(house):
    budget = in_use({NHS: "100.00"}, {NHS: "50.00"})
    big, small = budget.lines.order_by("-amount")
    variation = proposed(
        asked(
            budget,
            Change(big, shares(nhs="90.00")),
            Change(small, shares(nhs="60.00")),
            kind=VariationKind.MOVE,
        )
    )

    assert variation.status == VariationStatus.IN_FORCE
    assert variation.posting is None, "nothing is set aside anew"
    assert set(budget.lines.on(today()).values_list("amount", flat=True)) == {
        pounds("90.00"),
        pounds("60.00"),
    }


@pytest.mark.parametrize(
    ("first", "second", "who"),
    [
        (shares(nhs="70.00"), shares(nhs="80.00"), [NHS]),  # more than 20 percent of a line
        (shares(nhs="89.00"), shares(nhs="50.00", council="11.00"), [COUNCIL]),  # another funder
        (shares(nhs="95.00"), shares(nhs="60.00"), [NHS]),  # the NHS pays more
        (shares(nhs="90.00"), shares(nhs="50.00"), []),  # nobody pays more for anything
    ],
)
def test_funders_are_asked_whose_money_rises(house, first, second, who):
    budget = in_use({NHS: "100.00"}, {NHS: "50.00"})
    big, small = budget.lines.order_by("-amount")
    changes = [Change(big, first)] + ([Change(small, second)] if second != shares(nhs="50.00") else [])

    assert varying.weigh(asked(budget, *changes, kind=VariationKind.MOVE)).funders == who


def test_above_the_pounds_a_coordinator_may_move_the_funder_is_asked(house):
    budget = in_use({NHS: "600.00"}, {NHS: "600.00"})
    one, other = budget.lines.all()
    changes = [Change(one, shares(nhs="540.00")), Change(other, shares(nhs="660.00"))]

    assert varying.weigh(asked(budget, *changes, kind=VariationKind.MOVE)).funders == [NHS]


def test_only_the_funders_of_a_line_that_changes_hands_are_asked(house):
    budget = in_use({NHS: "70.00", COUNCIL: "30.00"}, {EDUCATION: "20.00"})
    line = budget.lines.get(amount=pounds("100.00"))
    change = Change(line, shares(nhs="70.00", council="30.00"), NOTIONAL)

    assert varying.weigh(asked(budget, change, kind=VariationKind.OPTION)).funders == [NHS, COUNCIL]


def test_it_is_in_force_when_the_last_funder_has_agreed(house):
    budget = margaret()
    variation = proposed(asked(budget, Change(budget.lines.get(), shares(nhs="100.00", council="190.00"))))
    nhs, council = approver(budget, OrganisationKind.NHS), approver(budget, OrganisationKind.COUNCIL)

    assert varying.waiting_for(nhs) == varying.waiting_for(council) == [variation]
    varying.answer(variation, by=nhs, is_agreed=True)
    variation.refresh_from_db()
    assert (variation.status, varying.waiting_for(nhs)) == (VariationStatus.PROPOSED, [])
    with pytest.raises(varying.AlreadyAnswered):
        varying.answer(variation, by=nhs, is_agreed=True)

    varying.answer(variation, by=council, is_agreed=True)
    variation.refresh_from_db()
    assert variation.status == VariationStatus.IN_FORCE
    assert set_aside(budget) == reckoned(budget)
    assert varying.waiting_for(council) == varying.waiting_for(staff("coordinator")) == []


def test_above_what_an_approver_may_sign_for_alone_the_panel_is_named(house):
    budget = margaret()
    DelegatedLimitFactory(site=budget.site, weekly_up_to="150.00")
    council = approver(budget, OrganisationKind.COUNCIL)
    more = proposed(asked(budget, Change(budget.lines.get(), shares(nhs="95.00", council="190.00"))))

    with pytest.raises(varying.PanelNotNamed):
        varying.answer(more, by=council, is_agreed=True)
    varying.answer(more, by=council, is_agreed=True, reason="The panel of 3 November agreed.")

    assert more.answers.get().reason == "The panel of 3 November agreed."


def test_an_approver_puts_it_in_force_without_the_rights_of_a_coordinator(house, acting_for):
    budget = margaret()
    variation = proposed(asked(budget, Change(budget.lines.get(), shares(nhs="95.00", council="190.00"))))
    council = approver(budget, OrganisationKind.COUNCIL)

    with acting_for(council):
        varying.answer(variation, by=council, is_agreed=True)
    variation.refresh_from_db()
    assert (variation.status, variation.posting.posted_by) == (VariationStatus.IN_FORCE, council)


def test_a_refusal_says_why_and_changes_nothing(house):
    budget = margaret()
    variation = proposed(asked(budget, Change(budget.lines.get(), shares(nhs="95.00", council="190.00"))))
    council = approver(budget, OrganisationKind.COUNCIL)

    with pytest.raises(varying.WhyIsMissing):
        varying.answer(variation, by=council, is_agreed=False, reason=" ")
    varying.answer(variation, by=council, is_agreed=False, reason="A group on Sundays is near.")
    variation.refresh_from_db()

    assert variation.status == VariationStatus.REFUSED
    assert variation.settled_because == VariationAnswer.objects.get().reason == "A group on Sundays is near."
    assert budget.lines.count() == 1
    assert Todo.objects.filter(person=budget.person, kind="change_refused").exists()
    with pytest.raises(varying.NotProposed):
        varying.answer(variation, by=council, is_agreed=True)


def test_nobody_answers_what_they_proposed_or_does_not_touch_them(house):
    budget = margaret()
    council = approver(budget, OrganisationKind.COUNCIL)
    variation = proposed(
        asked(budget, Change(budget.lines.get(), shares(nhs="95.00", council="190.00"))), by=council
    )

    with pytest.raises(varying.OwnChange):
        varying.answer(variation, by=council, is_agreed=True)
    with pytest.raises(varying.NotYourMoney):
        varying.answer(variation, by=approver(budget, OrganisationKind.NHS), is_agreed=True)


def test_the_council_answers_about_what_the_person_pays(house):
    budget = margaret()
    variation = varying.propose(
        asked(budget, kind=VariationKind.CONTRIBUTION, weekly_contribution=pounds("20.00")),
        by=staff("coordinator"),
    )

    assert varying.weigh(variation).funders == [COUNCIL]
    assert varying.waiting_for(approver(budget, OrganisationKind.COUNCIL)) == [variation]
    assert varying.waiting_for(approver(budget, OrganisationKind.NHS)) == []


# -- Agreed with the person, or notice


def test_a_change_is_agreed_with_the_person_first(house):
    budget = margaret()
    variation = asked(budget, Change(budget.lines.get(), shares(nhs="95.00", council="190.00")))

    with pytest.raises(varying.TalkWithThePerson):
        varying.propose(variation, by=staff("coordinator"))
    with pytest.raises(varying.AgreedLater):
        varying.propose(
            variation, by=staff("coordinator"), agreed_with_person_on=today() + dt.timedelta(days=1)
        )


def test_less_without_their_yes_needs_notice_with_reasons(house):
    budget = margaret()
    UserFactory(person=budget.person)
    less = Change(budget.lines.get(), shares(nhs="95.00", council="100.00"))
    soon, later = today() + dt.timedelta(days=27), today() + dt.timedelta(days=28)

    with pytest.raises(varying.NoticeNeeded, match="28 days"):
        varying.propose(asked(budget, less, on=soon), by=staff("coordinator"))
    variation = varying.propose(asked(budget, less, on=later), by=staff("coordinator"))

    assert variation.status == VariationStatus.IN_FORCE
    assert Notice.objects.filter(person=budget.person, letter="money_changes").count() == 1


def test_who_asks_for_less_needs_no_notice(house):
    budget = margaret()
    person = UserFactory(person=budget.person)
    less = Change(budget.lines.get(), shares(nhs="95.00", council="100.00"))

    variation = varying.propose(asked(budget, less, by=person), by=staff("coordinator"))
    assert variation.status == VariationStatus.IN_FORCE
    asked_of = Todo.objects.get(person=budget.person, kind="change_asked")
    assert asked_of.done_at, "the coordinator has done it"


# -- Refusals


def test_a_budget_that_is_not_in_use_is_not_varied(house):
    budget = margaret()
    Budget.objects.filter(pk=budget.pk).update(status="ended")

    with pytest.raises(varying.NotInUse):
        asked(budget)


def test_a_change_says_why(house):
    with pytest.raises(varying.WhyIsMissing):
        varying.ask(
            margaret(), by=None, kind=VariationKind.AMOUNT, reason=" ", effective_on=today(), changes=()
        )


def test_days_that_are_settled_closed_or_too_far_are_refused(house):
    budget = margaret(starts_on=today() - dt.timedelta(days=60))
    with pytest.raises(varying.BeforeTheYear):
        asked(budget, on=budget.starts_on - dt.timedelta(days=1))
    with pytest.raises(varying.AgainstTheClock):
        asked(budget, on=today() + dt.timedelta(days=400))
    ledger.close_books(budget.site, today() - dt.timedelta(days=30), by=None)
    with pytest.raises(varying.BooksClosed, match="ask finance"):
        asked(budget, on=today() - dt.timedelta(days=30))
    assert asked(budget, on=today() - dt.timedelta(days=29)).pk
    Budget.objects.filter(pk=budget.pk).update(ends_on=today() + dt.timedelta(days=5))
    with pytest.raises(varying.AfterTheEnd):
        asked(budget, on=today() + dt.timedelta(days=6))


def test_what_is_not_a_change_of_this_budget_is_refused(house):
    budget, other = margaret(), margaret()
    line = budget.lines.get()
    same = Change(line, shares(nhs="95.00", council="180.00"))
    refused = [
        (same, varying.NothingChanges),
        (Change(None, shares(nhs="5.00")), varying.NothingChanges),
        (Change(other.lines.get(), shares(nhs="5.00")), varying.LineNotInForce),
        (Change(line, shares(nhs="5.00"), action=action_of(other.plan)), varying.LineNotInForce),
        (Change(line, {PERSON: pounds("5.00")}), varying.asking.SharesWrong),
        (Change(line, shares(nhs="5.00"), THIRD_PARTY), varying.asking.HolderMissing),
    ]
    for change, refusal in refused:
        with pytest.raises(refusal):
            asked(budget, change)
    with pytest.raises(varying.asking.SharesWrong):
        asked(budget, kind=VariationKind.CONTRIBUTION, weekly_contribution=pounds("-1.00"))


def test_a_wish_without_figures_waits_for_them(house):
    budget = margaret()
    variation = asked(budget, by=UserFactory(person=budget.person))
    coordinator = staff("coordinator", budget.site)

    with pytest.raises(varying.NothingChanges):
        proposed(variation)
    with pytest.raises(varying.NothingChanges):
        varying.put_in_force(variation, by=coordinator)
    change = Change(budget.lines.get(), shares(nhs="95.00", council="190.00"))
    varying.rewrite(variation, by=coordinator, changes=[change])
    varying.rewrite(variation, by=coordinator, changes=[change], kind=VariationKind.AMOUNT)
    assert variation.lines.count() == 1
    proposed(variation)
    with pytest.raises(varying.NotOpen):
        varying.rewrite(variation, by=coordinator, changes=[change])
    with pytest.raises(varying.NotOpen):
        proposed(variation)


def test_what_came_once_in_a_settled_year_stays(house):
    with time_machine.travel("2026-01-05 12:00Z"):
        budget = in_use(({NHS: "600.00"}, {"frequency": Frequency.ONE_OFF}), {NHS: "7.00"}, starts_on=today())
        once = budget.lines.get(frequency=Frequency.ONE_OFF)
    with time_machine.travel("2027-01-05 12:00Z"):
        from budgets import years

        years.begin_next(budget, carry={NHS: False}, by=staff("finance", budget.site))
        with pytest.raises(varying.ComesOnlyOnce):
            in_force(budget, Change(once, shares(nhs="500.00")))


def test_a_change_is_taken_back_by_whoever_asked_or_by_staff(house):
    budget = margaret()
    person = UserFactory(person=budget.person)
    wish = asked(budget, by=person)
    theirs = asked(budget)

    with pytest.raises(varying.NotYoursToWithdraw):
        varying.withdraw(theirs, by=person)
    varying.withdraw(wish, by=person, why="I thought again.")
    varying.withdraw(theirs, by=staff("coordinator"))
    wish.refresh_from_db()
    assert (wish.status, wish.settled_because) == (VariationStatus.WITHDRAWN, "I thought again.")
    with pytest.raises(varying.NotOpen):
        varying.withdraw(wish, by=person)


# -- Following a price


def test_every_line_of_a_price_follows_it_as_a_change_of_its_own(house):
    old = UnitPriceFactory(site=house, amount=pounds("24.00"))
    behind = {"price": old, "unit": "hour", "unit_amount": old.amount, "quantity": 5, "every": "week"}
    budgets = [in_use(({NHS: "80.00", COUNCIL: "40.00"}, behind)) for _ in range(2)]
    in_use(({NHS: "80.00", COUNCIL: "40.00"}, behind))  # of somebody else's caseload
    coordinator = staff("coordinator", house)
    for budget in budgets:
        AllocationFactory(person=budget.person, worker=coordinator)
    new = UnitPriceFactory(site=house, amount=pounds("25.00"), effective_from=today())

    found = varying.follow_price(new, by=coordinator)
    assert {one.budget_id for one in found} == {budget.pk for budget in budgets}
    assert {one.status for one in found} == {VariationStatus.PROPOSED}
    with pytest.raises(varying.NoLineFollows):
        varying.follow_price(new, by=coordinator)

    for kind in (OrganisationKind.NHS, OrganisationKind.COUNCIL):
        varying.answer(found[0], by=approver(budgets[0], kind), is_agreed=True)
    line = found[0].budget.lines.get(price=new)
    assert (line.amount, line.unit_amount, line.quantity) == (pounds("125.00"), pounds("25.00"), 5)
    assert set_aside(found[0].budget) == reckoned(found[0].budget)


# -- Figures somebody else wrote


def test_less_than_the_person_asked_for_needs_notice_like_any_other(house):
    """She asks for more in her own words; what is written down then is less, and not what she asked for."""
    budget = margaret()
    variation = asked(budget, by=UserFactory(person=budget.person))
    less = Change(budget.lines.get(), shares(nhs="95.00", council="100.00"))
    variation = varying.rewrite(variation, by=staff("coordinator", budget.site), changes=[less])

    with pytest.raises(varying.NoticeNeeded):
        varying.propose(variation, by=staff("coordinator", budget.site))


@pytest.mark.parametrize("kind", [VariationKind.OPTION, VariationKind.PRICE])
def test_no_notice_gives_somebody_another_way_to_manage_it(house, kind):
    budget = margaret()
    other = Change(budget.lines.get(), shares(nhs="95.00", council="179.00"), NOTIONAL)
    variation = asked(budget, other, kind=kind, on=today() + dt.timedelta(days=60))

    with pytest.raises(varying.TalkWithThePerson):
        varying.propose(variation, by=staff("coordinator", budget.site))


def test_whoever_wrote_the_figures_does_not_answer_about_them(house):
    budget = in_use({NHS: "70.00"})
    variation = asked(budget, by=UserFactory(person=budget.person))
    signs = approver(budget, OrganisationKind.NHS)
    more = Change(budget.lines.get(), shares(nhs="90.00"))
    variation = varying.rewrite(variation, by=signs, changes=[more])
    varying.propose(variation, by=staff("coordinator", budget.site), agreed_with_person_on=today())

    with pytest.raises(varying.OwnChange):
        varying.answer(variation, by=signs, is_agreed=True)


@pytest.mark.parametrize("kind", [VariationKind.AMOUNT, VariationKind.OPTION])
def test_the_council_answers_about_what_is_assessed_under_whatever_name(house, kind):
    budget = margaret()
    variation = asked(budget, kind=kind, weekly_contribution=pounds("0.00"))
    varying.propose(variation, by=staff("coordinator", budget.site), agreed_with_person_on=today())
    variation.refresh_from_db()

    assert variation.status == VariationStatus.PROPOSED
    assert varying.weigh(variation).funders == [COUNCIL]


def test_little_by_little_is_no_way_past_the_limit(house):
    """£5.00 a week, again and again: once it is more than may be moved alone, the funder is asked."""
    budget = in_use({NHS: "200.00"}, {NHS: "200.00"})
    alone = 0
    for _time in range(12):
        source, target = Budget.objects.get(pk=budget.pk).lines.on(today()).order_by("position", "pk")
        changes = [
            Change(source, {NHS: source.amount - 5}),
            Change(target, {NHS: target.amount + 5}),
        ]
        found = proposed(asked(budget, *changes, kind=VariationKind.MOVE))
        if found.status == VariationStatus.PROPOSED:
            break
        alone += 5

    assert alone == figures.value(MoneyFigure.MOVE_WEEKLY) // 5 * 5
