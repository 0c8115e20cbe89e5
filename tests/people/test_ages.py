"""The age rules of domain.md §2 as a table of cases to the day, and what birthdays bring by night."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import ages, authority, coming_of_age, rules, todos
from people.acts import Act
from people.models import (
    Authority,
    AuthorityKind,
    Basis,
    Cohort,
    Figure,
    Notice,
    Person,
    PersonStatus,
    Todo,
    TodoKind,
)
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    LegalBasisFactory,
    PeopleRuleFactory,
    PersonFactory,
    RelationshipFactory,
    SiteFactory,
    UserFactory,
)
from tests.people.clock import at

BORN, LEAP = dt.date(2010, 3, 10), dt.date(2012, 2, 29)
# The first day of each, by rule. Born on 29 February: the birthday is 1 March in a common year.
FIRST_DAYS = {
    # rule                            born 10 March 2010          born 29 February 2012
    "may_sign_in":                   (dt.date(2023, 3, 10),       dt.date(2025, 3, 1)),
    "plans_for_adult_life":          (dt.date(2024, 3, 10),       dt.date(2026, 3, 1)),
    "receives_nhs_money":            (dt.date(2026, 3, 10),       dt.date(2028, 2, 29)),
    "is_under_capacity_act":         (dt.date(2026, 3, 10),       dt.date(2028, 2, 29)),
    "is_adult_for_the_council":      (dt.date(2028, 3, 10),       dt.date(2030, 3, 1)),
}  # fmt: skip
LAST_DAYS = {
    "has_parent_acting":             (dt.date(2026, 3, 9),        dt.date(2028, 2, 28)),
    "may_have_education_plan":       (dt.date(2035, 3, 9),        dt.date(2037, 2, 28)),
    "is_young_person_at_school":     (dt.date(2035, 3, 9),        dt.date(2037, 2, 28)),
}  # fmt: skip
# born, last day of compulsory school: the last Friday in June
SCHOOL = [
    (dt.date(2010, 3, 10), dt.date(2026, 6, 26)),
    (dt.date(2010, 6, 26), dt.date(2026, 6, 26)),  # turns 16 on the day itself
    (dt.date(2010, 6, 27), dt.date(2026, 6, 26)),  # after it, before September: has left already
    (dt.date(2010, 8, 31), dt.date(2026, 6, 26)),
    (dt.date(2010, 9, 1), dt.date(2027, 6, 25)),
    (dt.date(2010, 12, 31), dt.date(2027, 6, 25)),
]
DAY = dt.timedelta(days=1)


@pytest.fixture
def figures(house):
    return ages.figures_of(house.pk)


@pytest.mark.parametrize("born", [BORN, LEAP])
@pytest.mark.parametrize("rule", FIRST_DAYS)
def test_rule_begins_on_the_birthday_to_the_day(figures, rule, born):
    first = FIRST_DAYS[rule][born == LEAP]

    found = [getattr(ages.stage_on(born, day, figures), rule) for day in (first - DAY, first, first + DAY)]

    assert found == [False, True, True]


@pytest.mark.parametrize("born", [BORN, LEAP])
@pytest.mark.parametrize("rule", LAST_DAYS)
def test_rule_ends_before_the_birthday_to_the_day(figures, rule, born):
    last = LAST_DAYS[rule][born == LEAP]

    found = [getattr(ages.stage_on(born, day, figures), rule) for day in (last - DAY, last, last + DAY)]

    assert found == [True, True, False]


NOBODY_YET = {"has_parent_acting", "may_have_education_plan", "plans_for_adult_life", "may_sign_in"}
AT_16 = {"receives_nhs_money", "is_under_capacity_act"}
GROWING = {"may_have_education_plan", "plans_for_adult_life", "may_sign_in"}
BY_AGE = [
    (15, NOBODY_YET),
    (16, GROWING | AT_16),
    (17, GROWING | AT_16 | {"is_young_person_at_school"}),
    (18, GROWING | AT_16 | {"is_young_person_at_school", "is_adult_for_the_council"}),
    (24, GROWING | AT_16 | {"is_young_person_at_school", "is_adult_for_the_council"}),
    (25, {"may_sign_in", "is_adult_for_the_council"} | AT_16),
]


@pytest.mark.parametrize(("age", "holds"), BY_AGE)
def test_what_holds_on_the_birthday_itself(figures, age, holds):
    stage = ages.stage_on(BORN, BORN.replace(year=BORN.year + age), figures)

    assert {rule for rule, is_true in vars(stage).items() if is_true} == holds


@pytest.mark.parametrize(("born", "leaves_on"), SCHOOL)
def test_young_person_at_school_is_who_has_left_compulsory_school(figures, born, leaves_on):
    assert ages.school_leaving_day(born) == leaves_on
    assert not ages.stage_on(born, leaves_on, figures).is_young_person_at_school
    assert ages.stage_on(born, leaves_on + DAY, figures).is_young_person_at_school


def test_ages_are_figures_of_the_site(house):
    PeopleRuleFactory(figure=Figure.SIGNS_IN_FROM, value=14, site=house)
    born = dates.today().replace(year=dates.today().year - 13)

    assert not ages.today_for(PersonFactory(site=house, born_on=born)).may_sign_in
    elsewhere = PersonFactory(site=SiteFactory(slug="luton"), born_on=born)
    assert ages.today_for(elsewhere).may_sign_in


def test_birthdays_come_in_their_order(house):
    aiden = PersonFactory(site=house, born_on=BORN)

    assert [age for _figure, age, _day in ages.birthdays(aiden)] == [13, 13, 14, 16, 18, 25]


# By night


def aged(age, days=0, **facts):
    """Return somebody who turns ``age`` in ``days`` days."""
    day = dates.today() + dt.timedelta(days=days)
    return PersonFactory(born_on=dates.plus_months(day, -12 * age), **facts)


@pytest.mark.parametrize(
    ("age", "kind"),
    [
        (14, TodoKind.PLAN_FOR_ADULT_LIFE),
        (16, TodoKind.TURNS_16),
        (18, TodoKind.TURNS_18),
        (25, TodoKind.TURNS_25),
    ],
)
@pytest.mark.parametrize(
    ("days", "is_asked"), [(91, False), (90, True), (0, True), (-90, True), (-91, False)]
)
def test_birthday_is_asked_about_ninety_days_before(house, age, kind, days, is_asked):
    with at("2026-11-22 12:00"):
        somebody = aged(age, days, cohorts=[Cohort.CHILD])
        coming_of_age.raise_due(house)

    asked = Todo.objects.filter(kind=kind)
    assert [(one.person, one.due_on) for one in asked] == (
        [(somebody, rules.birthday(somebody.born_on, age))] if is_asked else []
    )


def test_birthday_of_29_february_is_asked_about_for_1_march(house):
    with at("2026-01-10 12:00"):
        PersonFactory(born_on=LEAP)
        coming_of_age.raise_due(house)

    assert Todo.objects.get().due_on == dt.date(2026, 3, 1)


def test_end_of_the_education_plan_is_asked_about_where_there_is_one(house):
    _other, somebody = aged(25), aged(25)
    LegalBasisFactory(person=somebody, basis=Basis.EHC_PLAN)

    coming_of_age.raise_due(house)

    assert Todo.objects.get().person == somebody


@pytest.mark.parametrize("status", [PersonStatus.DIED, PersonStatus.MOVED, PersonStatus.ENDED])
def test_nothing_is_asked_about_those_who_are_gone(house, status):
    aged(16, status=status)

    coming_of_age.raise_due(house)

    assert not Todo.objects.exists()


def test_nothing_is_asked_about_another_site(house):
    aged(16, site=SiteFactory(slug="luton"))

    coming_of_age.raise_due(house)

    assert not Todo.objects.exists()


def parent_of(child, **facts):
    user = RelationshipFactory(
        person=child, kind="parent", email="parent@example.org", user=UserFactory()
    ).user
    return AuthorityFactory(
        person=child,
        holder=user,
        kind=AuthorityKind.PARENT,
        verified_at=timezone.now() - dt.timedelta(days=400),
        ends_on=rules.birthday(child.born_on, 16),
        **facts,
    )


def test_looking_twice_in_a_night_asks_tells_and_stops_once(house):
    for child in (aged(13, 0), aged(16, 30)):
        parent_of(child)

    for _ in range(2):
        coming_of_age.raise_due(house)
    counts = (Todo.objects.count(), Notice.objects.count(), Event.objects.count())
    coming_of_age.raise_due(house)

    assert counts == (Todo.objects.count(), Notice.objects.count(), Event.objects.count())


def test_settled_to_do_is_not_raised_again(house, coordinator):
    aged(16, 10)
    coming_of_age.raise_due(house)
    todos.settle(Todo.objects.get(), by=coordinator, outcome="Asked")

    coming_of_age.raise_due(house)

    assert not Todo.objects.open().exists()


def test_parent_is_told_before_thirteen_and_stopped_on_the_day_unless_looked_at(house, coordinator):
    child = aged(13, 60)
    right = parent_of(child)
    coming_of_age.raise_due(house)

    asked = Todo.objects.get()
    assert (asked.kind, asked.due_on) == (TodoKind.PARENT_REVIEW, rules.birthday(child.born_on, 13))
    told = Notice.objects.get()
    assert (told.letter, told.to_user) == ("parent_access_reviewed", right.holder)

    for day, is_stopped in ((asked.due_on - DAY, False), (asked.due_on, True)):
        with at(f"{day} 12:00"):
            coming_of_age.raise_due(house)
        right.refresh_from_db()
        assert bool(right.suspended_at) == is_stopped
    assert Event.objects.filter(act=Act.SUSPEND_AUTHORITY, person_id=child.pk).count() == 1


def test_stopped_parent_sees_nothing_by_either_wall_and_acts_again_after_the_look(
    house, coordinator, acting_for
):
    child = aged(13, 0)
    AllocationFactory(person=child, worker=coordinator)
    right = parent_of(child)
    coming_of_age.raise_due(house)

    with acting_for(right.holder):
        assert not Person.objects.visible_to(right.holder).exists()
        assert not Person.objects.exists()
    with acting_for(coordinator):
        authority.resume(right, by=coordinator)
    coming_of_age.raise_due(house)
    with acting_for(right.holder):
        assert Person.objects.visible_to(right.holder).exists()
        assert Person.objects.exists()


def test_parent_looked_at_before_the_day_is_not_stopped(house, coordinator):
    child = aged(13, 30)
    right = parent_of(child)
    coming_of_age.raise_due(house)
    todos.settle(Todo.objects.get(), by=coordinator, outcome="Talked with both")

    with at(f"{rules.birthday(child.born_on, 13)} 12:00"):
        coming_of_age.raise_due(house)

    right.refresh_from_db()
    assert right.suspended_at is None


def test_parent_written_down_after_thirteen_is_not_looked_at_again(house):
    right = parent_of(aged(14, 200))
    right.verified_at = timezone.now()
    right.save()

    coming_of_age.raise_due(house)

    assert not Todo.objects.exists()


def test_parent_found_late_is_told_first_too(house):
    parent_of(aged(14, 200))
    Authority.objects.update(verified_at=timezone.now() - dt.timedelta(days=3000))

    coming_of_age.raise_due(house)

    assert Todo.objects.get().due_on == dates.today() + dt.timedelta(days=90)
    assert Authority.objects.get().suspended_at is None


def test_parent_and_young_person_are_told_before_sixteen(house):
    child = aged(16, 90)
    right = parent_of(child)

    coming_of_age.raise_due(house)

    told = {(one.letter, one.to_user) for one in Notice.objects.all()}
    assert told == {("parent_access_ends", right.holder), ("you_decide_soon", None)}


def test_right_a_wrong_birthday_would_let_go_on_is_ended(house):
    child = aged(16, 1)
    right = parent_of(child)
    Person.objects.filter(pk=child.pk).update(born_on=child.born_on - 2 * DAY)
    Authority.objects.update(ends_on=None)

    coming_of_age.raise_due(house)

    right.refresh_from_db()
    assert right.ends_on == dates.today() - DAY
    assert Event.objects.filter(act=Act.WITHDRAW_AUTHORITY, person_id=child.pk).count() == 1


def test_night_costs_the_same_for_one_and_for_ten_children(house):
    counts = []
    for more in (1, 9):
        for _ in range(more):
            aged(14, 20)
        with CaptureQueriesContext(connection) as asked:
            coming_of_age.raise_due(house)
        counts.append(len([one for one in asked if "SAVEPOINT" not in one["sql"]]))

    assert counts[0] == counts[1]
