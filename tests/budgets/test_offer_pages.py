"""The pages about what money there may be: read by everybody, asked by strangers, written by the team."""

import re
import uuid

import pytest
from django.contrib.sessions.models import Session

from budgets import offering_money
from budgets.models import StatementOfResources, StatementStatus
from people.models import Basis, Role
from tests.factories import SiteFactory, StatementOfResourcesFactory
from tests.factories.people import staff

PARTS = {part: f"All about {part}" for part in offering_money.PARTS}
GUIDE = "/sites/barnsley/can-i-get-one/"


def post(client, url, **data):
    return client.post(url, {"key": str(uuid.uuid4()), **data})


@pytest.fixture
def manager(house):
    return staff(Role.MANAGER, house)


@pytest.fixture
def published(house, manager):
    words = {**PARTS, "who_can_get_it": "These people can:\n- adults\n- children"}
    return offering_money.publish(offering_money.write(house, by=manager, **words), by=manager)


def test_a_stranger_reads_what_holds_in_a_site(published, client):
    page = client.get("/sites/barnsley/resources/").content.decode()

    assert "All about what_is_included" in page
    assert "<li>adults</li><li>children</li>" in page
    assert '<p class="govuk-body">These people can:</p>' in page
    assert "Number 1. In use since" in page.replace("\n", " ")


def test_it_is_there_in_easy_read(published, client):
    page = client.get("/sites/barnsley/resources/?format=easy-read").content.decode()

    assert 'class="ipc-easy"' in page
    assert "<p>adults</p>" in page


def test_every_earlier_one_stays_readable_with_its_days(house, published, manager, client):
    offering_money.publish(offering_money.write(house, by=manager, **PARTS), by=manager)
    address = f"/sites/barnsley/resources/{published.public_id}/"

    assert address in client.get("/sites/barnsley/resources/").content.decode()
    old = client.get(address).content.decode()
    assert "<li>adults</li>" in old
    assert "There is a newer one now." in old


def test_a_draft_is_read_by_nobody_outside(house, client):
    draft = StatementOfResourcesFactory(site=house)

    assert client.get(f"/sites/barnsley/resources/{draft.public_id}/").status_code == 404
    empty = client.get("/sites/barnsley/resources/").content.decode()
    assert draft.who_can_get_it not in empty
    assert "Nothing is published for everybody yet" in empty


def test_earlier_ones_are_listed_in_the_same_few_queries(
    house, published, manager, client, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6) as one:
        client.get("/sites/barnsley/resources/")
    for _ in range(3):
        offering_money.publish(offering_money.write(house, by=manager, **PARTS), by=manager)
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/sites/barnsley/resources/")


# Can I get one?


def ask(client, **answers):
    return client.post(GUIDE, {"lives_here": "yes", "age": "adult", **answers})


def test_the_guide_says_why_what_there_is_without_money_and_whom_to_ask(published, client):
    page = ask(client, bases=[Basis.CONTINUING_CARE]).content.decode()

    assert "It looks as if you can get one." in page
    assert "have a right to a" in page
    assert 'href="#word-personal-budget">personal budget</a>' in page
    assert "SI 2012/2996" in page
    assert "This is a guide, not a decision." in page
    for part in ("who_cannot_and_why", "what_there_is_without_money", "who_to_ask"):
        assert PARTS[part] in page


def test_the_guide_says_what_to_do_where_nothing_was_ticked(house, client):
    page = ask(client).content.decode()

    assert "We cannot tell from your answers." in page
    assert "That does not mean no." in page
    assert "Find support in Barnsley" in page


def test_the_guide_leads_somebody_from_elsewhere_to_the_other_areas(house, client):
    page = ask(client, lives_here="no").content.decode()

    assert "/sites/luton/can-i-get-one/" in page


def test_the_guide_keeps_nothing_and_puts_nothing_in_an_address(house, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8) as asked:
        answered = ask(client, bases=[Basis.CARE_ACT])

    assert answered.status_code == 200
    written = [
        query["sql"] for query in asked.captured_queries if re.match("INSERT|UPDATE|DELETE", query["sql"])
    ]
    assert written == []
    assert "no-store" in answered["Cache-Control"]
    assert not Session.objects.exists()
    assert "sessionid" not in answered.cookies


def test_the_guide_asks_again_for_what_was_left_out(house, client):
    page = client.post(GUIDE, {}).content.decode()

    assert "Choose yes or no" in page
    assert "Choose an age" in page


# Writing it.


def test_a_manager_writes_a_draft_reads_it_through_and_publishes_it(house, manager, signed_in):
    client = signed_in(manager)
    begun = post(client, "/offer/new/", group="", **PARTS)
    draft = StatementOfResources.objects.get()
    assert begun.url == f"/offer/{draft.public_id}/"
    saved = post(client, begun.url, **{**PARTS, "who_to_ask": "Ask Rosa"})
    assert saved.url == f"/offer/{draft.public_id}/publish/"
    assert "Ask Rosa" in client.get(saved.url).content.decode()
    again = post(client, "/offer/new/", group="", **PARTS).content.decode()
    assert "There is a draft for this group already." in again
    assert post(client, saved.url).url == "/offer/"

    draft.refresh_from_db()
    assert (draft.status, draft.who_to_ask) == (StatementStatus.PUBLISHED, "Ask Rosa")
    assert "Write the next one" in client.get("/offer/").content.decode()


def test_the_next_one_begins_with_the_words_of_the_last(published, manager, signed_in):
    client = signed_in(manager)
    page = client.get(f"/offer/{published.public_id}/").content.decode()
    assert "All about who_to_ask" in page
    saved = post(client, f"/offer/{published.public_id}/", **{**PARTS, "who_to_ask": "Ask Ali"})

    published.refresh_from_db()
    assert published.who_to_ask == "All about who_to_ask"
    draft = StatementOfResources.objects.get(status=StatementStatus.DRAFT)
    assert saved.url == f"/offer/{draft.public_id}/publish/"
    assert client.get(f"/offer/{published.public_id}/").url == f"/offer/{draft.public_id}/"


def test_what_was_published_is_not_published_again_by_the_page(published, manager, signed_in):
    client = signed_in(manager)
    page = post(client, f"/offer/{published.public_id}/publish/")

    assert "so it stays as it is" in page.content.decode()
    assert client.get(f"/offer/{published.public_id}/publish/").status_code == 404


def test_another_sites_statement_is_not_found(house, signed_in):
    far = StatementOfResourcesFactory(site=SiteFactory(slug="luton"))

    assert signed_in(staff(Role.MANAGER, house)).get(f"/offer/{far.public_id}/").status_code == 404


def test_an_administrator_writes_and_publishes_in_the_admin(house, signed_in):
    client = signed_in(staff(Role.SITE_ADMIN, house))
    address = "/admin/budgets/statementofresources/"
    client.post(f"{address}add/", {"site": house.pk, "group": "", **PARTS})
    draft = StatementOfResources.objects.get()
    assert client.post(f"{address}{draft.pk}/change/", {**PARTS, "who_to_ask": "Rosa"}).status_code == 302
    client.post(address, {"action": "publish", "_selected_action": [draft.pk]})

    draft.refresh_from_db()
    assert (draft.status, draft.who_to_ask) == (StatementStatus.PUBLISHED, "Rosa")
    again = client.post(address, {"action": "publish", "_selected_action": [draft.pk]}, follow=True)
    assert "so it stays as it is" in again.content.decode()
    client.post(f"{address}{draft.pk}/change/", {**PARTS, "who_to_ask": "Somebody else"})
    draft.refresh_from_db()
    assert draft.who_to_ask == "Rosa"
