"""Reading: what everybody may read, in the way each one reads it, and who writes the words.

The journeys share one demonstration: the words an administrator publishes are read by strangers.
"""

import csv
import datetime as dt
import io
import re
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader

from ipc.kernel.dates import today
from tests.journeys.conftest import PASSWORD
from tests.journeys.test_plan_people_journey import pictured

GROUP, AGE, BASES = "Who is it for?", "How old is the person it is for?", "Would you like to know about money"
POSTCODE = "What is the postcode where the person lives?"
GOOD_NEWS, TRUE_FOR_ME = "I cooked for my sister.", "I hear music with somebody once a week."
NOT_SAID = "I would rather not say"
PROGRAMME, CHANGES, PEERS = "admin@ipc.example", "/information/three-big-changes/", "What is peer support?"
NEW_ANSWER = "Three things: your plan, the money for it, and the people near you."
OWN_ANSWER, WHY = "In Barnsley you meet others every Tuesday at the market.", "Said more clearly."
READING = "Easy Read, text size, languages"
MARGARET, LEON = "margaret@example.org", "leon@example.org"
UNCHECKED = "This translation has not been checked by a person yet."
ONLY_ENGLISH = "This page is only in English so far. Ask us, and we explain it in your language."
# What is in Latin letters on a page in Arabic, and is marked as none of the languages that are.
NOT_MARKED_AS_ENGLISH = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) {
        const words = texts.currentNode.textContent.trim(), its = texts.currentNode.parentElement;
        const isLatin = /[a-z]{3}/i.test(words) && !/[\u0600-\u06ff]/.test(words);
        if (isLatin && its.closest("[lang]").lang === "ar" && its.checkVisibility()) found.push(words);
    }
    return found;
}"""
# The accounts of a statement by name, each with what there was at the start and at the end.
AT_THE_ENDS = """tables => tables.map(one => [
    one.caption.textContent,
    Object.fromEntries([...one.querySelectorAll(".ipc-table__total td")].map(
        cell => [cell.dataset.label, cell.textContent.trim()]
    )),
]).filter(([, ends]) => "At the end" in ends)"""
WISH = "What would you like to know?"


# -- 1. A stranger finds out, by keyboard alone


def test_a_stranger_finds_out_by_keyboard(visit):
    stranger = visit("desktop", by_keyboard=True)
    stranger.go("/").sees("Your care, your plan, your say", "Is it in my area?").menu("Is it for me?")
    the_guide_answers(stranger)
    they_look_for_an_answer(stranger)
    they_read_an_answer_in_each_way(stranger)
    a_word_is_explained(stranger)


def the_guide_answers(stranger):
    stranger.picture("guide")
    stranger.fill(POSTCODE, "Barnsley").choose("25 or over", question=AGE)
    stranger.press("See the answer").sees("Enter a postcode like S70 1AB", "Choose the one that fits best")
    pictured(stranger.has_kept(POSTCODE, "Barnsley"), "guide-mistakes")
    assert stranger.chosen(AGE) == "25 or over"
    stranger.fill(POSTCODE, "S70 1AB").choose(
        "Somebody older who lives with illnesses that do not go away", question=GROUP
    )
    stranger.choose("The council has said that it must help them with their care", question=BASES)
    stranger.press("See the answer").sees("It looks as if this is for you.", "Who to call in Barnsley")
    stranger.sees("have a right to a personal budget", "This is a guide, not a decision.")
    stranger.sees("What there is without money of your own", "Find support in Barnsley")
    pictured(stranger, "guide-answer")
    assert stranger.page.url.endswith("/guide/"), "What was answered stands in the address"
    assert stranger.main.locator("a[href^='tel:']").count(), "Nobody to call"


def they_look_for_an_answer(stranger):
    stranger.menu("Information").sees("On this page", "Special words").picture("information")
    stranger.fill(WISH, "unicorn").press("Search").sees("0 answers about “unicorn”", "Who to contact")
    pictured(stranger.has_kept(WISH, "unicorn"), "information-nothing-found")
    stranger.fill(WISH, "direct payment").press("Search").sees("answers about “direct payment”")
    pictured(stranger, "information-found").follow("What is a direct payment?")


def they_read_an_answer_in_each_way(stranger):
    stranger.sees("We last checked this on").picture("topic")
    stranger.follow("Easy Read").sees("Standard").picture("topic-easy").follow("Standard")
    stranger.follow("Read the answer for children, young people and their families")
    stranger.sees("Can we have a direct payment for our child?").picture("topic-families")
    stranger.follow("Read the answer for everybody").sees("We only count the answers.")
    stranger.press("No").sees("We will write it better.").picture("topic-was-it-clear")
    stranger.press("Yes").sees("We are glad that it was clear.")


def a_word_is_explained(stranger):
    """A word leads to its meaning on the same page and back; its meaning leads to all the words."""
    word = stranger.main.locator(".ipc-jargon-link").first
    slug = word.get_attribute("id").removeprefix("from-")
    stranger.activate(word)
    assert stranger.page.url.endswith(f"#word-{slug}")
    assert stranger.main.locator(f"#word-{slug}").is_visible()
    stranger.activate(stranger.main.locator(f"#word-{slug} a"))
    assert stranger.page.url.endswith(f"#from-{slug}")
    stranger.follow("All the words we use").sees("Notional budget").follow("N", exact=True).picture("jargon")
    assert stranger.page.url.endswith("#letter-N")
    stranger.follow("Read this in Easy Read").sees("Some words are hard.").picture("jargon-easy")


# -- 2. The way each one reads


def test_a_stranger_chooses_how_to_read_and_it_stays(visit):
    reader = visit("phone")
    reader.go("/information/what-it-looks-like/")
    they_choose_easy_read_large_and_arabic(reader)
    they_read_from_right_to_left(reader)
    they_sign_in_as_they_read(reader)
    they_change_it_and_go_on(reader)
    from_the_footer(reader, "Accessibility").sees(
        "What we tested", "Tell us", "If you are not happy"
    ).picture("accessibility")


def test_without_scripts_the_choice_stays_too(visit):
    reader = visit("phone", java_script_enabled=False)
    from_the_header(reader.go("/guide/"), READING)
    reader.choose("Largest").choose("Polski").choose("Easy Read").press("Save")
    reads_in(reader, "pl", size="150")
    reader.sees(said("pl", "Is it for me, is it in my area?")).picture("guide-polish-without-scripts")
    reader.press(said("pl", "See the answer")).sees(said("pl", "Choose an age"))
    reader.page.get_by_role("contentinfo").get_by_text("English", exact=True).click()
    reads_in(reader.look(), "en-gb", size="150").sees("Is it for me, is it in my area?")


def from_the_header(visitor, name):
    visitor.activate(visitor.page.get_by_role("banner").get_by_role("link", name=name, exact=True))
    return visitor.look()


def from_the_footer(visitor, name):
    visitor.activate(visitor.page.get_by_role("contentinfo").get_by_role("link", name=name, exact=True))
    return visitor.look()


def said(language, words):
    """Return our words as the page says them in a language; the translation must be there."""
    with translation.override(language):
        told = gettext(words)
    assert told != words, f"“{words}” is not there in {language}"
    return told


def reads_in(visitor, language, *, size):
    """Check in which language the page is, which way it runs, and how large its text is."""
    page = visitor.page.locator("html")
    runs = "rtl" if language == "ar" else "ltr"
    assert (page.get_attribute("lang"), page.get_attribute("dir")) == (language, runs)
    assert f"ipc-text-{size}" in page.get_attribute("class")
    return visitor


def is_told(visitor, language, words):
    """Check that the note says it in the reader's language, marked as that, and in English."""
    note = visitor.page.locator(".ipc-language-note")
    assert note.locator(f"[lang='{language}']").inner_text() == said(language, words)
    assert note.locator("[lang='en-GB'][dir='ltr']").inner_text() == words
    return visitor


def they_choose_easy_read_large_and_arabic(reader):
    pictured(from_the_header(reader, READING), "reading")
    reader.choose("Easy Read").choose("Largest").choose("العربية").press("Save")
    assert reader.path == "/information/what-it-looks-like/", "They are not where they came from"


def they_read_from_right_to_left(reader):
    reads_in(reader, "ar", size="150")
    is_told(reader, "ar", UNCHECKED).sees("One. You get clear facts", said("ar", "Easy Read"))
    assert reader.main.locator("h1").evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert reader.page.evaluate(NOT_MARKED_AS_ENGLISH) == []
    pictured(reader, "topic-arabic")
    from_the_footer(reader, said("ar", "Information")).picture("information-arabic")
    assert reader.page.evaluate(NOT_MARKED_AS_ENGLISH) == []


def they_sign_in_as_they_read(reader):
    from_the_header(reader, said("ar", "Sign in")).picture("sign-in-arabic")
    email, password, sign_in = (reader.main.locator(one) for one in ("#id_login", "#id_password", "button"))
    email.fill(MARGARET), password.fill("not this one"), sign_in.last.click()
    reader.look().picture("sign-in-arabic-mistake")
    assert email.input_value() == MARGARET
    password.fill(PASSWORD), sign_in.last.click()
    reads_in(reader.look(), "en-gb", size="150").sees("Hello Margaret.", "Show the longer page")
    pictured(is_told(reader, "ar", ONLY_ENGLISH), "my-home-easy-arabic")
    reader.menu("My money")
    is_told(reads_in(reader, "en-gb", size="150"), "ar", ONLY_ENGLISH).picture("my-money-easy-arabic")


def they_change_it_and_go_on(reader):
    from_the_header(reader, READING).picture("reading-arabic")
    reads_in(reader, "ar", size="150").choose("Polski").press(said("ar", "Save"))
    assert reader.path == "/my/money/"
    is_told(reads_in(reader, "en-gb", size="150"), "pl", ONLY_ENGLISH)
    from_the_footer(reader, "Information").sees(said("pl", "Information")).picture("information-polish")
    is_told(reads_in(reader, "pl", size="150"), "pl", UNCHECKED)
    from_the_header(reader, said("pl", READING)).choose(said("pl", "All the words"))
    reader.choose(said("pl", "As it comes")).choose("English").press(said("pl", "Save"))
    reads_in(reader, "en-gb", size="100").sees("Short answers to what people ask.")
    assert not reader.page.locator(".ipc-language-note").count()


# -- 3. Leon, on a telephone


def test_leon_says_how_he_is_and_sees_his_days_and_his_money(visit):
    leon = visit("phone").sign_in(LEON)
    pictured(leon.sees("Coming up", "Where things stand", "Your money", "Who to call"), "my-home-leon")
    leon.follow("How I am").sees("You, your care coordinator and their manager can read this.")
    he_answers_four_questions(leon)
    he_writes_a_sentence_of_his_own(leon)
    his_days_go_into_his_telephone(leon)
    he_asks_for_other_days_of_his_money(leon)
    margaret = visit("phone").sign_in(MARGARET).go("/my/money/statement/period/").sees("In your account")
    adds_up_everywhere(margaret.picture("my-statement-period-margaret"))


def he_answers_four_questions(leon):
    leon.follow("Answer them again").fill("Is there anything you want to say about it?", GOOD_NEWS)
    pictured(leon.press("Save my answers"), "answer-my-wellbeing-mistake")
    leon.sees("Choose a number for at least one question.", "Samaritans")
    leon.has_kept("Is there anything you want to say about it?", GOOD_NEWS)
    for question, answer in (
        ("how satisfied", "8"),
        ("worthwhile", NOT_SAID),
        ("happy", "7"),
        ("anxious", "3"),
    ):
        leon.choose(answer, question=re.compile(question))
    leon.press("Save my answers").sees(
        "Your answers are saved.", "8 out of 10 on", "more than the time before"
    )
    leon.sees("The things you do: Left out", GOOD_NEWS, "Here a lower number is calmer.")
    assert leon.main.locator(".ipc-wellbeing svg[role=img]").count() == 4


def he_writes_a_sentence_of_his_own(leon):
    leon.follow("Write a sentence of your own").press("Save").sees("Write the sentence, as you would say it")
    leon.fill("What should be true for you?", TRUE_FOR_ME).press("Save").sees(f"“{TRUE_FOR_ME}”")
    pictured(leon.follow(re.compile(f"Say how true it is now.*{TRUE_FOR_ME}")), "my-own-statement")
    pictured(leon.choose("Mostly true").press("Save").sees("Mostly true"), "my-wellbeing")


def his_days_go_into_his_telephone(leon):
    leon.go("/my/").follow("See the whole calendar").sees("What comes, who does it, and when.")
    pictured(leon, "my-calendar")
    shown = leon.main.locator("time").evaluate_all("all => all.map(one => one.dateTime)")
    file = leon.download("Put it on my phone or computer").decode()
    assert file.startswith("BEGIN:VCALENDAR")
    assert file.rstrip().endswith("END:VCALENDAR")
    days = {f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in re.findall(r"DTSTART[^:]*:(\d{8})", file)}
    assert shown
    assert set(shown) <= days


def he_asks_for_other_days_of_his_money(leon):
    leon.menu("My money").follow("Read your whole statement")
    leon.follow("All your money over time").unfold("Choose other days").fill_day("From", today())
    leon.fill_day("To", today() - dt.timedelta(days=1)).press("Show these days")
    pictured(
        leon.sees("The last day must be the first day or a day after it."), "my-statement-period-mistake"
    )
    leon.fill_day("From", today() - dt.timedelta(days=200)).fill_day("To", today()).press("Show these days")
    pictured(leon, "my-statement-period")
    adds_up_everywhere(leon)


def adds_up_everywhere(visitor):
    """Check that the page, the file for a spreadsheet and the PDF tell of the same money."""
    tables = visitor.main.locator("table.ipc-table--stack").evaluate_all(AT_THE_ENDS)
    assert tables
    rows = list(csv.DictReader(io.StringIO(of_files(visitor, "File for a spreadsheet").decode("utf-8-sig"))))
    printed = PdfReader(io.BytesIO(of_files(visitor, "PDF")))
    words = " ".join(page.extract_text() for page in printed.pages)
    assert {row["Account"] for row in rows} == {name for name, _ends in tables}
    for name, ends in tables:
        own = [row for row in rows if row["Account"] == name]
        assert together(own, "In") == together(own, "Out")
        for when, column in (("At the start", "In"), ("At the end", "Out")):
            told = together([row for row in own if row["What happened"] == when], column)
            assert f"£{told:,.2f}" == ends[when]
            assert ends[when] in words, f"{name}: {ends[when]} is not in the PDF"


def of_files(visitor, name):
    return visitor.unfold("Take it with you").download(name)


def together(rows, column):
    return sum((Decimal(row[column]) for row in rows if row[column]), Decimal())


# -- 4. Those who write


def test_new_words_are_read_through_published_and_read(visit):
    admin, reader = visit("desktop"), visit("phone")
    admin.sign_in(PROGRAMME, has_our_pages=False)
    writes(admin, "three-big", answer=NEW_ANSWER, easy="unicorn: Some things change.")
    admin.sees(NEW_ANSWER, "This is the draft. Nobody reads it yet.", "There is no drawing for “unicorn”")
    admin.press("Publish the draft").sees("Each line of the Easy Read begins with a drawing")
    pictured(admin, "preview-topic-mistake")
    reader.go(CHANGES).does_not_see(NEW_ANSWER)
    writes(admin, "three-big", easy="leaf: Some things change.").sees(NEW_ANSWER, "Some things change.")
    pictured(admin, "preview-topic").press("Publish the draft").sees(
        "It is published, and read from now on.", WHY
    )
    pictured(reader.go(CHANGES).sees(NEW_ANSWER), "topic-new-words")
    reader.follow("Easy Read").sees("Some things change.")


def test_an_area_writes_its_own_words_and_only_its_readers_see_them(visit):
    admin, reader = visit("desktop"), visit("phone")
    admin.sign_in("admin@barnsley.example", has_our_pages=False)
    opens(admin, "peer-support").get_by_role("link", name="How it is read").click()
    admin.look()
    assert not admin.main.get_by_role("button", name="Publish").count(), "They may publish for everybody"
    opens(admin, "peer-support").get_by_role("button", name="Write our own words").click()
    keeps(admin, answer=OWN_ANSWER).sees(OWN_ANSWER, "For Barnsley.").press("Publish the draft")
    reader.go("/information/").follow(PEERS).does_not_see(OWN_ANSWER)
    reader.go("/sites/barnsley/").menu("Information").sees("These answers are for Barnsley.", OWN_ANSWER)
    pictured(reader.follow(PEERS).sees(OWN_ANSWER, "It is written for Barnsley."), "topic-of-area")
    reader.menu("Information").follow("I live somewhere else").does_not_see(OWN_ANSWER)
    reader.go("/sites/luton/").menu("Information").sees("These answers are for Luton.")
    reader.does_not_see(OWN_ANSWER)
    pictured(admin.press("Take down our own words").sees("It is taken down."), "preview-own-taken-down")
    reader.go("/sites/barnsley/").menu("Information").does_not_see(OWN_ANSWER)


def opens(admin, slug):
    """Open an answer in the administration, whose pages are Django's own and held to no ``look()``."""
    admin.page.goto(f"/admin/programme/topic/?q={slug}")
    admin.page.locator("#result_list tbody tr").first.get_by_role("link").first.click()
    return admin.page


def writes(admin, slug, **words):
    opens(admin, slug)
    return keeps(admin, **words)


def keeps(admin, *, answer="", easy=""):
    """Write into the answer that is open, keep it as a draft, and read it through."""
    page = admin.page
    for box, words in (("answer_short", answer), ("easy_read", easy), ("why", WHY)):
        if words:
            page.locator(f"#id_{box}").fill(words)
    page.locator("[name=_continue]").click()
    page.get_by_role("link", name="Preview and publish").click()
    return admin.look()
