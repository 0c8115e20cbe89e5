"""PostgreSQL 18 and Redis for a machine that has neither: started, watched and stopped by us.

The programs come from wheels, the data lives under ``.run/`` (or ``IPC_RUN_DIR``), and nothing listens
on the network: both speak through sockets in a directory only this user can enter. ``DATABASE_URL``
and ``REDIS_URL`` name servers of one's own; what they name is left alone here.

Settings read the addresses from here, so this package imports nothing of Django.
"""

import os
import shutil

from . import places, postgres, redis
from .places import run_dir
from .processes import CannotStart, one_at_a_time

__all__ = ["CannotStart", "down", "postgres_url", "redis_url", "run_dir", "status", "up", "wipe"]

postgres_url = postgres.url
redis_url = redis.url


def up():
    """Start what is not running and return when it answers; safe to call at any time, from anywhere."""
    with one_at_a_time(places.prepare_run_dir()):
        if places.outlived_its_run_dir():
            _wipe()
        places.prepare_servers_dir()
        for server in _ours().values():
            server.up()


def down():
    """Stop both, keeping their data."""
    with one_at_a_time(places.prepare_run_dir()):
        _down()


def wipe():
    """Stop both and remove their data, and the files people gave the demonstration."""
    with one_at_a_time(places.prepare_run_dir()):
        _wipe()


def status():
    """Return ``{name: does it answer}`` for the servers that are ours to run."""
    return {name: server.answers() for name, server in _ours().items()}


def _ours():
    servers = {"PostgreSQL": ("DATABASE_URL", postgres), "Redis": ("REDIS_URL", redis)}
    return {name: server for name, (setting, server) in servers.items() if not os.environ.get(setting)}


def _down():
    redis.down()
    postgres.down()


def _wipe():
    _down()
    for folder in (postgres.directory(), redis.directory()):
        shutil.rmtree(folder, ignore_errors=True)
    if "PostgreSQL" in _ours():  # else they belong to a database that stays
        shutil.rmtree(run_dir() / "files", ignore_errors=True)
    if places.outside():
        shutil.rmtree(places.servers_dir(), ignore_errors=True)
