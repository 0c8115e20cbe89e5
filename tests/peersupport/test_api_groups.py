"""Meetings, attendance, navigators and calls through the API: what the pages can do, by the same rules."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from peersupport import calls
from peersupport.models import CallRequest, CallStatus, IntroductionStatus, Session
from people.models import OrganisationKind
from tests.factories import AllocationFactory, IntroductionFactory, OrganisationFactory
from tests.factories.peersupport import SessionFactory
from tests.factories.people import UserFactory, staff


@pytest.fixture
def member(margaret, choir):
    return IntroductionFactory(person=margaret, service=choir, status=IntroductionStatus.ACTIVE)


@pytest.fixture
def nina(house):
    hub = OrganisationFactory(site=house, kind=OrganisationKind.VOLUNTARY, name="Barnsley Hub")
    return staff("navigator", house, hub, name="Nina Navigator")


@pytest.fixture
def send(signed_in):
    """Return a function that posts as a user and gives the status and the answer."""

    def post(user, name, data, *ids, **headers):
        answer = signed_in(user).post(
            reverse(name, args=ids), data, content_type="application/json", **headers
        )
        return answer.status_code, answer.json()

    return post


def in_days(number, **given):
    starts_at = timezone.now() + dt.timedelta(days=number)
    return SessionFactory(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=2), **given)


def test_a_navigator_adds_changes_and_calls_off_a_meeting(choir, navigator, send):
    at = timezone.now() + dt.timedelta(days=2)
    said = {
        "service": str(choir.public_id),
        "begins": at,
        "ends": at + dt.timedelta(hours=1),
        "words": "Picnic",
    }

    status, made = send(navigator, "meeting-list", said)
    assert (status, made["words"]) == (201, "Picnic")
    assert send(navigator, "meeting-list", said)[0] == 409
    status, changed = send(navigator, "meeting-change", {"place": "The park", "words": ""}, made["id"])
    assert (status, changed["place"]) == (200, "The park")
    status, off = send(navigator, "meeting-cancel", {"why": "Rain"}, made["id"])
    assert (status, off["is_cancelled"], off["why_cancelled"]) == (200, True, "Rain")
    assert send(navigator, "meeting-cancel", {"why": "Rain"}, made["id"])[0] == 409


def test_a_secret_place_is_in_no_meeting(member, choir, margaret, signed_in):
    in_days(2, service=choir, place="5 Hush Lane")
    choir.has_sensitive_place = True
    choir.save()

    address = reverse("attendance-meetings")
    (told,) = signed_in(margaret.signs_in).get(address, {"person": str(margaret.public_id)}).json()

    assert told["place"] == ""


def test_who_came_is_written_down_for_those_in_the_group(member, choir, navigator, send, signed_in):
    session, stranger = in_days(-1, service=choir), IntroductionFactory()

    assert (
        send(navigator, "meeting-who-came", {"came": [str(stranger.public_id)]}, session.public_id)[0] == 404
    )
    assert send(navigator, "meeting-who-came", {"came": [str(member.public_id)]}, session.public_id)[0] == 200

    rows = signed_in(navigator).get(reverse("attendance-list")).json()["results"]
    assert [(one["person"], one["presence"]) for one in rows] == [(str(member.person.public_id), "came")]


def test_somebody_lists_their_meetings_and_says_whether_they_come(member, margaret, choir, send, signed_in):
    session, mine = in_days(3, service=choir), str(margaret.public_id)
    in_days(3)

    listed = signed_in(margaret.signs_in).get(reverse("attendance-meetings"), {"person": mine}).json()
    assert [one["id"] for one in listed] == [str(session.public_id)]
    said = {"person": mine, "session": listed[0]["id"], "is_coming": False}
    status, answer = send(margaret.signs_in, "attendance-list", said)
    assert (status, answer["presence"]) == (201, "sorry")
    elsewhere = {**said, "session": str(Session.objects.exclude(pk=session.pk).get().public_id)}
    assert send(margaret.signs_in, "attendance-list", elsewhere)[0] == 404


def test_nobody_says_it_for_somebody_else(member, margaret, choir, send):
    said = {"person": str(margaret.public_id), "session": str(in_days(3, service=choir).public_id)}

    assert send(UserFactory(), "attendance-list", said | {"is_coming": True})[0] == 404
    worker = AllocationFactory(person=margaret).worker
    assert send(worker, "attendance-list", said | {"is_coming": True})[0] == 403


def test_a_call_is_asked_for_once_per_key_taken_and_finished(margaret, nina, send):
    said = {"person": str(margaret.public_id), "sections": ["identity"], "words": "To meet people"}
    key = {"HTTP_IDEMPOTENCY_KEY": "0198d1c2-0000-7000-8000-000000000001"}

    status, made = send(margaret.signs_in, "call-list", said, **key)
    assert (status, made["organisation"], made["status"]) == (201, "Barnsley Hub", "asked")
    assert send(margaret.signs_in, "call-list", said, **key)[1]["id"] == made["id"]
    assert send(margaret.signs_in, "call-list", said)[0] == 409
    assert send(nina, "call-take", {}, made["id"])[1]["status"] == "taken"
    assert send(nina, "call-write-try", {}, made["id"])[1]["tries"] == 1
    assert send(nina, "call-give-up", {}, made["id"])[0] == 409
    status, done = send(nina, "call-finish", {"outcome": "The choir"}, made["id"])
    assert (status, done["status"], done["outcome"]) == (200, "done", "The choir")
    assert send(nina, "call-finish", {"outcome": "The choir"}, made["id"])[0] == 404


def test_a_call_is_taken_back(margaret, nina, send):
    made = calls.ask(margaret, by=margaret.signs_in, sections=calls.SHARED)

    assert send(margaret.signs_in, "call-withdraw", {}, made.public_id)[1]["status"] == "withdrawn"
    assert CallRequest.objects.get().status == CallStatus.WITHDRAWN


def test_staff_say_how_it_was_agreed_and_others_do_not(margaret, nina, send):
    worker = AllocationFactory(person=margaret).worker
    said = {"person": str(margaret.public_id), "sections": ["identity"]}

    assert send(worker, "call-list", said)[0] == 400
    assert send(margaret.signs_in, "call-list", said | {"how_given": "paper"})[0] == 400
    assert send(worker, "call-list", said | {"how_given": "in_person"})[0] == 201


def test_a_navigator_writes_about_themselves_and_a_manager_about_them(nina, house, send):
    said = {"words": "I know every hall.", "districts": ["S70"], "skills": ["benefits"]}

    status, made = send(nina, "navigator-list", said)
    assert (status, made["name"], made["districts"]) == (201, "Nina Navigator", ["S70"])
    assert send(nina, "navigator-list", said | {"districts": ["nonsense"]})[0] == 400
    manager = staff("manager", house)
    assert send(manager, "navigator-change", said | {"is_taking": False}, made["id"])[1]["is_taking"] is False
    assert send(manager, "navigator-list", said)[0] == 409
