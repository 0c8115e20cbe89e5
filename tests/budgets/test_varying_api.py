"""Changes, years and the end of budgets through the API."""

import datetime as dt
import uuid

import pytest

from budgets.models import Budget, BudgetStatus, BudgetYear, VariationStatus
from ipc.kernel.dates import today
from people.models import OrganisationKind
from tests.budgets.running import margaret, pounds
from tests.factories.people import AllocationFactory, OrganisationFactory, UserFactory, staff

URL = "/api/v1/"


@pytest.fixture
def budget(house):
    return margaret()


def post(client, where, body=None, key=None):
    headers = {"Idempotency-Key": str(key)} if key else {}
    return client.post(URL + where, body or {}, content_type="application/json", headers=headers)


def wish(budget, **more):
    line = budget.lines.get()
    return {
        "budget": str(budget.public_id),
        "kind": "amount",
        "reason": "Sundays are long.",
        "effective_on": today().isoformat(),
        "changes": [{"line": str(line.public_id), "shares": {"H": "95.00", "C": "190.00"}}],
        **more,
    }


def test_a_change_is_asked_proposed_and_answered(budget, signed_in):
    worker = AllocationFactory(person=budget.person).worker
    client, key = signed_in(worker), uuid.uuid4()
    made = post(client, "budget-changes/", wish(budget), key)
    assert (made.status_code, made.json()["status"]) == (201, "asked")
    assert post(client, "budget-changes/", wish(budget), key).json() == made.json(), "once for its key"
    one = f"budget-changes/{made.json()['public_id']}/"
    assert post(client, one + "propose/").status_code == 409
    agreed = {"agreed_with_person_on": today().isoformat()}
    assert post(client, one + "propose/", agreed).json()["status"] == "proposed"

    council = OrganisationFactory(site=budget.site, kind=OrganisationKind.COUNCIL)
    client = signed_in(staff("approver", budget.site, council))
    answered = post(client, one + "answer/", {"is_agreed": True}).json()
    assert answered["status"] == "in_force"
    assert answered["lines"][0]["made"] == str(budget.lines.get(amount=pounds("285.00")).public_id)
    assert len(client.get(URL + "budget-changes/").json()["results"]) == 1


def test_a_person_asks_in_words_and_takes_it_back(budget, signed_in):
    client = signed_in(UserFactory(person=budget.person))
    made = post(client, "budget-changes/", wish(budget, changes=[]))
    one = f"budget-changes/{made.json()['public_id']}/"

    assert client.get(URL + one).json()["lines"] == []
    assert post(client, one + "withdraw/").json()["status"] == VariationStatus.WITHDRAWN
    assert post(client, one + "propose/").status_code == 403


def test_what_is_not_theirs_or_not_right_is_refused(budget, signed_in):
    other = margaret()
    client = signed_in(AllocationFactory(person=budget.person).worker)
    foreign = [{"line": str(other.lines.get().public_id), "shares": {"H": "1.00"}}]

    assert post(client, "budget-changes/", wish(budget, changes=foreign)).status_code == 404
    theirs = [{"shares": {"Y": "1.00"}}]
    assert post(client, "budget-changes/", wish(budget, changes=theirs)).status_code == 400
    held = [{**wish(budget)["changes"][0], "option": "third_party", "holder": str(uuid.uuid4())}]
    assert post(client, "budget-changes/", wish(budget, changes=held)).status_code == 400
    assert post(client, "budget-changes/", wish(other)).status_code == 404


def test_finance_begins_a_year(budget, signed_in):
    BudgetYear.objects.filter(budget=budget).update(ends_on=today())
    client = signed_in(staff("finance", budget.site))
    said = {"budget": str(budget.public_id)}

    assert post(client, "budget-years/", said).status_code == 409
    made = post(client, "budget-years/", {**said, "carry": {"H": True, "C": True}})
    assert (made.status_code, made.json()["number"]) == (201, 2)
    assert len(client.get(URL + "budget-years/").json()["results"]) == 2
    assert client.get(f"{URL}budget-years/{made.json()['public_id']}/").status_code == 200


def test_a_budget_is_ended_and_settled(budget, signed_in):
    one = f"budget-endings/{budget.public_id}/"
    client = signed_in(UserFactory(person=budget.person))
    said = {"last_day": today().isoformat(), "because": "moved", "words": "I manage alone."}
    assert post(client, one + "last-day/", said).status_code == 400
    assert post(client, one + "last-day/", {**said, "because": "asked"}).json()["ends_because"] == "asked"

    client = signed_in(staff("finance", budget.site))
    assert post(client, one + "settle/").status_code == 409
    Budget.objects.filter(pk=budget.pk).update(ends_on=today() - dt.timedelta(days=1))
    assert post(client, one + "settle/").json()["status"] == BudgetStatus.ENDED
    assert client.get(URL + one).json()["ended_at"]
    assert len(client.get(URL + "budget-endings/").json()["results"]) == 1
