"""What people and colleagues do around a record: finding, acting, sharing, deciding, guarding, leaving.

Each journey registers its own made-up people, or takes some of those nobody tells a story of, so that
the demonstration's stories stay as they are.
"""

import base64
import datetime as dt
import hashlib
import hmac
import re
import time
from dataclasses import dataclass, field

from ipc.kernel.dates import today
from ipc.programme.demonstration.names import nhs_numbers
from tests.journeys.steps import PASSWORD as STAFF_PASSWORD

PASSWORD = "four calm green lanterns"
NUMBERS = nhs_numbers(first=999_810_000)
COORDINATOR = "coordinator@barnsley.example"
ANOTHER, A_THIRD = "coordinator1@barnsley.example", "coordinator2@barnsley.example"
MANAGER = "manager@barnsley.example"
FINANCE = "finance@barnsley.example"
# Works in the journeys in no other part.
WITH_A_PHONE = "education@luton.example"
MATTERS = "My pigeons, and the smell of bread in the morning."
TOTP_SECONDS = 30


@dataclass
class Somebody:
    """A made-up person of one journey, and the address of their page for colleagues."""

    given_name: str
    family_name: str
    phone: str = "07700 900655"
    nhs_number: str = field(default_factory=lambda: next(NUMBERS))
    page: str = ""

    @property
    def name(self):
        return f"{self.given_name} {self.family_name}"

    @property
    def email(self):
        return f"{self.given_name.lower()}@journeys.example"


# -- 1. Finding somebody, and their record


def test_somebody_is_found_and_what_is_written_of_them_is_put_right(visit):
    ada = Somebody("Ada", "Quillinghurst", phone="07700 900641")
    coordinator, person = visit("desktop").sign_in(COORDINATOR), visit("phone")
    is_registered(coordinator, ada)
    they_are_told_by(coordinator, ada, "Telephone")
    signs_in_by_invitation(coordinator, person, ada)
    the_coordinator_finds_them(coordinator, ada)
    the_coordinator_writes_down_who_they_are_and_why_they_get_support(coordinator, ada)
    everybody_must_know(coordinator, ada)
    the_person_reads_their_rights_and_changes_their_number(person)
    the_person_asks_to_put_something_right(person)
    the_coordinator_answers_and_calls(coordinator, ada)
    person.go("/my/put-right/").sees("Put right", "We took the old surname out.").picture("my-put-right")


def the_coordinator_finds_them(coordinator, ada):
    for typed, why in (
        ("quilinghurst", "The surname is nearly the same."),
        (ada.phone, "The telephone number is the same."),
    ):
        coordinator.menu("Find somebody").fill("Name, NHS number or telephone", typed).press("Find")
        coordinator.sees(ada.name, why)
        assert coordinator.page.url.endswith("/people/")
    coordinator.picture("find-people").both_widths()
    coordinator.follow(ada.name).sees("Ada at a glance")


def the_coordinator_writes_down_who_they_are_and_why_they_get_support(coordinator, ada):
    ada.phone = "07700 900642"
    coordinator.follow("Change the details").fill("Telephone", ada.phone)
    coordinator.press("Save").sees("The details of Ada are saved.")
    coordinator.follow("What the right to support rests on").choose("NHS continuing healthcare")
    coordinator.select("Who decided it?", "NHS Barnsley")
    coordinator.fill_day("From which day?", today() - dt.timedelta(days=40))
    coordinator.fill("What have you seen that shows it?", "Decision letter of the NHS")
    coordinator.press("Save").sees("It is written down why Ada gets support.")


def everybody_must_know(coordinator, ada):
    words = "Two steps at the door"
    coordinator.go(ada.page).follow("Something everybody must know")
    coordinator.fill("What must people know?", words).fill("Why?", "A wheelchair needs the ramp.")
    coordinator.fill_day("When shall we ask whether it still holds?", today() + dt.timedelta(days=90))
    coordinator.press("Save").sees("Everybody who works with Ada sees it from now on.")
    for page in ("Rights", "Sharing", "Circle of support"):
        assert words in coordinator.about(page).banner


def the_person_reads_their_rights_and_changes_their_number(person):
    person.menu("My home").follow("Why I get support")
    person.sees("NHS continuing healthcare", "NHS Barnsley decided this.", "The law that says so")
    person.picture("my-rights").both_widths()
    person.menu("My home").follow("Change my telephone number or address")
    person.has_kept("Your telephone number", "07700 900642").fill("Your telephone number", "07700 900643")
    person.press("Save").sees("This is how we will reach you from now on.")


def the_person_asks_to_put_something_right(person):
    person.menu("My home").follow("Something in my record is wrong").press("Send").sees("Write what is wrong")
    person.fill("What is wrong?", "My surname of before is in a note.")
    person.fill("What should it say?", "Quillinghurst, nothing else.").press("Send")
    person.sees("Thank you. We will look at it", "Answer by").both_widths()


def the_coordinator_answers_and_calls(coordinator, ada):
    coordinator.go(ada.page).follow("Decide about putting the record right").follow("Do it here")
    coordinator.sees("My surname of before is in a note.").choose("Put right")
    coordinator.fill("Why, and what has changed now?", "We took the old surname out.")
    coordinator.press("Save the answer").sees("Your answer is written down, and Ada is told.")
    finds_to_do(coordinator, f"Tell the person another way.*{ada.name}")
    coordinator.choose("By telephone").press("They were told").sees("By telephone")
    coordinator.go(ada.page).does_not_see("Tell the person another way")


# -- 2. Acting for somebody


def test_a_nominee_sees_the_money_only_while_everybody_agrees(visit):
    coordinator, person, nominee = visit("desktop").sign_in(ANOTHER), visit("phone"), visit("phone")
    manager = visit("desktop").sign_in(MANAGER)
    olga, tom = an_adult_with_money(coordinator), Somebody("Tom", "Quillinghurst")
    somebody_joins_the_circle(coordinator, olga, tom)
    signs_in_by_invitation(coordinator, person, olga)
    signs_in_by_invitation(coordinator, nominee, tom, whose=olga)
    the_coordinator_writes_down_a_nominee(coordinator, olga, tom)
    the_coordinator_shares_about_me(coordinator, olga, tom)
    nominee.go("/my/").sees("Helping").go("/my/money/", status=403)
    nominee.sees("This part is not shared with you").picture("not-given").both_widths(status=403)
    the_nominee_accepts(nominee)
    nominee.go("/my/money/", status=403).sees("This part is not shared with you")
    the_manager_agrees(manager, olga)
    nominee.go("/my/money/").sees(a_sum_of_money(person.menu("My money")))
    the_person_stops_it(person, tom)
    nominee.go("/my/money/", status=403).sees("This part is not shared with you")
    nominee.go("/my/acting/").does_not_see(olga.name)
    coordinator.go(olga.page).sees("Somebody may no longer act", tom.name)


def an_adult_with_money(coordinator):
    """Return one of the coordinator's people whom nobody tells a story of: grown up, with a budget in use."""
    coordinator.select("Stage", "Plan agreed").press("Find")
    rows = coordinator.main.get_by_role("row").filter(has_text="In use").get_by_role("link")
    for path in rows.evaluate_all("links => links.map(one => one.pathname)"):
        coordinator.go(path)
        if int(re.search(r"Age\s+(\d+)", coordinator.banner)[1]) >= 18:
            name = coordinator.page.locator(".ipc-person__name").inner_text().split(" (")[0]
            return Somebody(*name.split(" ", 1), page=path)
    raise AssertionError("None of them is grown up and has a budget in use")


def a_sum_of_money(visitor):
    """Return the first sum on the page that is not nothing."""
    return next(one for one in re.findall(r"£[\d,]+\.\d\d", visitor.words) if float(one[1:].replace(",", "")))


def somebody_joins_the_circle(coordinator, person, helper):
    coordinator.go(person.page).follow("Add somebody to the circle").fill("Name", helper.name)
    coordinator.choose("Son or daughter").choose("Closest to me").fill("Email", helper.email)
    coordinator.press("Add to the circle").sees(helper.name)


def the_coordinator_writes_down_a_nominee(coordinator, olga, tom):
    coordinator.go(olga.page).follow("Somebody may act for them").press("Save").sees("Choose who acts")
    coordinator.choose(re.compile(f"^{tom.name}")).choose("Nominee for a direct payment")
    coordinator.choose("In person").fill("Which paper did you see?", "The form both of them signed")
    coordinator.picture("record-authority").both_widths().press("Save")
    coordinator.sees("Waits for the nominee to say yes").picture("authorities").both_widths()


def the_coordinator_shares_about_me(coordinator, olga, tom):
    coordinator.go(olga.page).follow("What may be shared").choose(re.compile(f"^{tom.name}"))
    coordinator.choose("About me").choose("In person").press("Save what was agreed")


def the_nominee_accepts(nominee):
    nominee.go("/my/acting/").sees("Waits for the nominee to say yes").picture("my-acting")
    nominee.both_widths().follow("Read what it means and answer").sees("It is not your money.")
    nominee.picture("my-accept-nomination").both_widths().press("Yes, I will be the nominee")
    nominee.sees("Next, the body that pays is asked to agree.", "Waits for the body that pays to agree")


def the_manager_agrees(manager, olga):
    finds_to_do(manager, f"Say whether this nominee is suitable, {olga.name}")
    manager.sees("They said yes.", "no enhanced check is needed").picture("agree-nominee").both_widths()
    manager.press("Agree to this nominee").sees("is agreed to.", "In force")


def the_person_stops_it(person, tom):
    person.menu("My people").sees("Nominee for a direct payment").picture("my-people-nominee")
    person.both_widths().follow(re.compile("^Stop this"))
    person.sees("From the moment you press the button they cannot").both_widths()
    person.choose("End it for good").press("Stop it now").sees(f"{tom.name} does not act for you now.")


# -- 3. Sharing with one reader


def test_one_reader_opens_what_was_shared_and_nobody_else(visit):
    bert, reader = Somebody("Bert", "Quillinghurst"), Somebody("Cilla", "Kindly")
    coordinator, person = visit("desktop").sign_in(COORDINATOR), visit("phone")
    is_registered(coordinator, bert)
    signs_in_by_invitation(coordinator, person, bert)
    person.go("/my/about-me/").follow("What matters most to me").fill("In your own words", MATTERS)
    person.press("Save")
    words = the_person_makes_a_link(person, reader)
    stranger, somebody_else = visit("phone"), visit("desktop")
    the_reader_opens_it(stranger, reader, words)
    somebody_else.go(stranger.path, status=410).sees("This link does not open anything")
    person.go("/my/people/sharing/").sees("First opened").follow(re.compile("^Take this link back"))
    person.press("Yes, take it back").sees(f"The link for {reader.name} opens nothing any more.")
    stranger.go(stranger.path, status=410).sees("or it was taken back").does_not_see(MATTERS)
    person.go("/my/who-looked/").sees(f"{reader.name}, looked").picture("who-looked-link")
    they_say_yes_to_the_evaluation_and_then_no(person)


def the_person_makes_a_link(person, reader):
    person.menu("My people").follow("Show something to one reader").picture("my-link")
    person.fill("Who is it for?", reader.name).fill("Their email address", reader.email)
    person.choose("About me").choose("3 days")
    person.press("Make the link").sees("Tell Cilla Kindly these three words")
    person.picture("my-link-made").both_widths()
    words = person.main.locator(".govuk-panel__body").inner_text()
    person.follow("I have written them down").sees("A link for Cilla Kindly", "Nobody has opened it yet.")
    person.picture("my-sharing").both_widths()
    return words


def the_reader_opens_it(stranger, reader, words):
    open_mail(stranger, reader, "wants to show you something")
    stranger.sees("The person sees each time you look.").does_not_see("Bert").picture(
        "shared-words"
    ).both_widths()
    stranger.fill("The three words", "apple apple apple").press("Open it")
    stranger.sees("These are not the three words.").does_not_see("Bert", MATTERS)
    stranger.fill("The three words", words.upper()).press("Open it").sees("Bert Quillinghurst", MATTERS)
    stranger.does_not_see("Orchard Lane", "Money", "999").picture("shared").both_widths()


def they_say_yes_to_the_evaluation_and_then_no(person):
    person.go("/my/people/sharing/").sees("Nothing about you is used").follow("What is this?")
    person.press("Save my answer").sees("Choose yes or no")
    person.choose("Yes, they may").press("Save my answer").sees("You said yes on").follow("Change my mind")
    person.choose("No, they may not").press("Save my answer").sees("Nothing about you is used")


# -- 4. Deciding


def test_somebody_cannot_decide_one_thing_and_later_can(visit):
    cora = Somebody("Cora", "Quillinghurst")
    coordinator, person = visit("desktop").sign_in(COORDINATOR), visit("phone")
    is_registered(coordinator, cora)
    signs_in_by_invitation(coordinator, person, cora)
    the_coordinator_assesses(coordinator, cora, can=False)
    it_is_decided_in_their_best_interests(coordinator)
    person.menu("My people").follow("What we wrote about deciding")
    person.sees(
        "We found that you cannot decide this at this time.", "What was decided for you", "Cora's money"
    )
    person.picture("my-capacity").both_widths()
    the_coordinator_assesses(coordinator, cora, can=True)
    what_rests_on_it_is_looked_at_again(coordinator, cora)
    person.go("/my/deciding/").sees("You can decide this yourself.", "Looked at before")
    person.does_not_see("What was decided for you")


def the_coordinator_assesses(coordinator, cora, *, can):
    coordinator.go(cora.page).follow("Whether they can decide one thing").choose("How the money is managed")
    coordinator.fill("Which decision exactly?", "Whether to look after the bank account herself")
    coordinator.choose("No, none of these").fill(
        "What help was given to decide?", "Pictures, and two mornings"
    )
    for question, evidence, is_there in (
        ("Do they understand what it is about?", "What shows whether they understand it?", True),
        ("Do they remember it long enough to decide?", "What shows whether they remember it?", can),
        ("Do they weigh it up?", "What shows whether they weigh it up?", can),
        ("Can they tell what they decided, in any way?", "What shows whether they can tell it?", True),
    ):
        coordinator.choose("Yes" if is_there else "No", question=question).fill(evidence, "As we talked.")
    coordinator.choose("Can decide this" if can else "Cannot decide this at this time")
    if not can:
        coordinator.press("Write it down").sees("Write down what affects the mind or brain")
        coordinator.fill("If they cannot: what affects the mind or brain?", "An infection, since Monday")
        coordinator.fill(
            "If they cannot: how does just this keep them from deciding?", "She forgets at once."
        )
        coordinator.fill_day("When to assess it again?", today() + dt.timedelta(days=14))
        coordinator.picture("assess-capacity").both_widths()
    coordinator.press("Write it down").sees("Written down. It speaks of this one decision")
    coordinator.picture(f"capacity-{'can' if can else 'cannot'}").both_widths()


def it_is_decided_in_their_best_interests(coordinator):
    coordinator.follow("Decide this in their best interests")
    for label, words in (
        ("What does the person want, feel and believe?", "She wants her own account."),
        ("Which ways were there?", "Wait two weeks, or let the council hold it."),
        ("Who was asked, and what did they say?", "Her sister: wait."),
        ("Which way leaves them the most freedom?", "Waiting."),
        ("What was decided?", "The council holds Cora's money for two weeks."),
    ):
        coordinator.fill(label, words)
    coordinator.choose("No", question="Will the person be watched all the time")
    coordinator.picture("best-interests").both_widths().press("Write it down").sees(
        "The decision is written down."
    )


def what_rests_on_it_is_looked_at_again(coordinator, cora):
    again = "The person can decide this again"
    finds_to_do(coordinator, f"{again}.*{cora.name}")
    coordinator.sees("To be looked at again: the person can decide this now.").both_widths()
    coordinator.go(cora.page).sees("Decided in their best interests: The council holds")
    for _ in range(2):
        coordinator.go(cora.page).follow(again).fill("What was done?", "Talked with Cora. It is her account.")
        coordinator.both_widths().press("It is done").sees("It is written down as done.")
    coordinator.go(cora.page).does_not_see(again)


# -- 5. Records few may open, and emergencies


def test_a_record_few_may_open_is_opened_in_an_emergency(visit):
    dora = Somebody("Dora", "Quillinghurst")
    coordinator, person = visit("desktop").sign_in(COORDINATOR), visit("phone")
    manager, finance = visit("desktop").sign_in(MANAGER), visit("desktop").sign_in(FINANCE)
    another = visit("desktop").sign_in(ANOTHER)
    is_registered(coordinator, dora)
    signs_in_by_invitation(coordinator, person, dora)
    finds(finance, dora)
    the_manager_lets_few_open_it(manager, finance, dora)
    finance.menu("Find somebody").fill("Name, NHS number or telephone", dora.nhs_number).press("Find")
    finance.sees("Nobody you may see fits this.")
    another.go(dora.page, status=404)
    a_colleague_opens_it_in_an_emergency(another, dora)
    the_manager_reviews(manager, another, dora)
    the_person_asks_about_it(person, another)
    the_manager_answers(manager, dora)
    person.go("/my/who-looked/").sees("She stood in for a colleague who fell ill.")


def finds(visitor, somebody):
    visitor.menu("Find somebody").fill("Name, NHS number or telephone", somebody.family_name).press("Find")
    visitor.sees(somebody.name)


def the_manager_lets_few_open_it(manager, finance, dora):
    finds(manager, dora)
    manager.follow(dora.name).follow("Who may open the record").sees("as far as their role goes")
    manager.follow("Let only a few open it").choose("The person asked for it")
    manager.fill("Tell us more", "Her nephew works for the council.")
    manager.main.get_by_label(re.compile(f"^{finance.name}")).uncheck()
    manager.picture("restrict").both_widths().press("Let only these open it")
    manager.sees("From now on only a few may open the record of Dora.").follow("Who may open the record")
    manager.sees(manager.name).does_not_see(finance.name).picture("restriction").both_widths()


def a_colleague_opens_it_in_an_emergency(another, dora):
    another.menu("Today").follow("Open a record in an emergency").fill("NHS number", dora.nhs_number)
    another.choose("Nobody who knows the person can be reached")
    another.fill("Why do you need to open it now?", "She stands at the door, confused, with her medicines.")
    another.picture("open-in-emergency").press("Open the record").sees("Show us it is you")
    another.both_widths().fill("Password", STAFF_PASSWORD).press("Continue").sees("Dora at a glance")
    assert "You opened this in an emergency until" in another.banner
    another.picture("person-in-emergency").both_widths()
    another.page.get_by_role("button", name="I am finished").click()
    another.look().sees("You closed the record again.").go(dora.page, status=404)


def the_manager_reviews(manager, another, dora):
    manager.menu("Today").follow("Records opened in an emergency")
    manager.sees(dora.name).picture("emergencies").both_widths().follow(another.name)
    manager.sees("She stands at the door, confused").choose("Yes, it was right")
    manager.fill("What did you find?", "Nobody else was there.")
    manager.picture("review-emergency").both_widths().press("Save what you found")
    manager.sees("Thank you. The person can read what you found.")


def the_person_asks_about_it(person, another):
    person.menu("My home").follow("Who looked at my record")
    person.sees("opened your record on", another.name, "It was right. Nobody else was there.")
    person.picture("who-looked-emergency").both_widths().press("Ask about this").sees(another.name)
    person.fill("What do you want to know?", "I do not know this name. Who is it?")
    person.both_widths().press("Send my question").sees("We have not answered yet.")


def the_manager_answers(manager, dora):
    manager.menu("Today").follow("Questions about who looked")
    manager.follow(dora.name).sees("I do not know this name. Who is it?", "In an emergency.")
    manager.fill("Your answer", "She stood in for a colleague who fell ill.")
    manager.both_widths().press("Send the answer").sees("Your answer is shown beside the entry.")


# -- 6. Staff


def test_the_manager_moves_people_and_arranges_cover(visit):
    manager, receiving = visit("desktop").sign_in(MANAGER), visit("desktop").sign_in(ANOTHER)
    away = visit("desktop").sign_in(A_THIRD)
    names = [one.inner_text() for one in away.main.locator("tbody th a").all()]
    (*moved, staying) = names[:3]
    receiving.does_not_see(*moved, staying)
    the_manager_moves(manager, away, receiving, moved)
    receiving.menu("Today").sees(*moved).does_not_see(staying)
    away.menu("Today").does_not_see(*moved)
    the_manager_arranges_cover(manager, receiving, away)
    receiving.menu("Today").sees(*moved, staying)
    receiving.follow(staying).sees("at a glance")


def the_manager_moves(manager, away, receiving, moved):
    manager.menu("Staff")
    manager.picture("staff").follow(away.name)
    for name in moved:
        manager.choose(name)
    manager.select_like("To whom?", receiving.name)
    manager.picture("colleague").both_widths().press("Move them").sees("Say why")
    manager.select_like("To whom?", receiving.name).fill("Why?", "Nearer to where they live")
    manager.press("Move them").sees(f"2 people moved to {receiving.name}.").does_not_see(*moved)


def the_manager_arranges_cover(manager, receiving, away):
    manager.follow("Arrange who stands in").select_like("Who stands in?", receiving.name)
    manager.fill_day("First day away", today()).fill_day("First day back", today() + dt.timedelta(days=7))
    manager.picture("arrange-cover").both_widths().press("Arrange this")
    manager.sees(f"{receiving.name} stands in for {away.name}.")


def test_a_second_step_to_sign_in_is_set_up_and_used(visit):
    here, elsewhere = visit("desktop").sign_in(WITH_A_PHONE), visit("phone")
    here.go("/accounts/2fa/").sees("It is not on yet.").follow("Set it up").sees("Show us it is you")
    here.fill("Password", STAFF_PASSWORD).press("Continue").picture("totp")
    secret = here.main.locator(".ipc-typed").inner_text()
    here.fill("Authenticator code", "000000").press("Switch it on").sees("This does not fit. Try again.")
    here.fill("Authenticator code", code_of(secret)).press("Switch it on").sees("spare codes")
    here.go("/accounts/2fa/").sees("It is on.").follow("See my spare codes")
    assert here.main.locator("code").count() == 10
    here.picture("spare-codes").both_widths()

    elsewhere.sign_in(WITH_A_PHONE).sees("One more step").fill("Code", "000000").press("Sign in")
    elsewhere.sees("This does not fit. Try again.").picture("second-step").both_widths()
    elsewhere.fill("Code", code_of(secret)).press("Sign in").sees("Approvals")
    elsewhere.go("/accounts/sessions/").sees("Where you are signed in", "Here")
    assert elsewhere.main.locator("tbody tr").count() == 2
    elsewhere.picture("sessions").press("Sign out everywhere else")
    elsewhere.sees("You are signed in here only.")
    assert here.go("/approvals/").path == "/accounts/login/"


def code_of(secret):
    """Return the six numbers an app shows now for ``secret``, with time left to type them (RFC 6238)."""
    left = TOTP_SECONDS - time.time() % TOTP_SECONDS
    time.sleep(left if left < 5 else 0)
    moment = int(time.time()) // TOTP_SECONDS
    digest = hmac.new(base64.b32decode(secret), moment.to_bytes(8, "big"), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


# -- 7. Moving, and dying


def test_somebody_moves_to_another_place(visit):
    ezra = Somebody("Ezra", "Quillinghurst")
    coordinator = visit("desktop").sign_in(COORDINATOR)
    manager, there = visit("desktop").sign_in("manager@luton.example"), visit("phone")
    there.sign_in("coordinator@luton.example")
    is_registered(coordinator, ezra)
    coordinator.follow("They move to another place").choose("Luton")
    coordinator.fill_day("On which day do they move?", today()).choose("The circle of support")
    coordinator.fill("What should the new team know first?", "Ring twice and wait.")
    coordinator.picture("offer-handover").press("Continue").sees("Ring twice and wait.")
    coordinator.both_widths().press("Yes, ask them").sees("We asked the other site to take Ezra on.")
    manager.menu("Today").follow("Moving here and moving away")
    manager.sees(ezra.name).picture("handovers").both_widths().follow(
        re.compile(f"Read and answer\\s*{ezra.name}")
    )
    manager.sees("Ring twice and wait.").select("Who will coordinate the support here?", there.name)
    manager.picture("answer-handover").both_widths().press("Yes, begin a record here")
    manager.sees("There is a record here now, and somebody who coordinates.")
    there.menu("Today").follow(ezra.name).sees("Ezra at a glance")


def test_a_death_is_written_down_and_taken_back(visit):
    flora = Somebody("Flora", "Quillinghurst")
    coordinator, person = visit("desktop").sign_in(COORDINATOR), visit("phone")
    manager = visit("desktop").sign_in(MANAGER)
    is_registered(coordinator, flora)
    signs_in_by_invitation(coordinator, person, flora)
    person.go("/my/put-right/").fill("What is wrong?", "My doctor.").fill("What should it say?", "Dr Lark.")
    person.press("Send")
    a_death_is_written_down(coordinator, flora)
    assert person.go("/my/").path == "/accounts/login/"
    a_message_does_not_go_out(coordinator, flora)
    it_was_a_mistake(manager, coordinator, flora)
    person.go("/my/").sees("Hello Flora.")


def a_death_is_written_down(coordinator, flora):
    coordinator.go(flora.page).follow("They have died").fill_day("On which day did they die?", today())
    coordinator.fill("Who told us?", "The GP practice").press("Continue").sees("A mistake here hurts.")
    coordinator.picture("record-death").both_widths().press("Yes, they have died")
    coordinator.sees("It is written down that Flora has died. No message goes out.")
    assert "Died" in coordinator.banner
    coordinator.picture("person-died").both_widths()


def a_message_does_not_go_out(coordinator, flora):
    coordinator.sees("Somebody has died").follow("Decide about putting the record right")
    coordinator.follow("Do it here").choose("Put right")
    coordinator.fill("Why, and what has changed now?", "The doctor is put right.").press("Save the answer")
    coordinator.about("Messages sent").sees("Not sent", "The person has died.")
    coordinator.picture("notices-died").both_widths()


def it_was_a_mistake(manager, coordinator, flora):
    manager.go(flora.page).follow("It was a mistake: they are alive").sees("say sorry")
    manager.picture("correct-death").both_widths().press("Yes, it was a mistake").sees("Flora is alive.")
    assert "Died" not in manager.banner
    coordinator.go(flora.page).does_not_see("Somebody has died")


# -- What several journeys do


def is_registered(coordinator, somebody):
    coordinator.menu("New person").fill("First name", somebody.given_name)
    coordinator.fill("Surname", somebody.family_name).fill_day("Birthday", dt.date(1961, 5, 3))
    coordinator.fill("NHS number", somebody.nhs_number).fill("Telephone", somebody.phone)
    coordinator.fill("Email", somebody.email).fill("Address", "12 Orchard Lane, Barnsley")
    coordinator.choose("Older person with long-term conditions")
    coordinator.press("Look whether they are here already").press(re.compile("register$", re.IGNORECASE))
    somebody.page = coordinator.sees("at a glance").path


def they_are_told_by(coordinator, somebody, way):
    coordinator.go(somebody.page).follow("How to give information").choose(way).choose("Standard print")
    coordinator.press("Save")


def finds_to_do(visitor, words):
    """Go through what is to be done until ``words`` are there, and do it."""
    visitor.menu("To do")
    to_do = re.compile(f"Do it now.*{words}")
    while not visitor.main.get_by_role("link", name=to_do).count():
        visitor.follow("More")
    return visitor.follow(to_do)


def signs_in_by_invitation(coordinator, visitor, somebody, *, whose=None):
    """Invite ``somebody``, who may be in the circle of ``whose``; they choose a password and sign in."""
    coordinator.go((whose or somebody).page).follow("Invite somebody to sign in")
    coordinator.choose(re.compile(f"^{somebody.name}")).fill("Email address", somebody.email)
    coordinator.press("Send").sees("The invitation is on its way.")
    open_mail(visitor, somebody, "Your invitation to sign in")
    visitor.fill("Choose a password", PASSWORD).press("Sign in")


def open_mail(visitor, somebody, subject):
    """Wait for a mail to ``somebody`` and open the link in it."""
    visitor.go("/demo/mail/")
    mails = visitor.main.get_by_role("article").filter(has_text=f"Email to {somebody.email}")
    mail = mails.filter(has_text=subject)
    visitor.wait_for(mail.count, seconds=90)
    mail.first.get_by_role("link").first.click()
    return visitor.look()
