"""The pages about peer supporters and about two people who meet: what they show, do and refuse."""

import uuid

import pytest
from django.urls import reverse

from ipc.kernel.dates import today
from ipc.kernel.models import Event
from peersupport import introductions
from peersupport.acts import Act
from peersupport.models import (
    Concern,
    ContactNote,
    DbsCheck,
    IntroductionStatus,
    KeptApart,
    OrganisationPolicy,
    Peer,
    PeerStatus,
    PolicyKind,
    Supervision,
)
from tests.factories import IntroductionFactory, OrganisationFactory
from tests.factories.peersupport import ConcernFactory, KeptApartFactory, PeerFactory
from tests.factories.people import AllocationFactory, staff
from tests.peersupport.test_peers import active, ready

TODAY = {"day": str(today().day), "month": str(today().month), "year": str(today().year)}


def day(name):
    return {f"{name}_{part}": value for part, value in TODAY.items()}


def send(client, page, row, /, **typed):
    address = reverse(page, args=[row.public_id] if row else [])
    return client.post(address, {"key": str(uuid.uuid4()), **typed})


def text_of(client, name, row=None):
    return client.get(reverse(name, args=[row.public_id] if row else [])).content.decode()


@pytest.fixture
def desk(navigator, signed_in):
    return signed_in(navigator)


@pytest.fixture
def meets(margaret):
    return IntroductionFactory(person=margaret, service=active().service, status=IntroductionStatus.ACTIVE)


def test_peers_lists_first_who_needs_something(desk):
    ready(name="All is well")
    PeerFactory(name="Needs much")

    page = text_of(desk, "peers")

    assert page.index("Needs much") < page.index("All is well")
    assert "A DBS check: Enhanced" in page
    assert "0 of 5 people" in page


def test_peers_costs_the_same_for_one_and_for_many(desk, questions):
    text_of(desk, "peers")  # the first look at any page asks more
    counted = []
    for _round in range(2):
        active()
        with questions() as asked:
            text_of(desk, "peers")
        counted.append(len(asked()))

    assert counted[0] == counted[1]


def test_a_navigator_adds_somebody_and_lets_them_begin(desk, house):
    ours = OrganisationFactory(site=house)
    typed = {
        "organisation": str(ours.public_id),
        "name": "Nadia Made-up",
        "shown_as": "Nadia",
        "words": "I know what it is like.",
        "activities": ["talking"],
        "modes": ["telephone"],
        "districts": "s70, S71",
        "languages": "English, Polish",
        "supervisor": "Ines Made-up",
        **day("supervision_due_on"),
        **day("trained_on"),
        **day("boundaries_agreed_on"),
    }

    answer = send(desk, "add_peer", None, **typed)

    peer = Peer.objects.get()
    assert answer.url == reverse("peer", args=[peer.public_id])
    assert (peer.districts, peer.languages) == (["S70", "S71"], ["English", "Polish"])
    assert "Policies of their organisation" in text_of(desk, "peer", peer)
    for kind in PolicyKind.values:
        send(desk, "policies", None, organisation=str(ours.public_id), kind=kind, **day("seen_on"))
    send(desk, "record_dbs_check", peer, level="basic", outcome="clear", **day("issued_on"), **day("seen_on"))
    assert "Let them begin" in text_of(desk, "peer", peer)
    send(desk, "start_peer", peer)

    peer.refresh_from_db()
    assert (peer.status, OrganisationPolicy.objects.count(), DbsCheck.objects.count()) == ("active", 7, 1)
    assert "Nadia" in text_of(desk, "directory")


def test_adding_says_kindly_what_is_wrong_and_keeps_what_was_typed(desk, house):
    answer = send(
        desk, "add_peer", None, name="Nadia", districts="Barnsley", minimum_age="50", maximum_age="40"
    )
    page = answer.content.decode()

    for words in (
        "Put a comma between them",
        "Choose what they will do with people",
        "Choose at least one way to meet them",
        "The oldest age must not be below the youngest",
        'value="Barnsley"',
    ):
        assert words in page
    assert not Peer.objects.exists()


def test_a_form_sent_twice_does_it_once(desk):
    peer, key = ready(), str(uuid.uuid4())
    address = reverse("record_supervision", args=[peer.public_id])

    for _twice in range(2):
        desk.post(address, {"key": key, **day("held_on")})

    assert Supervision.objects.count() == 1


def test_a_refusal_is_said_on_the_page(desk):
    page = send(desk, "start_peer", ready(trained_on=None)).content.decode()

    assert "They cannot begin yet. Still needed: Training, with the day they had it." in page


def test_changing_pausing_and_stopping_through_the_pages(desk):
    peer = active()
    page = text_of(desk, "change_peer", peer)
    assert peer.name in page

    typed = {"name": "Nadia Other", "shown_as": "N", "words": "W", "activities": "meeting"}
    dates = {**day("trained_on"), **day("boundaries_agreed_on"), **day("supervision_due_on")}
    send(desk, "change_peer", peer, modes="in_person", supervisor="Ines", **typed, **dates)
    send(desk, "pause_peer", peer, why="On holiday")
    peer.refresh_from_db()
    assert (peer.name, peer.status, peer.why_paused) == ("Nadia Other", PeerStatus.PAUSED, "On holiday")

    send(desk, "end_peer", peer)
    peer.refresh_from_db()
    assert peer.status == PeerStatus.ENDED
    assert "They have stopped" in text_of(desk, "peer", peer)


def test_the_page_of_a_peer_names_whom_they_meet_and_writes_the_look_down(desk, meets):
    peer = Peer.objects.get()

    page = text_of(desk, "peer", peer)

    assert "Margaret Hill" in page
    assert Event.objects.filter(act=Act.SEE_INTRODUCTION, person_id=meets.person_id, is_read=True).exists()


def test_a_person_finds_people_in_their_own_words_and_asks_one(margaret, signed_in):
    entry = {"service__name": "Nadia", "service__description": "I have COPD too."}
    peer = active(interests=["Chess"], service__needs=["breathing"], **entry)
    client = signed_in(margaret.signs_in)

    page = text_of(client, "my_peers")
    answer = client.post(reverse("my_peers"), {"interests": "chess"}).content.decode()

    assert "I have COPD too." in page
    assert 'value="breathing"' in page
    assert 'value="drink"' not in page  # nobody here knows that from their own life
    assert reverse("ask_to_join", args=[peer.service.public_id]) in page
    assert "You both like: Chess" in answer
    for secret in (peer.name, peer.phone, peer.supervisor):
        assert secret not in page + answer
    nobody = client.post(reverse("my_peers"), {"language": "Welsh"}).content.decode()
    assert "Nobody fits all of it" in nobody


def test_the_worry_button_of_a_person_pauses_and_says_what_happens(meets, margaret, signed_in):
    client = signed_in(margaret.signs_in)
    assert "Call 999" in text_of(client, "my_worry", meets)

    answer = send(client, "my_worry", meets, words="She asked for money")

    meets.refresh_from_db()
    assert (answer.url, meets.status) == (reverse("my_support"), IntroductionStatus.PAUSED)
    assert Concern.objects.get().words == "She asked for money"


def test_whoever_ended_it_can_still_say_that_they_are_worried(meets, margaret, signed_in):
    introductions.end_without_reason(meets, by=margaret.signs_in)

    page = signed_in(margaret.signs_in).get(reverse("my_introduction", args=[meets.public_id])).text
    assert reverse("my_worry", args=[meets.public_id]) in page


def test_a_worry_without_words_is_asked_for_again(meets, margaret, signed_in):
    page = send(signed_in(margaret.signs_in), "my_worry", meets, words=" ").content.decode()

    assert "Write a few words about what worries you" in page
    assert not Concern.objects.exists()


def test_a_colleague_raises_a_worry_and_a_manager_settles_it(desk, meets, signed_in):
    send(desk, "raise_concern", meets, words="He seems afraid")
    concern = Concern.objects.get()
    assert desk.get(reverse("concerns")).status_code == 403

    client = signed_in(staff("manager"))
    assert "He seems afraid" in text_of(client, "concerns")
    assert "He seems afraid" in text_of(client, "close_concern", concern)
    send(client, "close_concern", concern, outcome="We talked with both")

    assert "We talked with both" in text_of(client, "concerns")
    assert Event.objects.filter(act=Act.SEE_CONCERN, person_id=meets.person_id, is_read=True).count() == 3


def test_a_coordinator_reads_worries_of_their_own_people_and_settles_none(meets, signed_in):
    other, mine = ConcernFactory(words="Of another"), ConcernFactory(person=meets.person, words="Of mine")
    client = signed_in(AllocationFactory(person=meets.person, worker=staff("coordinator")).worker)

    page = text_of(client, "concerns")

    assert "Of mine" in page
    assert "Of another" not in page
    assert client.get(reverse("close_concern", args=[mine.public_id])).status_code == 403
    assert client.get(reverse("close_concern", args=[other.public_id])).status_code == 404


def test_a_navigator_writes_down_that_they_were_in_touch(desk, meets):
    send(desk, "note_contact", meets, mode="telephone", minutes="25", **day("on"))

    assert ContactNote.objects.get().minutes == 25
    assert "25 minutes" in text_of(desk, "note_contact", meets)


def test_a_coordinator_keeps_two_apart_and_ends_it(meets, signed_in):
    coordinator = AllocationFactory(person=meets.person, worker=staff("coordinator")).worker
    client = signed_in(coordinator)

    send(
        client,
        "kept_apart",
        meets.person,
        service=str(meets.service.public_id),
        why="no_contact",
        words="An order",
    )
    kept = KeptApart.objects.get()
    page = text_of(client, "kept_apart", meets.person)
    assert meets.service.name in page
    assert "An order" in page
    send(client, "end_kept_apart", kept)

    kept.refresh_from_db()
    assert kept.ended_by == coordinator


@pytest.mark.parametrize("role", ["coordinator", "finance", "person"])
def test_pages_about_peers_are_for_navigators_and_managers(margaret, signed_in, role):
    user = margaret.signs_in if role == "person" else staff(role)
    client, peer = signed_in(user), PeerFactory()

    assert client.get(reverse("peers")).status_code == 403
    assert client.get(reverse("peer", args=[peer.public_id])).status_code == 404


def test_who_is_kept_apart_from_whom_is_no_business_of_the_person(margaret, signed_in):
    kept = KeptApartFactory(person=margaret)
    client = signed_in(margaret.signs_in)

    assert client.get(reverse("kept_apart", args=[margaret.public_id])).status_code == 403
    assert client.get(reverse("end_kept_apart", args=[kept.public_id])).status_code == 404


def test_the_navigator_reads_why_two_cannot_meet_and_the_person_never_does(desk, meets, margaret, signed_in):
    KeptApartFactory(person=margaret, peer=Peer.objects.get())
    words = "These two are kept apart."

    assert words in text_of(desk, "answer_introduction", meets)
    client = signed_in(margaret.signs_in)
    assert words not in text_of(client, "my_support") + text_of(client, "my_peers")


def test_a_coordinator_finds_the_worry_button_where_the_introduction_is(meets, signed_in):
    client = signed_in(AllocationFactory(person=meets.person, worker=staff("coordinator")).worker)

    page = text_of(client, "support_of_person", meets.person)

    assert reverse("raise_concern", args=[meets.public_id]) in page
    assert reverse("kept_apart", args=[meets.person.public_id]) in text_of(client, "person", meets.person)
