"""The circle of support."""

import pytest

from ipc.kernel.models import Event
from people import circle
from people.acts import Act
from people.circle import AlreadyInTheCircle
from tests.factories import UserFactory


def test_somebody_is_added_to_the_circle(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        susan = circle.add(
            margaret,
            by=coordinator,
            name=" Susan Hill ",
            kind="child",
            email="Susan@Example.org",
            is_carer=True,
        )

    assert (susan.name, susan.email, susan.site_id) == ("Susan Hill", "susan@example.org", margaret.site_id)
    assert Event.objects.filter(act=Act.ADD_RELATIONSHIP, person_id=margaret.pk).count() == 1


def test_person_adds_somebody_themself(margaret, acting_for):
    user = UserFactory(person=margaret)

    with acting_for(user):
        circle.add(margaret, by=user, name="Susan Hill", kind="child")

    assert margaret.relationships.count() == 1


def test_same_one_twice_is_refused(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        circle.add(margaret, by=coordinator, name="Susan Hill", kind="child")
        with pytest.raises(AlreadyInTheCircle, match="Susan hill is already"):
            circle.add(margaret, by=coordinator, name="Susan hill", kind="child")
        circle.add(margaret, by=coordinator, name="Susan Hill", kind="friend")
