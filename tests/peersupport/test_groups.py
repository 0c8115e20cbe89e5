"""Meetings of groups: their days, made ahead; added, called off; who comes and who came; who is next."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from ipc.kernel.models import Event
from ipc.kernel.tasks import deliver_effects
from peersupport import introductions, news
from peersupport.acts import Act
from peersupport.groups import attendance, days, sessions, waiting
from peersupport.models import (
    Attendance,
    Frequency,
    IntroductionStatus,
    Presence,
    Schedule,
    ServiceStatus,
    Session,
)
from people import consent
from people.models import Person
from tests.factories import IntroductionFactory, PersonFactory, ServiceFactory, UserFactory
from tests.factories.peersupport import AttendanceFactory, SessionFactory

SATURDAY = "2026-11-21 12:00"


def schedule(**given):
    """Tuesdays, every week, unless told otherwise; not saved."""
    return Schedule(**{"weekday": "TU", "opens_at": dt.time(10), "closes_at": dt.time(12)} | given)


def days_of(first="2026-11-21", last="2027-01-10", **given):
    found = days.days(schedule(**given), dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    return [f"{day:%d %b}" for day in found]


@pytest.fixture
def today(time_machine):
    time_machine.move_to(SATURDAY, tick=False)
    return time_machine


@pytest.fixture
def member(margaret, choir):
    return IntroductionFactory(person=margaret, service=choir, status=IntroductionStatus.ACTIVE)


def in_days(number, **given):
    starts_at = timezone.now() + dt.timedelta(days=number)
    return SessionFactory(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=2), **given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"last": "2026-12-08"}, ["24 Nov", "01 Dec", "08 Dec"]),
        (
            {"begins_on": dt.date(2026, 11, 10), "every": 2, "last": "2026-12-22"},
            ["24 Nov", "08 Dec", "22 Dec"],
        ),
        ({"begins_on": dt.date(2026, 11, 14), "every": 3, "last": "2026-12-31"}, ["08 Dec", "29 Dec"]),
        ({"begins_on": dt.date(2026, 12, 2), "ends_on": dt.date(2026, 12, 15)}, ["08 Dec", "15 Dec"]),
        ({"frequency": Frequency.MONTHLY, "week": 2}, ["08 Dec"]),
        ({"frequency": Frequency.MONTHLY, "week": -1}, ["24 Nov", "29 Dec"]),
        (
            {"frequency": Frequency.MONTHLY, "week": 1, "every": 2, "begins_on": dt.date(2026, 11, 3)},
            ["05 Jan"],
        ),
        ({"frequency": Frequency.MONTHLY, "weekday": "", "begins_on": dt.date(2026, 10, 31)}, ["31 Dec"]),
        ({"weekday": "", "begins_on": dt.date(2026, 12, 24)}, ["24 Dec", "31 Dec", "07 Jan"]),
    ],
    ids=lambda given: "" if isinstance(given, list) else None,
)
def test_days_of_a_schedule(given, expected):
    assert days_of(**given) == expected


@pytest.mark.parametrize("unknown", [{"every": 2}, {"weekday": ""}, {"frequency": Frequency.MONTHLY}])
def test_a_schedule_that_does_not_say_which_days_has_none(unknown):
    assert days_of(**unknown) == []


def test_ten_o_clock_stays_ten_o_clock_over_the_end_of_summer_time():
    over = days.times(schedule(weekday="MO"), dt.date(2026, 10, 19), dt.date(2026, 10, 26))

    assert [(one.starts_at.hour, one.starts_at.astimezone(dt.UTC).hour) for one in over] == [
        (10, 9),
        (10, 10),
    ]


def test_without_an_end_a_meeting_is_two_hours():
    (one,) = days.times(schedule(closes_at=None), dt.date(2026, 11, 24), dt.date(2026, 11, 24))

    assert one.ends_at - one.starts_at == dt.timedelta(hours=2)


def test_meetings_are_made_ahead_once(choir, today):
    assert sessions.make_ahead(choir) == 8
    assert sessions.make_ahead(choir) == 0

    first, last = choir.sessions.first(), choir.sessions.last()
    assert timezone.localtime(first.starts_at) == days.at(dt.date(2026, 11, 23), dt.time(10))
    assert timezone.localtime(last.ends_at) == days.at(dt.date(2027, 1, 11), dt.time(12))


def test_meetings_follow_the_times_unless_somebody_said_something_about_them(choir, margaret, today):
    sessions.make_ahead(choir)
    said, called_off, *others = choir.sessions.all()
    AttendanceFactory(session=said, person=margaret)
    sessions.cancel(called_off, by=None, why="The hall is closed.")
    choir.schedules.update(weekday="FR")

    sessions.make_ahead(choir)

    kept = set(choir.sessions.values_list("pk", flat=True))
    assert {said.pk, called_off.pk} <= kept
    assert not kept.intersection(one.pk for one in others)
    assert choir.sessions.filter(starts_at__week_day=6).count() == 8


def test_a_group_that_does_not_run_has_no_meetings(house, today):
    closed = ServiceFactory(status=ServiceStatus.CLOSED_FOR_NOW)

    assert sessions.make_ahead(closed) == 0


def test_every_night_the_groups_that_people_are_in_or_wait_for_get_their_meetings(house, member, today):
    lonely = ServiceFactory()

    sessions.make_all_ahead(house)

    assert (member.service.sessions.count(), lonely.sessions.count()) == (8, 0)
    member.service.schedules.all().delete()
    sessions.make_all_ahead(house)
    assert member.service.sessions.count() == 0


def test_a_meeting_is_added_outside_the_times(choir, navigator, today):
    at = timezone.now() + dt.timedelta(days=2)

    made = sessions.add(
        choir, by=navigator, starts_at=at, ends_at=at + dt.timedelta(hours=1), words=" Picnic "
    )

    assert (made.words, made.site_id) == ("Picnic", choir.site_id)
    assert Event.objects.get(act=Act.KEEP_SESSION).actor == navigator
    with pytest.raises(sessions.MeetsThenAlready):
        sessions.add(choir, by=navigator, starts_at=at, ends_at=at + dt.timedelta(hours=3), words="Again")


@pytest.mark.parametrize(
    ("begins", "hours", "words", "refusal"),
    [
        (-1, 1, "Picnic", sessions.MeetingInThePast),
        (1, 0, "Picnic", sessions.EndsBeforeItStarts),
        (1, 1, "  ", sessions.NothingSaidAboutIt),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(choir, navigator, begins, hours, words, refusal):
    at = timezone.now() + dt.timedelta(days=begins)

    with pytest.raises(refusal):
        sessions.add(choir, by=navigator, starts_at=at, ends_at=at + dt.timedelta(hours=hours), words=words)


def test_calling_off_tells_those_who_expect_it_and_says_nothing_of_the_group(
    member, choir, navigator, acting_for
):
    sorry, paused = (
        IntroductionFactory(person=PersonFactory(email=f"{name}@home.example"), service=choir, status=status)
        for name, status in (("sorry", IntroductionStatus.ACTIVE), ("paused", IntroductionStatus.PAUSED))
    )
    for one in (sorry, paused):
        one.person.signs_in = UserFactory(person=one.person)
    session = in_days(3, service=choir)
    AttendanceFactory(session=session, person=sorry.person, introduction=sorry, presence=Presence.SORRY)

    with acting_for(navigator):
        sessions.cancel(session, by=navigator, why="Joan is ill.")
    deliver_effects()

    session.refresh_from_db()
    assert (session.is_cancelled, session.why_cancelled) == (True, "Joan is ill.")
    (sent,) = mail.outbox
    assert sent.to == ["margaret@example.org"]
    assert "Choir" not in sent.body
    assert "Joan" not in sent.body


@pytest.mark.parametrize("change", ["cancel", "change"])
def test_what_is_called_off_or_over_stays_as_it_is(choir, navigator, change):
    words = {"why": "Snow"} if change == "cancel" else {"place": "The park", "words": ""}

    with pytest.raises(sessions.CalledOffAlready):
        getattr(sessions, change)(in_days(3, is_cancelled=True, why_cancelled="Ill"), by=navigator, **words)
    with pytest.raises(sessions.MeetingIsOver):
        getattr(sessions, change)(in_days(-3), by=navigator, **words)


def test_calling_off_needs_a_reason(choir, navigator):
    with pytest.raises(sessions.CalledOffWithoutReason):
        sessions.cancel(in_days(3), by=navigator, why=" ")


def test_another_place_is_told_and_another_word_is_not(member, choir, navigator):
    session = in_days(3, service=choir)

    sessions.change(session, by=navigator, place="", words="Bring a hat")
    deliver_effects()
    assert mail.outbox == []

    sessions.change(session, by=navigator, place="The park", words="Bring a hat")
    deliver_effects()
    assert [one.to for one in mail.outbox] == [["margaret@example.org"]]


def test_somebody_says_whether_they_come_and_may_say_it_anew(member, margaret, choir, acting_for):
    session, by = in_days(3, service=choir), margaret.signs_in

    with acting_for(by):
        attendance.say(session, by=by, person=margaret, is_coming=True)
        attendance.say(session, by=by, person=margaret, is_coming=False)

    said = Attendance.objects.get()
    assert (said.presence, said.introduction, said.written_by) == (Presence.SORRY, member, by)
    assert Event.objects.filter(act=Act.SAY_COMING, person_id=margaret.pk).count() == 2


@pytest.mark.parametrize("status", [None, IntroductionStatus.ASKED, IntroductionStatus.PAUSED])
def test_only_those_in_the_group_say_that_they_come(margaret, choir, status):
    if status:
        IntroductionFactory(person=margaret, service=choir, status=status)

    with pytest.raises(attendance.NotInThisGroup):
        attendance.say(in_days(3, service=choir), by=margaret.signs_in, person=margaret, is_coming=True)


def test_nobody_says_that_they_come_to_what_is_off_over_or_written_down(member, margaret, choir, navigator):
    def say(session):
        attendance.say(session, by=margaret.signs_in, person=margaret, is_coming=True)

    with pytest.raises(attendance.CalledOffAlready):
        say(in_days(3, service=choir, is_cancelled=True, why_cancelled="Snow"))
    with pytest.raises(attendance.MeetingIsOver):
        say(in_days(-3, service=choir))
    going_on = in_days(-1 / 24, service=choir)
    attendance.write_down(going_on, by=navigator, came=[member])
    with pytest.raises(attendance.WrittenDownAlready):
        say(going_on)


def test_a_navigator_writes_down_who_came(member, margaret, choir, navigator, acting_for):
    other = IntroductionFactory(person=PersonFactory(), service=choir, status=IntroductionStatus.ACCEPTED)
    session = in_days(-1, service=choir)
    AttendanceFactory(session=session, person=margaret, introduction=member)

    with acting_for(navigator):
        attendance.write_down(session, by=navigator, came=[member], missed=[other])

    written = dict(Attendance.objects.values_list("person_id", "presence"))
    assert written == {margaret.pk: Presence.CAME, other.person_id: Presence.MISSED}
    assert Event.objects.filter(act=Act.KEEP_ATTENDANCE, actor=navigator).count() == 2


def test_attendance_is_refused_before_it_begins_where_it_is_off_and_for_strangers(member, choir, navigator):
    with pytest.raises(attendance.NotBegunYet):
        attendance.write_down(in_days(1, service=choir), by=navigator, came=[member])
    off = in_days(-1, service=choir, is_cancelled=True, why_cancelled="Snow")
    with pytest.raises(attendance.CalledOffAlready):
        attendance.write_down(off, by=navigator, came=[member])
    with pytest.raises(attendance.NotInThisGroup):
        attendance.write_down(in_days(-1), by=navigator, came=[member])


def waits(service, *, since):
    at = timezone.now() - dt.timedelta(days=since)
    return IntroductionFactory(
        person=PersonFactory(), service=service, status=IntroductionStatus.WAITING, status_since=at
    )


def test_the_waiting_list_keeps_its_order(choir, navigator, acting_for):
    second, first = waits(choir, since=2), waits(choir, since=9)
    elsewhere = waits(ServiceFactory(), since=20)

    with acting_for(navigator):
        assert waiting.in_order(choir, navigator) == [first, second]
        assert [waiting.place_of(one) for one in (first, second, elsewhere)] == [1, 2, 1]
        assert waiting.free_places(choir) == 2
        with pytest.raises(waiting.SomebodyWaitsLonger):
            introductions.offer_place(second, by=navigator)
        introductions.offer_place(first, by=navigator, words="Come on Monday")
        introductions.offer_place(second, by=navigator)
        assert waiting.free_places(choir) == 0

    assert waiting.place_of(second) is None


def test_whoever_stopped_sharing_or_died_holds_up_nobody(choir, navigator, acting_for):
    hidden, died, next_one = waits(choir, since=9), waits(choir, since=8), waits(choir, since=2)
    consent.withdraw(hidden.consent, by=None)
    Person.objects.filter(pk=died.person_id).update(status="died", died_on="2026-11-01")

    with acting_for(navigator):
        introductions.offer_place(next_one, by=navigator)

    assert waiting.place_of(next_one) is None


def test_whoever_gets_a_place_finds_the_meetings_of_the_group(member, choir, navigator, today):
    introduction = waits(choir, since=2)

    introductions.offer_place(introduction, by=navigator)

    assert Session.objects.filter(service=choir).count() == 8


def test_the_person_knows_their_place_on_the_list_and_not_who_is_before_them(margaret, choir, acting_for):
    waits(choir, since=5)
    mine = IntroductionFactory(
        person=margaret, service=choir, status=IntroductionStatus.WAITING, status_since=timezone.now()
    )

    with acting_for(margaret.signs_in):
        assert waiting.place_of(mine) == 2
        assert "1 person is before you." in news.of(mine, may_take_back=True)["next"]
        assert [one.pk for one in waiting.in_order(choir, margaret.signs_in)] == [mine.pk]
