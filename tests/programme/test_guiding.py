"""Is it for me, is it in my area? Answered on the spot; nothing is kept and no address holds it."""

import pytest

from people.models import Basis, Site
from tests.factories import SiteDistrictFactory, SiteFactory

pytestmark = pytest.mark.usefixtures("house")
GUIDE = "/guide/"
SAID = {"postcode": "S70 1AB", "age": "adult", "group": "older"}


@pytest.fixture(autouse=True)
def areas(house):
    Site.objects.filter(pk=house.pk).update(phone="01632 960001", email="team@barnsley.example")
    SiteDistrictFactory(site=house, district="S70")


def asked(client, **changed):
    answer = client.post(GUIDE, SAID | changed)
    assert answer.status_code == 200
    return answer.content.decode()


def test_guide_asks_three_questions_and_a_fourth_that_may_stay_empty(client):
    html = client.get(GUIDE).content.decode()

    for question in ("postcode where the person lives", "How old is the person", "Who is it for?"):
        assert question in html
    assert "We keep nothing" in html


def test_guide_says_that_it_is_for_them_and_why_whom_to_call_and_what_there_is_without_money(client):
    html = asked(client)

    assert "It looks as if this is for you." in html
    assert "You live in one of our areas." in html
    assert "You belong to one of the groups" in html
    assert "01632 960001" in html
    assert "/sites/barnsley/" in html
    assert "What there is without money of your own" in html
    assert "/directory/?site=barnsley" in html
    assert "/sites/barnsley/resources/" in html


def test_guide_says_kindly_that_an_area_has_not_joined(client):
    html = asked(client, postcode="ZE1")

    assert "We are not in your area yet." in html
    assert "You can still get help." in html
    assert "/sites/barnsley/" in html
    assert "01632 960001" not in html


@pytest.mark.parametrize(("group", "age"), [("none", "adult"), ("child", "adult")])
def test_guide_sends_whoever_may_not_belong_to_the_team_and_never_says_no(client, group, age):
    html = asked(client, group=group, age=age)

    assert "It may be for you. Please ask the team." in html
    assert "01632 960001" in html


def test_guide_tells_about_money_with_reasons_where_something_was_ticked(client):
    html = asked(client, bases=[Basis.CONTINUING_CARE])

    assert "It looks as if you can get one." in html
    assert "NHS continuing healthcare" in html
    assert "You can ask them to look again." in html


def test_postcode_on_an_edge_leads_to_both_areas(client):
    SiteDistrictFactory(site=SiteFactory(slug="luton"), district="S70")

    html = asked(client, postcode="s70")

    assert "/sites/barnsley/" in html
    assert "/sites/luton/" in html


def test_guide_says_what_is_missing_and_keeps_what_was_typed(client):
    html = asked(client, postcode="nowhere", age="", group="")

    for error in ("Enter a postcode like S70 1AB", "Choose an age", "Choose the one that fits best"):
        assert error in html
    assert 'value="nowhere"' in html


def test_guide_keeps_nothing(client):
    answer = client.post(GUIDE, SAID)

    assert "no-store" in answer["Cache-Control"]
    assert "S70" not in "".join(cookie.value for cookie in answer.cookies.values())
    assert "session" not in client.cookies
    assert "S70" not in answer.content.decode()
