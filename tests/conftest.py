"""The tests run on real servers: an embedded PostgreSQL with the real roles, and Redis.

The test database is migrated by the owner and then used as the application's own role, so that
row-level security and permissions are real in every test.
"""

import gc
import os

import pytest

from ipc.kernel import embedded
from tests import tables


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with what takes minutes by itself, so that nobody waits for it alone at the end.

    The journeys come last: the browser's driver keeps an event loop, beside which Django's ORM refuses.
    """
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            item.get_closest_marker("long") is None,
        )
    )


def pytest_configure(config):
    """Begin the servers; look for rubbish seldom: what is loaded by now stays to the end."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    if "DATABASE_URL" not in os.environ:
        embedded.up()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Make a test database of this process's own, and point both connections at it; know every task.

    The tables themselves are made once and copied: see ``tests/tables.py``.
    """
    from celery import current_app
    from django.conf import settings
    from django.db import connections

    current_app.loader.import_default_modules()  # the outbox runs its tasks by name
    name = f"test_ipc_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    owner, app = connections["owner"], connections["default"]
    with django_db_blocker.unblock():
        tables.copy(name)
        for wrapper in (owner, app):
            wrapper.close()
            settings.DATABASES[wrapper.alias]["NAME"] = name
            wrapper.settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        app.close()
        owner.close()


@pytest.fixture
def house(db):
    """Act as a job over two sites, ``barnsley`` and ``luton``, for as long as the test runs.

    A request made with ``client`` acts as its own user, and the test acts as the job again after it.
    """
    from ipc.kernel import acting
    from tests.factories import SiteFactory

    sites = [SiteFactory(slug="barnsley"), SiteFactory(slug="luton")]
    token = acting.begin(acting.job([site.pk for site in sites]))
    yield sites[0]
    acting.end(token)


@pytest.fixture
def acting_for():
    """Return a context manager in which the database is asked as ``user``, as in a request."""
    from ipc.kernel import acting

    return lambda user: acting.acting_as(user.acting())


@pytest.fixture
def signed_in(client):
    """Return a function that signs a user in and gives the client."""

    def sign_in(user):
        client.force_login(user, backend="people.signing_in.Backend")
        return client

    return sign_in
