"""What happened, who looked and everything held, through the API."""

import json
import zipfile

import pytest

from careplans.acts import Act as PlanAct
from ipc.kernel import audit
from ipc.kernel.models import Event
from ipc.programme.everything import bundle
from people.acts import Act
from people.models import Section
from tests.factories import AllocationFactory, ConsentFactory, PersonFactory, UserFactory
from tests.factories.people import staff

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def person():
    person = PersonFactory()
    sam = staff("coordinator", name="Sam Okafor")
    audit.record(PlanAct.AGREE_PLAN, person, by=sam)
    audit.read(Act.SEE_PERSON, person, by=sam)
    return person


def ask(client, what, person):
    return client.get(f"/api/v1/{what}/", {"person": str(person.public_id)})


def test_timeline_tells_what_was_done_and_by_whom(signed_in, person):
    response = ask(signed_in(UserFactory(person=person)), "timeline", person)

    assert response.status_code == 200
    (event,) = response.json()["results"]
    assert (event["act"], event["did"], event["who"]) == (
        "careplans.agree_plan",
        "agreed the plan",
        "Sam Okafor",
    )


def test_looks_are_listed_for_the_person_with_the_look_just_made(signed_in, person):
    results = ask(signed_in(UserFactory(person=person)), "looks", person).json()["results"]

    assert [look["act"] for look in results] == [Act.SEE_RECORD_OF_LOOKS, Act.SEE_PERSON]
    assert results[0]["way_in"] == "api"


def test_family_reads_of_its_sections_and_not_who_looked(signed_in, person):
    reader = ConsentFactory(person=person, sections=[Section.IDENTITY]).user
    client = signed_in(reader)

    assert ask(client, "timeline", person).json()["results"] == []
    assert ask(client, "looks", person).status_code == 403


def test_somebody_elses_person_is_not_found(signed_in, person):
    client = signed_in(UserFactory(person=PersonFactory()))

    assert ask(client, "timeline", person).status_code == 404
    assert ask(client, "looks", person).status_code == 404


@pytest.mark.parametrize("asked", ["", "?person=", "?person=margaret"])
def test_without_a_persons_id_the_answer_says_so(signed_in, person, asked):
    response = signed_in(UserFactory(person=person)).get(f"/api/v1/timeline/{asked}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_nothing_can_be_written_here(signed_in, person):
    client = signed_in(UserFactory(person=person))

    assert client.post("/api/v1/timeline/").status_code in (403, 405)
    assert client.delete("/api/v1/looks/").status_code in (403, 405)


def test_everything_is_what_the_copy_holds_for_machines_and_is_written_down(signed_in, person):
    own = UserFactory(person=person)
    response = ask(signed_in(own), "everything", person)

    assert response.status_code == 200
    held = response.json()
    assert held["people.Person"][0]["nhs_number"] == person.nhs_number
    assert "password" not in held["people.User"][0]
    with bundle.make(person, by=own) as file, zipfile.ZipFile(file) as archive:
        copy = json.loads(archive.read("everything.json"))
    assert held.keys() == copy.keys()
    assert held["people.Person"] == copy["people.Person"]
    taken = Event.objects.filter(act=Act.TAKE_EVERYTHING, person_id=person.pk, actor=own, is_read=False)
    assert sorted(taken.values_list("way_in", flat=True)) == ["api", "job"]


def test_everything_is_for_the_person_alone(signed_in, person):
    family = ConsentFactory(person=person, sections=list(Section)).user
    neighbour = UserFactory(person=PersonFactory())
    worker = AllocationFactory(person=person).worker

    assert ask(signed_in(family), "everything", person).status_code == 403
    assert ask(signed_in(worker), "everything", person).status_code == 403
    assert ask(signed_in(neighbour), "everything", person).status_code == 404
    assert signed_in(neighbour).get("/api/v1/everything/").status_code == 400
    assert not Event.objects.filter(act=Act.TAKE_EVERYTHING).exists()
