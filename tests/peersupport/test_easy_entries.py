"""An entry in words: Easy Read, who may come, and when where it is not every week."""

import pytest
from django.urls import reverse

from peersupport import facts, times
from people.models import Cohort
from tests.factories import ServiceFactory


@pytest.mark.parametrize("page", ["list", "entry"])
def test_easy_read_is_asked_once_and_kept_until_no_more(house, client, page):
    service = ServiceFactory(easy_description="You drink tea.\nYou talk.")
    address = reverse("directory") if page == "list" else reverse("service", args=[service.public_id])

    assert "ipc-easy" not in client.get(address).content.decode()
    first = client.get(address, {"easy": "1", "show": "all"}).content.decode()
    assert "ipc-easy" in first
    assert "You drink tea." in first
    assert "ipc-easy" in client.get(address).content.decode()
    client.get(address, {"easy": "0"})
    assert "ipc-easy" not in client.get(address).content.decode()


def test_easy_read_begins_with_what_it_is_about_and_lists_everything_when_asked(house, client):
    ServiceFactory(name="Tea and Talk")

    first = client.get(reverse("directory"), {"easy": "1"}).content.decode()

    assert "Tea and Talk" not in first
    assert 'href="?show=all"' in first
    assert "Tea and Talk" in client.get(reverse("directory"), {"show": "all"}).content.decode()


def test_easy_read_of_what_has_none_is_its_first_sentences(house, client):
    service = ServiceFactory(
        description="One thing. Another thing! A third? And much more.", has_sensitive_place=True
    )

    page = client.get(reverse("service", args=[service.public_id]), {"easy": "1"}).content.decode()

    assert "Another thing!" in page
    assert "And much more" not in page
    assert "The Library" not in page


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ({}, "Everybody can come"),
        ({"minimum_age": 18, "cohorts": ["older"]}, "You must be 18 or older"),
        ({"maximum_age": 25}, "You must be 25 or younger"),
        ({"minimum_age": 5, "maximum_age": 17}, "You must be 5 to 17 years old"),
    ],
)
def test_who_may_come_in_easy_words(house, ages, words):
    assert facts.easy_who(ServiceFactory(**ages)) == words


def test_made_for_every_group_is_made_for_everybody(house):
    every = [cohort.value for cohort in Cohort]

    assert facts.for_whom(ServiceFactory(cohorts=every, minimum_age=18)) == "People of 18 and over"
    assert facts.for_whom(ServiceFactory(cohorts=["older", "child", "mental_health"])) == (
        "Made for older people with long-term conditions, disabled children and young people"
        " and people with serious mental illness"
    )


@pytest.mark.parametrize(
    ("times_given", "words"),
    [
        ({"every": 2}, "Mondays, every other week, 10am to 12 noon"),
        ({"every": 3}, "Mondays, every 3 weeks, 10am to 12 noon"),
        ({"frequency": "MONTHLY", "week": 1}, "The first Monday of the month, 10am to 12 noon"),
        (
            {"frequency": "MONTHLY", "week": -1, "every": 2},
            "The last Monday of the month, every 2 months, 10am",
        ),
        ({"frequency": "MONTHLY", "weekday": "", "opens_at": None, "closes_at": None}, "Every month"),
        ({"frequency": "MONTHLY", "weekday": "", "every": 3}, "Every 3 months, 10am"),
    ],
)
def test_when_in_words_of_what_is_not_every_week(house, times_given, words):
    service = ServiceFactory(**{f"meets__{name}": value for name, value in times_given.items()})

    assert times.when(service).startswith(words)
