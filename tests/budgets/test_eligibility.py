"""Whether there is money: each funder for itself, with reasons, told to the person, and never overwritten."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from budgets import decision_letters, eligibility, second_looks
from budgets.models import EligibilityDecision, Outcome
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import Basis, OrganisationKind, Role
from tests.factories import (
    AuthorityFactory,
    EligibilityDecisionFactory,
    LegalBasisFactory,
    OrganisationFactory,
    PersonFactory,
    SecondLookFactory,
    SignatureFactory,
    UserFactory,
    VariationAnswerFactory,
)
from tests.factories.people import staff

WHY = "You need help every morning."


@pytest.fixture
def person(house):
    return PersonFactory(site=house)


def approver(site, kind):
    return staff(Role.APPROVER, site, OrganisationFactory(site=site, kind=kind, name=f"The {kind}"))


@pytest.fixture
def council(house):
    return approver(house, OrganisationKind.COUNCIL)


@pytest.fixture
def nhs(house):
    return approver(house, OrganisationKind.NHS)


def decide(person, by, outcome=Outcome.GRANT, reason=WHY, **more):
    return eligibility.decide(person, by=by, outcome=outcome, reason=reason, **more)


def test_a_funder_decides_for_its_own_money_and_says_why(person, council):
    decision = decide(person, council)

    assert (decision.funder, decision.organisation_id) == ("C", council.hat.organisation_id)
    assert (decision.reason, decision.decided_by, decision.decided_on) == (WHY, council, today())
    assert Event.objects.filter(act="budgets.decide_eligibility", subject_id=decision.public_id).exists()


def test_the_person_and_who_acts_for_them_are_told_without_what_it_says(person, council):
    UserFactory(person=person)
    parent = AuthorityFactory(person=person, kind="parent", sections=["money"]).holder
    decide(person, council)

    told = person.notices.filter(letter="decision_to_read")
    assert {notice.to_user for notice in told} == {None, parent}
    assert all(set(notice.facts) == {"link"} for notice in told)
    assert told.first().facts["link"].endswith("/my/money/decisions/")


def test_a_new_decision_takes_the_place_of_the_one_before_and_of_no_other_funders(person, council, nhs):
    of_the_nhs = decide(person, nhs)
    first = decide(person, council, Outcome.PART, what_is_granted="Mornings only")
    second = decide(person, council)

    assert second.replaces == first
    assert eligibility.standing(person, "C") == second
    assert eligibility.standing(person, "H") == of_the_nhs


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"reason": "  "}, eligibility.ReasonsMissing),
        ({"outcome": Outcome.PART}, eligibility.NotSaidWhichPart),
        ({"decided_on": dt.date(2999, 1, 1)}, eligibility.DecidedAhead),
    ],
)
def test_a_decision_that_is_not_whole_is_refused(person, council, facts, refusal):
    with pytest.raises(refusal):
        decide(person, council, **facts)


def test_whoever_pays_nothing_decides_nothing(person, house):
    with pytest.raises(eligibility.NotAFunder):
        decide(person, staff(Role.MANAGER, house))


def test_an_older_decision_never_replaces_a_newer_one(person, council):
    decide(person, council)

    with pytest.raises(eligibility.OtherIsNewer):
        decide(person, council, decided_on=today() - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("basis", "born_on"),
    [
        (Basis.CONTINUING_CARE, dt.date(1950, 5, 17)),
        (Basis.CHILDRENS_CONTINUING_CARE, dt.date(2014, 5, 17)),
    ],
)
def test_a_no_against_a_right_names_the_rule_that_allows_it(house, nhs, basis, born_on):
    person = PersonFactory(site=house, born_on=born_on)
    LegalBasisFactory(person=person, basis=basis)

    with pytest.raises(eligibility.LawMissing):
        decide(person, nhs, Outcome.REFUSE)
    assert decide(person, nhs, Outcome.REFUSE, law="SI 2012/2996 reg 32B(4)").outcome == Outcome.REFUSE


def test_a_right_to_nhs_money_is_none_to_the_councils(person, council):
    LegalBasisFactory(person=person, basis=Basis.CONTINUING_CARE)

    assert eligibility.given_by_law(person, "C") == []
    assert decide(person, council, Outcome.REFUSE).outcome == Outcome.REFUSE


def test_a_second_look_is_answered_before_there_is_a_new_decision(person, council):
    SecondLookFactory(person=person, eligibility=decide(person, council))

    with pytest.raises(eligibility.SecondLookFirst):
        decide(person, council)


def test_a_decision_after_a_second_look_settles_what_was_to_do(person, council, house):
    look = second_looks.ask(decide(person, council), words="Look again", by=UserFactory(person=person))
    second_looks.answer(look, is_changed=True, words="We missed the nights", by=staff(Role.MANAGER, house))
    again = person.todos.open().filter(kind="decide_again")
    assert again.exists()
    decide(person, council)

    assert not again.exists()


def test_the_database_lets_nobody_change_a_decision(person, council):
    decision = decide(person, council)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        EligibilityDecision.objects.filter(pk=decision.pk).update(outcome=Outcome.REFUSE)


# The letters.


def said(decision):
    return "\n".join(
        sentence
        for section in decision_letters.content(decision)["sections"]
        for sentence in section["sentences"]
    )


@pytest.mark.parametrize(
    ("outcome", "more", "answer"),
    [
        (Outcome.GRANT, {}, "says yes: there is money"),
        (Outcome.PART, {"what_is_granted": "Mornings only"}, "This is granted: Mornings only"),
        (Outcome.REFUSE, {"law": "A made-up law"}, "What it rests on: A made-up law."),
    ],
)
def test_a_letter_says_what_why_and_how_to_ask_again(person, outcome, more, answer):
    letter = said(EligibilityDecisionFactory(person=person, outcome=outcome, reason=WHY, **more))

    assert answer in letter
    assert WHY in letter
    assert "within 20 working days" in letter
    assert "/my/money/decisions/" in letter
    assert f"/sites/{person.site.slug}/resources/" in letter
    assert "says nothing about a direct payment" in letter


@pytest.mark.parametrize(
    ("factory", "answer"),
    [
        (SignatureFactory, "says no to its part of your budget"),
        (VariationAnswerFactory, "says no to the change of your budget"),
    ],
)
def test_a_letter_about_a_funders_answer_gives_its_reason(house, factory, answer):
    letter = said(factory(is_agreed=False, reason="The nights are not in it."))

    assert answer in letter
    assert "The nights are not in it." in letter
    assert "within 20 working days" in letter


def test_a_letter_is_a_tagged_pdf(person):
    pdf = decision_letters.letter_of(EligibilityDecisionFactory(person=person))

    assert pdf.startswith(b"%PDF")
    assert b"pdfuaid" in pdf
