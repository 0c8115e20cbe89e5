"""People through the API, and the tokens for it."""

import base64
import datetime as dt
import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from ipc.kernel import dates
from ipc.kernel.models import Event
from people.models import Allocation, Consent, InformationNeeds, Person, Relationship
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import nhs_number, staff

PEOPLE = "/api/v1/people/"
NEW = {"given_name": "Rose", "family_name": "Kelly", "born_on": "1947-03-27", "cohorts": ["older"]}


@pytest.fixture
def api(signed_in):
    """Return a function that signs somebody in and gives ``post(path, facts)`` and ``get(path)``."""

    def of(user):
        client = signed_in(user)
        post = client.post
        client.post = lambda path, facts=None, **more: post(
            path, facts or {}, content_type="application/json", **more
        )
        return client

    return of


def test_list_shows_the_caseload_and_counts_as_looking(api, coordinator, margaret):
    AllocationFactory()

    answer = api(coordinator).get(PEOPLE).json()

    assert [one["id"] for one in answer["results"]] == [str(margaret.public_id)]
    assert Event.objects.get(is_read=True).person_id == margaret.pk


@pytest.mark.parametrize("position", ["p=abc", "p=%00", f"p={'9' * 40}", "p=-1"])
def test_a_page_that_is_none_is_not_there(api, coordinator, position):
    cursor = base64.b64encode(position.encode()).decode()

    assert api(coordinator).get(f"{PEOPLE}?cursor={cursor}").status_code == 404


def test_a_key_that_comes_again_tells_nothing_of_somebody_no_longer_seen(api, coordinator):
    key = {"Idempotency-Key": "0192a000-0000-7000-8000-000000000001"}
    client = api(coordinator)
    assert client.post(PEOPLE, NEW, headers=key).status_code == 201
    Allocation.objects.update(ends_on=dates.today())

    assert client.post(PEOPLE, NEW, headers=key).status_code == 404


def test_record_is_whole_for_the_care_team_and_for_oneself(api, coordinator, margaret):
    for user in (coordinator, staff("manager"), UserFactory(person=margaret)):
        answer = api(user).get(f"{PEOPLE}{margaret.public_id}/").json()
        assert answer["nhs_number"] == margaret.nhs_number


def test_record_is_a_name_for_everybody_else(api, margaret):
    dev = UserFactory()
    ConsentFactory(person=margaret, user=dev)

    for user in (dev, staff("finance"), staff("approver", organisation=OrganisationFactory())):
        answer = api(user).get(f"{PEOPLE}{margaret.public_id}/").json()
        assert set(answer) == {"id", "given_name", "family_name", "known_as", "status"}


@pytest.mark.parametrize("where", ["barnsley", "luton"])
def test_record_of_somebody_else_is_not_there(api, coordinator, where):
    other = AllocationFactory(person__site=SiteFactory(slug=where)).person

    answer = api(coordinator).get(f"{PEOPLE}{other.public_id}/")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_stranger_is_told_to_sign_in(client, margaret):
    assert client.get(PEOPLE).status_code == 401


def test_person_is_registered_once_per_key(api, coordinator):
    client, key = api(coordinator), str(uuid.uuid4())

    answers = [client.post(PEOPLE, NEW, headers={"Idempotency-Key": key}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Person.objects.count() == 1


def test_registering_refuses_what_the_house_refuses(api, coordinator, margaret):
    answer = api(coordinator).post(PEOPLE, {**NEW, "nhs_number": margaret.nhs_number})

    assert answer.status_code == 409
    assert answer.json()["title"].startswith("Somebody here already has this NHS number.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"nhs_number": "9990000019"},
        {"nhs_number": "0000000000"},
        {"born_on": "27/03/1947"},
        {"cohorts": []},
        {"cohorts": ["nonsense"]},
        {"given_name": ""},
    ],
)
def test_registering_refuses_what_is_not_right(api, coordinator, wrong):
    answer = api(coordinator).post(PEOPLE, {**NEW, **wrong})

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == set(wrong)


def test_registering_takes_nothing_that_is_not_asked(api, coordinator):
    luton = SiteFactory(slug="luton")

    api(coordinator).post(
        PEOPLE, {**NEW, "site": luton.pk, "site_id": luton.pk, "status": "died", "registered_by": None}
    )

    person = Person.objects.get()
    assert (person.site_id, person.status, person.registered_by) == (
        coordinator.hat.site_id,
        "referred",
        coordinator,
    )


@pytest.mark.parametrize("role", ["manager", "finance", "navigator", "analyst"])
def test_only_coordinators_register(api, house, role):
    assert api(staff(role)).post(PEOPLE, NEW).status_code == 403


def test_information_needs_circle_and_sharing(api, coordinator, margaret):
    client, of_her = api(coordinator), f"{PEOPLE}{margaret.public_id}/"

    needs = client.post(
        f"{of_her}record_information_needs/", {"contact_method": "letter", "information_format": "audio"}
    )
    made = client.post(f"{of_her}add_relationship/", {"name": "Susan Hill", "kind": "child"})
    given = client.post(
        f"{of_her}record_consent/",
        {"relationship": made.json()["id"], "sections": ["money"], "how_given": "paper"},
    )
    stopped = client.post(f"{of_her}withdraw_consent/", {"consent": given.json()["id"]})

    assert (needs.status_code, made.status_code, given.status_code, stopped.status_code) == (
        200,
        201,
        201,
        200,
    )
    assert InformationNeeds.objects.get().information_format == "audio"
    assert given.json()["sections"] == ["identity", "money"]
    assert given.json()["reader"] == "Susan Hill"
    assert stopped.json()["withdrawn_at"]


def test_person_shares_and_stops_sharing_themself(api, margaret):
    client, of_her = api(UserFactory(person=margaret)), f"{PEOPLE}{margaret.public_id}/"
    voluntary = OrganisationFactory(kind="voluntary")

    given = client.post(
        f"{of_her}record_consent/",
        {"organisation": str(voluntary.public_id), "sections": ["support"], "how_given": "online"},
    )
    assert client.post(f"{of_her}withdraw_consent/", {"consent": given.json()["id"]}).status_code == 200
    again = client.post(f"{of_her}withdraw_consent/", {"consent": given.json()["id"]})

    assert again.status_code == 409
    assert "already stopped" in again.json()["title"]


def test_rows_of_another_person_cannot_be_named(api, coordinator, margaret):
    other = PersonFactory()
    stranger, given = RelationshipFactory(person=other), ConsentFactory(person=other)
    elsewhere = OrganisationFactory(site=SiteFactory(slug="luton"))
    client, of_her = api(coordinator), f"{PEOPLE}{margaret.public_id}/"
    agreed = {"sections": ["plan"], "how_given": "paper"}

    for act, facts in (
        ("record_consent", {**agreed, "relationship": str(stranger.public_id)}),
        ("record_consent", {**agreed, "organisation": str(elsewhere.public_id)}),
        ("record_consent", agreed),
        ("withdraw_consent", {"consent": str(given.public_id)}),
    ):
        assert client.post(f"{of_her}{act}/", facts).status_code == 400
    assert not Consent.objects.filter(person=margaret).exists()


@pytest.mark.parametrize("act", ["record_information_needs", "add_relationship", "record_consent"])
def test_who_may_see_but_not_do_is_refused(api, margaret, act):
    dev = UserFactory()
    ConsentFactory(person=margaret, user=dev)

    assert api(dev).post(f"{PEOPLE}{margaret.public_id}/{act}/").status_code == 403
    assert not Relationship.objects.exists()


def test_token_opens_the_api_in_the_role_of_its_owner(client, coordinator, margaret, capsys):
    call_command("issue_token", " SAM@barnsley.example ")
    token = capsys.readouterr().out.strip()

    answer = client.get(PEOPLE, headers={"Authorization": f"Token {token}"})

    assert [one["id"] for one in answer.json()["results"]] == [str(margaret.public_id)]
    assert client.get(PEOPLE, headers={"Authorization": "Token nonsense"}).status_code == 401


def test_nobody_unknown_or_gone_gets_a_token(house):
    UserFactory(email="gone@example.org", is_active=False)

    for email in ("nobody@example.org", "gone@example.org"):
        with pytest.raises(CommandError, match="Nobody who may sign in"):
            call_command("issue_token", email)


def test_staff_without_a_second_factor_get_no_token(coordinator, settings, capsys):
    settings.IPC_REQUIRE_STAFF_MFA = True

    with pytest.raises(CommandError, match="second factor"):
        call_command("issue_token", coordinator.email)
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.TOTP, data={})
    call_command("issue_token", coordinator.email)
    assert capsys.readouterr().out.strip()


def test_people_and_families_need_no_second_factor_for_a_token(margaret, settings, capsys):
    settings.IPC_REQUIRE_STAFF_MFA = True
    own = UserFactory(person=margaret)

    call_command("issue_token", own.email)

    assert capsys.readouterr().out.strip()


def test_birthday_to_come_is_a_broken_rule(api, coordinator):
    tomorrow = dt.date.today() + dt.timedelta(days=2)  # noqa: DTZ011 — any day after London's today

    assert api(coordinator).post(PEOPLE, {**NEW, "born_on": str(tomorrow)}).status_code == 409


def test_nhs_number_of_another_caseload_is_a_conflict_and_tells_no_more(api, coordinator):
    other = AllocationFactory(person__nhs_number=nhs_number(9000)).person

    answer = api(coordinator).post(PEOPLE, {**NEW, "nhs_number": other.nhs_number})

    assert answer.status_code == 409
    assert other.family_name not in answer.text
