"""The clocks of reviews, and the reminders."""

import datetime as dt

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from careplans import reviews, tasks
from careplans.acts import Act
from careplans.models import ChangeRequest, Review, ReviewPractice, ReviewRule, ReviewStream, Wish
from careplans.reviews.asking import WhoAsked
from ipc.kernel import acting
from ipc.kernel.dates import plus_months, today
from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver_effects
from people.leaving import HasDied
from people.models import ContactMethod, InformationFormat, PersonStatus
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    ChangeRequestFactory,
    ConsentFactory,
    InformationNeedsFactory,
    PersonFactory,
    RelationshipFactory,
    ReviewFactory,
    ReviewPracticeFactory,
    ReviewRuleFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

COUNCIL = ReviewRule(stream="council", first_months=6, later_months=12)
NHS = ReviewRule(stream="nhs", first_months=3, later_months=12)
EDUCATION = ReviewRule(stream="education", first_months=3, second_months=12, later_months=12)
LIGHT = ReviewRule(stream="light", first_months=2, first_weeks=8, later_months=12, is_once=True)
PLAN = ReviewRule(stream="plan", first_months=12, later_months=12)
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
        (PLAN, D(2028, 2, 29), None, D(2029, 2, 28)),
        (EDUCATION, D(2026, 1, 31), None, D(2026, 4, 30)),
        # At one year from the start, not from the first review; then from each review.
        (EDUCATION, D(2026, 1, 31), D(2026, 4, 2), D(2027, 1, 31)),
        (EDUCATION, D(2026, 1, 31), D(2026, 9, 2), D(2027, 1, 31)),
        (EDUCATION, D(2026, 1, 31), D(2027, 1, 30), D(2027, 1, 31)),
        (EDUCATION, D(2026, 1, 31), D(2027, 1, 31), D(2028, 1, 31)),
        (EDUCATION, D(2026, 1, 31), D(2027, 3, 4), D(2028, 3, 4)),
        (LIGHT, D(2026, 12, 31), None, D(2027, 2, 25)),
    ],
)
def test_months_are_calendar_months(rule, started_on, last_reviewed_on, due_on):
    assert reviews.due_on(rule, started_on, last_reviewed_on) == due_on


def test_the_one_at_a_year_may_be_held_a_little_before_its_day():
    start = D(2026, 1, 31)

    def due(held_on):
        return reviews.due_on(EDUCATION, start, held_on, early_days=28)

    assert due(D(2027, 1, 3)) == D(2028, 1, 3)
    assert due(D(2027, 1, 2)) == D(2027, 1, 31)


DAYS = st.dates(D(2015, 4, 1), D(2060, 12, 31))


@given(rule=st.sampled_from([PLAN, COUNCIL, NHS, EDUCATION]), start=DAYS, gaps=st.lists(st.integers(0, 500)))
def test_a_review_is_never_due_later_than_the_law_says(rule, start, gaps):
    """However often and whenever it was held: the first, the one at a year, and each that follows."""
    assert reviews.due_on(rule, start) <= plus_months(start, rule.first_months)
    held = start
    for gap in gaps:
        held += dt.timedelta(days=gap)
        due = reviews.due_on(rule, start, held)
        assert held <= due <= plus_months(held, 12)
        if rule is EDUCATION and held < plus_months(start, 12):
            assert due <= plus_months(start, 12)


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


def test_education_is_looked_at_a_year_from_its_start_by_the_rule_from_the_beginning(db):
    rule = reviews.rule_for("education", D(2026, 11, 21))

    assert (rule.first_months, rule.second_months, rule.later_months) == (3, 12, 12)


def test_a_first_look_is_there_from_the_beginning(db):
    rule = reviews.rule_for("light", D(2026, 11, 21))

    assert (rule.first_weeks, rule.is_once) == (8, True)


def test_a_payment_on_the_day_itself_starts_the_clock_that_day(house):
    review = reviews.start_clock(PersonFactory(), ReviewStream.COUNCIL, today())

    assert (review.started_on, review.due_on) == (today(), plus_months(today(), 6))


def test_a_clock_that_was_held_is_not_started_again_by_a_payment(house):
    person = PersonFactory()
    review = reviews.start_clock(person, ReviewStream.NHS, today() - dt.timedelta(days=60))
    following = reviews.close(review, by=None, held_on=today())

    assert reviews.start_clock(person, ReviewStream.NHS, today()) == following
    assert Review.objects.open().get(person=person).due_on == plus_months(today(), 12)


def test_a_rule_that_changes_between_two_reviews_counts_for_the_next(house):
    ReviewRuleFactory(stream="nhs", first_months=2, later_months=6, effective_from=D(2026, 6, 1))
    review = ReviewFactory(stream=ReviewStream.NHS, started_on=D(2026, 3, 15), due_on=D(2026, 6, 15))

    following = reviews.close(review, by=None, held_on=D(2026, 6, 2))

    assert following.due_on == D(2026, 12, 2)


def test_an_old_clock_of_education_counts_from_when_it_must_have_begun(house):
    person = PersonFactory()
    review = ReviewFactory(person=person, stream=ReviewStream.EDUCATION, due_on=D(2026, 4, 30))

    following = reviews.close(review, by=None, held_on=D(2026, 4, 20))

    assert following.due_on == D(2027, 1, 30)  # three months before the first, and a year on
    assert reviews.close(following, by=None, held_on=D(2027, 1, 29)).due_on == D(2028, 1, 29)


def test_the_next_review_is_the_earliest_that_is_open(house):
    person = PersonFactory()
    ReviewFactory(person=person, stream="nhs", due_on=D(2026, 12, 1), held_on=D(2026, 11, 1))
    ReviewFactory(person=person, stream="plan", due_on=D(2027, 2, 1))
    first = ReviewFactory(person=person, stream="council", due_on=D(2027, 1, 1))
    ReviewFactory(due_on=D(2026, 12, 2))

    assert reviews.next_review(person) == first
    assert reviews.next_review(PersonFactory()) is None


class TestAPlanIsAgreed:
    def test_its_own_clock_and_the_first_look_begin(self, house):
        plan = CarePlanFactory(agreed=True, review_due_on=today() + dt.timedelta(days=90))

        reviews.plan_agreed(plan, by=None)

        due = dict(Review.objects.open().filter(person=plan.person).values_list("stream", "due_on"))
        assert due == {
            "plan": today() + dt.timedelta(days=90),
            "light": today() + dt.timedelta(weeks=8),
        }

    def test_the_plan_before_has_been_looked_at_and_the_first_look_comes_once(self, house):
        plan = CarePlanFactory(agreed=True, review_due_on=today() + dt.timedelta(days=90))
        before = ReviewFactory(person=plan.person, due_on=today())
        ReviewFactory(person=plan.person, stream="light", held_on=today())

        reviews.plan_agreed(plan, by=None)

        before.refresh_from_db()
        assert before.held_on == today()
        assert [one.stream for one in Review.objects.open().filter(person=plan.person)] == ["plan"]

    def test_whoever_asked_is_told_that_it_is_answered(self, house):
        plan = CarePlanFactory(agreed=True, review_due_on=today() + dt.timedelta(days=90))
        brother = UserFactory(email="brother@example.org")
        RelationshipFactory(person=plan.person, user=brother, email=brother.email)
        ChangeRequestFactory(plan=plan, asked_by=brother)

        reviews.plan_agreed(plan, by=None)
        for _ in range(3):
            deliver_effects()

        assert [one.to for one in mail.outbox] == [["brother@example.org"]]


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

    def test_what_is_due_within_six_weeks_of_each_other_is_one_message(self, run, person, worker):
        InformationNeedsFactory(person=person, contact_method=ContactMethod.EMAIL)
        due = [
            ReviewFactory(person=person, stream=stream, due_on=today() + dt.timedelta(days=days))
            for stream, days in (("plan", 20), ("nhs", 3), ("council", 45), ("education", 46))
        ]

        run()
        run()

        assert [one.to for one in mail.outbox] == [[worker.email], ["rose@example.org"]]
        said = mail.outbox[0].body
        assert "One meeting can serve all of these" in said
        assert said.index("NHS direct payment") < said.index("The plan (")
        assert "Education" not in said
        for one in due:
            one.refresh_from_db()
        assert [bool(one.reminded_at) for one in due] == [True, True, True, False]

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

    def test_a_review_can_be_wished_for_too(self, plan):
        asked = reviews.ask_for_change(
            plan, by=UserFactory(person=plan.person), words="All of it.", wish=Wish.REVIEW
        )

        assert (asked.wish, asked.who, asked.how) == (Wish.REVIEW, "", "")

    def test_a_colleague_writes_down_who_asked_and_how(self, plan, acting_for):
        worker = AllocationFactory(person=plan.person).worker

        with acting_for(worker):
            asked = reviews.ask_for_change(plan, by=worker, words="Swim.", who="Susan", how="phone")
            for told in ({"who": "Susan"}, {"how": "phone"}, {"who": " ", "how": "phone"}):
                with pytest.raises(WhoAsked):
                    reviews.ask_for_change(plan, by=worker, words="Swim.", **told)

        assert (asked.who, asked.how, asked.asked_by) == ("Susan", "phone", worker)

    def test_nothing_is_asked_after_a_death(self, plan):
        plan.person.status = PersonStatus.DIED
        plan.person.save()

        with pytest.raises(HasDied):
            reviews.ask_for_change(plan, by=UserFactory(person=plan.person), words="I want to swim.")

    def test_a_sites_own_days_are_kept_to(self, plan):
        ReviewPracticeFactory(site=plan.site, answer_days=5)

        asked = reviews.ask_for_change(plan, by=UserFactory(person=plan.person), words="I want to swim.")

        assert asked.answer_due_on == today() + dt.timedelta(days=5)
        assert ReviewPractice.objects.in_force(plan.site_id, D(2015, 5, 1)).answer_days == 14
