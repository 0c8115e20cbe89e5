"""An invitation from its sending to its end."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from ipc.kernel import acting
from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver
from people import consent, invitations
from people.acts import Act
from people.invitations import (
    AddressNotFree,
    AlreadySignsIn,
    LinkOver,
    MustNotBeInvited,
    NotInTheCircle,
    TooYoungToSignIn,
    WeakPassword,
    WrongPassword,
)
from people.models import Invitation, Notice, Person, PersonStatus, Section, User
from people.tasks import send_invitation
from tests.factories import AllocationFactory, ConsentFactory, PersonFactory, RelationshipFactory, UserFactory
from tests.factories.people import staff
from tests.people.clock import at

PASSWORD = "three quiet words"


def invited(person, by, relationship=None, email="margaret@example.org", name="Margaret Hill"):
    return invitations.invite(person, by=by, email=email, name=name, relationship=relationship)


@pytest.fixture
def susan(margaret):
    return RelationshipFactory(person=margaret, name="Susan Hill", email="susan@example.org")


@pytest.fixture
def link(coordinator, margaret, acting_for):
    """The code in Margaret's link."""
    with acting_for(coordinator):
        return invitations.code_of(invited(margaret, coordinator))


@pytest.fixture
def susans_link(coordinator, margaret, susan, acting_for):
    with acting_for(coordinator):
        return invitations.code_of(
            invited(margaret, coordinator, susan, email="susan@example.org", name="Susan Hill")
        )


@pytest.fixture
def nobody():
    """Nobody has signed in."""
    token = acting.begin(None)
    yield
    acting.end(token)


def test_only_a_hash_is_kept_of_a_code_of_128_bits(link):
    invitation = Invitation.objects.get()

    assert len(link) == 22
    assert link not in str(vars(invitation))
    assert len(invitation.code_hash) == 64


def test_invitation_is_sent_once_through_the_outbox(link, margaret):
    effect = Effect.objects.get(task="people.send_invitation")

    deliver(effect.pk)
    deliver(effect.pk)

    (message,) = mail.outbox
    assert message.to == ["margaret@example.org"]
    assert f"/invitation/{link}/" in message.body
    assert message.body.startswith("Hello Margaret,")
    assert Event.objects.filter(act=Act.INVITE, person_id=margaret.pk).count() == 1


def test_message_tells_nothing_but_the_first_name(susans_link, margaret):
    send_invitation(Invitation.objects.get().pk)

    (message,) = mail.outbox
    told = message.subject + message.body
    assert "Susan" in told
    assert not [word for word in ("Hill", "Margaret", margaret.nhs_number, "1950") if word in told]


def test_nothing_is_sent_when_the_link_is_over_or_used(link):
    Invitation.objects.update(expires_at=timezone.now())
    send_invitation(Invitation.objects.get().pk)
    Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(days=1), accepted_at=timezone.now())
    send_invitation(Invitation.objects.get().pk)

    assert mail.outbox == []


def test_nothing_is_sent_to_the_dead(link, margaret):
    margaret.status = PersonStatus.DIED
    margaret.save()

    send_invitation(Invitation.objects.get().pk)

    assert mail.outbox == []
    assert Notice.objects.get().why == "The person has died."


def test_nothing_is_sent_to_whom_must_not_be_contacted(susans_link, susan):
    type(susan).objects.filter(pk=susan.pk).update(may_be_contacted=False)

    send_invitation(Invitation.objects.get().pk)

    assert mail.outbox == []
    assert Notice.objects.get().why == "They must not be contacted."


def test_a_link_recalled_while_it_is_being_accepted_opens_nothing(susans_link, susan, nobody, monkeypatch):
    still_open = invitations.open_invitation(susans_link)
    with acting.acting_as(acting.job([susan.site_id])):
        Invitation.objects.update(expires_at=timezone.now())
    monkeypatch.setattr(invitations, "open_invitation", lambda code: still_open)

    with pytest.raises(LinkOver):
        invitations.accept(susans_link, password=PASSWORD)

    assert not User.objects.filter(email="susan@example.org").exists()


def test_accepting_makes_the_sign_in_of_the_person(link, nobody, margaret):
    user = invitations.accept(link, password=PASSWORD)

    assert user.person_id == margaret.pk
    assert user.check_password(PASSWORD)
    assert not user.is_member_of_staff
    with acting.acting_as(user.acting()):
        assert Person.objects.visible_to(user).get() == margaret


def test_accepting_opens_what_was_agreed_before_there_was_a_sign_in(
    susans_link, coordinator, susan, margaret, acting_for
):
    with acting_for(coordinator):
        given = consent.record(
            margaret, by=coordinator, relationship=susan, sections=[Section.MONEY], how_given="paper"
        )

    user = invitations.accept(susans_link, password=PASSWORD)

    given.refresh_from_db()
    susan.refresh_from_db()
    assert (given.user, susan.user, user.person) == (user, user, None)
    with acting_for(user):
        assert Person.objects.visible_to(user).get() == margaret


def test_what_was_withdrawn_before_stays_withdrawn(susans_link, susan, margaret):
    over = ConsentFactory(
        person=margaret, user=None, relationship=susan, withdrawn_at=timezone.now(), sections=[Section.PLAN]
    )

    invitations.accept(susans_link, password=PASSWORD)

    over.refresh_from_db()
    assert over.user is None


def test_link_works_once(link):
    invitations.accept(link, password=PASSWORD)

    with pytest.raises(LinkOver):
        invitations.accept(link, password=PASSWORD)
    assert User.objects.filter(email="margaret@example.org").count() == 1


def test_link_works_for_ten_days(coordinator, margaret, acting_for):
    with at("2026-11-01 12:00"), acting_for(coordinator):
        code = invitations.code_of(invited(margaret, coordinator))

    with at("2026-11-11 12:00"), pytest.raises(LinkOver) as refused:
        invitations.accept(code, password=PASSWORD)
    assert refused.value.facts == {"site_id": margaret.site_id}
    with at("2026-11-11 11:59"):
        assert invitations.accept(code, password=PASSWORD)


def test_newer_link_replaces_the_one_before(link, coordinator, margaret, acting_for):
    with acting_for(coordinator):
        newer = invitations.code_of(invited(margaret, coordinator))

    with pytest.raises(LinkOver):
        invitations.accept(link, password=PASSWORD)
    assert invitations.accept(newer, password=PASSWORD)


def test_link_to_one_leaves_the_link_to_another(link, susans_link):
    assert invitations.accept(link, password=PASSWORD)
    assert invitations.accept(susans_link, password=PASSWORD)


def test_code_that_was_never_sent_is_refused(nobody, house):
    with pytest.raises(LinkOver) as refused:
        invitations.accept("AAAAAAAAAAAAAAAAAAAAAA", password=PASSWORD)
    assert refused.value.facts == {}


@pytest.mark.parametrize("password", ["short", "qwerty123456", "margaret@example.org"])
def test_weak_password_is_refused(link, password):
    with pytest.raises(WeakPassword):
        invitations.accept(link, password=password)
    assert not User.objects.filter(email="margaret@example.org").exists()


def test_somebody_who_signs_in_already_keeps_their_password(susans_link, susan):
    user = User.objects.create_user("susan@example.org", "the one I have", name="Susan Hill")

    with pytest.raises(WrongPassword):
        invitations.accept(susans_link, password=PASSWORD)
    assert invitations.accept(susans_link, password="the one I have") == user

    susan.refresh_from_db()
    assert susan.user == user


def test_person_who_signs_in_is_not_invited_again(coordinator, margaret, acting_for):
    UserFactory(person=margaret)

    with acting_for(coordinator), pytest.raises(AlreadySignsIn, match="Margaret Hill can already sign in"):
        invited(margaret, coordinator)


def test_helper_who_signs_in_is_not_invited_again(coordinator, margaret, acting_for):
    susan = RelationshipFactory(person=margaret, user=UserFactory())

    with acting_for(coordinator), pytest.raises(AlreadySignsIn):
        invited(margaret, coordinator, susan)


def test_helper_of_somebody_else_is_not_invited(coordinator, margaret, acting_for):
    somebody = RelationshipFactory(person=PersonFactory())

    with acting_for(coordinator), pytest.raises(NotInTheCircle):
        invited(margaret, coordinator, somebody)


@pytest.mark.parametrize(("born_on", "is_refused"), [((2013, 11, 22), True), ((2013, 11, 21), False)])
def test_child_under_13_does_not_sign_in(coordinator, acting_for, born_on, is_refused):
    child = AllocationFactory(worker=coordinator, person__born_on=dt.date(*born_on)).person

    with at("2026-11-21 12:00"), acting_for(coordinator):
        if is_refused:
            with pytest.raises(TooYoungToSignIn):
                invited(child, coordinator)
        else:
            assert invited(child, coordinator)


def test_address_of_somebody_else_is_refused(coordinator, margaret, susan, acting_for):
    of_staff = staff("navigator").email
    of_another = UserFactory(person=PersonFactory()).email
    of_one_who_left = UserFactory(is_active=False).email
    of_margaret = UserFactory(person=margaret).email
    helper = RelationshipFactory(person=margaret, name="Dev", user=UserFactory()).user.email

    for relationship, email in (
        (susan, of_staff),
        (susan, of_one_who_left),
        (susan, of_margaret),
        (susan, helper),
    ):
        with acting_for(coordinator), pytest.raises(AddressNotFree):
            invited(margaret, coordinator, relationship, email=email)
    User.objects.filter(person=margaret).delete()
    with acting_for(coordinator), pytest.raises(AddressNotFree):
        invited(margaret, coordinator, email=of_another)


def test_address_taken_since_it_was_sent_is_refused(link):
    UserFactory(email="margaret@example.org", person=PersonFactory())

    with pytest.raises(AddressNotFree):
        invitations.accept(link, password=PASSWORD)


def test_who_must_not_be_contacted_is_not_invited(coordinator, margaret, acting_for):
    stopped = RelationshipFactory(person=margaret, may_be_contacted=False)

    with acting_for(coordinator), pytest.raises(MustNotBeInvited):
        invitations.invite(
            margaret, by=coordinator, email="d@example.org", name="Dev Hill", relationship=stopped
        )
    assert not Invitation.objects.exists()


def test_who_has_left_the_circle_is_not_invited(coordinator, margaret, acting_for):
    left = RelationshipFactory(person=margaret, ended_at=timezone.now())

    with acting_for(coordinator), pytest.raises(NotInTheCircle):
        invitations.invite(
            margaret, by=coordinator, email="d@example.org", name="Dev Hill", relationship=left
        )
