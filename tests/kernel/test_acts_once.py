"""A key has its effect once; effects leave with the transaction, at least once and harmlessly twice."""

import datetime as dt
import uuid

import pytest
from celery import shared_task
from django.utils import timezone

from ipc.kernel import outbox, tasks
from ipc.kernel.forms import KeyUsedForSomethingElse, once
from ipc.kernel.models import Effect, UsedKey
from tests.factories import PersonFactory, UserFactory

done = []


@shared_task(name="tests.note")
def note(pk):
    done.append(pk)


@shared_task(name="tests.fail")
def fail(pk):
    raise ValueError("on purpose")


def test_the_same_key_gives_the_same_answer_and_acts_once(house):
    user, key, calls = UserFactory(), uuid.uuid4(), []

    def do():
        calls.append(1)
        return "outcome"

    assert once(user, key, "act", {"amount": 1}, do) == ("outcome", True)
    assert once(user, key, "act", {"amount": 1}, do) == ("outcome", False)
    assert len(calls) == 1


def test_the_same_key_with_other_facts_is_refused(house):
    user, key = UserFactory(), uuid.uuid4()
    once(user, key, "act", {"amount": 1}, lambda: "")

    with pytest.raises(KeyUsedForSomethingElse):
        once(user, key, "act", {"amount": 2}, lambda: "")


def test_a_key_of_an_act_that_failed_can_be_used_again(house):
    user, key = UserFactory(), uuid.uuid4()

    with pytest.raises(ZeroDivisionError):
        once(user, key, "act", {}, lambda: 1 / 0)
    assert not UsedKey.objects.exists()
    assert once(user, key, "act", {}, lambda: "") == ("", True)


def test_an_effect_is_added_once_per_key_and_delivered_once(house):
    person = PersonFactory()
    done.clear()
    outbox.add("tests.note", person, key="note-1")
    outbox.add("tests.note", person, key="note-1")

    tasks.deliver_effects()
    tasks.deliver_effects()

    assert done == [person.pk]
    assert Effect.objects.get().done_at is not None


def test_a_failing_effect_stays_and_is_given_up_after_five_attempts(house, caplog):
    person = PersonFactory()
    outbox.add("tests.fail", person, key="fail-1")
    for _again in range(7):
        tasks.deliver_effects()

    effect = Effect.objects.get()
    assert (effect.done_at, effect.attempts) == (None, outbox.MOST_ATTEMPTS)
    assert "on purpose" not in caplog.text


def test_an_effect_that_is_not_due_waits(house):
    outbox.add("tests.note", PersonFactory(), key="later", due_at=timezone.now() + dt.timedelta(hours=1))
    done.clear()

    tasks.deliver_effects()

    assert done == []


def test_with_the_queue_away_the_act_goes_on_and_the_effect_waits(
    house, monkeypatch, django_capture_on_commit_callbacks
):
    def unreachable(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr("celery.current_app.send_task", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        outbox.add("tests.note", PersonFactory(), key="away")

    assert Effect.objects.filter(done_at=None).count() == 1
