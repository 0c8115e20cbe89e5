"""No page leads somebody to where they may not go."""

from django.urls import reverse

from people.models import Section
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    CarePlanFactory,
    IntroductionFactory,
    UserFactory,
)


def test_colleagues_are_not_told_that_they_help_somebody_and_not_led_to_the_portal(house, signed_in):
    allocation = AllocationFactory()
    asked = IntroductionFactory(person=allocation.person)
    client = signed_in(allocation.worker)

    page = client.get(reverse("withdraw_introduction", args=[asked.public_id]))
    assert page.status_code == 200
    assert reverse("my_whose_page") not in page.text
    assert f'href="{reverse("my_put_it_right")}"' not in client.get(reverse("put_it_right")).text


def test_only_the_person_is_led_to_what_they_keep_from_others(house, signed_in):
    person = CarePlanFactory().person
    parent = AuthorityFactory(person=person, kind="parent", sections=list(Section)).holder

    for user, is_led in ((UserFactory(person=person), True), (parent, False)):
        page = signed_in(user).get(reverse("my_plan_people"))
        assert page.status_code == 200
        assert (reverse("my_private_parts") in page.text) is is_led
