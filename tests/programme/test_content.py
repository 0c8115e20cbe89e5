"""The topics and words that we ship: all of them are there, each with its first version."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from ipc.programme.models import Audience, Chapter, Term, Topic, TopicVersion
from tests.factories import TopicFactory
from tests.factories.people import SiteFactory

pytestmark = pytest.mark.django_db
content = import_module("ipc.programme.migrations.0010_topics_and_words")
EDITOR = SimpleNamespace(connection=connection)

# What the leaflet for people and families tells, each with the topics that tell it here
TOLD = {
    "Who it is for": ["who-it-is-for"],
    "Is it in my area": ["in-my-area"],
    "What it looks like to you": ["what-it-looks-like", "how-it-goes"],
    "Three big changes": ["three-big-changes"],
    "Support in the community": ["support-in-the-community"],
    "What is available and how to get it": ["what-is-available"],
    "Peer support": ["peer-support"],
    "Community navigators": ["community-navigators"],
    "Care and support planning": [
        "care-and-support-planning",
        "what-matters-to-you",
        "one-plan",
        "changing-the-plan",
    ],
    "What is a personal health budget": ["personal-health-budget"],
    "Council personal budget": ["council-personal-budget"],
    "The education element": ["education-money"],
    "What is an IPC personal budget": ["personal-budget"],
    "Who can and who cannot get one": ["can-i-have-a-budget"],
    "Three ways to manage it": [
        "managing-the-money",
        "direct-payments",
        "notional-budgets",
        "third-party-budgets",
    ],
    "Direct payments": [
        "organising-care",
        "employing-a-personal-assistant",
        "looking-after-a-direct-payment",
    ],
    "Statement of what is included": ["your-statement"],
    "What it can buy": ["what-money-can-buy"],
    "The rules": ["the-rules"],
    "The local plan": ["local-plan"],
    "Co-production, finance, commissioning, workforce": [
        "co-production",
        "where-the-money-comes-from",
        "choosing-services",
        "the-people-who-work-with-you",
        "does-it-help",
    ],
    "Jargon buster": ["words-we-use"],
    "Where to get help": ["contact"],
    "Knowledge, skills and confidence": [
        "looking-after-yourself",
        "understanding-your-condition",
        "asking-questions",
        "setting-a-goal",
        "small-steps",
        "when-to-ask-for-help",
    ],
}
OF_THE_LEAFLET = {
    "Active participant",
    "Care plan",
    "Commissioning",
    "Community navigator",
    "Coordinated approach",
    "Coordinated care",
    "Co-production",
    "Dialogue",
    "Empowering",
    "Health and wellbeing goals",
    "Notional budget",
    "Peer support",
    "Personalised care and support",
    "Self manage",
    "Third-party budget",
    "Timely",
    "Transparent",
    "Workforce",
}
MISSING_FROM_IT = {
    "Best interests",
    "Capacity",
    "Contribution",
    "Direct payment",
    "Education, health and care plan",
    "Indicative budget",
    "IPC personal budget",
    "Managed account",
    "NHS Continuing Healthcare",
    "Nominee",
    "Personal assistant",
    "Representative",
    "Review",
    "Section 117 after-care",
    "Statement of resources",
}


def ours(**which):
    return Topic.objects.for_everywhere().filter(**which)


@pytest.mark.parametrize("told", TOLD)
def test_what_the_leaflet_tells_has_its_topics(told):
    for slug in TOLD[told]:
        topic = ours(slug=slug, audience=Audience.EVERYBODY).get()
        assert topic.body
        assert topic.easy_lines


def test_families_have_their_own_version_where_it_differs():
    for_families = set(ours(audience=Audience.FAMILIES).values_list("slug", flat=True))

    assert for_families >= {"who-it-is-for", "can-i-have-a-budget", "direct-payments", "what-you-may-pay"}
    assert ours(slug="growing-up", audience=Audience.FAMILIES).exists()


def test_every_topic_has_a_chapter_an_owner_and_a_day_to_look_at_it_again():
    for topic in ours():
        assert topic.chapter in Chapter
        assert topic.owner == "Programme team"
        assert topic.review_due_on > topic.reviewed_on
    assert set(ours().values_list("chapter", flat=True)) == set(Chapter)


def test_every_topic_has_its_words_as_version_one():
    for topic in ours().prefetch_related("versions"):
        (version,) = topic.versions.all()
        assert version.number == 1
        assert version.published_at
        assert all(getattr(version, name) == getattr(topic, name) for name in content.WORDS)


def test_words_of_the_leaflet_are_explained_and_those_that_it_lacks():
    terms = {term.word: term for term in Term.objects.all()}

    assert {word for word, term in terms.items() if term.is_of_leaflet} == OF_THE_LEAFLET
    assert terms.keys() >= MISSING_FROM_IT
    assert all(term.easy and term.drawing and term.reviewed_on for term in terms.values())


def test_first_words_are_replaced_and_what_somebody_wrote_since_is_kept():
    TopicVersion.objects.all().delete()
    question, short, body, easy = content.first_topics()["privacy"]
    ours(slug="privacy").update(question=question, answer_short=short, body=body, easy_read=easy)
    ours(slug="contact").update(answer_short="Ring our own desk.", chapter=Chapter.MONEY)
    parking = TopicFactory(site=SiteFactory(), slug="parking")

    content.add_topics(apps, EDITOR)
    content.add_versions(apps, EDITOR)

    assert "the size of the letters" in ours(slug="privacy").get().body
    contact = ours(slug="contact").get()
    assert (contact.answer_short, contact.chapter) == ("Ring our own desk.", Chapter.HERE)
    assert contact.versions.get().answer_short == "Ring our own desk."
    assert parking.versions.get().question == parking.question


def test_first_words_of_the_jargon_buster_are_replaced_unless_somebody_changed_them():
    first = import_module("ipc.programme.migrations.0004_first_terms").TERMS
    Term.objects.filter(word="Managed account").update(meaning=first["Managed account"], easy="")
    Term.objects.filter(word="Review").update(meaning="Our own words.", easy="")
    Term.objects.filter(word="Nominee").update(meaning="Ours too.", easy="And this.")

    content.add_terms(apps, EDITOR)

    assert "still their employer" in Term.objects.get(word="Managed account").meaning
    review = Term.objects.get(word="Review")
    assert (review.meaning, review.drawing) == ("Our own words.", "calendar")
    assert Term.objects.get(word="Nominee").easy == "And this."
