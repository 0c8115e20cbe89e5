"""The money, as those it concerns go through it: before anybody asks, while it is in use, and when it ends.

The journeys run in this order and share one demonstration: what one asks for the next answers.
"""

import datetime as dt
import re

from ipc.kernel.dates import month_in_words, today
from tests.journeys.test_plan_people_journey import focus, goes_by_keyboard, pictured

COORDINATOR, MANAGER = "coordinator@barnsley.example", "manager@barnsley.example"
FINANCE, COUNCIL = "finance@barnsley.example", "council@barnsley.example"
MARGARET, PRIYA, LEON = "Margaret Hollis", "Priya Mistryn", "leon@example.org"
SMALLEST, PHONE = (320, 640), (360, 740)
NEW_OFFER = "Since this autumn: money for a travel buddy."
TAXI, TO_THE_SEA = "A taxi to the lunch club and back", "Once a month I want to go as far as the sea."
WRONG = "You did not ask about my nights."
RIGHT_AGAIN = "We asked Margaret about her nights, and they count from now on."
TAKEN_BACK, TWICE = "She is in hospital this month.", "It was written down twice."


# -- 1. Before anybody asks


def test_a_stranger_finds_out_whether_there_is_money(visit):
    manager = visit("desktop").sign_in(MANAGER)
    a_new_offer_is_published(manager)
    stranger = visit("phone").turn_to(SMALLEST)
    stranger.go("/sites/barnsley/").follow("Can I get one?").picture("can-i-get-one")
    stranger.press("See the answer").sees("Choose yes or no", "Choose an age").picture(
        "can-i-get-one-mistake"
    )
    stranger.choose("Yes", question="Does the person live in Barnsley?")
    stranger.main.get_by_role("group", name="How old").get_by_role("radio").last.check()
    stranger.main.get_by_role("group", name="Which of these").get_by_role("checkbox").first.check()
    stranger.press("See the answer").sees("This is a guide, not a decision.", "Where it says so:")
    pictured(stranger.turn_to(PHONE), "can-i-get-one-answer")
    stranger.turn_to(SMALLEST).go("/sites/barnsley/").follow("Who can get money, who cannot")
    stranger.sees(NEW_OFFER, "Number 2.")
    stranger.follow("Easy Read").sees(NEW_OFFER).picture("resources-easy").follow("Standard")
    pictured(stranger.turn_to(PHONE), "resources")
    stranger.turn_to(SMALLEST).follow("Everybody, number 1")
    stranger.sees("You are reading an earlier one.").does_not_see(NEW_OFFER).picture("resources-earlier")
    stranger.follow("Read the one in use now").sees(NEW_OFFER)


def a_new_offer_is_published(manager):
    manager.menu("Our offer").picture("our-offer")
    manager.main.get_by_role("row", name="Everybody").get_by_role("link", name="Write the next one").click()
    manager.look().picture("write-offer")
    included = manager.box("What money can be part of a personal budget?")
    included.fill(f"{included.input_value()}\n\n{NEW_OFFER}")
    manager.press("Save the draft").sees("Read it through", NEW_OFFER).picture("publish-offer")
    manager.press("Publish it").sees("Everybody")


# -- 2. The person, by keyboard alone


def test_the_person_asks_for_a_change_and_a_second_look_by_keyboard(visit):
    person = visit("desktop").sign_in("margaret@example.org")
    focus_outside(person, "My money")
    enters(person).sees("Whose money it is").picture("my-money")
    goes_by_keyboard(person, "a", "See how the first idea of the money was worked out")
    focus(person, "summary", "How it was worked out")
    person.page.keyboard.press("Enter")
    person.sees("points").look().picture("my-indicative").go("/my/money/")
    goes_by_keyboard(person, "a", "What the money can and cannot be used for").picture("my-rules")
    focus_outside(person, "Back")
    enters(person)
    they_try_another_mix(person)
    they_ask_for_a_second_look(person)


def they_try_another_mix(person):
    goes_by_keyboard(person, "a", "Try another way to use the money").picture("my-what-if")
    amount = person.main.get_by_role("group", name=TAXI).locator("[name^=amount_]").get_attribute("name")
    person.tab_to(amount).page.keyboard.type("forty")
    goes_by_keyboard(person, "button", "See what would be different").sees("Enter the amount")
    person.tab_to(amount).page.keyboard.type("40.00")
    goes_by_keyboard(person, "button", "See what would be different")
    pictured(person.sees("That is £10.00 more than now."), "my-what-if-tried")
    person.tab_to("^reason$").page.keyboard.type(TO_THE_SEA)
    goes_by_keyboard(person, "button", "Ask for this change").sees("You have asked for this change.")
    person.go("/my/money/").does_not_see("£40.00")
    goes_by_keyboard(person, "a", "Ask for a change, or see what changes").sees(
        TO_THE_SEA, "£40.00", "£30.00"
    )
    pictured(person, "my-changes")


def they_ask_for_a_second_look(person):
    goes_by_keyboard(person, "a", "See the decisions").picture("my-decisions")
    goes_by_keyboard(person, "a", "Ask for a second look").picture("my-ask-second-look")
    goes_by_keyboard(person, "button", "Send").sees("Write what we should look at again")
    person.tab_to("^words$").page.keyboard.type(WRONG)
    pictured(goes_by_keyboard(person, "button", "Send").sees(WRONG), "my-decisions-asked")


def focus_outside(visitor, words):
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("document.activeElement.textContent").strip() == words:
            return
    raise AssertionError(f"No number of tabs leads to “{words}” on {visitor.page.url}")


def enters(visitor):
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    return visitor.look()


# -- 3. Those who answer


def test_the_change_is_weighed_and_answered(visit):
    coordinator, council = visit("desktop").sign_in(COORDINATOR), visit("phone").sign_in(COUNCIL)
    the_coordinator_proposes_it(coordinator)
    council.menu("Approvals").sees(MARGARET).picture("approvals-changes").follow(MARGARET)
    council.sees(TO_THE_SEA, "£40.00").choose("No, not like this").press("Send my answer")
    pictured(council.sees("Write why not"), "answer-change")
    council.choose("Yes, I agree").press("Send my answer").does_not_see(MARGARET)
    pictured(coordinator.go(coordinator.path).sees("In force"), "change-in-force")
    a_manager_takes_the_second_look(visit("phone").sign_in(MANAGER))
    person = visit("phone").sign_in("margaret@example.org").menu("My money")
    person.follow("Read your whole statement").sees("£285.00", "£40.00")
    pictured(person, "my-statement-changed")
    person.go("/my/money/decisions/").sees(RIGHT_AGAIN)
    pictured(person.go("/my/money/changes/").sees("In force", "Agreed with you on"), "my-changes-in-force")


def the_coordinator_proposes_it(coordinator):
    coordinator.menu("To do").main.get_by_role("link", name=MARGARET, exact=True).first.click()
    coordinator.look().follow("The person asks for a change of the money").follow("Do it here")
    pictured(coordinator.sees(TO_THE_SEA, "£30.00", "£40.00"), "change-asked")
    coordinator.follow("Propose it").fill_day("When did the person agree", today())
    pictured(coordinator, "propose-change")
    coordinator.press("Propose it").sees("Council")


def a_manager_takes_the_second_look(manager):
    manager.menu("To do").follow("Look at a decision about money again").sees(WRONG)
    pictured(manager, "second-look").follow("Answer it").choose("Something changes")
    pictured(manager, "answer-second-look").fill("What did you look at, and what did you find?", RIGHT_AGAIN)
    pictured(manager.press("Answer and tell the person").sees(RIGHT_AGAIN), "second-look-answered")


# -- 4. Finance


def test_finance_knows_where_every_pound_went(visit):
    finance = visit("desktop").sign_in(FINANCE)
    they_find_the_story_of_a_payment(finance)
    they_put_a_spend_right(finance)
    they_take_back_what_was_prepared(finance)
    they_pay_a_bill_for_somebody(finance)
    a_month_is_closed(finance, visit("desktop").sign_in(COORDINATOR))


def they_find_the_story_of_a_payment(finance):
    finance.go("/payments/?show=released")
    row = finance.main.get_by_role("row").nth(1)
    name, amount = row.get_by_role("link").inner_text(), row.get_by_role("cell").last.inner_text()
    finance.follow(name).sees(f"{amount} for {name}")
    pictured(finance, "payment-released-story").follow("Where it came from, and where it went")
    pictured(
        finance.sees(f"Direct payment: {amount}", "Money set aside", "went to the person's account"),
        "posting",
    )


def they_put_a_spend_right(finance):
    they_open_the_budget(finance, "Hollis, Margaret", MARGARET)
    pictured(finance.follow("Every movement").sees("Dawn, first week"), "entries-margaret")
    finance.follow("Spent , £12.80").sees("Spent: £12.80", "Taxi to the lunch club")
    finance.follow("Put this right").press("Put it right").sees("Say why, in a few words")
    pictured(finance, "put-spend-right")
    finance.fill("Why?", TWICE).press("Put it right").sees("The money is back where it was.", TWICE)
    pictured(finance, "posting-put-right")


def they_open_the_budget(finance, wanted, name):
    finance.menu("Find somebody").fill("Name, NHS number or telephone", wanted).press("Find")
    finance.follow(name).follow("In use")


def they_take_back_what_was_prepared(finance):
    finance.menu("Payments")
    name = finance.main.get_by_role("row").nth(1).get_by_role("link").inner_text()
    takes_back(finance, name)
    finance.go("/payments/").does_not_see(name)


def takes_back(finance, name):
    """Take back the payment of ``name``; whoever looks at the list of what is due does it."""
    pictured(finance.follow(name).follow("Take it back instead"), "cancel-payment")
    finance.fill("Why?", TAKEN_BACK).press("Take it back").sees("The payment is taken back.")
    pictured(finance, "entries")


def they_pay_a_bill_for_somebody(finance):
    they_open_the_budget(finance, "Mistryn, Priya", PRIYA)
    pictured(finance, "budget-of-finance")
    finance.follow("Every movement").follow("Write down what was paid for the person")
    finance.main.get_by_role("group", name="What was it for?").get_by_role("radio").first.check()
    finance.fill("How much was it?", "12,x").fill("What does the bill say?", "6 hours in November")
    finance.press("Write it down").sees("like 12.50").has_kept(
        "What does the bill say?", "6 hours in November"
    )
    pictured(finance, "record-cost-mistake")
    finance.fill("How much was it?", "96.00").press("Write it down").sees("6 hours in November", "£96.00")


def a_month_is_closed(finance, coordinator):
    last_month = today().replace(day=1) - dt.timedelta(days=1)
    name = one_who_is_paid_for_long(finance, coordinator.name)
    pictured(finance.menu("Books"), "books").follow("Close a month")
    pictured(finance.select("Which month?", month_in_words(last_month)), "close-month")
    finance.press("Close the month").sees("Nothing can be posted in it any more.").picture("books-closed")
    they_open_the_budget(coordinator, name, name)
    coordinator.follow("Change an amount").choose(re.compile("a week$"), question="Which part?")
    coordinator.fill("From the council", "10.00").fill_day("From which day?", last_month).fill(
        "Why?", "Fewer hours."
    )
    coordinator.press("See what it means").sees("The books are closed for the days before")
    coordinator.has_kept("Why?", "Fewer hours.").picture("change-amount-closed")


def one_who_is_paid_for_long(finance, prepared_by):
    """Return who is paid by what ``prepared_by`` prepares, and was paid before this month too."""
    rows = finance.go("/payments/?show=released").main.get_by_role("row").filter(has_text=prepared_by)
    return rows.first.get_by_role("link").inner_text()


# -- 5. The end


def test_money_is_given_up_and_settled(visit):
    person, finance = visit("phone").turn_to(SMALLEST).sign_in(LEON), visit("desktop").sign_in(FINANCE)
    they_give_up_the_money(person)
    finance.menu("Payments")
    name = finance.main.get_by_role("row").nth(2).get_by_role("link").inner_text()
    finance.follow(name).follow("Every pound that moved in this budget").follow("The budget")
    the_last_day_is_set(finance)
    the_account_is_settled(finance, name)


def they_give_up_the_money(person):
    person.go("/my/money/changes/").follow("I do not want this money any more")
    pictured(person, "give-up-money")
    person.press("Give up the money").sees("Tick the box")
    person.fill_day("Until which day", today()).choose("I have read what happens to my support.")
    person.press("Give up the money").sees("Your money ends.")
    pictured(person, "money-given-up")
    pictured(
        person.follow("Ask for a change, or see what changes").sees("Your money ends."), "changes-given-up"
    )


def the_last_day_is_set(finance):
    pictured(finance.follow("Set the last day"), "end-budget")
    finance.choose("The person asked for it").fill_day("The last day", today() - dt.timedelta(days=1))
    finance.press("Set the last day").sees("The reasons")
    finance.fill("The reasons, in words the person can read too", "They manage without it now.")
    finance.press("Set the last day").sees("The last day is set.")
    pictured(finance, "budget-ending")


def the_account_is_settled(finance, name):
    finance.follow("Settle the account").sees("A payment is still due.")
    pictured(finance, "settle-refused").follow("The payments that are due")
    takes_back(finance, name)
    finance.follow("The budget").follow("Settle the account").sees("What goes back").does_not_see("still due")
    pictured(finance, "settle-budget")
    finance.press("Settle the account").sees(
        "The last day was", "went back to those it came from.", "Went back"
    )
    pictured(finance, "reckoning")


# -- 6. Without scripts


def test_what_was_spent_is_written_down_without_scripts(visit):
    susan = visit("phone", java_script_enabled=False).sign_in("susan@example.org")
    susan.go("/my/money/spent/").choose(TAXI).fill("How much did you spend?", "12 pounds")
    susan.fill("Anything to add?", "Home from the sea").press("Done")
    susan.sees("Enter the amount in pounds and pence, like 12.50").has_kept(
        "Anything to add?", "Home from the sea"
    )
    susan.has_kept("How much did you spend?", "12 pounds")
    assert susan.chosen("What was it for?") == TAXI
    pictured(susan, "record-spend-mistake")
    susan.fill("How much did you spend?", "12.40").press("Done").sees("Written down: £12.40")
    pictured(susan.sees("Home from the sea"), "my-money-spent")
