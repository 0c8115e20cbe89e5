"""The week of a plan: its times are written, and a picture of it is read."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careplans import timetable, writing
from careplans.acts import Act
from careplans.models import Action, CarePlan, LineKind, PartOfDay, PlanStatus, Weekday, WeekSlot
from ipc.kernel.errors import Changed
from ipc.kernel.models import Event
from people.models import Section
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    GoalFactory,
    KeptFromFactory,
    NeedFactory,
    PersonFactory,
    ServiceFactory,
    UserFactory,
    WeekSlotFactory,
)

MORNING = {"weekday": Weekday.MONDAY, "part": PartOfDay.MORNING, "from_time": None, "until_time": None}


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def action(person):
    plan = CarePlanFactory(person=person)
    return ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), words="A walk to the shop")


@pytest.fixture
def at_work(worker, signed_in):
    return signed_in(worker)


def text(answer):
    return " ".join(answer.content.decode().split())


def at(hour, minute=0):
    return dt.time(hour, minute)


class TestWritingTheTimes:
    def test_the_new_times_take_the_place_of_those_before(self, action, worker, acting_for):
        kept = WeekSlotFactory(action=action, weekday=Weekday.MONDAY, part=PartOfDay.MORNING)
        WeekSlotFactory(action=action, weekday=Weekday.FRIDAY)
        evening = {"weekday": 6, "part": "evening", "from_time": at(18), "until_time": at(19, 30)}

        with acting_for(worker):
            writing.set_week(action, by=worker, revision=1, slots=[MORNING, evening])

        assert list(action.slots.values_list("weekday", "part", "from_time", "until_time")) == [
            (0, "morning", None, None),
            (6, "evening", at(18), at(19, 30)),
        ]
        assert WeekSlot.objects.filter(pk=kept.pk).exists()
        assert (Action.objects.get().revision, Action.objects.get().changed_by) == (2, worker)
        assert CarePlan.objects.get().revision == action.plan.revision + 1
        assert Event.objects.filter(act=Act.WRITE_PLAN, subject_id=str(action.public_id)).exists()

    def test_the_same_times_again_change_nothing(self, action, worker):
        writing.set_week(action, by=worker, slots=[MORNING])
        writing.set_week(action, by=worker, slots=[MORNING])

        assert Action.objects.get().revision == 2

    def test_a_stale_writer_overwrites_nothing(self, action, worker):
        writing.set_week(action, by=worker, revision=1, slots=[MORNING])

        with pytest.raises(Changed):
            writing.set_week(action, by=worker, revision=1, slots=[])

        assert action.slots.count() == 1

    def test_the_end_comes_after_the_beginning_but_for_the_night(self, action, worker):
        over_night = {"from_time": at(22), "until_time": at(7)}

        with pytest.raises(writing.EndsBeforeItBegins):
            writing.set_week(action, by=worker, slots=[{**MORNING, **over_night}])
        with pytest.raises(writing.EndsBeforeItBegins):
            writing.set_week(action, by=worker, slots=[{**MORNING, "until_time": at(9)}])

        writing.set_week(action, by=worker, slots=[{**MORNING, **over_night, "part": PartOfDay.NIGHT}])
        assert action.slots.get().until_time == at(7)

    def test_a_part_of_a_day_has_one_time(self, action, worker):
        with pytest.raises(writing.SameTimeTwice):
            writing.set_week(action, by=worker, slots=[MORNING, {**MORNING, "from_time": at(9)}])

    def test_what_was_taken_out_has_no_week(self, action, worker):
        gone = Action.objects.get()
        writing.remove_action(action, by=worker)

        with pytest.raises(writing.LineGone):
            writing.set_week(gone, by=worker, slots=[MORNING])


class TestTheGrid:
    def url(self, action):
        return reverse("change_week", args=[action.plan.public_id, action.public_id])

    def test_parts_and_times_are_chosen_in_a_grid(self, at_work, action):
        WeekSlotFactory(action=action, weekday=2, part="evening", from_time=at(18))
        page = text(at_work.get(self.url(action)))
        form = {"revision": 1, "on_0_morning": "on", "from_0_morning": "09:00", "until_0_morning": "10:30"}

        answer = at_work.post(self.url(action), {**form, "on_6_night": "on"})

        assert 'name="on_2_evening" checked' in page
        assert 'value="18:00"' in page
        assert "Wednesday, </span>Evening" in page
        assert answer.url == reverse("week", args=[action.plan.public_id])
        assert list(action.slots.values_list("weekday", "part", "from_time", "until_time")) == [
            (0, "morning", at(9), at(10, 30)),
            (6, "night", None, None),
        ]

    @pytest.mark.parametrize(
        ("said", "asked"),
        [
            ({"from_0_morning": "09:00"}, "Choose this part of the day, or take its times out"),
            ({"on_0_morning": "on", "until_0_morning": "10:00"}, "Enter when it begins as well"),
            ({"on_0_morning": "on", "from_0_morning": "soon"}, "Enter a time like 9:30 or 14:00"),
            (
                {"on_0_morning": "on", "from_0_morning": "10:00", "until_0_morning": "09:00"},
                "must be after the time it begins",
            ),
        ],
    )
    def test_what_does_not_fit_is_asked_about_kindly(self, at_work, action, said, asked):
        page = text(at_work.post(self.url(action), {"revision": 1, **said}))

        assert asked in page
        assert not action.slots.exists()

    def test_who_is_second_sees_the_week_as_it_is_saved(self, at_work, action, worker):
        writing.set_week(action, by=worker, slots=[{**MORNING, "from_time": at(9)}])

        page = at_work.post(self.url(action), {"revision": 1, "on_4_evening": "on"})

        assert "Monday: morning, at 9:00 am" in text(page)
        assert 'name="on_4_evening" checked' in text(page)
        assert action.slots.get().weekday == 0
        at_work.post(self.url(action), {"revision": 2, "on_4_evening": "on"})
        assert action.slots.get().weekday == 4


class TestThePicture:
    @pytest.fixture
    def plan(self, action):
        """A week with something free, something paid and something that has no time."""
        WeekSlotFactory(action=action, weekday=1, part="morning")
        paid = ActionFactory(goal=action.goal, words="Help to get up", who="Kim", is_paid=True)
        WeekSlotFactory(action=paid, weekday=1, part="morning", from_time=at(8), until_time=at(9))
        group = ServiceFactory(site=action.site)
        ActionFactory(goal=action.goal, words="Ring Joan", when="When it gets hard", service=group)
        return action.plan

    def test_each_day_says_what_happens_with_whom_and_who_pays(self, plan, worker):
        week = timetable.week(plan, worker)

        tuesday = week["days"][1]
        assert tuesday["name"] == "Tuesday"
        assert [doing["words"] for doing in tuesday["parts"][0]["doings"]] == [
            "Help to get up",
            "A walk to the shop",
        ]
        assert [doing["cost"] for doing in tuesday["parts"][0]["doings"]] == [
            "Paid from the budget",
            "£0, free",
        ]
        assert tuesday["parts"][0]["doings"][0]["when"] == "8:00 am to 9:00 am"
        assert [day["is_free"] for day in week["days"]] == [True, False, *[True] * 5]
        assert [(doing["words"], doing["when"]) for doing in week["other"]] == [
            ("Ring Joan", "When it gets hard")
        ]

    def test_staff_and_the_person_read_the_same_week(self, plan, at_work, client, person, signed_in):
        staff_page = text(at_work.get(reverse("week", args=[plan.public_id])))
        own_page = text(signed_in(UserFactory(person=person)).get(reverse("my_week")))

        for page in (staff_page, own_page):
            assert "Help to get up" in page
            assert "Paid from the budget" in page
            assert "Tuesday" in page
        assert "Write the times" in staff_page
        assert "It is not agreed yet" in own_page
        assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True).count() == 2

    def test_an_agreed_week_is_read_and_no_longer_written(self, plan, at_work):
        CarePlan.objects.update(status=PlanStatus.AGREED)

        assert "Write the times" not in text(at_work.get(reverse("week", args=[plan.public_id])))

    def test_a_week_without_times_says_so(self, action, at_work, person, signed_in):
        assert "No times are written yet" in text(at_work.get(reverse("week", args=[action.plan.public_id])))
        herself = signed_in(UserFactory(person=person))
        assert "Your week is not written yet" in text(herself.get(reverse("my_week")))
        CarePlan.objects.all()
        assert "Your week is not written yet" in text(
            signed_in(UserFactory(person=PersonFactory())).get(reverse("my_week"))
        )

    def test_what_is_kept_from_a_reader_is_not_in_their_week(self, plan, person, signed_in, acting_for):
        daughter = ConsentFactory(person=person).user
        kept = plan.needs.get().public_id
        KeptFromFactory(person=person, reader=daughter, line_kind=LineKind.NEED, line_id=kept)

        assert "Help to get up" not in text(signed_in(daughter).get(reverse("my_week")))
        assert timetable.week(plan, daughter)["is_empty"]

    def test_family_without_the_plan_do_not_read_the_week(self, plan, person, signed_in):
        daughter = ConsentFactory(person=person, sections=[Section.IDENTITY]).user

        assert signed_in(daughter).get(reverse("my_week")).status_code == 403

    def test_the_week_costs_the_same_with_more_in_it(self, plan, worker):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                timetable.week(plan, worker)
            return len(asked)

        queries()
        before = queries()
        for day in range(7):
            WeekSlotFactory(action__goal=plan.goals.get(), weekday=day)

        assert plan.actions.count() == 10
        assert queries() == before <= 3


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ((None, None), ""),
        ((at(9), None), "at 9:00 am"),
        ((at(9, 30), at(12)), "9:30 am to 12:00 pm"),
        ((at(23), at(0, 15)), "11:00 pm to 12:15 am"),
    ],
)
def test_times_are_said_as_people_say_them(times, words):
    assert timetable.times(WeekSlot(from_time=times[0], until_time=times[1])) == words


def test_a_week_is_said_in_a_sentence_in_the_order_of_the_days():
    slots = [
        WeekSlot(weekday=3, part="evening"),
        WeekSlot(weekday=0, part="night"),
        WeekSlot(weekday=0, part="morning", from_time=at(9), until_time=at(10)),
        WeekSlot(weekday=1, part="night"),
    ]

    assert timetable.in_a_sentence(slots) == (
        "Monday: morning, 9:00 am to 10:00 am; Monday, Tuesday: night; Thursday: evening"
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (range(7), "Every day: night"),
        (range(5), "Monday to Friday: night"),
        ([5, 6], "Saturday, Sunday: night"),
    ],
)
def test_days_that_are_alike_are_said_together(days, words):
    assert timetable.in_a_sentence([WeekSlot(weekday=day, part="night") for day in days]) == words


def test_the_plan_costs_the_same_with_3_and_with_60_actions_in_the_week(person, worker, signed_in):
    plan = CarePlanFactory(person=person)
    goal = GoalFactory(need=NeedFactory(plan=plan))
    client = signed_in(worker)
    herself = UserFactory(person=person)

    def add(actions):
        for number in range(actions):
            action = ActionFactory(goal=goal, service=ServiceFactory(site=person.site))
            WeekSlotFactory(action=action, weekday=number % 7)

    def queries(url):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    def all_pages():
        signed_in(worker)
        of_staff = [queries(reverse(name, args=[plan.public_id])) for name in ("plan", "week")]
        signed_in(herself)
        return of_staff + [queries(reverse(name)) for name in ("my_plan", "my_week")]

    add(3)
    all_pages()
    before = all_pages()
    add(57)

    assert plan.actions.count() == 60
    assert all_pages() == before
