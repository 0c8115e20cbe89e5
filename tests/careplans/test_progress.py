"""How it goes with a goal: noted, seen over time and over plans, by those who may."""

import uuid

import pytest
from django.urls import reverse

from careplans import progress
from careplans.about import NotYourView
from careplans.acts import Act
from careplans.models import PlanStatus, Progress, Stage, View
from ipc.kernel.models import Event
from people.leaving import HasDied
from people.models import PersonStatus, Section
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    GoalFactory,
    KeptFromFactory,
    NeedFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    ProgressFactory,
    UserFactory,
)
from tests.factories.people import staff


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def herself(person):
    return UserFactory(person=person)


@pytest.fixture
def goal(person, worker):
    plan = CarePlanFactory(person=person, agreed=True)
    return GoalFactory(need=NeedFactory(plan=plan))


def goes_on(goal, **plan):
    """Return the same goal in the next plan."""
    return GoalFactory(need=NeedFactory(plan=CarePlanFactory(person=goal.person, **plan)), came_from=goal)


def near(events):
    return [one["near"] for one in events]


class TestNoting:
    def test_the_person_notes_in_their_own_words_on_a_goal_and_an_action(self, goal, herself, acting_for):
        action = ActionFactory(goal=goal)

        with acting_for(herself):
            first = progress.note(goal, by=herself, stage=Stage.STARTED, how_near=3, words="To the corner.")
            second = progress.note(action, by=herself, stage=Stage.REACHED)

        assert (first.goal, first.action, first.view, first.how_near) == (goal, None, View.PERSON, 3)
        assert (second.goal, second.action) == (None, action)
        assert Event.objects.filter(act=Act.NOTE_PROGRESS, actor=herself).count() == 2

    def test_a_draft_may_be_noted_on_and_what_has_ended_may_not(self, goal, herself):
        goal.plan.status = PlanStatus.DRAFT
        assert progress.note(goal, by=herself, stage=Stage.STARTED)
        goal.plan.status = PlanStatus.ENDED

        with pytest.raises(progress.PlanHasEnded):
            progress.note(goal, by=herself, stage=Stage.STARTED)

    def test_staff_write_down_what_the_person_says_and_family_do_not_speak_as_staff(self, goal, worker):
        noted = progress.note(goal, by=worker, stage=Stage.NEARLY, view=View.PERSON)
        assert noted.view == View.PERSON
        assert progress.who(noted, goal.person) == f"Ada, written down by {worker.name}"

        brother = ConsentFactory(person=goal.person).user
        with pytest.raises(NotYourView):
            progress.note(goal, by=brother, stage=Stage.NEARLY, view=View.STAFF)

    def test_nothing_is_noted_after_a_death(self, goal, worker):
        goal.person.status = PersonStatus.DIED
        goal.person.save()

        with pytest.raises(HasDied):
            progress.note(goal, by=worker, stage=Stage.STARTED)


class TestOverPlans:
    def test_the_line_of_a_goal_goes_on_from_plan_to_plan(self, goal, herself):
        goal.plan.status = PlanStatus.ENDED
        goal.plan.save()
        second = goes_on(goal, agreed=True)
        third = goes_on(second)
        for one, how_near in ((goal, 2), (second, 5), (third, 7)):
            ProgressFactory(person=goal.person, goal=one, how_near=how_near)
        ProgressFactory(person=goal.person, goal=GoalFactory(need=second.need), how_near=10)

        for one in (goal, second, third):
            assert near(progress.shown(one, herself)["notes"]) == [
                "7 out of 10",
                "5 out of 10",
                "2 out of 10",
            ]
            assert progress.latest(one.plan, herself)[one.public_id]["near"] == "7 out of 10"

    def test_the_newest_of_each_goal_and_action(self, goal, herself):
        action, other = ActionFactory(goal=goal), GoalFactory(need=goal.need)
        ProgressFactory(person=goal.person, goal=goal, stage=Stage.STARTED)
        ProgressFactory(person=goal.person, goal=goal, stage=Stage.STOPPED, how_near=None, words="")
        ProgressFactory(person=goal.person, goal=None, action=action, stage=Stage.REACHED)

        newest = progress.latest(goal.plan, herself)

        assert {key: one["stage"] for key, one in newest.items()} == {
            goal.public_id: "Stopped",
            action.public_id: "Reached",
        }
        assert newest[goal.public_id]["near"] == ""
        assert other.public_id not in newest

    def test_a_long_history_costs_no_more_queries(self, goal, herself, django_assert_num_queries):
        assert herself.hat  # looked up once
        for count in (1, 9):
            for _ in range(count):
                ProgressFactory(person=goal.person, goal=goal, noted_by=herself)
                ProgressFactory(person=goal.person, goal=None, action=ActionFactory(goal=goal))
            with django_assert_num_queries(3):
                progress.latest(goal.plan, herself)
            with django_assert_num_queries(2):
                progress.history(goal, herself)

    @pytest.mark.parametrize(
        ("felt", "sentence"),
        [
            ([4], "How near it is now: 4 out of 10."),
            ([4, 4], "How near it is now: 4 out of 10."),
            ([2, 9, 6], "How near it is now: 6 out of 10. That is 4 more than at first."),
            ([6, 0], "How near it is now: 0 out of 10. That is 6 less than at first."),
        ],
    )
    def test_the_picture_says_in_a_sentence_what_to_see(self, goal, herself, felt, sentence):
        for how_near in felt:
            ProgressFactory(person=goal.person, goal=goal, how_near=how_near)
        ProgressFactory(person=goal.person, goal=goal, how_near=None)

        chart = progress.shown(goal, herself)["chart"]

        assert chart["sentence"] == sentence
        assert [bar["width"] for bar in chart["bars"]] == [f"{one * 10}.00" for one in felt]

    def test_without_a_number_there_is_no_picture(self, goal, herself):
        ProgressFactory(person=goal.person, goal=goal, how_near=None)

        assert progress.shown(goal, herself)["chart"] is None


def text(answer):
    return " ".join(answer.content.decode().split())


class TestPages:
    def form(self, **more):
        return {
            "stage": "started",
            "how_near": "4",
            "words": "To the gate.",
            "key": str(uuid.uuid4()),
            **more,
        }

    def test_the_person_says_how_it_goes_once(self, goal, herself, signed_in):
        url, form, client = reverse("my_goal", args=[goal.public_id]), self.form(), signed_in(herself)

        client.post(url, form)
        page = text(client.post(url, form, follow=True))

        noted = Progress.objects.get(goal=goal)
        assert (noted.words, noted.view, noted.how_near) == ("To the gate.", View.PERSON, 4)
        assert "To the gate." in page
        assert "4 out of 10" in page

    def test_an_action_can_be_chosen(self, goal, herself, signed_in):
        action = ActionFactory(goal=goal)

        signed_in(herself).post(
            reverse("my_goal", args=[goal.public_id]), self.form(line=str(action.public_id))
        )

        assert Progress.objects.get(action=action)

    def test_a_number_beyond_ten_is_asked_about_and_nothing_is_lost(self, goal, herself, signed_in):
        page = text(
            signed_in(herself).post(reverse("my_goal", args=[goal.public_id]), self.form(how_near="11"))
        )

        assert "Enter a number from 0 to 10" in page
        assert "To the gate." in page

    def test_staff_note_it_and_managers_read_it(self, goal, worker, signed_in):
        note, read = (reverse(name, args=[goal.public_id]) for name in ("note_progress", "goal"))

        assert signed_in(worker).post(note, self.form(view="staff")).status_code == 302
        manager = signed_in(staff("manager", goal.site))
        page = text(manager.get(read))

        assert "To the gate." in page
        assert "Note how it goes" not in page
        assert manager.post(note, self.form(view="staff")).status_code == 403
        assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, subject_type="careplans.Goal").exists()

    def test_another_persons_goal_is_not_found(self, goal, signed_in):
        stranger = signed_in(UserFactory(person=PersonFactory()))

        assert stranger.get(reverse("my_goal", args=[goal.public_id])).status_code == 404

    def test_who_helps_two_people_finds_each_goal_on_the_right_pages(self, goal, signed_in):
        brother = ConsentFactory(person=goal.person, sections=[Section.IDENTITY, Section.PLAN]).user
        other = PersonFactory()
        ConsentFactory(person=other, user=brother, sections=[Section.IDENTITY, Section.PLAN])
        client, url = signed_in(brother), reverse("my_goal", args=[goal.public_id])

        answers = []
        for one in (goal.person, other):
            session = client.session
            session["helping"] = str(one.public_id)
            session.save()
            answers.append(client.get(url).status_code)

        assert answers == [200, 404]

    def test_what_is_kept_from_a_reader_is_not_there(self, goal, signed_in):
        brother = ConsentFactory(person=goal.person, sections=[Section.IDENTITY, Section.PLAN]).user
        ProgressFactory(person=goal.person, goal=goal)
        assert progress.latest(goal.plan, brother)
        KeptFromFactory(person=goal.person, reader=brother, line_id=goal.need.public_id)

        assert signed_in(brother).get(reverse("my_goal", args=[goal.public_id])).status_code == 404
        assert progress.latest(goal.plan, brother) == {}

    def test_partners_note_only_where_they_take_part(self, goal, signed_in):
        url = reverse("note_progress", args=[goal.public_id])
        organisation = OrganisationFactory(site=goal.site)
        partner, other = (staff("partner", goal.site, organisation) for _ in range(2))
        for one in (partner, other):
            ConsentFactory(person=goal.person, user=one, sections=[Section.IDENTITY, Section.PLAN])
        ParticipantFactory(person=goal.person, user=partner, side="nhs")

        assert signed_in(partner).post(url, self.form()).status_code == 302
        assert signed_in(other).post(url, self.form()).status_code == 403
        assert Progress.objects.get().view == View.STAFF
