"""API tokens: no more than their owner, no more than their acts, no longer than their days."""

import datetime as dt
import functools

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from ipc.kernel import access, acting
from ipc.kernel.models import Event
from people import tokens
from people.acts import Act
from people.models import TokenScope
from people.tokens import NeedsASecondFactor, NoSuchAct, NotYourToken
from tests.factories import OrganisationFactory, SiteFactory, UserFactory
from tests.factories.people import staff
from tests.test_matrix import OPERATIONS
from tests.worlds import undone

PEOPLE = "/api/v1/people/"


def header(user, *acts, **more):
    return {"Authorization": f"Token {tokens.issue(user, by=None, acts=acts, **more)}"}


def test_token_without_a_scope_does_what_its_owner_may(client, coordinator, margaret):
    may = header(coordinator)
    needs = {"contact_method": "letter", "information_format": "audio"}

    assert client.get(PEOPLE, headers=may).json()["results"]
    done = client.post(f"{PEOPLE}{margaret.public_id}/record_information_needs/", needs, headers=may)
    assert done.status_code == 200


def test_token_does_only_what_it_was_given_for(client, coordinator, margaret):
    may = header(coordinator, Act.SEE_PERSON)
    of_her = f"{PEOPLE}{margaret.public_id}/"

    assert client.get(PEOPLE, headers=may).json()["results"]
    assert client.get(of_her, headers=may).status_code == 200
    for act in ("record_information_needs", "add_relationship", "record_consent"):
        assert client.post(f"{of_her}{act}/", {}, headers=may).status_code == 403
    assert client.post(PEOPLE, {}, headers=may).status_code == 403


def test_scope_gives_nothing_that_the_owner_has_not(client, house, margaret):
    finance = header(staff("finance"), Act.SEE_PERSON, Act.REGISTER_PERSON)

    assert client.post(PEOPLE, {}, headers=finance).status_code == 403


def test_doing_needs_seeing(client, coordinator, margaret):
    alone = header(coordinator, Act.RECORD_INFORMATION_NEEDS)
    both = header(coordinator, Act.RECORD_INFORMATION_NEEDS, Act.SEE_PERSON)
    address = f"{PEOPLE}{margaret.public_id}/record_information_needs/"
    facts = {"contact_method": "letter", "information_format": "audio"}

    assert client.post(address, facts, headers=alone).status_code == 404
    assert client.post(address, facts, headers=both).status_code == 200


@pytest.fixture(scope="module")
def with_token_of(django_db_setup, django_db_blocker):
    """Return a function of a role and an act: what a request with a token for that act alone carries."""
    with django_db_blocker.unblock(), transaction.atomic():
        site = SiteFactory()
        token = acting.begin(acting.job([site.pk]))

        @functools.cache
        def owner(role):
            return UserFactory() if role == "person" else staff_of(role, site)

        yield functools.cache(lambda role, act: header(owner(role), act))
        acting.end(token)
        transaction.set_rollback(True)


@pytest.mark.parametrize(("route", "entry", "method", "action"), OPERATIONS)
def test_every_operation_is_closed_to_a_token_for_something_else(with_token_of, route, entry, method, action):
    act = entry.callback.cls.acts[action]
    roles = {rule.role for rule in rules_of(act)}
    other = next(one for one in sorted(tokens.known_acts()) if one != act)
    some_id = {"public_id": "0192a000-0000-7000-8000-000000000001"} if "public_id" in route else {}

    for role in roles:
        carried = with_token_of(role, other)
        with undone():
            answer = getattr(Client(), method)(reverse(entry.name, kwargs=some_id), headers=carried)
        assert answer.status_code == 403


def rules_of(act):
    return [rule for table in access.tables().values() for rule in table.rules if rule.act == act]


def staff_of(role, house):
    needs_one = role in ("approver", "holder", "partner")
    return staff(role, house, OrganisationFactory(site=house) if needs_one else None)


def test_command_gives_acts_and_days(client, coordinator, margaret, capsys):
    call_command("issue_token", coordinator.email, "--act", "people.see_person", "--days", "30")
    may = {"Authorization": f"Token {capsys.readouterr().out.strip()}"}

    assert TokenScope.objects.get().acts == ["people.see_person"]
    assert client.get(PEOPLE, headers=may).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert client.get(PEOPLE, headers=may).status_code == 401


@pytest.mark.parametrize("asked", [["--act", "people.fly"], ["--days", "0"]])
def test_command_refuses_what_is_not(coordinator, asked):
    with pytest.raises(CommandError):
        call_command("issue_token", coordinator.email, *asked)
    assert not AuthToken.objects.exists()


def test_act_that_nobody_has_is_no_scope(coordinator):
    with pytest.raises(NoSuchAct, match=r"people\.fly"):
        tokens.issue(coordinator, by=None, acts=["people.fly"])


def test_issuing_and_taking_back_are_in_the_audit(coordinator, settings, acting_for):
    tokens.issue(coordinator, by=None, acts=[Act.SEE_PERSON])
    with acting_for(coordinator):
        tokens.withdraw(AuthToken.objects.get().digest, by=coordinator)

    assert not AuthToken.objects.exists()
    assert Event.objects.filter(act=Act.WITHDRAW_TOKEN, actor=coordinator).count() == 1
    settings.IPC_REQUIRE_STAFF_MFA = True
    with pytest.raises(NeedsASecondFactor):
        tokens.issue(coordinator, by=None)


def test_page_lists_ones_own_tokens_and_takes_one_back(client, coordinator, signed_in, margaret):
    may = header(coordinator, Act.SEE_PERSON, days=30)
    theirs, browser = header(staff("manager")), signed_in(coordinator)

    page = browser.get(reverse("api_tokens"))
    assert page.text.count("Take it back") == 1
    assert "people.see_person" in page.text
    digest = AuthToken.objects.get(user=coordinator).digest
    answer = browser.post(reverse("withdraw_token"), {"token": digest}, follow=True)
    assert "This token no longer works." in answer.text
    assert "No program acts for you." in answer.text
    browser.logout()
    assert client.get(PEOPLE, headers=may).status_code == 401
    assert client.get(PEOPLE, headers=theirs).status_code == 200


def test_token_of_somebody_else_cannot_be_taken_back(coordinator, signed_in):
    header(staff("manager"))
    digest = AuthToken.objects.get().digest

    with pytest.raises(NotYourToken):
        tokens.withdraw(digest, by=coordinator)
    assert signed_in(coordinator).post(reverse("withdraw_token"), {"token": digest}).status_code == 409
    assert AuthToken.objects.count() == 1


def test_owner_switched_off_closes_the_token_at_once(client, coordinator, margaret):
    may = header(coordinator)
    assert client.get(PEOPLE, headers=may).status_code == 200
    type(coordinator).objects.filter(pk=coordinator.pk).update(is_active=False)

    assert client.get(PEOPLE, headers=may).status_code == 401
