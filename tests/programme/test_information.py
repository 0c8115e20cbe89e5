"""Questions are found by chapter, words, area and whom they are for; words are explained in place."""

import datetime as dt

import pytest

from ipc.kernel import dates
from ipc.programme import answers, clarity, explaining
from ipc.programme.models import Topic, TopicVote
from ipc.programme.reader import Reader
from tests.factories import (
    PersonFactory,
    SiteFactory,
    TermFactory,
    TopicFactory,
    TopicVoteFactory,
    UserFactory,
)
from tests.factories.people import staff

TRANSACTION = 2  # inside a test a request's transaction is a savepoint, made and released
INFORMATION = "/information/"

pytestmark = pytest.mark.usefixtures("house")


def page(client, address, **how):
    response = client.get(address, **how)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def in_barnsley(house):
    """A question with the national words and Barnsley's own."""
    TopicFactory(slug="parking", question="Is there parking?", answer_short="Ask your team.", chapter="area")
    TopicFactory(slug="parking", question="Is there parking?", answer_short="Yes, behind us.", site=house)


def test_questions_stand_under_their_chapters(client):
    TopicFactory(question="Who pays?", chapter="money")

    html = page(client, INFORMATION)

    assert html.index('id="money"') < html.index("Who pays?")
    assert 'href="#money"' in html


@pytest.mark.usefixtures("in_barnsley")
def test_own_words_of_a_site_take_the_place_of_the_national_ones_there_and_nowhere_else(client):
    assert "Ask your team." in page(client, "/information/parking/")

    html = page(client, "/information/parking/?site=barnsley")
    assert "Yes, behind us." in html
    assert "Ask your team." not in html
    assert client.cookies["area"].value == "barnsley"

    assert "Yes, behind us." in page(client, INFORMATION)
    assert "Ask your team." in page(client, "/information/parking/?site=")
    assert "Ask your team." in page(client, "/information/parking/?site=atlantis")


@pytest.mark.usefixtures("in_barnsley")
def test_words_taken_down_are_the_national_ones_again(client):
    Topic.objects.filter(slug="parking").exclude(site=None).update(is_shown=False)

    assert "Ask your team." in page(client, "/information/parking/?site=barnsley")


@pytest.mark.usefixtures("in_barnsley")
def test_whoever_came_by_the_page_of_an_area_reads_its_words(client):
    page(client, "/sites/barnsley/")

    assert "Yes, behind us." in page(client, "/information/parking/")


@pytest.mark.usefixtures("in_barnsley")
def test_whoever_is_signed_in_reads_the_words_of_their_own_area(signed_in, house):
    person = PersonFactory(site=house)

    html = page(signed_in(UserFactory(person=person)), "/information/parking/?site=luton")
    assert "Yes, behind us." in html

    html = page(signed_in(staff("coordinator", SiteFactory(slug="luton"))), "/information/parking/")
    assert "Ask your team." in html


def test_families_read_their_version_and_are_told_of_it(client):
    TopicFactory(slug="school", question="Who is it for?", answer_short="For all.")
    TopicFactory(
        slug="school", question="Who is it for?", answer_short="For your child.", audience="families"
    )

    html = page(client, "/information/school/")
    assert "For all." in html
    assert 'href="?for=families"' in html

    html = page(client, "/information/school/?for=families")
    assert "For your child." in html
    assert "/information/school/?for=families" in page(client, "/information/?for=families")


def test_topic_with_nothing_published_is_not_found(client):
    TopicFactory(slug="not-yet", question="Not yet?", is_shown=False)

    assert client.get("/information/not-yet/").status_code == 404
    assert "Not yet?" not in page(client, INFORMATION)


def test_search_finds_other_forms_of_a_word_in_answers_and_words_and_nothing_else(client):
    TopicFactory(slug="flibbet", question="Can I go flibbeting?", body="")
    TermFactory(word="Flibbet card", meaning="A card for those who flibbet.")

    html = page(client, "/information/?q=flibbets")

    assert "One answer about “flibbets”" in html
    assert "Can I go flibbeting?" in html
    assert "What does “Flibbet card” mean?" in html
    assert "Who is this for?" not in html
    assert "0 answers about “xylophone”" in page(client, "/information/?q=xylophone")


def test_pages_cost_the_same_however_much_is_written(client, django_assert_num_queries):
    for address, queries in ((INFORMATION, 1), ("/information/?q=made", 2), ("/jargon/", 1)):
        with django_assert_num_queries(queries + TRANSACTION):
            client.get(address)
    for _turn in range(5):
        TopicFactory()
        TermFactory()

    for address, queries in ((INFORMATION, 1), ("/information/?q=made", 2), ("/jargon/", 1)):
        with django_assert_num_queries(queries + TRANSACTION):
            client.get(address)


def test_easy_read_comes_by_itself_where_it_was_chosen_and_can_be_left(client):
    TopicFactory(slug="made-up")
    client.cookies["easy_read"] = "1"

    assert "ipc-easy__line" in page(client, "/information/made-up/")
    assert "It is made up." in page(client, "/information/made-up/?format=standard")


def test_words_are_read_in_easy_read_with_a_drawing_each(client):
    TermFactory(word="Budget thing", meaning="An amount.", easy="It is money.", drawing="money")

    html = page(client, "/jargon/?easy=1")

    assert "It is money." in html
    assert "An amount." not in html


def test_answer_was_clear_is_counted_by_week_and_nothing_else_is_kept(client):
    topic = TopicFactory(slug="made-up")

    for said in ("yes", "no", "no"):
        answer = client.post("/information/made-up/clear/", {"clear": said})
        assert answer.url == "/information/made-up/"

    vote = TopicVote.objects.get(topic=topic)
    assert (vote.clear, vote.not_clear, vote.week.weekday()) == (1, 2, 0)
    assert "We will write it better" in page(client, "/information/made-up/")


def test_what_is_neither_yes_nor_no_is_not_counted(client):
    TopicFactory(slug="made-up")

    assert client.post("/information/made-up/clear/", {"clear": "maybe"}).status_code == 404
    assert client.post("/information/no-such/clear/", {"clear": "yes"}).status_code == 404
    assert client.get("/information/made-up/clear/").status_code == 405
    assert not TopicVote.objects.exists()


def test_lately_counts_twelve_weeks():
    topic = TopicFactory()
    monday = clarity.monday_of(dates.today())
    TopicVoteFactory(topic=topic, week=monday, clear=2, not_clear=1)
    TopicVoteFactory(topic=topic, week=monday - dt.timedelta(weeks=11), clear=3)
    TopicVoteFactory(topic=topic, week=monday - dt.timedelta(weeks=12), clear=50)

    assert clarity.lately(topic) == {"clear": 5, "not_clear": 1}


WORDS = [
    {"slug": "budget", "word": "Budget", "meaning": "Money.", "easy": "", "also": ""},
    {"slug": "ehc", "word": "EHC plan", "meaning": "A plan.", "easy": "", "also": "education plan"},
    {"slug": "plan", "word": "Plan", "meaning": "What is written.", "easy": "", "also": ""},
]


def test_first_of_each_word_leads_to_its_meaning_on_the_page():
    html, found = explaining.mark("<p>A budget, two budgets.</p>", WORDS)

    link = '<a class="ipc-jargon-link" id="from-budget" href="#word-budget">budget</a>'
    assert html == f"<p>A {link}, two budgets.</p>"
    assert [term["slug"] for term in found] == ["budget"]


def test_many_of_a_thing_are_the_same_word():
    html, _found = explaining.mark("<p>Two budgets.</p>", WORDS)

    assert 'href="#word-budget">budgets</a>' in html


def test_longest_word_and_other_spellings_are_found_and_what_was_explained_before_is_not():
    html, found = explaining.mark("<p>An EHC plan.</p><p>An education plan. A plan.</p>", WORDS, {"plan"})

    assert [term["slug"] for term in found] == ["ehc"]
    assert html.count("ipc-jargon-link") == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/">Budget</a>',
        "<h2>The budget</h2>",
        "<blockquote><p>my budget</p></blockquote>",
        "<cite>Budget Act</cite>",
        '<img alt="a budget">',
        "<p>budgetary</p>",
        "<label>Budget <b>now</b> budget</label>",
    ],
)
def test_nothing_is_marked_in_links_headings_own_words_or_parts_of_words(html):
    assert explaining.mark(html, WORDS) == (html, [])


def test_answer_explains_its_words_beneath(client):
    TermFactory(slug="made-up-thing", word="Flibbet", meaning="A made-up thing.")
    TopicFactory(slug="made-up", body="Take a flibbet.")

    html = page(client, "/information/made-up/")

    assert 'href="#word-made-up-thing">flibbet</a>' in html
    assert html.index('id="word-made-up-thing"') > html.index("Take a")
    assert "A made-up thing." in html


def test_reader_of_no_site_meets_national_words_only(house):
    TopicFactory(slug="own", site=house)

    assert answers.topic("own", Reader(None, "everybody")) is None
    assert answers.topic("own", Reader(house, "everybody"))["is_own"]
