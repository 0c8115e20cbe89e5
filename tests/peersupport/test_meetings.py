"""The pages of groups and meetings: for staff, for those who come, in the week of the plan, in calendars."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from ipc.kernel.models import Event
from peersupport.acts import Act
from peersupport.groups import sessions
from peersupport.models import Attendance, Frequency, IntroductionStatus, Presence, ServiceKind
from people.models import Section
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    GoalFactory,
    IntroductionFactory,
    NeedFactory,
    PersonFactory,
    ServiceFactory,
    SiteFactory,
    WeekSlotFactory,
)
from tests.factories.peersupport import AttendanceFactory, SessionFactory
from tests.factories.people import ConsentFactory, staff


@pytest.fixture
def member(margaret, choir):
    return IntroductionFactory(person=margaret, service=choir, status=IntroductionStatus.ACTIVE)


def in_days(number, **given):
    starts_at = timezone.now() + dt.timedelta(days=number)
    return SessionFactory(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=2), **given)


def words(answer):
    return answer.content.decode()


def address(name, row):
    return reverse(name, args=[row.public_id])


# For those who come.


def test_my_meetings_say_when_where_and_ask_whether_i_come(member, margaret, choir, signed_in):
    session = in_days(3, service=choir, place="The park", words="Bring a hat")
    in_days(4, service=choir, is_cancelled=True, why_cancelled="Joan is ill.")
    in_days(3)
    client = signed_in(margaret.signs_in)

    page = client.get(reverse("my_meetings"))
    assert len(page.context["meetings"]) == 2
    for said in ("The park", "Bring a hat", "Called off", "Joan is ill.", "I cannot come"):
        assert said in words(page)
    client.post(reverse("say_coming"), {"session": session.public_id, "is_coming": "yes"})

    assert Attendance.objects.get().presence == Presence.COMING
    assert "You are coming" in words(client.get(reverse("my_meetings")))


def test_without_a_group_a_way_to_find_one_is_shown(margaret, signed_in):
    page = words(signed_in(margaret.signs_in).get(reverse("my_meetings")))

    assert "No meetings yet" in page
    assert reverse("directory") in page


def test_nobody_says_that_they_come_to_a_meeting_of_others(member, margaret, signed_in):
    other, client = in_days(3), signed_in(margaret.signs_in)

    answer = client.post(reverse("say_coming"), {"session": other.public_id, "is_coming": "yes"})

    assert answer.status_code == 404
    assert "Choose a meeting" in words(client.post(reverse("say_coming"), {"is_coming": "yes"}))


def test_whoever_was_shown_the_support_reads_meetings_and_says_nothing(member, margaret, choir, signed_in):
    session = in_days(3, service=choir)
    shown = ConsentFactory(person=margaret, sections=[Section.IDENTITY, Section.SUPPORT]).user
    client = signed_in(shown)

    assert "Breathe Easy Choir" in words(client.get(reverse("my_meetings")))
    said = {"session": session.public_id, "is_coming": "yes"}
    assert client.post(reverse("say_coming"), said).status_code == 403


def test_a_secret_place_is_written_nowhere(margaret, signed_in):
    refuge = ServiceFactory(has_sensitive_place=True, place="Rose House")
    IntroductionFactory(person=margaret, service=refuge, status=IntroductionStatus.ACTIVE)
    in_days(3, service=refuge, place="Lily House")
    client = signed_in(margaret.signs_in)

    for name in ("my_meetings", "my_meetings_calendar"):
        page = words(client.get(reverse(name)))
        assert "Rose House" not in page
        assert "Lily House" not in page
    assert "House" not in words(client.get(address("service_calendar", refuge)))


def test_the_page_costs_the_same_for_one_meeting_and_for_ten(member, margaret, choir, signed_in, questions):
    client, counts = signed_in(margaret.signs_in), []
    for number in (1, 9):
        for day in range(number):
            in_days(day + number, service=choir)
        client.get(reverse("my_meetings"))
        with questions() as asked:
            client.get(reverse("my_meetings"))
        counts.append(len(asked()))

    assert counts[0] == counts[1]


# Calendars.


def unfolded(answer):
    return words(answer).replace("\r\n ", "").split("\r\n")


def test_the_calendar_of_a_group_repeats_and_leaves_out_what_is_off(client, choir, time_machine):
    time_machine.move_to("2026-11-21 12:00", tick=False)
    choir.schedules.update(every=2, begins_on=dt.date(2026, 11, 3), ends_on=dt.date(2027, 3, 31))
    sessions.make_ahead(choir)
    first, second, *_others = choir.sessions.all()
    sessions.cancel(first, by=None, why="Joan is ill.")
    sessions.change(second, by=None, place="The park", words="")
    at = timezone.now() + dt.timedelta(days=2)
    sessions.add(choir, by=None, starts_at=at, ends_at=at + dt.timedelta(hours=1), words="Picnic")

    assert address("service_calendar", choir) in words(client.get(address("service", choir)))
    lines = unfolded(client.get(address("service_calendar", choir)))

    assert "DTSTART;TZID=Europe/London:20261109T100000" in lines
    assert "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270331T225959Z" in lines
    assert "EXDATE;TZID=Europe/London:20261123T100000" in lines
    assert "RECURRENCE-ID;TZID=Europe/London:20261207T100000" in lines
    assert "LOCATION:This time: The park" in lines
    assert "SUMMARY:Breathe Easy Choir: Picnic" in lines
    assert not [line for line in lines if "Joan" in line or "20261221" in line]
    assert lines.count("BEGIN:VEVENT") == 3


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"frequency": Frequency.MONTHLY, "week": -1}, "RRULE:FREQ=MONTHLY;BYDAY=-1MO"),
        (
            {"frequency": Frequency.MONTHLY, "weekday": "", "begins_on": dt.date(2026, 11, 5)},
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=5",
        ),
        ({}, "RRULE:FREQ=WEEKLY"),
    ],
)
def test_how_often_is_said_as_calendars_say_it(client, choir, given, rule):
    choir.schedules.update(**given)

    assert rule in unfolded(client.get(address("service_calendar", choir)))


@pytest.mark.parametrize("hidden", [{"is_internal": True}, {"is_refuge": True}, {"is_out_of_date": True}])
def test_what_is_not_public_has_no_calendar(client, house, hidden):
    assert client.get(address("service_calendar", ServiceFactory(**hidden))).status_code == 404


def test_my_calendar_says_what_is_off(member, margaret, choir, signed_in):
    in_days(3, service=choir)
    in_days(4, service=choir, is_cancelled=True, why_cancelled="Snow")

    lines = unfolded(signed_in(margaret.signs_in).get(reverse("my_meetings_calendar")))

    assert "SUMMARY:Called off: Breathe Easy Choir" in lines
    assert lines.count("STATUS:CANCELLED") == 1
    assert lines.count("CLASS:PRIVATE") == 2


# The week of the plan.


def doings(page, day):
    return [doing["words"] for part in page.context["week"]["days"][day]["parts"] for doing in part["doings"]]


def test_groups_stand_in_the_week_of_the_plan_with_their_next_meetings(member, margaret, choir, signed_in):
    CarePlanFactory(person=margaret)
    in_days(3, service=choir)
    IntroductionFactory(person=margaret, status=IntroductionStatus.WAITING)

    page = signed_in(margaret.signs_in).get(reverse("my_week"))

    assert doings(page, 0) == ["Breathe Easy Choir"]
    assert "10:00 am to 12:00 pm" in words(page)
    assert "Your next meetings" in words(page)
    calendar = signed_in(margaret.signs_in).get(reverse("my_week_calendar"))
    assert "SUMMARY:Breathe Easy Choir" in unfolded(calendar)


def test_what_the_plan_puts_on_a_day_itself_stands_there_once(member, margaret, choir, signed_in):
    plan = CarePlanFactory(person=margaret)
    goal = GoalFactory(need=NeedFactory(plan=plan))
    action = ActionFactory(goal=goal, service=choir, words="Sing in the choir")
    WeekSlotFactory(action=action, weekday=0, part="morning")

    page = signed_in(margaret.signs_in).get(reverse("my_week"))

    assert doings(page, 0) == ["Sing in the choir"]


def test_whoever_was_shown_the_plan_and_not_the_support_sees_no_group(member, margaret, choir, signed_in):
    CarePlanFactory(person=margaret)
    in_days(3, service=choir)
    shown = ConsentFactory(person=margaret, sections=[Section.IDENTITY, Section.PLAN]).user

    page = signed_in(shown).get(reverse("my_week"))

    assert page.status_code == 200
    assert "Choir" not in words(page)


def test_the_coordinator_sees_the_groups_in_the_week(member, margaret, choir, signed_in):
    worker, plan = AllocationFactory(person=margaret).worker, CarePlanFactory(person=margaret)

    assert doings(signed_in(worker).get(address("week", plan)), 0) == ["Breathe Easy Choir"]


# For staff.


def test_groups_are_listed_with_places_and_who_waits(member, choir, navigator, signed_in):
    IntroductionFactory(service=choir, status=IntroductionStatus.WAITING)
    in_days(3, service=choir)
    ServiceFactory(name="Nobody's")
    nadia = ServiceFactory(site=choir.site, name="Nadia", kind=ServiceKind.PEER, meets=False)
    IntroductionFactory(service=nadia)

    page = signed_in(navigator).get(reverse("groups"))

    (group,) = page.context["groups"]
    assert (group["name"], group["places"], group["waits"]) == ("Breathe Easy Choir", "1 of 2 taken", 1)


def test_no_group_is_said(navigator, signed_in):
    assert "Nobody is in a group yet" in words(signed_in(navigator).get(reverse("groups")))


def test_a_group_shows_its_meetings_its_people_and_who_is_next(member, margaret, choir, navigator, signed_in):
    first = IntroductionFactory(
        person=PersonFactory(given_name="Rose", family_name="Kelly"),
        service=choir,
        status=IntroductionStatus.WAITING,
        status_since=timezone.now() - dt.timedelta(days=9),
    )
    AttendanceFactory(session=in_days(3, service=choir), person=margaret, introduction=member)
    in_days(-3, service=choir)

    page = signed_in(navigator).get(address("group", choir))

    for said in ("Margaret Hill", "Rose Kelly", "9 days", "1 person says they come", "Write down who came"):
        assert said in words(page)
    assert "1 place is free." in words(page)
    looked = Event.objects.filter(act=Act.SEE_INTRODUCTION, is_read=True)
    assert set(looked.values_list("person_id", flat=True)) == {margaret.pk, first.person_id}


def test_meetings_are_made_from_the_times_at_once(choir, navigator, signed_in):
    signed_in(navigator).post(address("group", choir))

    assert choir.sessions.count() == 8


def test_a_meeting_is_added_changed_and_called_off_on_its_pages(choir, navigator, signed_in):
    client, day = signed_in(navigator), timezone.localdate() + dt.timedelta(days=3)
    said = {"words": "Picnic", "day": f"{day:%Y-%m-%d}", "begins": "14:00", "ends": "13:00"}

    assert "It must end after it starts" in words(client.post(address("add_meeting", choir), said))
    client.post(address("add_meeting", choir), said | {"ends": "16:00"})
    session = choir.sessions.get()
    assert timezone.localtime(session.ends_at).hour == 16

    client.post(address("change_meeting", session), {"place": "The park", "words": "Picnic"})
    assert "Write why it does not take place" in words(client.post(address("cancel_meeting", session), {}))
    client.post(address("cancel_meeting", session), {"why": "Rain"})
    session.refresh_from_db()
    assert (session.place, session.is_cancelled, session.why_cancelled) == ("The park", True, "Rain")


def test_who_came_is_written_down_on_the_page(member, margaret, choir, navigator, signed_in):
    other = IntroductionFactory(person=PersonFactory(), service=choir, status=IntroductionStatus.ACTIVE)
    session, client = in_days(-1, service=choir), signed_in(navigator)

    assert "Who came?" in words(client.get(address("meeting", session)))
    client.post(
        address("meeting", session), {f"who_{member.public_id}": "came", f"who_{other.public_id}": ""}
    )

    assert list(Attendance.objects.values_list("person_id", "presence")) == [(margaret.pk, "came")]
    assert Event.objects.filter(act=Act.SEE_ATTENDANCE, person_id=margaret.pk, actor=navigator).exists()


def test_the_coordinator_reads_how_often_somebody_came(member, margaret, choir, signed_in):
    worker = AllocationFactory(person=margaret).worker
    for day, presence in ((-1, Presence.CAME), (-8, Presence.MISSED), (3, Presence.COMING)):
        session = in_days(day, service=choir)
        AttendanceFactory(session=session, person=margaret, introduction=member, presence=presence)

    page = words(signed_in(worker).get(address("support_of_person", margaret)))

    assert "came to 1 of 2 meetings" in page
    assert address("ask_for_call_of", margaret) in page


def test_a_group_costs_the_same_for_one_person_and_for_ten(choir, navigator, signed_in, questions):
    client, counts = signed_in(navigator), []
    for number in (1, 9):
        for _one in range(number):
            for status in (IntroductionStatus.ACTIVE, IntroductionStatus.WAITING):
                IntroductionFactory(person=PersonFactory(), service=choir, status=status)
            in_days(number + _one, service=choir)
        session, seen = in_days(-number, service=choir), []
        for path in (address("group", choir), address("meeting", session), reverse("groups")):
            client.get(path)
            with questions() as asked:
                client.get(path)
            seen.append(len([one for one in asked() if "INSERT" not in one]))
        counts.append(seen)

    assert counts[0] == counts[1]


def test_before_it_begins_a_meeting_shows_who_said_what(member, margaret, choir, navigator, signed_in):
    session = in_days(3, service=choir)
    AttendanceFactory(session=session, person=margaret, introduction=member, presence=Presence.SORRY)

    page = words(signed_in(navigator).get(address("meeting", session)))

    assert "Cannot come" in page
    assert "Write it down" not in page


def test_groups_are_for_navigators_and_managers_of_the_site(member, choir, signed_in, house):
    users = {"manager": 200, "coordinator": 403, "finance": 403, "site_admin": 403}

    for role, status in users.items():
        assert signed_in(staff(role)).get(address("group", choir)).status_code == status
    elsewhere = staff("navigator", SiteFactory(slug="luton"))
    assert signed_in(elsewhere).get(address("meeting", in_days(3, service=choir))).status_code == 404


def test_a_peers_page_is_no_group_with_a_place(client, house):
    peer = ServiceFactory(kind=ServiceKind.PEER, place="5 Private Road")

    assert "Private Road" not in words(client.get(address("service_calendar", peer)))
