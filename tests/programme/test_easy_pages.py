"""Every page for the public and for people says in Easy Read what it is for."""

from django.conf import settings

from ipc.programme import easy
from tests.test_house import PUBLIC, patterns

DRAWINGS = settings.BASE_DIR / "templates" / "components" / "icons"
MOST_WORDS = 12
FILES = ("_pdf", "_csv", "_ics")
# What shows no page: it does what was asked and goes on, answers a program, or is a file.
SHOWS_NO_PAGE = {
    "drop_kept",
    "empty_kept",
    "health_live",
    "health_ready",
    "keep_for_later",
    "mfa_download_recovery_codes",
    "my_calendar_file",
    "my_meetings_calendar",
    "my_week_calendar",
    "paper_form",
    "service_calendar",
    "service_worker",
    "set_language",
    "say_coming",
    "was_it_clear",
}
# Easy Read from the first line on.
IS_EASY_READ = {"my_plan_easy", "offline"}
# Of colleagues, beside the pages of people.
OF_COLLEAGUES = {"api_tokens", "withdraw_token", "my_navigator_profile"}


def pages():
    """Return the names of the pages that everybody and people may open."""
    named = {
        entry.name
        for route, entry in patterns()
        if route.startswith(("my/", "accounts/")) or entry.name in PUBLIC | {"ask_to_join"}
    }
    return {name for name in named - SHOWS_NO_PAGE - IS_EASY_READ - OF_COLLEAGUES if not name.endswith(FILES)}


def test_every_page_says_in_easy_read_what_it_is_for():
    assert pages() - easy.lines_of_pages().keys() == set()


def test_no_page_is_told_of_that_does_not_exist():
    assert easy.lines_of_pages().keys() - {entry.name for _route, entry in patterns()} == set()


def test_pages_in_easy_read_that_are_led_to_exist():
    led_to = {page["in_easy_read"] for page in easy.pages().values() if "in_easy_read" in page}

    assert led_to <= IS_EASY_READ


def test_every_line_is_one_short_sentence_with_a_drawing():
    for name, lines in easy.lines_of_pages().items():
        assert 1 <= len(lines) <= 5, name
        for drawing, words in lines:
            assert (DRAWINGS / f"{drawing}.svg").exists(), f"{name}: {drawing}"
            assert words.endswith((".", "?")), f"{name}: {words}"
            for sentence in words.replace("?", ".").split("."):
                assert len(sentence.split()) <= MOST_WORDS, f"{name}: {sentence}"
