"""The languages a reader may choose: chosen and kept, whole or not at all, honest about who checked them."""

import datetime as dt
import gettext
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import trans_real

from ipc.kernel import catalogues, languages
from tests.factories import SiteDistrictFactory, TopicFactory

# A page that only takes what is sent to it.
ONLY_SENT_TO = {"was_it_clear"}
OTHERS = list(languages.DATA["languages"])


class Missed(gettext.NullTranslations):
    """The last place gettext looks: what gets this far is in no catalogue."""

    def __init__(self):
        super().__init__()
        self.texts = set()

    def gettext(self, message):
        self.texts.add(message)
        return message

    def ngettext(self, one, many, number):
        self.texts.add(one)
        return one if number == 1 else many


@pytest.fixture(scope="module", autouse=True)
def compiled():
    """What the site reads is what stands in the catalogues now."""
    catalogues.compile_all()
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


def choose(client, code, back="/"):
    return client.post(reverse("set_language"), {"language": code, "next": back})


def words(response):
    return response.content.decode()


@pytest.mark.parametrize("code", OTHERS)
def test_catalogue_is_whole_and_not_broken(code):
    done, of = catalogues.how_far(code)

    assert of > 40
    assert done == of, f"{code}: {of - done} texts have no translation: manage.py translations --extract"
    assert catalogues.faults(code) == []


def test_catalogues_hold_nothing_that_is_no_longer_said():
    said = {message.id for message in catalogues.wanted() if message.id}

    for code in OTHERS:
        assert {message.id for message in catalogues.read(code) if message.id} == said


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ('msgid "%(count)s people"\nmsgstr "%(number)s osób"', "other gaps"),
        ('msgid "Read <a>more</a>"\nmsgstr "Czytaj więcej"', "other mark-up"),
        ('#, fuzzy\nmsgid "Plan"\nmsgstr "Planeta"', "marked as a guess"),
    ],
)
def test_broken_catalogue_is_not_compiled(tmp_path, monkeypatch, said, fault):
    path = tmp_path / "pl" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n{said}\n', "utf-8")
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)

    with pytest.raises(CommandError, match=fault):
        call_command("translations", "--compile")

    assert not path.with_suffix(".mo").exists()


def test_new_text_stands_empty_and_known_ones_stay(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.renew("pl")
    path = catalogues.path_of("pl")
    path.write_text(
        path.read_text("utf-8").replace(
            'msgid "Sign in"\nmsgstr ""', 'msgid "Sign in"\nmsgstr "Zaloguj się"'
        ),
        "utf-8",
    )

    catalogues.renew("pl")
    call_command("translations")

    assert catalogues.read("pl").get("Sign in").string == "Zaloguj się"
    assert catalogues.how_far("pl")[0] == 1
    assert "Polish (pl): 1 of" in capsys.readouterr().out


@pytest.mark.parametrize("code", OTHERS)
def test_page_speaks_the_chosen_language(house, client, code):
    response = choose(client, code)
    page = client.get("/")

    assert response.status_code == 302
    assert client.cookies["language"]["httponly"]
    assert page["Content-Language"] == code
    assert "Cookie" in page["Vary"]
    assert f'<html lang="{code}" dir="{languages.direction(code)}"' in words(page)
    assert catalogues.read(code).get("Sign in").string in words(page)


def test_page_says_that_nobody_has_checked_the_translation(house, client, monkeypatch):
    in_english = "This translation has not been checked by a person yet."
    choose(client, "ur")
    before = words(client.get("/"))

    monkeypatch.setitem(languages.DATA["languages"]["ur"], "reviewed_on", "2026-12-01")

    assert f'<p lang="ur" dir="rtl">{catalogues.read("ur").get(in_english).string}</p>' in before
    assert f'<p lang="en-GB" dir="ltr">{in_english}</p>' in before
    assert in_english not in words(client.get("/"))


def test_page_that_is_not_translated_stays_english_and_says_so(house, client):
    choose(client, "ar")
    page = client.get(reverse("kept"))

    assert '<html lang="en-gb" dir="ltr"' in words(page)
    assert page["Content-Language"] == "en-gb"
    said = catalogues.read("ar").get(
        "This page is only in English so far. Ask us, and we explain it in your language."
    )
    assert f'<p lang="ar" dir="rtl">{said.string}</p>' in words(page)


def test_nobody_gets_a_translation_unasked(house, client):
    page = client.get("/", headers={"accept-language": "pl"})
    client.cookies["language"] = "zz"

    assert '<html lang="en-gb" dir="ltr"' in words(page)
    assert '<html lang="en-gb" dir="ltr"' in words(client.get("/"))
    assert "ipc-language-note" not in words(page)


def test_choosing_a_language_leads_back_and_nowhere_else(db, client):
    assert choose(client, "pl", "/directory/?q=tea").url == "/directory/?q=tea"
    assert urlsplit(choose(client, "pl", "https://elsewhere.example/").url).netloc == ""


@pytest.mark.parametrize("is_easy", ["0", "1"])
@pytest.mark.parametrize("page", sorted({*languages.DATA["pages"]} - ONLY_SENT_TO))
def test_translated_page_leaves_no_text_in_english(house, client, page, is_easy):
    """Every text goes through the catalogues; what they miss would be English amid another language."""
    missed = Missed()
    trans_real.translation("ur")._fallback = missed
    choose(client, "ur")
    TopicFactory(slug="one", reviewed_on=dt.date(2026, 12, 4))
    parts = {"topic": ["one"]}.get(page, [])

    response = client.get(reverse(page, args=parts), {"easy": is_easy})

    assert response["Content-Language"] == "ur"
    assert {text for text in missed.texts if any(map(str.isalpha, text))} == set()


@pytest.mark.parametrize("postcode", ["S70", "ZE1"])
def test_guide_answers_in_the_chosen_language(house, client, postcode):
    SiteDistrictFactory(site=house, district="S70")
    missed = Missed()
    trans_real.translation("ur")._fallback = missed
    choose(client, "ur")
    asked = {"postcode": postcode, "age": "young", "group": "none", "bases": ["ehc", "care_act"]}

    answer = client.post(reverse("guide"), asked)

    assert f'href="/sites/{house.slug}/"' in words(answer)
    assert {text for text in missed.texts if any(map(str.isalpha, text))} == set()


def test_what_stays_english_is_marked_as_such(house, client):
    topic = TopicFactory(slug="one", question="What is a plan?")
    choose(client, "ar")

    assert '<ul class="ipc-answers" lang="en-GB" dir="ltr">' in words(client.get(reverse("information")))
    answer = words(client.get(reverse("topic", args=["one"])))
    assert f'<h1 class="govuk-heading-l" lang="en-GB" dir="ltr">{topic.question}</h1>' in answer
    client.cookies.clear()
    assert 'dir="ltr">What is a plan?' not in words(client.get(reverse("topic", args=["one"])))
