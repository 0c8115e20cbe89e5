"""Where the embedded servers keep their data and their sockets."""

import hashlib
import os
import pwd
import re
import stat
from pathlib import Path

from .processes import CannotStart

PROJECT = Path(__file__).resolve().parents[3]
LONGEST_FOLDER = 70  # a socket's whole path must stay under 104 bytes (108 on Linux)
PLAIN = re.compile(r"[A-Za-z0-9_./-]+")


def run_dir():
    """Return the folder of everything that is made while the programme runs; never committed."""
    return (PROJECT / (os.environ.get("IPC_RUN_DIR") or ".run")).resolve()


def servers_dir():
    """Return the folder of the servers: the run folder, unless that cannot hold a socket of theirs.

    It cannot when its path is long or has unusual letters in it, or when we are root and some folder
    above it is closed to the unprivileged user that PostgreSQL must then run as.
    """
    folder = run_dir()
    fits = len(str(folder)) <= LONGEST_FOLDER and PLAIN.fullmatch(str(folder))
    if fits and (not as_root() or open_to_all(folder.parent)):
        return folder
    short = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return Path("/var/tmp") / f"ipc-{os.geteuid()}-{short}"  # noqa: S108  prepare_servers_dir() looks whose it is


def outside():
    return servers_dir() != run_dir()


def outlived_its_run_dir():
    """Say whether the servers' folder was left by an earlier checkout that stood at this very place."""
    return outside() and servers_dir().exists() and not _marker().exists()


def prepare_run_dir():
    """Make the run folder, closed to others (root: to be passed through, not to be read)."""
    folder = run_dir()
    try:
        made = [path for path in folder.parents if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for path in (folder, *made):  # whatever the umask
            path.chmod(_mode())
        for name in ("files", "logs"):
            (folder / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CannotStart(
            f"{folder} cannot be used ({error.strerror}). Remove it, or set IPC_RUN_DIR to a folder of yours."
        ) from error
    return folder


def prepare_servers_dir():
    """Make the servers' folder and see that nobody else made it before us."""
    folder = servers_dir()
    if not outside():
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid():
        raise CannotStart(
            f"{folder} belongs to somebody else. Remove it, or set IPC_RUN_DIR to a short path."
        )
    folder.chmod(_mode())
    _marker().write_text(f"{folder}\n")


def as_root():
    return os.geteuid() == 0


def unprivileged():
    """Return how ``subprocess`` becomes the user PostgreSQL runs as: nobody for root, else ourselves."""
    if not as_root():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def open_to_all(folder):
    """Say whether every user of the machine can enter ``folder`` (as far as it exists)."""
    there = [path for path in (folder, *folder.parents) if path.exists()]
    return all(path.stat().st_mode & stat.S_IXOTH for path in there)


def _mode():
    """For us alone; when we are root, the unprivileged user passes through to its own folder."""
    return 0o711 if as_root() else 0o700


def _marker():
    return run_dir() / "servers-are-at"
