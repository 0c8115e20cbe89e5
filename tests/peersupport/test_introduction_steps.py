"""Every step of an introduction, by whom, every refusal, and what goes with a step."""

from itertools import product

import pytest
from django.core import mail
from django.db import transaction

from ipc.kernel.errors import RuleBroken
from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver_effects
from peersupport import happenings, introductions, tasks
from peersupport.acts import Act
from peersupport.introductions import TRANSITIONS, Who
from peersupport.introductions.states import BEFORE_A_PAUSE
from peersupport.models import OPEN, Introduction, Outcome, Step
from peersupport.models import IntroductionStatus as Status
from people.models import Todo, TodoKind
from tests.factories import (
    AllocationFactory,
    ConcernFactory,
    IntroductionFactory,
    OrganisationFactory,
    ServiceFactory,
    StepFactory,
)

# Verb, where it leads, with which words.
VERBS = {
    "receive": (Status.RECEIVED, {}),
    "try_to_reach": (Status.TRYING, {"was_reached": False}),
    "put_on_waiting_list": (Status.WAITING, {}),
    "offer_place": (Status.ACCEPTED, {}),
    "match": (Status.MATCHED, {}),
    "look_further": (Status.RECEIVED, {}),
    "begin": (Status.ACTIVE, {}),
    "pause": (Status.PAUSED, {}),
    "finish": (Status.ENDED, {"outcome": Outcome.HELPED}),
    "stop": (Status.STOPPED, {}),
    "end_without_reason": (Status.ENDED, {}),
    "withdraw": (Status.WITHDRAWN, {}),
}
ONLY_FROM = {
    "receive": {Status.ASKED, Status.TRYING},
    "offer_place": {Status.WAITING},
    "look_further": {Status.MATCHED},
}


@pytest.fixture
def coordinator(margaret):
    return AllocationFactory(person=margaret).worker


@pytest.fixture
def sides(margaret, navigator, coordinator):
    return {Who.PERSON: margaret.signs_in, Who.NAVIGATOR: navigator, Who.COLLEAGUE: coordinator}


def steps_of(introduction):
    return list(introduction.steps.values_list("from_status", "status"))


def test_every_verb_goes_where_the_table_lets_its_side_go_and_nowhere_else(margaret, choir, sides):
    for status, (verb, (to, said)), (who, by) in product(Status, VERBS.items(), sides.items()):
        may = who in TRANSITIONS.get((status, to), ()) and status in ONLY_FROM.get(verb, {status})
        with transaction.atomic():
            one = IntroductionFactory(person=margaret, service=choir, status=status, answer="Said")
            try:
                moved = getattr(introductions, verb)(one, by=by, **said)
                assert may, (status, verb, who)
                assert moved.status == to
                assert steps_of(one)[-1] == (status, to)
            except RuleBroken:
                assert not may, (status, verb, who)
            transaction.set_rollback(True)


def test_what_is_over_stays_over():
    assert {one for one, _to in TRANSITIONS} == {Status.DRAFT, *OPEN}
    assert {to for _one, to in TRANSITIONS} == set(Status) - {Status.DRAFT}


def test_a_step_says_from_where_to_where_by_whom_and_is_on_record(margaret, choir, navigator, acting_for):
    introduction = IntroductionFactory(person=margaret, service=choir, asked_by=margaret.signs_in)

    with acting_for(navigator):
        introductions.receive(introduction, by=navigator, words=" I read it. ")

    step = Step.objects.get(introduction=introduction)
    assert (step.from_status, step.status, step.words, step.by) == (
        Status.ASKED,
        Status.RECEIVED,
        "I read it.",
        navigator,
    )
    introduction.refresh_from_db()
    assert introduction.status_since == step.at
    event = Event.objects.get(person_id=margaret.pk, act=Act.MOVE_INTRODUCTION)
    assert event.actor == navigator
    assert Effect.objects.get().task == "peersupport.tell_of_step"


@pytest.mark.parametrize("verb", ["finish", "stop", "end_without_reason"])
def test_what_ends_it_ends_what_was_shared_in_the_navigators_own_rows(
    margaret, choir, navigator, acting_for, verb
):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ACTIVE)

    with acting_for(navigator):
        getattr(introductions, verb)(introduction, by=navigator, **VERBS[verb][1])
        assert not Introduction.objects.exists()

    introduction.refresh_from_db()
    introduction.consent.refresh_from_db()
    assert introduction.consent.withdrawn_at
    assert (introduction.ended_at, introduction.ended_by) == (introduction.steps.get().at, navigator)


def test_trying_again_and_again_ends_it_and_the_coordinator_hears(margaret, choir, navigator, acting_for):
    introduction = IntroductionFactory(person=margaret, service=choir, asked_by=margaret.signs_in)

    with acting_for(navigator):
        for tried in (1, 2):
            moved = introductions.try_to_reach(introduction, by=navigator, was_reached=False)
            assert (moved.status, moved.tries) == (Status.TRYING, tried)
        introductions.try_to_reach(introduction, by=navigator, was_reached=False, words="No answer")

    introduction.refresh_from_db()
    assert introduction.status == Status.UNREACHED
    asked = Todo.objects.get(person=margaret)
    assert (asked.kind, asked.detail) == (TodoKind.INTRODUCTION_BACK, "Breathe Easy Choir")


def test_reaching_somebody_begins_the_count_again(margaret, choir, navigator):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.TRYING, tries=2)

    moved = introductions.try_to_reach(introduction, by=navigator, was_reached=True, words="We talked")

    assert (moved.status, moved.tries) == (Status.RECEIVED, 0)
    assert steps_of(introduction) == [(Status.TRYING, Status.TRYING), (Status.TRYING, Status.RECEIVED)]


def test_a_place_is_offered_only_where_there_is_one(margaret, navigator, acting_for):
    group = ServiceFactory(places=1)
    before = IntroductionFactory(service=group, status=Status.PAUSED)
    introduction = IntroductionFactory(person=margaret, service=group, status=Status.WAITING)

    with acting_for(navigator), pytest.raises(introductions.NoPlaceLeft):
        introductions.offer_place(introduction, by=navigator)
    introductions.stop(before, by=navigator)

    assert introductions.offer_place(introduction, by=navigator).status == Status.ACCEPTED


def test_others_may_refuse_before_a_place_is_given(margaret, choir, navigator, monkeypatch):
    class NotReady(RuleBroken):
        message = "Not ready"

    def refuse(introduction, service):
        raise NotReady

    monkeypatch.setattr("peersupport.introductions.places._asked_before", [])
    assert introductions.asked_before_a_place(refuse) is refuse
    introduction = IntroductionFactory(person=margaret, service=choir)

    with pytest.raises(NotReady):
        introductions.answer(introduction, by=navigator, is_welcome=True, answer="")
    with pytest.raises(NotReady):
        introductions.match(introduction, by=navigator)


def test_match_names_somebody_of_the_same_organisation(margaret, choir, navigator, acting_for):
    introduction = IntroductionFactory(person=margaret, service=choir)
    amina = ServiceFactory(name="Amina", organisation=choir.organisation, site=choir.site)

    with acting_for(navigator):
        moved = introductions.match(introduction, by=navigator, service=amina, words="You both sing")

    assert (moved.status, moved.service, moved.answer) == (Status.MATCHED, amina, "You both sing")


def test_match_with_another_organisation_needs_the_persons_word_first(margaret, choir, navigator):
    introduction = IntroductionFactory(person=margaret, service=choir)
    others = OrganisationFactory(site=choir.site, name="Somebody else", kind="voluntary")
    of_others = ServiceFactory(site=choir.site, organisation=others)

    with pytest.raises(introductions.OfAnotherOrganisation):
        introductions.match(introduction, by=navigator, service=of_others)


def test_the_person_says_yes_to_who_was_found_or_asks_for_somebody_else(margaret, choir, acting_for):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.MATCHED)

    with acting_for(margaret.signs_in):
        introductions.look_further(introduction, by=margaret.signs_in)
    assert Effect.objects.get().task == "peersupport.tell_navigators"
    Introduction.objects.filter(pk=introduction.pk).update(status=Status.MATCHED)

    with acting_for(margaret.signs_in):
        assert introductions.begin(introduction, by=margaret.signs_in).status == Status.ACTIVE


@pytest.mark.parametrize("before", BEFORE_A_PAUSE)
def test_go_on_goes_on_where_it_was_paused(margaret, choir, navigator, before, acting_for):
    introduction = IntroductionFactory(person=margaret, service=choir, status=before)
    with acting_for(navigator):
        introductions.pause(introduction, by=navigator, words="On holiday")

    with acting_for(margaret.signs_in):
        assert introductions.go_on(introduction, by=margaret.signs_in).status == before


def test_go_on_is_refused_where_nothing_is_paused(margaret, choir, navigator):
    with pytest.raises(introductions.NotTheNextStep):
        introductions.go_on(IntroductionFactory(person=margaret, service=choir), by=navigator)


def test_nobody_goes_on_while_somebody_is_worried(margaret, choir, acting_for):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.PAUSED)
    ConcernFactory(person=margaret, introduction=introduction)

    with acting_for(margaret.signs_in), pytest.raises(introductions.WorryStillOpen):
        introductions.go_on(introduction, by=margaret.signs_in)


def test_a_step_of_somebody_else_is_refused(margaret, choir, navigator):
    introduction = IntroductionFactory(person=margaret, service=choir)

    with pytest.raises(introductions.NotYoursToSay):
        introductions.receive(introduction, by=margaret.signs_in)
    with pytest.raises(introductions.NotYoursToSay):
        introductions.withdraw(introduction, by=navigator)


def test_finish_needs_what_came_of_it(margaret, choir, navigator):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ACTIVE)

    with pytest.raises(introductions.FinishWithoutOutcome):
        introductions.finish(introduction, by=navigator, outcome="")


def test_whoever_wants_hears_what_came_of_it(margaret, choir, navigator, acting_for, monkeypatch):
    heard = []
    monkeypatch.setattr(happenings, "_hearing_outcome", [])
    happenings.hears_outcome(lambda one, **what: heard.append((one.pk, what["outcome"], what["words"])))
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ACTIVE)

    with acting_for(navigator):
        introductions.finish(introduction, by=navigator, outcome="helped", words="She sings again")

    introduction.refresh_from_db()
    assert heard == [(introduction.pk, Outcome.HELPED, "She sings again")]
    assert (introduction.outcome, introduction.outcome_words) == ("helped", "She sings again")


def test_either_side_ends_it_and_nobody_is_asked_why(margaret, navigator, acting_for):
    for by in (margaret.signs_in, navigator):
        introduction = IntroductionFactory(person=margaret, status=Status.ACTIVE)
        with acting_for(by):
            ended = introductions.end_without_reason(introduction, by=by)
        assert (ended.status, ended.outcome, ended.steps.get().words) == (Status.ENDED, "", "")
    assert not Todo.objects.exists()


def test_a_colleague_hears_when_what_they_asked_for_is_not_possible(margaret, choir, navigator, acting_for):
    introduction = IntroductionFactory(person=margaret, service=choir, route="colleague")

    with acting_for(navigator):
        introductions.answer(introduction, by=navigator, is_welcome=False, answer="Full until May")

    assert Todo.objects.get(person=margaret).kind == TodoKind.INTRODUCTION_BACK


def test_the_person_is_told_that_there_is_news_and_no_more(margaret, choir, navigator):
    introduction = IntroductionFactory(person=margaret, service=choir, asked_by=margaret.signs_in)
    introductions.receive(introduction, by=navigator)

    tasks.tell_of_step(introduction.steps.get().pk)
    deliver_effects()

    (told,) = {one.body: one for one in mail.outbox if one.to == ["margaret@example.org"]}.values()
    assert "/my/support/" in told.body
    assert "Choir" not in told.subject + told.body


def test_a_step_stays_as_it_was_written(margaret):
    from django.db import ProgrammingError

    step = StepFactory(person=margaret)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Step.objects.filter(pk=step.pk).update(words="Something else")
