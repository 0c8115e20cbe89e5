"""Journeys run in a real browser against the whole demonstration: web server, worker, clock, servers.

The demonstration is set up once, afresh, in a folder of its own, by the very commands that
``make demo`` runs. Without a browser the journeys skip and say which package is missing; in CI they
must not.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "show-me-ipc-2026"
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
REST = """
from django.contrib.sessions.backends.db import SessionStore
session = SessionStore("{key}")
session["seen_at"] -= 3600
session.save()
"""
WIDTHS = {"phone": (360, 740), "desktop": (1280, 900)}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(600))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Demonstration:
    """The running demonstration in a folder of its own."""

    def __init__(self, run_dir):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.run_dir = run_dir
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "ipc.settings",
            "IPC_ENV": "demo",
            "IPC_RUN_DIR": str(run_dir),
            "PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "IPC_DB_FSYNC": "off",  # what survives a kill is asked in test_kills alone
            "LOG_LEVEL": "WARNING",
        }
        self.process = None
        self.looked_at = set()

    def manage(self, *arguments):
        """Run a command of the programme; return what it prints."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, f"{arguments}: {done.stderr[-2000:]}"
        return done.stdout

    def ask_the_api(self, email, path):
        """Return what the API answers to somebody, as another programme would ask it."""
        token = self.manage("issue_token", email).strip().splitlines()[-1]
        asked = urllib.request.Request(self.url + path, headers={"Authorization": f"Token {token}"})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return json.load(answer)

    def let_the_session_rest(self, context):
        """Let the session of a browser's window have had no visitor for an hour."""
        key = next(one["value"] for one in context.cookies() if one["name"] == "session")
        self.manage("shell", "--no-imports", "-c", REST.format(key=key))

    def start(self):
        self.manage("services", "wipe")
        self.manage("services", "up")
        self.manage("migrate", "--database", "owner", "--verbosity", "0")
        self.manage("demo_data")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait_until_ready()

    def wait_until_ready(self, seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/health/ready", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.3)
        raise AssertionError(f"The demonstration did not get ready; see {self.run_dir}/logs")

    def stop(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=60)


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        message = "No browser: install Debian's package chromium to run the journeys."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demonstration(browser):
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    demonstration = Demonstration(ROOT / ".run" / (f"journeys-{worker}" if worker else "journeys"))
    try:
        demonstration.start()
        yield demonstration
    finally:
        demonstration.stop()


@pytest.fixture
def visit(browser, demonstration, request):
    """Return a function that opens a browser window of a width, with JavaScript or without, mouse or not."""
    from tests.journeys.steps import ByKeyboard, Visitor

    windows = []

    def open_window(width="desktop", *, by_keyboard=False, **options):
        size = WIDTHS[width]
        context = browser.new_context(
            base_url=demonstration.url,
            viewport={"width": size[0], "height": size[1]},
            locale="en-GB",
            timezone_id="Europe/London",
            **options,
        )
        context.set_default_timeout(15_000)
        windows.append(context)
        has_scripts = options.get("java_script_enabled", True)
        visitor = ByKeyboard if by_keyboard else Visitor
        return visitor(context.new_page(), demonstration, has_scripts=has_scripts)

    yield open_window
    for context in windows:
        context.close()
