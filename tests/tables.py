"""The tables of the tests: migrated once, kept, and copied for every process that tests.

What migrating makes is kept in a database whose name says what it was made from, so that any change there
is migrated anew, from nothing.
"""

import fcntl
import hashlib
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from ipc.kernel import embedded

ROOT = Path(__file__).resolve().parent.parent
MADE_FROM = (
    "requirements/runtime.lock",
    "ipc/kernel/*.py",
    "ipc/**/*.sql",
    "ipc/*/migrations/**/*",
    "ipc/programme/content/*.toml",
    "*/migrations/**/*",
    "people/models/persons.py",
    "people/models/upkeep.py",
)
KEPT = "kept_tables_"
HOW_MANY = 3  # for whoever goes to and fro between branches


def made_from():
    """Return the files that decide what the tables are: the migrations, and all that they may read."""
    found = {path for pattern in MADE_FROM for path in ROOT.glob(pattern)}
    return sorted(path for path in found if path.is_file() and path.suffix != ".pyc")


def copy(name):
    """Make the database ``name`` anew, as a copy of the tables that are kept."""
    with _one_at_a_time(), connections["owner"]._nodb_cursor() as cursor:
        kept = KEPT + fingerprint()
        if not _is_there(cursor, kept):
            _keep(cursor, kept)
        _make_anew(cursor, name, template=kept)


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
    with _owner_in(unfinished):
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {kept}")
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC OFFSET %s",
        [KEPT, HOW_MANY],
    )
    for (outdated,) in cursor.fetchall():
        cursor.execute(f"DROP DATABASE {outdated} WITH (FORCE)")


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
def _one_at_a_time():
    with (embedded.run_dir() / "test-databases").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
