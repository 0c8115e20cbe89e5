"""One plan, made by several: written together, agreed, changed, agreed again, looked at again.

Each journey registers its own made-up person, so that the demonstration's stories stay as they are.
"""

import datetime as dt
import re
from dataclasses import dataclass

from ipc.kernel.dates import in_words, plus_months, today
from tests.journeys.test_one_person import RECEIPT
from tests.journeys.test_people_journey import (
    COORDINATOR,
    Somebody,
    finds,
    is_registered,
    signs_in_by_invitation,
    they_are_told_by,
)

NURSE, CHARITY = "nurse@barnsley.example", "charity@barnsley.example"
NEED, GOAL = "Steps are steep, and my knees are bad", "Dance at my granddaughter's wedding"
WALK = "Walk round the pond"
RISK = "I may slip on the leaves by the pond"
SIGNED_PAGE = {**RECEIPT, "name": "signed.png"}


@dataclass
class Planner(Somebody):
    """A made-up person of one journey, and the address of their plan for colleagues."""

    plan: str = ""


# -- 1. Writing it together


def test_a_plan_is_written_until_nothing_is_missing(visit):
    gwen = Planner("Gwen", "Hawkenbury")
    coordinator, nurse = visit("desktop").sign_in(COORDINATOR), visit("desktop").sign_in(NURSE)
    is_registered(coordinator, gwen)
    starts_a_plan(coordinator, gwen)
    what_is_missing_says_what_and_why(coordinator, gwen)
    they_take_ideas(coordinator)
    they_write_a_need_a_goal_and_what_is_done(coordinator)
    they_write_what_could_go_wrong(coordinator)
    they_write_what_belongs_to_the_whole_plan(coordinator)
    they_write_what_is_still_missing(coordinator, gwen)
    says_yes_to_the_nurse(coordinator, gwen, nurse, may_write=True)
    two_write_the_same_line(coordinator, nurse, gwen)


def starts_a_plan(coordinator, person):
    """Show the person a first idea of the money, as comes before each plan, and start the plan."""
    they_are_told_by(coordinator, person, "Email")
    coordinator.go(person.page).follow("Work out a first idea of the money")
    *questions, education = coordinator.main.get_by_role("group").all()
    for question in questions:
        question.get_by_role("radio").nth(1).check()
    education.get_by_role("radio").first.check()
    coordinator.press("Work it out and keep it").press("Share with the person")
    coordinator.go(person.page).press("Start the plan").sees("Plan 1", "The plan grows here")
    person.plan = coordinator.path


def what_is_missing_says_what_and_why(coordinator, gwen):
    of_the_plan(coordinator, "What is missing")
    coordinator.sees("3 things are still needed before Gwen can agree.").picture("ready-empty")
    listed = missing(coordinator)
    needed = [
        "Write down what the person needs.",
        "Choose the day of the first review.",
        "Say who will do the review.",
    ]
    assert list(listed)[:3] == needed
    assert "Care Act 2014 s25(1)(a)" in listed[needed[0]]
    assert "Care Act 2014 s27" in listed[needed[1]]
    assert "Write what to do if things go wrong." in listed


def missing(visitor):
    """Return what the page of what is missing lists, each with who asks for it."""
    lines = visitor.main.locator(".ipc-missing > li").all()
    return {one.locator("strong").inner_text(): one.locator(".ipc-muted").inner_text() for one in lines}


def they_take_ideas(coordinator):
    of_the_plan(coordinator, "The plan").follow("Ideas to begin from").press("Add these to the plan")
    coordinator.sees("Choose at least one idea").picture("choose-ideas")
    coordinator.choose("Could be done: Learn to make video calls")
    coordinator.choose("Risk: I may fall when I go to the garden or the shop")
    coordinator.press("Add these to the plan").sees("Added to the plan.", "Learn to make video calls")
    coordinator.sees("The days are long, and I see few people", "I may fall when I go to the garden")
    coordinator.follow("Ideas to begin from").sees("Learn to make video calls In the plan")


def they_write_a_need_a_goal_and_what_is_done(coordinator):
    of_the_plan(coordinator, "The plan").follow("Add a need").press("Add it").sees(
        "Write what the person needs"
    )
    coordinator.fill("What does the person need?", NEED).choose("No").press("Add it")
    coordinator.follow(f"Add a goal for “{NEED}”").fill("What does the person want to reach?", GOAL)
    coordinator.fill("How important is it to them, from 1 to 10?", 11).choose("Wellbeing").press("Add it")
    coordinator.has_kept("What does the person want to reach?", GOAL)
    coordinator.fill("How important is it to them, from 1 to 10?", 10).press("Add it").sees(GOAL)
    coordinator.follow(f"Add what will be done for “{GOAL}”").fill("What will be done?", WALK)
    coordinator.fill("Who will do it?", "Gwen and Tom").choose("Family or friends")
    coordinator.fill("When?", "Tuesdays at ten").fill("What does it bring them?", "Ducks, and breath")
    coordinator.press("Add it").sees(WALK, "Ducks, and breath").follow(f"Week {WALK}")
    coordinator.choose("Tuesday, Morning")
    coordinator.main.get_by_label("Until, Tuesday morning").fill("11:00")
    coordinator.press("Save").sees("Enter when it begins as well")
    coordinator.main.get_by_label("From, Tuesday morning").fill("10:00")
    coordinator.picture("change-week").both_widths().press("Save")
    of_the_plan(coordinator, "Their week").sees(WALK, "10:00").picture("week")


def they_write_what_could_go_wrong(coordinator):
    of_the_plan(coordinator, "The plan").follow("Add what could go wrong")
    coordinator.fill("What could go wrong?", RISK).choose("Yes").press("Add it").sees(RISK)
    coordinator.sees("Still to write: what we agreed to do about it.")
    coordinator.follow("Add what to do if something happens").choose("Somebody who cares for me cannot")
    coordinator.fill("If this happens", "Tom is ill").fill("Do this", "Ask Jean.\nRing at nine.")
    coordinator.fill("Call this person", "Jean, next door").fill("Their telephone number", "01226 496 0123")
    coordinator.press("Add it").sees("Tom is ill", "Call: Jean, next door").picture("safety")


def they_write_what_belongs_to_the_whole_plan(coordinator):
    of_the_plan(coordinator, "The plan").follow("Change this for the whole plan")
    coordinator.fill("Staying well", "Keep moving.").fill("Who will do the review?", "Her care coordinator")
    coordinator.fill("Who keeps an eye on their health?", "The practice nurse")
    coordinator.fill_day("First review by", today() - dt.timedelta(days=1)).press("Save")
    coordinator.sees("as today or a day after today").has_kept("Staying well", "Keep moving.")
    coordinator.fill_day("First review by", today() + dt.timedelta(days=20))
    coordinator.picture("change-plan-details").press("Save").sees("Keep moving.")


def they_write_what_is_still_missing(coordinator, gwen):
    """Follow each line of the list to the page where it is written, until the list is empty."""
    of_the_plan(coordinator, "What is missing").sees("1 thing is still needed")
    left = [
        f"Agree what to do about “{RISK}”.",
        "Ask what matters to the person: About me is empty.",
        "Say whether the council must meet “The days are long, and I see few people”. "
        "Needed if the council pays.",
        "Say when “Learn to make video calls” happens.",
    ]
    assert list(missing(coordinator)) == left
    coordinator.picture("ready-nearly")
    for words, write in zip(
        left,
        (
            lambda: coordinator.fill("What did we agree to do?", "Boots with a grip, and a stick."),
            lambda: coordinator.fill("In your own words", "To dance again."),
            lambda: coordinator.choose("Yes"),
            lambda: coordinator.fill("When?", "On Sundays"),
        ),
        strict=True,
    ):
        coordinator.follow(named("Write it", words))
        write()
        coordinator.press("Save").go(f"{gwen.plan}ready/")
        assert words not in missing(coordinator)
    coordinator.sees("Nothing is missing. Gwen can read the plan and agree.").picture("ready").both_widths()
    assert missing(coordinator) == {}


def two_write_the_same_line(coordinator, nurse, gwen):
    """The second sees word by word what the first has saved, and keeps what they typed themselves."""
    for one in (coordinator, nurse):
        one.go(gwen.plan).follow(f"Change {NEED}")
    coordinator.fill("What does the person need?", "Steps are steep, and my hips are bad").press("Save")
    nurse.fill("What does the person need?", "Stairs are steep, and my knees are bad").press("Save")
    nurse.sees("What is saved now, beside yours", f"{coordinator.name} saved this on {in_words(today())}.")
    nurse.has_kept("What does the person need?", "Stairs are steep, and my knees are bad")
    nurse.picture("two-write").both_widths()
    coordinator.go(gwen.plan).sees("Steps are steep, and my hips are bad").does_not_see("Stairs are")
    nurse.fill("What does the person need?", "Stairs are steep; hips and knees are bad").press("Save")
    coordinator.go(gwen.plan).sees("Stairs are steep; hips and knees are bad").picture("plan-written")
    coordinator.both_widths()


# -- 2. Who takes part


def test_only_who_was_asked_takes_part_and_only_so_long(visit):
    ivy = Planner("Ivy", "Hawkenbury")
    coordinator, person = visit("desktop").sign_in(COORDINATOR), visit("phone")
    nurse, charity = visit("desktop").sign_in(NURSE), visit("desktop").sign_in(CHARITY)
    is_registered(coordinator, ivy)
    starts_a_plan(coordinator, ivy)
    writes_a_whole_plan(coordinator, ivy)
    nurse.go(ivy.plan, status=404)
    says_yes_to_the_nurse(coordinator, ivy, nurse)
    the_nurse_proposes_a_change(nurse, ivy)
    the_coordinator_takes_it_up(coordinator, nurse, ivy)
    the_nurse_agrees_as_a_professional(nurse)
    charity.menu("Plans I take part in").does_not_see(ivy.name)
    for page in (ivy.plan, ivy.page):
        charity.go(page, status=404)
    signs_in_by_invitation(coordinator, person, ivy)
    the_person_stops_it(person, nurse)
    nurse.menu("Plans I take part in").does_not_see(ivy.name)
    nurse.go(ivy.plan, status=404)


def writes_a_whole_plan(coordinator, person):
    """Write the shortest plan that can be agreed: it costs nothing."""
    coordinator.go(person.plan).follow("Add a need").fill("What does the person need?", NEED).press("Add it")
    coordinator.follow("Add a goal").fill("What does the person want to reach?", GOAL).choose("Health")
    coordinator.press("Add it").follow("Add what will be done").fill("What will be done?", WALK)
    coordinator.fill("Who will do it?", f"{person.given_name} and Tom").fill("When?", "Tuesdays at ten")
    coordinator.press("Add it").follow("Change this for the whole plan")
    coordinator.fill_day("First review by", today() + dt.timedelta(days=20))
    coordinator.fill("Who will do the review?", "Her care coordinator").press("Save")


def says_yes_to_the_nurse(coordinator, person, nurse, *, may_write=False):
    """The nurse is named, and the coordinator writes down what the person said."""
    of_the_plan(coordinator.go(person.plan), "Who takes part").follow("Name somebody")
    coordinator.fill("Look for a colleague of another organisation", nurse.name).press("Look")
    coordinator.choose(nurse.name).choose("NHS").picture("name-participant")
    if may_write:
        coordinator.choose("Yes", question="Should they write in the draft themselves?")
    coordinator.press("Name them").sees(f"The yes to {nurse.name}")
    nurse.menu("Plans I take part in").does_not_see(person.name)
    coordinator.choose("In person").choose("About me").press("Write it down")
    coordinator.sees("Choose the plan too, or say no.").choose("My plan").picture(
        "approve-participant"
    ).both_widths()
    coordinator.press("Write it down").sees(f"{nurse.name} takes part from now on.", "NHS Barnsley")
    coordinator.picture("plan-people")


def the_nurse_proposes_a_change(nurse, ivy):
    nurse.menu("Plans I take part in").sees(ivy.name, "Nothing now").picture("taking-part")
    nurse.follow(ivy.name).sees(GOAL, WALK).picture("plan-nurse")
    nurse.unfold(f"Say what you think about “{WALK}”").follow(named("I want to change this", WALK))
    nurse.press("Propose this").sees("Change something first.").fill("Who does it", "Ivy, Tom and Jean")
    nurse.fill("Why?", "Two arms are safer than one.")
    nurse.picture("say-about-line").press("Propose this").sees("Saved.")
    nurse.sees("proposes a change", "Two arms are safer than one.")


def the_coordinator_takes_it_up(coordinator, nurse, ivy):
    coordinator.go(ivy.plan).sees(f"{nurse.name} (NHS) proposes a change").unfold("proposes a change")
    coordinator.follow("Answer this proposal").sees("Two arms are safer than one.")
    coordinator.choose("Take it into the plan").picture("proposal").press("Save")
    coordinator.sees("Ivy, Tom and Jean")


def the_nurse_agrees_as_a_professional(nurse):
    nurse.page.reload()
    nurse.press("I agree this plan as a professional").sees("You agreed this plan as it is now.")
    nurse.sees(f"{nurse.name} agreed for NHS Barnsley on {in_words(today())}, online.")


def the_person_stops_it(person, nurse):
    person.go("/my/plan/people/").sees(nurse.name, "Takes part", "About me", "My plan").picture(
        "my-plan-people"
    )
    person.both_widths().follow(f"Stop {nurse.name}").picture("my-end-participant")
    person.press("They do not take part").sees(f"{nurse.name} does not take part.")


# -- 3. Agreed by telephone, and on paper


def test_a_plan_is_agreed_by_telephone_and_the_next_on_paper(visit):
    edith = Planner("Edith", "Hawkenbury")
    coordinator = visit("desktop").sign_in(COORDINATOR)
    is_registered(coordinator, edith)
    starts_a_plan(coordinator, edith)
    writes_a_whole_plan(coordinator, edith)
    it_is_agreed_by_telephone(coordinator, edith)
    of_the_plan(coordinator, "Versions").sees("Plan 1", "In force").follow("Plan 1")
    coordinator.sees(
        f"Plan 1, agreed on {in_words(today())}", "How: By telephone", "Heard by: Jean Orchard", WALK
    )
    coordinator.picture("plan-version")
    the_next_plan_is_agreed_on_paper(coordinator, edith)
    the_two_stand_side_by_side(coordinator, edith)


def it_is_agreed_by_telephone(coordinator, person):
    coordinator.go(person.plan).follow(f"Agree the plan with {person.given_name}")
    coordinator.sees("Everything in this plan is free.").picture("agree-plan-with-person")
    coordinator.choose(person.name).choose("By telephone").fill("Who will do that?", "Sam, on the telephone")
    coordinator.press("It was agreed").sees("Write the name of somebody else who heard it on the telephone.")
    coordinator.has_kept("Who will do that?", "Sam, on the telephone").picture("agree-no-witness")
    assert coordinator.chosen("How did they say so?") == "By telephone"
    coordinator.both_widths().fill("By telephone: who else heard it?", "Jean Orchard")
    coordinator.press("It was agreed").sees("The plan is agreed and in force.").go(person.plan)
    coordinator.sees("Agreed on", "by telephone, heard by Jean Orchard", "The five things")


def the_next_plan_is_agreed_on_paper(coordinator, edith):
    coordinator.go(edith.plan).press("Start the next plan").sees("Plan 2", WALK)
    edith.plan = coordinator.path
    coordinator.follow(f"Change {WALK}")
    coordinator.fill("When?", "Tuesdays and Fridays at ten").press("Save")
    coordinator.does_not_see("Agree the plan with Edith").follow("Change this for the whole plan")
    coordinator.fill_day("First review by", today() + dt.timedelta(days=90))
    coordinator.fill("Who will do the review?", "Sam").press("Save")
    coordinator.follow("Agree the plan with Edith").choose(edith.name).choose("On paper")
    coordinator.has_kept("Who will do that?", "Sam").press("It was agreed").sees("Add a photo or scan")
    coordinator.attach("On paper: the signed page", SIGNED_PAGE).press("It was agreed")
    coordinator.sees("The plan is agreed and in force.").about("Reviews")
    coordinator.sees(in_words(today() + dt.timedelta(days=90)))


def the_two_stand_side_by_side(coordinator, edith):
    coordinator.go(edith.plan).sees("on paper")
    assert coordinator.download("The signed page")[:4] == b"\x89PNG"
    of_the_plan(coordinator, "Versions").sees("Plan 2", "Plan 1", "Replaced or ended").picture("versions")
    coordinator.follow("Since the one before")
    coordinator.sees("What changed from plan 1 to plan 2", f"What we do: {WALK} Changed")
    coordinator.sees("Before Tuesdays at ten").picture("compare-versions").both_widths()


# -- 4. Looking again


def test_a_plan_is_looked_at_again(visit):
    nora = Planner("Nora", "Hawkenbury")
    coordinator, person = visit("desktop").sign_in(COORDINATOR), visit("phone")
    is_registered(coordinator, nora)
    starts_a_plan(coordinator, nora)
    writes_a_whole_plan(coordinator, nora)
    it_is_agreed_by_telephone(coordinator, nora)
    stands_on_the_list_of_reviews(coordinator, nora, in_words(today() + dt.timedelta(days=20)))
    the_review_is_held(coordinator, nora)
    signs_in_by_invitation(coordinator, person, nora)
    the_person_reads_what_was_said(person)
    they_go_to_hospital(coordinator, nora)
    how_it_goes_is_noted_and_drawn(coordinator, person, nora)


def stands_on_the_list_of_reviews(coordinator, nora, day):
    coordinator.menu("Reviews").picture("reviews-due", whole=False)
    row = coordinator.main.get_by_role("row").filter(has_text=nora.name)
    while not row.count():
        coordinator.follow("More")
    assert day in row.first.inner_text()


def the_review_is_held(coordinator, nora):
    coordinator.follow(named("Write down a review", nora.name))
    coordinator.fill_day("When was it?", today() + dt.timedelta(days=1)).choose("By video")
    coordinator.fill("Who came?", "Nora and Tom").fill("What the person said", "I dance in the kitchen.")
    coordinator.fill("What works?", "The walks.").fill("What does not work?", "The hill.")
    coordinator.choose("There is no money in this plan").choose("The plan stays as it is")
    coordinator.choose("Yes", question="Is the care coordinator still the right one?")
    coordinator.fill("Does the person need somebody to speak up for them?", "No, Tom does that.")
    coordinator.fill("What happens next?", "Tom finds a way round the hill.")
    coordinator.picture("hold-review").press("Write it down")
    coordinator.sees("Enter the day of the review as today or a day before today")
    coordinator.has_kept("Who came?", "Nora and Tom").has_kept("What works?", "The walks.")
    coordinator.picture("hold-review-mistake").both_widths().fill_day("When was it?", today())
    coordinator.press("Write it down").sees("The review is written down. The person is told.")
    coordinator.sees(f"The plan: by {in_words(plus_months(today(), 12))}", "Tom finds a way round the hill.")
    coordinator.picture("reviews-of")


def the_person_reads_what_was_said(person):
    person.menu("My plan")
    of_my_plan(person, "Reviews").sees("I dance in the kitchen.", "Tom finds a way round the hill.")
    person.picture("my-reviews").both_widths()


def they_go_to_hospital(coordinator, nora):
    finds(coordinator, nora)
    coordinator.follow(nora.name).follow("Something has happened: look again soon")
    coordinator.choose("A stay in hospital").fill_day("When was it?", today())
    coordinator.fill("Tell us more, if you like", "She fell on the hill.").picture("note-trigger")
    coordinator.press("Write it down").sees("All reviews are due soon.", "She fell on the hill.")
    soon = re.search(r"We look again by (\w+ \d+ \w+ \d+)\.", coordinator.words)[1]
    coordinator.sees(f"The plan: by {soon}").does_not_see(in_words(plus_months(today(), 12)))
    stands_on_the_list_of_reviews(coordinator, nora, soon)


def how_it_goes_is_noted_and_drawn(coordinator, person, nora):
    coordinator.go(nora.plan).follow(f"How it goes {GOAL}").sees("Nobody has said yet how it goes.")
    coordinator.follow("Note how it goes").choose("Started").choose("Nora").fill("How near does it feel?", 3)
    coordinator.fill("Say more, if you like", "One step at a time.").picture("note-progress").press("Save")
    coordinator.sees("How near it is now: 3 out of 10.", "One step at a time.")
    person.menu("My plan").follow(f"How is it going? {GOAL}").choose("Getting there")
    person.fill("How near does it feel?", 7).press("Save").picture("my-goal")
    for one in (person, coordinator):
        one.page.reload()
        one.look().sees("How near it is now: 7 out of 10. That is 4 more than at first.")
        assert one.main.get_by_role("img", name="How near you are to it").count() == 1
        assert [row.inner_text() for row in one.main.locator("figure td").all()] == [
            "3 out of 10",
            "7 out of 10",
        ]
    coordinator.picture("goal").go(nora.plan).sees("Getting there (7 out of 10)")


# -- Going about


def named(words, what):
    """Return by which name a link is known whose hidden end says what it is about."""
    return re.compile(rf"{re.escape(words)}\s*: {re.escape(what)}")


def of_the_plan(visitor, name):
    """Choose from the menu above the pages of a plan."""
    return from_menu(visitor, "About this plan", name)


def of_my_plan(visitor, name):
    """Choose from the menu above the pages of one's own plan."""
    return from_menu(visitor, "About my plan", name)


def from_menu(visitor, menu, name):
    pages = visitor.page.get_by_role("navigation", name=menu)
    pages.get_by_role("link", name=name, exact=True).click()
    return visitor.look()
