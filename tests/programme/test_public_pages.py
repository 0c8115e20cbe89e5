"""What everybody may read, without signing in."""

import pytest
from django.conf import settings
from django.test import override_settings

from ipc.programme.models import Term, Topic
from tests.factories import AllocationRateFactory, CaughtMailFactory, OrganisationFactory, TopicFactory
from tests.factories.peersupport import ServiceFactory
from tests.factories.people import SiteFactory

pytestmark = pytest.mark.usefixtures("house")
TRANSACTION = 2  # inside a test a request's transaction is a savepoint, made and released
DRAWINGS = settings.BASE_DIR / "templates" / "components" / "icons"


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_start_shows_the_four_ways_in(client):
    html = page(client, "/")

    for address in ("/information/", "/directory/", "/accounts/login/", "/sites/barnsley/"):
        assert f'href="{address}"' in html


def test_information_lists_every_topic(client):
    html = page(client, "/information/")

    for topic in Topic.objects.for_everywhere():
        assert f'href="/information/{topic.slug}/"' in html


@pytest.mark.parametrize("slug", ["accessibility", "contact", "privacy"])
def test_every_topic_that_the_footer_leads_to_is_there(client, slug):
    assert Topic.objects.get(slug=slug).question in page(client, f"/information/{slug}/")


def test_topic_answers_in_the_first_two_lines_and_then_tells_more(client):
    TopicFactory(slug="made-up")

    html = page(client, "/information/made-up/")

    assert '<p class="govuk-body">It is made up.</p>' in html
    assert html.index("Yes.") < html.index("It is made up.") < html.index("<li>for tests</li>")
    assert "Monday 2 November 2026" in html


def test_topic_in_easy_read_is_one_line_and_one_drawing_each(client):
    TopicFactory(slug="made-up")

    html = page(client, "/information/made-up/?format=easy-read")

    assert html.count("ipc-easy__line") == 2
    assert "It is made up." not in html


def test_topic_without_easy_read_stays_as_it_is(client):
    TopicFactory(slug="made-up", easy_read="")

    html = page(client, "/information/made-up/?format=easy-read")

    assert "It is made up." in html
    assert 'href="?format=easy-read"' not in html


def test_topic_in_a_format_that_does_not_exist_is_shown_as_it_stands(client):
    assert "ipc-large" not in page(client, "/information/privacy/?format=song")
    assert "ipc-large" in page(client, "/information/privacy/?format=large-print")


def test_every_topic_has_easy_read_with_drawings_that_exist():
    for topic in Topic.objects.all():
        assert topic.easy_lines, topic.slug
        for line in topic.easy_lines:
            assert (DRAWINGS / f"{line['drawing']}.svg").exists(), line
            assert len(line["sentence"].split()) <= 24, line


def test_an_unknown_topic_or_site_is_not_found(client):
    assert client.get("/information/no-such-topic/").status_code == 404
    assert client.get("/sites/atlantis/").status_code == 404


def test_jargon_explains_every_term_under_its_own_anchor(client):
    html = page(client, "/jargon/")

    for term in Term.objects.all():
        assert f'id="{term.slug}"' in html
    for word in (
        "Notional budget",
        "Third-party budget",
        "Direct payment",
        "Indicative budget",
        "Co-production",
    ):
        assert word in html


def test_site_tells_whom_to_contact_and_which_money_may_be_included(client, house):
    SiteFactory._meta.model.objects.filter(pk=house.pk).update(phone="01632 960001")
    AllocationRateFactory(site=house, funder="C")
    OrganisationFactory(site=house, name="Barnsley Council")
    ServiceFactory(site=house)

    html = page(client, "/sites/barnsley/")

    assert "01632 960001" in html
    assert "Council money" in html
    assert "Education money" not in html
    assert "Barnsley Council" in html
    assert "/directory/?site=barnsley" in html


def test_site_shows_its_own_topics_and_no_other_site_does(client, house):
    TopicFactory(site=house, question="Where do we park?")
    TopicFactory(site=house, question="Taken down?", is_shown=False)

    assert "Where do we park?" in page(client, "/sites/barnsley/")
    assert "Taken down?" not in page(client, "/sites/barnsley/")
    assert "Where do we park?" not in page(client, "/sites/luton/")
    client.cookies.clear()
    assert "Where do we park?" not in page(client, "/information/")


def test_lists_cost_the_same_for_one_topic_and_ten(client, django_assert_num_queries):
    with django_assert_num_queries(1 + TRANSACTION):
        client.get("/information/")
    for _turn in range(10):
        TopicFactory()

    with django_assert_num_queries(1 + TRANSACTION):
        client.get("/information/")


def test_kept_messages_are_shown_in_the_demonstration_only(client):
    CaughtMailFactory(subject="Your link", to="rose@example.org")

    html = page(client, "/demo/mail/")

    assert "Your link" in html
    assert "rose@example.org" in html
    with override_settings(PRODUCTION=True):
        assert client.get("/demo/mail/").status_code == 404
