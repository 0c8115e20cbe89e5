"""Two records of one person put together by two people, and taken apart again as they were."""

import datetime as dt

import pytest
from django.db import IntegrityError

from ipc.kernel.models import Event
from people import merging, same_person
from people.acts import Act
from people.merging import (
    AlreadyProposed,
    BothHaveMoney,
    BothSignIn,
    DecidedAlready,
    KeptInAThird,
    NotMerged,
    NotTwoRecords,
    OneHasDied,
    ProposedByThemselves,
    TheMoneyIsInTheOther,
    TwoNhsNumbers,
)
from people.models import (
    Allocation,
    Consent,
    InformationNeeds,
    Merge,
    Person,
    PersonStatus,
    Relationship,
    Todo,
    TodoKind,
    User,
)
from people.same_person import GrownTogether
from tests import worlds
from tests.factories import (
    AllocationFactory,
    BudgetFactory,
    CarePlanFactory,
    ConflictFactory,
    ConsentFactory,
    GoalFactory,
    InformationNeedsFactory,
    NeedFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    RestrictionFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import nhs_number, staff


@pytest.fixture
def manager(house):
    return staff("manager", house, name="Ann Manager")


@pytest.fixture
def pair(house):
    """Two records of the same person: the second is to go into the first."""
    return PersonFactory(given_name="Rose", nhs_number=None), PersonFactory(
        given_name="Rosie", nhs_number=None
    )


@pytest.fixture
def propose(coordinator, acting_for):
    def ask(person, other, by=coordinator):
        with acting_for(by):
            return merging.propose(person, other, by=by, reason="Same address")

    return ask


@pytest.fixture
def put_together(propose, manager, acting_for):
    def do(person, other):
        proposed = propose(person, other)
        with acting_for(manager):
            return merging.merge(proposed, by=manager)

    return do


@pytest.fixture
def undo(manager, acting_for):
    def do(merge):
        with acting_for(manager):
            return merging.undo(merge, by=manager)

    return do


def whole(*people):
    """Return every row about ``people``, of every model, as it is: what taking apart has to give back."""
    kinds = [Person, *same_person.rows_of_people()]
    found = {}
    for model in kinds:
        field = "pk" if model is Person else "person_id"
        rows = model._base_manager.filter(**{f"{field}__in": [one.pk for one in people]})
        rows = rows.exclude(kind=TodoKind.MERGE) if model is Todo else rows
        rows = rows.exclude(other__in=people) if model is Merge else rows
        found |= {(model._meta.label, row["id"]): row for row in rows.values()}
    found |= {("user", row["id"]): row for row in User.objects.filter(person__in=people).values()}
    return found


# Proposing


def test_proposal_is_written_in_both_records_and_asked_of_a_manager(propose, pair, coordinator):
    proposed = propose(*pair)

    assert (proposed.person, proposed.other, proposed.proposed_by) == (*pair, coordinator)
    asked = Todo.objects.get(kind=TodoKind.MERGE)
    assert (asked.person, asked.role, asked.done_at) == (pair[0], "manager", None)
    assert set(Event.objects.filter(act=Act.PROPOSE_MERGE).values_list("person_id", flat=True)) == {
        one.pk for one in pair
    }
    assert Person.objects.filter(status=PersonStatus.MERGED).count() == 0


def test_same_two_are_proposed_once_until_somebody_says_no(propose, pair, manager, acting_for):
    proposed = propose(*pair)
    for both in (pair, reversed(pair)):
        with pytest.raises(AlreadyProposed):
            propose(*both)

    with acting_for(manager):
        merging.refuse(proposed, by=manager)
    assert propose(*pair)


def test_record_by_itself_is_not_two(propose, pair):
    with pytest.raises(NotTwoRecords):
        propose(pair[0], pair[0])


def test_record_of_another_site_is_not_proposed(propose, pair):
    with pytest.raises(NotTwoRecords):
        propose(pair[0], PersonFactory(site=SiteFactory(slug="luton"), nhs_number=None))


def test_record_that_is_no_more_is_not_proposed(propose, pair):
    gone = PersonFactory(status=PersonStatus.DISPOSED, nhs_number=None)

    with pytest.raises(NotTwoRecords):
        propose(pair[0], gone)


def test_two_nhs_numbers_are_two_people(propose):
    with pytest.raises(TwoNhsNumbers):
        propose(PersonFactory(), PersonFactory())


def test_one_alive_and_one_dead_are_not_put_together(propose, pair):
    Person.objects.filter(pk=pair[1].pk).update(status="died", died_on=dt.date(2026, 11, 1))

    with pytest.raises(OneHasDied):
        propose(*pair)


def test_two_sign_ins_are_refused_with_what_to_do(propose, pair):
    for one in pair:
        UserFactory(person=one)

    with pytest.raises(BothSignIn, match="administrator"):
        propose(*pair)


# Money


def test_every_model_of_money_stays_with_its_person():
    money = {model for model in same_person.rows_of_people() if model._meta.app_label == "budgets"}

    assert money == set(merging._with_money)
    assert len(money) >= 11


def test_money_in_both_is_refused(propose, pair):
    for one in pair:
        BudgetFactory(person=one)

    with pytest.raises(BothHaveMoney):
        propose(*pair)


def test_record_with_the_money_is_the_one_that_is_kept(propose, pair):
    BudgetFactory(person=pair[1])

    assert propose(*pair).person == pair[1]


def test_money_that_came_into_the_other_since_is_refused(propose, pair, manager, acting_for):
    proposed = propose(*pair)
    BudgetFactory(person=pair[1])

    with acting_for(manager), pytest.raises(TheMoneyIsInTheOther):
        merging.merge(proposed, by=manager)


# Deciding


def test_nobody_decides_what_they_proposed(propose, pair, manager, acting_for):
    proposed = propose(*pair, by=manager)

    with acting_for(manager), pytest.raises(ProposedByThemselves):
        merging.merge(proposed, by=manager)
    assert not Person.objects.filter(status=PersonStatus.MERGED).exists()
    with pytest.raises(IntegrityError, match="merge_decided_by_somebody_else"):
        Merge.objects.filter(pk=proposed.pk).update(merged_by=manager)


def test_put_together_is_written_in_both_records_and_settles_what_was_asked(put_together, pair, manager):
    done = put_together(*pair)

    other = Person.objects.get(pk=pair[1].pk)
    assert (other.status, other.merged_into) == (PersonStatus.MERGED, pair[0])
    assert (done.merged_by, Todo.objects.get(kind=TodoKind.MERGE).done_by) == (manager, manager)
    assert set(Event.objects.filter(act=Act.MERGE).values_list("person_id", flat=True)) == {
        one.pk for one in pair
    }


def test_decided_is_decided(put_together, propose, pair, manager, acting_for):
    done = put_together(*pair)

    with acting_for(manager):
        for verb in (merging.merge, merging.refuse):
            with pytest.raises(DecidedAlready):
                verb(done, by=manager)


def test_refused_stays_apart_and_settles_what_was_asked(propose, pair, manager, acting_for):
    proposed = propose(*pair)

    with acting_for(manager):
        assert merging.refuse(proposed, by=manager).refused_by == manager

    assert Todo.objects.get(kind=TodoKind.MERGE).outcome == "Kept apart"
    assert Event.objects.filter(act=Act.REFUSE_MERGE).count() == 2
    assert not Person.objects.filter(status=PersonStatus.MERGED).exists()


def test_rows_move_and_what_is_there_already_stays_with_its_reason(put_together, pair):
    person, other = pair
    susan, consent = RelationshipFactory(person=other, name="Susan"), None
    consent = ConsentFactory(person=other, user=None, relationship=susan)
    for one in pair:
        InformationNeedsFactory(person=one)

    done = put_together(person, other)

    assert Relationship.objects.get(pk=susan.pk).person == person
    assert Consent.objects.get(pk=consent.pk).person == person
    assert InformationNeeds.objects.filter(person=other).exists()
    assert done.trail["people.Relationship"] == [susan.pk]
    assert "people.InformationNeeds" not in done.trail


def test_group_stays_whole_where_one_of_it_cannot_move(put_together, pair):
    person, other = pair
    user = UserFactory()
    RelationshipFactory(person=person, user=user)
    theirs = RelationshipFactory(person=other, user=user)
    consent = ConsentFactory(person=other, user=None, relationship=theirs)

    put_together(person, other)

    assert Relationship.objects.get(pk=theirs.pk).person == other
    assert Consent.objects.get(pk=consent.pk).person == other


def test_plan_moves_with_all_that_is_in_it(put_together, pair):
    person, other = pair
    goal = GoalFactory(need=NeedFactory(plan=CarePlanFactory(person=other)))

    put_together(person, other)

    goal.refresh_from_db()
    assert goal.person == goal.need.person == goal.plan.person == person


def test_who_coordinates_the_other_no_longer_does(put_together, pair, acting_for):
    worker = AllocationFactory(person=pair[1]).worker

    put_together(*pair)

    assert not Allocation.objects.live().filter(worker=worker).exists()
    with acting_for(worker):
        assert not Person.objects.visible_to(worker).exists()


def test_sign_in_moves_where_the_kept_record_has_none(put_together, pair):
    user = UserFactory(person=pair[1])

    put_together(*pair)

    user.refresh_from_db()
    assert user.person == pair[0]


def test_kept_record_takes_over_what_it_does_not_say(put_together, pair):
    person, other = pair
    number = nhs_number(9000)
    Person.objects.filter(pk=person.pk).update(phone="01632 960001")
    Person.objects.filter(pk=other.pk).update(
        nhs_number=number,
        phone="07700 900123",
        email="rose@example.org",
        address="1 Yew Way",
        postcode="S70 1AB",
    )

    put_together(person, other)

    person.refresh_from_db()
    assert (person.nhs_number, person.phone, person.email, person.postcode) == (
        number,
        "01632 960001",
        "rose@example.org",
        "S70 1AB",
    )


def test_person_sees_the_record_that_was_kept_in_theirs(put_together, pair, acting_for):
    user = UserFactory(person=pair[0])

    put_together(*pair)

    with acting_for(user):
        assert set(Person.objects.all()) == set(pair)


def test_restriction_goes_along(put_together, pair, acting_for, house):
    RestrictionFactory(person=pair[1])

    put_together(*pair)

    other = staff("manager", house)
    with acting_for(other):
        assert not Person.objects.filter(pk__in=[one.pk for one in pair]).exists()
        assert not Event.objects.filter(person_id__in=[one.pk for one in pair]).exists()
    seen = Person.objects.visible_to(other).filter(pk__in=[one.pk for one in pair])
    assert not seen.exists()


@pytest.mark.parametrize("how", ["said so", "are the person"])
def test_the_close_open_neither_of_the_two(put_together, pair, acting_for, house, how):
    other = staff("manager", house, person=pair[0] if how == "are the person" else None)
    if how == "said so":
        ConflictFactory(person=pair[0], user=other)

    put_together(*pair)

    seen = Person.objects.visible_to(other).filter(pk__in=[one.pk for one in pair])
    assert not seen.exists()
    with acting_for(other):
        assert not Person.objects.filter(pk__in=[one.pk for one in pair]).exists()


# The preview


def test_preview_is_the_real_thing_taken_back(propose, pair, manager, acting_for):
    person, other = pair
    RelationshipFactory(person=other)
    for one in pair:
        InformationNeedsFactory(person=one)
    proposed = propose(person, other)
    before = whole(*pair)

    with acting_for(manager):
        shown = merging.preview(proposed)
    assert whole(*pair) == before
    with acting_for(manager):
        done = merging.merge(proposed, by=manager)

    assert shown.trail == done.trail
    assert shown.counts == [("relationship", 1)]
    assert [(one.what, one.many) for one in shown.stays] == [("information needs", 1)]
    assert shown.stays[0].why == "The record that is kept has one already."


# Taking apart


def test_taken_apart_everything_is_as_it_was(house, propose, manager, undo, acting_for):
    """A whole record, a row of everything, into an empty one and into one as full: and back."""
    holder = OrganisationFactory(site=house, kind="provider")
    record = worlds.Record(house, staff("coordinator", house), holder)
    Person.objects.filter(pk=record.person.pk).update(nhs_number=None)
    other = PersonFactory(nhs_number=nhs_number(9001), phone="07700 900123")
    around = worlds.Record.__new__(worlds.Record)
    around.site, around.marker, around.person, around.rows = house, "", other, {}
    around.around(staff("coordinator", house))
    around_plan(other)
    UserFactory(person=other)
    before = whole(record.person, other)

    proposed = propose(record.person, other)
    with acting_for(manager):
        done = merging.merge(proposed, by=manager)
    between = whole(record.person, other)
    undo(done)

    assert sum(len(keys) for keys in done.trail.values()) > 10
    assert {key for key in before if between[key] != before[key]}
    after = whole(record.person, other)
    assert {key: (before[key], after.get(key)) for key in before if after.get(key) != before[key]} == {}
    assert after.keys() == before.keys()


def around_plan(person):
    GoalFactory(need=NeedFactory(plan=CarePlanFactory(person=person, number=7)))


def test_what_was_written_since_stays_with_the_kept_record(put_together, undo, pair):
    done = put_together(*pair)
    since = RelationshipFactory(person=pair[0])

    undo(done)

    since.refresh_from_db()
    assert since.person == pair[0]


def test_what_hangs_on_a_row_goes_back_with_it(put_together, undo, pair):
    person, other = pair
    need = NeedFactory(plan=CarePlanFactory(person=other))
    done = put_together(person, other)
    need.refresh_from_db()
    goal = GoalFactory(need=need)
    assert goal.person == person

    undo(done)

    goal.refresh_from_db()
    assert goal.person == other


def test_what_belongs_to_both_cannot_be_taken_apart(put_together, undo, pair):
    person, other = pair
    need = NeedFactory(plan=CarePlanFactory(person=other))
    done = put_together(person, other)
    need.refresh_from_db()
    BudgetFactory(person=person, plan=need.plan)

    with pytest.raises(GrownTogether):
        undo(done)


def test_changed_since_is_not_changed_back(put_together, undo, pair):
    person, other = pair
    Person.objects.filter(pk=other.pk).update(phone="07700 900123", email="rose@example.org")
    done = put_together(person, other)
    Person.objects.filter(pk=person.pk).update(phone="07700 900999")

    undo(done)

    person.refresh_from_db()
    assert (person.phone, person.email) == ("07700 900999", "")


def test_apart_is_apart(propose, put_together, undo, pair, manager):
    with pytest.raises(NotMerged):
        undo(propose(*pair))
    Merge.objects.all().delete()
    done = put_together(*pair)
    assert undo(done).undone_by == manager

    with pytest.raises(NotMerged):
        undo(done)
    assert Event.objects.filter(act=Act.UNDO_MERGE).count() == 2


def test_chain_is_taken_apart_from_its_end(put_together, undo, pair):
    third = PersonFactory(nhs_number=None)
    first = put_together(*pair)
    second = put_together(third, Person.objects.get(pk=pair[0].pk))
    assert Person.objects.get(pk=pair[1].pk).merged_into == third

    with pytest.raises(KeptInAThird):
        undo(first)
    undo(second)
    assert Person.objects.get(pk=pair[1].pk).merged_into == pair[0]
    undo(first)
    assert not Person.objects.filter(status=PersonStatus.MERGED).exists()
