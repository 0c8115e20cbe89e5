"""What happens brings every review forward: told by somebody, or by the record itself."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from careplans import tasks, triggers
from careplans.acts import Act
from careplans.models import Review, ReviewStream, ReviewTrigger, TriggerKind
from ipc.kernel.dates import plus_months, today
from ipc.kernel.models import Event
from ipc.kernel.tasks import deliver_effects
from people import authority, capacity, details
from people.leaving import HasDied
from people.models import PersonStatus, Section
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    CarePlanFactory,
    ConsentFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    ReviewFactory,
    ReviewPracticeFactory,
    UserFactory,
)
from tests.factories.people import staff

DAY = dt.timedelta(days=1)
HOSPITAL, PLAN, NHS = TriggerKind.HOSPITAL, ReviewStream.PLAN, ReviewStream.NHS


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada", postcode="S70 1AA")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person, worker):
    return CarePlanFactory(person=person, agreed=True)


@pytest.fixture
def reviews(person, plan):
    return [
        ReviewFactory(person=person, stream=PLAN, due_on=today() + 200 * DAY, reminded_at=timezone.now()),
        ReviewFactory(person=person, stream=NHS, due_on=today() + 5 * DAY),
        ReviewFactory(person=person, stream=ReviewStream.COUNCIL, due_on=today() + 15 * DAY),
    ]


def open_days(person):
    found = Review.objects.open().filter(person=person).order_by("stream")
    return {one.stream: (one.due_on - today()).days for one in found}


class TestTelling:
    def test_every_open_clock_is_brought_forward_and_none_put_off(self, person, reviews, worker):
        trigger = triggers.note(person, HOSPITAL, by=worker, happened_on=today() - DAY, words="Her hip.")

        assert open_days(person) == {PLAN: 14, NHS: 5, ReviewStream.COUNCIL: 14}
        assert trigger.look_by == today() + 14 * DAY
        assert Review.objects.get(pk=reviews[0].pk).reminded_at is None
        event = Event.objects.get(act=Act.NOTE_TRIGGER, person_id=person.pk)
        assert (event.actor, event.why) == (worker, "Went into hospital")

    def test_a_review_of_the_plan_is_opened_where_none_is(self, person, plan, worker):
        triggers.note(person, HOSPITAL, by=worker, happened_on=today())

        assert open_days(person) == {PLAN: 14}

    def test_a_sites_own_days_are_kept_to(self, person, reviews, worker):
        ReviewPracticeFactory(site=person.site, answer_days=7)

        triggers.note(person, HOSPITAL, by=worker, happened_on=today())

        assert open_days(person) == {PLAN: 7, NHS: 5, ReviewStream.COUNCIL: 7}

    def test_the_same_key_is_written_down_once(self, person, reviews, worker):
        first = triggers.note(person, HOSPITAL, by=worker, happened_on=today(), key="one")
        Review.objects.filter(stream=PLAN).update(due_on=today() + 100 * DAY)

        again = triggers.note(person, HOSPITAL, by=worker, happened_on=today(), key="one")

        assert again == first
        assert open_days(person)[PLAN] == 100

    def test_the_coordinator_is_told_once_a_day_without_a_word_of_what(self, person, reviews, worker):
        for words in ("Her hip.", "Her other hip."):
            triggers.note(person, HOSPITAL, by=worker, happened_on=today(), words=words)
        deliver_effects()

        (message,) = mail.outbox
        assert message.to == [worker.email]
        assert "Ada" in message.body
        for private in ("hip", "ospital", person.family_name):
            assert private not in message.subject + message.body

    def test_not_before_it_has_happened(self, person, reviews, worker):
        with pytest.raises(triggers.NotHappenedYet):
            triggers.note(person, HOSPITAL, by=worker, happened_on=today() + DAY)

    def test_without_an_agreed_plan_there_is_nothing_to_look_at(self, person, worker):
        CarePlanFactory(person=person)

        with pytest.raises(triggers.NoPlanToLookAt):
            triggers.note(person, HOSPITAL, by=worker, happened_on=today())
        assert not ReviewTrigger.objects.exists()

    def test_nothing_is_told_after_a_death(self, person, reviews, worker):
        person.status = PersonStatus.DIED
        person.save()

        with pytest.raises(HasDied):
            triggers.note(person, HOSPITAL, by=worker, happened_on=today())


class TestTheRecordTells:
    FOUND = {
        "topic": "money",
        "decision": "To look after the account",
        "help_given": "Pictures, and a quiet morning",
    }

    def assess(self, person, worker, outcome):
        able = outcome == "can"
        more = {
            "understands": able,
            "retains": True,
            "weighs": True,
            "communicates": True,
            "understands_evidence": "-",
            "retains_evidence": "-",
            "weighs_evidence": "-",
            "communicates_evidence": "-",
        }
        if not able:
            more |= {"impairment": "A stroke", "causal_link": "So", "review_due_on": today() + 30 * DAY}
        return capacity.assess(person, by=worker, outcome=outcome, **self.FOUND, **more)

    def kinds(self, person):
        return list(ReviewTrigger.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))

    def test_somebody_can_decide_no_longer_and_then_again(self, person, reviews, worker, acting_for):
        with acting_for(worker):
            self.assess(person, worker, "cannot")
            assert self.kinds(person) == [TriggerKind.CAPACITY]
            self.assess(person, worker, "cannot")
            assert self.kinds(person) == [TriggerKind.CAPACITY]
            self.assess(person, worker, "can")

        assert self.kinds(person) == [TriggerKind.CAPACITY] * 2
        assert open_days(person)[PLAN] == 14

    def test_who_was_taken_to_be_able_and_is_changes_nothing(self, person, reviews, worker):
        self.assess(person, worker, "can")

        assert self.kinds(person) == []

    @pytest.mark.parametrize("end", ["withdraw", "suspend", "give_up"])
    def test_somebody_no_longer_acts(self, person, reviews, worker, acting_for, end):
        right = AuthorityFactory(person=person)
        by = right.holder if end == "give_up" else worker
        more = {"why": "A dispute"} if end == "suspend" else {}

        with acting_for(by):
            getattr(authority, end)(right, by=by, **more)

        assert self.kinds(person) == [TriggerKind.NOMINEE]
        assert open_days(person) == {PLAN: 14, NHS: 5, ReviewStream.COUNCIL: 14}

    def test_the_person_who_stops_somebody_brings_it_forward_too(self, person, reviews, acting_for):
        right, herself = AuthorityFactory(person=person), UserFactory(person=person)

        with acting_for(herself):
            authority.suspend(right, by=herself)

        assert self.kinds(person) == [TriggerKind.NOMINEE]

    def test_a_nominee_nobody_agreed_to_never_acted(self, person, reviews, worker):
        right = AuthorityFactory(person=person, kind="nominee", agreed_at=None)

        authority.withdraw(right, by=worker)

        assert self.kinds(person) == []

    def test_a_move_is_another_postcode(self, person, reviews, worker):
        details.change(person, by=worker, address="1 High Street", phone="01632 960001")
        assert self.kinds(person) == []

        details.change(person, by=worker, postcode="S71 2BB")

        assert self.kinds(person) == [TriggerKind.MOVE]

    def test_where_there_is_no_plan_the_record_changes_all_the_same(self, house):
        newcomer = PersonFactory(postcode="S70 1AA")

        details.change(newcomer, by=AllocationFactory(person=newcomer).worker, postcode="S71 2BB")

        assert self.kinds(newcomer) == []


class TestNights:
    def born(self, person, born_on):
        person.born_on = born_on
        person.save()
        CarePlanFactory(person=person, agreed=True)

    @pytest.mark.parametrize("age", [16, 18, 25])
    @pytest.mark.parametrize(("days_ago", "is_heard"), [(0, True), (3, True), (-1, False), (60, False)])
    def test_a_birthday_that_changes_the_rules(self, person, age, days_ago, is_heard):
        self.born(person, plus_months(today() - days_ago * DAY, -12 * age))

        for _ in range(2):
            tasks.remind_of_reviews()

        found = ReviewTrigger.objects.filter(person=person, kind=TriggerKind.AGE)
        assert found.count() == int(is_heard)
        assert open_days(person) == ({PLAN: 14} if is_heard else {})

    @pytest.mark.parametrize("age", [17, 20, 26])
    def test_other_birthdays_change_nothing(self, person, age):
        self.born(person, plus_months(today(), -12 * age))

        tasks.remind_of_reviews()

        assert not ReviewTrigger.objects.exists()

    def test_the_last_day_of_a_right_to_act(self, person, plan):
        right = AuthorityFactory(person=person, starts_on=today() - 50 * DAY, ends_on=today())
        AuthorityFactory(person=person, starts_on=today() - 50 * DAY, ends_on=today() + DAY)
        AuthorityFactory(
            person=person, starts_on=today() - 50 * DAY, ends_on=today(), withdrawn_at=timezone.now()
        )

        for _ in range(2):
            tasks.remind_of_reviews()

        (trigger,) = ReviewTrigger.objects.filter(person=person)
        assert (trigger.kind, trigger.noted_by) == (TriggerKind.NOMINEE, None)
        assert str(right.public_id) in trigger.key


def text(answer):
    return " ".join(answer.content.decode().split())


class TestPages:
    def form(self, **more):
        told = {"kind": "hospital", "happened_on": today().isoformat(), "words": "Her hip."}
        return {**told, "key": str(uuid.uuid4()), **more}

    def test_the_person_and_family_tell_us_once(self, person, reviews, signed_in):
        brother = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN]).user
        for somebody in (UserFactory(person=person), brother):
            client, form = signed_in(somebody), self.form()
            client.post(reverse("tell_of_change"), form)
            answer = client.post(reverse("tell_of_change"), form, follow=True)
            assert "Her hip." in text(answer)

        assert set(ReviewTrigger.objects.values_list("noted_by__person", flat=True)) == {person.pk, None}
        assert ReviewTrigger.objects.count() == 2

    def test_family_are_not_asked_about_misuse(self, person, reviews, signed_in):
        client = signed_in(UserFactory(person=person))

        page = client.post(reverse("tell_of_change"), self.form(kind="misuse"))

        assert page.status_code == 200
        assert not ReviewTrigger.objects.exists()

    def test_without_a_plan_it_says_whom_to_tell(self, person, worker, signed_in):
        page = text(signed_in(UserFactory(person=person)).post(reverse("tell_of_change"), self.form()))

        assert "There is no agreed plan to look at again yet" in page
        assert "Her hip." in page

    @pytest.mark.parametrize("kind", ["hospital", "misuse"])
    def test_colleagues_write_it_down(self, person, reviews, worker, signed_in, kind):
        for colleague in (worker, staff("manager", person.site)):
            signed_in(colleague).post(reverse("note_trigger", args=[person.public_id]), self.form(kind=kind))

        assert ReviewTrigger.objects.filter(kind=kind).count() == 2

    def test_partners_tell_only_where_they_take_part(self, person, reviews, house, signed_in):
        url = reverse("note_trigger", args=[person.public_id])
        sections = [Section.IDENTITY, Section.PLAN]
        organisation = OrganisationFactory(site=person.site)
        partner, other = (staff("partner", person.site, organisation) for _ in range(2))
        for one in (partner, other):
            ConsentFactory(person=person, user=one, sections=sections)
        ParticipantFactory(person=person, user=partner, side="nhs")

        assert signed_in(partner).post(url, self.form()).status_code == 302
        assert signed_in(other).post(url, self.form()).status_code == 403

    def test_who_does_not_know_them_finds_nobody(self, person, reviews, signed_in):
        url = reverse("note_trigger", args=[person.public_id])

        assert signed_in(AllocationFactory().worker).post(url, self.form()).status_code == 404
        assert signed_in(staff("finance", person.site)).post(url, self.form()).status_code in (403, 404)
        assert not ReviewTrigger.objects.exists()

    def test_a_suspicion_is_not_told_to_family_on_any_page_or_by_the_database(
        self, person, reviews, worker, signed_in, acting_for
    ):
        brother = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN]).user
        triggers.note(person, TriggerKind.MISUSE, by=worker, happened_on=today(), words="Cash is missing.")
        triggers.note(person, HOSPITAL, by=worker, happened_on=today(), words="Her hip.")

        page = text(signed_in(brother).get(reverse("my_reviews")))
        assert "Her hip." in page
        assert "Cash is missing." not in page
        with acting_for(brother):
            assert [one.words for one in ReviewTrigger.objects.all()] == ["Her hip."]
        at_work = signed_in(worker).get(reverse("reviews_of", args=[person.public_id]))
        assert "Cash is missing." in text(at_work)
