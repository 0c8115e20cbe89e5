"""The cast of this room's tests."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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


@pytest.fixture
def queries_of():
    """Return a function that counts the queries of a page, after a first visit that begins the session."""

    def count(client, address):
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len([one for one in asked if "SAVEPOINT" not in one["sql"]])

    return count
