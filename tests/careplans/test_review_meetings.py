"""Holding a review: what was said, which clocks it serves, who may, and who is told."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from careplans import review_meetings
from careplans.acts import Act
from careplans.models import (
    CarePlan,
    HowHeld,
    MoneyWorks,
    PlanStatus,
    Review,
    ReviewMeeting,
    ReviewOutcome,
    ReviewStream,
)
from ipc.kernel.dates import plus_months, today
from ipc.kernel.models import Event
from ipc.kernel.tasks import deliver_effects
from people.leaving import HasDied
from people.models import ContactMethod, PersonStatus, Section
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    ChangeRequestFactory,
    ConsentFactory,
    InformationNeedsFactory,
    ObservationFactory,
    PersonFactory,
    RelationshipFactory,
    ReviewFactory,
    ReviewMeetingFactory,
    ReviewTriggerFactory,
    UserFactory,
)
from tests.factories.people import staff

PLAN, NHS, COUNCIL, LIGHT, EDUCATION = (
    ReviewStream.PLAN,
    ReviewStream.NHS,
    ReviewStream.COUNCIL,
    ReviewStream.LIGHT,
    ReviewStream.EDUCATION,
)
SAID = {
    "how": HowHeld.IN_PERSON,
    "who_came": "Ada, Susan and Sam",
    "person_said": "I like my Tuesdays.",
    "working": "The garden group",
    "not_working": "The taxi is late",
    "next_steps": "Sam finds another taxi by Friday.",
    "advocate": "Susan speaks up for her",
}
DAY = dt.timedelta(days=1)


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person, worker):
    return CarePlanFactory(person=person, agreed=True, agreed_at=timezone.now() - 100 * DAY)


def due(person, stream, days=10, **more):
    return ReviewFactory(person=person, stream=stream, due_on=today() + days * DAY, **more)


@pytest.fixture
def hold(plan, worker, acting_for):
    def hold(streams=(PLAN,), of=plan, **more):
        facts = {
            **SAID,
            "held_on": today(),
            "money_works": MoneyWorks.YES,
            "outcome": ReviewOutcome.STAYS,
            **more,
        }
        with acting_for(worker), transaction.atomic():
            return review_meetings.hold(of, by=worker, streams=list(streams), **facts)

    return hold


def still_open(person):
    return dict(Review.objects.open().filter(person=person).values_list("stream", "due_on"))


class TestClocks:
    def test_one_meeting_serves_several_and_each_starts_again_by_its_own_rule(self, hold, person):
        first_paid = today() - 90 * DAY
        due(person, PLAN)
        due(person, NHS, started_on=first_paid)
        due(person, EDUCATION, started_on=first_paid)
        due(person, COUNCIL, days=80, started_on=first_paid)

        meeting = hold(
            [PLAN, NHS, EDUCATION], is_money_enough=True, is_money_as_agreed=True, held_on=today() - DAY
        )

        closed = Review.objects.filter(meeting=meeting)
        assert {(one.stream, one.held_on) for one in closed} == {
            (stream, today() - DAY) for stream in (PLAN, NHS, EDUCATION)
        }
        in_a_year = plus_months(today() - DAY, 12)
        assert still_open(person) == {
            PLAN: in_a_year,
            NHS: in_a_year,
            EDUCATION: plus_months(first_paid, 12),
            COUNCIL: today() + 80 * DAY,
        }

    def test_the_first_look_is_held_once(self, hold, person):
        due(person, LIGHT)
        due(person, PLAN, days=200)

        hold([LIGHT])

        assert still_open(person) == {PLAN: today() + 200 * DAY}

    def test_the_next_one_remembers_when_its_clock_began(self, hold, person):
        due(person, NHS, started_on=today() - 90 * DAY)

        hold([NHS], is_money_enough=True, is_money_as_agreed=True)

        assert Review.objects.open().get(person=person, stream=NHS).started_on == today() - 90 * DAY

    def test_two_who_write_it_down_close_it_once(self, hold, person):
        due(person, PLAN)
        hold()
        due_then = still_open(person)

        hold()  # the same day again: the clock is open once more, and this is another meeting

        assert still_open(person) == due_then
        assert Review.objects.filter(person=person, stream=PLAN).count() == 3


class TestRefusals:
    def test_only_the_plan_in_force(self, hold, person):
        due(person, PLAN)
        draft = CarePlanFactory(person=person)

        with pytest.raises(review_meetings.PlanNotInForce):
            hold(of=draft)

    def test_not_before_it_has_taken_place(self, hold, person):
        due(person, PLAN)

        with pytest.raises(review_meetings.NotHeldYet):
            hold(held_on=today() + DAY)

    def test_not_before_the_plan(self, hold, person, plan):
        due(person, PLAN)
        agreed_on = timezone.localdate(plan.agreed_at)

        with pytest.raises(review_meetings.HeldBeforeThePlan):
            hold(held_on=agreed_on - DAY)
        assert hold(held_on=agreed_on)

    @pytest.mark.parametrize("streams", [[], [NHS], [PLAN, NHS], ["no such clock"]])
    def test_only_what_waits_can_be_looked_at(self, hold, person, streams):
        due(person, PLAN)

        with pytest.raises(review_meetings.NothingLookedAt):
            hold(streams)
        assert not ReviewMeeting.objects.exists()

    def test_not_before_the_first_payment(self, hold, person):
        due(person, NHS, started_on=today() - 5 * DAY)

        with pytest.raises(review_meetings.HeldBeforeTheClock, match="NHS direct payment"):
            hold([NHS], held_on=today() - 6 * DAY, is_money_enough=True, is_money_as_agreed=True)

    def test_not_before_the_review_before(self, hold, person):
        ReviewFactory(person=person, stream=PLAN, held_on=today() - 5 * DAY)
        due(person, PLAN)

        with pytest.raises(review_meetings.HeldBeforeTheClock):
            hold(held_on=today() - 6 * DAY)
        assert hold(held_on=today() - 5 * DAY)

    @pytest.mark.parametrize(
        "answers",
        [
            {"money_works": MoneyWorks.NO_MONEY, "is_money_enough": True, "is_money_as_agreed": True},
            {"is_money_as_agreed": True},
            {"is_money_enough": True},
        ],
    )
    def test_a_direct_payment_asks_the_laws_questions(self, hold, person, answers):
        due(person, COUNCIL)

        with pytest.raises(review_meetings.MoneyNotLookedAt) as refused:
            hold([COUNCIL], **answers)
        assert "2014/2871" in refused.value.source

    @pytest.mark.parametrize(
        "answers",
        [
            {"money_works": MoneyWorks.PARTLY},
            {"money_works": MoneyWorks.NO},
            {"is_money_enough": False, "is_money_as_agreed": True},
            {"is_money_enough": True, "is_money_as_agreed": False},
        ],
    )
    def test_money_that_does_not_work_needs_words(self, hold, person, answers):
        due(person, NHS)
        answers = {"is_money_enough": True, "is_money_as_agreed": True, **answers}

        with pytest.raises(review_meetings.MoneyNeedsWords):
            hold([NHS], money_words=" ", **answers)
        assert hold([NHS], money_words="The wages went up. We ask for more.", **answers)

    def test_nothing_is_reviewed_after_a_death(self, hold, person):
        due(person, PLAN)
        person.status = PersonStatus.DIED
        person.save()

        with pytest.raises(HasDied):
            hold()


class TestOutcome:
    def test_the_next_plan_is_started_once(self, hold, person, plan):
        due(person, PLAN)
        hold(outcome=ReviewOutcome.NEXT)
        draft = CarePlan.objects.get(person=person, status=PlanStatus.DRAFT)

        hold(outcome=ReviewOutcome.NEXT)

        assert CarePlan.objects.get(person=person, status=PlanStatus.DRAFT) == draft
        plan.refresh_from_db()
        assert plan.status == PlanStatus.AGREED

    def test_a_plan_that_stays_starts_none(self, hold, person):
        due(person, PLAN)

        hold()

        assert not CarePlan.objects.filter(person=person, status=PlanStatus.DRAFT).exists()

    def test_what_was_said_is_kept_and_written_down(self, hold, person, worker):
        due(person, PLAN)

        meeting = hold()

        assert (meeting.person_said, meeting.recorded_by) == ("I like my Tuesdays.", worker)
        event = Event.objects.get(act=Act.HOLD_REVIEW, person_id=person.pk)
        assert (event.actor, event.why) == (worker, "The plan")


class TestTelling:
    def test_the_person_and_whoever_asked_are_told_and_nothing_is_said(self, hold, person, plan):
        InformationNeedsFactory(person=person, contact_method=ContactMethod.EMAIL)
        person.email = "ada@example.org"
        person.save()
        brother = UserFactory(email="brother@example.org")
        RelationshipFactory(person=person, user=brother, email="brother@example.org")
        waits = due(person, PLAN)
        ChangeRequestFactory(plan=plan, review=waits, asked_by=brother)
        ChangeRequestFactory(plan=plan, review=waits, asked_by=UserFactory(person=person))

        hold()
        for _ in range(3):
            deliver_effects()

        told = {one.to[0]: one for one in mail.outbox}
        assert set(told) == {"ada@example.org", "brother@example.org"}
        assert len(mail.outbox) == 2
        assert "/my/plan/reviews/" in told["brother@example.org"].body
        said = " ".join(one.subject + one.body for one in mail.outbox)
        for private in ("taxi", "swim", "Tuesdays", person.family_name):
            assert private not in said

    def test_managers_hear_that_another_coordinator_is_wished_for(self, hold, person):
        manager = staff("manager", person.site)
        due(person, PLAN)

        hold()
        for _ in range(3):
            deliver_effects()
        assert manager.email not in [one.to[0] for one in mail.outbox]
        hold(is_coordinator_right=False)
        for _ in range(3):
            deliver_effects()

        (message,) = [one for one in mail.outbox if one.to == [manager.email]]
        assert "another care coordinator" in message.body

    def test_what_waited_for_another_clock_waits_on(self, hold, person, plan):
        brother = UserFactory(email="brother@example.org")
        due(person, NHS)
        ChangeRequestFactory(plan=plan, review=due(person, PLAN), asked_by=brother)

        hold([NHS], is_money_enough=True, is_money_as_agreed=True)
        for _ in range(3):
            deliver_effects()

        assert "brother@example.org" not in [one.to[0] for one in mail.outbox]


def text(answer):
    return " ".join(answer.content.decode().split())


class TestPages:
    FORM = {
        **{name: str(value) for name, value in SAID.items()},
        "streams": ["plan"],
        "money_works": "no_money",
        "is_coordinator_right": "yes",
        "outcome": "stays",
    }

    @pytest.fixture
    def at_work(self, worker, signed_in):
        return signed_in(worker)

    def url(self, plan):
        return reverse("hold_review", args=[plan.public_id])

    def form(self, **more):
        return {**self.FORM, "held_on": today().isoformat(), "key": str(uuid.uuid4()), **more}

    def test_what_is_due_close_together_is_chosen_already(self, at_work, plan, person):
        due(person, PLAN, days=3)
        due(person, NHS, days=45)
        due(person, COUNCIL, days=46)

        form = at_work.get(self.url(plan)).context["form"]

        assert form["streams"].initial == [PLAN, NHS]
        assert [one[0] for one in form.fields["streams"].choices] == [PLAN, NHS, COUNCIL]

    def test_what_was_prepared_and_asked_stands_beside_it(self, at_work, plan, person):
        ObservationFactory(person=person, words="The stairs are too steep.", is_working=False)
        ChangeRequestFactory(plan=plan, review=due(person, PLAN), words="I want to swim.")

        page = text(at_work.get(self.url(plan)))

        assert "The stairs are too steep." in page
        assert "I want to swim." in page

    def test_a_review_is_written_down_once_and_shown(self, at_work, plan, person):
        due(person, PLAN)
        form = self.form()

        form["what_changed"] = "Susan moved away."
        answer = at_work.post(self.url(plan), form, follow=True)
        at_work.post(self.url(plan), form)

        assert answer.redirect_chain[0][0] == reverse("reviews_of", args=[person.public_id])
        assert "Sam finds another taxi by Friday." in text(answer)
        assert ReviewMeeting.objects.get().has_changed == "Susan moved away."

    def test_nothing_typed_is_lost_when_it_is_refused(self, at_work, plan, person):
        due(person, NHS)

        page = text(at_work.post(self.url(plan), self.form(streams=["nhs"], is_money_enough="yes")))

        assert "Choose yes or no" in page
        assert "Sam finds another taxi by Friday." in page
        assert not ReviewMeeting.objects.exists()

    def test_without_a_direct_payment_looked_at_its_questions_may_stay_open(self, at_work, plan, person):
        due(person, PLAN)
        due(person, NHS)

        at_work.post(self.url(plan), self.form())

        meeting = ReviewMeeting.objects.get()
        assert (meeting.is_money_enough, meeting.is_money_as_agreed) == (None, None)

    def test_where_nothing_waits_the_page_says_so(self, at_work, plan):
        assert "Nothing waits for a review" in text(at_work.get(self.url(plan)))

    def test_only_who_coordinates_writes_it_down(self, plan, person, signed_in):
        due(person, PLAN)
        for somebody, status in (
            (AllocationFactory().worker, 404),
            (staff("manager", person.site), 403),
            (UserFactory(person=person), 403),
            (ConsentFactory(person=person, sections=[Section.IDENTITY]).user, 404),
        ):
            assert signed_in(somebody).post(self.url(plan), self.form()).status_code == status
        assert not ReviewMeeting.objects.exists()

    def test_the_person_reads_all_of_it_and_the_look_is_written_down(self, person, plan, signed_in):
        herself = UserFactory(person=person)
        meeting = ReviewMeetingFactory(plan=plan, person_said="I like my Tuesdays.", recorded_by=herself)
        ReviewFactory(person=person, held_on=today(), meeting=meeting)
        ReviewTriggerFactory(person=person, words="She broke her hip.")
        due(person, PLAN)

        page = text(signed_in(herself).get(reverse("my_reviews")))

        for words in ("I like my Tuesdays.", "Another taxi", "She broke her hip.", "Before we meet"):
            assert words in page
        assert Event.objects.filter(act=Act.SEE_PLAN, actor=herself, is_read=True).exists()

    @pytest.mark.parametrize(("more", "reads"), [([], False), ([Section.MONEY], True)])
    def test_what_is_said_about_the_money_is_read_with_the_money_alone(
        self, person, plan, signed_in, more, reads
    ):
        unwell = {"money_works": MoneyWorks.NO, "money_words": "Paid twice", "is_money_as_agreed": False}
        meeting = ReviewMeetingFactory(plan=plan, **unwell)
        susan = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN, *more]).user
        client = signed_in(susan)

        page = text(client.get(reverse("my_reviews")))
        one = client.get(f"/api/v1/review-meetings/{meeting.public_id}/").json()
        (listed,) = client.get("/api/v1/review-meetings/").json()["results"]

        assert "Another taxi" in page
        assert ("Paid twice" in page) == ("Is it used as the plan says?" in page) == reads
        assert one == listed
        assert ("money_words" in one) == ("money_works" in one) == reads

    def test_who_was_not_given_the_plan_reads_nothing(self, person, plan, signed_in):
        ReviewMeetingFactory(plan=plan)
        by_name = ConsentFactory(person=person, sections=[Section.IDENTITY]).user

        assert signed_in(by_name).get(reverse("my_reviews")).status_code == 403

    def test_ten_reviews_cost_no_more_queries_than_one(
        self, at_work, plan, person, worker, django_assert_max_num_queries, django_assert_num_queries
    ):
        url = reverse("reviews_of", args=[person.public_id])

        def add():
            meeting = ReviewMeetingFactory(plan=plan, recorded_by=worker)
            held = ReviewFactory(person=person, held_on=today(), meeting=meeting)
            ChangeRequestFactory(plan=plan, review=held, asked_by=worker)
            ReviewTriggerFactory(person=person, noted_by=worker)
            ObservationFactory(person=person, noted_by=worker)

        add()
        at_work.get(url)
        with django_assert_max_num_queries(60) as one:
            at_work.get(url)
        for _ in range(9):
            add()
        with django_assert_num_queries(len(one.captured_queries)):
            assert text(at_work.get(url)).count("Another taxi") >= 10
