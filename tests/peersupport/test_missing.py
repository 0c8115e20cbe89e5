"""What people look for in vain: counted in words of ours, and telling of nobody."""

import datetime as dt

import pytest
from django.utils import timezone

from ipc.kernel import acting
from ipc.kernel.dates import today
from peersupport import gaps, missing, tasks
from peersupport.models import GapCause, Need, SearchGap
from tests.factories import (
    AnswerTimeFactory,
    IntroductionFactory,
    PersonFactory,
    SearchGapFactory,
    ServiceFactory,
    SiteFactory,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("dancing", "dance"),
        ("Singing and DANCE, singing!", "dance singing"),
        ("carers in Athersley", "carer"),
        ("Margaret Hill 01226 111111 margaret@home.example", ""),
        ("depressed since Tom died", "depression"),
        ("485 777 3456", ""),
        ("LU1 2AB", ""),
        ("", ""),
        ("'; DROP --", ""),
        ("x" * 5000, ""),
    ],
)
def test_only_words_of_ours_are_remembered(house, typed, kept):
    missing.count(typed)

    assert SearchGap.objects.get().words == kept


def test_a_search_in_vain_is_counted_in_its_week(house):
    for _ in range(3):
        missing.count(
            "dancing with Tom", need="company", site_slug="barnsley", filters={"near", "weekday", "x"}
        )

    gap = SearchGap.objects.get()
    assert (gap.words, gap.need, gap.times, gap.site) == ("dance", "company", 3, house)
    assert (gap.filters, gap.cause, gap.week_starts_on.weekday()) == ("weekday near", GapCause.NOTHING, 0)


def test_what_is_no_need_kind_or_site_is_forgotten(house):
    missing.count("", need="my-secret", kind="01226 111111", site_slug="tom-hill", is_far=True)

    gap = SearchGap.objects.get()
    assert (gap.need, gap.kind, gap.site, gap.cause) == ("", "", None, GapCause.FAR)


def test_a_search_around_a_place_counts_for_the_area_of_the_nearest_entry(house):
    far = ServiceFactory(site=SiteFactory(slug="luton"))
    near = ServiceFactory()
    for one, latitude in ((far, 51.88), (near, 53.55)):
        type(one).objects.filter(pk=one.pk).update(latitude=latitude, longitude=-0.4)

    missing.count("dance", near=(53.6, -0.5))
    missing.count("quiz", near=(57.0, -2.0))

    assert dict(SearchGap.objects.values_list("words", "site")) == {"dance": house.pk, "quiz": None}


def test_a_stranger_can_be_counted_and_reads_nothing_about_anybody(house):
    token = acting.begin(None)
    try:
        missing.count("tennis")
    finally:
        acting.end(token)

    assert SearchGap.objects.get().words == "tennis"


def test_few_searches_are_not_told_and_many_are_added_up(house):
    monday = today() - dt.timedelta(days=today().weekday())
    for weeks, words, times in [(0, "dance", 3), (1, "dance", 2), (0, "tennis", 4), (30, "chess", 50)]:
        week = monday - dt.timedelta(weeks=weeks)
        SearchGapFactory(site=None, week_starts_on=week, words=words, times=times)
    SearchGapFactory(words="quiz", times=9, site=SiteFactory(slug="luton"))

    assert [(one["words"], one["total"]) for one in missing.searches(house.pk)] == [("dance", 5)]


def test_searches_of_long_ago_are_forgotten_by_the_night(house):
    for weeks, site in [(1, house), (60, house), (60, None), (60, SiteFactory(slug="luton"))]:
        week = today() - dt.timedelta(weeks=weeks)
        SearchGapFactory(week_starts_on=week, site=site)

    for night in tasks.NIGHTLY:
        if night is missing.forget:
            night(house)

    left = SearchGap.objects.values_list("site__slug", "week_starts_on")
    assert sorted(slug for slug, _week in left) == ["barnsley", "luton"]


def test_waiting_is_told_by_entry_and_few_who_wait_are_no_number(house, choir):
    few = ServiceFactory(name="Tea Dance")
    long_ago = timezone.now() - dt.timedelta(days=40)
    for number in range(5):
        IntroductionFactory(
            person=PersonFactory(), service=choir, asked_at=long_ago if number == 0 else timezone.now()
        )
    IntroductionFactory(person=PersonFactory(), service=few)
    IntroductionFactory(person=PersonFactory(), service=few, status="active")
    AnswerTimeFactory(service=choir)
    AnswerTimeFactory(service=few, answers=4, days=40)

    told = {row["name"]: (row["waiting"], row["since"], row["usually"]) for row in gaps.waits(house.pk)}

    assert told == {
        "Breathe Easy Choir": (5, long_ago, "Usually answers in 3 days"),
        "Tea Dance": (None, None, ""),
    }


@pytest.fixture
def two_districts(house):
    for _ in range(5):
        PersonFactory(postcode="S70 1AA")
        PersonFactory(postcode="s712bb")
    PersonFactory(postcode="S75 9ZZ")  # too few live there to be told of


def without(house, code):
    need = Need.objects.get(code=code).name
    return next((row["entries"], row["without"]) for row in gaps.by_need(house.pk) if row["need"] == need)


def test_districts_without_an_entry_for_a_need_are_named(two_districts, house):
    ServiceFactory(needs=["company"], postcode="S70 9ZZ")
    ServiceFactory(needs=["memory"], postcode="S70 9ZZ", is_internal=True)
    ServiceFactory(needs=["autism"], postcode="", is_online=True)
    ServiceFactory(needs=["grief"], postcode="S71 1AA", has_sensitive_place=True)

    assert without(house, "company") == (1, ["S71"])
    assert without(house, "memory") == (0, ["S70", "S71"])
    assert without(house, "autism") == (1, [])
    assert without(house, "grief") == (1, ["S70", "S71"])
