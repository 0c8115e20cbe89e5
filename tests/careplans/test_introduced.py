"""What becomes of the groups and people a plan speaks of comes back to the plan."""

import pytest
from django.urls import reverse

from careplans import introduced
from careplans.acts import Act
from careplans.models import PlanStatus, Progress, Stage
from ipc.kernel.models import Event
from peersupport import introductions
from peersupport.models import Outcome
from people.models import PersonStatus
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    IntroductionFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.people import staff


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def introduction(person):
    return IntroductionFactory(person=person, status="active", service__name="Singing for breath")


@pytest.fixture
def action(person, introduction):
    return ActionFactory(goal__need__plan__person=person, service=introduction.service)


def finish(introduction, acting_for, outcome="helped"):
    navigator = staff("navigator")
    with acting_for(navigator):
        introductions.finish(introduction, by=navigator, outcome=outcome, words="She sings again")
    return navigator


@pytest.mark.parametrize(
    ("outcome", "stage"),
    [
        ("helped", Stage.REACHED),
        ("a_little", Stage.NEARLY),
        ("no_change", Stage.STOPPED),
        ("not_right", Stage.STOPPED),
    ],
)
def test_what_came_of_an_introduction_is_noted_at_the_action(
    introduction, action, acting_for, outcome, stage
):
    navigator = finish(introduction, acting_for, outcome)

    noted = Progress.objects.get(action=action)
    assert (noted.stage, noted.noted_by) == (stage, navigator)
    assert noted.words.endswith("She sings again")
    assert Event.objects.filter(act=Act.NOTE_PROGRESS, actor=navigator).exists()


def test_nothing_is_noted_in_plans_that_ended_nor_at_other_entries(introduction, action, acting_for):
    ActionFactory(goal=action.goal)
    type(action.plan).objects.filter(pk=action.plan_id).update(status=PlanStatus.ENDED)

    finish(introduction, acting_for)

    assert not Progress.objects.exists()


def test_nothing_is_noted_about_somebody_who_died(person, introduction, action):
    type(person).objects.filter(pk=person.pk).update(status=PersonStatus.DIED)
    introduction.refresh_from_db()

    introduced.note_outcome(introduction, outcome=Outcome.HELPED, words="", by=staff("navigator"))

    assert not Progress.objects.exists()


def test_the_plan_says_how_an_introduction_stands(person, introduction, action, signed_in):
    worker = AllocationFactory(person=person).worker
    page = reverse("plan", args=[action.plan.public_id])

    assert "Going on, since" in signed_in(worker).get(page).content.decode()


def test_the_plan_says_it_to_whoever_may_know_of_support(person, introduction, action, signed_in):
    type(introduction).objects.filter(pk=introduction.pk).update(status="trying")
    herself = UserFactory(person=person)

    page = signed_in(herself).get(reverse("my_plan")).content.decode()

    assert "They are trying to reach you, since" in page
