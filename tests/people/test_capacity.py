"""Whether somebody can decide one thing at one time, and what becomes of what rested on it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from ipc.kernel.models import Event
from people import capacity
from people.acts import Act
from people.best_interests import NobodyConsulted, OnlyWhereTheyCannot, decide
from people.capacity import (
    AbleInAllFour,
    HelpComesFirst,
    NeverDecidedForAnother,
    NoDayToAssessAgain,
    NotBecauseOfAnImpairment,
    NotTheOneInForce,
    SaysBoth,
    TooYoungForThis,
)
from people.models import (
    Authority,
    BestInterestsDecision,
    CapacityAssessment,
    Consent,
    DecisionTopic,
    NeverForAnother,
    NotSought,
    Outcome,
    Todo,
    TodoKind,
)
from tests.factories import (
    AuthorityFactory,
    BestInterestsDecisionFactory,
    CapacityAssessmentFactory,
    ConsentFactory,
    UserFactory,
)
from tests.people.clock import at

NOW = "2026-11-22 10:00"
TODAY = dt.date(2026, 11, 22)
ABLE = {
    "understands": True,
    "understands_evidence": "Said it in her own words",
    "retains": True,
    "retains_evidence": "Knew it an hour later",
    "weighs": True,
    "weighs_evidence": "Named what is good and bad about both",
    "communicates": True,
    "communicates_evidence": "Pointed to the picture",
}
FOUND = {
    "topic": DecisionTopic.MONEY,
    "decision": "Whether to look after the account",
    "help_given": "Pictures, and two short talks",
}
CANNOT = {
    **FOUND,
    **ABLE,
    "weighs": False,
    "impairment": "A learning disability",
    "causal_link": "Because of it she cannot compare two ways",
    "outcome": Outcome.CANNOT,
    "review_due_on": dt.date(2027, 5, 1),
}
CAN = {**FOUND, **ABLE, "outcome": Outcome.CAN}
DECIDED = {
    "options": "An organisation holds the money, or the family does",
    "wishes": "Wants to choose who comes",
    "less_restrictive": "She keeps the money for small things",
    "outcome": "An organisation holds the money",
}


@pytest.fixture(autouse=True)
def clock():
    with at(NOW):
        yield


@pytest.fixture
def assessed(coordinator, margaret, acting_for):
    def assess(**facts):
        with acting_for(coordinator):
            return capacity.assess(margaret, by=coordinator, **facts)

    return assess


def test_assessment_says_who_found_what_and_is_audited(assessed, coordinator, margaret):
    found = assessed(**CANNOT)

    assert (found.assessed_by, found.outcome, found.weighs) == (coordinator, Outcome.CANNOT, False)
    assert Event.objects.get(act=Act.ASSESS_CAPACITY).person_id == margaret.pk


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"help_given": " "}, HelpComesFirst),
        ({"weighs": True}, AbleInAllFour),
        ({"impairment": ""}, NotBecauseOfAnImpairment),
        ({"causal_link": " "}, NotBecauseOfAnImpairment),
        ({"review_due_on": None}, NoDayToAssessAgain),
        ({"review_due_on": TODAY}, NoDayToAssessAgain),
        ({"outcome": Outcome.CAN}, SaysBoth),
    ],
)
def test_nobody_is_found_unable_without_every_reason(assessed, changed, refusal):
    with pytest.raises(refusal):
        assessed(**{**CANNOT, **changed})
    assert not CapacityAssessment.objects.exists()


@pytest.mark.parametrize("what", NeverForAnother)
def test_what_nobody_may_decide_for_another_is_not_assessed(assessed, what):
    with pytest.raises(NeverDecidedForAnother, match=str(what.label)):
        assessed(**CANNOT, never_for_another=what)


def test_somebody_unable_for_another_reason_can_decide(assessed):
    assert assessed(**{**CAN, "weighs": False}).outcome == Outcome.CAN


@pytest.mark.parametrize(
    ("born_on", "speaks"),
    [(dt.date(2010, 11, 23), False), (dt.date(2010, 11, 22), True), (dt.date(2010, 11, 21), True)],
)
def test_the_act_speaks_from_the_sixteenth_birthday(assessed, margaret, born_on, speaks):
    margaret.born_on = born_on
    margaret.save()

    if speaks:
        assert assessed(**CAN)
    else:
        with pytest.raises(TooYoungForThis, match="parental responsibility"):
            assessed(**CAN)


def test_database_refuses_unable_without_reasons(margaret):
    wrong = {"understands": True, "retains": True, "weighs": True, "communicates": True}
    with pytest.raises(IntegrityError, match="cannot_has_its_reasons"), transaction.atomic():
        CapacityAssessmentFactory(person=margaret, **wrong)


def test_newest_on_a_topic_holds_and_others_stand_beside(assessed):
    first = assessed(**CANNOT)
    home = assessed(**{**CANNOT, "topic": DecisionTopic.HOME})
    second = assessed(**CANNOT)

    assert set(CapacityAssessment.objects.live()) == {home, second}
    first.refresh_from_db()
    assert first.replaced_at == second.assessed_at


def test_other_decisions_are_each_their_own_topic(assessed):
    dog = assessed(**{**CANNOT, "topic": DecisionTopic.OTHER, "decision": "Whether to keep a dog"})
    trip = assessed(**{**CANNOT, "topic": DecisionTopic.OTHER, "decision": "Whether to fly"})
    again = assessed(**{**CAN, "topic": DecisionTopic.OTHER, "decision": "whether to fly"})

    assert set(CapacityAssessment.objects.live()) == {dog, again}
    assert trip.pk not in CapacityAssessment.objects.live().values_list("pk", flat=True)


def test_who_can_decide_again_takes_back_what_rested_on_it(assessed, coordinator, margaret):
    cannot = assessed(**CANNOT)
    dev = UserFactory(name="Dev Hill")
    authority = AuthorityFactory(person=margaret, holder=dev, kind="authorised", assessment=cannot)
    decided = BestInterestsDecisionFactory(
        person=margaret, assessment=cannot, outcome="An organisation holds the money"
    )

    assessed(**CAN)

    authority.refresh_from_db()
    decided.refresh_from_db()
    assert (authority.suspended_by, bool(authority.why_suspended)) == (coordinator, True)
    assert decided.reconsider_on == TODAY
    asked = " ".join(Todo.objects.filter(kind=TodoKind.RECONSIDER).values_list("detail", flat=True))
    assert "Dev Hill may not act for now" in asked
    assert "An organisation holds the money" in asked
    assert "A direct payment goes on only if they agree" in asked
    assert Event.objects.filter(act=Act.SUSPEND_AUTHORITY, person_id=margaret.pk).count() == 1


def test_what_was_shared_in_their_place_ends_when_they_can_decide_again(assessed, margaret):
    sharing = assessed(**{**CANNOT, "topic": DecisionTopic.SHARING})
    dev = UserFactory(name="Dev Hill")
    theirs = ConsentFactory(person=margaret)
    shared = ConsentFactory(
        person=margaret,
        user=dev,
        how_given="",
        why_not_sought=NotSought.BEST_INTERESTS,
        assessment=sharing,
    )

    assessed(**{**CAN, "topic": DecisionTopic.SHARING})

    assert list(Consent.objects.live()) == [theirs]
    shared.refresh_from_db()
    assert shared.withdrawn_at
    assert Todo.objects.filter(detail__startswith="Dev Hill no longer sees").exists()


def test_what_rests_on_another_topic_stays(assessed, margaret):
    money = assessed(**CANNOT)
    home = assessed(**{**CANNOT, "topic": DecisionTopic.HOME})
    rests = AuthorityFactory(person=margaret, kind="authorised", assessment=home)
    suspended = AuthorityFactory(person=margaret, kind="authorised", assessment=money)

    assessed(**CAN)

    assert list(Authority.objects.filter(suspended_at=None)) == [rests]
    assert suspended in Authority.objects.exclude(suspended_at=None)


def test_nothing_is_taken_back_when_they_could_decide_before(assessed):
    assessed(**CAN)
    assessed(**CAN)

    assert not Todo.objects.exists()


def test_deciding_again_asks_once_for_each_thing(assessed, margaret):
    cannot = assessed(**CANNOT)
    for _ in range(2):
        BestInterestsDecisionFactory(person=margaret, assessment=cannot)

    assessed(**CAN)

    assert Todo.objects.filter(kind=TodoKind.RECONSIDER).count() == 3


def test_day_to_assess_again_is_asked_for_once(assessed, house, margaret):
    found = assessed(**CANNOT)

    with at("2027-04-30 10:00"):
        capacity.raise_due(house)
    assert not Todo.objects.exists()
    with at("2027-05-01 10:00"):
        capacity.raise_due(house)
        capacity.raise_due(house)

    todo = Todo.objects.get(kind=TodoKind.ASSESS_AGAIN)
    assert (todo.person, todo.detail, todo.due_on) == (margaret, found.decision, found.review_due_on)


def test_new_assessment_settles_that_it_was_due(assessed, house):
    assessed(**CANNOT)
    with at("2027-05-01 10:00"):
        capacity.raise_due(house)
        assessed(**{**CANNOT, "review_due_on": dt.date(2027, 9, 1)})

    assert Todo.objects.get(kind=TodoKind.ASSESS_AGAIN).done_at


def test_nobody_asks_about_somebody_who_has_died(assessed, house, margaret):
    assessed(**CANNOT)
    margaret.status, margaret.died_on = "died", TODAY
    margaret.save()

    with at("2027-05-01 10:00"):
        capacity.raise_due(house)
    assert not Todo.objects.exists()


def test_person_disagrees_and_somebody_is_asked_to_look_again(assessed, margaret, acting_for):
    found, own = assessed(**CANNOT), UserFactory(person=margaret)

    with acting_for(own):
        capacity.ask_again(found, by=own, words="I can do it with my sister")

    todo = Todo.objects.get(kind=TodoKind.ASSESS_AGAIN)
    assert "I can do it with my sister" in todo.detail
    assert Event.objects.filter(act=Act.ASK_TO_ASSESS_AGAIN, actor=own).count() == 1


def test_what_was_replaced_is_not_asked_about_again(assessed, margaret, acting_for):
    found, own = assessed(**CANNOT), UserFactory(person=margaret)
    assessed(**CANNOT)

    with acting_for(own), pytest.raises(NotTheOneInForce):
        capacity.ask_again(found, by=own, words="I can")


def test_decision_in_best_interests_names_who_decided(assessed, coordinator, acting_for):
    found = assessed(**CANNOT)

    with acting_for(coordinator):
        decided = decide(found, by=coordinator, consulted="Her brother", **DECIDED)

    assert (decided.decided_by, decided.assessment) == (coordinator, found)
    assert Event.objects.filter(act=Act.DECIDE_IN_BEST_INTERESTS).count() == 1


def test_nobody_decides_for_who_can(assessed, coordinator, acting_for):
    can = assessed(**CAN)
    old = assessed(**{**CANNOT, "topic": DecisionTopic.HOME})
    assessed(**{**CANNOT, "topic": DecisionTopic.HOME})

    for found in (can, old):
        with acting_for(coordinator), pytest.raises(OnlyWhereTheyCannot):
            decide(found, by=coordinator, consulted="Her brother", **DECIDED)
    assert not BestInterestsDecision.objects.exists()


def test_advocate_is_asked_where_nobody_near_can_be(assessed, coordinator, acting_for):
    found = assessed(**CANNOT)

    with acting_for(coordinator):
        with pytest.raises(NobodyConsulted):
            decide(found, by=coordinator, **DECIDED)
        assert decide(found, by=coordinator, advocate="Ann of Speaking Up", **DECIDED).consulted == ""


def test_family_never_reads_what_was_decided_about_deciding(margaret, acting_for):
    CapacityAssessmentFactory(person=margaret)
    dev = UserFactory()
    ConsentFactory(person=margaret, user=dev, sections=["identity", "about_me", "plan", "money", "support"])
    own = UserFactory(person=margaret)

    with acting_for(dev):
        assert not CapacityAssessment.objects.exists()  # PostgreSQL's own wall
        assert not CapacityAssessment.objects.visible_to(dev).exists()
    with acting_for(own):
        assert CapacityAssessment.objects.visible_to(own).count() == 1
