"""Telling somebody something: by their needs, once, or not at all and with the reason."""

import datetime as dt
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

from ipc.kernel import acting, dates
from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver_effects
from people import notices, tasks
from people.acts import Act
from people.models import (
    ContactMethod,
    HowTold,
    InformationFormat,
    Notice,
    NoticeState,
    PersonStatus,
    Role,
    Todo,
    TodoKind,
)
from tests.factories import (
    ChildCircumstanceFactory,
    InformationNeedsFactory,
    NoticeFactory,
    PersonFactory,
    RelationshipFactory,
    UserFactory,
)
from tests.factories.people import staff

EMAILS = Path(__file__).resolve().parents[2] / "templates" / "emails"
LETTERS = sorted(
    path.name.removesuffix(".subject.txt") for path in EMAILS.iterdir() if path.name.endswith(".subject.txt")
)
SENT, TO_PRINT, TO_TELL, REFUSED = (
    NoticeState.SENT,
    NoticeState.TO_PRINT,
    NoticeState.TO_TELL,
    NoticeState.REFUSED,
)
M, F = ContactMethod, InformationFormat


@pytest.fixture
def rose(margaret):
    margaret.email, margaret.address, margaret.phone = "margaret@example.org", "1 High Street", "01632 960001"
    margaret.save()
    return margaret


def needs(person, method, format_=F.STANDARD):
    return InformationNeedsFactory(person=person, contact_method=method, information_format=format_)


def tell(person, letter="something_new", **more):
    return notices.tell(person, letter, **{"key": "k", "facts": {"link": "https://ipc.example/my/"}, **more})


def test_an_email_leaves_through_the_outbox_once_with_a_name_and_a_link(rose):
    needs(rose, M.EMAIL)

    notice = tell(rose)
    assert mail.outbox == []
    tell(rose)
    deliver_effects()
    tasks.send_notice(notice.pk)

    (message,) = mail.outbox
    assert message.to == ["margaret@example.org"]
    assert message.body.startswith("Hello Margaret,")
    assert "https://ipc.example/my/" in message.body
    assert rose.family_name not in message.body + message.subject
    notice.refresh_from_db()
    assert notice.state == SENT
    assert notice.left_at
    assert Effect.objects.filter(task="people.send_notice").count() == 1
    assert not Todo.objects.exists()


@pytest.mark.parametrize(
    ("method", "format_", "state", "why"),
    [
        (M.EMAIL, F.STANDARD, SENT, ""),
        (M.EMAIL, F.LARGE, SENT, ""),
        (M.EMAIL, F.EASY_READ, SENT, ""),
        (M.EMAIL, F.BRAILLE, TO_PRINT, "Braille"),
        (M.EMAIL, F.AUDIO, TO_TELL, "read it out"),
        (M.EMAIL, F.SPOKEN, TO_TELL, "in person"),
        (M.LETTER, F.STANDARD, TO_PRINT, "a letter"),
        (M.LETTER, F.LARGE, TO_PRINT, "a letter"),
        (M.LETTER, F.EASY_READ, TO_PRINT, "a letter"),
        (M.LETTER, F.AUDIO, TO_TELL, "read it out"),
        (M.TEXT, F.STANDARD, TO_PRINT, "cannot send text messages"),
        (M.PHONE, F.STANDARD, TO_TELL, "called"),
        (M.TEXT_RELAY, F.STANDARD, TO_TELL, "text relay"),
        (M.CARER, F.STANDARD, TO_TELL, "somebody who helps"),
    ],
)
def test_the_needs_of_the_person_decide_how_it_goes_out(rose, method, format_, state, why):
    needs(rose, method, format_)

    notice = tell(rose)

    assert (notice.state, notice.contact_method, notice.information_format) == (state, method, format_)
    assert why in notice.why
    todo = Todo.objects.filter(person=rose, kind=TodoKind.TELL).first()
    assert bool(todo) == (state in (TO_PRINT, TO_TELL))
    assert todo is None or todo.detail == f"“{notices.subject(notice)}” {notice.why}"
    assert Effect.objects.exists() == (state == SENT)


def test_easy_read_by_email_has_its_own_words(rose):
    needs(rose, M.EMAIL, F.EASY_READ)

    tell(rose)
    deliver_effects()

    assert "There is news for you." in mail.outbox[0].body


def test_easy_read_without_a_version_is_explained_in_person(rose):
    needs(rose, M.EMAIL, F.EASY_READ)

    notice = tell(rose, "invitation")

    assert (notice.state, "no" in notice.why) == (TO_TELL, True)
    assert "Easy Read" in notice.why


def test_an_email_without_an_address_is_printed_or_told(rose):
    needs(rose, M.EMAIL)
    rose.email = ""
    rose.save()
    assert tell(rose, key="1").state == TO_PRINT

    rose.address = ""
    rose.save()
    assert tell(rose, key="2").state == TO_TELL


@pytest.mark.parametrize("fields", [{"address": ""}, {"has_no_fixed_abode": True}])
def test_a_letter_to_nowhere_is_told(rose, fields):
    needs(rose, M.LETTER)
    type(rose).objects.filter(pk=rose.pk).update(**fields)
    rose.refresh_from_db()

    notice = tell(rose)

    assert notice.state == TO_TELL
    assert "no address" in notice.why


def test_somebody_never_asked_is_told_by_a_colleague_unless_they_sign_in(rose):
    first = tell(rose, key="1")
    UserFactory(person=rose, email="rose.signs.in@example.org")
    second = tell(rose, key="2")
    deliver_effects()

    assert (first.state, second.state) == (TO_TELL, SENT)
    assert "Nobody has asked" in first.why
    assert mail.outbox[0].to == ["rose.signs.in@example.org"]


def test_without_a_coordinator_the_managers_are_asked_to_tell(house):
    alone = PersonFactory()

    tell(alone)

    assert Todo.objects.get(person=alone).role == Role.MANAGER


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("method", [M.EMAIL, M.LETTER, M.PHONE])
def test_the_dead_are_never_written_to(rose, letter, method):
    needs(rose, method)
    UserFactory(person=rose)
    daughter = RelationshipFactory(person=rose, email="grace@example.org", user=UserFactory())
    rose.status = PersonStatus.DIED
    rose.save()

    told = [tell(rose, letter), tell(rose, letter, to=daughter), tell(rose, letter, to=daughter.user)]
    deliver_effects()

    assert {notice.state for notice in told} == {REFUSED}
    assert {notice.why for notice in told} == {"The person has died."}
    assert mail.outbox == []
    assert not Todo.objects.exists()
    assert not Effect.objects.exists()


def test_death_stops_a_message_that_is_on_its_way(rose):
    needs(rose, M.EMAIL)
    notice = tell(rose)
    rose.status, rose.died_on = PersonStatus.DIED, dates.today()
    rose.save()

    deliver_effects()

    notice.refresh_from_db()
    assert (notice.state, notice.left_at) == (REFUSED, None)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("status", "letter", "state"),
    [
        (PersonStatus.ENDED, "something_new", REFUSED),
        (PersonStatus.MOVED, "something_new", REFUSED),
        (PersonStatus.DISPOSED, "something_new", REFUSED),
        (PersonStatus.ENDED, "involvement_ended", SENT),
        (PersonStatus.MOVED, "moved", SENT),
        (PersonStatus.DISPOSED, "involvement_ended", REFUSED),
    ],
)
def test_a_record_that_is_over_gets_only_word_of_that(rose, status, letter, state):
    needs(rose, M.EMAIL)
    rose.status = status
    rose.save()

    assert tell(rose, letter).state == state


def test_a_merged_record_is_not_written_to(rose):
    needs(rose, M.EMAIL)
    rose.status, rose.merged_into = PersonStatus.MERGED, PersonFactory()
    rose.save()

    assert "another record" in tell(rose).why


@pytest.mark.parametrize(
    ("fields", "state", "why"),
    [
        ({"email": "grace@example.org"}, SENT, ""),
        ({"email": "grace@example.org", "information_format": F.LARGE}, SENT, ""),
        ({"email": "grace@example.org", "information_format": F.AUDIO}, TO_TELL, "hear"),
        ({"email": "grace@example.org", "information_format": F.BRAILLE}, TO_TELL, "Braille"),
        ({"phone": "01632 960002"}, TO_TELL, "called"),
        ({}, REFUSED, "no email address"),
        ({"email": "g@example.org", "may_be_contacted": False}, REFUSED, "must not be contacted"),
        ({"email": "g@example.org", "ended_at": timezone.now()}, REFUSED, "no longer in the circle"),
    ],
)
def test_a_helper_is_told_by_their_own_needs_or_not_at_all(rose, fields, state, why):
    notice = tell(rose, to=RelationshipFactory(person=rose, **fields))

    assert notice.state == state
    assert why in notice.why


def test_a_helper_whose_contact_is_restricted_is_not_told(rose):
    father = RelationshipFactory(person=rose, email="f@example.org")
    ChildCircumstanceFactory(person=rose, kind="no_contact", about=father, evidence="Court order, seen")

    assert "restricted" in tell(rose, to=father).why


def test_a_user_of_the_circle_is_told_as_somebody_of_the_circle(rose):
    user = UserFactory()
    RelationshipFactory(person=rose, user=user, may_be_contacted=False)

    assert tell(rose, to=user).state == REFUSED


def test_a_user_without_needs_gets_an_email_to_their_sign_in(rose):
    holder = UserFactory(name="Susan Green", email="susan@example.org")

    tell(rose, to=holder)
    deliver_effects()

    assert mail.outbox[0].to == ["susan@example.org"]
    assert "Hello Susan," in mail.outbox[0].body


def test_who_no_longer_signs_in_is_not_written_to(rose):
    assert tell(rose, to=UserFactory(is_active=False)).state == REFUSED


def test_a_colleague_is_told_about_somebody_who_died(rose):
    rose.status = PersonStatus.DIED
    rose.save()

    assert tell(rose, to=staff("manager")).state == SENT


def test_the_same_key_for_two_readers_tells_both(rose):
    one, other = UserFactory(), UserFactory()

    for reader in (one, other, one):
        tell(rose, to=reader)

    assert Notice.objects.filter(person=rose).count() == 2


def test_somebody_acting_for_the_person_may_cause_a_message_to_somebody_else(rose, acting_for):
    grace = RelationshipFactory(person=rose, email="grace@example.org")
    user = UserFactory(person=rose)

    with acting_for(user):
        notice = tell(rose, to=grace, by=user)

    assert (notice.state, notice.made_by) == (SENT, user)


def test_it_says_how_somebody_wants_it(rose):
    needs(rose, M.LETTER, F.LARGE)

    assert notices.how(tell(rose)) == "letter, large print"
    assert notices.how(NoticeFactory(contact_method=M.EMAIL, information_format=F.STANDARD)) == "email"


class TestSettling:
    @pytest.fixture
    def notice(self, rose):
        needs(rose, M.PHONE)
        return tell(rose)

    def test_telling_another_way_settles_the_notice_and_the_to_do(self, notice, coordinator, acting_for):
        with acting_for(coordinator):
            done = notices.settle(notice, by=coordinator, how_settled=HowTold.PHONE)

        assert (done.state, done.settled_by, done.settled_on) == (
            NoticeState.SETTLED,
            coordinator,
            dates.today(),
        )
        assert Todo.objects.get().outcome == "By telephone"
        assert Event.objects.filter(act=Act.SETTLE_NOTICE, actor=coordinator).count() == 1

    def test_done_is_done(self, notice, coordinator):
        notices.settle(notice, by=coordinator, how_settled=HowTold.PHONE)

        with pytest.raises(notices.NothingToSettle):
            notices.settle(notice, by=coordinator, how_settled=HowTold.PHONE)

    @pytest.mark.parametrize("state", [SENT, REFUSED])
    def test_only_what_waits_for_somebody_is_settled(self, rose, coordinator, state):
        with pytest.raises(notices.NothingToSettle):
            notices.settle(NoticeFactory(person=rose, state=state), by=coordinator, how_settled="phone")

    @pytest.mark.parametrize("days", [-1, 1])
    def test_the_day_is_between_the_message_and_today(self, notice, coordinator, days):
        day = dates.today() + dt.timedelta(days=days)

        with pytest.raises(notices.ToldTooEarly):
            notices.settle(notice, by=coordinator, how_settled="phone", settled_on=day)


def test_another_caseload_sees_no_notice_even_without_the_filter(rose, house):
    needs(rose, M.EMAIL)
    tell(rose)
    other = staff("coordinator", house)

    with acting.acting_as(other.acting()):
        assert not Notice.objects.exists()
