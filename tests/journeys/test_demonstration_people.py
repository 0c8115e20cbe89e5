"""Everybody the demonstration names can sign in, lands where their day begins, and finds their figures."""

import pytest

from tests.journeys.conftest import WIDTHS

STAFF = {
    "coordinator@barnsley.example": ("/caseload/", "What needs you now"),
    "coordinator@luton.example": ("/caseload/", "What needs you now"),
    "coordinator@portsmouth.example": ("/caseload/", "What needs you now"),
    "manager@barnsley.example": ("/caseload/", "What needs you now"),
    "nhs@barnsley.example": ("/approvals/", "Approvals"),
    "council@barnsley.example": ("/approvals/", "Approvals"),
    "education@barnsley.example": ("/approvals/", "Approvals"),
    "finance@barnsley.example": ("/payments/", "Payments"),
    "navigator@barnsley.example": ("/referrals/", "People who asked"),
    "provider@barnsley.example": ("/held/", "Budgets we hold"),
    "nurse@barnsley.example": ("/taking-part/", "Plans I take part in"),
    "analyst@ipc.example": ("/", "Your care, your plan, your say"),
}
OWN_PAGES = ["/my/about-me/", "/my/plan/", "/my/money/", "/my/people/", "/my/support/", "/my/timeline/"]
PEOPLE = {
    "margaret@example.org": ("Margaret", ["£95.00", "£180.00", "£148.00", "£32.00"]),
    "leon@example.org": ("Leon", ["£70.00", "£55.00"]),
    "priya@example.org": ("Priya", ["£610.00", "£150.00"]),
}
HELPERS = {
    "susan@example.org": ("Margaret", ["£95.00", "£148.00", "£32.00"]),
    "claire@example.org": ("Aiden", ["£240.00", "£85.00", "£45.00"]),
}


@pytest.mark.parametrize("email", STAFF)
def test_a_member_of_staff_lands_where_their_day_begins(email, visit):
    path, words = STAFF[email]
    visitor = visit("desktop").sign_in(email)
    assert visitor.path == path
    visitor.sees(words)
    visitor.turn_to(WIDTHS["phone"]).look()


@pytest.mark.parametrize("email", ["admin@barnsley.example", "admin@ipc.example"])
def test_an_administrator_lands_in_the_administration(email, visit):
    visitor = visit("desktop").sign_in(email, has_our_pages=False)
    assert visitor.path == "/admin/"


@pytest.mark.parametrize("email", PEOPLE)
def test_a_person_finds_their_own_pages_and_figures(email, visit):
    name, figures = PEOPLE[email]
    visitor = visit("desktop").sign_in(email).sees(f"Hello {name}.")
    both_widths(visitor, ["/my/", *OWN_PAGES, "/my/who-looked/", "/my/money/statement/"], f"{name.lower()}")
    visitor.go("/my/money/statement/").sees(*figures)


@pytest.mark.parametrize("email", HELPERS)
def test_a_helper_finds_the_pages_of_whom_they_help(email, visit):
    name, figures = HELPERS[email]
    visitor = visit("desktop").sign_in(email).sees(f"Helping {name}")
    both_widths(visitor, ["/my/", "/my/money/"], email.split("@")[0])
    visitor.go("/my/money/").follow("Read your whole statement").sees(*figures)


def test_a_brother_sees_what_was_shared_and_no_money(visit):
    visitor = visit("desktop").sign_in("dev@example.org").sees("Helping Priya").picture("dev-home")
    visitor.turn_to(WIDTHS["phone"]).look()
    visitor.go("/my/money/", status=403).sees("This part is not shared with you")


def test_somebody_newly_referred_is_made_welcome(visit):
    visitor = visit("desktop").sign_in("rose@example.org").sees("Hello Rose.", "The way there, in five steps")
    both_widths(visitor, ["/my/", *OWN_PAGES], "rose")
    visitor.go("/my/money/").sees("There is no agreed money yet.")


def both_widths(visitor, paths, whose):
    """Look at each page at both widths, and keep a picture of each."""
    for size in WIDTHS.values():
        visitor.turn_to(size)
        for path in paths:
            name = "-".join(path.strip("/").split("/")[1:]) or "home"
            visitor.go(path).picture(f"{whose}-{name}")
