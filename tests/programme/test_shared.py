"""What one reader sees through a link, and what everybody else sees."""

import re
import uuid

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from careplans.models import PlanStatus
from ipc.kernel import access
from ipc.kernel.models import Event
from ipc.programme import shared
from people import codes, links
from people.acts import Act
from people.models import Person, Section, ShareLink
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    NeedFactory,
    PersonFactory,
    ShareLinkFactory,
    StatementFactory,
    UserFactory,
)
from tests.people.clock import at


@pytest.fixture
def margaret(house):
    person = PersonFactory(given_name="Margaret", family_name="Hill", phone="01226 999 999")
    AllocationFactory(person=person)
    StatementFactory(person=person, words="My garden matters most")
    plan = CarePlanFactory(person=person, status=PlanStatus.AGREED, agreed_at=timezone.now())
    NeedFactory(plan=plan, words="Somebody with me at night")
    return person


@pytest.fixture
def link_of():
    def make(person, *sections, **facts):
        link = ShareLinkFactory.build(
            public_id=uuid.uuid4(),
            person=person,
            site=person.site,
            sections=[Section.IDENTITY, *sections],
            reader="Ann Reader",
        )
        for name, value in facts.items():
            setattr(link, name, value)
        link.code_hash = codes.hash_of(links.code_of(link))
        link.words_hash = make_password(links.words_of(link))
        link.save()
        return link

    return make


def address(link):
    return reverse("shared", args=[links.code_of(link)])


def opened(link, client=None):
    client = client or Client()
    return client, client.post(address(link), {"words": links.words_of(link)}, follow=True)


def test_right_words_open_what_was_chosen_and_nothing_else(margaret, link_of):
    link = link_of(margaret, Section.ABOUT_ME)

    _client, page = opened(link)

    assert "Margaret Hill" in page.text
    assert "My garden matters most" in page.text
    assert "Somebody with me at night" not in page.text
    assert "01226 999 999" not in page.text
    assert margaret.nhs_number not in page.text


def test_plan_shows_the_agreed_one_only(margaret, link_of):
    draft = CarePlanFactory(person=margaret, number=9)
    NeedFactory(plan=draft, words="Not agreed by anybody")

    _client, page = opened(link_of(margaret, Section.PLAN))

    assert "Somebody with me at night" in page.text
    assert "Not agreed by anybody" not in page.text
    assert "My garden matters most" not in page.text


def test_plan_that_is_being_written_is_not_shown(house, link_of):
    person = PersonFactory()
    NeedFactory(plan=CarePlanFactory(person=person), words="Not agreed by anybody")

    _client, page = opened(link_of(person, Section.PLAN))

    assert "No plan is agreed yet." in page.text
    assert "Not agreed by anybody" not in page.text


@pytest.mark.parametrize("section", [Section.ABOUT_ME, Section.PLAN, Section.SUPPORT, Section.MONEY])
def test_every_part_can_be_empty(house, link_of, section):
    person = PersonFactory(given_name="Rose")

    _client, page = opened(link_of(person, section))

    assert page.status_code == 200
    assert "Rose" in page.text


def test_without_the_filter_of_the_code_postgres_still_shows_no_plan(margaret, link_of, monkeypatch):
    link = link_of(margaret, Section.ABOUT_ME)
    PersonFactory(given_name="Somebody", family_name="Else")
    client, _page = opened(link)
    monkeypatch.setattr(access, "rows", lambda *_, **__: access.EVERYTHING)
    whatever_was_chosen = {Section.IDENTITY: shared._plan, Section.ABOUT_ME: shared._about_me}
    monkeypatch.setattr(shared, "PARTS", whatever_was_chosen)

    page = client.get(address(link))

    assert "My garden matters most" in page.text
    assert "Somebody with me at night" not in page.text


def _every_part_whatever_was_chosen():
    from ipc.programme import shared

    return {Section.IDENTITY: shared._plan, Section.ABOUT_ME: shared._about_me}


def test_second_browser_sees_what_a_stranger_sees(margaret, link_of):
    link = link_of(margaret, Section.ABOUT_ME)
    first, _page = opened(link)

    second = Client().get(address(link))
    assert second.status_code == 410
    assert first.get(address(link)).status_code == 200
    _again, tried = opened(link)
    assert tried.status_code == 410


def without_tokens(page):
    """Return a page without what guards its forms, which is new each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', r"\1", page)


def test_every_way_of_being_closed_looks_the_same(margaret, link_of):
    over = {
        "withdrawn": link_of(margaret, Section.PLAN, withdrawn_at=timezone.now()),
        "expired": link_of(margaret, Section.PLAN, expires_at=timezone.now()),
        "tried": link_of(margaret, Section.PLAN, attempts=5),
        "elsewhere": link_of(margaret, Section.PLAN, first_opened_at=timezone.now(), browser_hash="1" * 64),
    }
    never = Client().get(reverse("shared", args=["no-such-code-at-all-00"]))
    plain = without_tokens(never.text.replace("no-such-code-at-all-00", "CODE"))

    assert never.status_code == 410
    for link in over.values():
        answer = Client().get(address(link))
        assert answer.status_code == 410
        assert without_tokens(answer.text.replace(links.code_of(link), "CODE")) == plain
    assert "Margaret" not in plain
    assert "Ask the person who told you about it" in plain


def test_wrong_words_are_counted_and_the_sixth_finds_nothing(margaret, link_of):
    link, client = link_of(margaret, Section.ABOUT_ME), Client()

    for n in range(1, 5):
        answer = client.post(address(link), {"words": "apple apple apple"})
        assert "These are not the three words." in answer.text
        assert ShareLink.objects.get().attempts == n
    assert client.post(address(link), {"words": "apple apple apple"}).status_code == 410
    assert client.post(address(link), {"words": links.words_of(link)}).status_code == 410


def test_asking_for_the_page_before_the_words_does_nothing(margaret, link_of):
    link = link_of(margaret, Section.ABOUT_ME)

    page = Client().get(address(link))

    assert "The three words" in page.text
    assert "Margaret" not in page.text
    assert "Ann" not in page.text
    link.refresh_from_db()
    assert link.first_opened_at is None
    assert not Event.objects.filter(act=Act.OPEN_LINK).exists()


def test_withdrawing_closes_an_open_page_at_once(margaret, link_of):
    link = link_of(margaret, Section.ABOUT_ME)
    client, _page = opened(link)

    links.withdraw(link, by=UserFactory())

    assert client.get(address(link)).status_code == 410


def test_page_closes_to_the_second(margaret, link_of):
    ends = timezone.datetime(2026, 11, 29, 10, 0, tzinfo=timezone.get_default_timezone())
    with at("2026-11-29 09:00"):
        link = link_of(margaret, Section.ABOUT_ME, expires_at=ends)
        client, _page = opened(link)
    with at("2026-11-29 09:59:59"):
        assert client.get(address(link)).status_code == 200
    with at("2026-11-29 10:00:00"):
        assert client.get(address(link)).status_code == 410


def test_cookie_is_for_this_address_and_signed(margaret, link_of):
    link = link_of(margaret, Section.ABOUT_ME)
    client, _page = opened(link)

    cookie = client.cookies["link"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (address(link), True, "Lax")
    client.cookies["link"] = cookie.value[:-2] + "xx"
    assert client.get(address(link)).status_code == 410


def test_nothing_is_cached_or_indexed(margaret, link_of):
    link = link_of(margaret, Section.ABOUT_ME)
    _client, page = opened(link)
    closed = Client().get(address(link))

    for answer in (page, closed):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "govuk-service-navigation" not in page.text


def test_each_look_is_written_down_by_nobody_but_the_link(margaret, link_of):
    link = link_of(margaret, Section.ABOUT_ME)
    client, _page = opened(link)
    client.get(address(link))

    looks = Event.objects.filter(act=Act.OPEN_LINK, person_id=margaret.pk, is_read=True)
    assert looks.count() == 2
    assert {(one.actor, one.why) for one in looks} == {(None, "Through the link for Ann Reader")}


def test_signed_in_or_not_the_link_shows_the_same(margaret, link_of, signed_in):
    link = link_of(margaret, Section.ABOUT_ME)
    helper = signed_in(UserFactory(person=PersonFactory()))

    _client, page = opened(link, helper)

    assert "My garden matters most" in page.text
    assert "Somebody with me at night" not in page.text
    assert Event.objects.get(act=Act.OPEN_LINK).actor is None


def test_many_attempts_have_to_wait(margaret, link_of):
    link, client = link_of(margaret, Section.ABOUT_ME), Client()

    answers = [client.post(address(link), {"words": ""}).status_code for _ in range(11)]

    assert answers[:10] == [200] * 10
    assert answers[10] == 429


def test_link_shows_its_own_person_only(margaret, link_of):
    other = PersonFactory()
    StatementFactory(person=other, words="Of somebody else")

    _client, page = opened(link_of(margaret, Section.ABOUT_ME))

    assert "Of somebody else" not in page.text
    assert Person.objects.count() >= 2
