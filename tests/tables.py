"""The tables of the tests: migrated once, kept, and copied for every process that tests.

Migrating from nothing takes most of a minute. What it makes is kept in a database whose name says what it
was made from, so that any change there is migrated anew, from nothing. For the other embedded servers of this
checkout it is kept as SQL too, which PostgreSQL's own programs write and read.
"""

import fcntl
import hashlib
import os
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from ipc.kernel.embedded import postgres

ROOT = Path(__file__).resolve().parent.parent
MADE_FROM = (
    "requirements/runtime.lock",
    "ipc/kernel/*.py",
    "ipc/**/*.sql",
    "ipc/*/migrations/**/*",
    "*/migrations/**/*",
    "people/models/persons.py",
    "people/models/upkeep.py",
)
SHARED = ROOT / ".run" / "tables"
KEPT = "kept_tables_"
HOW_MANY = 3  # for whoever goes to and fro between branches


def made_from():
    """Return the files that decide what the tables are: the migrations, and all that they may read."""
    found = {path for pattern in MADE_FROM for path in ROOT.glob(pattern)}
    return sorted(path for path in found if path.is_file() and path.suffix != ".pyc")


def copy(name):
    """Make the database ``name`` anew, as a copy of the tables that are kept."""
    with _kept() as (cursor, kept):
        _make_anew(cursor, name, template=kept)


def bring_to(folder):
    """Put the tables into the empty database of the embedded server that runs in ``folder``."""
    if _are_our_servers():
        with _kept() as (_, kept), pytest.MonkeyPatch.context() as patch:
            patch.setenv("IPC_RUN_DIR", str(folder))
            _read(_as_sql(kept), "ipc")


@contextmanager
def _kept():
    """Give a cursor of the owner's and the name of the kept database, once it is there."""
    with _out_of_time(), _one_at_a_time(), connections["owner"]._nodb_cursor() as cursor:
        kept = KEPT + fingerprint()
        if not _is_there(cursor, kept):
            _keep(cursor, kept)
        yield cursor, kept


def fingerprint():
    digest = hashlib.sha256()
    for path in made_from():
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size} ".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _keep(cursor, kept):
    """Migrate a database under another name, so that a half-made one is never mistaken for a whole one."""
    unfinished = "unfinished_tables"
    _make_anew(cursor, unfinished)
    if _are_our_servers() and _as_sql(kept).exists():
        _read(_as_sql(kept), unfinished)
    else:
        with _owner_in(unfinished):
            call_command("migrate", database="owner", verbosity=0, interactive=False)
        if _are_our_servers():
            _write(_as_sql(kept), unfinished)
    cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {kept}")
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC OFFSET %s",
        [KEPT, HOW_MANY],
    )
    for (outdated,) in cursor.fetchall():
        cursor.execute(f"DROP DATABASE {outdated} WITH (FORCE)")


def _are_our_servers():
    return "DATABASE_URL" not in os.environ


def _as_sql(kept):
    return SHARED / f"{kept}.sql"


def _write(path, database):
    """Write the database down: the roles, of which some are everywhere, and the rest, whole or not at all."""
    roles = _run("pg_dumpall", "--roles-only")
    tables = _run("pg_dump", "-d", database)
    for outdated in SHARED.glob(f"{KEPT}*"):
        outdated.unlink()
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(f"{roles}\\set ON_ERROR_STOP on\nBEGIN;\n{tables}COMMIT;\n")
    unfinished.rename(path)


def _read(path, database):
    _run("psql", "-XqAt", "-d", database, input=path.read_text())


def _run(program, *arguments, **options):
    host = ("-h", postgres.directory(), "-U", "postgres")
    done = postgres._run(program, *host, *arguments, **options)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _is_there(cursor, name):
    cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def _make_anew(cursor, name, template="template1"):
    cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


@contextmanager
def _owner_in(name):
    """Let the owner's connection lead to the database ``name`` for a while."""
    owner = connections["owner"]
    before = owner.settings_dict["NAME"]
    owner.close()
    owner.settings_dict["NAME"] = settings.DATABASES["owner"]["NAME"] = name
    try:
        yield
    finally:
        owner.close()
        owner.settings_dict["NAME"] = settings.DATABASES["owner"]["NAME"] = before


@contextmanager
def _out_of_time():
    """Stop the clock of the test that happens to come first: it is not what takes so long."""
    left = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *left)


@contextmanager
def _one_at_a_time():
    SHARED.mkdir(parents=True, exist_ok=True)
    with (SHARED / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
