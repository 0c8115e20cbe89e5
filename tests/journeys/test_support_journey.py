"""Support near somebody, as those who ask, receive, refer and look after it go through it.

Priya's and Leon's journeys go on with their stories of the demonstration; the others register their own.
"""

import datetime as dt
import re

from ipc.kernel.dates import today
from tests.journeys.test_people_journey import (
    COORDINATOR,
    MANAGER,
    Somebody,
    finds_to_do,
    is_registered,
    signs_in_by_invitation,
    they_are_told_by,
)
from tests.journeys.test_plan_people_journey import goes_by_keyboard, pictured

NAVIGATOR = "navigator@barnsley.example"
PRIYA, LIKES_TRAINS = "Priya Mistryn", "who is autistic and likes trains"
WISH = "I want to see the big signal box with somebody who likes it too."
FOUND, GOOD = (
    "They can meet you on Saturday, at the café by platform 3.",
    "We saw the signal box. It was quiet.",
)

DANCE, ART, COOK = "Dance for All", "Art Space", "Learn to Cook"
FOOTBALL, BOOKS = "Walking Football", "Books and Company"
WHY, RISK = "She has been alone since spring.", "Needs somebody with her on stairs."
WHY_NOT, NO_ROOM = "Why it is not possible", "There is no lift at the hall. The library has music too."
SMALLEST = (320, 640)
LEON, LEON_NAME = "leon@example.org", "Leon Fallowes"
NADIA = "Nadia, who has been in hospital too"
WORRY, SETTLED = "She came to my door and I had not asked her.", "We talked with both. She rings first."
SHOWN_AS, LIVED = "Walt, who keeps pigeons", "I have had COPD since the pit closed. I keep pigeons."
MARGARET, MARGARET_NAME, BREATHE = "margaret@example.org", "Margaret Hollis", "Breathe Easy Barnsley"


# -- 1. Somebody who has been there


def test_priya_meets_somebody_who_has_been_there(visit):
    # She needs Easy Read and gets it by herself; here she asks for the longer pages.
    priya = visit("phone").sign_in("priya@example.org").go("/my/?easy=0")
    navigator = visit("desktop").sign_in(NAVIGATOR)
    coordinator = visit("desktop").sign_in(COORDINATOR)
    peer = priya_finds_somebody(priya)
    priya_asks(priya, peer)
    the_navigator_finds_them(navigator, peer)
    priya_says_yes(priya, peer)
    plan = everybody_sees_it_going_on(coordinator, priya, peer)
    priya_says_how_it_was_and_ends_it(priya, peer)
    coordinator.go(plan).sees("Introduction: Finished, since").picture("plan-introduction-over")
    coordinator.about("Support").sees(peer, GOOD, "Finished").picture("support-of-person")


def priya_finds_somebody(priya):
    priya.menu("My support").follow("Somebody who has been there").sees(LIKES_TRAINS)
    pictured(priya.unfold("Say whom you would like to meet"), "my-peers-wishes")
    priya.choose("Autism", question="What should they know").fill("What do you like to do?", "trains, maps")
    priya.press("Show who fits").sees("Why you might get on", "You both like: trains")
    pictured(priya, "my-peers")
    best = priya.main.get_by_role("heading", level=2).first.inner_text()
    assert LIKES_TRAINS in best
    return best


def priya_asks(priya, peer):
    priya.follow(f"Ask to meet {peer}").sees("What will be shared", "They will not see your plan")
    pictured(priya.fill("What do you hope for?", WISH).press("Agree and ask"), "ask-to-meet-not-agreed")
    priya.sees("Tick the box if you agree").has_kept("What do you hope for?", WISH)
    priya.choose("Yes, share what is listed here so that I can be introduced")
    priya.press_twice("Agree and ask", until="What happens next").sees(peer, "You share with")
    pictured(priya, "my-support-asked")


def the_navigator_finds_them(navigator, peer):
    navigator.menu("People who asked").sees(PRIYA, WISH).picture("referrals")
    steps(navigator, PRIYA, peer, "I am looking at it")
    steps(navigator, PRIYA, peer, "Somebody was found for them", words=FOUND)


def priya_says_yes(priya, peer):
    priya.menu("My support").sees("Somebody was found for you", FOUND)
    pictured(priya, "my-support-found")
    pictured(priya.follow("Open"), "my-introduction-found")
    priya.press("Yes, I would like to meet them").sees("This is going on.", "Step by step")
    pictured(priya, "my-introduction")


def everybody_sees_it_going_on(coordinator, priya, peer):
    priya.go("/my/plan/").sees(peer, "Going on, since")
    coordinator.menu("Find somebody").fill("Name, NHS number or telephone", PRIYA).press("Find")
    coordinator.follow(PRIYA).sees(peer).picture("timeline-introduction")
    plan = (
        coordinator.follow("Agreed").sees("Introduction: Going on, since").picture("plan-introduction").path
    )
    return plan


def priya_says_how_it_was_and_ends_it(priya, peer):
    priya.menu("My support").follow("How it went so far").follow("Say how it is").choose("Very good")
    pictured(priya.fill("In your own words", GOOD), "say-how-it-was").press("Send").sees(GOOD)
    priya.follow("End it").sees("You need not say why.")
    pictured(priya, "end-introduction").press("Yes, end it").sees("It has ended.", "Finished")
    priya.does_not_see("You share with")
    pictured(priya, "my-introduction-over")


# -- 2. Referred by a colleague: every way it can go


def test_somebody_is_referred_and_it_goes_every_way(visit):
    nell = Somebody("Nell", "Brackenfield", phone="07700 900655")
    coordinator, navigator = visit("desktop").sign_in(COORDINATOR), visit("desktop").sign_in(NAVIGATOR)
    person = visit("phone")
    is_registered(coordinator, nell)
    they_are_told_by(coordinator, nell, "Email")
    signs_in_by_invitation(coordinator, person, nell)
    person.turn_to(SMALLEST)
    one_is_kept_first_and_declined_with_a_reason(coordinator, navigator, person, nell)
    it_is_said_to_be_done(coordinator, nell)
    one_could_not_be_reached(coordinator, navigator, nell)
    one_waits_gets_a_place_comes_and_stops(coordinator, navigator, person, nell)
    one_is_taken_back_before_it_is_answered(navigator, person, nell)
    one_is_in_another_area(person)
    one_is_paused_goes_on_and_helps(coordinator, navigator, person, nell)
    coordinator.go(nell.page).about("Support").sees(
        "Not possible", "Could not be reached", "Stopped coming", "The person changed their mind"
    )
    coordinator.sees("Finished", "It helped").picture("support-of-person-all").both_widths()
    coordinator.go(nell.page).sees("The person changed their mind").does_not_see("You changed your mind")
    person.menu("My support").picture("my-support-all")


def refers(coordinator, somebody, entry, *, search):
    coordinator.go(somebody.page).about("Support").follow("Ask for an introduction")
    coordinator.fill("Find it in the directory", search).press("Search").picture("refer-choose")
    return coordinator.follow(entry).sees("What will be shared", somebody.phone)


def one_is_kept_first_and_declined_with_a_reason(coordinator, navigator, person, nell):
    refers(coordinator, nell, DANCE, search="dance").press("Send it")
    coordinator.sees("Write why this would help", "Choose how the person said yes").picture("refer-mistakes")
    coordinator.fill("Why would this help?", WHY).fill("What must be known to be safe", RISK)
    coordinator.press("Keep it, send it later").follow("Go on and send it").sees("Nothing is shared so far.")
    navigator.go("/referrals/").does_not_see(nell.name)
    coordinator.has_kept("Why would this help?", WHY).choose("By telephone").picture("send-referral")
    coordinator.press("Send it").sees(DANCE, "Asked, waiting for an answer")
    refers(coordinator, nell, DANCE, search="dance").fill("Why would this help?", WHY)
    coordinator.choose("In person").press("Send it").sees("already").picture("refer-twice")
    opens(navigator, nell.name, DANCE).sees(WHY, RISK, "(by telephone)", nell.phone)
    navigator.unfold("It is not possible").press("Send this answer").sees("Write why it is not possible.")
    navigator.fill(WHY_NOT, NO_ROOM).press("Send this answer").does_not_see(nell.name)
    person.menu("My support").sees("What you asked for", DANCE, "Not possible", NO_ROOM)
    assert person.main.get_by_text(NO_ROOM).is_visible()
    person.sees("Find something else").picture("my-support-declined")
    they_talk_about_what_else(coordinator, nell)


def they_talk_about_what_else(coordinator, nell):
    finds_to_do(coordinator, f"An introduction did not work out.*{nell.name}").sees("Ask for an introduction")


def it_is_said_to_be_done(coordinator, nell):
    coordinator.page.go_back()
    said = coordinator.main.get_by_role("link", name=re.compile(f"Say it is done.*{nell.name}"))
    said.first.click()
    coordinator.look().fill("What was done?", "We talked about what else.").press("It is done")


def opens(navigator, name, service):
    row = navigator.go("/referrals/").main.get_by_role("row").filter(has_text=name)
    row.filter(has_text=service).get_by_role("link", name=re.compile("Answer|Next step")).click()
    return navigator.look()


def one_could_not_be_reached(coordinator, navigator, nell):
    refers(coordinator, nell, ART, search="art").fill("Why would this help?", WHY)
    coordinator.choose("In person").press("Send it").sees("Asked, waiting for an answer")
    for tried in ("Tried 0 of 3 times", "Tried 1 of 3 times", "Tried 2 of 3 times"):
        steps(navigator, nell.name, ART, "I tried and did not reach them", sees=tried)
    navigator.does_not_see(nell.name)
    coordinator.go(nell.page).about("Support").sees("Could not be reached")
    they_talk_about_what_else(coordinator, nell)


def one_waits_gets_a_place_comes_and_stops(coordinator, navigator, person, nell):
    refers(coordinator, nell, COOK, search="cook").fill("Why would this help?", WHY)
    coordinator.choose("On paper").press("Send it").sees("Asked, waiting for an answer")
    steps(navigator, nell.name, COOK, "We talked", words="She would like to come.")
    steps(navigator, nell.name, COOK, "Put them on the waiting list")
    person.menu("My support").sees("You are on the list", "You are next.").picture("my-support-waiting")
    there_are_places(navigator, COOK, "0")
    steps(navigator, nell.name, COOK, "There is a place now").sees("All the places are taken.")
    there_are_places(navigator, COOK, "8")
    steps(navigator, nell.name, COOK, "There is a place now", words="Come on Tuesday at ten.")
    person.menu("My support").sees("Welcome to join", "Come on Tuesday at ten.")
    steps(navigator, nell.name, COOK, "They came")
    steps(navigator, nell.name, COOK, "They stopped coming")
    coordinator.go(nell.page).about("Support").sees("Stopped coming")
    they_talk_about_what_else(coordinator, nell)


def there_are_places(navigator, entry, number):
    finds(navigator.go("/directory/?site=barnsley"), entry.lower()).follow(entry)
    navigator.follow("Change or confirm this entry").fill("How many places", number).press("Save")


def steps(navigator, name, service, step, *, words="", outcome="", sees=""):
    """Say what happened to the introduction of ``name`` to ``service``: the list, the person, the step."""
    opens(navigator, name, service)
    if navigator.main.get_by_role("heading", name="Your answer").count():
        navigator.picture("answer-introduction").follow("Something else")
    navigator.choose(step)
    if outcome:
        navigator.choose(outcome)
    if words:
        navigator.fill("A few words", words)
    return navigator.sees(sees).picture("move-introduction").press("Save")


def one_is_taken_back_before_it_is_answered(navigator, person, nell):
    asks(person, FOOTBALL)
    opens(navigator, nell.name, FOOTBALL).sees(nell.phone)
    person.follow("I changed my mind").sees("You need not say why.").picture("take-back")
    person.press("Yes, take it back").unfold("What is over").sees("You changed your mind")
    navigator.press(f"{nell.given_name} is welcome", status=404).does_not_see(nell.name).picture("taken-back")


def one_is_in_another_area(person):
    finds(person.go("/directory/?site=luton"), BOOKS.lower()).follow(BOOKS).follow("Ask to be introduced")
    person.sees("This is in Luton, outside your area.", "Find support near me").picture("ask-elsewhere")


def asks(person, entry):
    person.menu("My support").follow("Groups and things to do near you")
    finds(person, entry.lower()).follow(entry).follow("Ask to be introduced")
    person.choose("Yes, share what is listed here so that I can be introduced").press("Agree and ask")
    return person.sees("You have asked.", entry)


def finds(visitor, words):
    """Search the directory on a telephone, where the way to do so is folded once something is shown."""
    if not visitor.box("What would help?").is_visible():
        visitor.unfold("Change what you look for")
    return visitor.fill("What would help?", words).press("Search")


def one_is_paused_goes_on_and_helps(coordinator, navigator, person, nell):
    asks(person, BOOKS)
    opens(navigator, nell.name, BOOKS).press(f"{nell.given_name} is welcome")
    steps(navigator, nell.name, BOOKS, "They came")
    person.menu("My support").follow(re.compile(f"How it went so far.*{BOOKS}")).press("Pause it for a while")
    person.sees("Paused").picture("my-introduction-paused").press("Go on").sees("Going on")
    steps(navigator, nell.name, BOOKS, "It has come to its end").sees("Choose what came of it.")
    navigator.choose("It helped").fill("A few words", "She has a friend there now.").press("Save")
    person.menu("My support").unfold("What is over").follow(re.compile(f"How it went so far.*{BOOKS}"))
    person.sees("What came of it: It helped.", "She has a friend there now.").picture(
        "my-introduction-helped"
    )


# -- 3. Somebody is worried


def test_a_worry_pauses_it_until_a_manager_has_looked(visit):
    leon, navigator = visit("phone").sign_in(LEON), visit("desktop").sign_in(NAVIGATOR)
    manager = visit("desktop").sign_in(MANAGER)
    they_have_met(leon, navigator)
    leon_says_that_he_is_worried(leon)
    leon.press("Go on").sees("It stays paused until a manager has looked.").picture("my-worry-still-open")
    navigator.menu("Peer supporters").follow("Nadia").sees("Somebody is worried about them.")
    navigator.picture("peer-paused")
    the_manager_settles_it(manager)
    the_peer_goes_on(leon, navigator)


def they_have_met(leon, navigator):
    leon.go("/my/support/peers/").follow(f"Ask to meet {NADIA}")
    leon.choose("Yes, share what is listed here so that I can be introduced").press("Agree and ask")
    opens(navigator, LEON_NAME, NADIA).press("Leon is welcome").sees("Answered.")
    steps(navigator, LEON_NAME, NADIA, "They came")


def leon_says_that_he_is_worried(leon):
    leon.menu("My support").follow(re.compile(f"How it went so far.*{NADIA}")).follow(
        "I am worried about this"
    )
    leon.sees("You need not meet or answer anybody.", "Call 999").press("Pause it and tell them")
    pictured(leon.sees("Write a few words about what worries you"), "my-worry")
    leon.fill("What worries you?", WORRY).press("Pause it and tell them").sees("It is paused.")
    leon.follow(re.compile(f"How it went so far.*{NADIA}")).sees("Paused").does_not_see(WORRY)


def the_manager_settles_it(manager):
    finds_to_do(manager, f"Somebody is worried about an introduction.*{LEON_NAME}")
    manager.sees(WORRY, "The peer supporter is paused.").picture("concerns").both_widths()
    manager.follow(f"Settle it {LEON_NAME}").press("Settle it").sees("Write what came of it")
    manager.fill("What came of it?", SETTLED).picture("close-concern").both_widths().press("Settle it")
    manager.sees("Nothing waits to be settled.", SETTLED)


def the_peer_goes_on(leon, navigator):
    navigator.menu("Peer supporters").follow("Nadia").follow("Let them begin").press("Let them begin")
    steps(navigator, LEON_NAME, NADIA, "Go on", words="Nadia rings before she comes, from now on.")
    leon.menu("My support").sees("Going on", NADIA).follow(re.compile(f"How it went so far.*{NADIA}"))
    leon.sees("Nadia rings before she comes, from now on.").picture("my-introduction-goes-on")


# -- 4. Somebody who wants to support others


def test_a_peer_supporter_is_added_and_begins(visit):
    navigator = visit("desktop").sign_in(NAVIGATOR)
    navigator.menu("Peer supporters").picture("peers").both_widths().follow("Add a peer supporter")
    the_navigator_writes_who_they_are(navigator)
    navigator.sees("They may begin once this is there:", "DBS", "It is not in the directory now.")
    pictured(navigator, "peer-missing")
    the_navigator_writes_down_a_check(navigator)
    navigator.sees("Nothing is missing.").follow("Let them begin").picture("start-peer")
    pictured(navigator.press("Let them begin").sees("Active"), "peer-active")
    stranger = visit("phone").turn_to(SMALLEST).go("/directory/?site=barnsley")
    finds(stranger, "pigeons").follow(SHOWN_AS).sees(LIVED, "Ask a community navigator")
    stranger.does_not_see("Walt Ferrensby", "07700 900671").picture("peer-in-directory")


def the_navigator_writes_who_they_are(navigator):
    navigator.press("Save").sees("Write their whole name", "Choose what they will do with people")
    navigator.select_like("Which organisation are they with?", "Breathers")
    navigator.fill("Their whole name", "Walt Ferrensby").fill("Telephone", "07700 900671").fill(
        "The name people read", SHOWN_AS
    )
    navigator.fill("In their own words", LIVED).choose(
        "Breathing and lungs", question="What do they know from"
    )
    navigator.choose("Talks by telephone or online", question="What will they do")
    navigator.choose("By telephone", question="How can people").fill(
        "Who supervises them?", "Ines Applegarthy"
    )
    for legend, day in (
        ("When do they next talk?", today() + dt.timedelta(weeks=4)),
        ("When were they trained?", today() - dt.timedelta(weeks=4)),
        ("When were boundaries agreed with them?", today() - dt.timedelta(weeks=3)),
    ):
        navigator.fill_day(legend, day)
    navigator.picture("add-peer").both_widths().press("Save")


def the_navigator_writes_down_a_check(navigator):
    navigator.follow("Write down a DBS check").choose("Enhanced").choose("Clear")
    navigator.fill_day("What is its date?", today() - dt.timedelta(days=20))
    navigator.fill_day("When did you see it?", today() - dt.timedelta(days=2))
    navigator.picture("record-dbs-check").both_widths().press("Save")


# -- 5. A group and its meetings; a call


def test_margaret_says_whether_she_comes_and_a_meeting_is_called_off(visit):
    margaret = visit("phone", java_script_enabled=False).sign_in(MARGARET)
    navigator = visit("desktop").sign_in(NAVIGATOR)
    margaret.menu("My support").picture("my-support-margaret").follow("Say whether you come")
    margaret.picture("my-meetings").press("I am coming").sees("You are coming")
    the_navigator_calls_one_off(navigator)
    margaret.go("/my/support/meetings/").sees("Called off", "The boiler is broken.", "Pudding and carols")
    assert b"BEGIN:VEVENT" in margaret.download("Put them in my calendar")
    margaret.picture("my-meetings-said")
    margaret.press("I cannot come").sees("You cannot come")


def the_navigator_calls_one_off(navigator):
    navigator.menu("Groups").picture("groups").follow(BREATHE).sees(MARGARET_NAME, "1 person says they come")
    navigator.picture("group").both_widths()
    navigator.follow("Add a meeting").fill("What is it?", "Pudding and carols")
    navigator.fill_day("Which day?", today() + dt.timedelta(days=3)).fill("From", "14:30")
    navigator.fill("Until", "16:00").picture("add-meeting").both_widths()
    navigator.press("Add the meeting").sees("Pudding and carols")
    navigator.main.get_by_role("listitem").filter(has_text="1 person says they come").get_by_role(
        "link"
    ).click()
    navigator.look().sees(MARGARET_NAME).picture("meeting").both_widths().follow("Call it off")
    navigator.press("Call it off").sees("Write why it does not take place").picture("cancel-meeting")
    navigator.fill("Why does it not take place?", "The boiler is broken.").press("Call it off")
    navigator.sees("Called off")


def test_a_navigator_rings_who_asked_by_keyboard(visit):
    leon, navigator = visit("desktop").sign_in(LEON), visit("desktop").sign_in(NAVIGATOR)
    leon.go("/my/support/")
    goes_by_keyboard(leon, "a", "Ask a community navigator to ring you").picture("ask-for-call")
    leon.tab_to("words").page.keyboard.type("I would like to get out more.")
    goes_by_keyboard(leon, "button", "Agree and ask for a call").sees("Tick the box if you agree")
    leon.tab_to("has_agreed").page.keyboard.press("Space")
    pictured(goes_by_keyboard(leon, "button", "Agree and ask for a call"), "call-asked")
    the_navigator_rings(navigator)
    leon.go("/my/support/").sees("Come to the walk on Friday.").picture("my-support-call")


def the_navigator_rings(navigator):
    row = navigator.go("/referrals/").main.get_by_role("row").filter(has_text="I would like to get out more.")
    row.get_by_role("link", name="Open").click()
    navigator.look().picture("answer-call").both_widths().press("I will ring")
    navigator.press("I rang, nobody answered").sees("Tried once").press("We talked")
    navigator.sees("Write what you agreed").picture("answer-call-taken").fill(
        "What did you agree?", "Come to the walk on Friday."
    )
    navigator.press("We talked").does_not_see("I would like to get out more.")
