"""Reviews through the API: those one may see, and each look written down."""

import pytest

from careplans.acts import Act
from ipc.kernel.models import Event
from people.models import Section
from tests.factories import AllocationFactory, ConsentFactory, PersonFactory, ReviewFactory, UserFactory

REVIEWS = "/api/v1/reviews/"


@pytest.fixture
def review(house):
    return ReviewFactory(person=PersonFactory())


def ids(answer):
    return [one["id"] for one in answer.json()["results"]]


def test_a_review_says_which_clock_when_due_and_when_reminded(review, signed_in):
    worker = AllocationFactory(person=review.person).worker
    told = signed_in(worker).get(f"{REVIEWS}{review.public_id}/").json()

    assert told == {
        "id": str(review.public_id),
        "person": str(review.person.public_id),
        "stream": review.stream,
        "due_on": review.due_on.isoformat(),
        "reminded_at": None,
        "held_on": None,
    }


def test_the_reviews_are_those_of_ones_own_record_or_caseload(review, signed_in):
    other = ReviewFactory(person=PersonFactory())
    AllocationFactory(person=other.person)
    worker = AllocationFactory(person=review.person).worker

    for somebody in (worker, UserFactory(person=review.person)):
        client = signed_in(somebody)
        assert ids(client.get(REVIEWS)) == [str(review.public_id)]
        assert client.get(f"{REVIEWS}{other.public_id}/").status_code == 404


def test_family_sees_reviews_when_the_plan_was_shared(review, signed_in):
    shared = ConsentFactory(person=review.person, sections=[Section.IDENTITY, Section.PLAN]).user
    by_name_alone = ConsentFactory(person=review.person, sections=[Section.IDENTITY]).user

    assert ids(signed_in(shared).get(REVIEWS)) == [str(review.public_id)]
    assert ids(signed_in(by_name_alone).get(REVIEWS)) == []


def test_each_look_is_written_down(review, signed_in):
    client = signed_in(UserFactory(person=review.person))
    client.get(REVIEWS)
    client.get(f"{REVIEWS}{review.public_id}/")

    looks = Event.objects.filter(act=Act.SEE_PLAN, is_read=True, person_id=review.person_id)
    assert looks.filter(subject_type="careplans.Review", way_in="api").count() == 2


def test_ten_reviews_cost_no_more_queries_than_one(
    review, signed_in, django_assert_max_num_queries, django_assert_num_queries
):
    worker = AllocationFactory(person=review.person).worker
    client = signed_in(worker)
    client.get(REVIEWS)
    with django_assert_max_num_queries(20) as one:
        client.get(REVIEWS)
    for _ in range(9):
        ReviewFactory(person=AllocationFactory(worker=worker).person)
    with django_assert_num_queries(len(one.captured_queries)):
        assert len(client.get(REVIEWS).json()["results"]) == 10
