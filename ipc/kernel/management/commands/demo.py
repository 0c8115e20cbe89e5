"""``manage.py demo``: the web server, the worker and the clock under one supervisor.

A part that dies is started again, a little later each time it dies young; so are PostgreSQL and Redis.
INT or TERM stops everything, the embedded servers included, and keeps the data.
"""

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ipc.kernel import embedded
from ipc.kernel.embedded import places
from ipc.kernel.embedded.processes import is_running, pid_in, wait_until

LOOK_EVERY = 1  # seconds between two looks at the servers and the parts
LONGEST_PAUSE = 30  # seconds before a part that keeps dying is tried again
SETTLED = 60  # seconds after which a part that dies is started again at once
GRACE = 15  # seconds a part may take to finish what it is doing

SIGN_INS = [
    ("coordinator@barnsley.example", "care coordinator; also @luton.example and @portsmouth.example"),
    ("manager@barnsley.example", "team manager"),
    ("nhs@barnsley.example", "signs the NHS's part of a budget; also council@ and education@"),
    ("finance@barnsley.example", "direct payments"),
    ("navigator@barnsley.example", "community navigator"),
    ("provider@barnsley.example", "an organisation that holds budgets for people"),
    ("admin@barnsley.example", "site administrator; admin@ipc.example for the whole programme"),
    ("analyst@ipc.example", "evaluation: no names, only figures"),
    ("margaret@example.org", "Margaret, 79; susan@example.org is her daughter and nominee"),
    ("claire@example.org", "Claire, mother of Aiden, 9"),
    ("priya@example.org", "Priya, 27; dev@example.org is her brother"),
    ("leon@example.org", "Leon, 34"),
    ("rose@example.org", "Rose, 67, new to all this"),
]


class Part:
    """One child process: its command, its log, and when it may be started again."""

    def __init__(self, name, command):
        self.name, self.command = name, [sys.executable, "-m", *command]
        self.log = embedded.run_dir() / "logs" / f"{name}.log"
        self.pid_file = embedded.run_dir() / f"{name}.pid"
        self.process, self.started_at, self.pause, self.next_start_at = None, 0.0, 1, 0.0
        self.log.unlink(missing_ok=True)

    def end_leftover(self):
        """End what a supervisor that was itself killed left behind."""
        pid = pid_in(self.pid_file)
        if is_running(pid, "") and self.command[2] in _command_line(pid):
            _signal_group(pid, signal.SIGKILL)

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self.started_at = time.monotonic()
        self.pid_file.write_text(f"{self.process.pid}\n")

    def look(self, say):
        """Start the part again if it died, once its pause is over."""
        if self.process is not None and self.process.poll() is not None:
            _signal_group(self.process.pid, signal.SIGKILL)  # its own children, if it left any
            lived = time.monotonic() - self.started_at
            self.pause = 1 if lived > SETTLED else min(self.pause * 2, LONGEST_PAUSE)
            self.next_start_at = time.monotonic() + self.pause
            say(f"{self.name} stopped; starting it again in {self.pause} s. Why: {self.log}")
            self.process = None
        if self.process is None and time.monotonic() >= self.next_start_at:
            self.start()

    def ask_to_stop(self):
        if self.process is not None:
            self.process.terminate()

    def stop(self, until):
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0, until - time.monotonic()))
            _signal_group(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.pid_file.unlink(missing_ok=True)


class Command(BaseCommand):
    help = "Runs the demonstration: web, worker and beat, until Ctrl-C or TERM."
    requires_system_checks = ()
    stopping = False

    def handle(self, **options):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        with (places.prepare_run_dir() / "demo.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise CommandError("The demonstration is already running from this folder.") from error
            self.supervise()

    def stop(self, *_):
        self.stopping = True

    def supervise(self):
        parts = _parts()
        for part in parts:
            part.end_leftover()
        if not wait_until(lambda: _is_free(settings.PORT), seconds=3):  # what was just ended lets go of it
            raise CommandError(
                f"Something else uses port {settings.PORT}. Try: make demo PORT={settings.PORT + 1}"
            )
        try:
            embedded.up()
            for part in parts:
                part.start()
            self.announce()
            while not self.stopping:
                self.look(parts)
                time.sleep(LOOK_EVERY)
        finally:
            self.stdout.write("Stopping …")
            for part in parts:
                part.ask_to_stop()
            until = time.monotonic() + GRACE
            for part in parts:
                part.stop(until)
            embedded.down()
            self.stdout.write("Stopped. The data is kept: make demo goes on from here.")

    def look(self, parts):
        down = [name for name, answers in embedded.status().items() if not answers]
        if down:
            self.stdout.write(f"{' and '.join(down)} stopped; starting again.")
            try:
                embedded.up()
            except embedded.CannotStart as error:
                self.stderr.write(str(error))
        for part in parts:
            part.look(self.stdout.write)

    def announce(self):
        wait_until(lambda: self.stopping or not _is_free(settings.PORT), seconds=60, every=0.2)
        password = os.environ.get("DEMO_PASSWORD", "show-me-ipc-2026")
        begun = os.environ.get("IPC_BEGUN")
        took = f" after {time.time() - int(begun):.0f} s" if begun else ""
        width = max(len(name) for name, _ in SIGN_INS)
        self.stdout.write(f"\nReady{took}: http://localhost:{settings.PORT}/")
        self.stdout.write(f"\nMade-up people who can sign in; the password of all is {password}\n")
        for name, who in SIGN_INS:
            self.stdout.write(f"  {name:<{width}}  {who}")
        self.stdout.write(f"\nLogs: {embedded.run_dir() / 'logs'}   To stop: Ctrl-C\n")


def _parts():
    web = ["gunicorn", "ipc.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    web += ["--bind", f"127.0.0.1:{settings.PORT}", "--graceful-timeout", "10", "--timeout", "60"]
    web += ["--no-control-socket"]
    worker = ["celery", "-A", "ipc", "worker", "--concurrency", "2", "--loglevel", "INFO"]
    worker += ["--without-gossip", "--without-mingle"]
    clock = ["celery", "-A", "ipc", "beat", "--pidfile=", "--schedule", str(embedded.run_dir() / "beat")]
    return [Part("web", web), Part("worker", worker), Part("beat", clock)]


def _is_free(port):
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) != 0


def _signal_group(pid, number):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)


def _command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
