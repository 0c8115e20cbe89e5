"""Moving to another site: offered, answered, and both walls between the two."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from careplans.models import CarePlan, PlanStatus, Statement
from ipc.kernel import acting
from ipc.kernel.models import Effect, Event
from people import handing_over, leaving
from people.acts import Act
from people.handing_over import (
    AlreadyAnswered,
    AlreadyOffered,
    KnownThere,
    MovesInThePast,
    NotOfferedToThisSite,
    TheSameSite,
)
from people.leaving import AlreadyOver
from people.models import (
    ChildCircumstance,
    Flag,
    HandedOver,
    Handover,
    InformationNeeds,
    LegalBasis,
    Person,
    PersonStatus,
    Relationship,
    Restriction,
    Todo,
)
from tests import worlds
from tests.factories import (
    AuthorityFactory,
    ChildCircumstanceFactory,
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    RestrictionFactory,
    RoleAssignmentFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

ALL = list(HandedOver)


@pytest.fixture
def luton(house):
    return SiteFactory(slug="luton")


@pytest.fixture
def lena(luton):
    """A manager of the other site."""
    return staff("manager", luton, name="Lena Luton")


@pytest.fixture
def lars(luton):
    """A coordinator of the other site."""
    return staff("coordinator", luton, name="Lars Luton")


@pytest.fixture
def record(house, coordinator):
    holder = OrganisationFactory(site=house, kind="provider")
    record = worlds.Record(house, coordinator, holder, marker="Kumquat")
    Handover.objects.filter(person=record.person).delete()
    return record


@pytest.fixture
def offered(record, coordinator, luton, acting_for):
    def offer(**given):
        facts = {"to_site": luton, "going": ALL, "moves_on": timezone.localdate(), "summary": "Likes tea"}
        with acting_for(coordinator):
            return handing_over.offer(record.person, by=coordinator, **{**facts, **given})

    return offer


@pytest.fixture
def accepted(offered, lena, lars, acting_for):
    def accept(**given):
        handover = offered(**given)
        with acting_for(lena):
            return handing_over.accept(handover, by=lena, worker=lars)

    return accept


def test_offering_says_what_goes_along_and_is_written_down(offered, record, coordinator):
    handover = offered(going=["plan", "needs"])

    assert handover.going == [HandedOver.NEEDS, HandedOver.PLAN]
    assert handover.offered_by == coordinator
    assert Event.objects.get(act=Act.OFFER_HANDOVER).person_id == record.person.pk


def test_offering_to_the_same_site_is_refused(offered, house):
    with pytest.raises(TheSameSite):
        offered(to_site=house)


def test_offering_for_a_day_that_is_over_is_refused(offered):
    with pytest.raises(MovesInThePast):
        offered(moves_on=timezone.localdate() - dt.timedelta(days=1))


def test_offering_twice_is_refused(offered):
    offered()

    with pytest.raises(AlreadyOffered):
        offered()


def test_offering_somebody_who_died_is_refused(offered, record):
    Person.objects.filter(pk=record.person.pk).update(status=PersonStatus.DIED)

    with pytest.raises(AlreadyOver):
        offered()


def test_the_managers_there_are_told_and_not_who(offered, lena, record):
    handover = offered()
    assert Effect.objects.get(task="people.tell_of_handover").subject_id == handover.pk

    handing_over.tell_managers(handover.pk)

    assert mail.outbox[0].to == [lena.email]
    assert "Kumquat" not in mail.outbox[0].body


def test_each_manager_there_is_told_once(offered, lena, luton):
    RoleAssignmentFactory(user=lena, role="manager", site=luton, organisation=OrganisationFactory(site=luton))
    staff("manager", luton, is_active=False)
    staff("manager", luton, leaves_on=timezone.localdate())

    handing_over.tell_managers(offered().pk)

    assert [message.to for message in mail.outbox] == [[lena.email]]


@pytest.mark.parametrize("since", ["answered", "died"])
def test_nobody_is_told_of_what_is_over(offered, lena, record, since):
    handover = offered()
    if since == "died":
        leaving.record_death(record.person, by=None, died_on=timezone.localdate(), told_by="The GP")
    else:
        Handover.objects.update(declined_at=timezone.now())

    handing_over.tell_managers(handover.pk)

    assert mail.outbox == []


# The two walls


def test_until_it_answers_the_other_site_reads_the_offer_and_nothing_else(offered, lena, acting_for):
    handover = offered()

    with acting_for(lena):
        assert list(Handover.objects.visible_to(lena)) == [handover]
        assert not Person.objects.visible_to(lena).exists()
        for model in worlds.models_about_a_person():
            seen = model._base_manager.all()
            assert list(seen) == ([handover] if model is Handover else []), model


def test_after_it_answered_the_other_site_reads_its_own_record_alone(
    accepted, record, lena, lars, acting_for
):
    handover = accepted()

    for user in (lena, lars):
        with acting_for(user):
            assert list(Person.objects.visible_to(user)) == [handover.arrived]
            for model in worlds.models_about_a_person():
                field = "pk" if model is Person else "person_id"
                seen = set(model._base_manager.values_list(field, flat=True))
                assert seen <= (
                    {handover.arrived_id, record.person.pk} if model is Handover else {handover.arrived_id}
                )


def test_the_old_site_never_reads_the_new_record(accepted, coordinator, house, acting_for):
    handover = accepted()

    for user in (coordinator, staff("manager", house)):
        with acting_for(user):
            assert not Person.objects.visible_to(user).filter(pk=handover.arrived_id).exists()
            assert not Person._base_manager.filter(pk=handover.arrived_id).exists()


@pytest.mark.parametrize("role", ["manager", "coordinator"])
def test_a_third_site_reads_nothing_of_the_offer(offered, role, acting_for):
    offered()
    user = staff(role, SiteFactory(slug="elsewhere"))

    with acting_for(user):
        assert not Handover._base_manager.exists()


# The answer


def test_saying_yes_begins_a_record_with_who_the_person_is(accepted, record, lars, luton):
    handover = accepted()

    new = handover.arrived
    old = Person.objects.get(pk=record.person.pk)
    assert new.site == luton
    assert (new.name, new.born_on, new.nhs_number) == (old.name, old.born_on, old.nhs_number)
    assert new.status == PersonStatus.REFERRED
    assert new.allocations.get().worker == lars


COPIES = {
    HandedOver.NEEDS: InformationNeeds,
    HandedOver.CIRCLE: Relationship,
    HandedOver.RIGHTS: LegalBasis,
    HandedOver.FLAGS: Flag,
    HandedOver.ABOUT_ME: Statement,
    HandedOver.PLAN: CarePlan,
}


@pytest.mark.parametrize("part", HandedOver)
def test_each_part_goes_along_only_where_it_was_agreed(accepted, record, part):
    if part == HandedOver.PLAN:
        CarePlan.objects.filter(person=record.person).update(status=PlanStatus.AGREED)

    new = accepted(going=[part]).arrived

    came = {one for one, model in COPIES.items() if model.objects.filter(person=new).exists()}
    assert came == {part}


def test_what_never_goes_along_stays(accepted, record):
    AuthorityFactory(person=record.person)
    ConsentFactory(person=record.person)

    new = accepted().arrived

    agreed = {model for model in COPIES.values()}
    of_the_plan = {"Need", "Goal", "Action", "WeekSlot", "Contingency", "Risk"}
    its_own = {"Person", "Allocation", "Media", *of_the_plan}  # Media with About me
    for model in worlds.models_about_a_person():
        if model not in agreed and model.__name__ not in its_own:
            assert not model._base_manager.filter(person_id=new.pk).exists(), model


def test_what_keeps_a_child_safe_goes_along_whatever_was_agreed(offered, record, lena, lars, acting_for):
    father = RelationshipFactory(
        person=record.person, name="Father Maddup", kind="parent", phone="07700 900001"
    )
    ChildCircumstanceFactory(
        person=record.person,
        kind="no_contact",
        words="By order of the court",
        about=father,
        evidence="Order, seen",
    )
    handover = offered(going=[])
    with acting_for(lena):
        handing_over.accept(handover, by=lena, worker=lars)

    new = Person.objects.get(site=lena.hat.site_id, nhs_number=record.person.nhs_number)
    order = ChildCircumstance.objects.get(person=new)
    assert order.kind == "no_contact"
    assert order.about.name == "Father Maddup"
    assert order.about.person == new
    assert not order.about.phone
    assert "By order of the court" in order.words


def test_own_words_say_where_they_came_from(accepted, record):
    new = accepted().arrived

    statement = Statement.objects.get(person=new)
    assert statement.words == Statement.objects.get(person=record.person).words
    assert "Came along from Barnsley" in statement.helped_by


def test_the_plan_is_there_to_read_and_not_in_force(accepted, record):
    CarePlan.objects.filter(person=record.person).update(status=PlanStatus.AGREED)

    new = accepted().arrived

    plan = CarePlan.objects.get(person=new)
    assert plan.status == PlanStatus.ENDED
    words = plan.actions.order_by("words").values_list("words", "service")
    old = record.rows[type(plan)].actions.order_by("words").values_list("words", flat=True)
    assert [(one, None) for one in old] == list(words)
    assert {action.goal.need.plan for action in plan.actions.all()} == {plan}


def test_the_old_record_is_over_from_the_day_of_the_move(accepted, record, coordinator, acting_for):
    accepted()

    record.person.refresh_from_db()
    assert record.person.status == PersonStatus.MOVED
    assert Todo.objects.open().filter(person=record.person, kind="leaving").exists()
    with acting_for(coordinator):
        assert Person.objects.visible_to(coordinator).get() == record.person


def test_until_the_day_of_the_move_everything_goes_on(accepted, record, house):
    user = UserFactory(person=record.person)
    day = timezone.localdate() + dt.timedelta(days=3)
    handover = accepted(moves_on=day)
    handing_over.finish_moves(house)
    record.person.refresh_from_db()
    user.refresh_from_db()
    assert record.person.status != PersonStatus.MOVED
    assert user.person == record.person

    Handover.objects.update(moves_on=timezone.localdate())
    for _ in range(2):
        with acting.acting_as(acting.job([house.pk])):
            handing_over.finish_moves(house)

    record.person.refresh_from_db()
    user.refresh_from_db()
    assert record.person.status == PersonStatus.MOVED
    assert user.person_id == handover.arrived_id


def test_their_sign_in_opens_the_new_record(accepted, record, signed_in):
    user = UserFactory(person=record.person)
    handover = accepted()

    user.refresh_from_db()
    assert user.person_id == handover.arrived_id
    assert signed_in(user).get(reverse("my_home")).status_code == 200


def test_somebody_who_is_known_there_is_not_begun_twice(offered, record, lena, lars, luton, acting_for):
    handover = offered()
    PersonFactory(site=luton, nhs_number=Person.objects.get(pk=record.person.pk).nhs_number)

    with acting_for(lena), pytest.raises(KnownThere):
        handing_over.accept(handover, by=lena, worker=lars)

    handover.refresh_from_db()
    assert handover.accepted_at is None


def test_somebody_who_died_in_the_meantime_is_not_taken_on(offered, record, lena, lars, acting_for):
    handover = offered()
    leaving.record_death(record.person, by=None, died_on=timezone.localdate(), told_by="The GP")

    with acting_for(lena), pytest.raises(AlreadyOver):
        handing_over.accept(handover, by=lena, worker=lars)


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_only_the_site_that_was_asked_answers(offered, house, lars, acting_for, answer):
    handover = offered()
    mona = staff("manager", house)
    more = {"worker": lars} if answer == "accept" else {"why": "No"}

    with acting_for(mona), pytest.raises(NotOfferedToThisSite):
        getattr(handing_over, answer)(handover, by=mona, **more)


def test_saying_no_says_why_and_lets_somebody_ask_again(offered, lena, acting_for):
    handover = offered()
    with acting_for(lena):
        handing_over.decline(handover, by=lena, why="Nobody has room")

    handover.refresh_from_db()
    assert handover.why_declined == "Nobody has room"
    assert Event.objects.filter(act=Act.ANSWER_HANDOVER, actor=lena).exists()
    assert offered().pk != handover.pk


def test_taking_it_back_ends_it(offered, coordinator, lena, lars, acting_for):
    handover = offered()
    with acting_for(coordinator):
        handing_over.withdraw(handover, by=coordinator)

    with acting_for(lena), pytest.raises(AlreadyAnswered):
        handing_over.accept(handover, by=lena, worker=lars)


@pytest.mark.parametrize("closed", ["withdraw", "decline"])
def test_a_closed_offer_tells_the_other_site_nothing_more(
    offered, coordinator, lena, luton, acting_for, closed
):
    handover, other = offered(), staff("manager", luton)
    by, more = (coordinator, {}) if closed == "withdraw" else (lena, {"why": "No room"})
    with acting_for(by):
        getattr(handing_over, closed)(handover, by=by, **more)

    with acting_for(other):
        assert (Handover.objects.visible_to(other).count(), Handover.objects.count()) == (0, 0)
    with acting_for(lena):
        assert Handover.objects.visible_to(lena).count() == Handover.objects.count() == (by == lena)


def test_a_record_that_few_could_open_arrives_as_one(offered, record, lena, lars, luton, acting_for):
    RestrictionFactory(person=record.person, why="safety", reason="In words of the old site")
    handover = offered()
    with acting_for(lena):
        handing_over.accept(handover, by=lena, worker=lars)

    handover.refresh_from_db()
    kept = Restriction.objects.get(person=handover.arrived)
    assert (kept.why, kept.reason, kept.set_by) == ("safety", "Came along from Barnsley", lena)
    for user, sees in ((lena, True), (lars, True), (staff("manager", luton), False)):
        with acting_for(user):
            assert Person.objects.visible_to(user).filter(pk=handover.arrived_id).exists() is sees
            assert Person.objects.filter(pk=handover.arrived_id).exists() is sees


# The pages


def test_offer_is_shown_once_more_before_it_is_sent(signed_in, coordinator, record, luton):
    client = signed_in(coordinator)
    address = reverse("offer_handover", args=[record.person.public_id])
    sent = {"to_site": str(luton.public_id), "moves_on": "2026-12-24", "going": ["needs"], "summary": "Tea"}

    looked = client.post(address, sent)
    assert "Thursday 24 December 2026" in looked.text
    assert not Handover.objects.exists()

    assert client.post(address, {**sent, "step": "sure"}).status_code == 302
    assert Handover.objects.get().going == ["needs"]


def test_manager_there_answers_on_the_page(signed_in, offered, lena, lars, record):
    handover = offered()
    client = signed_in(lena)

    listed = client.get(reverse("handovers"))
    address = reverse("answer_handover", args=[handover.public_id])
    assert "Kumquat" in listed.text
    assert "Likes tea" in client.get(address).text
    assert client.post(address, {"worker": str(lars.public_id)}).status_code == 302
    handover.refresh_from_db()
    assert handover.arrived.allocations.get().worker == lars
    looks = Event.objects.filter(act=Act.SEE_HANDOVERS, actor=lena, is_read=True)
    assert looks.filter(person_id=record.person.pk).count() >= 2


def test_manager_there_says_no_on_the_page(signed_in, offered, lena):
    handover = offered()
    address = reverse("decline_handover", args=[handover.public_id])

    assert "Write why not" in signed_in(lena).post(address).text
    assert signed_in(lena).post(address, {"why": "No room"}).status_code == 302


def test_coordinator_takes_it_back_on_the_page(signed_in, offered, coordinator):
    handover = offered()
    client = signed_in(coordinator)

    assert "Take it back" in client.get(reverse("handovers")).text
    assert client.post(reverse("withdraw_handover", args=[handover.public_id])).status_code == 302
    handover.refresh_from_db()
    assert handover.declined_at


def test_a_manager_of_the_old_site_does_not_answer(signed_in, offered, house):
    address = reverse("answer_handover", args=[offered().public_id])

    assert signed_in(staff("manager", house)).get(address).status_code == 403


def test_the_person_reads_what_goes_along_and_what_stays(signed_in, offered, record):
    offered(going=["needs"])

    page = signed_in(UserFactory(person=record.person)).get(reverse("my_moving"))

    for words in ("To Luton", "How to give information", "Money, payments and receipts"):
        assert words in page.text


def test_the_list_asks_the_same_for_one_and_for_ten(signed_in, lena, luton, queries_of):
    def offers(number):
        for _ in range(number):
            person = PersonFactory()
            Handover.objects.create(
                site=person.site, person=person, to_site=luton, moves_on=timezone.localdate()
            )

    client = signed_in(lena)
    offers(1)
    one = queries_of(client, reverse("handovers"))
    offers(9)

    assert queries_of(client, reverse("handovers")) == one
