"""The one-page profile: drawn from About me, for whoever may read it."""

import pytest
from django.urls import reverse

from careplans import profile
from careplans.acts import Act
from careplans.models import AboutHeading
from ipc.kernel.models import Event
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
)

SAID = {
    AboutHeading.LIKED: "I make people laugh.",
    AboutHeading.MATTERS: "Biscuit, my dog.",
    AboutHeading.SUPPORT: "Let me try first.",
    AboutHeading.TALKING: "Speak slowly.",
    AboutHeading.PLEASE: "Please knock.",
    AboutHeading.BAD_DAY: "Noise.",
}


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def said(person):
    return {
        heading: StatementFactory(person=person, heading=heading, words=SAID[heading]) for heading in SAID
    }


@pytest.fixture
def herself(person):
    return UserFactory(person=person)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_profile_has_three_parts_and_nothing_else(person, said, herself):
    shown = profile.shown(person, herself)

    assert shown["liked"]["words"] == "I make people laugh."
    assert shown["matters"]["words"] == "Biscuit, my dog."
    assert [part["words"] for part in shown["support"]] == [
        "Let me try first.",
        "Speak slowly.",
        "Please knock.",
    ]


def test_long_profile_is_printed_smaller(person, said, herself, signed_in):
    assert not profile.shown(person, herself)["is_long"]
    said[AboutHeading.MATTERS].words = "My garden. " * 200
    said[AboutHeading.MATTERS].save()

    assert profile.shown(person, herself)["is_long"]
    assert "ipc-profile--long" in text(signed_in(herself).get(reverse("my_profile")))


def test_who_helped_is_named_once(person, herself):
    for heading in (AboutHeading.LIKED, AboutHeading.PLEASE):
        StatementFactory(person=person, heading=heading, helped_by="Susan, my daughter")

    assert profile.shown(person, herself)["helpers"] == ["Susan, my daughter"]


def test_person_reads_their_profile_and_finds_where_to_change_it(person, said, herself, signed_in):
    page = text(signed_in(herself).get(reverse("my_profile")))

    assert "What people like and admire about me" in page
    assert "I make people laugh." in page
    assert "Noise." not in page
    assert reverse("write_about_me", args=["liked"]) in page
    assert Event.objects.filter(
        act=Act.SEE_ABOUT_ME, actor=herself, person_id=person.pk, is_read=True
    ).exists()


def test_empty_profile_says_what_would_be_there(person, herself, signed_in):
    page = text(signed_in(herself).get(reverse("my_profile")))

    assert page.count("Nothing here yet.") == 3
    assert "Last changed" not in page


def test_colleague_reads_the_profile_and_that_is_written_down(person, said, signed_in):
    worker = AllocationFactory(person=person).worker

    page = text(signed_in(worker).get(reverse("profile", args=[person.public_id])))

    assert "Let me try first." in page
    assert Event.objects.filter(
        act=Act.SEE_ABOUT_ME, actor=worker, person_id=person.pk, is_read=True
    ).exists()


def test_family_without_about_me_are_not_given_the_profile(person, said, signed_in):
    sister = ConsentFactory(person=person, sections=["identity", "plan"]).user

    assert signed_in(sister).get(reverse("my_profile")).status_code == 403


def test_profile_costs_two_queries(person, said, herself, django_assert_num_queries):
    assert herself.hat  # looked up once for each request

    with django_assert_num_queries(2):
        profile.shown(person, herself)
