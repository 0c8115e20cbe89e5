"""A colleague asks for somebody; drafts; family asks; how long answers take; what both sides say of it."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from ipc.kernel import acting
from ipc.kernel.dates import today
from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver_effects
from peersupport import answer_times, feedback, introductions, tasks
from peersupport.acts import Act
from peersupport.introductions import asking, late
from peersupport.models import AnswerTime, Introduction, IntroductionStatus, Route, Sides
from people.consent import CannotDecideSharing, TheyDecideThemselves
from people.models import AuthorityKind, HowGiven, NotSought, Todo, TodoKind
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    CapacityAssessmentFactory,
    FeedbackFactory,
    IntroductionFactory,
    PersonFactory,
    ServiceFactory,
    UserFactory,
)
from tests.factories.people import staff


@pytest.fixture
def coordinator(margaret):
    return AllocationFactory(person=margaret).worker


def refer(person, service, by, **changed):
    said = {"why": "She misses singing", "risks": "Needs oxygen", "how_given": HowGiven.PHONE} | changed
    return introductions.refer(person, by=by, service=service, **said)


def cannot_decide(person):
    return CapacityAssessmentFactory(person=person, topic="sharing", outcome="cannot")


# -- Referring


def test_refer_says_why_what_to_mind_and_how_the_person_agreed(margaret, choir, coordinator, acting_for):
    with acting_for(coordinator):
        introduction = refer(margaret, choir, coordinator)

    assert (introduction.route, introduction.status) == (Route.COLLEAGUE, IntroductionStatus.ASKED)
    assert (introduction.why, introduction.risks) == ("She misses singing", "Needs oxygen")
    agreed = introduction.consent
    assert (agreed.how_given, agreed.organisation, agreed.given_by) == (
        HowGiven.PHONE,
        choir.organisation,
        coordinator,
    )
    assert introduction.steps.get().status == IntroductionStatus.ASKED
    assert Event.objects.filter(act=Act.REFER, actor=coordinator, person_id=margaret.pk).exists()
    assert Effect.objects.get().task == "peersupport.tell_navigators"


def test_refer_needs_a_reason(margaret, choir, coordinator):
    with pytest.raises(introductions.ReferralWithoutWhy):
        refer(margaret, choir, coordinator, why="  ")


def test_refer_without_the_persons_word_only_where_they_cannot_decide(margaret, choir, coordinator):
    not_sought = {"how_given": "", "why_not_sought": NotSought.BEST_INTERESTS}
    with pytest.raises(TheyDecideThemselves):
        refer(margaret, choir, coordinator, **not_sought)

    cannot_decide(margaret)

    with pytest.raises(CannotDecideSharing):
        refer(margaret, choir, coordinator)
    assert refer(margaret, choir, coordinator, **not_sought).consent.assessment


def test_the_person_is_told_the_way_they_need_of_what_a_colleague_asked(
    margaret, choir, coordinator, navigator
):
    introduction = refer(margaret, choir, coordinator)
    introductions.answer(introduction, by=navigator, is_welcome=True, answer="Come")

    tasks.tell_of_answer(introduction.pk)
    deliver_effects()

    assert "margaret@example.org" in {to for one in mail.outbox for to in one.to}


# -- What is not sent yet


def test_a_draft_shares_nothing_and_tells_nobody(margaret, choir, coordinator, navigator, acting_for):
    with acting_for(coordinator):
        kept = introductions.draft(margaret, by=coordinator, service=choir, why="Singing")

    assert (kept.status, kept.consent) == (IntroductionStatus.DRAFT, None)
    assert not Effect.objects.exists()
    with acting_for(navigator):
        assert not Introduction.objects.exists()


def test_a_draft_is_changed_and_sent_with_consent(margaret, choir, coordinator, acting_for):
    with acting_for(coordinator):
        kept = introductions.draft(margaret, by=coordinator, service=choir)
        with pytest.raises(introductions.ReferralWithoutWhy):
            introductions.send(kept, by=coordinator, how_given=HowGiven.PHONE)
        introductions.change(kept, by=coordinator, why="Singing")
        sent = introductions.send(kept, by=coordinator, how_given=HowGiven.IN_PERSON)

    assert (sent.status, sent.consent.how_given) == (IntroductionStatus.ASKED, HowGiven.IN_PERSON)
    assert sent.shared == sent.consent.in_words
    assert sent.steps.get().from_status == IntroductionStatus.DRAFT
    assert Effect.objects.get().task == "peersupport.tell_navigators"


def test_what_was_sent_is_no_draft(margaret, choir, coordinator):
    sent = IntroductionFactory(person=margaret, service=choir)

    for carry_out in (
        lambda: introductions.change(sent, by=coordinator, why="x"),
        lambda: introductions.send(sent, by=coordinator, how_given=HowGiven.PHONE),
        lambda: introductions.discard(sent, by=coordinator),
    ):
        with pytest.raises(introductions.NoDraft):
            carry_out()


def test_a_draft_is_put_away(margaret, choir, coordinator, acting_for):
    with acting_for(coordinator):
        introductions.discard(introductions.draft(margaret, by=coordinator, service=choir), by=coordinator)

    assert not Introduction.objects.exists()


def test_nothing_is_sent_without_consent_by_the_database(margaret, choir):
    with pytest.raises(IntegrityError, match="introduction_sent_with_consent"), transaction.atomic():
        IntroductionFactory(person=margaret, service=choir, consent=None)


# -- Family


def test_a_parent_asks_as_family(choir, house):
    child = PersonFactory(site=choir.site, born_on=today() - dt.timedelta(days=8 * 365))
    parent = UserFactory()
    AuthorityFactory(person=child, holder=parent, kind=AuthorityKind.PARENT)

    introduction = introductions.ask(
        child, by=parent, service=choir, wish="Friends", sections=introductions.SHARED
    )

    assert introduction.route == Route.FAMILY


def test_an_attorney_says_yes_for_somebody_who_cannot(margaret, choir, acting_for):
    daughter, assessment = UserFactory(), cannot_decide(margaret)
    AuthorityFactory(person=margaret, holder=daughter, kind=AuthorityKind.ATTORNEY)

    with acting_for(daughter):
        introduction = introductions.ask(
            margaret, by=daughter, service=choir, wish="", sections=introductions.SHARED
        )

    assert (introduction.consent.why_not_sought, introduction.consent.assessment) == (
        NotSought.ATTORNEY,
        assessment,
    )


# -- How long it takes


def test_somebody_asks_after_those_who_wait_too_long_once(margaret, choir, house):
    long_ago = timezone.now() - dt.timedelta(days=11)
    IntroductionFactory(person=margaret, service=choir, asked_at=long_ago, status="trying")
    IntroductionFactory(person=margaret, asked_at=long_ago, status="waiting")
    IntroductionFactory(person=margaret, asked_at=timezone.now() - dt.timedelta(days=9))
    IntroductionFactory(person=PersonFactory(status="died"), service=choir, asked_at=long_ago)

    for _night in range(2):
        with acting.acting_as(acting.job([house.pk])):
            late.raise_late(house)

    asked = Todo.objects.get()
    assert (asked.person, asked.kind) == (margaret, TodoKind.ANSWER_LATE)
    assert asked.detail == "Nobody has answered about “Breathe Easy Choir” yet."


def test_the_first_answer_counts_and_later_ones_do_not(margaret, choir, navigator):
    asked_at = dt.datetime.now(dt.UTC) - dt.timedelta(days=4)
    introduction = IntroductionFactory(person=margaret, service=choir, asked_at=asked_at)

    introductions.put_on_waiting_list(introduction, by=navigator, words="In May")
    introductions.offer_place(introduction, by=navigator, words="Now")

    rollup = AnswerTime.objects.get()
    assert (rollup.service, rollup.answers, rollup.days) == (choir, 1, 4)


def test_how_long_is_said_only_from_enough_answers_of_the_last_year(choir, django_assert_num_queries):
    other = ServiceFactory(name="Few answers")
    this_month = today().replace(day=1)
    AnswerTime.objects.create(service=choir, month=this_month, answers=5, days=14)
    AnswerTime.objects.create(service=choir, month=dt.date(2020, 1, 1), answers=9, days=900)
    AnswerTime.objects.create(service=other, month=this_month, answers=4, days=4)

    assert answer_times.usually_answers(choir) == "Usually answers in 3 days"
    assert answer_times.usually_answers(other) == ""
    with django_assert_num_queries(2):
        answer_times.usually_answer([choir, other])


# -- What is said of it


def test_both_sides_say_how_it_went_each_in_their_own_rows(margaret, choir, navigator, acting_for):
    introduction = IntroductionFactory(person=margaret, service=choir, status=IntroductionStatus.ACTIVE)

    with acting_for(margaret.signs_in):
        feedback.give(introduction, by=margaret.signs_in, score=5, words="Lovely", may_be_shown=True)
    with acting_for(navigator):
        feedback.give(introduction, by=navigator, words="She comes every week")

    assert set(introduction.feedback.values_list("side", "score", "may_be_shown")) == {
        (Sides.PERSON, 5, True),
        (Sides.PROVIDER, None, False),
    }
    assert Event.objects.filter(act=Act.GIVE_FEEDBACK, person_id=margaret.pk).count() == 2


def test_saying_it_again_replaces_what_was_said_and_is_shown_to_nobody_yet(margaret, choir):
    said = FeedbackFactory(person=margaret, may_be_shown=True, is_shown=True)
    type(said.introduction).objects.filter(pk=said.introduction_id).update(status="ended")

    again = feedback.give(
        said.introduction, by=margaret.signs_in, score=2, words="Not so good", may_be_shown=True
    )

    assert (again.pk, again.score, again.is_shown) == (said.pk, 2, False)


def test_feedback_is_refused_before_it_began_of_nothing_and_from_colleagues(margaret, choir, coordinator):
    asked = IntroductionFactory(person=margaret, service=choir)

    with pytest.raises(feedback.NothingToSayYet):
        feedback.give(asked, by=margaret.signs_in, score=5)
    with pytest.raises(feedback.NothingSaid):
        feedback.give(asked, by=margaret.signs_in, words=" ")
    with pytest.raises(feedback.NotYoursToSay):
        feedback.give(asked, by=coordinator, score=5)


def test_a_manager_shows_words_only_where_the_person_agreed(margaret, acting_for):
    manager = staff("manager")
    kept, given = FeedbackFactory(person=margaret), FeedbackFactory(person=margaret, may_be_shown=True)

    with acting_for(manager):
        with pytest.raises(feedback.NotForOthers):
            feedback.show(kept, by=manager, is_shown=True, read=kept.given_at)
        assert feedback.show(given, by=manager, is_shown=True, read=given.given_at).is_shown


def test_words_that_changed_since_the_manager_read_them_are_not_shown(margaret, choir):
    asked = IntroductionFactory(person=margaret, service=choir, status="active")
    given = FeedbackFactory(person=margaret, introduction=asked, may_be_shown=True)
    feedback.give(asked, by=margaret.signs_in, words="Mrs Hill next door is mad", may_be_shown=True)

    with pytest.raises(feedback.SaidDifferently):
        feedback.show(given, by=staff("manager"), is_shown=True, read=given.given_at)


def test_strangers_read_words_without_names_and_figures_of_enough_people(choir, acting_for):
    for number in range(5):
        introduction = IntroductionFactory(service=choir)
        shown = {"may_be_shown": True, "is_shown": True} if number == 0 else {}
        FeedbackFactory(person=introduction.person, introduction=introduction, score=number + 1, **shown)

    with acting.acting_as(acting.Acting(acting.PORTAL)):
        told = feedback.said_of(choir)

    assert told == {
        "sentence": "2 of 5 people who went say it was good.",
        "words": ["They saved me a chair."],
    }
    assert feedback.said_of(ServiceFactory())["sentence"] == ""


def test_two_at_the_same_moment_are_told_in_words(margaret, choir):
    first = IntroductionFactory(person=margaret, service=choir)

    with pytest.raises(introductions.AlreadyAsked), asking.once_for_each_service():
        IntroductionFactory(person=first.person, service=first.service)
