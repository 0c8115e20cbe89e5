"""The circle of support: who is in it, who must not be contacted, and who is told what of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ipc.kernel.models import Event
from people import circle
from people.acts import Act
from people.circle import (
    AlreadyInTheCircle,
    ContactRestricted,
    LeftTheCircle,
    StillActs,
    WhyNotContactedMissing,
)
from people.models import CircumstanceKind, Relationship, RelationshipKind, Ring, Section
from tests.factories import (
    AuthorityFactory,
    ChildCircumstanceFactory,
    ConsentFactory,
    InvitationFactory,
    RelationshipFactory,
    UserFactory,
)

GLIMPSE = [Section.IDENTITY]
ABOUT = [Section.IDENTITY, Section.ABOUT_ME]


def test_somebody_is_added_to_the_circle(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        susan = circle.add(
            margaret,
            by=coordinator,
            name=" Susan Hill ",
            kind="child",
            email="Susan@Example.org",
            is_carer=True,
            ring=Ring.CLOSEST,
        )

    assert (susan.name, susan.email, susan.site_id) == ("Susan Hill", "susan@example.org", margaret.site_id)
    assert susan.ring == Ring.CLOSEST
    assert Event.objects.filter(act=Act.ADD_RELATIONSHIP, person_id=margaret.pk).count() == 1


def test_person_adds_somebody_themself(margaret, acting_for):
    user = UserFactory(person=margaret)

    with acting_for(user):
        circle.add(margaret, by=user, name="Susan Hill", kind="child")

    assert margaret.relationships.count() == 1


def test_same_one_twice_is_refused(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        susan = circle.add(margaret, by=coordinator, name="Susan Hill", kind="child")
        with pytest.raises(AlreadyInTheCircle, match="Susan hill is already"):
            circle.add(margaret, by=coordinator, name="Susan hill", kind="child")
        circle.add(margaret, by=coordinator, name="Susan Hill", kind="friend")
        with pytest.raises(AlreadyInTheCircle):
            circle.change(susan, by=coordinator, kind="friend")


def test_who_came_back_is_added_again(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        circle.end(circle.add(margaret, by=coordinator, name="Susan", kind="child"), by=coordinator)
        circle.add(margaret, by=coordinator, name="Susan", kind="child")

    assert margaret.relationships.live().count() == 1


def test_staff_say_why_somebody_must_not_be_contacted_and_the_person_need_not(
    coordinator, margaret, acting_for
):
    own, dev = UserFactory(person=margaret), RelationshipFactory(person=margaret)

    with acting_for(coordinator), pytest.raises(WhyNotContactedMissing):
        circle.change(dev, by=coordinator, may_be_contacted=False, why_not_contacted=" ")
    with acting_for(own):
        assert not circle.change(dev, by=own, may_be_contacted=False).may_be_contacted
    assert Event.objects.filter(act=Act.CHANGE_RELATIONSHIP, person_id=margaret.pk).count() == 1


def test_what_is_not_named_stays_as_it_was(coordinator, margaret, acting_for):
    dev = RelationshipFactory(person=margaret, phone="07700 900 123", notes="Works nights")

    with acting_for(coordinator):
        circle.change(dev, by=coordinator, email="Dev@example.org", how_to_talk="Text first")

    dev.refresh_from_db()
    assert (dev.phone, dev.notes, dev.email) == ("07700 900 123", "Works nights", "dev@example.org")


def test_links_stop_when_somebody_must_not_be_contacted(coordinator, margaret, acting_for):
    dev = RelationshipFactory(person=margaret)
    link = InvitationFactory(person=margaret, relationship=dev)

    with acting_for(coordinator):
        circle.change(dev, by=coordinator, may_be_contacted=False, why_not_contacted="Asked for by Margaret")

    link.refresh_from_db()
    assert link.expires_at <= timezone.now()


def test_restriction_is_ended_before_contact_begins_again(coordinator, margaret, acting_for):
    dev = RelationshipFactory(person=margaret, may_be_contacted=False, why_not_contacted="Order")
    order = ChildCircumstanceFactory(
        person=margaret, kind=CircumstanceKind.NO_CONTACT, about=dev, evidence="Order, seen"
    )

    with acting_for(coordinator), pytest.raises(ContactRestricted, match="Contact is restricted"):
        circle.change(dev, by=coordinator, may_be_contacted=True)
    order.ended_at = timezone.now()
    order.save()
    with acting_for(coordinator):
        changed = circle.change(dev, by=coordinator, may_be_contacted=True)
    assert (changed.may_be_contacted, changed.why_not_contacted) == (True, "")


def test_leaving_the_circle_stops_the_sharing_at_once(margaret, acting_for):
    own, dev = UserFactory(person=margaret), UserFactory()
    left = RelationshipFactory(person=margaret, user=dev)
    ConsentFactory(person=margaret, user=dev)
    ConsentFactory(person=margaret, user=None, relationship=left)

    with acting_for(own):
        circle.end(left, by=own)
        with pytest.raises(LeftTheCircle):
            circle.end(left, by=own)
        with pytest.raises(LeftTheCircle):
            circle.change(left, by=own, name="Somebody")

    assert not margaret.consents.live().exists()
    assert Relationship.objects.get().user is None
    assert Event.objects.filter(act=Act.END_RELATIONSHIP, person_id=margaret.pk).count() == 1


@pytest.mark.parametrize("state", ["in force", "suspended"])
def test_who_may_act_does_not_leave_unnoticed(coordinator, margaret, acting_for, state):
    dev = RelationshipFactory(person=margaret, user=UserFactory())
    suspended_at = timezone.now() if state == "suspended" else None
    AuthorityFactory(person=margaret, holder=dev.user, suspended_at=suspended_at)

    with acting_for(coordinator), pytest.raises(StillActs):
        circle.end(dev, by=coordinator)


def test_contactable_are_those_still_there_who_may_be_called(margaret):
    grace = RelationshipFactory(person=margaret)
    RelationshipFactory(person=margaret, may_be_contacted=False)
    RelationshipFactory(person=margaret, ended_at=timezone.now())

    assert list(Relationship.objects.contactable()) == [grace]


def test_telephone_of_who_must_not_be_contacted_does_not_leave_the_database(margaret):
    RelationshipFactory(person=margaret, phone="07700 900 123", email="d@example.org", may_be_contacted=False)

    with CaptureQueriesContext(connection) as asked:
        (dev,) = Relationship.objects.with_ways_to_reach()

    assert (dev.to_call, dev.to_write) == ("", "")
    assert {"phone", "email"} <= dev.get_deferred_fields()
    assert 'THEN "people_relationship"."phone"' in asked[0]["sql"]
    assert Relationship.objects.with_ways_to_reach(of_all=True).get().to_call == "07700 900 123"


# Whom a helper is told of, by both walls.


def told_to(user, acting_for):
    """Return the names by the access table, and by PostgreSQL with the table's filter left away."""
    with acting_for(user):
        by_table = {one.name for one in Relationship.objects.visible_to(user)}
        by_database = {one.name for one in Relationship.objects.all()}
    return by_table, by_database


@pytest.fixture
def around(margaret):
    for name, changed in {
        "Friend": {"kind": RelationshipKind.FRIEND},
        "Mother": {"kind": RelationshipKind.PARENT},
        "Not to be called": {"may_be_contacted": False},
        "Left": {"ended_at": timezone.now()},
    }.items():
        RelationshipFactory(person=margaret, name=name, **changed)


def test_person_sees_the_whole_circle(margaret, around, acting_for):
    everybody = {"Friend", "Mother", "Not to be called", "Left"}

    assert told_to(UserFactory(person=margaret), acting_for) == (everybody, everybody)


def test_helper_the_person_chose_is_told_of_whom_they_may_call(margaret, around, acting_for):
    helper = ConsentFactory(person=margaret, sections=ABOUT).user

    assert told_to(helper, acting_for) == ({"Friend", "Mother"},) * 2


def test_two_parents_do_not_see_each_other_by_right(margaret, around, acting_for):
    father = AuthorityFactory(person=margaret, kind="parent").holder
    RelationshipFactory(person=margaret, name="Father", kind=RelationshipKind.PARENT, user=father)

    assert told_to(father, acting_for) == ({"Friend", "Father"},) * 2
    ConsentFactory(person=margaret, user=father, sections=ABOUT)
    assert told_to(father, acting_for) == ({"Friend", "Mother", "Father"},) * 2


def test_helper_with_the_name_alone_sees_no_circle(margaret, around, acting_for):
    helper = ConsentFactory(person=margaret, sections=GLIMPSE).user

    assert told_to(helper, acting_for) == (set(), set())


def test_helper_changes_nothing_in_the_circle_even_by_plain_sql(margaret, around, acting_for):
    helper = ConsentFactory(person=margaret, sections=ABOUT).user

    with acting_for(helper):
        assert Relationship.objects.update(may_be_contacted=True, notes="Changed") == 0
