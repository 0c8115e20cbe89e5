"""The pages of About me for colleagues and partners, and whose view is whose."""

import pytest
from django.urls import reverse

from careplans.acts import Act
from careplans.examples import EXAMPLES, GROUPS, QUESTIONS
from careplans.models import BESIDE_THE_STANDARD, AboutHeading, Observation, Statement, View
from ipc.kernel.models import Event
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

SHARED = ["identity", "about_me"]


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def partner(person, house):
    user = staff("partner", house, OrganisationFactory(site=house), name="Pat Partner")
    ConsentFactory(person=person, user=user, sections=SHARED)
    return user


def text(answer):
    return " ".join(answer.content.decode().split())


def test_every_heading_is_asked_once_with_a_question_and_examples():
    grouped = [heading for _title, headings in GROUPS for heading in headings]

    assert sorted(grouped) == sorted(AboutHeading.values)
    assert set(QUESTIONS) == set(EXAMPLES) == set(AboutHeading)
    assert len(set(AboutHeading) - set(BESIDE_THE_STANDARD)) == 7
    assert all(len(EXAMPLES[heading]) >= 3 for heading in AboutHeading)


@pytest.mark.parametrize("heading", BESIDE_THE_STANDARD)
def test_a_heading_of_our_own_is_written_as_the_others_are(person, signed_in, heading):
    herself = signed_in(UserFactory(person=person))
    url = reverse("write_about_me", args=[heading])

    assert str(QUESTIONS[heading]) in text(herself.get(url)).replace("&#x27;", "'")
    herself.post(url, {"words": "I laugh a lot.", "revision": 0})

    assert Statement.objects.get(person=person, heading=heading).words == "I laugh a lot."


def test_colleague_reads_all_of_about_me_and_that_is_written_down(person, worker, signed_in):
    StatementFactory(person=person, words="Biscuit, my dog.", helped_by="Susan, my daughter")
    ObservationFactory(person=person, words="The mornings.", noted_by=UserFactory(person=person))

    page = text(signed_in(worker).get(reverse("about_person", args=[person.public_id])))

    for words in ("Biscuit, my dog.", "Supported to write this by Susan, my daughter", "The mornings."):
        assert words in page
    assert reverse("write_about_person", args=[person.public_id, "good_day"]) in page
    assert Event.objects.filter(
        act=Act.SEE_ABOUT_ME, actor=worker, person_id=person.pk, is_read=True
    ).exists()


def test_partner_reads_but_does_not_write_about_me(person, partner, signed_in):
    StatementFactory(person=person, words="Biscuit, my dog.")
    client = signed_in(partner)

    page = text(client.get(reverse("about_person", args=[person.public_id])))

    assert "Biscuit, my dog." in page
    assert "Write it down" not in page
    url = reverse("write_about_person", args=[person.public_id, "matters"])
    assert client.post(url, {"words": "Mine.", "revision": 1}).status_code == 403


def test_partner_notes_what_works_in_the_view_of_staff(person, partner, signed_in):
    client = signed_in(partner)
    url = reverse("note_observation", args=[person.public_id])

    assert "Whose view is this?" not in text(client.get(url))
    client.post(url, {"is_working": "no", "words": "The lift at school.", "view": "person"})

    noted = Observation.objects.get(person=person)
    assert (noted.view, noted.noted_by, noted.is_working) == (View.STAFF, partner, False)


@pytest.mark.parametrize("page", ["about_person", "profile", "note_observation"])
def test_partner_without_about_me_opens_none_of_it(person, house, signed_in, page):
    user = staff("partner", house, OrganisationFactory(site=house))
    ConsentFactory(person=person, user=user, sections=["identity", "plan"])

    assert signed_in(user).get(reverse(page, args=[person.public_id])).status_code == 403


@pytest.mark.parametrize("page", ["about_person", "profile", "note_observation"])
def test_another_caseload_finds_nothing(person, house, signed_in, page):
    other = staff("coordinator", house)

    assert signed_in(other).get(reverse(page, args=[person.public_id])).status_code == 404


def test_what_is_kept_from_a_partner_is_on_no_page(person, partner, signed_in):
    kept = StatementFactory(person=person, heading=AboutHeading.LIKED, words="My secret songs.")
    StatementFactory(person=person, words="Biscuit, my dog.")
    KeptFromFactory(person=person, reader=partner, line_kind="statement", line_id=kept.public_id)
    client = signed_in(partner)

    for page in ("about_person", "profile"):
        shown = text(client.get(reverse(page, args=[person.public_id])))
        assert "Biscuit, my dog." in shown
        assert "My secret songs." not in shown


def test_what_is_kept_from_a_partner_is_not_there_for_the_database_either(person, partner, acting_for):
    kept = StatementFactory(person=person, words="My secret songs.")
    KeptFromFactory(person=person, reader=partner, line_kind="statement", line_id=kept.public_id)

    with acting_for(partner):
        assert not Statement.objects.exists()


def test_views_stand_side_by_side_each_signed(person, worker, signed_in):
    daughter = ConsentFactory(person=person, sections=SHARED).user
    ObservationFactory(person=person, words="My garden.", noted_by=UserFactory(person=person))
    ObservationFactory(person=person, words="Her cooking.", view=View.FAMILY, noted_by=daughter)
    ObservationFactory(person=person, words="The rota.", view=View.STAFF, noted_by=worker, is_working=False)

    views = signed_in(worker).get(reverse("about_person", args=[person.public_id])).context["views"]

    said = {
        view["slug"]: [[one["words"] for one in view[side]] for side in ("working", "not_working")]
        for view in views
    }
    assert said == {
        "person": [["My garden."], []],
        "family": [["Her cooking."], []],
        "staff": [[], ["The rota."]],
    }
    assert views[1]["working"][0]["who"] == daughter.name


@pytest.mark.parametrize("page", ["about_person", "note_observation"])
def test_page_costs_the_same_for_one_word_and_for_many(
    person, worker, signed_in, django_assert_max_num_queries, page
):
    client, url = signed_in(worker), reverse(page, args=[person.public_id])
    ObservationFactory(person=person, noted_by=UserFactory())
    StatementFactory(person=person, written_by=UserFactory())
    client.get(url)
    with django_assert_max_num_queries(40) as before:
        client.get(url)
    for heading in set(AboutHeading) - {AboutHeading.MATTERS}:
        StatementFactory(person=person, heading=heading, written_by=UserFactory())
        ObservationFactory(person=person, noted_by=UserFactory())

    with django_assert_max_num_queries(len(before)):
        client.get(url)
