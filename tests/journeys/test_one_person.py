"""The foundation's journey: one newly referred person goes through the whole house, on a phone and at a desk.

Each step is what a visitor does and sees. Everything between is real: the database with its rights, the
worker that sends the mail, the clock that reminds.
"""

import datetime as dt
import io
import json
import re
import zipfile
from dataclasses import dataclass, field

import pytest
from pypdf import PdfReader

from ipc.kernel.dates import in_words, today
from ipc.programme.demonstration.names import nhs_numbers

PASSWORD = "three quiet red kettles"
NUMBERS = nhs_numbers(first=999_800_000)
RECEIPT = {
    "name": "receipt.png",
    "mimeType": "image/png",
    "buffer": bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    ),
}
WORDS = "My garden, and singing on Thursdays. I want to stay in my own house."


@dataclass
class Somebody:
    """The made-up person of one journey, and what is found out on the way."""

    width: str
    nhs_number: str = field(default_factory=lambda: next(NUMBERS))
    group: str = ""
    page: str = ""
    budget: str = ""
    weekly: str = ""
    left: str = ""

    @property
    def email(self):
        return f"nell-{self.width}@example.org"

    @property
    def family_name(self):
        return {"phone": "Larkspur", "desktop": "Thistlewood"}[self.width]

    @property
    def name(self):
        return f"Nell {self.family_name}"


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_one_person_goes_through_the_whole_house(width, visit):
    """With no help: on a phone with a finger, at a desk with the keyboard alone."""
    nell, coordinator = Somebody(width), visit(width)
    person = visit(width, by_keyboard=width == "desktop")
    a_coordinator_registers(coordinator, nell)
    the_person_accepts_the_invitation(person, nell)
    the_person_says_what_matters(person)
    they_see_how_much_there_might_be(coordinator, person, nell)
    they_write_the_plan(coordinator, nell)
    they_write_the_budget(coordinator, nell)
    for funder in ("nhs", "council"):
        each_funder_signs_its_own_lines(visit(width), funder, nell)
    the_person_agrees(person)
    the_person_takes_the_statement(person)
    the_first_payment_is_prepared(coordinator, nell)
    finance = visit(width)
    the_first_payment_is_released_once(finance, nell)
    the_person_records_what_they_spent(person, finance, nell)
    the_person_asks_for_a_change(person)
    the_person_joins_the_group(person, visit(width), nell)
    the_reminder_of_the_first_review_comes(person, nell)
    a_new_rate_changes_nothing_that_was_shared(visit(width), person, nell)
    the_person_takes_everything_and_sees_who_looked(person, nell)


def a_coordinator_registers(coordinator, nell):
    coordinator.sign_in("coordinator@barnsley.example").sees("What needs you now", "My people")
    coordinator.picture("caseload", whole=False)
    coordinator.menu("New person").sees("Nothing is saved before you have seen it")
    coordinator.fill("First name", "Nell").fill("Surname", nell.family_name)
    coordinator.fill_day("Birthday", dt.date(1951, 5, 3)).fill("NHS number", "999 000 0000")
    coordinator.fill("Likes to be called", "Nellie").fill("Email", nell.email)
    coordinator.fill("Address", "12 Orchard Lane, Barnsley").fill("Postcode", "s70 1ab")
    coordinator.choose("Older person with long-term conditions")

    coordinator.press("Look whether they are here already").sees("This is not an NHS number.")
    coordinator.has_kept("First name", "Nell").has_kept("Postcode", "s70 1ab")
    coordinator.picture("register-person-mistake")
    coordinator.fill("NHS number", "999 099 0018").press("Look whether they are here already")
    coordinator.sees("Is it one of these people?", "Margaret Hollis", "The NHS number is the same.")
    coordinator.picture("register-person-duplicate").press("Change what you typed")
    coordinator.has_kept("First name", "Nell").fill("NHS number", nell.nhs_number)
    coordinator.press("Look whether they are here already").sees(nell.family_name, "3 May 1951")
    coordinator.picture("register-person-compare")
    coordinator.press(re.compile("register$", re.IGNORECASE))
    coordinator.sees("Nell is on your caseload.", "Nellie at a glance")
    nell.page = coordinator.path

    coordinator.follow("Write down how to give information").choose("Email").choose("Large print")
    coordinator.fill("What helps when we talk?", "Speak slowly. Give me time.")
    coordinator.press("Save").sees("We know how to give Nellie information.")
    coordinator.follow("Add somebody to the circle of support")
    coordinator.fill("Name", f"Tom {nell.family_name}").choose("Son or daughter")
    coordinator.press("Add to the circle").sees(
        "The circle of support of Nellie has grown.", f"Tom {nell.family_name}"
    )
    coordinator.go(nell.page).follow("Write down what may be shared")
    coordinator.choose(re.compile("^Tom"))
    coordinator.choose("About me").choose("My plan").choose("In person")
    coordinator.press("Save what was agreed").sees("We wrote down what Nellie agreed to share.")
    coordinator.go(nell.page).follow("Invite somebody to sign in").choose(nell.name)
    coordinator.press("Send").sees("The invitation is on its way.").picture("person-new")


def the_person_accepts_the_invitation(person, nell):
    person.go("/demo/mail/").wait_to_see(f"Email to {nell.email}", seconds=90).picture("demo-mail")
    mail = person.main.get_by_role("article").filter(has_text=nell.email).first
    person.activate(mail.get_by_role("link").first)
    person.look().sees("Welcome, Nell", nell.email).picture("invitation")
    person.fill("Choose a password", "short").press("Sign in").sees("too short")
    person.fill("Choose a password", PASSWORD).press("Sign in").sees("You are signed in.", "Hello Nellie.")
    person.picture("my-home-new")


def the_person_says_what_matters(person):
    person.follow("Start About me").picture("my-about-me-empty")
    person.follow("What matters most to me").fill("In your own words", WORDS)
    person.press("Save").sees("Saved. You can change this at any time.").picture("my-about-me")
    person.follow("Say what is working and what is not")
    for is_working, words in (
        ("It is working", "Tom comes every Sunday."),
        ("It is not working", "I am out of breath on the stairs."),
    ):
        person.choose(is_working).fill("What is it?", words).press("Add it").sees(words)
    person.picture("my-observations")


def they_see_how_much_there_might_be(coordinator, person, nell):
    coordinator.go(nell.page).sees(WORDS).follow("Do this now")
    for question, answer in (
        ("How much help with your health do you need at home?", "Some help every day"),
        ("How often does your health get worse suddenly?", "A few times a year"),
        ("How much help do you need to wash, dress and eat?", "Some help each day"),
        ("How much help do you need to get out and see people?", "Help with new places"),
        ("How much help do you need to be safe at home, day and night?", "Somebody on call"),
        ("How much extra help to learn", "There is no such plan"),
    ):
        coordinator.choose(answer, question=question)
    coordinator.press("Work it out so far").sees("19 points", "20 points").picture("work-out-indicative")
    coordinator.press("Work it out and keep it").sees("What Nellie will see").picture("indicative")
    nell.weekly = re.search(r"£[\d,.]*\d a week", coordinator.words)[0]
    person.menu("My money").follow("See the first idea of your money").sees("Nothing here yet")
    coordinator.press("Share with the person").sees("Nellie can see it now.")

    person.menu("My home").follow("See the first idea of the money")
    person.go("/my/money/indicative/").sees("This is a guide. It is not final.", nell.weekly)
    person.unfold("How it was worked out").sees("Some help every day", "19 points")
    person.look().picture("my-indicative")


def they_write_the_plan(coordinator, nell):
    coordinator.go(nell.page).press("Start the plan").sees("What is still missing")
    coordinator.follow("Add a need").fill("What does the person need?", "Help to breathe easily")
    coordinator.choose("Yes", question="Must the council meet this need?").press("Add it")
    coordinator.follow("Add a goal").fill("What does the person want to reach?", "Sing in the choir again")
    coordinator.choose("Health").press("Add it")

    coordinator.follow("Add what will be done").fill("Look in the directory", "breathe easy").press("Look")
    coordinator.choose(re.compile("^Breathe Easy"))
    nell.group = coordinator.chosen("Choose from what we found").split(", by")[0]
    coordinator.picture("add-action")
    for words, who, when in (
        ("Go to the group", "Nell, with Tom", "Thursdays"),
        ("Help to wash, dress and get out", "A personal assistant", "Every morning"),
        ("An alarm to wear", "Barnsley Council", "Always"),
    ):
        if words != "Go to the group":
            coordinator.follow("Add what will be done").choose("Yes")
        coordinator.fill("What will be done?", words).fill("Who will do it?", who)
        coordinator.fill("When?", when).press("Add it").sees(words)
    coordinator.sees(nell.group)

    coordinator.follow("Change this").fill("If things go wrong", "Call Tom, then 111.")
    coordinator.fill("Staying well", "Keep moving. Have the flu jab.")
    coordinator.fill("Who keeps an eye on their health?", "The practice nurse")
    coordinator.fill_day("First review by", today() + dt.timedelta(days=10))
    coordinator.fill("Who will do the review?", "Her care coordinator")
    coordinator.press("Save").sees("The practice nurse").picture("plan")


def they_write_the_budget(coordinator, nell):
    coordinator.follow("What it costs and who pays").press("Open the budget").sees(
        "Nobody pays for these yet"
    )
    nell.budget = coordinator.path
    lines = (
        ("Help to wash, dress and get out", "A personal assistant, 12 hours", "95", "90", "Direct payment"),
        ("An alarm to wear", "A community alarm", "", "30.00", "Notional budget"),
    )
    for action, words, nhs, council, option in lines:
        coordinator.follow(re.compile("add a line", re.IGNORECASE)).select("What is it for?", action)
        coordinator.fill("What is bought?", words).choose("Every week").choose(option)
        coordinator.fill("From the NHS", nhs).fill("From the council", council)
        coordinator.press("Add the line").sees(words)
    coordinator.follow("What the person pays")
    coordinator.fill("What the person was assessed to pay, each week", "20")
    coordinator.main.get_by_role("group", name="How is it paid?").get_by_role("radio").first.check()
    coordinator.press("Save").sees("Enough: every paid action is covered.", "£20.00").picture("budget-draft")
    coordinator.follow("Send to the funders").press("Send to the funders").sees("Not signed yet")


def each_funder_signs_its_own_lines(approver, funder, nell):
    approver.sign_in(f"{funder}@barnsley.example").sees("Approvals").picture("approvals")
    approver.follow(nell.name).sees("Sing in the choir again").picture(f"approve-budget-{funder}")
    approver.choose("No, not like this").press("Send my answer").sees("Write why not")
    approver.choose("Yes, I agree").press("Send my answer")
    approver.go("/approvals/").does_not_see(nell.name)


def the_person_agrees(person):
    person.menu("My home").follow("Read and agree the plan").follow("Say if you agree")
    person.sees("Sing in the choir again", "The plan starts today.").picture("agree-my-plan")
    person.press("I agree").sees("Tick the box if you agree to the plan")
    person.choose("I have read this plan, or somebody has read it to me. I agree to it.")
    person.press("I agree").sees("This plan was agreed on").picture("my-plan")


def the_person_takes_the_statement(person):
    person.menu("My money").picture("my-money-agreed")
    person.follow("Read your whole statement").sees("Whose money it is", "What you pay").picture(
        "my-statement"
    )
    page = person.words
    person.unfold("Take it with you")
    pdf = PdfReader(io.BytesIO(person.download("PDF")))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    printed = " ".join(one.extract_text() for one in pdf.pages)
    figures = set(re.findall(r"£[\d,.]*\d", printed))
    assert len(figures) > 5
    assert figures == set(re.findall(r"£[\d,.]*\d", page))


def the_first_payment_is_prepared(coordinator, nell):
    coordinator.go(nell.budget).picture("budget", whole=False).follow("Payments").picture("prepare-payment")
    coordinator.press("Prepare the payment").sees("The payment is prepared.")


def the_first_payment_is_released_once(finance, nell):
    finance.sign_in("finance@barnsley.example").sees(nell.name).picture("payments")
    finance.follow(nell.name).sees("Somebody else prepared this payment.").picture("release-payment")
    finance.press_twice("Release the payment", until="is on its way.").picture("payment-released")
    finance.go("/payments/").does_not_see(nell.name)
    finance.go("/payments/?show=released").sees(nell.name)


def the_person_records_what_they_spent(person, finance, nell):
    person.menu("My money").follow("Add something I spent")
    person.fill("How much did you spend?", "12,x").press("Done")
    person.sees("Enter the amount in pounds and pence, like 12.50")
    person.fill("How much did you spend?", "123.45").attach("Photo of the receipt", RECEIPT)
    person.picture("record-spend")
    person.press("Done").sees("Written down: £123.45").picture("my-money")
    nell.left = re.search(r"You have (£[\d,.]*\d) left", person.words)[1]
    person.go("/my/").sees(nell.left).picture("my-home")
    for where in ("/my/money/", "/my/money/spent/"):
        person.go(where).sees(nell.left)
    finance.go("/payments/?show=released").follow(nell.name).sees(f"{nell.left} left")
    told = person.demonstration.ask_the_api(
        "coordinator@barnsley.example", f"/api/v1/budget-statements{nell.budget.removeprefix('/budgets')}"
    )
    assert f"£{float(told['money']['left']):,.2f}" == nell.left
    assert told["money"]["spent"] == "123.45"


def the_person_asks_for_a_change(person):
    person.menu("My plan").fill("What would you like to change?", "I would like to sing twice a week.")
    person.press("Send it").sees("I would like to sing twice a week.").picture("my-plan-asked")


def the_person_joins_the_group(person, navigator, nell):
    person.menu("My support").follow(re.compile("Find (more )?support")).picture("directory")
    person.fill("What would help?", nell.group).press("Search").follow(nell.group).picture("service")
    person.follow("Ask to be introduced").sees("What will be shared").picture("ask-to-join")
    person.fill("What do you hope for?", "To sing, and to laugh.")
    person.choose("Yes, share what is listed here so that I can be introduced").press("Agree and ask")
    person.sees(nell.group)
    navigator.sign_in("navigator@barnsley.example").sees(nell.name).picture("referrals")
    navigator.main.get_by_role("link", name=f"Answer {nell.name}").click()
    navigator.look().sees("To sing, and to laugh.").picture("answer-introduction")
    navigator.fill("What you tell them", "Come on Thursday. Ask for Joan.").press("Nellie is welcome")
    person.menu("My support").sees("Come on Thursday. Ask for Joan.").picture("my-support")
    person.menu("My home").follow("What happened").picture("my-timeline")
    person.sees("asked to join", "answered the wish to join")


def the_reminder_of_the_first_review_comes(person, nell):
    person.go("/demo/mail/")
    to_nell = person.main.get_by_role("article").filter(has_text=f"Email to {nell.email}")
    mail = to_nell.filter(has_text="It is time to look at your plan again")
    person.wait_for(mail.count, seconds=100)
    assert in_words(today() + dt.timedelta(days=10)) in mail.first.inner_text()


def a_new_rate_changes_nothing_that_was_shared(admin, person, nell):
    """The administrator's pages are Django's own; they are held to no ``look()`` of ours."""
    before = person.go("/my/money/indicative/").sees(nell.weekly).words
    admin.sign_in("admin@barnsley.example", has_our_pages=False)
    form = admin.page.locator("#allocationrate_form")
    admin.page.goto("/admin/budgets/allocationrate/add/")
    form.get_by_label("Funder").select_option(label={"phone": "NHS", "desktop": "Council"}[nell.width])
    form.get_by_label("Effective from").fill(today().isoformat())
    form.get_by_label("Pounds per point").fill("9.99")
    form.get_by_label("Source").fill("A new rate, made up in a journey")
    form.get_by_role("button", name="Save", exact=True).click()
    admin.page.get_by_text("was added successfully").wait_for()
    assert person.go("/my/money/indicative/").words == before


def the_person_takes_everything_and_sees_who_looked(person, nell):
    person.menu("My home").follow("Take a copy of everything held about me").picture("take-everything")
    copy = zipfile.ZipFile(io.BytesIO(person.download("Take a copy of everything")))
    assert WORDS in copy.read("index.html").decode()
    assert WORDS in json.dumps(json.loads(copy.read("everything.json")), ensure_ascii=False)
    person.menu("My home").follow("Who looked at my record").picture("who-looked")
    person.sees("your care coordinator", "who looks after payments", "looked")
