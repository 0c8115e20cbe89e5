"""A record that only a few may open, and navigators: none but the named, in code and in PostgreSQL."""

import pytest
from django.core import mail
from django.urls import reverse

from ipc.kernel import acting
from ipc.kernel.dates import today
from peersupport import tasks
from peersupport.models import Attendance, CallRequest, ContactNote, Feedback, Introduction, Step
from people import restricting, todos
from people.models import Person, PersonStatus, TodoKind
from tests.factories import CallRequestFactory, ConflictFactory, IntroductionFactory
from tests.factories.peersupport import (
    AttendanceFactory,
    ContactNoteFactory,
    FeedbackFactory,
    StepFactory,
)
from tests.factories.people import staff

WHY = {"why": "staff", "reason": "She works in this building"}


@pytest.fixture
def boss(house):
    return staff("manager", house, name="Kim Boss")


@pytest.fixture
def asked(margaret, choir):
    CallRequestFactory(person=margaret)
    return IntroductionFactory(person=margaret, service=choir)


def restrict(margaret, boss, *readers):
    with acting.acting_as(boss.acting()):
        return restricting.restrict(margaret, by=boss, readers=list(readers), **WHY)


def found_by(user, model):
    """Return what the user finds in code, and what PostgreSQL shows without any filter."""
    with acting.acting_as(user.acting()):
        return set(model.objects.visible_to(user)), set(model.objects.all())


def test_a_navigator_who_is_not_named_finds_nothing_of_it(asked, margaret, boss, navigator, signed_in):
    restrict(margaret, boss)

    for model in (Introduction, CallRequest):
        assert found_by(navigator, model) == (set(), set())
        assert not model.objects.visible_to(
            navigator
        ).exists()  # the first wall by itself: the test acts as a job
    with acting.acting_as(navigator.acting()):
        assert not Person.objects.exists()
    client = signed_in(navigator)
    assert "Margaret" not in client.get(reverse("referrals")).content.decode()
    assert client.get(reverse("answer_introduction", args=[asked.public_id])).status_code == 404


def test_what_somebody_has_left_is_shown_to_nobody_while_they_ask_for_something_else(
    asked, margaret, navigator
):
    left = IntroductionFactory(person=margaret, status="ended")
    theirs = {"person": margaret, "introduction": left}
    for make in (StepFactory, FeedbackFactory, AttendanceFactory, ContactNoteFactory):
        make(**theirs)
    step = StepFactory(person=margaret, introduction=asked)

    assert list(Step.objects.visible_to(navigator)) == [step]
    for model in (Feedback, Attendance, ContactNote):
        assert not model.objects.visible_to(navigator).exists()


def test_a_navigator_who_is_named_answers_it(asked, margaret, boss, navigator):
    restrict(margaret, boss, navigator)

    assert found_by(navigator, Introduction) == ({asked}, {asked})


def test_once_lifted_every_navigator_finds_it_again(asked, margaret, boss, navigator):
    kept = restrict(margaret, boss)
    with acting.acting_as(boss.acting()):
        restricting.lift(kept, by=boss)

    assert found_by(navigator, Introduction) == ({asked}, {asked})


def test_only_the_named_navigator_is_written_to(asked, margaret, boss, navigator):
    named = staff("navigator", email="named@barnsley.example")
    restrict(margaret, boss, named)
    tasks.tell_navigators(asked.pk)

    assert [message.to for message in mail.outbox] == [["named@barnsley.example"]]


def test_where_no_navigator_is_named_the_managers_are_asked_for_one_once(asked, margaret, boss, navigator):
    restrict(margaret, boss)
    for _ in range(2):
        tasks.tell_navigators(asked.pk)

    assert mail.outbox == []
    assert [one.kind for one in todos.of(boss)] == [TodoKind.ANSWER_LATE]
    with acting.acting_as(boss.acting()):
        assert todos.of(boss).count() == 1


def test_a_navigator_who_is_close_is_not_written_to(asked, margaret, navigator):
    ConflictFactory(person=margaret, user=navigator)
    tasks.tell_navigators(asked.pk)

    assert mail.outbox == []


def test_somebody_who_has_died_is_shown_to_no_navigator(asked, margaret, navigator):
    Person.objects.filter(pk=margaret.pk).update(status=PersonStatus.DIED, died_on=today())

    for model in (Introduction, CallRequest):
        assert found_by(navigator, model) == (set(), set())
        assert not model.objects.visible_to(navigator).exists()
    with acting.acting_as(navigator.acting()):
        assert not Person.objects.exists()
