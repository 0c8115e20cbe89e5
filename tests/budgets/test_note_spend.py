"""A spend that came on paper, written down by the coordinator for the person."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.acts import Act
from budgets.models import Spend
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from tests.budgets.running import margaret, paid
from tests.factories import AllocationFactory, UserFactory
from tests.factories.people import staff


@pytest.fixture
def budget(house):
    budget = margaret()
    paid(budget)
    return budget


@pytest.fixture
def coordinator(budget):
    return AllocationFactory(person=budget.person, worker=staff("coordinator", budget.site)).worker


def sent(budget, **more):
    line = str(budget.lines.get().public_id)
    said = {"amount": "12.50", "line": line, "spent_on": today().isoformat(), "what": "Taxi to the choir"}
    return {**said, **more}


def test_a_coordinator_writes_down_what_the_person_spent(budget, coordinator, signed_in):
    browser, address = signed_in(coordinator), reverse("note_spend", args=[budget.public_id])
    assert "left" in browser.get(address).content.decode()

    answer = browser.post(address, sent(budget))

    assert answer["Location"] == reverse("budget", args=[budget.public_id])
    spend = Spend.objects.get(budget=budget)
    assert (spend.amount, spend.recorded_by) == (Decimal("12.50"), coordinator)
    assert Event.objects.get(act=Act.RECORD_SPEND).actor_id == coordinator.pk


def test_more_than_there_is_is_said_and_nothing_is_written(budget, coordinator, signed_in):
    address = reverse("note_spend", args=[budget.public_id])

    answer = signed_in(coordinator).post(address, sent(budget, amount="99999.00"))

    assert "error" in answer.content.decode().lower()
    assert not Spend.objects.exists()


def test_the_person_is_led_to_their_own_page_and_others_to_none(budget, signed_in):
    address = reverse("note_spend", args=[budget.public_id])

    assert signed_in(UserFactory(person=budget.person)).get(address)["Location"] == reverse("record_spend")
    assert signed_in(staff("coordinator", budget.site)).get(address).status_code == 404
