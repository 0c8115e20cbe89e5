"""The room through the API: the same rules, the same rights."""

import uuid

import pytest

from ipc.kernel.models import Event
from peersupport.models import Introduction, IntroductionStatus
from people.models import Role
from tests.factories import (
    AllocationFactory,
    IntroductionFactory,
    OrganisationFactory,
    PersonFactory,
    ServiceFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

SERVICES, INTRODUCTIONS = "/api/v1/services/", "/api/v1/introductions/"


def results(answer):
    return answer.json()["results"]


def asking(person, service, /, **changed):
    return {
        "person": str(person.public_id),
        "service": str(service.public_id),
        "wish": "To sing",
        "sections": ["identity"],
    } | changed


def post(client, path, data=None, **headers):
    return client.post(path, data or {}, content_type="application/json", headers=headers)


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.PERSON)])
def test_everybody_signed_in_finds_what_is_public(choir, signed_in, role):
    ServiceFactory(name="Hidden", is_internal=True, site=SiteFactory(slug="luton"))
    organisation = OrganisationFactory() if role in (Role.APPROVER, Role.HOLDER) else None
    user = staff(role, organisation=organisation) if role else UserFactory()

    assert [one["name"] for one in results(signed_in(user).get(SERVICES))] == ["Breathe Easy Choir"]


def test_nobody_else_does(choir, client):
    assert client.get(SERVICES).status_code == 401


@pytest.mark.parametrize(("role", "sees"), [("coordinator", 200), ("navigator", 200), ("finance", 404)])
def test_internal_entries_are_for_those_who_work_with_them(house, signed_in, role, sees):
    service = ServiceFactory(is_internal=True)

    assert signed_in(staff(role)).get(f"{SERVICES}{service.public_id}/").status_code == sees


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"search": "sin"}, ["Choir"]),
        ({"site": "luton"}, ["Walk"]),
        ({"kind": "activity"}, ["Walk"]),
        ({"day": "TU"}, ["Walk"]),
        ({"is_free": "true"}, ["Choir"]),
    ],
)
def test_narrowing_down(house, signed_in, query, names):
    ServiceFactory(name="Choir", description="Singing")
    ServiceFactory(
        name="Walk", kind="activity", meets__weekday="TU", cost="1.00", site=SiteFactory(slug="luton")
    )

    assert [one["name"] for one in results(signed_in(UserFactory()).get(SERVICES, query))] == names


def test_what_cannot_be_asked_is_said(house, signed_in):
    answer = signed_in(UserFactory()).get(SERVICES, {"kind": "castle"})

    assert answer.status_code == 400
    assert "kind" in answer.json()["errors"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"has_sensitive_place": True, "has_personal_contact": True},
        {"kind": "peer", "website": "https://nan.example"},
    ],
)
def test_what_must_not_be_told_is_not(house, signed_in, hidden):
    service = ServiceFactory(**hidden)

    told = signed_in(UserFactory()).get(f"{SERVICES}{service.public_id}/").json()

    assert {told[name] for name in ("address", "phone", "email", "website")} == {""}


def test_ask_once_per_key(margaret, choir, signed_in):
    client, key = signed_in(margaret.signs_in), str(uuid.uuid4())

    answers = [post(client, INTRODUCTIONS, asking(margaret, choir), Idempotency_Key=key) for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["service"]["name"] == "Breathe Easy Choir"
    assert Introduction.objects.count() == 1


def test_ask_again_is_a_conflict(margaret, choir, signed_in):
    IntroductionFactory(person=margaret, service=choir)

    answer = post(signed_in(margaret.signs_in), INTRODUCTIONS, asking(margaret, choir))

    assert answer.status_code == 409
    assert "asked for already" in answer.json()["title"]


@pytest.mark.parametrize("sections", [["plan"], ["identity", "money"]])
def test_ask_shares_no_more_than_needed(margaret, choir, signed_in, sections):
    answer = post(signed_in(margaret.signs_in), INTRODUCTIONS, asking(margaret, choir, sections=sections))

    assert answer.status_code == 409


@pytest.mark.parametrize(
    "wrong", [{"sections": ["shoes"]}, {"person": "1"}, {"wish": "x" * 501}, {"service": None}]
)
def test_ask_with_the_wrong_shape_is_said(margaret, choir, signed_in, wrong):
    answer = post(signed_in(margaret.signs_in), INTRODUCTIONS, asking(margaret, choir, **wrong))

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == list(wrong)


def test_nobody_asks_for_somebody_else(margaret, choir, signed_in):
    coordinator = AllocationFactory(person=margaret).worker

    for user, status in (
        (UserFactory(), 404),
        (UserFactory(person=PersonFactory()), 404),
        (coordinator, 403),
    ):
        assert post(signed_in(user), INTRODUCTIONS, asking(margaret, choir)).status_code == status


def test_hidden_entries_cannot_be_asked_for(margaret, signed_in):
    hidden = ServiceFactory(is_internal=True)

    assert post(signed_in(margaret.signs_in), INTRODUCTIONS, asking(margaret, hidden)).status_code == 404


def test_answer_and_its_refusals(margaret, choir, navigator, signed_in):
    introduction, client = IntroductionFactory(person=margaret, service=choir), signed_in(navigator)
    path = f"{INTRODUCTIONS}{introduction.public_id}/answer/"

    assert post(client, path, {"is_welcome": False}).status_code == 409
    answer = post(client, path, {"is_welcome": True, "answer": "Come along"})
    assert (answer.status_code, answer.json()["status"]) == (200, IntroductionStatus.ACCEPTED)
    assert post(client, path, {"is_welcome": True}).status_code == 409


def test_a_refusal_is_told_although_it_ends_what_was_shared(margaret, choir, navigator, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)

    answer = post(
        signed_in(navigator),
        f"{INTRODUCTIONS}{introduction.public_id}/answer/",
        {"is_welcome": False, "answer": "Full until May"},
    )

    assert (answer.status_code, answer.json()["status"]) == (200, IntroductionStatus.DECLINED)


def test_withdraw(margaret, choir, navigator, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)
    path = f"{INTRODUCTIONS}{introduction.public_id}/withdraw/"

    assert post(signed_in(navigator), path).status_code == 403
    assert post(signed_in(margaret.signs_in), path).json()["status"] == IntroductionStatus.WITHDRAWN
    assert post(signed_in(margaret.signs_in), path).status_code == 409


def test_each_row_shown_is_a_look_on_record(margaret, choir, navigator, signed_in):
    introduction, client = IntroductionFactory(person=margaret, service=choir), signed_in(navigator)

    assert len(results(client.get(INTRODUCTIONS))) == 1
    assert client.get(f"{INTRODUCTIONS}{introduction.public_id}/").json()["wish"] == introduction.wish

    assert Event.objects.filter(person_id=margaret.pk, actor=navigator, is_read=True).count() == 2


def test_only_those_concerned_see_introductions(margaret, choir, signed_in):
    IntroductionFactory(person=margaret, service=choir)
    users = {margaret.signs_in: 1, staff("manager"): 1, staff("coordinator"): 0, UserFactory(): 0}

    for user, number in users.items():
        assert len(results(signed_in(user).get(INTRODUCTIONS))) == number
    assert signed_in(staff("finance")).get(INTRODUCTIONS).status_code == 403


@pytest.mark.parametrize("path", [SERVICES, INTRODUCTIONS])
def test_lists_cost_the_same_however_long(margaret, navigator, signed_in, questions, path):
    client = signed_in(navigator)
    IntroductionFactory()
    client.get(path)
    with questions() as few:
        client.get(path)
    for _ in range(9):
        IntroductionFactory()
    with questions() as many:
        client.get(path)

    assert len(many()) == len(few())
