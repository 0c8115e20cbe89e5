"""The cast of this room: somebody who asks, a navigator, a group."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import PersonFactory, ServiceFactory, UserFactory
from tests.factories.people import staff


@pytest.fixture
def margaret(house):
    person = PersonFactory(
        given_name="Margaret",
        family_name="Hill",
        phone="01226 111111",
        email="margaret@home.example",
        address="5 Private Road",
        postcode="ZZ99 5AA",
    )
    person.signs_in = UserFactory(person=person, email="margaret@example.org", name="Margaret Hill")
    return person


@pytest.fixture
def navigator(house):
    return staff("navigator", email="nina@barnsley.example", name="Nina Navigator")


@pytest.fixture
def choir(house):
    return ServiceFactory(name="Breathe Easy Choir", places=2)


@pytest.fixture
def questions():
    """Return a context manager that gives what was asked of the database, without the savepoints."""

    @contextmanager
    def watch():
        with CaptureQueriesContext(connection) as captured:
            yield lambda: [one["sql"] for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]

    return watch
