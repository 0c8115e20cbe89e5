"""On a bad line: small pages, what a browser keeps of ours, and a page that says that there is no line."""

import gzip
import json
import struct

from django.conf import settings

from tests.factories import UserFactory
from tests.factories.people import PersonFactory

BUILT = settings.BASE_DIR / "static" / "build"
MOST = 100 * 1024
# The same for every page: the style and the script, as they travel.
LOOKS = sum(len(gzip.compress((BUILT / name).read_bytes())) for name in ("css/ipc.css", "js/ipc.js"))


def test_how_pages_look_leaves_most_of_a_page_for_its_words():
    assert LOOKS < MOST * 0.6


def test_manifest_makes_it_installable():
    manifest = json.loads((BUILT / "manifest.webmanifest").read_text())

    assert manifest["display"] == "minimal-ui"
    assert {"192x192", "512x512"} <= {one["sizes"] for one in manifest["icons"]}
    assert "maskable" in {one.get("purpose") for one in manifest["icons"]}
    for one in manifest["icons"]:
        if one["type"] == "image/png":
            width, height = struct.unpack(">II", (BUILT / one["src"]).read_bytes()[16:24])
            assert one["sizes"] == f"{width}x{height}"


def test_browser_keeps_how_pages_look_and_no_page_about_anybody(client, house):
    answer = client.get("/service-worker.js")

    assert answer["Content-Type"] == "text/javascript"
    assert "no-cache" in answer["Cache-Control"]
    assert 'const OFFLINE = "/offline/"' in answer.text
    assert 'credentials: "omit"' in answer.text
    # Only what is named at the beginning is ever kept.
    assert answer.text.count("addAll") == 1
    assert "cache.put" not in answer.text
    assert ".put(" not in answer.text
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_page_without_a_line_is_the_same_for_everybody(client, signed_in, house):
    stranger = client.get("/offline/").text
    rose = UserFactory(person=PersonFactory(site=house), name="Rose Reader")

    assert signed_in(rose).get("/offline/").text == stranger
    assert "Nothing that you saved is lost." in stranger


def test_a_form_that_cannot_be_sent_stays_and_the_page_says_so(client, house):
    assert 'data-offline="/service-worker.js" hidden' in client.get("/").text
