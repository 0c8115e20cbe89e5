"""The tests run on real servers: an embedded PostgreSQL with the real roles, and Redis.

The test database is migrated by the owner and then used as the application's own role, so that
row-level security and permissions are real in every test.
"""

import fcntl
import hashlib
import os

import pytest

from ipc.kernel import embedded

TABLES = "test_ipc"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put the journeys last: the browser's driver keeps an event loop, beside which Django's ORM refuses."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_configure(config):
    if "DATABASE_URL" not in os.environ:
        embedded.up()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Make a test database of this process's own, and point both connections at it; know every task.

    Where several processes share the tests, the first one makes the tables and the others copy them.
    """
    from celery import current_app
    from django.conf import settings
    from django.db import connections

    current_app.loader.import_default_modules()  # the outbox runs its tasks by name
    name = f"test_ipc_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    owner, app = connections["owner"], connections["default"]
    with django_db_blocker.unblock():
        with open(embedded.run_dir() / "test-databases", "a+") as made:
            fcntl.flock(made, fcntl.LOCK_EX)
            _make_tables_once(made, owner)
            _make_anew(owner, name, template=TABLES)
        for wrapper in (owner, app):
            wrapper.close()
            settings.DATABASES[wrapper.alias]["NAME"] = name
            wrapper.settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        app.close()
        owner.close()


def _make_tables_once(made, owner):
    """Migrate the database that the others are copies of, unless the same migrations made it before."""
    from django.conf import settings
    from django.core.management import call_command

    run = _what_makes_the_tables()
    made.seek(0)
    if made.read() == run and _is_there(owner, TABLES):
        return
    made.seek(0)
    made.truncate()
    _make_anew(owner, TABLES)
    before = owner.settings_dict["NAME"]
    owner.close()
    owner.settings_dict["NAME"] = settings.DATABASES["owner"]["NAME"] = TABLES
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    owner.close()
    owner.settings_dict["NAME"] = settings.DATABASES["owner"]["NAME"] = before
    made.seek(0)
    made.write(run)


def _what_makes_the_tables() -> str:
    """Return a hash of every file that decides what is in the tables when the migrations have run."""
    from django.conf import settings

    root = settings.BASE_DIR
    files = [*root.glob("*/migrations/*.py"), *root.glob("ipc/*/migrations/*.py"), *root.glob("ipc/**/*.sql")]
    files += [*root.glob("ipc/kernel/*.py"), root / "requirements" / "runtime.lock"]
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _is_there(owner, name) -> bool:
    with owner._nodb_cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _make_anew(owner, name, template="template1"):
    with owner._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


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
