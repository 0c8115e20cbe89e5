"""Asking for a second look at what was decided about money; somebody else answers, in time."""

import pytest

from budgets import second_looks
from budgets.models import IndicativeStatus, MoneyFigure, MoneyRule, Outcome
from ipc.kernel import working_days
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import OrganisationKind, Role
from tests.factories import (
    AllocationFactory,
    EligibilityDecisionFactory,
    IndicativeBudgetFactory,
    OrganisationFactory,
    PersonFactory,
    SignatureFactory,
    UserFactory,
    VariationAnswerFactory,
)
from tests.factories.people import staff

WORDS = "Nobody asked me about the nights."


@pytest.fixture
def person(house):
    return PersonFactory(site=house)


@pytest.fixture
def margaret(person):
    return UserFactory(person=person)


@pytest.fixture
def manager(house):
    return staff(Role.MANAGER, house)


def approver(site, kind=OrganisationKind.COUNCIL):
    return staff(Role.APPROVER, site, OrganisationFactory(site=site, kind=kind))


@pytest.fixture
def decision(person):
    return EligibilityDecisionFactory(person=person, outcome=Outcome.REFUSE, decided_by=approver(person.site))


@pytest.fixture
def look(decision, margaret):
    return second_looks.ask(decision, words=WORDS, by=margaret)


@pytest.mark.parametrize("place", range(4), ids=["eligibility", "indicative", "signature", "variation"])
def test_a_second_look_is_asked_for_and_answered_about_each_kind(house, manager, place):
    person = PersonFactory(site=house)
    about = [
        lambda: EligibilityDecisionFactory(person=person),
        lambda: IndicativeBudgetFactory(person=person),
        lambda: SignatureFactory(),
        lambda: VariationAnswerFactory(),
    ][place]()
    look = second_looks.ask(about, words=WORDS, by=UserFactory(person=about.person))

    assert second_looks.about(look) == about
    assert second_looks.answer(look, is_changed=False, words="It is right.", by=manager).answered_at


def test_it_is_due_in_working_days_and_asked_of_the_managers(look, person, margaret):
    assert look.due_on == working_days.after(today(), 20)
    assert (look.asked_by, look.words) == (margaret, WORDS)
    todo = person.todos.get()
    assert (todo.kind, todo.role, todo.due_on) == ("second_look", Role.MANAGER, look.due_on)
    assert Event.objects.filter(act="budgets.ask_second_look", subject_id=look.public_id).exists()


def test_a_site_may_answer_sooner(decision, margaret, house):
    MoneyRule.objects.create(
        figure=MoneyFigure.SECOND_LOOK_DAYS, value=5, site=house, starts_on=today(), source="A choice"
    )

    assert second_looks.ask(decision, words=WORDS, by=margaret).due_on == working_days.after(today(), 5)


def test_one_second_look_waits_at_a_time(look, decision, margaret):
    with pytest.raises(second_looks.AlreadyAsked):
        second_looks.ask(decision, words="Again", by=margaret)


def test_words_are_needed(decision, margaret):
    with pytest.raises(second_looks.SayWhatIsWrong):
        second_looks.ask(decision, words="  ", by=margaret)


def test_a_first_idea_that_was_not_shown_is_not_looked_at_again(person, margaret):
    draft = IndicativeBudgetFactory(person=person, is_draft=True)

    with pytest.raises(second_looks.NotShownYet):
        second_looks.ask(draft, words=WORDS, by=margaret)


def test_what_was_replaced_is_not_looked_at_again(person, decision, margaret):
    EligibilityDecisionFactory(person=person, replaces=decision)
    old = IndicativeBudgetFactory(person=person, status=IndicativeStatus.REPLACED)

    for about in (decision, old):
        with pytest.raises(second_looks.NewerOne):
            second_looks.ask(about, words=WORDS, by=margaret)


def test_the_answer_is_written_down_settled_and_told(look, person, manager):
    answered = second_looks.answer(look, is_changed=False, words=" We asked about the nights. ", by=manager)

    assert (answered.is_changed, answered.answer_words) == (False, "We asked about the nights.")
    assert (answered.answered_by, person.todos.open().count()) == (manager, 0)
    assert person.notices.filter(letter="second_look_answered").exists()
    assert Event.objects.filter(act="budgets.answer_second_look", subject_id=look.public_id).exists()


def test_where_something_changes_a_new_decision_is_asked_for(look, person, decision, manager):
    second_looks.answer(look, is_changed=True, words="We missed the nights.", by=manager)

    assert person.todos.open().get().kind == "decide_again"
    assert list(second_looks.to_decide_again(decision.decided_by)) == [look]


def test_where_a_first_idea_changes_the_coordinator_works_it_out_anew(person, margaret, manager):
    AllocationFactory(person=person)
    look = second_looks.ask(IndicativeBudgetFactory(person=person), words=WORDS, by=margaret)
    second_looks.answer(look, is_changed=True, words="Too low.", by=manager)

    assert person.todos.open().get().role == Role.COORDINATOR


def test_whoever_decided_does_not_answer(look, decision):
    with pytest.raises(second_looks.DecidedItYourself):
        second_looks.answer(look, is_changed=False, words="It is right.", by=decision.decided_by)


def test_whoever_worked_out_the_first_idea_does_not_answer(person, margaret, manager):
    shown = IndicativeBudgetFactory(person=person, worked_out_by=manager)
    look = second_looks.ask(shown, words=WORDS, by=margaret)

    with pytest.raises(second_looks.DecidedItYourself):
        second_looks.answer(look, is_changed=False, words="It is right.", by=manager)


def test_whoever_asked_does_not_answer(decision, manager):
    look = second_looks.ask(decision, words=WORDS, by=manager)

    with pytest.raises(second_looks.AskedItYourself):
        second_looks.answer(look, is_changed=False, words="It is right.", by=manager)


def test_another_funders_approver_does_not_answer_and_does_not_have_it_in_the_list(look, house):
    nhs = approver(house, OrganisationKind.NHS)

    with pytest.raises(second_looks.AnotherFunders):
        second_looks.answer(look, is_changed=False, words="It is right.", by=nhs)
    assert list(second_looks.waiting_for(nhs)) == []
    assert list(second_looks.waiting_for(approver(house))) == [look]


def test_it_is_answered_once_and_with_words(look, manager):
    with pytest.raises(second_looks.AnswerWithoutWords):
        second_looks.answer(look, is_changed=False, words=" ", by=manager)
    second_looks.answer(look, is_changed=False, words="It is right.", by=manager)

    with pytest.raises(second_looks.AlreadyAnswered):
        second_looks.answer(look, is_changed=True, words="No, it is not.", by=manager)
