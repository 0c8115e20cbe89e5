"""The cast of this room's tests."""

import pytest

from tests.factories import AllocationFactory
from tests.factories.people import staff


@pytest.fixture
def coordinator(house):
    return staff("coordinator", house, name="Sam Okafor", email="sam@barnsley.example")


@pytest.fixture
def margaret(coordinator):
    """Somebody on the coordinator's caseload."""
    return AllocationFactory(
        worker=coordinator, person__given_name="Margaret", person__family_name="Hill"
    ).person
