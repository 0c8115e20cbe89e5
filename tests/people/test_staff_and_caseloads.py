"""Moving people from one colleague to another, and the pages on which managers see who has whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ipc.kernel import access
from ipc.kernel.models import Event
from people import allocation
from people.acts import Act
from people.allocation import (
    AlreadyTheirs,
    CloseToThem,
    LeavesSoon,
    NobodyToTransfer,
    NotACoordinatorHere,
    SayWhy,
)
from people.models import Allocation, Person
from tests.factories import (
    AllocationFactory,
    ConflictFactory,
    CoverFactory,
    RestrictionFactory,
    RestrictionReaderFactory,
    SiteFactory,
    TeamMemberFactory,
)
from tests.factories.people import staff


@pytest.fixture
def manager(house):
    return staff("manager", house, name="Mia Manager")


@pytest.fixture
def ann(house):
    return staff("coordinator", house, name="Ann Reed")


@pytest.fixture
def desk(signed_in, manager):
    """A browser in which the manager is signed in."""
    return signed_in(manager)


def everybody():
    return Person.objects.all()


def caseload(worker):
    return Allocation.objects.live().filter(worker=worker).count()


def test_transfer_moves_people_today_with_history_and_an_event_each(
    manager, coordinator, ann, margaret, acting_for
):
    other = AllocationFactory(worker=coordinator).person

    with acting_for(manager):
        done = allocation.transfer(
            everybody(), from_worker=coordinator, to_worker=ann, by=manager, reason="Sam is leaving"
        )
    with acting_for(ann):
        assert set(Person.objects.visible_to(ann)) == {margaret, other}
    with acting_for(coordinator):
        assert not Person.objects.visible_to(coordinator).exists()

    assert (done.moved, done.too_close, done.kept_back) == (2, 0, 0)
    assert [one.worker for one in margaret.allocations.order_by("pk")] == [coordinator, ann]
    events = Event.objects.filter(act=Act.ALLOCATE, actor=manager)
    assert {(event.person_id, event.why) for event in events} == {
        (margaret.pk, "Sam is leaving"),
        (other.pk, "Sam is leaving"),
    }


def test_transfer_moves_only_those_chosen(manager, coordinator, ann, margaret, acting_for):
    AllocationFactory(worker=coordinator)
    chosen = Person.objects.filter(pk=margaret.pk)

    with acting_for(manager):
        allocation.transfer(chosen, from_worker=coordinator, to_worker=ann, by=manager, reason="Asked")

    assert (caseload(ann), caseload(coordinator)) == (1, 1)


def test_people_of_a_third_colleague_stay_where_they_are(manager, coordinator, ann, margaret, acting_for):
    third = AllocationFactory().worker

    with acting_for(manager):
        allocation.transfer(everybody(), from_worker=coordinator, to_worker=ann, by=manager, reason="Asked")

    assert caseload(third) == 1


def test_own_record_and_that_of_somebody_close_stay(manager, coordinator, margaret, acting_for):
    own, close = (AllocationFactory(worker=coordinator).person for _ in range(2))
    ann = staff("coordinator", person=own)
    ConflictFactory(user=ann, person=close)

    with acting_for(manager):
        done = allocation.transfer(
            everybody(), from_worker=coordinator, to_worker=ann, by=manager, reason="Leave"
        )
        with pytest.raises(NobodyToTransfer):
            allocation.transfer(
                everybody(), from_worker=coordinator, to_worker=ann, by=manager, reason="Leave"
            )
        with pytest.raises(CloseToThem):
            allocation.allocate(close, worker=ann, by=manager)

    assert (done.moved, done.too_close) == (1, 2)


def test_restricted_records_stay_and_are_only_counted(manager, coordinator, ann, margaret, acting_for):
    kept = RestrictionFactory(person=AllocationFactory(worker=coordinator).person)

    with acting_for(manager):
        done = allocation.transfer(
            everybody(), from_worker=coordinator, to_worker=ann, by=manager, reason="Leave"
        )
    assert (done.moved, done.kept_back) == (1, 1)
    assert kept.person.allocations.get().worker == coordinator

    RestrictionReaderFactory(restriction=kept, user=manager)
    with acting_for(manager):
        again = allocation.transfer(
            everybody(), from_worker=coordinator, to_worker=ann, by=manager, reason="Leave"
        )
    assert (again.moved, again.kept_back) == (1, 0)


def test_postgres_moves_no_restricted_record_with_the_filter_gone(
    manager, coordinator, ann, margaret, acting_for, monkeypatch
):
    kept = RestrictionFactory(person=AllocationFactory(worker=coordinator).person)
    monkeypatch.setattr(access, "rows", lambda *_, **__: access.EVERYTHING)

    with acting_for(manager):
        done = allocation.transfer(
            everybody(), from_worker=coordinator, to_worker=ann, by=manager, reason="Leave"
        )

    assert done.moved == 1
    assert kept.person.allocations.get().worker == coordinator


def test_transfer_says_why_and_goes_to_another_coordinator_of_the_site(
    manager, coordinator, ann, margaret, acting_for
):
    facts = {"from_worker": coordinator, "by": manager}
    leaving = staff("coordinator", leaves_on="2030-01-01")

    with acting_for(manager):
        with pytest.raises(SayWhy):
            allocation.transfer(everybody(), to_worker=ann, reason=" ", **facts)
        with pytest.raises(AlreadyTheirs):
            allocation.transfer(everybody(), to_worker=coordinator, reason="Why", **facts)
        for other in (staff("finance"), staff("coordinator", SiteFactory(slug="luton"))):
            with pytest.raises(NotACoordinatorHere):
                allocation.transfer(everybody(), to_worker=other, reason="Why", **facts)
        leaving.refresh_from_db()
        with pytest.raises(LeavesSoon, match="leaves on Tuesday 1 January 2030"):
            allocation.transfer(everybody(), to_worker=leaving, reason="Why", **facts)


def test_transfer_costs_the_same_for_one_and_for_twenty(manager, ann, acting_for):
    def cost(number):
        worker = staff("coordinator")
        for _ in range(number):
            AllocationFactory(worker=worker)
        with acting_for(manager), CaptureQueriesContext(connection) as asked:
            allocation.transfer(everybody(), from_worker=worker, to_worker=ann, by=manager, reason="Move")
        return len([one for one in asked if "SAVEPOINT" not in one["sql"]])

    assert cost(1) == cost(20)


def test_staff_page_shows_teams_roles_numbers_and_who_is_away(desk, coordinator, ann, margaret):
    CoverFactory(away=coordinator, standing_in=ann)
    TeamMemberFactory(user=ann, team__name="North team")
    RestrictionFactory(person=AllocationFactory(worker=coordinator).person)
    staff("coordinator", SiteFactory(slug="luton"), name="Far Away")

    text = desk.get(reverse("staff")).text

    assert "North team" in text
    assert "In no team" in text
    assert "Ann Reed stands in." in text
    assert "Stands in for Sam Okafor until" in text
    assert "<b>2</b>" in text
    assert "Far Away" not in text


def test_staff_page_costs_the_same_for_one_and_for_ten(desk, coordinator, margaret, queries_of):
    with_one = queries_of(desk, reverse("staff"))
    for _ in range(9):
        worker = AllocationFactory().worker
        CoverFactory(away=worker)
        TeamMemberFactory(user=worker)

    assert queries_of(desk, reverse("staff")) == with_one <= 9


@pytest.mark.parametrize("page", ["colleague", "arrange_cover"])
def test_pages_of_a_colleague_cost_the_same_for_one_and_for_ten(
    desk, coordinator, margaret, queries_of, page
):
    address = reverse(page, args=[coordinator.public_id])
    with_one = queries_of(desk, address)
    for _ in range(9):
        AllocationFactory(worker=coordinator)
        CoverFactory(away=coordinator)
        staff("coordinator")

    assert queries_of(desk, address) == with_one <= 14


def test_page_of_a_colleague_moves_those_ticked_once(desk, coordinator, ann, margaret):
    AllocationFactory(worker=coordinator)
    page = reverse("colleague", args=[coordinator.public_id])
    typed = {
        "key": "0192a000-0000-7000-8000-000000000001",
        "which": "chosen",
        "people": [str(margaret.public_id)],
        "to_worker": str(ann.public_id),
        "reason": "Sam works fewer days",
    }

    for _ in range(2):
        answer = desk.post(page, typed, follow=True)

    assert "1 person moved to Ann Reed." in answer.text
    assert caseload(ann) == 1


def test_page_of_a_colleague_moves_everybody_and_says_who_stays(desk, coordinator, ann, margaret):
    RestrictionFactory(person=AllocationFactory(worker=coordinator).person)
    page = reverse("colleague", args=[coordinator.public_id])

    assert "1 more record may be opened only by those named in it." in desk.get(page).text
    answer = desk.post(
        page, {"which": "all", "to_worker": str(ann.public_id), "reason": "Sam leaves"}, follow=True
    )

    assert "1 person moved to Ann Reed. 1 person stayed: only those named" in answer.text


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("people", "Tick at least one person, or choose everybody"),
        ("to_worker", "Choose to whom they move"),
        ("reason", "Say why, like"),
    ],
)
def test_wrong_answers_about_moving_are_said_kindly(desk, coordinator, ann, margaret, left_out, said):
    typed = {"which": "chosen", "people": [str(margaret.public_id)], "to_worker": str(ann.public_id)}
    typed |= {"reason": "Why"}
    del typed[left_out]

    answer = desk.post(reverse("colleague", args=[coordinator.public_id]), typed)

    assert said in answer.text
    assert caseload(ann) == 0


@pytest.mark.parametrize("whose", ["another caseload", "another site"])
def test_somebody_of_another_caseload_does_not_move(desk, coordinator, ann, margaret, whose):
    site = SiteFactory(slug="luton" if whose == "another site" else "barnsley")
    other = AllocationFactory(person__site=site).person

    answer = desk.post(
        reverse("colleague", args=[coordinator.public_id]),
        {"which": "chosen", "people": [str(other.public_id)], "to_worker": str(ann.public_id), "reason": "x"},
    )

    assert "None of these people can be moved to Ann Reed." in answer.text
    assert caseload(ann) == 0


def test_people_of_a_colleague_are_paged_and_each_look_is_kept(desk, coordinator, house):
    for _ in range(51):
        AllocationFactory(worker=coordinator)

    first = desk.get(reverse("colleague", args=[coordinator.public_id]))
    second = desk.get(reverse("colleague", args=[coordinator.public_id]) + first.context["more_url"])

    assert (len(first.context["people"]), len(second.context["people"])) == (50, 1)
    assert Event.objects.filter(act=Act.SEE_PERSON, is_read=True).count() == 51


def test_coordinator_is_changed_on_the_page_and_the_history_shows_it(desk, coordinator, ann, margaret):
    page = reverse("allocate", args=[margaret.public_id])

    assert "Ann Reed: 0 people" in desk.get(page).text
    assert "Sam Okafor: 1 person" in desk.get(page).text
    answer = desk.post(page, {"worker": str(ann.public_id), "reason": "Nearer"}, follow=True)
    assert "Somebody else coordinates the support of Margaret from today." in answer.text
    history = desk.get(page).context["history"]
    assert [(one["name"], one["by"]) for one in history] == [("Ann Reed", "Mia Manager"), ("Sam Okafor", "")]
    assert Event.objects.get(act=Act.ALLOCATE).why == "Nearer"


def test_refusal_to_allocate_is_an_error_of_the_form(desk, coordinator, margaret):
    answer = desk.post(reverse("allocate", args=[margaret.public_id]), {"worker": str(coordinator.public_id)})

    assert "Sam Okafor already coordinates the support." in answer.text


@pytest.mark.parametrize("role", ["coordinator", "finance", "navigator", "site_admin", "analyst"])
def test_only_managers_see_staff(signed_in, coordinator, role):
    client = signed_in(staff(role))

    assert client.get(reverse("staff")).status_code == 403
    assert client.get(reverse("colleague", args=[coordinator.public_id])).status_code == 404


def test_colleagues_of_another_site_are_not_there(desk, house):
    far = staff("coordinator", SiteFactory(slug="luton"))

    for page in ("colleague", "arrange_cover"):
        assert desk.get(reverse(page, args=[far.public_id])).status_code == 404


API = "/api/v1/"


@pytest.fixture
def api(desk):
    post = desk.post
    return lambda path, facts: post(API + path, facts, content_type="application/json")


def test_api_allocates_and_shows_the_history(api, desk, coordinator, ann, margaret):
    facts = {"person": str(margaret.public_id), "worker": str(ann.public_id)}

    assert api("allocations/", facts).status_code == 201
    assert api("allocations/", facts).status_code == 409
    shown = desk.get(f"{API}allocations/").json()["results"]
    assert [(one["worker_name"], one["ends_on"] is None) for one in shown] == [
        ("Ann Reed", True),
        ("Sam Okafor", False),
    ]


def test_api_moves_people_and_arranges_cover(api, desk, coordinator, ann, margaret):
    of_sam, key = f"colleagues/{coordinator.public_id}/", str(ann.public_id)

    moved = api(f"{of_sam}transfer/", {"to_worker": key, "reason": "Leaves"})
    arranged = api(
        f"{of_sam}arrange_cover/", {"standing_in": key, "starts_on": "2099-01-01", "ends_on": "2099-01-08"}
    )
    ended = api(f"covers/{arranged.json()['id']}/end/", {})

    assert moved.json() == {"moved": 1, "too_close": 0, "kept_back": 0}
    assert arranged.status_code == 201
    assert ended.json()["ends_on"] == "2099-01-01"
    assert api(f"covers/{arranged.json()['id']}/end/", {}).status_code == 409


def test_api_names_nobody_of_another_site(api, house, coordinator, margaret):
    far = staff("coordinator", SiteFactory(slug="luton"))
    far_person = AllocationFactory(worker=far, person__site=SiteFactory(slug="luton")).person

    for facts in (
        {"person": str(margaret.public_id), "worker": str(far.public_id)},
        {"person": str(far_person.public_id), "worker": str(coordinator.public_id)},
    ):
        assert api("allocations/", facts).status_code == 400
    assert api(f"colleagues/{far.public_id}/transfer/", {}).status_code == 404
