"""The clocks of reviews, and the reminders."""

import datetime as dt

import pytest
from django.core import mail

from careplans import reviews, tasks
from careplans.acts import Act
from careplans.models import ChangeRequest, Review, ReviewPractice, ReviewRule, ReviewStream
from ipc.kernel import acting
from ipc.kernel.dates import today
from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver_effects
from people.models import ContactMethod, InformationFormat, PersonStatus
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    InformationNeedsFactory,
    PersonFactory,
    ReviewFactory,
    ReviewPracticeFactory,
    ReviewRuleFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

COUNCIL = ReviewRule(stream="council", first_months=6, later_months=12)
NHS = ReviewRule(stream="nhs", first_months=3, later_months=12)
D = dt.date


@pytest.mark.parametrize(
    ("rule", "started_on", "last_reviewed_on", "due_on"),
    [
        (COUNCIL, D(2026, 1, 15), None, D(2026, 7, 15)),
        (COUNCIL, D(2026, 8, 31), None, D(2027, 2, 28)),
        (COUNCIL, D(2027, 8, 31), None, D(2028, 2, 29)),
        (COUNCIL, D(2026, 1, 15), D(2026, 7, 1), D(2027, 7, 1)),
        (NHS, D(2026, 11, 30), None, D(2027, 2, 28)),
        (NHS, D(2027, 11, 30), None, D(2028, 2, 29)),
        (NHS, D(2026, 12, 4), None, D(2027, 3, 4)),
        (NHS, D(2026, 1, 1), D(2028, 2, 29), D(2029, 2, 28)),
        (NHS, D(2026, 1, 1), D(2026, 1, 1), D(2027, 1, 1)),
    ],
)
def test_months_are_calendar_months(rule, started_on, last_reviewed_on, due_on):
    assert reviews.due_on(rule, started_on, last_reviewed_on) == due_on


def test_a_review_before_the_start_is_a_mistake():
    with pytest.raises(ValueError, match="before"):
        reviews.due_on(NHS, D(2026, 2, 1), D(2026, 1, 31))


@pytest.mark.parametrize(
    ("stream", "first", "later"), [("plan", 12, 12), ("council", 6, 12), ("nhs", 3, 12), ("education", 3, 12)]
)
def test_the_laws_months_are_there_from_the_beginning(db, stream, first, later):
    rule = reviews.rule_for(stream, D(2026, 11, 21))

    assert (rule.first_months, rule.later_months) == (first, later)
    assert rule.source


def test_a_newer_rule_counts_from_its_own_day(db):
    ReviewRuleFactory(stream="nhs", first_months=2, effective_from=D(2030, 1, 1))

    assert reviews.rule_for("nhs", D(2029, 12, 31)).first_months == 3
    assert reviews.rule_for("nhs", D(2030, 1, 1)).first_months == 2


def test_before_the_first_rule_there_is_none(db):
    with pytest.raises(reviews.NoRule):
        reviews.rule_for("nhs", D(2012, 1, 1))


def test_the_clock_of_a_direct_payment_starts_when_it_is_first_paid(house, acting_for):
    person = PersonFactory()
    finance = staff("finance")

    with acting_for(finance):
        review = reviews.start_clock(person, ReviewStream.NHS, D(2026, 11, 30))
        again = reviews.start_clock(person, ReviewStream.NHS, D(2026, 12, 28))

    assert review.due_on == D(2027, 2, 28)
    assert (again.pk, again.due_on) == (review.pk, review.due_on)


def test_an_open_review_is_moved_and_reminded_of_anew(house):
    person = PersonFactory()
    first = reviews.open_review(person, stream="plan", due_on=D(2027, 1, 1))
    Review.objects.filter(pk=first.pk).update(reminded_at=dt.datetime(2026, 12, 4, tzinfo=dt.UTC))

    moved = reviews.open_review(person, stream="plan", due_on=D(2027, 3, 1))

    assert (moved.pk, moved.due_on, moved.reminded_at) == (first.pk, D(2027, 3, 1), None)


class TestReminders:
    @pytest.fixture
    def person(self, house):
        return PersonFactory(given_name="Rose", email="rose@example.org")

    @pytest.fixture
    def worker(self, person):
        return AllocationFactory(person=person).worker

    @pytest.fixture
    def plan(self, person, worker):
        return CarePlanFactory(person=person, agreed=True)

    @pytest.fixture
    def run(self, plan, settings):
        """Run what beat runs, then what it queued, then what that sends."""

        def run():
            tasks.remind_of_reviews()
            deliver_effects()
            deliver_effects()

        return run

    def due(self, person, days):
        return ReviewFactory(person=person, due_on=today() + dt.timedelta(days=days))

    def test_one_message_to_the_coordinator_and_one_to_the_person(self, run, plan, person, worker):
        InformationNeedsFactory(person=person, contact_method=ContactMethod.EMAIL)
        review = self.due(person, 28)

        run()

        review.refresh_from_db()
        assert review.reminded_at
        assert [one.to for one in mail.outbox] == [[worker.email], ["rose@example.org"]]
        assert str(plan.public_id) in mail.outbox[0].body
        assert Event.objects.filter(act=Act.REMIND_OF_REVIEW, person_id=person.pk).count() == 1

    def test_run_twice_it_is_sent_once(self, run, person):
        review = self.due(person, 3)

        run()
        run()
        with acting.acting_as(acting.job([person.site_id])):
            tasks.send_review_reminder(review.pk)

        assert len(mail.outbox) == 1
        assert Event.objects.filter(act=Act.REMIND_OF_REVIEW).count() == 1

    def test_who_wants_letters_is_told_by_the_coordinator(self, run, person, worker):
        InformationNeedsFactory(
            person=person,
            contact_method=ContactMethod.LETTER,
            information_format=InformationFormat.LARGE,
        )
        self.due(person, 3)

        run()

        assert [one.to for one in mail.outbox] == [[worker.email]]
        assert "letter, large print" in mail.outbox[0].body

    def test_a_message_holds_a_first_name_and_nothing_else(self, run, person):
        InformationNeedsFactory(person=person, contact_method=ContactMethod.EMAIL)
        self.due(person, 3)

        run()

        said = " ".join(one.subject + one.body for one in mail.outbox)
        assert "Rose" in said
        for private in (person.family_name, person.nhs_number, "1950"):
            assert private not in said

    def test_an_address_of_ones_own_sign_in_will_do(self, run, person):
        InformationNeedsFactory(person=person, contact_method=ContactMethod.EMAIL)
        person.email = ""
        person.save()
        UserFactory(person=person, email="rose.signs.in@example.org")
        self.due(person, 3)

        run()

        assert mail.outbox[1].to == ["rose.signs.in@example.org"]

    def test_without_a_coordinator_the_managers_are_told(self, run, person):
        person.allocations.update(ends_on=today())
        manager = staff("manager", person.site)
        self.due(person, 3)

        run()

        assert mail.outbox[0].to == [manager.email]

    def test_what_is_further_off_waits(self, run, person):
        self.due(person, 29)

        run()

        assert mail.outbox == []
        assert not Effect.objects.exists()

    def test_what_has_been_held_is_over(self, run, person):
        ReviewFactory(person=person, due_on=today(), held_on=today())

        run()

        assert mail.outbox == []

    def test_nobody_is_written_to_about_the_dead(self, run, person):
        review = self.due(person, 3)
        tasks.remind_of_reviews()
        person.status = PersonStatus.DIED
        person.save()

        deliver_effects()
        run()

        review.refresh_from_db()
        assert mail.outbox == []
        assert review.reminded_at is None

    def test_a_site_may_remind_earlier(self, run, person):
        ReviewPracticeFactory(site=person.site, remind_days=42)
        ReviewPracticeFactory(site=SiteFactory(slug="luton"), remind_days=7)
        self.due(person, 40)

        run()

        assert len(mail.outbox) == 1

    def test_what_could_not_be_sent_is_sent_the_next_time(self, run, person, monkeypatch):
        review = self.due(person, 3)
        with monkeypatch.context() as broken:
            broken.setattr("django.core.mail.get_connection", lambda: 1 / 0)
            run()
        review.refresh_from_db()
        assert review.reminded_at is None

        deliver_effects()

        review.refresh_from_db()
        assert review.reminded_at
        assert len(mail.outbox) == 1


class TestAskingForAChange:
    @pytest.fixture
    def plan(self, house):
        return CarePlanFactory(agreed=True)

    def test_the_next_review_is_brought_forward_and_the_coordinator_told(self, plan, acting_for):
        worker = AllocationFactory(person=plan.person).worker
        herself = UserFactory(person=plan.person)
        ReviewFactory(person=plan.person, due_on=today() + dt.timedelta(days=200))

        with acting_for(herself):
            asked = reviews.ask_for_change(plan, by=herself, words="I want to swim.")
        deliver_effects()

        in_two_weeks = today() + dt.timedelta(days=14)
        assert Review.objects.get(person=plan.person).due_on == in_two_weeks
        assert (asked.words, asked.answer_due_on) == ("I want to swim.", in_two_weeks)
        assert mail.outbox[0].to == [worker.email]
        assert "swim" not in mail.outbox[0].body
        assert Event.objects.filter(act=Act.ASK_FOR_CHANGE, actor=herself).exists()

    def test_a_review_that_comes_sooner_stays(self, plan):
        soon = today() + dt.timedelta(days=2)
        ReviewFactory(person=plan.person, due_on=soon)

        asked = reviews.ask_for_change(plan, by=UserFactory(person=plan.person), words="I want to swim.")

        assert asked.review.due_on == soon

    def test_family_may_ask_too(self, plan, acting_for):
        brother = ConsentFactory(person=plan.person).user

        with acting_for(brother):
            reviews.ask_for_change(plan, by=brother, words="Evenings are hard for her.")

        assert ChangeRequest.objects.get().asked_by == brother

    def test_a_sites_own_days_are_kept_to(self, plan):
        ReviewPracticeFactory(site=plan.site, answer_days=5)

        asked = reviews.ask_for_change(plan, by=UserFactory(person=plan.person), words="I want to swim.")

        assert asked.answer_due_on == today() + dt.timedelta(days=5)
        assert ReviewPractice.objects.in_force(plan.site_id, D(2015, 5, 1)).answer_days == 14
