"""A funder says yes in part, asks first, and everybody who waits is told; letters say what was answered."""

from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from budgets import decision_letters, drafting, funder_questions, second_looks, signing
from budgets.models import Budget, BudgetStatus
from ipc.kernel.models import Event
from people import todos
from people.models import Funder, Notice, OrganisationKind, Role, Todo, TodoKind
from tests.factories import (
    AllocationFactory,
    BudgetFactory,
    BudgetLineFactory,
    OrganisationFactory,
    PersonFactory,
    SignatureFactory,
    UserFactory,
)
from tests.factories.people import staff

D = Decimal
H, C = Funder.NHS, Funder.COUNCIL


@pytest.fixture
def budget(house):
    """The council pays for mornings and for swimming, the NHS for a part of the mornings."""
    budget = BudgetFactory(person=PersonFactory(given_name="Rose", known_as="", family_name="Kelly"))
    BudgetLineFactory(budget=budget, words="Mornings", shares={C: D("180.00"), H: D("83.00")})
    BudgetLineFactory(budget=budget, words="Swimming", shares={C: D("12.00")})
    return budget


@pytest.fixture
def coordinator(budget):
    return AllocationFactory(person=budget.person).worker


@pytest.fixture
def proposed(budget, coordinator):
    return signing.propose(budget, by=coordinator)


def approver(kind):
    return staff(Role.APPROVER, organisation=OrganisationFactory(kind=kind))


@pytest.fixture
def council(house):
    return approver(OrganisationKind.COUNCIL)


def line(budget, words):
    return str(budget.lines.get(words=words).public_id)


def in_part(budget, by):
    return signing.sign(
        budget,
        by=by,
        is_agreed=False,
        agreed_lines=[line(budget, "Mornings")],
        reason="Swimming is free at the pool for Rose",
    )


def words_of(letter):
    return " ".join(sentence for section in letter["sections"] for sentence in section["sentences"])


# -- in part


def test_yes_in_part_keeps_what_was_agreed_and_sends_the_budget_back(proposed, council):
    signed = in_part(proposed, council)

    assert (signed.is_agreed, signed.is_part) == (False, True)
    assert [(one["words"], one["amount"], one["is_agreed"]) for one in signed.lines] == [
        ("Mornings", "180.00", True),
        ("Swimming", "12.00", False),
    ]
    proposed.refresh_from_db()
    assert (proposed.status, proposed.revision) == (BudgetStatus.DRAFT, signed.revision + 1)


@pytest.mark.parametrize("chosen", [["Mornings", "Swimming"], ["of another budget"]])
def test_in_part_is_some_of_ones_own_lines(proposed, council, chosen):
    another = str(BudgetLineFactory().public_id)
    ids = [another if words.startswith("of") else line(proposed, words) for words in chosen]

    with pytest.raises(signing.NotInPart):
        signing.sign(proposed, by=council, is_agreed=False, agreed_lines=ids, reason="Why")


def test_in_part_needs_its_reason(proposed, council):
    with pytest.raises(signing.ReasonNeeded):
        signing.sign(
            proposed, by=council, is_agreed=False, agreed_lines=[line(proposed, "Mornings")], reason=""
        )


def test_no_answer_is_whole_and_in_part(house):
    with pytest.raises(IntegrityError, match="signature_whole_or_in_part"), transaction.atomic():
        SignatureFactory(is_agreed=True, is_part=True)


def test_the_letter_of_a_yes_in_part_says_to_what_and_why_not_to_the_rest(proposed, council, coordinator):
    signed = in_part(proposed, council)
    drafting.remove_line(proposed.lines.get(words="Swimming"), by=coordinator)

    words = words_of(decision_letters.content(signed))

    assert "says yes to some of what it was asked to pay, and no to the rest" in words
    assert "It says yes to: Mornings: £180.00 a week." in words
    assert "It says no to: Swimming: £12.00 a week." in words
    assert "Swimming is free at the pool for Rose" in words
    assert "You can ask for a second look" in words


@pytest.mark.parametrize(
    ("is_agreed", "told"), [(True, "says yes to its part"), (False, "says no to its part")]
)
def test_the_letter_of_a_yes_and_of_a_no_is_a_pdf(proposed, council, is_agreed, told):
    signed = signing.sign(proposed, by=council, is_agreed=is_agreed, reason="Too much")

    assert told in words_of(decision_letters.content(signed))
    assert decision_letters.letter_of(signed).startswith(b"%PDF")


# -- telling


def told(kind=TodoKind.FUNDER_ANSWERED):
    return list(Todo.objects.open().filter(kind=kind).values_list("detail", flat=True))


def test_the_coordinator_is_told_what_each_funder_said_and_has_one_thing_to_do(
    proposed, council, coordinator
):
    signing.sign(proposed, by=council, is_agreed=True)
    assert told() == ["Council said yes. Others have not answered yet."]
    signing.sign(proposed, by=approver(OrganisationKind.NHS), is_agreed=True)

    assert told() == ["NHS said yes. Every funder has: the plan can be agreed."]
    assert [one.kind for one in todos.of(coordinator) if one.kind != TodoKind.TELL] == ["funder_answered"]


def test_after_a_no_the_coordinator_is_asked_to_change_it_until_it_is_sent_again(
    proposed, council, coordinator
):
    in_part(proposed, council)
    assert told() == ["Council said yes in part. Read why, change the budget and send it again."]
    signing.propose(proposed, by=coordinator)
    assert told() == []

    signing.sign(proposed, by=council, is_agreed=False, reason="Still too much")
    assert told() == ["Council said no. Read why, change the budget and send it again."]


def test_the_person_gets_a_message_that_holds_no_word_of_the_answer(proposed, council):
    signed = in_part(proposed, council)

    notice = Notice.objects.get(person=proposed.person)
    assert notice.letter == "decision_to_read"
    assert str(signed.public_id) in notice.key
    assert notice.facts["link"].endswith("/my/money/decisions/")
    assert not mail.outbox


def test_an_approver_answers_and_tells_under_their_own_row_level_security(proposed, council, acting_for):
    with acting_for(council):
        in_part(Budget.objects.get(pk=proposed.pk), council)

    assert len(told()) == 1
    assert Notice.objects.filter(person=proposed.person).exists()


def test_a_refusal_is_looked_at_again_by_somebody_else(proposed, council, coordinator):
    own = UserFactory(person=proposed.person)
    refused = signing.sign(proposed, by=council, is_agreed=False, reason="Too much")
    look = second_looks.ask(refused, words="I cannot swim alone", by=own)
    with pytest.raises(second_looks.DecidedItYourself):
        second_looks.answer(look, is_changed=True, words="We were wrong", by=council)

    second_looks.answer(look, is_changed=True, words="We were wrong", by=approver(OrganisationKind.COUNCIL))
    signing.propose(proposed, by=coordinator)

    assert signing.sign(proposed, by=council, is_agreed=True).is_agreed


# -- questions


def test_a_question_goes_to_the_coordinator_and_its_answer_back(proposed, council, coordinator):
    asked = funder_questions.ask(proposed, by=council, words="Why two mornings?")

    assert [one.public_id for one in todos.of(coordinator)] == [asked.public_id]
    assert Event.objects.filter(act="budgets.ask_about_budget", subject_id=proposed.public_id).exists()
    assert not mail.outbox
    proposed.refresh_from_db()
    assert proposed.status == BudgetStatus.PROPOSED
    assert funder_questions.answered_or_not([proposed], [C]) == {str(proposed.public_id): False}

    todos.settle(asked, by=coordinator, outcome="Rose lives alone on those days")

    (read,) = funder_questions.of(proposed)
    assert (read["words"], read["answer"]) == ("Why two mornings?", "Rose lives alone on those days")
    assert read["funder"] == "Council"
    assert funder_questions.answered_or_not([proposed], [C]) == {str(proposed.public_id): True}
    assert funder_questions.answered_or_not([proposed], [H]) == {}
    assert funder_questions.answered_or_not([], [C]) == {}


@pytest.mark.parametrize("words", ["  ", "x" * 301])
def test_a_question_has_words_and_not_too_many(proposed, council, words):
    with pytest.raises(funder_questions.NothingAsked):
        funder_questions.ask(proposed, by=council, words=words)


def test_who_may_not_answer_asks_nothing_either(proposed):
    with pytest.raises(signing.NotYourMoney):
        funder_questions.ask(proposed, by=approver(OrganisationKind.EDUCATION), words="Why?")


def test_an_approver_asks_under_their_own_row_level_security(proposed, council, acting_for):
    with acting_for(council):
        funder_questions.ask(Budget.objects.get(), by=council, words="Why two mornings?")
        assert len(funder_questions.of(proposed)) == 1
