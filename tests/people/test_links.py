"""A link for one reader: made, sent, opened by one browser with three words, over at once or in time."""

import datetime as dt

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from careplans.models import CarePlan, Statement
from ipc.kernel import acting
from ipc.kernel.models import Effect, Event
from people import links, tasks
from people.acts import Act
from people.consent import CannotDecideSharing
from people.links import (
    LinkAlreadyOver,
    LinkClosed,
    LinkTooLong,
    MustNotBeContacted,
    NothingInTheLink,
    NotThroughALink,
    WrongWords,
)
from people.models import DecisionTopic, Person, Section, ShareLink
from people.wordlist import WORDS
from tests.factories import (
    CapacityAssessmentFactory,
    CarePlanFactory,
    ChildCircumstanceFactory,
    RelationshipFactory,
    StatementFactory,
    UserFactory,
)
from tests.people.clock import at

NOW = "2026-11-22 10:00"
ASKED = {"reader": "Ann Reader", "email": "ann@example.org", "sections": [Section.ABOUT_ME], "days": 7}


@pytest.fixture(autouse=True)
def clock():
    with at(NOW):
        yield


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, name="Margaret Hill")


@pytest.fixture
def made(own, margaret, acting_for):
    def make(**facts):
        with acting_for(own):
            return links.make(margaret, by=own, **{**ASKED, **facts})

    return make


def test_link_keeps_neither_code_nor_words(made, margaret):
    link = made()
    kept = " ".join(str(value) for value in vars(ShareLink.objects.get()).values())

    assert len(links.code_of(link)) == 22
    assert links.code_of(link) not in kept
    assert links.words_of(link) not in kept
    assert link.sections == [Section.IDENTITY, Section.ABOUT_ME]
    assert Event.objects.filter(act=Act.SHARE_BY_LINK, person_id=margaret.pk).count() == 1


def test_nobody_makes_a_link_for_somebody_who_cannot_decide_about_sharing(made, margaret):
    CapacityAssessmentFactory(person=margaret, topic=DecisionTopic.SHARING)

    with pytest.raises(CannotDecideSharing):
        made()

    assert not ShareLink.objects.exists()


def test_words_are_three_and_easy():
    assert len(WORDS) == len(set(WORDS)) > 300
    assert all(word.isalpha() and word.islower() and len(word) <= 9 for word in WORDS)


def test_every_link_has_its_own_code_and_words(made):
    first, second = made(), made()

    assert links.code_of(first) != links.code_of(second)
    assert links.words_of(first) != links.words_of(second)


def test_email_holds_a_first_name_and_the_link(made, margaret):
    link = made()
    assert Effect.objects.filter(task="people.send_share_link", subject_id=link.pk).count() == 1

    tasks.send_share_link(link.pk)

    letter = mail.outbox[0]
    assert letter.to == ["ann@example.org"]
    assert "Hello Ann," in letter.body
    assert f"/shared/{links.code_of(link)}/" in letter.body
    assert "Margaret" not in letter.body + letter.subject
    assert not set(links.words_of(link).split()) <= set(letter.body.split())


def test_link_taken_back_is_not_sent_any_more(made, own, acting_for):
    link = made()
    with acting_for(own):
        links.withdraw(link, by=own)

    tasks.send_share_link(link.pk)

    assert not mail.outbox


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"sections": []}, NothingInTheLink),
        ({"sections": [Section.IDENTITY]}, NothingInTheLink),
        ({"sections": [Section.RECORD]}, NotThroughALink),
        ({"days": 31}, LinkTooLong),
        ({"days": 0}, LinkTooLong),
    ],
)
def test_link_that_may_not_be_is_refused(made, facts, refusal):
    with pytest.raises(refusal):
        made(**facts)
    assert not ShareLink.objects.exists()


def test_longest_time_is_said_in_words(made):
    with pytest.raises(LinkTooLong, match="30 days at the most"):
        made(days=31)


def test_who_must_not_be_contacted_gets_no_link(made, margaret):
    RelationshipFactory(person=margaret, name="Guy Gone", email="Ann@example.org", may_be_contacted=False)

    with pytest.raises(MustNotBeContacted, match="Guy Gone"):
        made()


@pytest.mark.parametrize("is_over", [False, True])
def test_whom_an_order_keeps_away_gets_no_link(made, margaret, is_over):
    father = RelationshipFactory(person=margaret, name="Guy Gone", email="ann@example.org")
    ended = timezone.now() if is_over else None
    ChildCircumstanceFactory(
        person=margaret, kind="no_contact", about=father, evidence="Order, seen", ended_at=ended
    )

    if is_over:
        assert made()
    else:
        with pytest.raises(MustNotBeContacted, match="Guy Gone"):
            made()


def test_first_browser_opens_it_with_the_words(made):
    link = made()
    browser = links.open_first(links.code_of(link), f"  {links.words_of(link).upper()} ")

    found = links.find(links.code_of(link))
    assert links.opens_for(found, browser)
    assert not links.opens_for(found, "another browser")
    assert not links.opens_for(found, "")
    assert browser not in found.browser_hash


def test_second_browser_does_not_open_it_with_the_words(made):
    link = made()
    links.open_first(links.code_of(link), links.words_of(link))

    with pytest.raises(LinkClosed):
        links.open_first(links.code_of(link), links.words_of(link))


def test_link_not_opened_yet_opens_for_no_browser(made):
    assert not links.opens_for(made(), "")


def test_after_five_wrong_attempts_it_is_over(made):
    link = made()
    for _ in range(4):
        with pytest.raises(WrongWords):
            links.open_first(links.code_of(link), "apple apple apple")
    with pytest.raises(LinkClosed):
        links.open_first(links.code_of(link), "apple apple apple")

    with pytest.raises(LinkClosed):
        links.open_first(links.code_of(link), links.words_of(link))


def test_link_ends_to_the_second(made):
    link = made(days=7)

    with at("2026-11-29 09:59:59"):
        assert links.find(links.code_of(link)) == link
    with at("2026-11-29 10:00:00"), pytest.raises(LinkClosed):
        links.find(links.code_of(link))


def test_code_that_never_was_is_closed(house):
    with pytest.raises(LinkClosed):
        links.find("no-such-code")


def test_taking_it_back_closes_it_at_once(made, own, acting_for, margaret):
    link = made()

    with acting_for(own):
        links.withdraw(link, by=own)
        with pytest.raises(LinkAlreadyOver):
            links.withdraw(link, by=own)
    with pytest.raises(LinkClosed):
        links.find(links.code_of(link))
    assert Event.objects.filter(act=Act.WITHDRAW_LINK, person_id=margaret.pk).count() == 1


def test_who_has_died_shares_nothing(made, margaret):
    link = made()
    margaret.status, margaret.died_on = "died", dt.date(2026, 11, 21)
    margaret.save()

    with pytest.raises(LinkClosed):
        links.find(links.code_of(link))


def test_reader_sees_through_both_walls_only_what_was_chosen(made, margaret):
    StatementFactory(person=margaret)
    CarePlanFactory(person=margaret)
    StatementFactory()
    link = made()
    reader = links.Reader(link)

    with acting.acting_as(links.acting_for(link)):
        assert Person.objects.visible_to(reader).get() == margaret
        assert Statement.objects.visible_to(reader).count() == 1
        assert not CarePlan.objects.visible_to(reader).exists()
        # Without the code's filter PostgreSQL holds the same.
        assert [one.person_id for one in Statement.objects.all()] == [margaret.pk]
        assert not CarePlan.objects.exists()


@pytest.mark.parametrize("over", ["withdrawn", "expired"])
def test_link_that_is_over_shows_nothing_even_in_its_context(made, own, over):
    link = made()
    with transaction.atomic():
        moment = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        ShareLink.objects.update(**{"withdrawn_at" if over == "withdrawn" else "expires_at": moment})

    with acting.acting_as(links.acting_for(link)):
        assert not Person.objects.exists()


def test_reader_changes_nothing(made, margaret):
    link = made()

    with acting.acting_as(links.acting_for(link)):
        assert ShareLink.objects.update(expires_at=dt.datetime(2030, 1, 1, tzinfo=dt.UTC)) == 0
        assert ShareLink.objects.count() == 1


def test_each_look_is_written_down_for_the_person(made, margaret):
    link = made()

    with acting.acting_as(links.acting_for(link)):
        links.looked(link)

    event = Event.objects.get(act=Act.OPEN_LINK)
    assert (event.person_id, event.actor, event.is_read) == (margaret.pk, None, True)
    assert event.why == "Through the link for Ann Reader"
