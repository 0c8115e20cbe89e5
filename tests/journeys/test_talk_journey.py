"""What people say to their care team and what becomes of it: messages, putting it right, letters and paper.

The journeys go on with the stories of the demonstration; each takes other people's.
"""

import datetime as dt
import re

from ipc.kernel.dates import in_words, today
from tests.journeys.test_people_journey import COORDINATOR, MANAGER, finds_to_do
from tests.journeys.test_plan_people_journey import a_picture, pictured

MARGARET, SUSAN, DEV = "margaret@example.org", "susan@example.org", "dev@example.org"
VISIT, RECEIPTS = "My visit on Friday", "Receipts from the chemist"
THANKS = "Half past eleven is good. This is the inhaler I mean, is it the right one?"
LIST_IS_FINE, IT_IS_RIGHT = "One list a month is enough.", "It is the right one, twice a day."
WRONG_KIND = "The file must be a photo (JPG or PNG) or a PDF."

PRIYA, PRIYA_NAME = "priya@example.org", "Priya Mistryn"
QUESTION, REPLY = "Can I take my picture timetable to the museum?", "Yes. Take it everywhere you like."
WENT_WRONG = "Somebody I did not know had a key to my flat."
WISH = "Ring first. Then show me a picture."
HAVE_IT, WHY_LONGER = "I am sorry. I look into it myself.", "The provider is away. We agreed it by telephone."
FOUND = "You were right to tell us. Nobody rang, and they should have."
LEARNED = "Whoever holds a key rings first, and brings a picture."
NOT_ENOUGH = "You did not say who has the key now."
REFERENCE = re.compile(r"C-[0-9A-Z]{4}-[0-9A-Z]{3}")

LEON, LEON_NAME = "leon@example.org", "Leon Fallowes"
CLINIC, WRONG_PHOTO = "Letter from the clinic", "A photo taken by mistake"
ON_PAPER, HELPER = "How I want information", "Joan, a neighbour"
SLOWLY, HARD_TO_READ = "Write to me in big letters.", "It was hard to read, so we rang."


# -- 1. Messages


def test_a_message_is_answered_and_read_by_those_alone_it_is_for(visit):
    margaret, coordinator = visit("phone").sign_in(MARGARET), visit("desktop").sign_in(COORDINATOR)
    margaret_reads_what_waits(margaret)
    visit_page = margaret_writes_back(margaret)
    susan = visit("phone").sign_in(SUSAN)
    receipts_page = susan_sees_her_own_alone(susan, visit_page)
    visit("phone").sign_in(DEV).go(receipts_page, status=404)
    the_team_answers_the_longest_wait_first(coordinator)
    the_mail_says_only_that_something_waits(coordinator)
    susan.menu("Messages").follow(RECEIPTS).sees(LIST_IS_FINE)
    margaret.menu("Messages").follow(VISIT).sees(IT_IS_RIGHT, f"{coordinator.name} read this on")
    pictured(margaret.does_not_see("Nobody has read this yet."), "my-conversation-read")


def margaret_reads_what_waits(margaret):
    pictured(margaret.sees("new message"), "my-home-message")
    pictured(margaret.follow("See all messages").sees(VISIT, RECEIPTS, "Call 999"), "my-messages")
    margaret.follow(VISIT).sees("I will come at half past eleven.", "Not for emergencies")


def margaret_writes_back(margaret):
    margaret.press("Send").sees("Write your message, or add a photo or a file")
    note = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"Only words"}
    margaret.fill("Your message", THANKS).attach("Add a photo or a file", note).press("Send")
    pictured(margaret.sees(WRONG_KIND).has_kept("Your message", THANKS), "my-conversation-mistake")
    margaret.attach("Add a photo or a file", photo(margaret)).press("Send")
    margaret.sees("Your message is sent.", THANKS, "Nobody has read this yet.")
    opens_photo(pictured(margaret, "my-conversation"), "A photo with a message")
    return margaret.path


def photo(visitor, name="photo.png"):
    return {"name": name, "mimeType": "image/png", "buffer": a_picture(visitor)}


def opens_photo(visitor, title):
    """See that the link ``title`` hands the photo over."""
    link = visitor.main.get_by_role("link", name=title).last
    assert visitor.page.request.get(link.get_attribute("href")).body().startswith(b"\x89PNG")


def susan_sees_her_own_alone(susan, visit_page):
    susan.menu("Messages").does_not_see(VISIT).follow(RECEIPTS).sees("one list a month enough?")
    page = susan.path
    susan.go(visit_page, status=404).does_not_see(THANKS)
    return page


def the_team_answers_the_longest_wait_first(coordinator):
    coordinator.menu("Messages").sees(RECEIPTS, VISIT, "since today")
    waiting = coordinator.words
    assert waiting.index(RECEIPTS) < waiting.index(VISIT)
    pictured(coordinator, "team-inbox").follow(RECEIPTS).fill("Your message", LIST_IS_FINE).press("Send")
    coordinator.sees("Your answer is sent.").menu("Messages").does_not_see(RECEIPTS)
    coordinator.follow(VISIT).sees(THANKS)
    opens_photo(pictured(coordinator, "conversation"), "A photo with a message")
    coordinator.fill("Your message", IT_IS_RIGHT).press("Send").menu("Messages").does_not_see(VISIT)


def the_mail_says_only_that_something_waits(coordinator):
    coordinator.go("/demo/mail/").wait_to_see(f"Email to {SUSAN}", seconds=30)
    coordinator.does_not_see(LIST_IS_FINE, RECEIPTS, IT_IS_RIGHT, VISIT).picture("demo-mail-message")


# -- 2. Put it right


def test_a_complaint_is_between_the_person_and_the_managers(visit):
    priya = visit("phone", by_keyboard=True).sign_in(PRIYA)
    manager, coordinator = visit("desktop").sign_in(MANAGER), visit("desktop").sign_in(COORDINATOR)
    priya_asks_a_question(priya)
    complaint, reference = priya_complains(priya)
    the_coordinator_answers_the_question(coordinator, reference)
    the_manager_answers_the_complaint(manager, reference)
    priya_says_that_it_is_not_enough(priya, complaint)
    manager.go("/complaints/?kind=complaint").sees(reference).picture("complaints")
    the_coordinator_finds_no_trace(coordinator, complaint, reference)


def priya_asks_a_question(priya):
    pictured(priya.follow("Ask, or say that something is not right"), "my-put-it-right-easy")
    priya.sees("In danger? Call 999 now.", "Help from outside", "These people do not work for us.")
    priya.follow("Ask us to look at a decision again").sees("decision").go("/my/put-it-right/")
    priya.follow("Ask a question").choose("Something else").fill("What would you like to know?", QUESTION)
    pictured(priya.press("Send").sees("Your care team reads this.", QUESTION), "my-question")


def priya_complains(priya):
    priya.go("/my/put-it-right/").follow("Make a complaint").sees("Your care coordinator does not see it.")
    priya.fill("What went wrong?", WENT_WRONG).fill("What would put it right?", WISH).press("Send")
    priya.sees("Choose what it is about").has_kept("What went wrong?", WENT_WRONG)
    pictured(priya.has_kept("What would put it right?", WISH), "my-complaint-mistake")
    priya.choose("How somebody behaved").press("Send").sees("Thank you. We have it.", WENT_WRONG, WISH)
    pictured(priya.sees("You have an answer by"), "my-complaint")
    return priya.path, REFERENCE.search(priya.words).group()


def the_coordinator_answers_the_question(coordinator, reference):
    pictured(coordinator.menu("Questions").sees(QUESTION).does_not_see(reference, WENT_WRONG), "questions")
    opens(coordinator, QUESTION).follow("Answer at once").press("Save").sees("Write the answer")
    coordinator.fill("The answer", REPLY).press("Save").sees("they are told that there is something new")


def opens(visitor, words):
    visitor.activate(visitor.main.get_by_role("row").filter(has_text=words).get_by_role("link").first)
    return visitor.look()


def the_manager_answers_the_complaint(manager, reference):
    manager.menu("To put right")
    opens(manager, reference).sees(WENT_WRONG, WISH).follow("Say that you have it")
    manager.fill("A few words to them", HAVE_IT).press("Save").sees(f"{manager.name}", HAVE_IT)
    they_agree_a_new_day(manager)
    manager.follow("Answer").choose("They were right in part").fill("The answer", FOUND).press("Save")
    pictured(
        manager.sees("so say what changes now").has_kept("The answer", FOUND), "answer-complaint-mistake"
    )
    manager.fill("What changes now?", LEARNED).press("Save").sees("You were right in part", LEARNED)
    pictured(manager, "complaint-answered")


def they_agree_a_new_day(manager):
    manager.follow("Agree a new day").fill_day("Which day did you agree?", today() + dt.timedelta(days=900))
    manager.fill("Why does it take longer, and how did you agree the day?", WHY_LONGER)
    manager.press("Save").sees("at the latest.")
    day = today() + dt.timedelta(days=60)
    pictured(manager, "agree-new-day-mistake").fill_day("Which day did you agree?", day).press("Save")
    manager.sees(WHY_LONGER, f"Answer by {in_words(day)}")


def priya_says_that_it_is_not_enough(priya, complaint):
    pictured(priya.go("/my/put-it-right/").sees("Answered"), "my-put-it-right-easy-answered")
    priya.go(complaint).sees("You were right in part", FOUND, LEARNED, HAVE_IT, WHY_LONGER)
    pictured(priya.sees("An ombudsman is not part of us"), "my-complaint-answered")
    priya.follow("Say what is missing").picture("say-what-is-missing").press("Send")
    priya.fill("What is missing, or still wrong?", NOT_ENOUGH).press("Send")
    priya.sees("It is written down.", NOT_ENOUGH, "You have an answer by", "Help from outside")


def the_coordinator_finds_no_trace(coordinator, complaint, reference):
    trace = (reference, WENT_WRONG, FOUND, NOT_ENOUGH, "omplaint")
    for entry in ("Today", "Messages", "To do", "Questions"):
        coordinator.menu(entry).does_not_see(*trace)
    coordinator.menu("Find somebody").fill("Name, NHS number or telephone", PRIYA_NAME).press("Find")
    coordinator.follow(PRIYA_NAME).does_not_see(*trace[:-1])
    for page in ("Messages", "Messages sent", "Documents"):
        coordinator.about(page).does_not_see(*trace)
    pictured(coordinator.about("Put right").sees("A question").does_not_see(*trace[:-1]), "complaints-of")
    coordinator.go(complaint, status=404).does_not_see(WENT_WRONG)


# -- 3. Letters and paper


def test_letters_are_added_as_photos_and_forms_come_back_on_paper(visit):
    leon, coordinator = visit("phone").sign_in(LEON), visit("desktop").sign_in(COORDINATOR)
    leon_adds_a_letter(leon)
    leon_takes_one_back(leon)
    the_coordinator_opens_the_letter(coordinator)
    the_coordinator_keys_in_what_came_on_paper(coordinator)
    leon.menu("My home").follow("My documents").sees(
        CLINIC, "Forms you sent on paper", ON_PAPER, HARD_TO_READ
    )
    pictured(
        leon.sees(f"You wrote it, with help from {HELPER}.", f"{coordinator.name} typed it in."),
        "my-documents-paper",
    )


def leon_adds_a_letter(leon):
    pictured(leon.follow("My documents"), "my-documents-empty").follow("Add a document")
    leon.fill("What is it?", CLINIC).choose("A letter")
    leon.attach("Choose a file you have", {"name": "l.docx", "mimeType": "text/plain", "buffer": b"Words"})
    leon.press("Save").sees(WRONG_KIND, "A photo of the paper is fine.").has_kept("What is it?", CLINIC)
    assert leon.chosen("What kind of thing is it?") == "A letter"
    pictured(leon, "add-my-document-mistake").attach("Take a photo of it now", photo(leon)).press("Save")
    pictured(leon.sees("Saved. Your care team can see it now.", CLINIC), "my-documents")


def leon_takes_one_back(leon):
    leon.follow("Add a document").fill("What is it?", WRONG_PHOTO).choose("A photo")
    leon.attach("Choose a file you have", photo(leon)).press("Save").follow(f"Take it back : {WRONG_PHOTO}")
    pictured(leon.sees("cannot come back"), "take-back-my-document").press("Take it back")
    leon.sees("The file is deleted.", CLINIC).does_not_see(WRONG_PHOTO)


def the_coordinator_opens_the_letter(coordinator):
    finds_to_do(coordinator, f"Look at a file.*{LEON_NAME}").sees(CLINIC)
    pictured(coordinator, "documents-of")
    opens_photo(coordinator, f"Open : {CLINIC}")


def the_coordinator_keys_in_what_came_on_paper(coordinator):
    coordinator.about("Forms on paper").sees("The print they need: Standard print")
    assert coordinator.download(f"Standard print : {ON_PAPER}").startswith(b"%PDF")
    pictured(coordinator, "papers-of").follow(f"Type it in : {ON_PAPER}")
    coordinator.choose("The person, with help").fill("Anything to add?", HARD_TO_READ)
    coordinator.press("Go on to type it in").has_kept("Anything to add?", HARD_TO_READ)
    pictured(coordinator, "record-paper-mistake")
    coordinator.fill("Who helped, or wrote it for the person?", HELPER).press("Go on to type it in")
    coordinator.sees("It is written down that the paper came.").choose("Large print")
    coordinator.fill("What helps when we talk?", SLOWLY).press("Save")
    pictured(coordinator.about("Forms on paper").sees("Large print", HELPER), "papers-of-large")
