"""The audit cannot be changed unseen: not by the application, and not by somebody with every right."""

import logging
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, connections, transaction

from ipc.kernel import sealing
from ipc.kernel.models import Seal
from tests.budgets.test_ledger_races import as_superuser, connected

# What is sealed waits for every transaction of the server, those of other tests too.
pytestmark = pytest.mark.alone

ADD = """
INSERT INTO kernel_event (at, act, role, subject_type, why, way_in, is_read, site_id, person_id)
VALUES (clock_timestamp(), 'people.see_person', '', '', %s, 'web', true, 1, 1)
"""
AGAIN = [
    ("DELETE FROM kernel_seal", []),
    (
        "INSERT INTO kernel_seal (at, after, up_to, events, hash, seen_up_to, settled_xid)"
        " VALUES (clock_timestamp(), 0, 0, 0, encode(sha256('the first seal'), 'hex'), 0, 0)",
        [],
    ),
]
ANY = "(SELECT min(id) FROM kernel_event WHERE why = 'look 7')"


@pytest.fixture
def audit(django_db_setup, django_db_blocker):
    """Twenty committed looks under seals, whole; everything is gone afterwards."""
    with django_db_blocker.unblock():
        as_superuser(*AGAIN, *((ADD, [f"look {number}"]) for number in range(20)))
        for _run in range(3):
            sealing.seal(most=7)
        yield
        as_superuser(("DELETE FROM kernel_event WHERE why LIKE 'look %' OR why = 'x'", None), *AGAIN)
        connections.close_all()


def test_what_was_sealed_is_whole(audit, capsys):
    verdict = sealing.verify()

    assert verdict.is_whole, verdict.place
    assert verdict.events >= 20
    assert Seal.objects.filter(events__gt=0).count() >= 3
    call_command("verify_audit")
    assert "The audit is whole" in capsys.readouterr().out


@pytest.mark.parametrize(
    "tampering",
    [
        f"UPDATE kernel_event SET why = 'x' WHERE id = {ANY}",
        f"UPDATE kernel_event SET at = at + interval '1 microsecond' WHERE id = {ANY}",
        f"UPDATE kernel_event SET actor_id = 7 WHERE id = {ANY}",
        f"UPDATE kernel_event SET person_id = 2 WHERE id = {ANY}",
        f"UPDATE kernel_event SET is_read = false WHERE id = {ANY}",
        f"UPDATE kernel_event SET emergency_id = uuidv7() WHERE id = {ANY}",
        f"UPDATE kernel_event SET act = role, role = act WHERE id = {ANY}",
        f"DELETE FROM kernel_event WHERE id = {ANY}",
        f"UPDATE kernel_event SET id = -id WHERE id = {ANY}",
        "UPDATE kernel_event SET why = CASE why WHEN 'look 3' THEN 'look 7' ELSE 'look 3' END"
        " WHERE why IN ('look 3', 'look 7')",
        "UPDATE kernel_seal SET hash = repeat('0', 64) WHERE id = (SELECT max(id) FROM kernel_seal)",
        "UPDATE kernel_seal SET up_to = up_to + 1"
        " WHERE id = (SELECT max(id) FROM kernel_seal WHERE events > 0)",
        "DELETE FROM kernel_seal WHERE id = (SELECT min(id) FROM kernel_seal)",
        "DELETE FROM kernel_seal WHERE id = (SELECT max(id) FROM kernel_seal WHERE events > 0)",
        "UPDATE kernel_seal SET at = at - interval '3 hours'",
    ],
)
def test_whatever_somebody_with_every_right_changes_is_found(audit, tampering, capsys):
    as_superuser((tampering, None))

    assert not sealing.verify().is_whole
    with pytest.raises(CommandError, match=r"The audit is not as it was sealed: .*seal"):
        call_command("verify_audit")


def test_the_place_is_named(audit):
    as_superuser((f"UPDATE kernel_event SET why = 'x' WHERE id = {ANY}", None))
    broken = Seal.objects.filter(events__gt=0)

    place = sealing.verify().place
    assert any(f"seal {one.pk} of" in place for one in broken)
    assert "an event was changed, added or taken away" in place


def test_a_chain_made_anew_does_not_have_the_hash_in_the_log(audit, caplog):
    with caplog.at_level(logging.INFO, logger="ipc.audit"):
        newest = sealing.seal()
    assert newest.hash in caplog.text
    assert sealing.verify(known=[newest.hash]).is_whole
    as_superuser((f"UPDATE kernel_event SET why = 'x' WHERE id = {ANY}", None), *AGAIN)
    for _run in range(3):
        sealing.seal()

    assert sealing.verify().is_whole
    assert newest.hash in sealing.verify(known=[newest.hash]).place
    with pytest.raises(CommandError):
        call_command("verify_audit", hash=[newest.hash])


def test_what_is_committed_late_is_sealed_late_and_nothing_is_wrong(audit):
    with closing(connected("postgres")) as slow, slow.cursor() as cursor:
        cursor.execute(ADD, ["look late"])
        as_superuser((ADD, ["look early"]))
        before = Seal.objects.last().up_to
        for _run in range(3):
            sealing.seal()
        cursor.execute("SELECT max(id) FROM kernel_event WHERE why = 'look late'")
        (late,) = cursor.fetchone()
        assert before <= Seal.objects.last().up_to < late
        slow.commit()
    for _run in range(2):
        sealing.seal()

    assert Seal.objects.last().up_to >= late
    assert sealing.verify().is_whole


def test_the_application_neither_writes_nor_changes_seals(audit):
    for sql in (
        "UPDATE kernel_seal SET hash = ''",
        "DELETE FROM kernel_seal",
        "INSERT INTO kernel_seal SELECT * FROM kernel_seal",
        "TRUNCATE kernel_seal",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)


def test_beat_seals_through_the_task(audit, django_db_blocker):
    from ipc.kernel import tasks
    from ipc.settings import CELERY_BEAT_SCHEDULE

    count = Seal.objects.count()
    tasks.seal_audit()

    assert Seal.objects.count() == count + 1
    assert "kernel.seal_audit" in {entry["task"] for entry in CELERY_BEAT_SCHEDULE.values()}
