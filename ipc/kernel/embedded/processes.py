"""The few things the servers' launchers need to know about processes."""

import contextlib
import fcntl
import os
import subprocess
import time
from pathlib import Path


class CannotStart(Exception):
    """A server cannot be started; the message says why and what to do."""


@contextlib.contextmanager
def one_at_a_time(folder):
    """Hold ``folder``'s lock, so that two processes never start or stop the same servers at once."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run(command, **options):
    """Run ``command`` and return what it said and how it ended; nobody else's words are ever in it."""
    try:
        return subprocess.run(command, capture_output=True, text=True, **options)  # noqa: S603
    except OSError as error:
        raise CannotStart(f"{command[0]} cannot be run: {error.strerror}.") from error


def pid_in(path):
    """Return the process id on the first line of ``path``, or None."""
    try:
        return int(path.read_text().split("\n")[0])
    except (OSError, ValueError):
        return None


def is_running(pid, program):
    """Say whether ``pid`` is a living process of ``program``.

    A killed process stays behind as a zombie until its parent reaps it, which in a container may be
    never, and a number may be given again to another program: both count as dead.
    """
    if pid is None:
        return False
    try:
        state, command = _state(pid)
    except OSError:
        return False
    return not state.startswith("Z") and command.startswith(program)


def wait_until(true, seconds, every=0.05):
    """Return whether ``true()`` came true within ``seconds``."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(every)
    return True


def last_lines(path, count=15):
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""


def _state(pid):
    if Path("/proc/self/stat").exists():
        # "PID (command) S …": the command may hold spaces and brackets of its own
        command, _, rest = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rpartition(")")
        return rest.strip(), command
    answer = run(["/bin/ps", "-o", "state=,comm=", "-p", str(pid)])
    if answer.returncode:
        raise ProcessLookupError(pid)
    state, _, command = answer.stdout.strip().partition(" ")
    return state, os.path.basename(command.strip())
