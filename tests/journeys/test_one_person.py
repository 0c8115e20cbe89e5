"""The foundation's journey: one newly referred person goes through the whole house, on a phone and at a desk.

Each step is what a visitor does and sees. Everything between is real: the database with its rights, the
worker that sends the mail, the clock that reminds.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

import pytest

from ipc.programme.demonstration.names import nhs_numbers

PASSWORD = "three quiet red kettles"  # noqa: S105 — of a made-up person
NUMBERS = nhs_numbers(first=999_800_000)


@dataclass
class Somebody:
    """The made-up person of one journey, and what is found out on the way."""

    width: str
    nhs_number: str = field(default_factory=lambda: next(NUMBERS))
    given_name: str = "Nell"
    family_name: str = "Larkspur"

    @property
    def email(self):
        return f"nell-{self.width}@example.org"


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_one_person_goes_through_the_whole_house(width, visit):
    nell = Somebody(width)
    coordinator = visit(width)
    a_coordinator_registers(coordinator, nell)
    person = visit(width)
    the_person_signs_in_and_says_what_matters(person, nell)


def a_coordinator_registers(coordinator, nell):
    coordinator.sign_in("coordinator@barnsley.example").sees("What needs you now", "My people")
    coordinator.picture("caseload")
    coordinator.menu("New person").sees("Nothing is saved before you have seen it")
    coordinator.fill("First name", nell.given_name).fill("Surname", nell.family_name)
    coordinator.fill_day("Birthday", dt.date(1951, 5, 3)).fill("NHS number", "999 000 0000")
    coordinator.fill("Likes to be called", "Nellie").fill("E-mail", nell.email)
    coordinator.fill("Address", "12 Orchard Lane, Barnsley").fill("Postcode", "s70 1ab")
    coordinator.choose("Older person with long-term conditions")

    coordinator.press("Look whether they are here already").sees("This is not an NHS number.")
    coordinator.has_kept("First name", nell.given_name).has_kept("Postcode", "S70 1AB")
    coordinator.picture("register-person-mistake")
    coordinator.fill("NHS number", nell.nhs_number)
    coordinator.press("Look whether they are here already").sees(nell.family_name, "3 May 1951")
    coordinator.picture("register-person-compare")
    coordinator.press(re.compile("register", re.I)).sees("Nell is on your caseload.", "Nellie at a glance")

    coordinator.follow("Write down how to give information").choose("E-mail").choose("Large print")
    coordinator.fill("What helps when we talk?", "Speak slowly. Give me time.")
    coordinator.press("Save").sees("We know how to give Nellie information.", "Speak slowly. Give me time.")
    coordinator.follow("Add somebody to the circle of support")
    coordinator.fill("Name", "Tom Larkspur").choose("Son or daughter").fill("Telephone", "07700 900123")
    coordinator.press("Save").sees("The circle of support of Nellie has grown.", "Tom Larkspur")
    coordinator.follow("Write down what may be shared").choose("Tom Larkspur (Son or daughter)")
    coordinator.choose("About me").choose("My plan").choose("In person")
    coordinator.press("Save").sees("We wrote down what Nellie agreed to share.")
    coordinator.follow("Invite somebody to sign in").choose("Nell Larkspur")
    coordinator.press("Send").sees("The invitation is on its way.")
    coordinator.picture("person-new")


def the_person_signs_in_and_says_what_matters(person, nell):
    person.go("/demo/mail/").wait_to_see(f"To {nell.email}", seconds=60).picture("demo-mail")
    mail = person.main.get_by_role("article").filter(has_text=nell.email).first
    mail.get_by_role("link").first.click()
    person.look().sees("Welcome, Nell", nell.email).picture("invitation")
    person.fill("Choose a password", "short").press("Sign in").sees("too short")
    person.fill("Choose a password", PASSWORD).press("Sign in").sees("You are signed in.", "Hello Nellie.")
