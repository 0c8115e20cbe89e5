"""One plan, as those whose plan it is go through it: on a telephone, by keyboard alone, without scripts.

Each journey registers its own made-up person, so that the demonstration's stories stay as they are.
"""

import datetime as dt
import io
import re
from dataclasses import dataclass

from pypdf import PdfReader

from ipc.kernel.dates import in_words, today
from tests.journeys.conftest import WIDTHS
from tests.journeys.test_people_journey import (
    COORDINATOR,
    PASSWORD,
    Somebody,
    is_registered,
    signs_in_by_invitation,
    somebody_joins_the_circle,
    they_are_told_by,
)

NURSE = "nurse@barnsley.example"
BREATH, BREATH_GOAL, WALK = (
    "I get out of breath on the stairs.",
    "Walk to the allotment again.",
    "Walk to the gate and back",
)
NIGHTS, NIGHTS_GOAL, CALL = (
    "I am afraid at night since Ray died.",
    "Sleep through the night.",
    "Ring the night line when it gets dark",
)
TRIGGER, WHAT_TO_DO = "If I cannot get my breath", "Sit me up. Open the window. Stay with me."
WHERE_THE_PLAN_IS = ("/my/plan/", "/my/plan/easy-read/", "/my/plan/week/", "/my/plan/if-things-go-wrong/")
LAYOUTS = ("standard", "large", "easy-read")
A_PICTURE = """<body style="margin:0">
<svg width="360" height="480" viewBox="60 0 360 480" style="display:block">
<rect width="480" height="480" fill="#bcd9e6"/><rect y="330" width="480" height="150" fill="#6b8f3f"/>
<circle cx="240" cy="180" r="82" fill="#e8b89a"/><path d="M150 160a92 92 0 0 1 180 0z" fill="#5a4a3f"/>
<rect x="150" y="262" width="180" height="218" rx="60" fill="#7b2d4f"/></svg></body>"""
FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    return {
        words: `${one.textContent} ${one.getAttribute("aria-label") ?? ""}`.replace(/\\s+/g, " "),
        tag: one.localName,
        isInMain: !!one.closest("main"),
        isInSight: box.bottom > 0 && box.top < innerHeight,
    };
}"""


@dataclass
class Owner(Somebody):
    """Somebody with a plan; ``plan`` is its address for colleagues."""

    plan: str = ""


# -- 1. About me


def test_somebody_new_says_who_they_are(visit):
    wren = Somebody("Wren", "Applegarth")
    coordinator, person = visit("desktop").sign_in(COORDINATOR), visit("phone")
    is_registered(coordinator, wren)
    signs_in_by_invitation(coordinator, person, wren)
    they_write_about_themselves(person)
    they_show_a_photo(person)
    they_find_again_what_they_had_half_typed(person, wren)
    they_see_themselves_on_one_page(person)
    coordinator.go(wren.page).sees("My leeks, and a pint on Friday.").about("One-page profile")
    coordinator.sees("Knock twice and wait.", "He grows the best leeks.").picture("profile-colleague")


def they_write_about_themselves(person):
    person.menu("About me")
    for heading, words in (
        ("What matters most to me", "My leeks, and a pint on Friday."),
        ("What people like about me", "He grows the best leeks.\nHe listens."),
        ("How and when to support me", "In the morning, before ten. Let me do the buttons myself."),
    ):
        person.follow(heading).fill("In your own words", words).press("Save")
        person.sees("Saved. You can change this at any time.")
    person.sees("3 of 11 written").picture("about-me-begun").both_widths()


def they_show_a_photo(person):
    person.follow("What people like about me").picture("about-me-heading").follow("Add a photo")
    photo = {"name": "me.png", "mimeType": "image/png", "buffer": a_picture(person)}
    person.attach("Choose a photo you have", photo).press("Save").sees("for people who cannot see")
    person.attach("Choose a photo you have", photo).picture("add-photo").both_widths()
    person.fill("What does the photo show?", "Me on the allotment, with brown hair.").press("Save")
    photo = person.main.get_by_alt_text("Me on the allotment, with brown hair.")
    assert photo.evaluate("one => one.decode().then(() => one.naturalWidth)") > 100
    person.picture("about-me-photo").both_widths()


def a_picture(visitor):
    """Draw what stands for a photo; return it as a file."""
    page = visitor.page.context.new_page()
    page.set_content(A_PICTURE)
    drawn = page.screenshot(clip={"x": 0, "y": 0, "width": 360, "height": 480})
    page.close()
    return drawn


def they_find_again_what_they_had_half_typed(person, wren):
    person.go("/my/about-me/please/").fill("In your own words", "Knock twice and")
    person.main.get_by_text("What you typed is kept. It is not saved yet.").wait_for()
    person.demonstration.let_the_session_rest(person.page.context)
    assert person.go("/my/about-me/please/").path == "/accounts/login/"
    person.fill("Email", wren.email).fill("Password", PASSWORD).press("Sign in")
    person.go("/my/about-me/please/").sees("Here is what you typed")
    person.has_kept("In your own words", "Knock twice and").picture("half-typed").both_widths()
    person.fill("In your own words", "Knock twice and wait.").press("Save").sees("4 of 11 written")
    person.go("/my/about-me/please/").does_not_see("Here is what you typed")


def they_see_themselves_on_one_page(person):
    person.go("/my/about-me/").follow("See your one-page profile")
    person.sees("Wren Applegarth", "He grows the best leeks.", "Knock twice and wait.", "In my own words.")
    photo = person.main.get_by_alt_text("Me on the allotment, with brown hair.")
    assert photo.evaluate("one => one.decode().then(() => one.naturalWidth)") > 100
    pictured(person, "my-profile")


# -- 2. One plan: talked over, kept from somebody, agreed again, lived with


def test_one_plan_is_talked_over_and_lived_with(visit):
    alma, sid = Owner("Alma", "Applegarth"), Somebody("Sid", "Applegarth")
    coordinator, person, helper = visit("desktop").sign_in(COORDINATOR), visit("phone"), visit("phone")
    is_registered(coordinator, alma)
    signs_in_by_invitation(coordinator, person, alma)
    a_plan_is_written(coordinator, alma)
    the_person_agrees(person)
    the_person_answers_by_keyboard(person, alma)
    the_coordinator_reads_what_was_said(coordinator, alma)
    a_part_is_kept_from_somebody_who_reads_the_rest(coordinator, person, helper, alma, sid)
    the_coordinator_starts_the_next_plan(coordinator, alma)
    pictured(person.go("/my/plan/?next").sees("Your plan is ready."), "my-next-plan")
    the_person_agrees(person)
    both_see_what_changed(coordinator, person, alma)
    helper.go("/my/plan/").sees("Mondays and Fridays, after lunch").does_not_see(NIGHTS, CALL)
    without_scripts = visit("phone", java_script_enabled=False).sign_in(alma.email, PASSWORD)
    the_plan_is_lived_with(without_scripts, visit("desktop"), alma)
    coordinator.go(alma.page).about("Reviews").sees("A fall on the ice.").picture("reviews-of")


def the_person_answers_by_keyboard(person, alma):
    person.go("/my/plan/")
    unfolds_by_keyboard(person, BREATH)
    person.picture("answer-line-open", whole=False)
    goes_by_keyboard(person, "button", f"This is right: {BREATH}").sees(f"{alma.name} agrees")

    unfolds_by_keyboard(person, CALL)
    goes_by_keyboard(person, "a", f"I do not agree: {CALL}").picture("answer-line-no")
    goes_by_keyboard(person, "button", "Say it").sees("Say why you do not agree")
    person.tab_to("reason").page.keyboard.type("The night line never answers.")
    goes_by_keyboard(person, "button", "Say it")
    person.sees(f"{alma.name} does not agree", "The night line never answers.")

    unfolds_by_keyboard(person, WALK)
    goes_by_keyboard(person, "a", f"I want to change this: {WALK}").picture("answer-line-change")
    person.tab_to("^when$").page.keyboard.type("Mondays and Fridays, after lunch")
    person.tab_to("reason").page.keyboard.type("In the morning I am still tired.")
    goes_by_keyboard(person, "button", "Propose this").sees(f"{alma.name} proposes a change")
    pictured(person, "my-plan-said")


def unfolds_by_keyboard(visitor, line):
    """Unfold what can be said about ``line``."""
    focus(visitor, "summary", f"Say what you think about “{line}”")
    visitor.page.keyboard.press("Enter")


def goes_by_keyboard(visitor, tag, words):
    """Press Tab as far as the link or button with ``words``, then Enter; look at where that leads."""
    focus(visitor, tag, words)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    return visitor.look()


def focus(visitor, tag, words):
    for _ in range(150):
        visitor.page.keyboard.press("Tab")
        focused = visitor.page.evaluate(FOCUSED)
        if focused["isInMain"] and focused["tag"] == tag and words in focused["words"]:
            assert focused["isInSight"], f"“{words}” has the focus out of sight"
            return
    raise AssertionError(f"No number of tabs leads to “{words}” on {visitor.page.url}")


def the_coordinator_reads_what_was_said(coordinator, alma):
    coordinator.go(alma.plan).sees(
        f"{alma.name} agrees",
        f"{alma.name} does not agree",
        "The night line never answers.",
        f"{alma.name} proposes a change",
        "In the morning I am still tired.",
        "The proposal waits for the next plan.",
    )
    for words in ("agrees", "does not agree", "proposes a change"):
        coordinator.unfold(f"{alma.name} {words}. See what was said")
    coordinator.look().picture("plan-said").both_widths()


def the_coordinator_starts_the_next_plan(coordinator, alma):
    coordinator.press("Start the next plan").sees("Plan 2", BREATH, NIGHTS, WALK, CALL, TRIGGER)
    assert coordinator.path != alma.plan
    alma.plan = coordinator.path
    coordinator.unfold(f"{alma.name} proposes a change").follow("Answer this proposal")
    coordinator.choose("Take it into the plan").fill("Why?", "You know best when you are awake.")
    coordinator.picture("answer-proposal").both_widths().press("Save").sees(
        "Mondays and Fridays, after lunch"
    )
    says_when_to_look_again(coordinator, alma)
    coordinator.picture("plan-next")


def both_see_what_changed(coordinator, person, alma):
    person.go("/my/plan/versions/").sees("Your plan now", "Over").picture("my-versions")
    person.follow("What changed since last time")
    sees_what_changed(person)
    pictured(person, "my-what-changed")
    coordinator.go(alma.plan).page.get_by_role("link", name="Versions", exact=True).click()
    coordinator.look().picture("versions").follow("Since the one before")
    sees_what_changed(coordinator)
    pictured(coordinator, "what-changed")


def sees_what_changed(visitor):
    added = " ".join(visitor.main.locator("ins").all_inner_texts())
    assert "Mondays and Fridays" in added
    visitor.sees(WALK, "After breakfast")


# -- What is kept from somebody


def a_part_is_kept_from_somebody_who_reads_the_rest(coordinator, person, helper, alma, sid):
    somebody_joins_the_circle(coordinator, alma, sid)
    the_person_shares_the_plan(person, sid)
    signs_in_by_invitation(coordinator, helper, sid, whose=alma)
    helper.go("/my/plan/").sees(NIGHTS, CALL)
    assert NIGHTS_GOAL in words_of(helper, "/my/plan/document/standard.pdf")
    the_person_keeps_a_part(person, sid)
    for words in everything_read(helper):
        for kept in (NIGHTS, NIGHTS_GOAL, CALL, "The night line never answers."):
            assert kept not in words
    pictured(helper.go("/my/plan/").sees(BREATH, WALK), "plan-of-alma")
    helper.go("/my/plan/versions/").sees("There is no agreed plan here that you can read")
    person.go("/my/plan/").sees(NIGHTS, CALL)
    coordinator.go(alma.plan).sees(NIGHTS, CALL)


def the_person_shares_the_plan(person, helper):
    person.go("/my/people/sharing/").follow(re.compile("^Share"))
    person.choose(re.compile(f"^{helper.name}")).choose("My plan").picture("my-share")
    person.press("Yes, share this").sees(helper.name)


def the_person_keeps_a_part(person, helper):
    person.go("/my/plan/people/").follow("Keep a part of your plan from somebody")
    person.sees(f"{helper.name} sees all of what was shared.")
    person.unfold(f"Choose what {helper.name} does not see").choose(re.compile(f"^Need: {NIGHTS}"))
    pictured(person.look(), "my-private")
    person.press("Save").sees(f"Saved. {helper.name} sees the rest.", f"1 part is kept from {helper.name}.")


def everything_read(visitor):
    """Yield the words of each page of the plan, and of each document that may be taken away."""
    for page in WHERE_THE_PLAN_IS:
        yield visitor.go(page).words
    for layout in LAYOUTS:
        yield words_of(visitor, f"/my/plan/document/{layout}.pdf")


def words_of(visitor, path):
    """Return the words of a document that is taken away."""
    answer = visitor.page.request.get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    pdf = PdfReader(io.BytesIO(answer.body()))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(one.extract_text() for one in pdf.pages).split())


# -- All that a plan is good for, without scripts


def the_plan_is_lived_with(person, nurse, alma):
    they_see_their_week(person)
    they_see_what_to_do_if_things_go_wrong(person)
    pictured(person.go("/my/plan/easy-read/").sees(BREATH_GOAL, WALK), "my-easy-read")
    they_take_their_plan_away(person)
    they_say_who_takes_part(person, nurse, alma)
    person.go("/my/plan/versions/").follow("Plan 1, agreed on").sees("The whole plan", "After breakfast")
    they_tell_that_something_changed(person)


def they_see_their_week(person):
    person.go("/my/plan/week/").sees("Monday", "Sunday", WALK, "at 9:30 am", "£0")
    assert not person.main.get_by_text("Print my week").is_visible()  # it needs a script
    pictured(person, "my-week")
    calendar = person.page.request.get("/my/plan/week/calendar/")
    assert calendar.status == 200
    assert calendar.text().count(f"SUMMARY:{WALK}") == 2


def they_see_what_to_do_if_things_go_wrong(person):
    person.go("/my/plan/if-things-go-wrong/").sees("Call 999", TRIGGER, WHAT_TO_DO, "01632 960111")
    pictured(person, "my-if-things-go-wrong")
    assert TRIGGER in words_of(person, "/my/plan/if-things-go-wrong.pdf")


def they_take_their_plan_away(person):
    pictured(person.go("/my/plan/document/"), "my-document")
    links = person.main.get_by_role("link").evaluate_all("all => all.map(one => one.pathname)")
    for layout in LAYOUTS:
        path = f"/my/plan/document/{layout}.pdf"
        assert path in links
        assert BREATH_GOAL in words_of(person, path)


def they_say_who_takes_part(person, nurse, alma):
    nurse.sign_in(NURSE).does_not_see(alma.name)
    name = nurse.name
    person.go("/my/plan/people/").follow("Ask somebody to take part")
    person.fill("Look for a colleague of another organisation", name).press("Look")
    person.choose(re.compile(f"^{name}"), question="Who takes part?").choose("NHS")
    pictured(person, "my-name-participant")
    person.press("Name them").press("Yes, they take part").sees("Choose")
    person.choose("My plan")
    pictured(person, "my-approve-participant")
    nurse.go("/taking-part/").does_not_see(alma.name)
    person.press("Yes, they take part").sees(f"{name} takes part from now on.")
    pictured(person, "my-plan-people")
    nurse.go("/taking-part/").follow(alma.name).sees(alma.given_name)
    nurse.go(alma.plan).sees(WALK).picture("plan-of-the-nurse")
    person.follow(f"Stop {name}").sees("What you shared for this ends at once.").both_widths()
    person.press("They do not take part").sees(f"{name} does not take part.")
    nurse.go(alma.plan, status=404)


def they_tell_that_something_changed(person):
    pictured(person.go("/my/plan/reviews/"), "my-reviews")
    person.follow("Tell us that something has changed").choose("A stay in hospital")
    person.fill_day("When was it?", today() - dt.timedelta(days=2)).fill(
        "Tell us more, if you like", "A fall on the ice."
    )
    pictured(person, "my-tell")
    later = in_words(review_day())
    person.press("Tell us").sees("We look at your plan soon.", "A fall on the ice.")
    person.does_not_see(f"We look at your plan together by {later}")
    pictured(person, "my-reviews-told")


# -- 3. The cast


def test_what_priya_keeps_is_nowhere_for_her_brother(visit):
    priya, dev = visit("phone").sign_in("priya@example.org"), visit("phone").sign_in("dev@example.org")
    kept = "Priya becomes"
    priya.go("/my/plan/").sees(kept)
    for words in everything_read(dev):
        assert kept not in words
    pictured(dev.go("/my/plan/").sees("Live in my own flat"), "dev-plan")


# -- What several journeys do


def pictured(visitor, name):
    """Look at the page that is open, and keep a picture of it, small and large."""
    here, there = sorted(WIDTHS.values(), key=lambda size: size[0] != visitor.width)
    visitor.look().picture(name).turn_to(there).look().picture(name).turn_to(here)
    return visitor


def review_day():
    return today() + dt.timedelta(days=80)


def a_plan_is_written(coordinator, somebody):
    """Write a plan that costs nothing: two needs, what is done for each, a week, and if things go wrong."""
    they_are_told_by(coordinator, somebody, "Email")
    coordinator.go(somebody.page).follow("Do this now")
    for question in coordinator.main.get_by_role("group").all():
        question.get_by_role("radio").first.check()
    coordinator.press("Work it out and keep it").press("Share with the person").go(somebody.page)
    somebody.plan = coordinator.press("Start the plan").path
    for need, goal, action, who, when in (
        (BREATH, BREATH_GOAL, WALK, somebody.name, "After breakfast"),
        (NIGHTS, NIGHTS_GOAL, CALL, somebody.name, "When it gets dark"),
    ):
        coordinator.go(somebody.plan).follow("Add a need").fill("What does the person need?", need)
        coordinator.press("Add it").follow(f"Add a goal for “{need}”", exact=True)
        coordinator.fill("What does the person want to reach?", goal).choose("Wellbeing").press("Add it")
        coordinator.follow(f"Add what will be done for “{goal}”", exact=True)
        coordinator.fill("What will be done?", action).fill("Who will do it?", who)
        coordinator.fill("When?", when).press("Add it").sees(action)
    coordinator.follow(f"Week {WALK}")
    for day in ("Monday", "Friday"):
        coordinator.choose(f"{day}, Morning").main.get_by_label(f"From, {day} morning").fill("09:30")
    coordinator.press("Save").sees("at 9:30 am").go(somebody.plan)
    coordinator.follow("Add what to do if something happens").choose("My health gets worse").fill(
        "If this happens", TRIGGER
    )
    coordinator.fill("Do this", WHAT_TO_DO).fill("Call this person", "Bet Lark, next door")
    coordinator.fill("Their telephone number", "01632 960111").press("Add it").sees(TRIGGER)
    says_when_to_look_again(coordinator, somebody)


def says_when_to_look_again(coordinator, somebody):
    coordinator.go(f"{somebody.plan}details/").fill_day("First review by", review_day())
    coordinator.fill("Who will do the review?", "Janet Kowalska").press("Save")


def the_person_agrees(person):
    person.go("/my/plan/agree/")
    person.choose("I have read this plan, or somebody has read it to me. I agree to it.")
    person.press("I agree").sees("This plan was agreed on")
