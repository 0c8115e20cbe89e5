"""The accessibility statement says what the last run of the tests found, and of which pages."""

import datetime as dt

from ipc.kernel import dates
from ipc.programme import accessibility
from tests.programme.test_easy_pages import IS_EASY_READ, pages


def test_statement_says_what_was_tested_what_is_known_and_whom_to_tell(client, house):
    html = client.get("/accessibility/").text

    found = accessibility.result()
    assert dates.in_words(dt.date.fromisoformat(found["on"])) in html
    for check in found["checks"]:
        assert str(accessibility.CHECKS[check]) in html
    for problem in accessibility.known():
        assert problem["what"] in html
        assert problem["instead"] in html
    assert "/information/contact/" in html
    assert "equalityadvisoryservice.com" in html


def test_statement_speaks_of_the_pages_there_are():
    """Fails when a page came or went: run ``make accessibility``."""
    found = accessibility.result()

    assert set(found["pages"]) | set(found["not_met"]) == pages() | IS_EASY_READ
    assert set(found["pages"]) & set(found["not_met"]) == set()


def test_statement_is_made_from_a_run_that_tried_every_way():
    found = accessibility.result()

    assert found["checks"] == list(accessibility.CHECKS)
    assert len(found["pages"]) > 60


def test_footer_of_every_page_leads_to_the_statement(client, house):
    assert 'href="/accessibility/"' in client.get("/").text
