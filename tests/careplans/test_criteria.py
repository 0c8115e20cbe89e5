"""The five things that make a plan a personal one: shown by facts, confirmed by somebody."""

import pytest
from django.urls import reverse

from careplans import criteria
from careplans.acts import Act
from careplans.models import AgreementParty, CarePlan, Criterion, CriterionCheck, GoalKind, Side
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from tests.factories import (
    AgreementFactory,
    AllocationFactory,
    CriterionCheckFactory,
    ObservationFactory,
    ParticipantFactory,
    PlanVersionFactory,
    StatementFactory,
)
from tests.factories.careplans import ready_plan
from tests.factories.people import staff

ALL_MET = {criterion: (True, "") for criterion in Criterion}


@pytest.fixture
def plan(house):
    """An agreed plan that shows all five by itself."""
    plan = ready_plan(status="agreed", agreed_at="2026-11-02T10:00Z", review_due_on=today(), review_by="Sam")
    StatementFactory(person=plan.person)
    ObservationFactory(person=plan.person)
    AgreementFactory(plan=plan)
    AgreementFactory(plan=plan, party=AgreementParty.PROFESSIONAL, name="Sam")
    PlanVersionFactory(plan=plan)
    return plan


@pytest.fixture
def worker(plan):
    return AllocationFactory(person=plan.person).worker


def shows(plan):
    found = criteria.facts(CarePlan.objects.get(pk=plan.pk))
    return {criterion for criterion, facts in found.items() if all(fact.is_there for fact in facts)}


def test_a_plan_made_with_the_person_shows_all_five(plan):
    assert shows(plan) == set(Criterion)


@pytest.mark.parametrize(
    ("take_away", "no_longer"),
    [
        (lambda plan: ParticipantFactory(person=plan.person, approved_at=None), {Criterion.CENTRAL}),
        (
            lambda plan: CarePlan.objects.filter(pk=plan.pk).update(revision=9),
            {Criterion.CENTRAL, Criterion.OUTCOMES},
        ),
        (lambda plan: plan.person.statements.all().delete(), {Criterion.CONVERSATION}),
        (lambda plan: plan.person.observations.all().delete(), {Criterion.CONVERSATION}),
        (lambda plan: plan.goals.update(kind=GoalKind.LEARNING), {Criterion.OUTCOMES}),
        (lambda plan: CarePlan.objects.filter(pk=plan.pk).update(review_by=""), {Criterion.REVIEW}),
        (lambda plan: CarePlan.objects.filter(pk=plan.pk).update(status="ended"), {Criterion.REVIEW}),
    ],
)
def test_what_is_not_there_is_not_shown(plan, take_away, no_longer):
    take_away(plan)

    assert shows(plan) == set(Criterion) - no_longer


def test_a_plan_that_was_not_sealed_is_not_shown_as_one_to_share(house):
    assert Criterion.SHARABLE not in shows(ready_plan())


@pytest.mark.parametrize(("side", "is_professional"), [(Side.NHS, True), (Side.FAMILY, False)])
def test_a_professional_who_takes_part_makes_it_a_partnership(house, side, is_professional):
    plan = ready_plan()
    AgreementFactory(plan=plan)
    ParticipantFactory(person=plan.person, side=side)

    assert (Criterion.OUTCOMES in shows(plan)) is is_professional


def test_a_plan_counts_when_all_five_are_confirmed(plan, worker, acting_for):
    assert not criteria.is_counted(plan)

    with acting_for(worker):
        criteria.check(plan, by=worker, answers=ALL_MET)

    assert criteria.is_counted(plan)
    assert list(criteria.counted(CarePlan.objects.all())) == [plan]
    assert Event.objects.filter(act=Act.CHECK_PLAN, actor=worker, person_id=plan.person_id).exists()


def test_one_no_and_it_does_not_count(plan, worker):
    criteria.check(plan, by=worker, answers={**ALL_MET, Criterion.REVIEW: (False, "Nobody told them.")})

    assert not criteria.is_counted(plan)
    assert not criteria.counted(CarePlan.objects.all()).exists()


def test_the_newest_answer_holds_and_the_one_before_stays(plan, worker):
    criteria.check(plan, by=worker, answers=ALL_MET)
    criteria.check(plan, by=worker, answers={**ALL_MET, Criterion.CENTRAL: (False, "")})

    assert not criteria.is_counted(plan)
    assert not criteria.counted(CarePlan.objects.all()).exists()
    assert CriterionCheck.objects.count() == 10


def test_four_checks_are_not_five(plan):
    for criterion in list(Criterion)[:4]:
        CriterionCheckFactory(plan=plan, criterion=criterion)

    assert not criteria.is_counted(plan)
    assert not criteria.counted(CarePlan.objects.all()).exists()


class TestRefusals:
    def test_a_draft_is_not_checked(self, house):
        plan = ready_plan()

        with pytest.raises(criteria.NotAgreedYet):
            criteria.check(plan, by=None, answers=ALL_MET)

    def test_all_five_are_answered_together(self, plan, worker):
        with pytest.raises(criteria.AllFiveAreAsked):
            criteria.check(plan, by=worker, answers={Criterion.CENTRAL: (True, "")})

    def test_a_yes_that_the_plan_does_not_show_needs_a_reason(self, plan, worker):
        plan.person.observations.all().delete()

        with pytest.raises(criteria.FactsSayOtherwise, match="what works"):
            criteria.check(plan, by=worker, answers=ALL_MET)
        told = {**ALL_MET, Criterion.CONVERSATION: (True, "We talked at her kitchen table.")}
        criteria.check(plan, by=worker, answers=told)

        assert criteria.is_counted(plan)


class TestThePage:
    def url(self, plan):
        return reverse("check_criteria", args=[plan.public_id])

    def answers(self, **changed):
        said = {f"is_met_{criterion.value}": "yes" for criterion in Criterion}
        return {**said, **changed}

    def test_the_coordinator_confirms_all_five(self, plan, worker, signed_in):
        client = signed_in(worker)
        assert "The plan shows it." in client.get(self.url(plan)).content.decode()

        answer = client.post(self.url(plan), self.answers(), follow=True)

        assert "All five are met." in answer.content.decode()
        assert criteria.is_counted(plan)

    def test_what_the_plan_does_not_show_is_asked_about(self, plan, worker, signed_in):
        plan.person.observations.all().delete()
        client = signed_in(worker)

        page = client.post(self.url(plan), self.answers()).content.decode()

        assert "Write down how you know." in page
        assert not CriterionCheck.objects.exists()

    def test_each_of_the_five_is_asked(self, plan, worker, signed_in):
        answers = self.answers()
        del answers["is_met_3"]

        page = signed_in(worker).post(self.url(plan), answers).content.decode()

        assert "Choose yes or no for each of the five" in page

    def test_sent_twice_it_is_kept_once(self, plan, worker, signed_in):
        client = signed_in(worker)
        form = self.answers(key="11111111-1111-4111-8111-111111111111")

        for _ in range(2):
            assert client.post(self.url(plan), form).status_code == 302

        assert CriterionCheck.objects.count() == 5

    def test_only_the_coordinator_checks(self, plan, signed_in):
        assert signed_in(staff("manager")).get(self.url(plan)).status_code == 403
        assert signed_in(AllocationFactory().worker).get(self.url(plan)).status_code == 404

    def test_a_draft_shows_what_is_there_so_far(self, plan, worker, signed_in):
        CarePlan.objects.filter(pk=plan.pk).update(status="draft")

        page = signed_in(worker).get(self.url(plan)).content.decode()

        assert "still being written" in page
        assert '<form method="post" novalidate>' not in page
