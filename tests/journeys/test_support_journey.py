"""Support near somebody, as those who ask, receive, refer and look after it go through it.

Priya's and Leon's journeys go on with their stories of the demonstration; the others register their own.
"""

import datetime as dt
import re

from ipc.kernel.dates import today
from tests.journeys.test_people_journey import (
    COORDINATOR,
    MANAGER,
    PASSWORD,
    Somebody,
    finds_to_do,
    is_registered,
    signs_in_by_invitation,
    they_are_told_by,
)
from tests.journeys.test_plan_people_journey import focus, goes_by_keyboard, pictured

NAVIGATOR = "navigator@barnsley.example"
PRIYA, LIKES_TRAINS = "Priya Mistryn", "who is autistic and likes trains"
WISH = "I want to see the big signal box with somebody who likes it too."
FOUND, GOOD = (
    "They can meet you on Saturday, at the café by platform 3.",
    "We saw the signal box. It was quiet.",
)


# -- 1. Somebody who has been there


def test_priya_meets_somebody_who_has_been_there(visit):
    priya, navigator = visit("phone").sign_in("priya@example.org"), visit("desktop").sign_in(NAVIGATOR)
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
    moves(navigator, PRIYA, peer, "I am looking at it")
    moves(navigator, PRIYA, peer, "Somebody was found for them", words=FOUND)


def moves(navigator, name, service, step, *, words="", outcome=""):
    """Say what happened to the introduction of ``name`` to ``service``: the list, the person, the step."""
    row = navigator.go("/referrals/").main.get_by_role("row").filter(has_text=name)
    row.filter(has_text=service).get_by_role("link", name=re.compile("Answer|Next step")).click()
    navigator.look()
    if navigator.main.get_by_role("heading", name="Your answer").count():
        navigator.picture("answer-introduction").follow("Something else")
    navigator.choose(step)
    if outcome:
        navigator.choose(outcome)
    if words:
        navigator.fill("A few words", words)
    pictured(navigator, "move-introduction")
    return navigator.press("Save")


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
