"""After a time of rest a user is signed out, and what they were typing is kept for them alone."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from tests.factories import UserFactory
from tests.factories.people import staff

PATH = "/home/"


@pytest.fixture
def later():
    """Return a function that moves the clock on by some minutes."""
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        yield lambda minutes: clock.move_to(start + dt.timedelta(minutes=minutes))


def test_staff_are_signed_out_after_fifteen_minutes_and_people_after_twenty(house, client, later):
    for user, minutes in [(staff("analyst"), 15), (UserFactory(), 20)]:
        later(0)
        client.force_login(user)
        client.get(PATH)
        later(minutes)
        client.get(PATH)
        assert SESSION_KEY in client.session
        later(2 * minutes + 1)
        response = client.get(PATH)
        assert response.url.startswith(reverse("account_login"))
        assert SESSION_KEY not in client.session


def test_nobody_stays_signed_in_beyond_twelve_hours(house, client, later):
    client.force_login(UserFactory())
    for minutes in range(0, 12 * 60 + 20, 10):
        later(minutes)
        client.get(PATH)

    assert SESSION_KEY not in client.session


def test_what_was_typed_is_offered_to_the_same_user_and_to_nobody_else(house, client, later):
    user = UserFactory()
    client.force_login(user)
    client.get(PATH)
    later(30)
    client.post(PATH, {"words": "Dancing matters to me", "password": "secret words"})

    client.force_login(UserFactory())
    assert b"Dancing" not in client.get(PATH).content
    later(31)

    client.force_login(user)
    client.get("/")
    later(61)
    client.post(PATH, {"words": "Dancing matters to me", "password": "secret words"})
    client.force_login(user)
    page = client.get(PATH)
    assert "Dancing matters to me" in page.content.decode()
    assert "secret words" not in page.content.decode()

    client.get(f"{PATH}?fresh")
    assert b"Dancing" not in client.get(PATH, follow=False).content


def test_a_form_from_another_site_is_never_kept(house, client, later):
    user = UserFactory()
    client.force_login(user)
    client.get(PATH)
    later(30)
    client.post(PATH, {"words": "not mine"}, headers={"origin": "https://elsewhere.example"})

    assert "kept_form" not in client.session
