"""Answers are written, previewed and published in the administration; a site writes its own alone."""

import datetime as dt

import pytest
from django.urls import reverse

from ipc.kernel import dates
from ipc.programme import publishing
from ipc.programme.models import Term, Topic
from people.models import SiteDistrict
from tests.factories import SiteFactory, TermFactory, TopicFactory, TopicVersionFactory
from tests.factories.people import staff

LIST = "/admin/programme/topic/"
WRITTEN = {
    "chapter": "money",
    "owner": "Money team",
    "position": "3",
    "question": "Is it new?",
    "answer_short": "Yes, it is.",
    "body": "All of it.",
    "easy_read": "tick: It is new.",
    "why": "clearer",
}
NEXT = {"review_due_on": "2030-01-01"}


@pytest.fixture
def national(signed_in, house):
    return signed_in(staff("programme_admin"))


@pytest.fixture
def in_site(signed_in, house):
    return signed_in(staff("site_admin", house, name="Ade Admin"))


def change(topic):
    return reverse("admin:programme_topic_change", args=[topic.pk])


def preview(topic):
    return reverse("admin:programme_topic_preview", args=[topic.pk])


def test_words_are_saved_as_a_draft_previewed_in_both_ways_and_published(national):
    topic = TopicFactory(question="Is it old?")

    assert national.post(change(topic), WRITTEN).status_code == 302
    topic.refresh_from_db()
    assert (topic.question, topic.chapter, topic.owner) == ("Is it old?", "money", "Money team")
    assert 'value="Is it new?"' in national.get(change(topic)).text

    html = national.get(preview(topic)).text
    assert "This is the draft. Nobody reads it yet." in html
    assert "All of it." in html
    assert "ipc-easy__line" in html

    national.post(preview(topic), {"do": "publish", **NEXT})
    topic.refresh_from_db()
    assert (topic.question, topic.review_due_on) == ("Is it new?", dt.date(2030, 1, 1))
    assert "Is it new?" in national.get(f"/information/{topic.slug}/").text


def test_saving_without_new_words_makes_no_draft(national):
    topic = TopicFactory()
    words = {name: getattr(topic, name) for name in publishing.WORDS}

    national.post(change(topic), {**WRITTEN, **words, "why": ""})

    assert publishing.draft(topic) is None
    assert Topic.objects.get(pk=topic.pk).owner == "Money team"


def test_earlier_version_can_be_read(national):
    topic = TopicFactory()
    TopicVersionFactory(topic=topic, number=1, body="As it was.", published_at=dates.timezone.now())

    assert "As it was." in national.get(preview(topic) + "?version=1").text
    assert "As it was." not in national.get(preview(topic)).text


def test_refusal_is_said_on_the_page_and_nothing_is_published(national):
    topic = TopicFactory()
    national.post(change(topic), {**WRITTEN, "easy_read": "unicorn: It is new."})

    html = national.post(preview(topic), {"do": "publish", **NEXT}).text

    assert "begins with a drawing" in html
    assert "There is no drawing for “unicorn”" in html
    assert Topic.objects.get(pk=topic.pk).question == "Is this made up?"


def test_new_answer_is_added_with_its_draft(national):
    facts = {"slug": "new-one", "audience": "families", "site": ""}

    national.post(LIST + "add/", WRITTEN | facts)

    topic = Topic.objects.get(slug="new-one")
    assert (topic.is_shown, topic.versions.count(), topic.audience) == (False, 1, "families")
    assert "There is already a topic" in national.post(LIST + "add/", WRITTEN | facts).text


def test_words_that_still_hold_are_confirmed(national):
    topic = TopicFactory(review_due_on=dates.today())
    assert topic.question in national.get(LIST + "?todo=due").text

    national.post(preview(topic), {"do": "confirm", **NEXT})

    assert topic.question not in national.get(LIST + "?todo=due").text


def test_site_administrator_reads_national_words_and_writes_the_own_ones(in_site, house):
    topic = TopicFactory()
    assert in_site.post(change(topic), WRITTEN).status_code == 403
    assert "Publish the draft" not in in_site.get(preview(topic)).text

    answer = in_site.post(reverse("admin:programme_topic_own", args=[topic.pk]))
    own = Topic.objects.get(slug=topic.slug, site=house)
    assert answer.url == change(own)
    assert in_site.post(reverse("admin:programme_topic_own", args=[topic.pk])).url == change(own)

    in_site.post(change(own), WRITTEN)
    in_site.post(preview(own), {"do": "publish", **NEXT})
    assert "Is it new?" in in_site.get(f"/information/{topic.slug}/").text

    in_site.post(preview(own), {"do": "take_down"})
    assert "Is this made up?" in in_site.get(f"/information/{topic.slug}/").text


def test_site_administrator_publishes_nothing_national_and_sees_no_other_site(in_site):
    national, elsewhere = TopicFactory(), TopicFactory(site=SiteFactory(slug="luton"), question="Far?")
    publishing.write(national, by=staff("programme_admin"), **{name: "tick: x" for name in publishing.WORDS})

    html = in_site.post(preview(national), {"do": "publish", **NEXT}).text

    assert "You may write the answers of your own site only." in html
    assert in_site.get(preview(elsewhere)).status_code == 404
    assert "Far?" not in in_site.get(LIST).text
    assert in_site.post(LIST + "add/", WRITTEN | {"slug": "x", "audience": "everybody"}).status_code == 200
    assert not Topic.objects.filter(slug="x").exists()


@pytest.mark.parametrize("role", ["manager", "coordinator"])
def test_nobody_else_comes_in(signed_in, house, role):
    topic = TopicFactory()
    browser = signed_in(staff(role))

    for address in (LIST, change(topic), preview(topic)):
        assert browser.get(address).status_code == 302


def test_words_we_explain_are_the_programmes_to_change(national):
    term = TermFactory(word="Flibbet")
    page = reverse("admin:programme_term_change", args=[term.pk])
    facts = {"word": "Flibbet", "slug": term.slug, "meaning": "New.", "easy": "It is new.", "also": "flib"}

    assert "There is no such drawing." in national.post(page, facts | {"drawing": "unicorn"}).text
    national.post(page, facts | {"drawing": "tick"})

    term.refresh_from_db()
    assert (term.meaning, term.drawing) == ("New.", "tick")


def test_site_administrator_reads_the_words_we_explain(in_site):
    term = TermFactory()
    page = reverse("admin:programme_term_change", args=[term.pk])

    assert in_site.get(page).status_code == 200
    assert in_site.post(page, {"word": "Mine"}).status_code == 403
    with pytest.raises(publishing.NotYourTopic):
        publishing.keep_term(Term(word="x", slug="x"), by=staff("site_admin"))


def test_list_costs_the_same_for_one_answer_and_ten(national, django_assert_max_num_queries):
    for _turn in range(10):
        TopicFactory()

    with django_assert_max_num_queries(16):
        assert national.get(LIST).status_code == 200


def test_districts_of_the_own_site_are_kept_as_postcodes_are_written(in_site, house):
    add = reverse("admin:people_sitedistrict_add")

    assert "like S70." in in_site.post(add, {"site": house.pk, "district": "Wide"}).text
    in_site.post(add, {"site": SiteFactory(slug="luton").pk, "district": "LU1"})
    in_site.post(add, {"site": house.pk, "district": "s71"})

    assert list(SiteDistrict.objects.values_list("site", "district")) == [(house.pk, "S71")]
