"""Who looked: every look by name and role, for the person alone."""

import re

import pytest

from ipc.kernel import acting, audit
from ipc.kernel.models import Event
from ipc.programme import looks
from people.acts import Act
from people.models import Section
from tests.factories import ConsentFactory, PersonFactory, UserFactory
from tests.factories.people import staff

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def own(person):
    return UserFactory(person=person)


@pytest.fixture
def sam():
    return staff("coordinator", name="Sam Okafor")


def html(client, address="/my/who-looked/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_each_look_is_listed_by_name_role_and_reason(signed_in, own, person, sam):
    audit.read(Act.SEE_PERSON, person, by=sam, why="Called about the review")

    page = html(signed_in(own))

    assert "Sam Okafor" in page
    assert "Care coordinator" in page
    assert "Looked at the record" in page
    assert "Why: Called about the review" in page


def test_a_machine_is_named_as_one(signed_in, own, person, sam):
    with acting.acting_as(acting.Acting(acting.JOB, site_ids=(person.site_id,), way_in="api")):
        audit.read(Act.SEE_PERSON, person, by=sam)

    assert "Through another computer system" in html(signed_in(own))


def test_looks_by_nobody_are_the_services_own(own, person, acting_for):
    audit.read(Act.SEE_PERSON, person, by=None)
    with acting_for(own):
        assert looks.at(person, own)[0][0]["who"] == "This service itself"


def test_own_looks_are_left_out_until_asked_for(signed_in, own):
    client = signed_in(own)
    client.get("/my/")

    assert "Nobody else has looked yet." in html(client)
    assert "times that day" in html(client, "/my/who-looked/?mine=1") or "You" in html(
        client, "/my/who-looked/?mine=1"
    )


def test_many_looks_of_one_day_are_one_row(own, person, sam, acting_for):
    for _turn in range(3):
        audit.read(Act.SEE_PERSON, person, by=sam)
    with acting_for(own):
        found, more = looks.at(person, own)

    assert [look["times"] for look in found] == [3]
    assert more == ""


def test_pages_follow_each_other_without_a_gap(signed_in, own, person, monkeypatch):
    monkeypatch.setattr(looks, "PAGE", 4)
    names = [f"Nurse Number {number:02}" for number in range(10)]
    for name in names:
        audit.read(Act.SEE_PERSON, person, by=staff("coordinator", name=name))
    client, address, seen = signed_in(own), "/my/who-looked/", []
    while address:
        page = html(client, address)
        seen += re.findall(r"Nurse Number \d\d", page)
        following = re.search(r'href="(\?before=\d+)', page)
        address = f"/my/who-looked/{following[1]}" if following else ""

    assert seen == names[::-1]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "%00"])
def test_a_wrong_page_token_shows_a_page_all_the_same(signed_in, own, before):
    assert signed_in(own).get(f"/my/who-looked/?before={before}").status_code == 200


def test_family_may_not_read_who_looked(signed_in, person):
    reader = ConsentFactory(person=person, sections=list(Section)).user

    assert signed_in(reader).get("/my/who-looked/").status_code == 403


def test_looking_at_the_list_is_a_look_too(signed_in, own, person):
    signed_in(own).get("/my/who-looked/")

    assert Event.objects.filter(person_id=person.pk, act=Act.SEE_RECORD_OF_LOOKS, is_read=True).exists()
