"""Each part of the running demonstration is killed with -9 while somebody writes in it.

Nothing that was acknowledged is lost, nobody is shown an error page with its insides out, everything is
back by itself within half a minute, and what had to leave the house leaves it once.
"""

import http.client
import os
import re
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from ipc.kernel.embedded import places, postgres, processes, redis
from tests.journeys.conftest import PASSWORD, ROOT, Demonstration

pytestmark = pytest.mark.alone  # what has to be back in time is measured on a machine that does nothing else
BACK_WITHIN = 30
DELIVERED_WITHIN = 150  # a part that was killed again and again is let rest for up to half a minute
SUBJECT = "Somebody asked for a change"


class SmallDemonstration(Demonstration):
    """The people with a story, without the crowd; what waits is looked for every five seconds, not sixty."""

    def __init__(self, run_dir):
        super().__init__(run_dir)
        self.env |= {"IPC_DELIVER_EVERY": "5", "IPC_DB_FSYNC": "on"}

    def manage(self, command, *arguments):
        super().manage(command, *arguments, *(["--people", "0"] if command == "demo_data" else []))


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Writer:
    """Somebody who is signed in and sends forms, without a browser."""

    def __init__(self, url):
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(cookies, NoRedirects)

    def ask(self, path, data=None):
        """Return ``(status, page)``; the status is None where nobody answers."""
        body = None if data is None else urllib.parse.urlencode(data).encode()
        try:
            with self.opener.open(self.url + path, body, timeout=15) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return None, ""

    def sign_in(self, email):
        self.token = self.form_token("/accounts/login/")
        status, _ = self.send("/accounts/login/", {"login": email, "password": PASSWORD})
        assert status == 302
        self.token = self.form_token("/my/about-me/working/")
        return self

    def form_token(self, path):
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask(path)[1]).group(1)

    def send(self, path, facts):
        """Send a form: a new one, unless ``facts`` has the key of one that was sent before."""
        return self.ask(path, {"csrfmiddlewaretoken": self.token, "key": uuid.uuid4(), **facts})


class Writing(threading.Thread):
    """Keeps noting what works, one note after another, and remembers which were acknowledged."""

    def __init__(self, writer):
        super().__init__(daemon=True)
        self.writer, self.acknowledged, self.answers, self.going_on = writer, [], [], True

    def run(self):
        while self.going_on:
            words = f"Note {uuid.uuid4()}"
            status, page = self.writer.send("/my/about-me/working/", {"is_working": "yes", "words": words})
            self.answers.append((status, page))
            if status == 302:
                self.acknowledged.append(words)
            else:
                time.sleep(0.2)

    def wait_for_more(self, count, seconds):
        """Wait for ``count`` more notes to be acknowledged."""
        had, until = len(self.acknowledged), time.monotonic() + seconds
        while len(self.acknowledged) < had + count and time.monotonic() < until:
            time.sleep(0.05)
        assert len(self.acknowledged) >= had + count, f"nothing was saved for {seconds} s"

    def stop(self):
        self.going_on = False
        self.join(timeout=30)


@pytest.fixture(scope="module")
def running():
    demonstration = SmallDemonstration(ROOT / ".run" / "kills")
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("IPC_RUN_DIR", str(demonstration.run_dir))
            demonstration.start()
            yield demonstration
    finally:
        demonstration.stop()
        demonstration.manage("services", "wipe")


@pytest.fixture(scope="module")
def margaret(running):
    return Writer(running.url).sign_in("margaret@example.org")


def pid_of(part):
    return processes.pid_in(places.run_dir() / f"{part}.pid")


def a_child_of(part):
    """Return a child of a part, which may have been started just now."""
    children = []
    processes.wait_until(lambda: children.extend(children_of(pid_of(part))) or children, seconds=BACK_WITHIN)
    return children[0]


def children_of(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


VICTIMS = {
    "PostgreSQL": lambda: processes.pid_in(postgres._data() / "postmaster.pid"),
    "a backend of PostgreSQL": lambda: int(sql(A_BACKEND)),
    "Redis": lambda: processes.pid_in(redis._pid()),
    "a web worker": lambda: a_child_of("web"),
    "the web server": lambda: pid_of("web"),
    "the background worker": lambda: pid_of("worker"),
    "a child of the background worker": lambda: a_child_of("worker"),
    "the clock": lambda: pid_of("beat"),
}
A_BACKEND = "SELECT pid FROM pg_stat_activity WHERE usename = 'ipc_app' AND datname = 'ipc' LIMIT 1"
WAITING = "SELECT count(*) FROM kernel_effect WHERE done_at IS NULL AND task LIKE '%change_request'"


def sql(statement):
    """Ask the demonstration's database as the one who copies it: sees all, changes nothing."""
    answer = postgres._run(
        "psql", "-XqAt", "-h", postgres.directory(), "-U", "ipc_backup", "-d", "ipc", input=statement
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def letters():
    return int(sql(f"SELECT count(*) FROM programme_caughtmail WHERE subject = '{SUBJECT}'"))


def told(count, seconds):
    until = time.monotonic() + seconds
    while letters() < count and time.monotonic() < until:
        time.sleep(0.5)
    return letters()


@pytest.mark.parametrize("victim", VICTIMS)
def test_nothing_acknowledged_is_lost_and_all_comes_back_by_itself(running, margaret, victim):
    writing = Writing(margaret)
    writing.start()
    writing.wait_for_more(5, seconds=BACK_WITHIN)

    os.kill(VICTIMS[victim](), signal.SIGKILL)
    writing.wait_for_more(5, seconds=BACK_WITHIN)
    running.wait_until_ready(BACK_WITHIN)
    writing.stop()

    assert [page for status, page in writing.answers if status not in (302, 503, None)] == []
    for status, page in writing.answers:
        assert "Traceback" not in page
        assert status != 503 or "<h1" in page
    _, page = margaret.ask("/my/about-me/working/")
    assert [words for words in writing.acknowledged if page.count(words) != 1] == []


@pytest.mark.parametrize("victim", ["Redis", "the background worker", "PostgreSQL"])
def test_a_letter_that_could_not_leave_leaves_once(running, margaret, victim):
    before, form = letters(), {"words": f"I would like to swim: {victim}.", "key": uuid.uuid4()}
    os.kill(VICTIMS[victim](), signal.SIGKILL)
    status, since = None, time.monotonic()
    while status != 302 and time.monotonic() < since + BACK_WITHIN:
        status, page = margaret.send("/my/plan/ask/", form)
        assert status in (302, 503, None), page
        if status is None:
            time.sleep(0.2)
    assert status == 302

    assert told(before + 1, seconds=DELIVERED_WITHIN) == before + 1
    assert told(before + 2, seconds=3) == before + 1
    assert sql(WAITING) == "0"
