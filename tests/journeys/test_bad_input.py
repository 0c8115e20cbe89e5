"""What goes wrong in ordinary life: each mistake gets a clear message, and nothing typed is lost."""

import datetime as dt
import re

import pytest

from tests.journeys.conftest import WIDTHS
from tests.journeys.steps import PASSWORD

MEGABYTE = 1024 * 1024
PDF = b"%PDF-1.4\n%%EOF\n"
NARROW = (320, 640)
MOST_USED = {
    None: ["/", "/accounts/login/", "/directory/", "/information/"],
    "margaret@example.org": ["/my/", "/my/about-me/", "/my/plan/", "/my/money/", "/my/support/"],
    "coordinator@barnsley.example": ["/caseload/", "/people/new/"],
}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_date_that_is_none_is_explained(width, visit):
    coordinator = visit(width).sign_in("coordinator@barnsley.example").go("/people/new/")
    coordinator.fill("First name", "Ada").fill("Surname", "Quickfall")
    for label, value in (("Day", "31"), ("Month", "2"), ("Year", "1950")):
        coordinator.main.get_by_role("group", name="Birthday").get_by_label(label).fill(value)
    coordinator.press("Look whether they are here already")
    coordinator.sees("Enter the birthday as a real date, like 4 12 2026", "Choose at least one")
    coordinator.has_kept("First name", "Ada").picture("mistakes")
    coordinator.page.get_by_role("link", name="Enter the birthday as a real date").click()
    assert coordinator.page.evaluate("document.activeElement.name").startswith("born_on")


@pytest.mark.parametrize("width", WIDTHS)
def test_money_and_receipts_that_are_wrong_are_explained(width, visit, tmp_path):
    susan = visit(width).sign_in("susan@example.org").go("/my/money/spent/")
    susan.main.get_by_role("group", name="What was it for?").get_by_role("radio").first.check()
    susan.fill("Anything to add?", "Soap")
    for amount, told in (
        ("twelve", "Enter the amount in pounds and pence, like 12.50"),
        ("12.505", "no more than two numbers after the point"),
        ("999999", "Write down"),
    ):
        susan.fill("How much did you spend?", amount).press("Done").sees(told)
        susan.has_kept("How much did you spend?", amount).has_kept("Anything to add?", "Soap")
    susan.picture("record-spend-mistake")
    susan.fill("How much did you spend?", "1.00")
    for name, content, told in (
        ("receipt.pdf", b"", "The file is empty."),
        ("receipt.pdf", b"<html>not a receipt</html>", "The file must be a photo (JPG or PNG) or a PDF."),
    ):
        file = {"name": name, "mimeType": "application/pdf", "buffer": content}
        susan.attach("Photo of the receipt", file).press("Done").sees(told)
        susan.has_kept("Anything to add?", "Soap")


@pytest.mark.parametrize("with_javascript", [True, False])
def test_a_file_of_fifty_megabytes_is_refused_kindly(with_javascript, visit, tmp_path):
    big = tmp_path / "photo.pdf"
    big.write_bytes(PDF + bytes(50 * MEGABYTE))
    susan = visit("desktop", java_script_enabled=with_javascript)
    susan.sign_in("susan@example.org").go("/my/money/spent/")
    susan.main.get_by_role("group", name="What was it for?").get_by_role("radio").first.check()
    susan.fill("How much did you spend?", "1.00").attach("Photo of the receipt", big)
    susan.press("Done").sees("The file must be smaller than 10 MB.")
    susan.has_kept("How much did you spend?", "1.00")


def test_a_form_open_in_two_windows_loses_nothing(visit):
    first, second = visit("desktop"), visit("phone")
    for window in (first, second):
        window.sign_in("leon@example.org").go("/my/about-me/knowing/")
    first.fill("In your own words", "I play the bass.").press("Save").sees("Saved.")
    second.fill("In your own words", "I cook on Sundays.").press("Save")
    second.sees("What is saved now", "I play the bass.").picture("stale-form")
    second.has_kept("In your own words", "I cook on Sundays.").press("Save").sees("Saved.")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_typed_outlives_the_session(width, visit, demonstration):
    leon = visit(width).sign_in("leon@example.org").go("/my/about-me/people/")
    words = f"My brother Theo, and Ruth next door. Written at a {width}."
    leon.fill("In your own words", words)
    demonstration.let_the_session_rest(leon.page.context)
    leon.press("Save").sees("We signed you out to keep your information safe.", "What you wrote is kept.")
    leon.fill("Email", "leon@example.org").fill("Password", PASSWORD).press("Sign in")
    leon.sees("What you wrote is kept", words).picture("kept-form")
    leon.press("Send it now").sees("Saved.")
    leon.go("/my/about-me/people/").has_kept("In your own words", words)


def test_a_double_click_is_one_click(visit):
    leon = visit("desktop").sign_in("leon@example.org").go("/my/about-me/working/")
    leon.choose("It is working").fill("What is it?", "The Tuesday group")
    leon.press_twice("Add it", until="Saved.")
    assert leon.main.get_by_text("The Tuesday group").count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_the_main_forms_need_no_javascript(width, visit):
    leon = visit(width, java_script_enabled=False).sign_in("leon@example.org").sees("Hello Leon.")
    leon.go("/my/about-me/talking/").fill("In your own words", "Look at me when you talk.").press("Save")
    leon.sees("Saved.").go("/directory/").fill("What would help?", "music").press("Search")
    leon.go("/my/plan/").fill("What would you like to change?", "").press("Send it")
    leon.sees("Write what you would like to change")
    coordinator = visit(width, java_script_enabled=False).sign_in("coordinator@barnsley.example")
    coordinator.go("/people/new/").fill("First name", "Ada").fill("Surname", "Quickfall")
    coordinator.fill_day("Birthday", dt.date(1950, 2, 28)).choose("Serious mental illness")
    coordinator.press("Look whether they are here already").sees("Quickfall", "28 February 1950")


def test_a_keyboard_is_enough(visit):
    leon = visit("desktop").go("/accounts/login/")
    keyboard = leon.page.keyboard
    keyboard.press("Tab")
    assert leon.page.evaluate("document.activeElement.textContent") == "Skip to main content"
    keyboard.press("Enter")
    for words in ("leon@example.org", PASSWORD):
        leon.tab_to(re.compile("^(login|password)$"))
        keyboard.type(words)
    keyboard.press("Enter")
    leon.page.wait_for_url("**/my/")
    leon.look().go("/my/about-me/working/")
    leon.tab_to(re.compile("is_working"))
    keyboard.press("Space")
    leon.tab_to(re.compile("words"))
    keyboard.type("I did this with keys alone.")
    leon.tab_to("button")
    keyboard.press("Enter")
    leon.main.get_by_text("Saved.").first.wait_for()
    leon.look().sees("I did this with keys alone.")


@pytest.mark.parametrize("email", MOST_USED)
def test_nothing_scrolls_sideways_on_the_narrowest_screen(email, visit):
    visitor = visit("phone").turn_to(NARROW)
    if email:
        visitor.sign_in(email)
    for path in MOST_USED[email]:
        visitor.go(path)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_not_there_or_not_yours_says_where_to_go(width, visit):
    leon = visit(width).go("/nothing/here/", status=404).sees("We cannot find this page").picture("404")
    leon.follow("Go to the first page").sign_in("leon@example.org")
    leon.go("/people/00000000-0000-7000-8000-000000000000/", status=404).sees("We cannot find this page")
    leon.go("/caseload/", status=403).sees("You cannot do this").picture("403")
    leon.follow("Go to the first page")
