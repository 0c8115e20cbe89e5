"""The week as a calendar file: what RFC 5545 asks, and nothing about the person that was not asked for."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from careplans import calendar
from careplans.acts import Act
from careplans.models import PartOfDay, PlanStatus, Weekday
from ipc.kernel import icalendar
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import Section
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    GoalFactory,
    NeedFactory,
    PersonFactory,
    ReviewFactory,
    UserFactory,
    WeekSlotFactory,
)


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada", family_name="Unsaid", nhs_number="9990000018")


@pytest.fixture
def plan(person):
    return CarePlanFactory(
        person=person,
        status=PlanStatus.AGREED,
        agreed_at=dt.datetime(2026, 10, 21, 12, tzinfo=dt.UTC),  # a Wednesday
    )


@pytest.fixture
def action(plan):
    goal = GoalFactory(need=NeedFactory(plan=plan, words="Help to breathe"), words="Walk again")
    return ActionFactory(goal=goal, words="Singing, with Joan; at the hall", who="The choir")


@pytest.fixture
def herself(person):
    return UserFactory(person=person)


def read(content):
    """Return the file's lines as they were before folding."""
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events(content):
    """Return the events of a file, each as a dict from the name with its parameters to the value."""
    found, event = [], None
    for line in read(content):
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found.append(event)
            event = None
        elif event is not None:
            name, value = line.split(":", 1)
            assert name not in event
            event[name] = value
    return found


def test_a_time_of_the_week_comes_back_every_week_from_the_day_the_plan_was_agreed(action, herself):
    slot = WeekSlotFactory(
        action=action,
        weekday=Weekday.TUESDAY,
        part=PartOfDay.MORNING,
        from_time=dt.time(10),
        until_time=dt.time(11, 30),
    )

    (event,) = events(calendar.ics(action.plan, herself))

    assert event["UID"] == str(slot.public_id)
    assert event["DTSTART;TZID=Europe/London"] == "20261027T100000"
    assert event["DTEND;TZID=Europe/London"] == "20261027T113000"
    assert event["RRULE"] == "FREQ=WEEKLY"
    assert event["SUMMARY"] == "Singing\\, with Joan\\; at the hall"
    assert event["DESCRIPTION"] == "The choir"


def test_a_slot_keeps_its_uid_from_file_to_file_and_every_file_is_stamped(action, herself):
    WeekSlotFactory(action=action)

    first, second = events(calendar.ics(action.plan, herself)), events(calendar.ics(action.plan, herself))

    assert first[0]["UID"] == second[0]["UID"]
    stamp = dt.datetime.strptime(first[0]["DTSTAMP"], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    assert abs(timezone.now() - stamp) < dt.timedelta(minutes=1)


def test_the_weekday_of_the_agreement_itself_counts(action, herself):
    WeekSlotFactory(action=action, weekday=Weekday.WEDNESDAY)

    assert events(calendar.ics(action.plan, herself))[0]["DTSTART;VALUE=DATE"] == "20261021"


def test_a_part_of_a_day_without_a_time_is_a_day_and_says_which_part(action, herself):
    WeekSlotFactory(action=action, weekday=Weekday.FRIDAY, part=PartOfDay.EVENING)

    (event,) = events(calendar.ics(action.plan, herself))

    assert event["DTSTART;VALUE=DATE"] == "20261023"
    assert event["SUMMARY"].startswith("Evening: Singing")
    assert not any(name.startswith("DTEND") for name in event)


def test_a_night_ends_on_the_next_morning(action, herself):
    WeekSlotFactory(
        action=action, weekday=4, part=PartOfDay.NIGHT, from_time=dt.time(22), until_time=dt.time(7)
    )

    (event,) = events(calendar.ics(action.plan, herself))

    assert event["DTSTART;TZID=Europe/London"] == "20261023T220000"
    assert event["DTEND;TZID=Europe/London"] == "20261024T070000"


def test_the_days_of_reviews_to_come_are_there(plan, person, herself):
    ahead = ReviewFactory(person=person, due_on=today() + dt.timedelta(days=40))
    ReviewFactory(person=person, stream="nhs", due_on=today() - dt.timedelta(days=4))

    (event,) = events(calendar.ics(plan, herself))

    assert event["UID"] == str(ahead.public_id)
    assert event["DTSTART;VALUE=DATE"] == f"{ahead.due_on:%Y%m%d}"
    assert event["SUMMARY"] == "By this day: The plan"


def test_the_file_says_nothing_about_the_person_that_was_not_asked_for(action, herself, person):
    WeekSlotFactory(action=action)

    content = calendar.ics(action.plan, herself).decode()

    for unsaid in (
        "Unsaid",
        "Ada",
        "9990000018",
        str(person.public_id),
        "Help to breathe",
        "Walk again",
        "@",
    ):
        assert unsaid not in content


def test_the_file_is_framed_as_the_standard_says(action, herself):
    WeekSlotFactory(action=action)

    content = calendar.ics(action.plan, herself)
    lines = read(content)

    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert lines.count("TZID:Europe/London") == 1
    for kind in ("VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"):
        assert lines.count(f"BEGIN:{kind}") == lines.count(f"END:{kind}") >= 1


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2032])
def test_the_clocks_of_the_file_are_those_of_london(year):
    """The file says: last Sunday in March, one hour on at 1; last Sunday in October, back at 2."""
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in icalendar.ZONE
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in icalendar.ZONE
    london = ZoneInfo("Europe/London")
    for month, before, after in ((3, 0, 1), (10, 1, 0)):
        last = max(
            day
            for day in (dt.date(year, month, 1) + dt.timedelta(days=number) for number in range(31))
            if day.month == month and day.weekday() == 6
        )
        the_day_before = dt.datetime.combine(last - dt.timedelta(days=1), dt.time(12), london)
        the_day = dt.datetime.combine(last, dt.time(12), london)
        assert the_day_before.utcoffset() == dt.timedelta(hours=before)
        assert the_day.utcoffset() == dt.timedelta(hours=after)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_a_folded_line_is_never_too_long_and_unfolds_to_itself(line):
    folded = icalendar.folded(line)

    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


def test_lines_are_folded_at_75_octets_and_letters_stay_whole():
    folded = icalendar.folded("é" * 40).split("\r\n")

    assert [len(piece.encode()) for piece in folded] == [74, 7]


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("a, b; c", "a\\, b\\; c"),
        ("back\\slash", "back\\\\slash"),
        ("one\r\ntwo\nthree\rfour", "one\\ntwo\\nthree\\nfour"),
        ("END:VEVENT\nBEGIN:VALARM", "END:VEVENT\\nBEGIN:VALARM"),
        ("bell\x07 and null\x00", "bell and null"),
        ("£5 at the café", "£5 at the café"),
    ],
)
def test_words_are_escaped_so_that_nothing_breaks_out_of_its_line(words, escaped):
    assert icalendar.escaped(words) == escaped


class TestTaking:
    def test_the_person_takes_their_week_and_it_is_written_down(self, action, herself, signed_in):
        WeekSlotFactory(action=action)

        answer = signed_in(herself).get(reverse("my_week_calendar"))

        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Content-Disposition"] == 'attachment; filename="my-week.ics"'
        assert len(events(answer.content)) == 1
        assert Event.objects.filter(act=Act.TAKE_PLAN, subject_id=str(action.plan.public_id)).exists()

    def test_colleagues_take_it_for_the_person(self, action, signed_in):
        worker = AllocationFactory(person=action.person).worker

        answer = signed_in(worker).get(reverse("week_calendar", args=[action.plan.public_id]))

        assert answer.content.startswith(b"BEGIN:VCALENDAR")
        assert Event.objects.filter(act=Act.TAKE_PLAN, actor=worker).exists()

    def test_nobody_else_does(self, action, signed_in, client):
        url = reverse("week_calendar", args=[action.plan.public_id])
        assert client.get(url).status_code == 302
        stranger = AllocationFactory(person=PersonFactory(site=action.site)).worker
        assert signed_in(stranger).get(url).status_code == 404
        daughter = ConsentFactory(person=action.person, sections=[Section.IDENTITY]).user
        assert signed_in(daughter).get(reverse("my_week_calendar")).status_code == 403

    def test_there_is_none_without_a_plan(self, house, signed_in):
        herself = UserFactory(person=PersonFactory())

        assert signed_in(herself).get(reverse("my_week_calendar")).status_code == 404
