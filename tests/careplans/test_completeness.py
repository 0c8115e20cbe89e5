"""What a plan lacks, by which law, and whether that stops it: every block, every law, both ways."""

import datetime as dt

import pytest
from django.urls import reverse

from careplans import completeness, readiness
from careplans.acts import Act
from careplans.completeness import MATRIX, Law, Money, blocking, missing
from careplans.models import Action, CarePlan, Contingency, Goal, GoalKind, Need, Participant, Risk, Statement
from ipc.kernel.dates import plus_months, today
from ipc.kernel.models import Event
from people.models import Allocation, Funder
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    GoalFactory,
    NeedFactory,
    ParticipantFactory,
    PersonFactory,
    ProposalFactory,
    RiskFactory,
    StatementFactory,
    UserFactory,
)
from tests.factories.careplans import ready_plan
from tests.factories.people import staff
from tests.worlds import undone

H, C, E = Funder.NHS, Funder.COUNCIL, Funder.EDUCATION
UNKNOWN: dict = {}
COUNCIL = {"funders": [C]}
COUNCIL_DIRECT = {"funders": [C], "direct_from": [C]}
NHS = {"funders": [H]}
NHS_DIRECT = {"funders": [H], "direct_from": [H]}
EDUCATION = {"funders": [E]}
WHOLE = {
    "review_due_on": dt.date(2027, 5, 21),
    "review_by": "Sam Coordinator",
    "prevention": "Keep walking.",
    "if_things_go_wrong": "Call Susan.",
    "health_watched_by": "Dr Patel",
    "risks_talked_about": True,
}


def whole_plan(person=None, **without):
    """Return a draft that lacks nothing for any law."""
    plan = ready_plan(person, **{**WHOLE, **without})
    learning = GoalFactory(need=plan.needs.get(), kind=GoalKind.LEARNING, words="To read the bus times")
    Goal.objects.filter(pk=learning.pk).update(ehc_reference="Outcome 4")
    ActionFactory(goal=learning, is_paid=True)
    StatementFactory(person=plan.person)
    AllocationFactory(person=plan.person)
    return plan


@pytest.fixture
def plan(house):
    return whole_plan()


def set_to(**fields):
    return lambda plan: CarePlan.objects.filter(pk=plan.pk).update(**fields)


def nothing_written(plan):
    for model in (Action, Goal, Need):
        model.objects.filter(plan=plan).delete()


def without_learning(plan):
    Goal.objects.filter(plan=plan).update(kind=GoalKind.HEALTH)


def only_learning(plan):
    Goal.objects.filter(plan=plan).update(kind=GoalKind.LEARNING, ehc_reference="Outcome 4")


def a_serious_risk(plan):
    RiskFactory(plan=plan, is_significant=True, what_we_do="")


# block, what is taken away, whose money: whether it then stops the plan; None where nobody asks for it
CASES = [
    ("what_matters", lambda plan: Statement.objects.all().delete(), UNKNOWN, False),
    ("what_matters", lambda plan: Statement.objects.all().delete(), COUNCIL, False),
    ("needs", nothing_written, UNKNOWN, True),
    ("eligibility", lambda plan: plan.needs.update(is_eligible=None), UNKNOWN, False),
    ("eligibility", lambda plan: plan.needs.update(is_eligible=None), COUNCIL, True),
    ("eligibility", lambda plan: plan.needs.update(is_eligible=None), NHS, None),
    ("goals", lambda plan: NeedFactory(plan=plan), UNKNOWN, True),
    ("goals", lambda plan: NeedFactory(plan=plan), NHS, True),
    ("goals", only_learning, UNKNOWN, False),
    ("learning", without_learning, UNKNOWN, None),
    ("learning", without_learning, COUNCIL, None),
    ("learning", without_learning, EDUCATION, True),
    ("learning", lambda plan: plan.goals.update(ehc_reference=""), EDUCATION, True),
    ("learning", lambda plan: plan.goals.update(ehc_reference=""), NHS_DIRECT, None),
    ("how_met", lambda plan: GoalFactory(need=plan.needs.get()), UNKNOWN, True),
    ("how_met", lambda plan: plan.actions.update(when="", is_paid=False), UNKNOWN, False),
    ("how_often", lambda plan: plan.actions.update(when=""), COUNCIL, None),
    ("how_often", lambda plan: plan.actions.update(when=""), COUNCIL_DIRECT, True),
    ("how_often", lambda plan: plan.actions.update(when=""), NHS_DIRECT, True),
    ("how_often", lambda plan: plan.actions.update(when="", how_often="Each week"), NHS_DIRECT, None),
    ("coordinator", lambda plan: Allocation.objects.all().delete(), UNKNOWN, False),
    ("coordinator", lambda plan: Allocation.objects.all().delete(), COUNCIL, None),
    ("coordinator", lambda plan: Allocation.objects.all().delete(), NHS, None),
    ("coordinator", lambda plan: Allocation.objects.all().delete(), NHS_DIRECT, True),
    ("health_watched", set_to(health_watched_by=""), UNKNOWN, False),
    ("health_watched", set_to(health_watched_by=""), COUNCIL_DIRECT, None),
    ("health_watched", set_to(health_watched_by=""), NHS_DIRECT, True),
    ("notice", set_to(notice_days=0), UNKNOWN, False),
    ("notice", set_to(notice_days=0), COUNCIL_DIRECT, None),
    ("notice", set_to(notice_days=0), NHS_DIRECT, True),
    ("review", set_to(review_due_on=None), UNKNOWN, True),
    ("review", set_to(review_by=""), EDUCATION, True),
    ("risk", a_serious_risk, UNKNOWN, True),
    ("risk", a_serious_risk, NHS_DIRECT, True),
    ("risk", lambda plan: RiskFactory(plan=plan, what_we_do=""), NHS_DIRECT, None),
    ("risk", set_to(risks_talked_about=False), NHS_DIRECT, False),
    ("contingency", set_to(if_things_go_wrong=""), UNKNOWN, False),
    ("contingency", set_to(if_things_go_wrong=""), COUNCIL_DIRECT, False),
    ("prevention", set_to(prevention=""), UNKNOWN, False),
    ("prevention", set_to(prevention=""), NHS, None),
    ("prevention", set_to(prevention=""), COUNCIL, True),
    ("together", lambda plan: ParticipantFactory(person=plan.person, approved_at=None), UNKNOWN, False),
    ("agreed", lambda plan: ProposalFactory(plan=plan), UNKNOWN, False),
]


def found_in(plan, name, money):
    """Return whether what is missing of a block stops the plan; None where nothing is missing."""
    told = {"is_settled": True, **money}
    found = {one.block: one.is_blocking for one in missing(CarePlan.objects.get(pk=plan.pk), **told)}
    return found.get(name)


@pytest.mark.parametrize(
    "money",
    [UNKNOWN, COUNCIL, NHS_DIRECT, EDUCATION, {"funders": [H, C, E], "direct_from": [H, C, E]}],
    ids=str,
)
def test_a_whole_plan_lacks_nothing_for_any_law(plan, money):
    assert missing(plan, is_settled=True, **money) == []


@pytest.mark.parametrize(("name", "take_away", "money", "stops"), CASES)
def test_each_block_stops_or_reminds_as_the_law_says(plan, name, take_away, money, stops):
    assert found_in(plan, name, money) is None

    take_away(plan)

    assert found_in(plan, name, money) is stops


def test_the_cases_above_speak_of_every_block():
    spoken_of = {name for name, *_case in CASES} | {"money"}

    assert {block.name for block in MATRIX} == spoken_of


def asked_of(plan, law, **money):
    facts = completeness.facts_of(plan, is_settled=True, **money)
    return {block.name for block in MATRIX if law in block.asked_by(facts)}


@pytest.mark.parametrize(
    ("law", "asks_with", "is_silent_with"),
    [
        (Law.CARE_ACT, COUNCIL, NHS),
        (Law.NHS_REG_8, NHS_DIRECT, NHS),
        (Law.EHC_J, EDUCATION, COUNCIL),
    ],
)
def test_each_law_asks_for_its_own_blocks_where_its_money_is_used(plan, law, asks_with, is_silent_with):
    of_the_law = {block.name for block in MATRIX if law in block.laws}

    assert asked_of(plan, law, **asks_with) == of_the_law
    assert asked_of(plan, law, **is_silent_with) == set()


@pytest.mark.parametrize("law", [Law.PRSB, Law.CRITERIA])
@pytest.mark.parametrize("money", [UNKNOWN, COUNCIL, NHS_DIRECT], ids=str)
def test_what_every_plan_has_to_hold_does_not_hang_on_money(plan, law, money):
    assert asked_of(plan, law, **money) == {block.name for block in MATRIX if law in block.laws}


def test_every_block_of_every_law_names_its_source():
    assert all(source for block in MATRIX for source in block.laws.values())
    assert {law for block in MATRIX for law in block.laws} == set(Law)


def test_the_care_act_asks_nothing_for_a_child(house):
    plan = whole_plan(PersonFactory(born_on=plus_months(today(), -12 * 18) + dt.timedelta(days=1)))
    plan.needs.update(is_eligible=None)

    assert asked_of(plan, Law.CARE_ACT, **COUNCIL) == set()
    assert found_in(plan, "eligibility", COUNCIL) is None


def test_on_the_18th_birthday_the_care_act_asks(house):
    plan = whole_plan(PersonFactory(born_on=plus_months(today(), -12 * 18)))
    plan.needs.update(is_eligible=None)

    assert found_in(plan, "eligibility", COUNCIL) is True


@pytest.mark.parametrize("written", ["lines", "words"])
def test_what_to_do_if_things_go_wrong_counts_as_lines_or_in_words(plan, written):
    set_to(if_things_go_wrong="Call Susan." if written == "words" else "")(plan)
    if written == "lines":
        ContingencyFactory(plan=plan)

    assert found_in(plan, "contingency", UNKNOWN) is None


def test_who_is_paid_every_week_needs_somebody_who_steps_in(plan):
    set_to(if_things_go_wrong="")(plan)
    facts = completeness.facts_of(CarePlan.objects.get(pk=plan.pk), **COUNCIL_DIRECT)
    facts.money = facts.money._replace(pays_helpers=True)
    block = next(block for block in MATRIX if block.name == "contingency")

    assert [one.is_blocking for one in block.missing(facts)] == [True]
    ContingencyFactory(plan=plan)
    assert list(block.missing(completeness.Facts(plan, facts.money))) == []
    assert Contingency.objects.exists()


def test_a_serious_risk_with_what_is_done_about_it_stops_nothing(plan):
    RiskFactory(plan=plan, is_significant=True)

    assert found_in(plan, "risk", NHS_DIRECT) is None
    assert Risk.objects.filter(is_significant=True).exists()


def test_whoever_was_approved_or_went_is_not_waited_for(plan):
    ParticipantFactory(person=plan.person)
    ParticipantFactory(person=plan.person, approved_at=None, ended_at="2026-11-02T10:00Z")

    assert found_in(plan, "together", UNKNOWN) is None
    assert Participant.objects.count() == 2


def test_money_that_is_not_settled_stops_what_is_paid_for(plan):
    assert [one.block for one in blocking(plan)] == ["money"]
    assert blocking(plan, is_settled=True) == []
    plan.actions.update(is_paid=False)
    assert blocking(CarePlan.objects.get(pk=plan.pk)) == []


def test_what_stops_the_plan_comes_first_and_each_line_has_words_and_a_source(house):
    found = missing(CarePlanFactory())

    assert [one.is_blocking for one in found] == sorted((one.is_blocking for one in found), reverse=True)
    assert {one.block for one in found if one.is_blocking} == {"needs", "review"}
    assert all(one.words and one.source for one in found)


def test_a_need_without_a_goal_and_a_goal_without_an_action_are_named(house):
    plan = CarePlanFactory(**WHOLE)
    NeedFactory(plan=plan, words="To breathe")
    GoalFactory(need=NeedFactory(plan=plan), words="To dance")

    words = " ".join(one.words for one in blocking(plan))

    assert "“To breathe”" in words
    assert "“To dance”" in words


def test_the_room_of_the_money_says_whose_money_it_is(plan, monkeypatch):
    asked = []

    def knows(of_plan):
        asked.append(of_plan)
        return Money(funders=frozenset({C}), is_settled=True)

    monkeypatch.setattr(completeness, "_knowers", [])
    completeness.knows_money(knows)
    set_to(prevention="")(plan)
    plan = CarePlan.objects.get(pk=plan.pk)

    assert [one.block for one in blocking(plan)] == ["prevention"]
    assert asked == [plan]


def test_a_plan_that_costs_nothing_is_not_asked_about_money(house, monkeypatch):
    monkeypatch.setattr(completeness, "_knowers", [lambda plan: pytest.fail("Asked about money.")])

    missing(ready_plan())


def test_the_cost_does_not_grow_with_the_plan(plan, django_assert_max_num_queries):
    set_to(prevention="")(plan)
    with django_assert_max_num_queries(12) as one:
        missing(CarePlan.objects.get(pk=plan.pk), is_settled=True, **COUNCIL)
    for _ in range(10):
        ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), is_paid=True)
        RiskFactory(plan=plan, is_significant=True, what_we_do="")

    with django_assert_max_num_queries(12) as ten:
        missing(CarePlan.objects.get(pk=plan.pk), is_settled=True, **COUNCIL)

    assert len(one) == len(ten)


class TestThePage:
    @pytest.fixture
    def worker(self, plan):
        return Allocation.objects.get(person=plan.person).worker

    def see(self, client, plan):
        answer = client.get(reverse("ready", args=[plan.public_id]))
        return " ".join(answer.content.decode().split())

    def test_it_says_what_is_missing_and_why_and_where_to_write_it(self, plan, worker, signed_in):
        set_to(review_by="", prevention="")(plan)
        plan.actions.update(is_paid=False)

        page = self.see(signed_in(worker), plan)

        assert f"1 thing is still needed before {plan.person.called} can agree." in page
        assert "Say who will do the review." in page
        assert "Care Act 2014 s27" in page
        assert reverse("change_plan_details", args=[plan.public_id]) in page
        assert "Add advice on staying well and needing less help. Needed if the council pays." in page
        assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, actor=worker).exists()

    def test_a_whole_plan_is_ready(self, plan, worker, signed_in):
        plan.actions.update(is_paid=False)

        assert "Nothing is missing." in self.see(signed_in(worker), plan)

    def test_an_agreed_plan_says_that_it_is(self, plan, worker, signed_in):
        set_to(status="agreed", agreed_at="2026-11-02T10:00Z")(plan)

        page = self.see(signed_in(worker), plan)

        assert "This plan was agreed on Monday 2 November 2026." in page
        assert "Needed before" not in page

    def test_a_manager_reads_it_and_is_not_sent_to_write(self, plan, signed_in):
        set_to(review_by="")(plan)

        page = self.see(signed_in(staff("manager")), plan)

        assert "Say who will do the review." in page
        assert reverse("change_plan_details", args=[plan.public_id]) not in page
        assert reverse("check_criteria", args=[plan.public_id]) not in page

    def test_who_may_not_see_the_plan_does_not_see_what_it_lacks(self, plan, signed_in):
        url = reverse("ready", args=[plan.public_id])
        sister = ConsentFactory(person=plan.person, sections=["identity", "about_me"]).user

        assert signed_in(sister).get(url).status_code == 404
        assert signed_in(AllocationFactory().worker).get(url).status_code == 404
        assert signed_in(UserFactory()).get(url).status_code == 404

    def test_everything_that_can_be_missing_leads_to_a_page_where_it_is_written(self, plan, worker):
        rows = []
        written_by_others = {"coordinator"}  # without one, nobody here writes
        for name, take_away, _money, _stops in CASES:
            if name in written_by_others:
                continue
            with undone():
                take_away(plan)
                rows += readiness.missing(CarePlan.objects.get(pk=plan.pk), worker)

        assert len(rows) > len(MATRIX)
        assert {row["words"] for row in rows if not row["url"]} == set()

    def test_its_cost_does_not_grow_with_the_plan(
        self, plan, worker, signed_in, django_assert_max_num_queries
    ):
        client = signed_in(worker)
        self.see(client, plan)
        with django_assert_max_num_queries(45) as one:
            self.see(client, plan)
        for _ in range(10):
            GoalFactory(need=NeedFactory(plan=plan))

        with django_assert_max_num_queries(45) as ten:
            self.see(client, plan)

        assert len(one) == len(ten)
