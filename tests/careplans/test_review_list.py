"""The list of reviews: the oldest first, for those who look after them."""

import datetime as dt

import pytest
from django.urls import reverse

from careplans import review_list
from careplans.acts import Act
from careplans.models import Review, ReviewStream
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import PersonStatus
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    OrganisationFactory,
    PersonFactory,
    ReviewFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

DAY = dt.timedelta(days=1)
URL = "/reviews/"


@pytest.fixture
def worker(house):
    return staff("coordinator", house)


@pytest.fixture
def due(house, worker):
    """Add a review of somebody on the caseload who has a plan."""

    def due(days, *, stream=ReviewStream.PLAN, person=None, mine=True, **facts):
        if person is None:
            person = PersonFactory(site=house, **facts)
            CarePlanFactory(person=person, agreed=True)
            if mine:
                AllocationFactory(person=person, worker=worker)
        return ReviewFactory(person=person, stream=stream, due_on=today() + days * DAY)

    return due


def text(answer):
    return " ".join(answer.content.decode().split())


def listed(client, **asked):
    return [one["id"] for one in client.get(URL, asked).context["rows"]]


def test_overdue_comes_first_with_its_days_and_one_thing_to_do(due, worker, signed_in):
    soon, late, later = due(10), due(-3, given_name="Rose", family_name="Kelly"), due(29)
    client = signed_in(worker)

    answer = client.get(URL)

    rows = answer.context["rows"]
    assert [one["id"] for one in rows] == [late.public_id, soon.public_id]
    assert (rows[0]["person"], rows[0]["late"], rows[1]["late"]) == ("Rose Kelly", "3 days late", "")
    plan = late.person.careplans.get()
    assert reverse("hold_review", args=[plan.public_id]) in text(answer)
    assert later.public_id in listed(client, which="all")


def test_today_is_not_late_and_yesterday_is_by_a_day(due):
    assert review_list.days_late(today()) == ""
    assert review_list.days_late(today() - DAY) == "1 day late"


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({}, [-1, 0, 28]),
        ({"which": "overdue"}, [-1]),
        ({"which": "soon"}, [-1, 0, 28]),
        ({"which": "all"}, [-1, 0, 28, 29]),
        ({"which": "all", "stream": "nhs"}, [29]),
        ({"which": "nonsense"}, [-1, 0, 28]),
    ],
)
def test_the_list_is_narrowed_down(due, worker, signed_in, asked, days):
    for day in (-1, 0, 28):
        due(day)
    due(29, stream=ReviewStream.NHS)

    rows = listed(signed_in(worker), **asked)

    found = {one.public_id: (one.due_on - today()).days for one in Review.objects.all()}
    assert [found[key] for key in rows] == days


def test_what_one_meeting_should_serve_is_named(due, worker, signed_in):
    first = due(3)
    due(45, stream=ReviewStream.NHS, person=first.person)
    due(46, stream=ReviewStream.COUNCIL, person=first.person)

    rows = signed_in(worker).get(URL, {"which": "all"}).context["rows"]

    assert [one["beside"] for one in rows] == [["NHS direct payment"], ["The plan"], []]


def test_coordinators_see_their_caseload_and_managers_the_site(house, due, worker, signed_in):
    mine, neighbours = due(1), due(2, mine=False)
    AllocationFactory(person=neighbours.person)
    far = ReviewFactory(person=PersonFactory(site=SiteFactory(slug="luton")), due_on=today())

    assert listed(signed_in(worker)) == [mine.public_id]
    manager = signed_in(staff("manager", house))
    assert listed(manager) == [mine.public_id, neighbours.public_id]
    assert far.public_id not in listed(manager, which="all")
    assert "Write down a review" not in text(manager.get(URL))


def test_nobody_else_opens_the_list(house, due, signed_in):
    review = due(1)
    for somebody in (
        UserFactory(person=review.person),
        staff("finance", house),
        staff("partner", house, OrganisationFactory(site=house)),
    ):
        assert signed_in(somebody).get(URL).status_code == 403


def test_nobody_is_listed_with_whom_we_no_longer_work(due, worker, signed_in):
    review = due(1)
    review.person.status = PersonStatus.DIED
    review.person.save()

    assert "No review is due" in text(signed_in(worker).get(URL))


def test_every_person_listed_is_a_look_that_is_written_down(due, worker, signed_in):
    due(1), due(2)

    signed_in(worker).get(URL)

    assert Event.objects.filter(act=Act.SEE_REVIEWS, is_read=True, actor=worker).count() == 2


def test_pages_go_on_where_the_last_one_ended_with_what_was_chosen(due, worker, signed_in, monkeypatch):
    monkeypatch.setattr(review_list, "SIZE", 2)
    wanted = [due(day).public_id for day in (1, 1, 2, 40)]
    client = signed_in(worker)

    first = client.get(URL, {"which": "all"})
    second = client.get(URL + first.context["more"])

    assert [one["id"] for one in (*first.context["rows"], *second.context["rows"])] == wanted
    assert second.context["more"] == ""


def test_fifty_cost_no_more_queries_than_one(
    due, worker, signed_in, django_assert_max_num_queries, django_assert_num_queries
):
    client = signed_in(worker)
    due(1)
    client.get(URL)
    with django_assert_max_num_queries(30) as one:
        client.get(URL)
    for day in range(49):
        due(day % 28)
    with django_assert_num_queries(len(one.captured_queries)):
        assert len(client.get(URL).context["rows"]) == 50
