"""Who may act for a person: each kind a different thing, on what it rests, and how it stops at once."""

import datetime as dt

import pytest
from django.utils import timezone

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import authority, consent
from people.acts import Act
from people.authority import (
    AlreadyActs,
    AlreadySuspended,
    AuthorityOver,
    EndsBeforeItStarts,
    HolderMustNotBeContacted,
    HolderNotInTheCircle,
    NoEvidence,
    NotSomebodyElse,
    NotSuspended,
    ParenthoodStays,
    ThePersonStoppedIt,
    WhyMissing,
)
from people.grounds import (
    CannotNotShown,
    CheckNeeded,
    CircumstanceStands,
    NobodyCanName,
    OldEnoughToDecide,
    OneScopeAtATime,
    PersonSaysHow,
    TooYoungForThisRight,
)
from people.models import (
    Authority,
    AuthorityKind,
    AuthorityScope,
    CircumstanceKind,
    DecisionTopic,
    Outcome,
    Person,
    RelationshipKind,
    Section,
    Todo,
    TodoKind,
)
from people.models.sharing import AUTHORITY_SECTIONS, SECTIONS_BY_SCOPE
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    CapacityAssessmentFactory,
    ChildCircumstanceFactory,
    PeopleRuleFactory,
    RelationshipFactory,
    UserFactory,
)
from tests.factories.people import staff
from tests.people.clock import at

BORN = dt.date(2017, 6, 15)
WELFARE, PROPERTY = [AuthorityScope.WELFARE], [AuthorityScope.PROPERTY]
SAID_YES = {"how_agreed": "in_person"}


@pytest.fixture
def aiden(coordinator):
    return AllocationFactory(worker=coordinator, person__given_name="Aiden", person__born_on=BORN).person


def somebody(person, kind=RelationshipKind.CHILD, **facts):
    """Return the user of somebody in the circle."""
    return RelationshipFactory(person=person, kind=kind, user=UserFactory(), **facts).user


def record(person, by, **changed):
    facts = {
        "kind": AuthorityKind.PARENT,
        "evidence": "Paper, seen",
        "starts_on": dt.date(2026, 1, 1),
        **changed,
    }
    facts.setdefault("holder", None)
    facts["holder"] = facts["holder"] or somebody(person)
    return authority.record(person, by=by, **facts)


def cannot(person, topic=DecisionTopic.MONEY, **facts):
    return CapacityAssessmentFactory(person=person, topic=topic, **facts)


def can(person, topic=DecisionTopic.MONEY, **facts):
    return cannot(person, topic, outcome=Outcome.CAN, weighs=True, causal_link="", **facts)


# A parent


def test_parent_acts_until_the_sixteenth_birthday(coordinator, aiden, acting_for):
    with acting_for(coordinator):
        right = record(aiden, coordinator)

    assert right.ends_on == dt.date(2033, 6, 15)
    assert right.sections == AUTHORITY_SECTIONS[AuthorityKind.PARENT]
    assert right.verified_by == coordinator
    assert Event.objects.filter(act=Act.RECORD_AUTHORITY, person_id=aiden.pk).count() == 1


def test_parent_may_act_for_a_shorter_time(coordinator, aiden, acting_for):
    with acting_for(coordinator):
        assert record(aiden, coordinator, ends_on=dt.date(2030, 1, 1)).ends_on == dt.date(2030, 1, 1)
        assert record(aiden, coordinator, ends_on=dt.date(2040, 1, 1)).ends_on == dt.date(2033, 6, 15)


def test_age_is_a_figure_of_the_site(coordinator, aiden, acting_for):
    PeopleRuleFactory(figure="parent_until", value=14, site=aiden.site)

    with acting_for(coordinator):
        assert record(aiden, coordinator).ends_on == dt.date(2031, 6, 15)


@pytest.mark.parametrize(
    ("now", "is_refused"),
    [
        ("2033-06-14 22:59", False),
        ("2033-06-14 23:00", True),  # midnight in London, summer time
        ("2033-06-15 12:00", True),
        ("2034-01-01 12:00", True),
    ],
)
def test_parent_is_refused_from_the_sixteenth_birthday_on(coordinator, aiden, acting_for, now, is_refused):
    with at(now), acting_for(coordinator):
        if is_refused:
            with pytest.raises(OldEnoughToDecide, match="turns 16"):
                record(aiden, coordinator)
        else:
            assert record(aiden, coordinator)


def test_right_of_a_parent_cannot_begin_at_sixteen(coordinator, aiden, acting_for):
    with acting_for(coordinator), pytest.raises(OldEnoughToDecide):
        record(aiden, coordinator, starts_on=dt.date(2033, 6, 15))


def test_parent_loses_sight_on_the_birthday(aiden, acting_for):
    parent = UserFactory()
    right = AuthorityFactory(
        person=aiden,
        holder=parent,
        kind=AuthorityKind.PARENT,
        starts_on=dt.date(2020, 1, 1),
        ends_on=dates.today() + dt.timedelta(days=1),
    )

    with acting_for(parent):
        assert Person.objects.visible_to(parent).exists()
    right.ends_on = dates.today()
    right.save()
    with acting_for(parent):
        assert not Person.objects.visible_to(parent).exists()
        assert not Person.objects.exists()


def test_at_sixteen_only_the_young_person_renews_what_a_parent_sees(coordinator, acting_for):
    sixteen = dates.today().replace(year=dates.today().year - 16)
    young = AllocationFactory(worker=coordinator, person__born_on=sixteen).person
    own, mother = UserFactory(person=young), somebody(young, RelationshipKind.PARENT)
    AuthorityFactory(
        person=young,
        holder=mother,
        kind=AuthorityKind.PARENT,
        ends_on=sixteen.replace(year=dates.today().year),
    )

    with acting_for(mother):
        assert not Person.objects.exists()
    with acting_for(coordinator), pytest.raises(OldEnoughToDecide):
        record(young, coordinator, holder=mother)
    with acting_for(own):
        given = consent.record(
            young,
            by=own,
            relationship=young.relationships.get(user=mother),
            sections=[Section.PLAN],
            how_given="online",
        )
    with acting_for(mother):
        assert list(Person.objects.all()) == [young]
        assert list(Person.objects.visible_to(mother)) == [young]
    with acting_for(own):
        consent.withdraw(given, by=own)
    with acting_for(mother):
        assert not Person.objects.exists()


# What each kind may see, and on what it rests


@pytest.mark.parametrize("kind", [AuthorityKind.APPOINTEE, AuthorityKind.ADVOCATE])
def test_appointee_and_advocate_see_the_name_and_no_more(coordinator, margaret, acting_for, kind):
    with acting_for(coordinator):
        right = record(margaret, coordinator, kind=kind)

    assert right.sections == [Section.IDENTITY]
    assert right.ends_on is None


@pytest.mark.parametrize(
    ("kind", "scopes", "rests_on"),
    [
        (AuthorityKind.ATTORNEY, WELFARE, {"topic": DecisionTopic.CARE}),
        (AuthorityKind.ATTORNEY, WELFARE, {"topic": DecisionTopic.PLAN}),
        (AuthorityKind.ATTORNEY, WELFARE, {"topic": DecisionTopic.HOME}),
        (AuthorityKind.ATTORNEY, PROPERTY, {"topic": DecisionTopic.MONEY}),
        (AuthorityKind.ATTORNEY, PROPERTY, SAID_YES),
        (AuthorityKind.DEPUTY, WELFARE, {"topic": DecisionTopic.CARE}),
        (AuthorityKind.DEPUTY, PROPERTY, {"topic": DecisionTopic.MONEY}),
        (AuthorityKind.AUTHORISED, [], {"topic": DecisionTopic.MONEY}),
        (AuthorityKind.REPRESENTATIVE, [], {"topic": DecisionTopic.MONEY}),
        (AuthorityKind.REPRESENTATIVE, [], {"topic": DecisionTopic.CARE}),
        (AuthorityKind.NOMINEE, [], SAID_YES),
    ],
)
def test_right_holds_on_its_own_grounds_alone(coordinator, margaret, acting_for, kind, scopes, rests_on):
    grounds = {"assessment": cannot(margaret, **rests_on)} if "topic" in rests_on else rests_on
    holder = somebody(margaret)

    with acting_for(coordinator):
        right = record(margaret, coordinator, kind=kind, scopes=scopes, holder=holder, **grounds)

    wanted = SECTIONS_BY_SCOPE[scopes[0]] if scopes else AUTHORITY_SECTIONS[kind]
    assert right.sections == wanted
    with acting_for(holder):
        seen = Person.objects.visible_to(holder).exists()
        assert seen == Person.objects.exists() == (kind != AuthorityKind.NOMINEE)


@pytest.mark.parametrize(
    ("kind", "scopes", "refusal"),
    [
        (AuthorityKind.ATTORNEY, WELFARE, CannotNotShown),
        (AuthorityKind.ATTORNEY, PROPERTY, PersonSaysHow),
        (AuthorityKind.DEPUTY, WELFARE, CannotNotShown),
        (AuthorityKind.DEPUTY, PROPERTY, CannotNotShown),
        (AuthorityKind.AUTHORISED, [], CannotNotShown),
        (AuthorityKind.REPRESENTATIVE, [], CannotNotShown),
        (AuthorityKind.NOMINEE, [], PersonSaysHow),
        (AuthorityKind.ATTORNEY, [], OneScopeAtATime),
        (AuthorityKind.DEPUTY, [*WELFARE, *PROPERTY], OneScopeAtATime),
        (AuthorityKind.NOMINEE, WELFARE, OneScopeAtATime),
    ],
)
def test_right_without_its_grounds_is_refused(coordinator, margaret, acting_for, kind, scopes, refusal):
    with acting_for(coordinator), pytest.raises(refusal):
        record(margaret, coordinator, kind=kind, scopes=scopes)


@pytest.mark.parametrize(
    ("kind", "scopes", "topic"),
    [
        (AuthorityKind.ATTORNEY, WELFARE, DecisionTopic.MONEY),
        (AuthorityKind.DEPUTY, PROPERTY, DecisionTopic.CARE),
        (AuthorityKind.AUTHORISED, [], DecisionTopic.CARE),
        (AuthorityKind.REPRESENTATIVE, [], DecisionTopic.SHARING),
    ],
)
def test_assessment_of_one_thing_says_nothing_of_another(
    coordinator, margaret, acting_for, kind, scopes, topic
):
    other = cannot(margaret, topic)

    with acting_for(coordinator), pytest.raises(CannotNotShown):
        record(margaret, coordinator, kind=kind, scopes=scopes, assessment=other, **SAID_YES)


def test_assessment_that_was_replaced_that_says_can_or_is_of_somebody_else_is_none(
    coordinator, margaret, acting_for
):
    wrong = [cannot(margaret, replaced_at=timezone.now()), can(margaret), cannot(AllocationFactory().person)]

    for assessment in wrong:
        with acting_for(coordinator), pytest.raises(CannotNotShown):
            record(margaret, coordinator, kind=AuthorityKind.AUTHORISED, assessment=assessment)


@pytest.mark.parametrize(
    ("kind", "scopes", "topic", "age"),
    [
        (AuthorityKind.ATTORNEY, WELFARE, DecisionTopic.CARE, 18),
        (AuthorityKind.AUTHORISED, [], DecisionTopic.MONEY, 18),
        (AuthorityKind.DEPUTY, WELFARE, DecisionTopic.CARE, 16),
        (AuthorityKind.NOMINEE, [], None, 16),
    ],
)
@pytest.mark.parametrize(("days", "is_refused"), [(-1, True), (0, False), (1, False)])
def test_right_is_for_people_of_an_age_to_the_day(
    coordinator, aiden, acting_for, kind, scopes, topic, age, days, is_refused
):
    day = BORN.replace(year=BORN.year + age) + dt.timedelta(days=days)
    grounds = {"assessment": cannot(aiden, topic, review_due_on=day)} if topic else SAID_YES

    with at(f"{day} 12:00"), acting_for(coordinator):
        if is_refused:
            with pytest.raises(TooYoungForThisRight, match=f"{age} and over"):
                record(aiden, coordinator, kind=kind, scopes=scopes, **grounds)
        else:
            assert record(aiden, coordinator, kind=kind, scopes=scopes, **grounds)


def test_representative_of_a_child_needs_no_assessment_and_ends_at_sixteen(coordinator, aiden, acting_for):
    with acting_for(coordinator):
        assert record(aiden, coordinator, kind=AuthorityKind.REPRESENTATIVE).ends_on == dt.date(2033, 6, 15)
    with at("2033-06-15 12:00"), acting_for(coordinator), pytest.raises(CannotNotShown):
        record(aiden, coordinator, kind=AuthorityKind.REPRESENTATIVE)


@pytest.mark.parametrize(
    ("facts", "needs_check"),
    [
        ({"kind": RelationshipKind.SIBLING}, False),
        ({"kind": RelationshipKind.FRIEND, "lives_with_person": True}, False),
        ({"kind": RelationshipKind.FRIEND, "is_carer": True}, False),
        ({"kind": RelationshipKind.CARER}, False),
        ({"kind": RelationshipKind.FRIEND}, True),
        ({"kind": RelationshipKind.PROFESSIONAL}, True),
    ],
)
def test_representative_who_is_not_close_is_checked_first(
    coordinator, margaret, acting_for, facts, needs_check
):
    asked = {
        "kind": AuthorityKind.REPRESENTATIVE,
        "assessment": cannot(margaret),
        "holder": somebody(margaret, **facts),
    }

    with acting_for(coordinator):
        if needs_check:
            for checked_on in (None, dates.today() + dt.timedelta(days=1)):
                with pytest.raises(CheckNeeded):
                    record(margaret, coordinator, checked_on=checked_on, **asked)
        assert record(margaret, coordinator, checked_on=dates.today(), **asked)


def test_nominee_is_named_by_who_can_decide_or_by_who_acts_for_them(coordinator, margaret, acting_for):
    money = cannot(margaret)

    with acting_for(coordinator), pytest.raises(NobodyCanName):
        record(margaret, coordinator, kind=AuthorityKind.NOMINEE, **SAID_YES)
    with acting_for(coordinator):
        record(margaret, coordinator, kind=AuthorityKind.REPRESENTATIVE, assessment=money)
        assert record(margaret, coordinator, kind=AuthorityKind.NOMINEE, **SAID_YES)


def test_nominee_of_a_child_is_named_by_the_representative(coordinator, aiden, acting_for):
    with acting_for(coordinator):
        record(aiden, coordinator, kind=AuthorityKind.REPRESENTATIVE)
        assert record(aiden, coordinator, kind=AuthorityKind.NOMINEE, **SAID_YES)


def test_nominee_cannot_name_another_nominee(coordinator, margaret, acting_for):
    AuthorityFactory(person=margaret)
    cannot(margaret)

    with acting_for(coordinator), pytest.raises(NobodyCanName):
        record(margaret, coordinator, kind=AuthorityKind.NOMINEE, **SAID_YES)


# Whoever it is for


def test_holder_is_somebody_else_and_not_staff(coordinator, margaret, acting_for):
    for holder in (UserFactory(person=margaret), staff("navigator")):
        with acting_for(coordinator), pytest.raises(NotSomebodyElse):
            record(margaret, coordinator, kind=AuthorityKind.ADVOCATE, holder=holder)


def test_holder_is_in_the_circle_now(coordinator, margaret, acting_for):
    left = somebody(margaret, ended_at=timezone.now())

    for holder in (UserFactory(), left):
        with acting_for(coordinator), pytest.raises(HolderNotInTheCircle):
            record(margaret, coordinator, kind=AuthorityKind.ADVOCATE, holder=holder)


def test_who_must_not_be_contacted_does_not_act(coordinator, margaret, acting_for):
    holder = somebody(margaret, may_be_contacted=False)

    with acting_for(coordinator), pytest.raises(HolderMustNotBeContacted):
        record(margaret, coordinator, kind=AuthorityKind.ADVOCATE, holder=holder)


@pytest.mark.parametrize(
    ("kind", "whose", "is_refused"),
    [
        (AuthorityKind.PARENT, "theirs", True),
        (AuthorityKind.PARENT, "everybody's", True),
        (AuthorityKind.PARENT, "another's", False),
        (AuthorityKind.ADVOCATE, "theirs", True),
        (AuthorityKind.ADVOCATE, "everybody's", False),
    ],
)
def test_order_about_a_child_stops_those_it_is_about(coordinator, aiden, acting_for, kind, whose, is_refused):
    mother = RelationshipFactory(person=aiden, kind=RelationshipKind.PARENT, user=UserFactory())
    about = {"theirs": mother, "everybody's": None, "another's": RelationshipFactory(person=aiden)}[whose]
    ChildCircumstanceFactory(
        person=aiden, kind=CircumstanceKind.COURT_ORDER, about=about, evidence="Order, seen"
    )

    with acting_for(coordinator):
        if is_refused:
            with pytest.raises(CircumstanceStands, match="Court order"):
                record(aiden, coordinator, kind=kind, holder=mother.user)
        else:
            assert record(aiden, coordinator, kind=kind, holder=mother.user)


def test_same_right_twice_is_refused(coordinator, aiden, acting_for):
    mother = somebody(aiden)

    with acting_for(coordinator):
        first = record(aiden, coordinator, holder=mother)
        with pytest.raises(AlreadyActs):
            record(aiden, coordinator, holder=mother)
        authority.withdraw(first, by=coordinator)
        assert record(aiden, coordinator, holder=mother)


def test_evidence_is_needed(coordinator, aiden, acting_for):
    with acting_for(coordinator), pytest.raises(NoEvidence):
        record(aiden, coordinator, evidence="  ")


def test_right_ends_after_it_starts(coordinator, aiden, acting_for):
    with acting_for(coordinator), pytest.raises(EndsBeforeItStarts):
        record(aiden, coordinator, ends_on=dt.date(2026, 1, 1))


def test_right_that_has_not_begun_counts_for_nothing(aiden):
    AuthorityFactory(person=aiden, starts_on=dates.today() + dt.timedelta(days=1))

    assert not Authority.objects.live().exists()
    assert Authority.objects.standing().exists()


# Stopping


def test_person_stops_somebody_at_once_without_a_reason(margaret, acting_for):
    own, susan = UserFactory(person=margaret), somebody(margaret)
    right = AuthorityFactory(person=margaret, holder=susan)

    with acting_for(own):
        authority.suspend(right, by=own)
        with pytest.raises(AlreadySuspended):
            authority.suspend(right, by=own)
    with acting_for(susan):
        assert not Person.objects.visible_to(susan).exists()
        assert not Person.objects.exists()
    assert Todo.objects.get().kind == TodoKind.AUTHORITY_ENDED
    assert Event.objects.filter(act=Act.SUSPEND_AUTHORITY, person_id=margaret.pk).count() == 1


def test_colleague_writes_why_they_stop_somebody(coordinator, margaret, acting_for):
    right = AuthorityFactory(person=margaret)

    with acting_for(coordinator), pytest.raises(WhyMissing):
        authority.suspend(right, by=coordinator, why=" ")
    with acting_for(coordinator):
        assert authority.suspend(right, by=coordinator, why="Under enquiry").why_suspended == "Under enquiry"


def test_somebody_acts_again_when_the_grounds_hold(coordinator, margaret, acting_for):
    susan = somebody(margaret)
    right = AuthorityFactory(
        person=margaret,
        holder=susan,
        how_agreed="paper",
        suspended_at=timezone.now(),
        why_suspended="Enquiry",
    )

    with acting_for(coordinator):
        authority.resume(right, by=coordinator)
        with pytest.raises(NotSuspended):
            authority.resume(right, by=coordinator)
    with acting_for(susan):
        assert Person.objects.visible_to(susan).exists()
    assert Event.objects.filter(act=Act.RESUME_AUTHORITY, person_id=margaret.pk).count() == 1


def test_nobody_gives_back_what_the_person_stopped(coordinator, margaret, acting_for):
    own = UserFactory(person=margaret)
    right = AuthorityFactory(person=margaret, holder=somebody(margaret), how_agreed="paper")
    with acting_for(own):
        authority.suspend(right, by=own, why="I do not want it")

    with acting_for(coordinator), pytest.raises(ThePersonStoppedIt):
        authority.resume(right, by=coordinator)

    right.refresh_from_db()
    assert right.suspended_at


def test_attorney_about_care_acts_again_only_on_a_new_assessment(coordinator, margaret, acting_for):
    before = cannot(margaret, DecisionTopic.CARE, replaced_at=timezone.now())
    right = AuthorityFactory(
        person=margaret,
        holder=somebody(margaret),
        kind=AuthorityKind.ATTORNEY,
        assessment=before,
        suspended_at=timezone.now(),
    )

    with acting_for(coordinator), pytest.raises(CannotNotShown):
        authority.resume(right, by=coordinator)
    newer = cannot(margaret, DecisionTopic.CARE)
    with acting_for(coordinator):
        assert authority.resume(right, by=coordinator, assessment=newer).assessment == newer


def test_person_ends_a_right_at_once_and_only_once(margaret, acting_for):
    own, susan = UserFactory(person=margaret), UserFactory()
    right = AuthorityFactory(person=margaret, holder=susan)

    with acting_for(own):
        authority.withdraw(right, by=own)
        for verb in (authority.withdraw, authority.suspend, authority.resume):
            with pytest.raises(AuthorityOver):
                verb(right, by=own)
    with acting_for(susan):
        assert not Person.objects.visible_to(susan).exists()


def test_end_of_a_nominee_is_looked_at_because_money_depends_on_it(margaret, acting_for):
    own = UserFactory(person=margaret)
    nominee, advocate = (AuthorityFactory(person=margaret, kind=kind) for kind in ("nominee", "advocate"))

    with acting_for(own):
        authority.withdraw(advocate, by=own)
        authority.withdraw(nominee, by=own)

    asked = Todo.objects.get()
    assert (asked.kind, asked.due_on) == (TodoKind.AUTHORITY_ENDED, dates.today())


def test_holder_gives_it_up_also_before_it_is_in_force(margaret, acting_for):
    for accepted_at in (timezone.now(), None):
        right = AuthorityFactory(person=margaret, accepted_at=accepted_at)
        with acting_for(right.holder):
            authority.give_up(right, by=right.holder)
        right.refresh_from_db()
        assert right.withdrawn_by == right.holder
    assert Event.objects.filter(act=Act.GIVE_UP_AUTHORITY, person_id=margaret.pk).count() == 2


def test_child_stops_a_parent_for_now_but_does_not_end_parenthood(aiden, acting_for):
    own = UserFactory(person=aiden)
    right = AuthorityFactory(person=aiden, kind=AuthorityKind.PARENT)

    with acting_for(own), pytest.raises(ParenthoodStays, match="Under 16"):
        authority.withdraw(right, by=own)
    with acting_for(own):
        assert authority.suspend(right, by=own).suspended_by == own


def test_holder_changes_nothing_by_plain_sql(margaret, acting_for):
    right = AuthorityFactory(person=margaret, agreed_at=None)

    with acting_for(right.holder):
        assert Authority.objects.filter(pk=right.pk).update(agreed_at=timezone.now()) == 0
