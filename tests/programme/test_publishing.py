"""A topic is written as a draft, read through and published; what was published once is kept."""

import datetime as dt

import pytest

from ipc.kernel import dates
from ipc.kernel.models import Event
from ipc.programme import publishing
from ipc.programme.acts import Act
from ipc.programme.models import Topic
from ipc.programme.publishing import (
    DrawingMissing,
    HasOwnWords,
    NationalStays,
    NoEasyRead,
    NothingToPublish,
    NotYourTopic,
    ReviewNotAhead,
)
from tests.factories import SiteFactory, TopicFactory
from tests.factories.people import staff

WORDS = {
    "question": "Is it new?",
    "answer_short": "Yes, it is.",
    "body": "All of it.",
    "easy_read": "tick: It is new.",
}


@pytest.fixture
def programme(house):
    return staff("programme_admin")


@pytest.fixture
def barnsley(house):
    return staff("site_admin", house)


def next_year():
    return dates.plus_months(dates.today(), 12)


def test_draft_changes_nothing_that_is_shown_until_it_is_published(programme, house):
    topic = TopicFactory(question="Is it old?", site=house)

    publishing.write(topic, by=programme, why="clearer", **WORDS)
    topic.refresh_from_db()
    assert topic.question == "Is it old?"

    publishing.publish(topic, by=programme, review_due_on=next_year())
    topic.refresh_from_db()
    assert {name: getattr(topic, name) for name in WORDS} == WORDS
    assert (topic.reviewed_on, topic.review_due_on) == (dates.today(), next_year())
    told = Event.objects.filter(actor=programme).order_by("pk").values_list("act", "why")
    assert list(told) == [
        (Act.WRITE_TOPIC, f"{topic.slug}: clearer"),
        (Act.PUBLISH_TOPIC, f"{topic.slug}: clearer"),
    ]


def test_words_that_stood_before_there_were_versions_are_kept_as_the_first(programme):
    topic = TopicFactory(question="Is it old?", reviewed_on=dt.date(2026, 11, 2))

    version = publishing.write(topic, by=programme, **WORDS)

    first = topic.versions.get(number=1)
    assert (first.question, dates.in_words(first.published_at)) == ("Is it old?", "Monday 2 November 2026")
    assert (version.number, version.published_at) == (2, None)


def test_draft_is_written_on_and_a_published_version_never_changes(programme):
    topic = TopicFactory()
    publishing.write(topic, by=programme, **WORDS)
    publishing.write(topic, by=programme, **{**WORDS, "body": "Better."})
    publishing.publish(topic, by=programme, review_due_on=next_year())

    publishing.write(topic, by=programme, **{**WORDS, "body": "Later."})

    assert list(topic.versions.order_by("number").values_list("body", flat=True))[1:] == ["Better.", "Later."]


def test_new_topic_is_read_by_nobody_before_it_is_published(programme):
    topic = publishing.add(
        by=programme, site=None, slug="new", audience="everybody", chapter="money", owner="Programme", **WORDS
    )
    assert not Topic.objects.shown().filter(pk=topic.pk).exists()

    publishing.publish(topic, by=programme, review_due_on=next_year())

    assert Topic.objects.shown().filter(pk=topic.pk).exists()
    assert topic.versions.count() == 1


def test_site_begins_its_own_words_with_the_national_ones_and_takes_them_down_again(barnsley, house):
    national = TopicFactory()

    own = publishing.own_words(national, by=barnsley, site=house)
    assert (own.slug, own.site, own.is_shown) == (national.slug, house, False)
    assert publishing.draft(own).body == national.body
    with pytest.raises(HasOwnWords):
        publishing.own_words(national, by=barnsley, site=house)

    publishing.publish(own, by=barnsley, review_due_on=next_year())
    publishing.take_down(own, by=barnsley)

    assert not Topic.objects.of_site(house).filter(pk=own.pk).exists()
    assert Event.objects.filter(act=Act.TAKE_DOWN_TOPIC, site_id=house.pk).exists()


def test_site_administrator_writes_for_the_own_site_only(barnsley, house):
    luton = SiteFactory(slug="luton")
    for topic in (TopicFactory(), TopicFactory(site=luton)):
        with pytest.raises(NotYourTopic):
            publishing.write(topic, by=barnsley, **WORDS)
        with pytest.raises(NotYourTopic):
            publishing.publish(topic, by=barnsley, review_due_on=next_year())
        with pytest.raises(NotYourTopic):
            publishing.confirm(topic, by=barnsley, review_due_on=next_year())
        with pytest.raises(NotYourTopic):
            publishing.take_down(topic, by=barnsley)
    with pytest.raises(NotYourTopic):
        publishing.own_words(TopicFactory(), by=barnsley, site=luton)
    with pytest.raises(NotYourTopic):
        publishing.write(TopicFactory(), by=staff("manager", house), **WORDS)


@pytest.mark.parametrize(
    ("easy_read", "refusal"),
    [
        ("", NoEasyRead),
        ("A line without a drawing.", DrawingMissing),
        ("unicorn: A drawing that is not there.", DrawingMissing),
        ("tick: ", DrawingMissing),
    ],
)
def test_nothing_is_published_without_easy_read_with_drawings(programme, easy_read, refusal):
    topic = TopicFactory()
    publishing.write(topic, by=programme, **{**WORDS, "easy_read": easy_read})

    with pytest.raises(refusal):
        publishing.publish(topic, by=programme, review_due_on=next_year())


def test_nothing_is_published_without_a_draft_or_for_a_check_that_is_past(programme):
    topic = TopicFactory()
    with pytest.raises(NothingToPublish):
        publishing.publish(topic, by=programme, review_due_on=next_year())

    publishing.write(topic, by=programme, **WORDS)

    with pytest.raises(ReviewNotAhead):
        publishing.publish(topic, by=programme, review_due_on=dates.today())
    with pytest.raises(ReviewNotAhead):
        publishing.confirm(topic, by=programme, review_due_on=dates.today())


def test_words_that_still_hold_are_confirmed_until_the_next_check(programme):
    topic = TopicFactory(review_due_on=dates.today())
    assert topic in Topic.objects.due_for_review(dates.today())

    publishing.confirm(topic, by=programme, review_due_on=next_year())

    topic.refresh_from_db()
    assert topic.reviewed_on == dates.today()
    assert topic not in Topic.objects.due_for_review(dates.today())


def test_what_holds_everywhere_is_not_taken_down(programme):
    with pytest.raises(NationalStays):
        publishing.take_down(TopicFactory(), by=programme)


def test_paragraphs_and_lists_stay_when_a_form_sends_other_line_ends(programme):
    topic = TopicFactory()
    body = "One.\r\n\r\n- a\r\n- b"
    publishing.write(topic, by=programme, **WORDS | {"body": body, "easy_read": "tick: A.\r\ntick: B."})
    topic = publishing.publish(topic, by=programme, review_due_on=next_year())

    assert topic.blocks == [{"words": "One."}, {"points": ["a", "b"]}]
    assert [line["sentence"] for line in topic.easy_lines] == ["A.", "B."]


def test_place_and_owner_are_changed_without_a_version(programme, barnsley):
    topic = TopicFactory()
    facts = {"chapter": "money", "owner": "Money team", "position": 7}

    publishing.place(topic, by=programme, **facts)

    assert Topic.objects.filter(pk=topic.pk, **facts).exists()
    assert not topic.versions.exists()
    with pytest.raises(NotYourTopic):
        publishing.place(topic, by=barnsley, **facts)
