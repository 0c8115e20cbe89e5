"""How long a record is kept, to the day; and finding those whose time is over."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ipc.kernel import audit
from ipc.kernel.models import Event
from people import retention
from people.acts import Act
from people.models import Disposal, Person, RetentionRule
from people.retention import Facts, due_on
from tests.factories import PersonFactory, UserFactory
from tests.people.clock import at

D = dt.date
RULES = {
    "adult": RetentionRule(name="adult", years=8),
    "child": RetentionRule(name="child", years=8, until_age=25),
    "mental_health": RetentionRule(name="mental_health", years=20, years_after_death=10),
    "enquiry": RetentionRule(name="enquiry", years=2),
    "money": RetentionRule(name="money", years=7),
}
OLD = D(1950, 5, 17)

# facts, rule, first day it need not be kept
CASES = [
    ({"born_on": OLD, "last_contact_on": D(2018, 11, 22)}, "adult", D(2026, 11, 22)),
    ({"born_on": OLD, "last_contact_on": D(2016, 2, 29)}, "adult", D(2024, 2, 29)),
    ({"born_on": OLD, "last_contact_on": D(2016, 2, 29), "was_supported": False}, "enquiry", D(2018, 3, 1)),
    (
        {"born_on": OLD, "last_contact_on": D(2024, 11, 22), "was_supported": False},
        "enquiry",
        D(2026, 11, 22),
    ),
    # A child: the 25th birthday, the 26th for who was 17 at the end; from the 18th birthday an adult.
    ({"born_on": D(2000, 6, 10), "last_contact_on": D(2017, 6, 9)}, "child", D(2025, 6, 10)),
    ({"born_on": D(2000, 6, 10), "last_contact_on": D(2017, 6, 10)}, "child", D(2026, 6, 10)),
    ({"born_on": D(2000, 6, 10), "last_contact_on": D(2018, 6, 9)}, "child", D(2026, 6, 10)),
    ({"born_on": D(2000, 6, 10), "last_contact_on": D(2018, 6, 10)}, "adult", D(2026, 6, 10)),
    ({"born_on": D(2000, 2, 29), "last_contact_on": D(2010, 1, 1)}, "child", D(2025, 3, 1)),
    # Mental health: 20 years, or 10 after the death where that is sooner; never shorter than the rest.
    (
        {"born_on": OLD, "last_contact_on": D(2006, 11, 22), "is_mental_health": True},
        "mental_health",
        D(2026, 11, 22),
    ),
    (
        {
            "born_on": OLD,
            "last_contact_on": D(2016, 3, 1),
            "died_on": D(2016, 3, 1),
            "is_mental_health": True,
        },
        "mental_health",
        D(2026, 3, 1),
    ),
    (
        {
            "born_on": OLD,
            "last_contact_on": D(2000, 3, 1),
            "died_on": D(2016, 3, 1),
            "is_mental_health": True,
        },
        "mental_health",
        D(2020, 3, 1),
    ),
    # Money keeps it where money moved later than the rest counts from, and makes an enquiry a record.
    (
        {"born_on": OLD, "last_contact_on": D(2018, 1, 1), "last_money_on": D(2019, 5, 1)},
        "money",
        D(2026, 5, 1),
    ),
    (
        {"born_on": OLD, "last_contact_on": D(2018, 1, 1), "last_money_on": D(2018, 1, 1)},
        "adult",
        D(2026, 1, 1),
    ),
    (
        {
            "born_on": OLD,
            "last_contact_on": D(2018, 1, 1),
            "last_money_on": D(2017, 1, 1),
            "was_supported": False,
        },
        "adult",
        D(2026, 1, 1),
    ),
]


@pytest.mark.parametrize(("facts", "rule", "day"), CASES)
def test_record_is_kept_to_the_day(facts, rule, day):
    due = due_on(Facts(**facts), RULES)

    assert (due.rule.name, due.due_on) == (rule, day)


def test_a_rule_without_its_age_or_years_after_death_counts_its_years():
    child = Facts(born_on=D(2010, 1, 1), last_contact_on=D(2020, 1, 1))
    died = Facts(OLD, D(2000, 3, 1), died_on=D(2016, 3, 1), is_mental_health=True)
    bare = {**RULES, "child": RetentionRule(years=8), "mental_health": RetentionRule(years=20)}

    assert due_on(child, bare).due_on == D(2028, 1, 1)
    assert due_on(died, bare).due_on == D(2020, 3, 1)


def past(site, *, status="ended", contact="2010-03-04 10:00", supported=True, **person):
    """Return somebody whose last contact was on a day long ago."""
    with at(contact):
        somebody = PersonFactory(site=site, referred_on=D(2009, 1, 1), status="supported", **person)
        if not supported:
            Person.objects.filter(pk=somebody.pk).update(status="referred")
    Person.objects.filter(pk=somebody.pk).update(status=status)
    return somebody


@pytest.fixture
def known_money(monkeypatch):
    moved = {}
    monkeypatch.setattr(retention, "_last_moved", [lambda _keys: moved])
    return moved


def test_rules_come_from_the_data(house):
    assert set(retention.rules_in_force()) == set(RULES)


def test_record_whose_time_is_over_is_found_once(house):
    somebody = past(house)

    assert [retention.find_due(house), retention.find_due(house)] == [1, 0]

    found = Disposal.objects.get()
    assert (found.person, found.rule.name) == (somebody, "adult")
    assert found.due_on == D(2017, 1, 1)
    assert found.approved_at is None


def test_nothing_is_deleted_by_finding(house):
    past(house)
    retention.find_due(house)

    assert Person.objects.filter(given_name="Ada").count() == 1


@pytest.mark.parametrize("status", ["referred", "planning", "supported", "merged", "disposed"])
def test_who_is_still_worked_with_is_never_found(house, status):
    merged = {"merged_into": PersonFactory(site=house)} if status == "merged" else {}
    PersonFactory(site=house, referred_on=D(2009, 1, 1), status=status, **merged)

    assert retention.find_due(house) == 0


def test_contact_counts_and_a_look_or_a_job_does_not(house):
    somebody = past(house)
    audit.read(Act.SEE_PERSON, somebody, by=UserFactory())
    audit.record(Act.CHANGE_PERSON, somebody, by=None)
    assert Event.objects.filter(person_id=somebody.pk, way_in="job").count() == 2
    assert retention.find_due(house) == 1

    contact_with_staff(somebody)

    assert retention.find_due(house) == 0
    assert not Disposal.objects.exists()


def contact_with_staff(person):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_event (at, act, role, site_id, person_id, subject_type, why, way_in, is_read)"
            " VALUES (%s, %s, 'coordinator', %s, %s, 'people.Person', '', 'web', false)",
            [timezone.now(), Act.CHANGE_PERSON, person.site_id, person.pk],
        )


def test_what_was_released_stays_on_the_list(house):
    somebody = past(house)
    retention.find_due(house)
    Disposal.objects.update(released_at=timezone.now())
    contact_with_staff(somebody)

    retention.find_due(house)

    assert Disposal.objects.count() == 1


def test_money_that_moved_later_keeps_the_record(house, known_money):
    somebody = past(house)
    known_money[somebody.pk] = timezone.localdate()

    assert retention.find_due(house) == 0


def test_an_enquiry_that_came_to_nothing_is_found_after_its_short_time(house):
    with at("2024-01-01 10:00"):
        somebody = PersonFactory(site=house, referred_on=D(2024, 1, 1), status="referred")
    Person.objects.filter(pk=somebody.pk).update(status="ended")

    assert retention.find_due(house) == 1
    assert Disposal.objects.get().rule.name == "enquiry"


def test_finding_asks_the_same_for_one_and_for_many(house):
    past(house)
    retention.find_due(house)
    counts = []
    for number in (1, 9):
        for _ in range(number):
            past(house)
        counts.append(_queries(lambda: retention.find_due(house)))

    assert counts[0] == counts[1]


def _queries(do):
    with CaptureQueriesContext(connection) as asked:
        do()
    return len([one for one in asked if "SAVEPOINT" not in one["sql"] and "set_config" not in one["sql"]])
