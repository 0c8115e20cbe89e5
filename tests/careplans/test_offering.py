"""Ideas to begin a plan from: offered for the person, taken whole, never twice and never by themselves."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careplans import offering, writing
from careplans.acts import Act
from careplans.models import AboutHeading, PlanTemplate, TemplateLine, TemplateLineKind
from ipc.kernel.models import Event
from people.models import Basis, Cohort
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    ContingencyFactory,
    GoalFactory,
    LegalBasisFactory,
    NeedFactory,
    PersonFactory,
    PlanTemplateFactory,
    RiskFactory,
    SiteFactory,
    TemplateLineFactory,
)
from tests.factories.people import staff

KIND = TemplateLineKind


@pytest.fixture
def person(house):
    return PersonFactory(cohorts=[Cohort.OLDER])


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person, worker):
    return CarePlanFactory(person=person)


@pytest.fixture
def template(house):
    PlanTemplate.objects.update(is_offered=False)
    return PlanTemplateFactory(cohort=Cohort.OLDER, name="Staying well")


@pytest.fixture
def tree(template):
    """A need with a goal with two actions, a second goal, and what goes wrong."""
    lines = {
        "question": (KIND.QUESTION, "What do you miss?", {"heading": AboutHeading.MATTERS}),
        "need": (KIND.NEED, "The days are long", {}),
        "goal": (KIND.GOAL, "I see people", {"goal_kind": "wellbeing"}),
        "action": (KIND.ACTION, "Join the choir", {"detail": "Me, with a lift"}),
        "other": (KIND.ACTION, "Call a friend", {"detail": "Me"}),
        "learning": (KIND.GOAL, "I learn to paint", {"goal_kind": "learning"}),
        "wrong": (
            KIND.CONTINGENCY,
            "Nobody comes",
            {"detail": "Call the office.", "contingency_kind": "worker"},
        ),
        "risk": (KIND.RISK, "I may fall", {"detail": "I take the frame."}),
    }
    return {
        name: TemplateLineFactory(template=template, kind=kind, words=words, position=place, **more).pk
        for place, (name, (kind, words, more)) in enumerate(lines.items())
    }


@pytest.fixture
def at_work(worker, signed_in):
    return signed_in(worker)


def take(plan, by, *chosen, **more):
    return offering.take(plan, by=by, chosen=list(chosen), **more)


def page_of(plan):
    return reverse("choose_ideas", args=[plan.public_id])


def text(answer):
    return " ".join(answer.content.decode().split())


class TestWhatIsOffered:
    def test_their_site_s_own_come_before_those_of_every_site(self, person, template):
        own = PlanTemplateFactory(site=person.site, name="Ours", cohort=Cohort.OLDER)
        everybody = PlanTemplateFactory(name="For anybody")

        assert list(offering.templates_for(person)) == [own, everybody, template]

    @pytest.mark.parametrize(
        "why_not", [{"cohort": Cohort.CHILD}, {"is_offered": False}, {"site": "luton"}], ids=str
    )
    def test_not_those_of_another_group_or_site_nor_what_was_taken_away(self, person, template, why_not):
        if "site" in why_not:
            why_not = {"site": SiteFactory(slug="luton")}
        PlanTemplateFactory(**{"cohort": Cohort.OLDER, **why_not})

        assert list(offering.templates_for(person)) == [template]

    def test_questions_stand_beside_their_heading_each_once(self, person, template, tree):
        again = PlanTemplateFactory(cohort="")
        TemplateLineFactory(
            template=again, kind=KIND.QUESTION, heading=AboutHeading.MATTERS, words="What do you miss?"
        )

        assert offering.questions(person, AboutHeading.MATTERS) == ["What do you miss?"]
        assert offering.questions(person, AboutHeading.PEOPLE) == []

    def test_a_goal_without_a_need_above_it_is_no_idea(self, plan, template):
        TemplateLineFactory(template=template, kind=KIND.GOAL, words="I fly", position=1)
        TemplateLineFactory(template=template, kind=KIND.ACTION, words="Buy wings", position=2)

        assert offering.ideas(plan) == [(template, [])]

    @pytest.mark.parametrize("cohort", Cohort)
    def test_every_group_has_ideas_from_the_beginning(self, house, cohort):
        person = PersonFactory(cohorts=[cohort])

        (one,) = offering.ideas(CarePlanFactory(person=person))
        kinds = {idea.line.kind for idea in one[1]}

        assert kinds == set(KIND) - {KIND.QUESTION}
        assert offering.questions(person, AboutHeading.MATTERS)

    def test_the_first_templates_lack_nothing(self, house):
        said = {
            KIND.QUESTION: "heading",
            KIND.GOAL: "goal_kind",
            KIND.CONTINGENCY: "contingency_kind",
            KIND.ACTION: "detail",
            KIND.RISK: "detail",
        }
        lines = TemplateLine.objects.filter(template__site=None)

        assert lines.count() > 100
        assert [
            line.words for line in lines if line.kind in said and not getattr(line, said[line.kind])
        ] == []
        assert not [line.words for line in lines.filter(kind=KIND.ACTION) if len(line.detail) > 120]


class TestTaking:
    def test_an_action_brings_its_goal_and_its_need(self, plan, worker, tree, acting_for):
        with acting_for(worker):
            take(plan, worker, tree["action"])

        action = plan.actions.get()
        assert (action.words, action.who, action.when) == ("Join the choir", "Me, with a lift", "")
        assert (action.goal.words, action.goal.kind) == ("I see people", "wellbeing")
        assert action.goal.need.words == "The days are long"
        assert Event.objects.filter(act=Act.WRITE_PLAN, subject_id=action.public_id).exists()

    def test_what_hangs_below_does_not_come_by_itself(self, plan, worker, tree, acting_for):
        with acting_for(worker):
            take(plan, worker, tree["goal"])

        assert plan.goals.count() == 1
        assert not plan.actions.exists()

    def test_what_goes_wrong_and_risks_are_taken(self, plan, worker, tree, acting_for):
        with acting_for(worker):
            take(plan, worker, tree["wrong"], tree["risk"])

        wrong, risk = plan.contingencies.get(), plan.risks.get()
        assert (wrong.kind, wrong.trigger, wrong.what_to_do) == ("worker", "Nobody comes", "Call the office.")
        assert (risk.words, risk.what_we_do) == ("I may fall", "I take the frame.")
        assert not plan.needs.exists()

    def test_nothing_is_added_twice(self, plan, worker, tree, acting_for):
        everything = [pk for name, pk in tree.items() if name != "question"]
        with acting_for(worker):
            take(plan, worker, *everything)
            take(plan, worker, *everything)

        found = (plan.needs, plan.goals, plan.actions, plan.contingencies, plan.risks)
        assert [lines.count() for lines in found] == [1, 2, 2, 1, 1]

    def test_a_goal_is_hung_from_the_need_that_is_there(self, plan, worker, tree, acting_for):
        need = NeedFactory(plan=plan, words="  the DAYS are long ")
        with acting_for(worker):
            take(plan, worker, tree["goal"])

        assert plan.goals.get().need == need

    def test_two_templates_with_the_same_need_bring_it_once(self, plan, worker, tree, acting_for):
        other = PlanTemplateFactory(cohort="", name="Another")
        again = TemplateLineFactory(template=other, kind=KIND.NEED, words="The days are long")
        with acting_for(worker):
            take(plan, worker, tree["need"], again.pk)

        assert plan.needs.count() == 1

    def test_nothing_chosen_is_refused(self, plan, worker, tree, acting_for):
        with acting_for(worker), pytest.raises(offering.NothingChosen):
            take(plan, worker)

    def test_what_is_not_offered_to_this_person_is_refused(self, plan, worker, tree, acting_for):
        theirs = TemplateLineFactory(template=PlanTemplateFactory(cohort=Cohort.CHILD))
        with acting_for(worker), pytest.raises(offering.NotOffered):
            take(plan, worker, tree["need"], theirs.pk)

        assert not plan.needs.exists()

    def test_an_agreed_plan_takes_no_ideas(self, person, worker, tree, acting_for):
        agreed = CarePlanFactory(person=person, agreed=True)
        with acting_for(worker), pytest.raises(writing.PlanNotDraft):
            take(agreed, worker, tree["need"])

    def test_with_a_plan_for_education_a_learning_goal_names_its_outcome(
        self, plan, person, worker, tree, acting_for
    ):
        LegalBasisFactory(person=person, basis=Basis.EHC_PLAN, starts_on=dt.date(2025, 9, 1))
        with acting_for(worker):
            with pytest.raises(writing.OutcomeNotNamed):
                take(plan, worker, tree["learning"])
            take(plan, worker, tree["learning"], tree["goal"], ehc_reference="Outcome 2")

        assert dict(plan.goals.values_list("words", "ehc_reference")) == {
            "I learn to paint": "Outcome 2",
            "I see people": "",
        }


class TestThePage:
    def test_ticked_ideas_come_into_the_plan_once(self, plan, at_work, tree):
        form = {"chosen": [tree["action"], tree["risk"]], "key": str(uuid.uuid4())}

        assert at_work.post(page_of(plan), form).url == reverse("plan", args=[plan.public_id])
        at_work.post(page_of(plan), form)

        assert (plan.actions.count(), plan.risks.count()) == (1, 1)

    def test_looking_adds_nothing(self, plan, at_work, tree):
        page = text(at_work.get(page_of(plan)))

        assert "Join the choir" in page
        assert "Me, with a lift" in page
        assert "What do you miss?" not in page
        assert not plan.needs.exists()
        assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, subject_id=plan.public_id).exists()

    def test_what_is_in_the_plan_already_has_no_box(self, plan, at_work, tree):
        NeedFactory(plan=plan, words="The days are long")

        page = text(at_work.get(page_of(plan)))

        assert "In the plan" in page
        assert f'value="{tree["need"]}"' not in page
        assert f'value="{tree["goal"]}"' in page

    def test_nothing_ticked_is_asked_about_kindly(self, plan, at_work, tree):
        assert "Choose at least one idea" in text(at_work.post(page_of(plan), {}))

    def test_a_refusal_keeps_the_ticks(self, plan, person, at_work, tree):
        LegalBasisFactory(person=person, basis=Basis.EHC_PLAN, starts_on=dt.date(2025, 9, 1))

        page = text(at_work.post(page_of(plan), {"chosen": [tree["learning"]]}))

        assert "Write which outcome of the education, health and care plan" in page
        assert f'value="{tree["learning"]}" checked' in page

    def test_a_site_without_ideas_says_so(self, plan, at_work, template):
        template.delete()

        assert "Your site offers no ideas yet." in text(at_work.get(page_of(plan)))

    def test_a_colleague_of_another_caseload_finds_nothing(self, plan, signed_in, tree):
        client = signed_in(staff("coordinator", plan.site))

        assert client.post(page_of(plan), {"chosen": [tree["need"]]}).status_code == 404

    def test_a_manager_looks_at_plans_and_writes_none(self, plan, signed_in, tree):
        assert signed_in(staff("manager", plan.site)).get(page_of(plan)).status_code == 403

    def test_many_ideas_and_a_long_plan_ask_no_more_of_the_database(self, plan, at_work, tree, template):
        at_work.get(page_of(plan))
        with CaptureQueriesContext(connection) as few:
            at_work.get(page_of(plan))
        for number in range(10):
            TemplateLineFactory(template=template, words=f"Need {number}", position=100 + number)
            goal = GoalFactory(need=NeedFactory(plan=plan))
            ActionFactory(goal=goal)
            ContingencyFactory(plan=plan)
            RiskFactory(plan=plan)

        with CaptureQueriesContext(connection) as many:
            at_work.get(page_of(plan))

        assert len(many) == len(few)
