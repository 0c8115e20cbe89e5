"""What comes up for a person: what, who and when, on a page and as a file for a telephone."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ipc.kernel import dates
from ipc.programme import calendar, coming_up
from peersupport.models import IntroductionStatus
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AuthorityFactory,
    BudgetFactory,
    CallRequestFactory,
    CarePlanFactory,
    ChangeRequestFactory,
    ComplaintFactory,
    ConsentFactory,
    IntroductionFactory,
    PaymentFactory,
    PersonFactory,
    RectificationFactory,
    ReviewFactory,
    SecondLookFactory,
    ServiceFactory,
    SessionFactory,
    UserFactory,
    WeekSlotFactory,
)
from tests.factories.people import staff


def in_days(number):
    return dates.today() + dt.timedelta(days=number)


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def own(person):
    return UserFactory(person=person)


def shown(client, **asked):
    return " ".join(client.get(reverse("my_calendar"), asked).text.split())


def everything_for(person):
    """Give ``person`` one of each that has a day, none on the same; return by kind the day it is told for."""
    plan = CarePlanFactory(person=person, status="agreed", agreed_at=timezone.now())
    review = ReviewFactory(person=person, due_on=in_days(30))
    ChangeRequestFactory(person=person, plan=plan, review=review, answer_due_on=in_days(3))
    budget = BudgetFactory(
        person=person, plan=plan, status="active", starts_on=in_days(-9), ends_on=in_days(200)
    )
    PaymentFactory(budget=budget, person=person, starts_on=in_days(5), ends_on=in_days(32), amount="740.00")
    SecondLookFactory(person=person, due_on=in_days(7))
    RectificationFactory(person=person, due_on=in_days(9))
    ComplaintFactory(person=person, due_on=in_days(11))
    CallRequestFactory(person=person, asked_at=timezone.now())
    ConsentFactory(person=person, ends_on=in_days(40), user=UserFactory(name="Dev Reader"))
    AuthorityFactory(person=person, kind="deputy", ends_on=in_days(50), holder=UserFactory(name="Deb Deputy"))
    meeting_for(person, name="Dance on Fridays", hours=60)
    return {
        "review": 30, "change": 3, "year": 200, "payment": 5, "second_look": 7, "put_right": 9,
        "complaint": 11, "sharing": 40, "acting": 50,
    }  # fmt: skip


def meeting_for(person, *, name, hours, **session):
    group = ServiceFactory(name=name, site=person.site)
    IntroductionFactory(person=person, status=IntroductionStatus.ACCEPTED, service=group)
    begins = timezone.now() + dt.timedelta(hours=hours)
    return SessionFactory(service=group, starts_at=begins, ends_at=begins + dt.timedelta(hours=1), **session)


def test_everything_that_has_a_day_is_there_on_its_day_once(person, own, acting_for):
    expected = everything_for(person)
    with acting_for(own):
        coming = coming_up.dated(person, own, today=dates.today())

    told = {one.kind: one.day for one in coming}
    assert len(coming) == len(told)
    assert told.pop("call") > dates.today()
    assert told == {kind: in_days(number) for kind, number in expected.items()}
    assert [one.day for one in coming] == sorted(one.day for one in coming)


def test_the_page_says_what_who_and_when(signed_in, person, own):
    everything_for(person)
    AllocationFactory(person=person, worker=staff("coordinator", person.site, name="Sam Okafor"))
    text = shown(signed_in(own))

    assert "We look at this together, by this day: The plan." in text
    assert "Who: Sam Okafor" in text
    assert "£740.00 is paid." in text
    assert "Dev Reader can no longer see what was shared." in text
    assert "Deb Deputy can no longer act by this right." in text
    assert "Dance on Fridays" in text
    assert dates.month_in_words(in_days(200)) in text


def test_what_is_over_answered_or_past_is_not_there(person, own, acting_for):
    ReviewFactory(person=person, due_on=in_days(2), held_on=dates.today())
    ReviewFactory(person=person, due_on=in_days(-2))
    RectificationFactory(
        person=person, due_on=in_days(2), decision="kept", reason="So it was", decided_at=timezone.now()
    )
    ComplaintFactory(person=person, due_on=in_days(2), status="taken_back")
    ConsentFactory(person=person, ends_on=in_days(2), withdrawn_at=timezone.now())
    CallRequestFactory(person=person, asked_at=timezone.now() - dt.timedelta(days=90))

    with acting_for(own):
        assert coming_up.dated(person, own, today=dates.today()) == []


def test_a_meeting_called_off_says_so_and_is_not_among_the_next(person, own, acting_for):
    meeting_for(person, name="Choir", hours=24, is_cancelled=True, why_cancelled="No room")
    meeting_for(person, name="Dance", hours=48)

    with acting_for(own):
        told = [one.what for one in coming_up.all_meetings(person, own)]
        soon = [one.what for one in coming_up.soonest(person, own, most=3)]
    assert told == ["Called off: Choir", "Dance"]
    assert soon == ["Dance"]


def test_a_helper_reads_only_of_what_was_given(signed_in, person):
    everything_for(person)
    helper = ConsentFactory(person=person, sections=["identity", "support"]).user

    text = shown(signed_in(helper))

    assert "Dance on Fridays" in text
    assert "a community navigator rings you" in text
    for kept in (
        "£740.00",
        "We look at this together",
        "putting your record right",
        "Deb Deputy",
        "answer from us",
    ):
        assert kept not in text


def test_before_anything_has_a_day_the_page_says_what_will_be_here(signed_in, own):
    assert "Nothing has a day yet" in shown(signed_in(own))


def test_every_week_stands_by_itself_from_the_plan_in_force(signed_in, person, own):
    plan = CarePlanFactory(person=person, status="agreed", agreed_at=timezone.now())
    action = ActionFactory(goal__need__plan=plan, words="Help to get up", who="Joan")
    WeekSlotFactory(action=action, person=person, weekday=0, part="morning")

    text = shown(signed_in(own))

    assert "Help to get up" in text
    assert "Who: Joan" in text


def test_easy_read_is_the_same_in_lines_with_drawings(signed_in, person, own):
    meeting_for(person, name="Dance", hours=48)

    text = shown(signed_in(own), easy="1")

    assert "ipc-easy__line" in text
    assert "Dance" in text


def test_the_file_has_all_of_it_and_nothing_that_is_not_private(signed_in, person, own):
    everything_for(person)
    plan = person.careplans.get()
    WeekSlotFactory(action=ActionFactory(goal__need__plan=plan, words="Help to get up"), person=person)

    answer = signed_in(own).get(reverse("my_calendar_file"))
    file = answer.content.decode().replace("\r\n ", "")

    assert answer["Content-Type"].startswith("text/calendar")
    assert file.count("BEGIN:VEVENT") == file.count("CLASS:PRIVATE") == 12
    assert "RRULE:FREQ=WEEKLY" in file
    assert f"DTSTART;VALUE=DATE:{in_days(5):%Y%m%d}" in file
    assert "SUMMARY:Dance on Fridays" in file
    assert len(set(line for line in file.splitlines() if line.startswith("UID:"))) == 12


def test_it_costs_the_same_for_one_and_for_many(signed_in, person, own):
    def count():
        with CaptureQueriesContext(connection) as asked:
            calendar.page(person, own)
        return len(asked)

    everything_for(person)
    count()  # the first time asks who the reader is
    before = count()
    for number in range(4):
        RectificationFactory(person=person, due_on=in_days(3))
        ConsentFactory(person=person, ends_on=in_days(40))
        meeting_for(person, name=f"Group {number}", hours=30)

    assert count() == before <= 10


@pytest.mark.parametrize(
    ("kind", "who"), [("question", "Your care team"), ("complaint", "The manager of the team")]
)
def test_it_is_said_who_answers_a_question_and_who_a_complaint(person, own, acting_for, kind, who):
    ComplaintFactory(person=person, kind=kind, due_on=in_days(3))

    with acting_for(own):
        (one,) = coming_up.dated(person, own, today=dates.today())

    assert one.who == who
