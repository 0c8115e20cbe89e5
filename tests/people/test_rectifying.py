"""Putting the record right: asked by the person, decided with a reason, answered in time."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from ipc.kernel.models import Event
from people import rectifying
from people.acts import Act
from people.models import Rectification, Todo, TodoKind
from people.rectifying import AlreadyDecided, NoReason
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ConsentFactory,
    PeopleRuleFactory,
    RectificationFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

WRONG = {"what": "My old address is there", "should_say": "12 Made-up Road"}
ANSWER = {"decision": "put_right", "reason": "We changed the address today."}


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, email="margaret@example.org")


@pytest.fixture
def asked(own, margaret, acting_for):
    with acting_for(own):
        return rectifying.ask(margaret, by=own, **WRONG)


def test_asking_is_due_within_the_days_of_the_rule(asked, margaret):
    assert asked.due_on == timezone.localdate() + dt.timedelta(days=30)
    todo = Todo.objects.get(person=margaret, kind=TodoKind.PUT_RIGHT)
    assert todo.due_on == asked.due_on
    assert Event.objects.filter(act=Act.ASK_TO_PUT_RIGHT, person_id=margaret.pk).count() == 1


def test_a_site_may_answer_sooner(own, margaret, acting_for):
    PeopleRuleFactory(figure="answer_days", value=14, site=margaret.site)

    with acting_for(own):
        asked = rectifying.ask(margaret, by=own, **WRONG)

    assert asked.due_on == timezone.localdate() + dt.timedelta(days=14)


@pytest.mark.parametrize("decision", ["put_right", "partly", "kept"])
def test_deciding_says_why_and_tells_the_person(asked, coordinator, margaret, acting_for, decision):
    with acting_for(coordinator):
        rectifying.decide(asked, by=coordinator, decision=decision, reason="We looked at it")

    asked.refresh_from_db()
    assert (asked.decision, asked.reason, asked.decided_by) == (decision, "We looked at it", coordinator)
    assert asked.what == WRONG["what"]
    assert Todo.objects.get(person=margaret, kind=TodoKind.PUT_RIGHT).done_by == coordinator
    assert margaret.notices.get().letter == "put_right_answered"
    assert Event.objects.filter(act=Act.DECIDE_PUT_RIGHT, person_id=margaret.pk).count() == 1


def test_deciding_without_a_reason_is_refused(asked, coordinator):
    with pytest.raises(NoReason):
        rectifying.decide(asked, by=coordinator, decision="kept", reason=" ")


def test_deciding_twice_is_refused(asked, coordinator):
    rectifying.decide(asked, by=coordinator, **ANSWER)

    with pytest.raises(AlreadyDecided):
        rectifying.decide(asked, by=coordinator, **ANSWER)


# The pages


def test_person_asks_and_reads_where_it_stands(signed_in, own):
    client = signed_in(own)
    page = reverse("my_put_right")

    assert "You have not asked for anything yet" in client.get(page).text
    assert client.post(page, WRONG).status_code == 302
    shown = client.get(page).text
    assert "My old address is there" in shown
    assert "We are looking at it" in shown


def test_person_reads_the_answer(signed_in, own, asked, coordinator):
    rectifying.decide(asked, by=coordinator, **ANSWER)

    shown = signed_in(own).get(reverse("my_put_right")).text

    assert "We changed the address today." in shown
    assert "Do you disagree?" in shown


def test_who_helps_does_not_ask_for_somebody(signed_in, margaret):
    for helper in (
        AuthorityFactory(person=margaret, kind="parent").holder,
        ConsentFactory(person=margaret).user,
    ):
        assert signed_in(helper).post(reverse("my_put_right"), WRONG).status_code == 403
    assert not Rectification.objects.exists()


def test_coordinator_finds_it_in_the_list_and_answers(signed_in, coordinator, asked, margaret):
    client = signed_in(coordinator)

    assert "My old address" in client.get(reverse("put_right")).text
    address = reverse("decide_put_right", args=[asked.public_id])
    assert "12 Made-up Road" in client.get(address).text
    assert client.post(address, ANSWER)["Location"] == reverse("person", args=[margaret.public_id])
    assert "Nobody is waiting" in client.get(reverse("put_right")).text
    assert "We changed the address today." in client.get(address).text


def test_the_list_counts_as_looking(signed_in, coordinator, asked, margaret):
    signed_in(coordinator).get(reverse("put_right"))

    assert Event.objects.filter(act=Act.SEE_PERSON, person_id=margaret.pk, actor=coordinator).exists()


@pytest.mark.parametrize("whose", ["another caseload", "another site"])
def test_somebody_elses_request_is_not_there(signed_in, coordinator, whose):
    site = SiteFactory(slug="luton" if whose == "another site" else "barnsley")
    other = RectificationFactory(person=AllocationFactory(person__site=site).person, what="Not yours")
    client = signed_in(coordinator)

    assert client.get(reverse("decide_put_right", args=[other.public_id])).status_code == 404
    assert "Not yours" not in client.get(reverse("put_right")).text


def test_finance_does_not_decide(signed_in, asked):
    client = signed_in(staff("finance"))

    assert client.get(reverse("put_right")).status_code == 403
    assert client.get(reverse("decide_put_right", args=[asked.public_id])).status_code == 404


def test_the_list_asks_the_same_for_one_and_for_ten(signed_in, coordinator, asked, queries_of):
    client = signed_in(coordinator)
    one = queries_of(client, reverse("put_right"))
    for _ in range(9):
        RectificationFactory(person=AllocationFactory(worker=coordinator).person)

    assert queries_of(client, reverse("put_right")) == one


# The API


def test_api_asks_decides_and_reads(signed_in, own, coordinator, margaret):
    path = "/api/v1/rectifications/"
    facts = {"person": str(margaret.public_id), **WRONG}

    made = signed_in(own).post(path, facts, content_type="application/json")
    assert made.status_code == 201
    assert made.json()["due_on"]

    client = signed_in(coordinator)
    address = f"{path}{made.json()['id']}/"
    assert client.get(path).json()["results"][0]["what"] == WRONG["what"]
    assert client.post(f"{address}decide/", ANSWER, content_type="application/json").status_code == 200
    assert client.get(address).json()["decision"] == "put_right"
    assert client.post(f"{address}decide/", ANSWER, content_type="application/json").status_code == 409


def test_api_asks_once_for_a_key(signed_in, own, margaret):
    facts = {"person": str(margaret.public_id), **WRONG}
    key = {"HTTP_IDEMPOTENCY_KEY": "0192a000-0000-7000-8000-000000000001"}
    client = signed_in(own)

    for _ in range(2):
        client.post("/api/v1/rectifications/", facts, content_type="application/json", **key)

    assert Rectification.objects.count() == 1


def test_api_lets_a_colleague_write_down_what_the_person_asks_on_paper(coordinator, margaret, signed_in):
    facts = {"person": str(margaret.public_id), **WRONG}

    answer = signed_in(coordinator).post("/api/v1/rectifications/", facts, content_type="application/json")
    refused = signed_in(staff("finance", margaret.site)).post(
        "/api/v1/rectifications/", facts, content_type="application/json"
    )

    assert (answer.status_code, refused.status_code) == (201, 403)
    assert Rectification.objects.get().asked_by == coordinator
