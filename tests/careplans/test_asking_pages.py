"""Asking for a change or a review: by the person, by partners, and by colleagues for whoever asked."""

import uuid

import pytest
from django.urls import reverse

from careplans.models import ChangeRequest, ReviewStream, Wish
from ipc.kernel.dates import today
from people.models import Section
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    ChangeRequestFactory,
    ConsentFactory,
    OrganisationFactory,
    ParticipantFactory,
    ReviewFactory,
    ReviewMeetingFactory,
    UserFactory,
)
from tests.factories.people import staff


@pytest.fixture
def plan(house):
    return CarePlanFactory(agreed=True)


@pytest.fixture
def worker(plan):
    return AllocationFactory(person=plan.person).worker


@pytest.fixture
def url(plan):
    return reverse("ask_about_plan", args=[plan.public_id])


def asking(**more):
    return {"words": "I want to swim.", "wish": "review", "key": str(uuid.uuid4()), **more}


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_person_asks_for_a_review(plan, signed_in):
    herself = UserFactory(person=plan.person)

    signed_in(herself).post(reverse("ask_for_change"), asking())

    asked = ChangeRequest.objects.get()
    assert (asked.wish, asked.asked_by, asked.who) == (Wish.REVIEW, herself, "")


def test_a_colleague_writes_down_who_asked_once_and_it_is_shown(plan, worker, url, signed_in):
    client, form = signed_in(worker), asking(who="Susan, her daughter", how="phone")

    client.post(url, form)
    page = text(client.post(url, form, follow=True))

    asked = ChangeRequest.objects.get()
    assert (asked.who, asked.how, asked.asked_by) == ("Susan, her daughter", "phone", worker)
    for words in ("Susan, her daughter", "by telephone", worker.name, "I want to swim."):
        assert words in page


def test_without_who_asked_nothing_typed_is_lost(url, worker, signed_in):
    page = text(signed_in(worker).post(url, asking(how="phone")))

    assert "Enter who asked" in page
    assert "I want to swim." in page
    assert not ChangeRequest.objects.exists()


def test_a_partner_asks_where_they_take_part(plan, url, signed_in):
    organisation = OrganisationFactory(site=plan.site)
    partner, other = (staff("partner", plan.site, organisation) for _ in range(2))
    for one in (partner, other):
        ConsentFactory(person=plan.person, user=one, sections=[Section.IDENTITY, Section.PLAN])
    ParticipantFactory(person=plan.person, user=partner, side="nhs")

    assert signed_in(partner).post(url, asking()).status_code == 302
    assert signed_in(other).post(url, asking()).status_code == 403
    assert ChangeRequest.objects.get().asked_by == partner


def test_others_do_not_ask(plan, url, signed_in):
    for somebody, status in (
        (AllocationFactory().worker, 404),
        (staff("manager", plan.site), 403),
        (ConsentFactory(person=plan.person, sections=[Section.IDENTITY]).user, 404),
    ):
        assert signed_in(somebody).post(url, asking(who="Susan", how="phone")).status_code == status


def test_what_came_of_it_stands_where_it_was_asked(plan, signed_in):
    meeting = ReviewMeetingFactory(plan=plan, next_steps="She swims on Fridays.")
    review = ReviewFactory(person=plan.person, stream=ReviewStream.PLAN, held_on=today(), meeting=meeting)
    ChangeRequestFactory(plan=plan, review=review, words="I want to swim.")

    page = text(signed_in(UserFactory(person=plan.person)).get(reverse("my_reviews")))

    for words in ("I want to swim.", "This was answered at the review.", "She swims on Fridays."):
        assert words in page
