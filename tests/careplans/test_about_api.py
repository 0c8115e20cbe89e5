"""About me through the API: what works, photo, voice and video; what is kept from a reader is not there."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from careplans import media
from careplans.acts import Act
from careplans.models import Media, Observation, View
from ipc.kernel.models import Event
from people.models import User
from tests import files
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    KeptFromFactory,
    ObservationFactory,
    OrganisationFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
)
from tests.factories.people import staff


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def partner(person, house):
    user = staff("partner", house, OrganisationFactory(site=house))
    ConsentFactory(person=person, user=user, sections=["identity", "about_me"])
    return user


def photo(content=files.JPEG):
    return SimpleUploadedFile("image.jpg", content)


def added(person, words="My dog Biscuit."):
    by = User.objects.filter(person=person).first() or UserFactory(person=person)
    return media.add(person, by=by, heading="matters", upload=photo(), text_alternative=words)


def asked(about, **more):
    return {
        "person": str(about.public_id),
        "heading": "matters",
        "file": photo(),
        "text_alternative": "My dog Biscuit.",
        **more,
    }


def test_media_is_added_once_for_a_key_and_read(person, worker, signed_in):
    client, key = signed_in(worker), {"Idempotency-Key": str(uuid.uuid4())}
    url = reverse("media-add")

    first = client.post(url, asked(person), headers=key)
    again = client.post(url, asked(person), headers=key)

    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    one = first.json()
    assert (one["kind"], one["heading"], one["text_alternative"]) == ("photo", "matters", "My dog Biscuit.")
    assert client.get(reverse("media-list")).json()["results"] == [one]
    assert client.get(reverse("media-detail", args=[one["id"]])).json() == one
    content = client.get(reverse("media-content", args=[one["id"]]))
    assert (content.content, content["Content-Type"]) == (files.JPEG, "image/jpeg")
    assert Event.objects.filter(act=Act.SEE_ABOUT_ME, actor=worker, subject_id=one["id"]).count() == 3


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"file": SimpleUploadedFile("a.jpg", b"words")}, 409),
        ({"text_alternative": ""}, 400),
        ({"heading": "money"}, 400),
        ({"person": str(uuid.UUID(int=7))}, 404),
    ],
)
def test_media_that_is_not_right_is_refused(person, worker, signed_in, more, status):
    assert signed_in(worker).post(reverse("media-add"), asked(person, **more)).status_code == status
    assert not Media.objects.exists()


def test_media_taken_back_has_no_content_any_more(person, worker, signed_in):
    one, client = added(person), signed_in(worker)
    take_back = reverse("media-take-back", args=[one.public_id])

    assert client.post(take_back).json()["removed_at"]
    assert client.post(take_back).status_code == 409
    assert client.get(reverse("media-content", args=[one.public_id])).status_code == 404


def test_a_partner_reads_media_and_changes_none(person, partner, signed_in):
    one, client = added(person), signed_in(partner)

    assert client.get(reverse("media-content", args=[one.public_id])).status_code == 200
    assert client.post(reverse("media-add"), asked(person)).status_code == 403
    assert client.post(reverse("media-take-back", args=[one.public_id])).status_code == 403


def test_what_is_kept_from_a_partner_is_in_no_answer(person, partner, signed_in):
    one = added(person, "My secret songs.")
    open_to_all = StatementFactory(person=person, heading="people", words="Susan.")
    KeptFromFactory(person=person, reader=partner, line_kind="statement", line_id=one.statement.public_id)
    client = signed_in(partner)

    assert client.get(reverse("media-list")).json()["results"] == []
    statements = client.get(reverse("statement-list")).json()["results"]
    assert [row["id"] for row in statements] == [str(open_to_all.public_id)]
    for name in ("media-detail", "media-content"):
        assert client.get(reverse(name, args=[one.public_id])).status_code == 404
    assert client.get(reverse("statement-detail", args=[one.statement.public_id])).status_code == 404


def test_an_observation_is_noted_in_ones_own_view_and_read(person, partner, signed_in):
    client = signed_in(partner)
    said = {"person": str(person.public_id), "is_working": False, "words": "The lift at school."}

    noted = client.post(reverse("observation-note"), said, content_type="application/json").json()

    assert (noted["view"], noted["noted_by"]) == ("staff", partner.name)
    assert client.get(reverse("observation-list")).json()["results"] == [noted]
    assert client.get(reverse("observation-detail", args=[noted["id"]])).json() == noted


def test_a_partner_does_not_speak_for_the_person(person, partner, signed_in):
    said = {"person": str(person.public_id), "is_working": True, "words": "All well.", "view": View.PERSON}

    answer = signed_in(partner).post(reverse("observation-note"), said, content_type="application/json")

    assert answer.status_code == 409
    assert not Observation.objects.exists()


def test_another_caseload_reads_and_notes_nothing(person, house, signed_in):
    row, client = ObservationFactory(person=person), signed_in(staff("coordinator", house))
    said = {"person": str(person.public_id), "is_working": True, "words": "All well."}

    assert client.get(reverse("observation-list")).json()["results"] == []
    assert client.get(reverse("observation-detail", args=[row.public_id])).status_code == 404
    answer = client.post(reverse("observation-note"), said, content_type="application/json")
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["media-list", "observation-list"])
def test_a_list_costs_the_same_for_one_and_ten(
    person, worker, signed_in, django_assert_max_num_queries, name
):
    client, url = signed_in(worker), reverse(name)
    added(person)
    ObservationFactory(person=person, noted_by=UserFactory())
    client.get(url)
    with django_assert_max_num_queries(40) as before:
        client.get(url)
    for _ in range(9):
        added(person)
        ObservationFactory(person=person, noted_by=UserFactory())

    with django_assert_max_num_queries(len(before)):
        assert len(client.get(url).json()["results"]) == 10
