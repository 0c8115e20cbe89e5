"""How somebody reads: Easy Read and the size of the text, chosen once for every page."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from ipc.programme import easy
from tests.factories import UserFactory
from tests.factories.people import PASSWORD, InformationNeedsFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("house")
HOST = "http://testserver"
EASY_LARGE = {"easy": "1", "size": "150", "language": "en-gb"}


@pytest.fixture
def rose(house):
    """Somebody who signs in to pages of her own."""
    user = UserFactory(person=PersonFactory(site=house), email="rose@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client):
    return client.post("/accounts/login/", {"login": "rose@example.org", "password": PASSWORD})


def test_every_page_leads_to_the_choice(client):
    for address in ("/", "/accounts/login/", "/information/"):
        assert 'href="/reading/"' in client.get(address).text


def test_what_is_chosen_is_kept_and_one_goes_on_where_one_was(client):
    before = client.get("/reading/", headers={"referer": f"{HOST}/directory/?q=dance&easy=0"}).text
    assert 'name="next" value="/directory/?q=dance"' in before

    answer = client.post("/reading/", EASY_LARGE | {"next": "/directory/?q=dance"})

    assert answer.url == "/directory/?q=dance"
    assert answer.cookies["easy_read"]["httponly"]
    assert client.cookies["text_size"].value == "150"
    html = client.get("/jargon/").text
    assert "ipc-text-150" in html
    assert "ipc-easy-way" in html


@pytest.mark.parametrize(("where", "language"), [("/jargon/", "pl"), ("/directory/", "en-gb")])
def test_it_is_said_in_the_language_of_the_page_one_goes_on_to(client, where, language):
    answer = client.post("/reading/", EASY_LARGE | {"language": "pl", "next": where}, follow=True)

    with translation.override(language):
        assert [str(told) for told in answer.context["messages"]] == [
            gettext("The pages are now as you chose.")
        ]


@pytest.mark.parametrize(
    "where", ["https://elsewhere.example/", "//elsewhere.example/", "/no-such-page/", ""]
)
def test_nobody_is_sent_elsewhere(client, where):
    answer = client.post("/reading/", EASY_LARGE | {"next": where})

    assert answer.url == "/"
    assert "elsewhere" not in client.get("/reading/", headers={"referer": where}).text


def test_what_cannot_be_chosen_is_said_and_nothing_is_kept(client):
    answer = client.post("/reading/", {"easy": "1", "size": "900"})

    assert answer.status_code == 200
    assert "Choose how big the text shall be." in answer.text
    assert "text_size" not in answer.cookies


def test_a_size_that_does_not_exist_is_the_usual_one(client):
    client.cookies["text_size"] = "900"

    assert "ipc-text-100" in client.get("/").text


def test_any_address_may_say_easy_read_and_it_stays(client):
    client.get("/jargon/?easy=1")
    assert "ipc-easy-way" in client.get("/").text

    client.get("/jargon/?easy=0")
    assert "ipc-easy-way" not in client.get("/").text


def test_the_page_says_in_easy_read_what_it_is_for(client):
    sentence = easy.introduction("reading")["lines"][0]["sentence"]

    assert sentence not in client.get("/reading/").text
    assert sentence in client.get("/reading/?easy=1").text


def test_who_needs_easy_read_gets_it_at_sign_in(client, rose):
    InformationNeedsFactory(person=rose.person, information_format="easy_read")

    assert sign_in(client).cookies["easy_read"].value == "1"


def test_who_needs_large_print_is_not_given_easy_read(client, rose):
    InformationNeedsFactory(person=rose.person, information_format="large")

    assert "easy_read" not in sign_in(client).cookies


def test_who_said_otherwise_keeps_their_choice(client, rose):
    InformationNeedsFactory(person=rose.person, information_format="easy_read")
    client.get("/?easy=0")

    assert "easy_read" not in sign_in(client).cookies
    assert client.cookies["easy_read"].value == "0"
