"""Standing in for a colleague who is away: by both walls, to the day."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.urls import reverse

from ipc.kernel import access
from ipc.kernel.models import Event
from people import covering
from people.acts import Act
from people.covering import (
    AlreadyCovered,
    CoverEndsTooSoon,
    CoverOver,
    CoverTooLong,
    NobodyCoversThemselves,
    OnlyCoordinatorsCover,
)
from people.models import Allocation, Cover, Person, User
from tests.factories import (
    AllocationFactory,
    ConflictFactory,
    CoverFactory,
    RestrictionFactory,
    SiteFactory,
)
from tests.factories.people import staff
from tests.people.clock import at

FIRST, BACK = dt.date(2026, 12, 7), dt.date(2026, 12, 14)


@pytest.fixture
def manager(house):
    return staff("manager", house)


@pytest.fixture
def ann(house):
    return staff("coordinator", house, name="Ann Reed")


@pytest.fixture
def arranged(manager, coordinator, ann, acting_for):
    with at("2026-12-01 12:00"), acting_for(manager):
        return covering.arrange(coordinator, standing_in=ann, by=manager, starts_on=FIRST, ends_on=BACK)


def fresh(user):
    return User.objects.get(pk=user.pk)


def both_walls(user, acting_for, monkeypatch):
    """Return whom ``user`` sees by the code's filter, and with that taken away."""
    with acting_for(fresh(user)):
        by_code = set(Person.objects.visible_to(fresh(user)))
    with monkeypatch.context() as gone, acting_for(fresh(user)):
        gone.setattr(access, "rows", lambda *_, **__: access.EVERYTHING)
        return by_code, set(Person.objects.visible_to(fresh(user)))


@pytest.mark.parametrize(
    ("moment", "is_seen"),
    [
        ("2026-12-06 23:59", False),
        ("2026-12-07 00:00", True),
        ("2026-12-13 23:59", True),
        ("2026-12-14 00:00", False),
    ],
)
def test_cover_opens_the_code_s_wall_from_its_first_day_until_the_day_before_its_last(
    arranged, ann, margaret, moment, is_seen
):
    with at(moment):  # as the job of the house: PostgreSQL keeps its own clock
        assert (margaret in Person.objects.visible_to(fresh(ann))) is is_seen


@pytest.mark.parametrize(
    ("first", "last", "is_seen"), [(1, 7, False), (0, 1, True), (-7, 1, True), (-7, 0, False)]
)
def test_cover_opens_both_walls_to_the_day(
    ann, coordinator, margaret, acting_for, monkeypatch, first, last, is_seen
):
    today = dt.date.today()  # noqa: DTZ011 — the day of PostgreSQL's own clock
    CoverFactory(
        away=coordinator,
        standing_in=ann,
        starts_on=today + dt.timedelta(days=first),
        ends_on=today + dt.timedelta(days=last),
    )

    by_code, by_database = both_walls(ann, acting_for, monkeypatch)

    assert (margaret in by_code, margaret in by_database) == (is_seen, is_seen)


def now(away, standing_in):
    return CoverFactory(away=away, standing_in=standing_in)


def test_restricted_record_and_one_of_somebody_close_stay_closed_to_who_stands_in(
    ann, coordinator, margaret, acting_for, monkeypatch
):
    now(coordinator, ann)
    RestrictionFactory(person=AllocationFactory(worker=coordinator).person)
    ConflictFactory(person=AllocationFactory(worker=coordinator).person, user=ann)

    assert both_walls(ann, acting_for, monkeypatch) == ({margaret}, {margaret})


def test_standing_in_is_not_passed_on(ann, coordinator, margaret, acting_for, monkeypatch):
    third = staff("coordinator")
    now(coordinator, ann)
    now(ann, third)

    assert both_walls(third, acting_for, monkeypatch) == (set(), set())


def test_people_of_another_site_are_not_opened(ann, coordinator, margaret, acting_for, monkeypatch):
    AllocationFactory(worker=coordinator, person__site=SiteFactory(slug="luton"))
    now(coordinator, ann)

    assert both_walls(ann, acting_for, monkeypatch) == ({margaret}, {margaret})


def test_own_record_is_never_opened_by_standing_in(coordinator, margaret, acting_for, monkeypatch):
    own = staff("coordinator", person=margaret)
    now(coordinator, own)

    assert both_walls(own, acting_for, monkeypatch) == (set(), set())


def test_arranging_and_ending_are_kept_in_the_audit(arranged, manager, acting_for):
    with at("2026-12-10 12:00"), acting_for(manager):
        ended = covering.end(arranged, by=manager)

    assert ended.ends_on == dt.date(2026, 12, 10)
    said = Event.objects.filter(act=Act.ARRANGE_COVER, actor=manager).values_list("why", flat=True)
    assert sorted(said) == ["", "ended"]


def test_cover_called_off_before_it_begins_never_opens_anything(arranged, manager, ann, margaret, acting_for):
    with at("2026-12-02 12:00"), acting_for(manager):
        covering.end(arranged, by=manager)
    with at("2026-12-08 12:00"):
        assert not Person.objects.visible_to(fresh(ann)).exists()


@pytest.mark.parametrize("moment", ["2026-12-14 00:00", "2027-03-01 12:00"])
def test_what_has_ended_does_not_end_again(arranged, manager, acting_for, moment):
    with at(moment), acting_for(manager), pytest.raises(CoverOver):
        covering.end(arranged, by=manager)


def test_cover_called_off_is_not_called_off_again(arranged, manager, acting_for):
    with at("2026-12-02 12:00"), acting_for(manager):
        called_off = covering.end(arranged, by=manager)
        with pytest.raises(CoverOver):
            covering.end(called_off, by=manager)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "refusal"),
    [
        (FIRST, FIRST, CoverEndsTooSoon),
        (BACK, FIRST, CoverEndsTooSoon),
        (dt.date(2026, 11, 1), dt.date(2026, 12, 1), CoverEndsTooSoon),
        (FIRST, dt.date(2028, 1, 1), CoverTooLong),
    ],
)
def test_days_must_make_sense(manager, coordinator, ann, acting_for, starts_on, ends_on, refusal):
    with at("2026-12-01 12:00"), acting_for(manager), pytest.raises(refusal):
        covering.arrange(coordinator, standing_in=ann, by=manager, starts_on=starts_on, ends_on=ends_on)


def test_only_two_different_coordinators_of_the_site(manager, coordinator, ann, acting_for):
    days = {"starts_on": FIRST, "ends_on": BACK, "by": manager}
    leaving = staff("coordinator", leaves_on=dt.date(2026, 12, 10))
    others = [staff("manager"), staff("coordinator", SiteFactory(slug="luton")), leaving]

    with at("2026-12-01 12:00"), acting_for(manager):
        with pytest.raises(NobodyCoversThemselves):
            covering.arrange(ann, standing_in=ann, **days)
        for other in others:
            with pytest.raises(OnlyCoordinatorsCover):
                covering.arrange(coordinator, standing_in=other, **days)
            with pytest.raises(OnlyCoordinatorsCover):
                covering.arrange(other, standing_in=ann, **days)


def test_same_days_are_covered_once(arranged, manager, coordinator, acting_for):
    third = staff("coordinator")

    with at("2026-12-01 12:00"), acting_for(manager):
        with pytest.raises(AlreadyCovered, match="Ann Reed already stands in"):
            covering.arrange(
                coordinator, standing_in=third, by=manager, starts_on=dt.date(2026, 12, 13), ends_on=BACK
            )
        assert covering.arrange(
            coordinator, standing_in=third, by=manager, starts_on=BACK, ends_on=dt.date(2026, 12, 20)
        )


def test_database_refuses_standing_in_for_oneself(house, ann):
    with pytest.raises(IntegrityError, match="cover_is_by_somebody_else"):
        now(ann, ann)


def test_page_arranges_and_ends(signed_in, manager, coordinator, ann):
    client = signed_in(manager)
    page = reverse("arrange_cover", args=[coordinator.public_id])
    typed = {"standing_in": str(ann.public_id)}
    for name, day in (("starts_on", dt.date.today()), ("ends_on", dt.date.today() + dt.timedelta(7))):  # noqa: DTZ011
        typed |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}

    assert "Ann Reed: 0 people" in client.get(page).text
    assert "Choose who stands in" in client.post(page, {}).text
    answer = client.post(page, typed, follow=True)
    assert "Ann Reed stands in for Sam Okafor." in answer.text
    cover = Cover.objects.get()
    assert "Ann Reed already stands in" in client.post(page, typed).text
    answer = client.post(reverse("end_cover", args=[cover.public_id]), follow=True)
    assert "Standing in has ended." in answer.text
    assert client.post(reverse("end_cover", args=[cover.public_id])).status_code == 409


@pytest.mark.parametrize("role", ["coordinator", "finance", "navigator", "site_admin", "analyst"])
def test_only_managers_of_the_site_arrange_it(signed_in, coordinator, role):
    cover = CoverFactory(away=coordinator)
    elsewhere = staff("manager", SiteFactory(slug="luton"))

    for user in (staff(role), elsewhere):
        client = signed_in(user)
        assert client.get(reverse("arrange_cover", args=[coordinator.public_id])).status_code == 404
        assert client.post(reverse("end_cover", args=[cover.public_id])).status_code == 404
    assert Allocation.objects.count() == 0
