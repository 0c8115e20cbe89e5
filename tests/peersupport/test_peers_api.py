"""Peer supporters and those who meet them through the API: reads, verbs once per key, what is refused."""

import uuid

import pytest

from ipc.kernel.dates import today
from ipc.kernel.models import Event
from peersupport.acts import Act
from peersupport.models import (
    Concern,
    ContactNote,
    IntroductionStatus,
    KeptApart,
    Peer,
    PeerStatus,
    PolicyKind,
    Supervision,
)
from tests.factories import IntroductionFactory, OrganisationFactory, SiteFactory
from tests.factories.peersupport import ConcernFactory, PeerFactory
from tests.factories.people import AllocationFactory, staff
from tests.peersupport.test_peers import active, ready

API = "/api/v1"
TODAY = today().isoformat()


def post(client, path, key="", **facts):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"{API}/{path}", facts, content_type="application/json", headers=headers)


@pytest.fixture
def desk(navigator, signed_in):
    return signed_in(navigator)


@pytest.fixture
def meets(margaret):
    return IntroductionFactory(person=margaret, service=active().service, status=IntroductionStatus.ACTIVE)


def test_a_navigator_adds_somebody_who_begins_once_nothing_is_missing(desk, house):
    ours = OrganisationFactory(site=house)
    added = post(
        desk,
        "peers/",
        organisation=str(ours.public_id),
        name="Nadia Made-up",
        shown_as="Nadia",
        words="I know what it is like.",
        needs=["breathing"],
        activities=["talking"],
        modes=["telephone"],
        supervisor="Ines",
        supervision_due_on=TODAY,
        trained_on=TODAY,
        boundaries_agreed_on=TODAY,
    )
    assert added.status_code == 201
    path = f"peers/{added.json()['id']}"
    assert [one["is_check"] for one in added.json()["missing"]] == [True, False]

    refused = post(desk, f"{path}/start/")
    assert refused.status_code == 409
    assert "A DBS check" in refused.json()["title"]
    for kind in PolicyKind.values:
        post(desk, "organisation-policies/", organisation=str(ours.public_id), kind=kind, seen_on=TODAY)
    post(desk, f"{path}/check/", level="basic", issued_on=TODAY, seen_on=TODAY, outcome="clear")
    started = post(desk, f"{path}/start/")

    assert (started.status_code, started.json()["status"], started.json()["missing"]) == (200, "active", [])
    assert len(desk.get(f"{API}/organisation-policies/").json()["results"]) == len(PolicyKind)


def test_a_verb_with_its_key_is_done_once(desk):
    peer, key = ready(), str(uuid.uuid4())

    answers = [post(desk, f"peers/{peer.public_id}/supervise/", key, held_on=TODAY) for _twice in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert Supervision.objects.count() == 1


def test_changing_pausing_and_stopping(desk):
    peer = active()
    path = f"peers/{peer.public_id}/change/"

    changed = post(desk, path, words="New words", languages=["Urdu"])
    too_much = post(desk, path, activities=["children"])
    paused = post(desk, f"peers/{peer.public_id}/pause/", why="On holiday")
    ended = post(desk, f"peers/{peer.public_id}/end/")

    assert (changed.json()["words"], too_much.status_code) == ("New words", 409)
    assert (paused.json()["status"], paused.json()["why_paused"]) == ("paused", "On holiday")
    assert ended.json()["status"] == PeerStatus.ENDED


@pytest.mark.parametrize(
    "wrong",
    [
        {"districts": ["Barnsley"]},
        {"needs": ["no-such-need"]},
        {"minimum_age": 50, "maximum_age": 40},
        {"modes": []},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(desk, wrong):
    assert post(desk, f"peers/{PeerFactory().public_id}/change/", **wrong).status_code == 400


def test_an_organisation_elsewhere_is_not_found(desk):
    far = OrganisationFactory(site=SiteFactory(slug="luton"))

    answer = post(
        desk, "organisation-policies/", organisation=str(far.public_id), kind="training", seen_on=TODAY
    )

    assert answer.status_code == 404


def test_peers_are_read_by_navigators_and_managers_and_cost_the_same(desk, signed_in, questions):
    counted = []
    desk.get(f"{API}/peers/")
    for _round in range(2):
        active()
        with questions() as asked:
            assert desk.get(f"{API}/peers/").status_code == 200
        counted.append(len(asked()))
    found = Peer.objects.first()

    assert desk.get(f"{API}/peers/{found.public_id}/").json()["missing"] == []
    assert counted[0] == counted[1]
    assert Event.objects.filter(act=Act.SEE_PEER, subject_id=found.public_id, is_read=True).exists()
    assert signed_in(staff("coordinator")).get(f"{API}/peers/").status_code == 403


def test_a_person_raises_a_worry_and_never_reads_it(meets, margaret, signed_in):
    client = signed_in(margaret.signs_in)

    answer = post(client, "concerns/", introduction=str(meets.public_id), words="She asked for money")

    assert (answer.status_code, answer.json()) == (201, {"status": "paused"})
    assert Concern.objects.get().words == "She asked for money"
    assert client.get(f"{API}/concerns/").status_code == 403


def test_a_manager_settles_a_worry_and_a_coordinator_reads_it(meets, signed_in):
    concern = ConcernFactory(person=meets.person, introduction=meets)
    coordinator = AllocationFactory(person=meets.person, worker=staff("coordinator")).worker
    path = f"concerns/{concern.public_id}"

    client = signed_in(coordinator)
    assert client.get(f"{API}/{path}/").json()["words"] == concern.words
    assert post(client, f"{path}/close/", outcome="Nothing").status_code == 403
    settled = post(signed_in(staff("manager")), f"{path}/close/", outcome="We talked")

    assert settled.json()["outcome"] == "We talked"
    assert Event.objects.filter(act=Act.SEE_CONCERN, person_id=meets.person_id, is_read=True).count() == 1


def test_being_in_touch_is_written_and_read(desk, meets):
    facts = {"introduction": str(meets.public_id), "mode": "telephone", "minutes": 20}

    made = post(desk, "contact-notes/", on=TODAY, **facts)
    refused = post(desk, "contact-notes/", on="2999-01-01", **facts)

    assert (made.status_code, refused.status_code) == (201, 409)
    assert desk.get(f"{API}/contact-notes/").json()["results"][0]["minutes"] == 20
    assert ContactNote.objects.count() == 1


def test_a_coordinator_keeps_two_apart_and_ends_it(meets, signed_in, margaret):
    coordinator = AllocationFactory(person=meets.person, worker=staff("coordinator")).worker
    client = signed_in(coordinator)
    facts = {"person": str(margaret.public_id), "service": str(meets.service.public_id)}

    made = post(client, "kept-apart/", why="no_contact", **facts)
    ended = post(client, f"kept-apart/{made.json()['id']}/end/")

    assert (made.status_code, ended.status_code) == (201, 200)
    assert KeptApart.objects.get().ended_by == coordinator
    mine = post(signed_in(margaret.signs_in), "kept-apart/", why="conflict", **facts)
    assert mine.status_code == 403


def test_a_person_finds_whom_to_meet_without_a_wish_in_an_address(margaret, signed_in):
    peer = active(service__name="Nadia", interests=["Chess"])
    client = signed_in(margaret.signs_in)

    [match] = post(client, "peer-matches/", person=str(margaret.public_id), interests="chess").json()

    assert match == {
        "service": str(peer.service.public_id),
        "name": "Nadia",
        "words": peer.service.description,
        "ways": ["Meeting one to one", "By telephone"],
        "reasons": ["You both like: Chess"],
    }
    other = IntroductionFactory().person
    assert post(client, "peer-matches/", person=str(other.public_id)).status_code == 404
