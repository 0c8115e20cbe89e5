"""The evaluation: a yes of the person's own, which shares with nobody who can sign in."""

import pytest
from django.db import IntegrityError, transaction

from ipc.kernel.models import Event
from people import consent, evaluation
from people.acts import Act
from people.consent import CannotDecideSharing, SectionNotForOthers, TheyDecideThemselves
from people.evaluation import OnlyTheirOwnYes
from people.models import Consent, ConsentPurpose, DecisionTopic, NotSought, Person, Section
from tests.factories import (
    AuthorityFactory,
    CapacityAssessmentFactory,
    ConsentFactory,
    RelationshipFactory,
    UserFactory,
)
from tests.people.clock import at

ONLINE = {"how_given": "online"}
PLAN = {"sections": [Section.PLAN]}


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret)


@pytest.fixture
def answered(own, margaret, acting_for):
    def answer(is_yes):
        with acting_for(own):
            return evaluation.answer(margaret, by=own, is_yes=is_yes, **ONLINE)

    return answer


def test_nobody_has_said_yes_before_they_are_asked(margaret):
    assert evaluation.answer_of(margaret) is None


def test_yes_has_no_reader(answered, margaret):
    answered(True)

    given = evaluation.answer_of(margaret)
    assert (given.user, given.relationship, given.organisation) == (None, None, None)
    assert str(given.reader) == "The evaluation"
    assert Event.objects.filter(act=Act.RECORD_CONSENT, person_id=margaret.pk).count() == 1


def test_yes_twice_is_one_yes(answered):
    answered(True)
    answered(True)

    assert Consent.objects.count() == 1


def test_yes_to_the_evaluation_shows_the_record_to_nobody(answered, own, acting_for):
    answered(True)
    stranger = UserFactory()

    with acting_for(stranger):
        assert not Person.objects.exists()
        assert not Person.objects.visible_to(stranger).exists()


def test_no_takes_back_at_once_and_leaves_other_consents(answered, margaret):
    care = ConsentFactory(person=margaret)
    answered(True)
    answered(False)

    assert list(Consent.objects.live()) == [care]
    assert Event.objects.filter(act=Act.DECLINE_EVALUATION, person_id=margaret.pk).count() == 1


def test_no_without_a_yes_before_is_kept_as_an_answer(answered, margaret, own):
    answered(False)

    assert not Consent.objects.exists()
    assert Event.objects.get(act=Act.DECLINE_EVALUATION).actor == own


def test_nobody_says_yes_for_somebody_who_cannot(margaret, coordinator, acting_for):
    CapacityAssessmentFactory(person=margaret, topic=DecisionTopic.SHARING)

    with acting_for(coordinator):
        with pytest.raises(OnlyTheirOwnYes):
            evaluation.answer(margaret, by=coordinator, is_yes=True, how_given="paper")
        evaluation.answer(margaret, by=coordinator, is_yes=False, how_given="paper")
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"user": UserFactory}, {"why_not_sought": NotSought.PARENT, "how_given": ""}]
)
def test_database_refuses_a_yes_to_the_evaluation_that_is_not_their_own(margaret, wrong):
    facts = {name: value() if callable(value) else value for name, value in wrong.items()}
    facts = {"user": None, **facts}
    with pytest.raises(IntegrityError, match="their_own_and_for_no_reader"), transaction.atomic():
        ConsentFactory(person=margaret, purpose=ConsentPurpose.EVALUATION, **facts)


def test_database_refuses_a_consent_that_says_neither_how_nor_why(margaret):
    with pytest.raises(IntegrityError, match="how_given_or_why_not_sought"), transaction.atomic():
        ConsentFactory(person=margaret, how_given="")


def test_database_refuses_best_interests_without_its_assessment(margaret):
    facts = {"how_given": "", "why_not_sought": NotSought.BEST_INTERESTS}
    with pytest.raises(IntegrityError, match="names_its_assessment"), transaction.atomic():
        ConsentFactory(person=margaret, **facts)


def test_who_cannot_decide_about_sharing_is_not_said_to_have_agreed(margaret, coordinator, acting_for):
    CapacityAssessmentFactory(person=margaret, topic=DecisionTopic.SHARING)
    dev = RelationshipFactory(person=margaret)

    with acting_for(coordinator), pytest.raises(CannotDecideSharing):
        consent.record(margaret, by=coordinator, relationship=dev, how_given="paper", **PLAN)


def test_sharing_in_best_interests_names_the_assessment(margaret, coordinator, acting_for):
    unable = CapacityAssessmentFactory(person=margaret, topic=DecisionTopic.SHARING)
    dev = RelationshipFactory(person=margaret)

    with acting_for(coordinator):
        given = consent.record(
            margaret,
            by=coordinator,
            relationship=dev,
            how_given="paper",
            why_not_sought=NotSought.BEST_INTERESTS,
            **PLAN,
        )

    assert (given.assessment, given.how_given) == (unable, "")
    assert "best interests" in str(given.how)


@pytest.mark.parametrize("why", [NotSought.BEST_INTERESTS, NotSought.ATTORNEY])
def test_nobody_agrees_in_place_of_who_can_decide(margaret, coordinator, acting_for, why):
    CapacityAssessmentFactory(person=margaret, topic=DecisionTopic.MONEY)
    dev = RelationshipFactory(person=margaret)

    with acting_for(coordinator), pytest.raises(TheyDecideThemselves):
        consent.record(margaret, by=coordinator, relationship=dev, why_not_sought=why, **PLAN)


@pytest.mark.parametrize(("today", "may"), [("2026-05-16 12:00", True), ("2026-05-17 12:00", False)])
def test_parent_agrees_until_the_sixteenth_birthday(margaret, coordinator, acting_for, today, may):
    margaret.born_on = "2010-05-17"
    margaret.save()
    mother = AuthorityFactory(person=margaret).holder
    facts = {"by": coordinator, "user": mother, "why_not_sought": NotSought.PARENT, **PLAN}

    with at(today), acting_for(coordinator):
        if may:
            assert consent.record(margaret, **facts).why_not_sought == NotSought.PARENT
        else:
            with pytest.raises(TheyDecideThemselves):
                consent.record(margaret, **facts)


def test_who_looked_is_never_shared(margaret, coordinator, acting_for):
    with acting_for(coordinator), pytest.raises(SectionNotForOthers):
        consent.record(
            margaret, by=coordinator, user=UserFactory(), sections=[Section.RECORD], how_given="paper"
        )
