"""Asking to be introduced, being answered, taking it back: the rules, each refusal, what is shared."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver_effects
from peersupport import introductions, tasks
from peersupport.acts import Act
from peersupport.introductions.states import LOOKED_AT
from peersupport.models import OPEN, Introduction, IntroductionStatus, ServiceStatus
from people.models import ConsentPurpose, PersonStatus, Section
from tests.factories import IntroductionFactory, PersonFactory, ServiceFactory, SiteFactory
from tests.factories.people import staff

CLOSED = [status for status in IntroductionStatus if status not in OPEN]
ANSWERED = [status for status in IntroductionStatus if status not in LOOKED_AT]


def ask(person, service, **changed):
    asked = {"by": person.signs_in, "wish": "To sing again", "sections": introductions.SHARED} | changed
    return introductions.ask(person, service=service, **asked)


def answer(introduction, navigator, *, is_welcome=True, answer="Come on Monday"):
    return introductions.answer(introduction, by=navigator, is_welcome=is_welcome, answer=answer)


def acts_on(person):
    events = Event.objects.filter(person_id=person.pk, is_read=False).order_by("pk")
    return list(events.values_list("act", flat=True))


def test_ask_records_the_wish_and_what_is_shared_with_whom(margaret, choir):
    introduction = ask(margaret, choir)

    consent = introduction.consent
    assert introduction.status == IntroductionStatus.ASKED
    assert (introduction.wish, introduction.asked_by) == ("To sing again", margaret.signs_in)
    assert consent.purpose == ConsentPurpose.INTRODUCTION
    assert (consent.organisation, consent.user) == (choir.organisation, None)
    assert consent.sections == [Section.IDENTITY]
    assert introduction.shared == consent.in_words
    assert acts_on(margaret) == ["people.record_consent", Act.ASK_TO_JOIN]
    assert Effect.objects.get().task == "peersupport.tell_navigators"


@pytest.mark.parametrize(
    "hidden",
    [{"is_internal": True}, *({"status": one} for one in ServiceStatus if one != ServiceStatus.ACTIVE)],
)
def test_ask_is_refused_where_nobody_new_is_taken(margaret, hidden):
    with pytest.raises(introductions.NotOpenToAsk):
        ask(margaret, ServiceFactory(**hidden))


def test_ask_is_refused_in_another_area(margaret):
    with pytest.raises(introductions.NotInYourArea):
        ask(margaret, ServiceFactory(site=SiteFactory(slug="luton")))


@pytest.mark.parametrize(
    "sections", [[], [Section.PLAN], [Section.IDENTITY, Section.MONEY], [Section.IDENTITY, Section.ABOUT_ME]]
)
def test_ask_shares_name_and_how_to_reach_and_nothing_else(margaret, choir, sections):
    with pytest.raises(introductions.SharesTheWrongParts):
        ask(margaret, choir, sections=sections)


@pytest.mark.parametrize("status", OPEN)
def test_ask_is_refused_while_one_is_open(margaret, choir, status):
    IntroductionFactory(person=margaret, service=choir, status=status)

    with pytest.raises(introductions.AlreadyAsked):
        ask(margaret, choir)


@pytest.mark.parametrize("status", CLOSED)
def test_ask_again_after_it_is_over(margaret, choir, status):
    IntroductionFactory(person=margaret, service=choir, status=status, answer="No room")

    assert ask(margaret, choir).status == IntroductionStatus.ASKED


def test_two_open_ones_are_refused_by_the_database(margaret, choir):
    IntroductionFactory(person=margaret, service=choir)

    with pytest.raises(IntegrityError, match="introduction_open_once_per_service"), transaction.atomic():
        IntroductionFactory(person=margaret, service=choir)


def test_a_refusal_without_reason_is_refused_by_the_database(margaret, choir):
    with pytest.raises(IntegrityError, match="introduction_declined_with_a_reason"), transaction.atomic():
        IntroductionFactory(person=margaret, status=IntroductionStatus.DECLINED, answer="")


def test_somebody_asks_in_their_own_rows(margaret, choir, acting_for):
    with acting_for(margaret.signs_in):
        introduction = ask(margaret, choir)

    assert Introduction.objects.get() == introduction


def test_welcome(margaret, choir, navigator):
    introduction = answer(ask(margaret, choir), navigator)

    assert introduction.status == IntroductionStatus.ACCEPTED
    assert (introduction.answer, introduction.answered_by) == ("Come on Monday", navigator)
    assert introduction.answered_at
    assert acts_on(margaret)[-1] == Act.ANSWER_INTRODUCTION
    introduction.consent.refresh_from_db()
    assert introduction.consent.withdrawn_at is None


def test_refusal_ends_what_was_shared(margaret, choir, navigator, acting_for):
    introduction = ask(margaret, choir)

    with acting_for(navigator):
        answer(introduction, navigator, is_welcome=False, answer="Full until May. Try the Tuesday group.")

    introduction.refresh_from_db()
    introduction.consent.refresh_from_db()
    assert introduction.status == IntroductionStatus.DECLINED
    assert introduction.consent.withdrawn_at
    with acting_for(navigator):
        assert not Introduction.objects.exists()


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_refusal_needs_a_reason(margaret, choir, navigator, words):
    with pytest.raises(introductions.RefusalWithoutReason):
        answer(ask(margaret, choir), navigator, is_welcome=False, answer=words)


@pytest.mark.parametrize("status", ANSWERED)
@pytest.mark.parametrize("is_welcome", [True, False])
def test_answer_is_given_once(margaret, choir, navigator, status, is_welcome):
    introduction = IntroductionFactory(person=margaret, service=choir, status=status, answer="Said")

    with pytest.raises(introductions.AlreadyAnswered):
        answer(introduction, navigator, is_welcome=is_welcome)


def test_welcome_is_refused_where_all_places_are_taken(margaret, navigator, acting_for):
    group = ServiceFactory(places=1)
    IntroductionFactory(person=PersonFactory(), service=group, status=IntroductionStatus.ACCEPTED)
    introduction = ask(margaret, group)

    with acting_for(navigator), pytest.raises(introductions.NoPlaceLeft):
        answer(introduction, navigator)

    assert answer(introduction, navigator, is_welcome=False).status == IntroductionStatus.DECLINED


@pytest.mark.parametrize("status", OPEN)
def test_withdraw_ends_what_was_shared(margaret, choir, status, acting_for):
    introduction = IntroductionFactory(person=margaret, service=choir, status=status)

    with acting_for(margaret.signs_in):
        introductions.withdraw(introduction, by=margaret.signs_in)

    introduction.refresh_from_db()
    introduction.consent.refresh_from_db()
    assert introduction.status == IntroductionStatus.WITHDRAWN
    assert introduction.consent.withdrawn_by == margaret.signs_in
    assert Act.WITHDRAW_INTRODUCTION in acts_on(margaret)


@pytest.mark.parametrize("status", CLOSED)
def test_withdraw_is_refused_when_it_is_over(margaret, choir, status):
    introduction = IntroductionFactory(person=margaret, service=choir, status=status, answer="Said")

    with pytest.raises(introductions.NothingToTakeBack):
        introductions.withdraw(introduction, by=margaret.signs_in)


def test_the_navigators_are_told_that_somebody_asked_and_no_more(margaret, choir, navigator):
    staff("navigator", SiteFactory(slug="luton"))
    introduction = ask(margaret, choir)

    tasks.tell_navigators(introduction.pk)

    assert [one.to for one in mail.outbox] == [["nina@barnsley.example"]]
    assert "/referrals/" in mail.outbox[0].body
    for secret in ("Margaret", "Hill", "Choir", "sing"):
        assert secret not in mail.outbox[0].subject + mail.outbox[0].body


def test_the_person_is_told_that_there_is_an_answer_and_no_more(margaret, choir, navigator):
    introduction = answer(ask(margaret, choir), navigator)

    tasks.tell_of_answer(introduction.pk)
    deliver_effects()

    (told,) = [one for one in mail.outbox if one.to == ["margaret@example.org"]]
    assert "/my/support/" in told.body
    for secret in ("Choir", "Monday", "welcome"):
        assert secret not in told.subject + told.body


def test_the_navigators_are_told_that_somebody_changed_their_mind(margaret, choir, navigator):
    introduction = introductions.withdraw(ask(margaret, choir), by=margaret.signs_in)

    tasks.tell_of_withdrawal(introduction.pk)

    assert "Margaret" not in mail.outbox[0].body
    assert mail.outbox[0].subject == "Somebody changed their mind"


@pytest.mark.parametrize("task", [tasks.tell_navigators, tasks.tell_of_answer, tasks.tell_of_withdrawal])
def test_nobody_is_written_to_about_somebody_who_died(margaret, choir, navigator, task):
    introduction = ask(margaret, choir)
    margaret.status = PersonStatus.DIED
    margaret.save()

    task(introduction.pk)

    assert mail.outbox == []


def test_effects_wait_in_the_outbox_under_one_key_each(margaret, choir, navigator):
    introduction = answer(ask(margaret, choir), navigator)
    introductions.withdraw(introduction, by=margaret.signs_in)

    last = introduction.steps.get(status=IntroductionStatus.ACCEPTED)
    assert set(Effect.objects.values_list("key", flat=True)) == {
        f"introduction-asked-{introduction.pk}",
        f"introduction-answered-{introduction.pk}-{last.pk}",
        f"introduction-withdrawn-{introduction.pk}",
    }
