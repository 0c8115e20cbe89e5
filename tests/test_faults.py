"""What visitors and load balancers see while a part of the house is away, and what they never see."""

import logging
import time

import psycopg2
import pytest
from celery import current_app
from django.db import OperationalError, close_old_connections, connection
from django.db.transaction import TransactionManagementError
from django.test import Client
from django.urls import get_resolver

from ipc.kernel import acting
from peersupport.models import Introduction
from tests import worlds
from tests.factories import AllocationFactory, PersonFactory
from tests.factories.peersupport import ServiceFactory
from tests.factories.people import UserFactory, staff
from tests.test_matrix import PAGES, addresses, path_of, signed_in

WRITTEN_BY_LOOKING = {
    "kernel_event",
    "kernel_cache",
    "django_session",
    "usersessions_usersession",
    "people_messageread",  # who reads a message leaves a receipt
}

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")


@pytest.fixture
def quiet_client():
    """A client that is given the page of an error, as a visitor is."""
    return Client(raise_request_exception=False)


def too_slow(*_, **__):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
        cursor.execute("SELECT pg_sleep(5)")


def test_a_page_that_waits_too_long_for_the_database_says_so(house, quiet_client, monkeypatch):
    monkeypatch.setattr("ipc.programme.answers.sites", too_slow)
    answer = quiet_client.get("/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "<h1" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_the_api_that_waits_too_long_for_the_database_says_so(house, quiet_client, monkeypatch):
    quiet_client.force_login(staff("coordinator"), backend="people.signing_in.Backend")
    monkeypatch.setattr("peersupport.directory.search", too_slow)
    answer = quiet_client.get("/api/v1/services/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status"}


def test_an_error_nobody_thought_of_shows_nothing_of_itself(house, quiet_client, monkeypatch):
    monkeypatch.setattr("ipc.programme.answers.sites", lambda: 1 / 0)
    answer = quiet_client.get("/")

    assert answer.status_code == 500
    assert "<h1" in answer.content.decode()
    assert not any(word in answer.content.decode() for word in ("Traceback", "ZeroDivision", "/ipc/"))


# The database away: outside any transaction of the test's own, so only what reads.


@pytest.fixture
def no_transaction(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield
        connection.close()


@pytest.fixture
def connected_as(no_transaction):
    """Return a function that changes how the application reaches its database, for this test."""
    before = dict(connection.settings_dict)

    def change(**settings):
        connection.close()
        connection.settings_dict.update(settings)

    yield change
    connection.close()
    connection.settings_dict.update(before)


def end_backend(pid):
    """End a server process of PostgreSQL, as its administrator would."""
    here = connection.settings_dict
    outside = psycopg2.connect(
        host=here["HOST"], port=here["PORT"] or None, user="postgres", dbname=here["NAME"]
    )
    outside.autocommit = True
    outside.cursor().execute("SELECT pg_terminate_backend(%s)", [pid])
    outside.close()
    time.sleep(0.2)


def test_a_connection_that_was_cut_costs_one_answer_at_most(no_transaction, quiet_client):
    assert quiet_client.get("/").status_code == 200
    end_backend(connection.connection.info.backend_pid)

    assert quiet_client.get("/").status_code == 503
    close_old_connections()
    assert quiet_client.get("/").status_code == 200


def test_a_cut_connection_between_two_requests_is_not_noticed(no_transaction, quiet_client):
    assert quiet_client.get("/").status_code == 200
    end_backend(connection.connection.info.backend_pid)
    close_old_connections()

    assert quiet_client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/directory/", "/jargon/", "/accounts/login/", "/oruk/services"])
def test_without_a_database_every_page_says_when_to_come_back(connected_as, quiet_client, path):
    before = connection.settings_dict["HOST"]
    connected_as(HOST="/nowhere")
    answer = quiet_client.get(path)

    # The page of signing in needs no database to be shown.
    assert (answer.status_code, answer.get("Retry-After")) in {(503, "30"), (200, None)}
    assert "Traceback" not in answer.content.decode()
    assert "/nowhere" not in answer.content.decode()
    connected_as(HOST=before)
    assert quiet_client.get(path).status_code == 200


def test_health_tells_alive_from_ready(connected_as, quiet_client):
    assert quiet_client.get("/health/ready").status_code == 200
    connected_as(HOST="/nowhere")

    assert quiet_client.get("/health/live").status_code == 200
    answer = quiet_client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["reason"] == "The database cannot be reached."


@pytest.mark.parametrize("role", ["postgres", "ipc_backup"])
def test_a_role_past_row_level_security_is_never_ready(connected_as, quiet_client, role):
    connected_as(USER=role)
    answer = quiet_client.get("/health/ready")

    assert answer.status_code == 503
    assert "row-level security" in answer.json()["reason"]
    assert role not in answer.content.decode()


# Redis away: it holds the queue and nothing that would be missed.


@pytest.fixture
def no_redis(monkeypatch):
    monkeypatch.setattr(current_app.conf, "broker_url", "redis+socket:///nowhere/redis.sock")
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis+socket:///nowhere/redis.sock")
    monkeypatch.setattr(current_app, "_pool", None)
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
    yield
    current_app.amqp._producer_pool = current_app._pool = None


def test_without_redis_people_go_on_writing(house, no_redis, signed_in, django_capture_on_commit_callbacks):
    person, service = PersonFactory(), ServiceFactory()
    client = signed_in(UserFactory(person=person))
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True) as asked:
        answer = client.post(f"/directory/{service.public_id}/ask/", {"has_agreed": "on", "wish": "To sing."})

    assert answer.status_code == 302, answer.content.decode()
    assert len(asked) == 1
    assert time.monotonic() - began < 5
    assert Introduction.objects.filter(person=person).exists()
    assert client.get("/my/support/").status_code == 200


# What every answer carries, and what looking at a page leaves behind.


def pages_without_ids():
    return sorted(
        {
            f"/{route}"
            for route, entry in addresses(get_resolver())
            if "<" not in route and "(" not in route and "^" not in route and entry.name
        }
    )


@pytest.mark.parametrize("who", ["stranger", "person", "coordinator", "site_admin"])
def test_every_answer_keeps_itself_private(house, who):
    allocation = AllocationFactory()
    users = {
        "stranger": None,
        "person": UserFactory(person=allocation.person),
        "coordinator": allocation.worker,
        "site_admin": staff("site_admin"),
    }
    client, wrong = signed_in_as(users[who]), []
    for path in pages_without_ids():
        with worlds.undone():
            answer = client.get(path)
            if answer.streaming:
                list(answer)
        wrong += [(path, what) for what in missing_from(answer, is_signed_in=users[who] is not None)]

    assert wrong == []


def missing_from(answer, *, is_signed_in):
    """Yield what an answer should carry and does not."""
    yield from (name for name, value in HEADERS.items() if answer.get(name) != value)
    policy = answer.get("Content-Security-Policy", "")
    yield from (part for part in POLICY if part not in policy)
    yield from (part for part in ("unsafe", "http:", "*") if part in policy)
    if not answer.get("X-Request-ID"):
        yield "X-Request-ID"
    if is_signed_in and "no-store" not in answer.get("Cache-Control", ""):
        yield "Cache-Control"
    for cookie in answer.cookies.values():
        if not cookie["httponly"] or cookie["samesite"] not in ("Lax", "Strict"):
            yield f"cookie {cookie.key}"
    if answer.status_code >= 500:
        yield answer.status_code


def signed_in_as(user):
    logging.disable(logging.WARNING)
    return signed_in(user)


@pytest.fixture(autouse=True)
def _speak_again():
    yield
    logging.disable(logging.NOTSET)


def checksums():
    """Return what is in every table, but for the audit, sessions and counted attempts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        tables = sorted({name for (name,) in cursor.fetchall()} - WRITTEN_BY_LOOKING)
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t")
            found[table] = cursor.fetchone()
    return found


@pytest.mark.long
@pytest.mark.timeout(900)
def test_looking_at_every_page_changes_nothing(db):
    world = worlds.World()
    clients = [signed_in_as(world.principals[name]) for name in ("person", "coordinator")]
    before = checksums()
    for entry in PAGES:
        for client in clients:
            for method in ("get", "head"):
                answer = getattr(client, method)(path_of(entry, world, "theirs"))
                if answer.streaming:
                    list(answer)
    after = checksums()
    acting.end(world.token)

    assert {table for table in before if before[table] != after[table]} == set()


def broken_off(*_, **__):
    """What the driver raises when the server is killed while it sends its answer: no class, no code."""
    raise psycopg2.DatabaseError("error with status PGRES_TUPLES_OK and no message from the libpq")


def asked_after_it_went(*_, **__):
    try:
        raise OperationalError("server closed the connection unexpectedly")
    except OperationalError as error:
        raise TransactionManagementError("The transaction is broken.") from error


@pytest.mark.parametrize(
    ("breaks", "status"), [(broken_off, 503), (asked_after_it_went, 503), (ZeroDivisionError, 500)]
)
def test_whatever_is_raised_when_the_database_goes_away_is_told_as_that(
    house, quiet_client, monkeypatch, breaks, status
):
    def page(*_, **__):
        if isinstance(breaks, type):
            raise breaks
        with connection.wrap_database_errors:
            breaks()

    monkeypatch.setattr("ipc.programme.answers.sites", page)

    assert quiet_client.get("/").status_code == status
