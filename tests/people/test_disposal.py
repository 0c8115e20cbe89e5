"""Deleting a record: who decides, what refuses, and that nothing is left but what must stay."""

import io

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import InternalError, connection, transaction
from django.utils import timezone

from budgets.models import Entry
from ipc.kernel import acting, audit
from ipc.kernel.models import Effect, Event
from people import disposal, retention
from people.acts import Act
from people.disposal import (
    AlreadyApproved,
    AlreadyOnHold,
    AlreadyReleased,
    HoldOver,
    NotApproved,
    OnHold,
    SecondPersonNeeded,
    StillKept,
)
from people.models import Disposal, LegalHold, Person, PersonStatus, RoleAssignment, Surname, User
from tests import worlds
from tests.factories import (
    AuthorityFactory,
    ConsentFactory,
    LegalHoldFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.factories.people import staff
from tests.people.test_retention import contact_with_staff, past

MINE, NEIGHBOURS = "Kumquat", "Rhubarb"


@pytest.fixture
def mona(house):
    return staff("manager", house, name="Mona Manager")


@pytest.fixture
def max_(house):
    return staff("manager", house, name="Max Manager")


@pytest.fixture
def due(house):
    """A record whose time is over, found by the night."""
    past(house)
    retention.find_due(house)
    return Disposal.objects.get()


def test_one_approves_and_another_releases(due, mona, max_, acting_for):
    with acting_for(mona):
        disposal.approve(due, by=mona)
    with acting_for(max_):
        disposal.release(due, by=max_)

    due.refresh_from_db()
    assert (due.approved_by, due.released_by) == (mona, max_)
    assert Effect.objects.get(task="people.dispose").subject_id == due.pk
    for act in (Act.APPROVE_DISPOSAL, Act.RELEASE_DISPOSAL):
        assert Event.objects.filter(act=act, person_id=due.person_id).count() == 1


def test_approving_twice_is_refused(due, mona, max_):
    disposal.approve(due, by=mona)

    with pytest.raises(AlreadyApproved):
        disposal.approve(due, by=max_)


def test_who_approved_does_not_release(due, mona):
    disposal.approve(due, by=mona)

    with pytest.raises(SecondPersonNeeded):
        disposal.release(due, by=mona)


def test_what_nobody_approved_is_not_released(due, mona):
    with pytest.raises(NotApproved):
        disposal.release(due, by=mona)


def test_releasing_twice_is_refused(due, mona, max_):
    disposal.approve(due, by=mona)
    disposal.release(due, by=max_)

    with pytest.raises(AlreadyReleased):
        disposal.release(due, by=max_)


@pytest.mark.parametrize("step", ["approve", "release"])
def test_a_hold_keeps_the_record(due, mona, max_, step):
    if step == "release":
        disposal.approve(due, by=mona)
    disposal.hold(due.person, by=mona, reason="An inquiry")

    with pytest.raises(OnHold):
        getattr(disposal, step)(due, by=max_)


@pytest.mark.parametrize("step", ["approve", "release"])
def test_contact_in_the_meantime_keeps_the_record(due, mona, max_, step):
    if step == "release":
        disposal.approve(due, by=mona)
    contact_with_staff(due.person)

    with pytest.raises(StillKept):
        getattr(disposal, step)(due, by=max_)


def test_a_hold_is_lifted_once_and_then_the_record_may_go(due, mona):
    held = disposal.hold(due.person, by=mona, reason="An inquiry")
    with pytest.raises(AlreadyOnHold):
        disposal.hold(due.person, by=mona, reason="Another")

    disposal.lift_hold(held, by=mona)
    with pytest.raises(HoldOver):
        disposal.lift_hold(held, by=mona)

    assert disposal.approve(due, by=mona).approved_by == mona


# The database itself


@pytest.fixture
def record(house):
    """Everything that can be held about somebody, with a marker in every text, ready to be deleted."""
    holder = OrganisationFactory(site=house, kind="provider")
    worlds.Record(house, staff("coordinator", house), holder, marker=NEIGHBOURS)
    record = worlds.Record(house, staff("coordinator", house), holder, marker=MINE)
    UserFactory(person=record.person, name=f"{MINE} Ada", email=f"{MINE}@example.org", phone=f"{MINE} 1")
    LegalHold.objects.filter(person=record.person).update(lifted_at=timezone.now())
    Person.objects.filter(pk=record.person.pk).update(status=PersonStatus.ENDED, given_name=MINE)
    return record


def release(record, mona, max_):
    row = record.rows[Disposal]
    Disposal.objects.filter(pk=row.pk).update(
        approved_at=timezone.now(), approved_by=mona, released_at=timezone.now(), released_by=max_
    )
    return row.pk


def where(marker):
    """Return how many rows of each table hold ``marker``, in whatever column."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s', [f"%{marker}%"])
            found[table] = cursor.fetchone()[0]
    return {table: count for table, count in found.items() if count}


def dispose(key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_dispose(%s)", [key])


def test_nothing_of_the_record_is_left_in_any_table(record, mona, max_):
    before, others = where(MINE), where(NEIGHBOURS)
    assert len(before) > 45
    key = release(record, mona, max_)

    disposal.carry_out(key)

    assert where(MINE) == {}
    assert where(NEIGHBOURS) == others
    emptied = Person.objects.get(pk=record.person.pk)
    assert (emptied.status, emptied.name, emptied.nhs_number) == (
        PersonStatus.DISPOSED,
        "Deleted record",
        None,
    )
    assert Disposal.objects.get(pk=key).done_at


def test_money_stays_without_a_name_and_the_books_agree(record, mona, max_):
    amounts = list(Entry.objects.filter(person=record.person).order_by("pk").values_list("amount", flat=True))
    assert amounts

    disposal.carry_out(release(record, mona, max_))

    kept = Entry.objects.filter(person=record.person).order_by("pk")
    assert list(kept.values_list("amount", flat=True)) == amounts
    said = io.StringIO()
    call_command("reconcile", stdout=said)
    assert "in order" in said.getvalue()


def test_the_audit_stays_and_says_that_it_was_deleted(record, mona, max_):
    events = Event.objects.filter(person_id=record.person.pk)
    acts = list(events.order_by("pk").values_list("act", "actor_id", "at"))

    disposal.carry_out(release(record, mona, max_))

    after = list(events.order_by("pk").values_list("act", "actor_id", "at"))
    assert after[: len(acts)] == acts
    assert after[-1][0] == Act.DISPOSE
    assert not events.exclude(why="").exists()


@pytest.mark.alone
def test_the_seals_over_the_audit_still_fit(record, mona, max_):
    audit.coming_from("203.0.113.9")
    audit.record(Act.CHANGE_PERSON, record.person, by=record.person.user, why=f"{MINE} said so")
    audit.coming_from(None)
    sealed = _seal_over_everything()

    disposal.carry_out(release(record, mona, max_))

    gone = Event.objects.filter(person_id=record.person.pk, actor=record.person.user)
    assert list(gone.values_list("why", "address")) == [("", None)]
    assert _seal_over_everything(sealed[0]) == sealed


def _seal_over_everything(up_to=None):
    up_to = up_to or Event.objects.order_by("pk").last().pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_seal_of('', 0, %s)", [up_to])
        return up_to, cursor.fetchone()[0]


def test_files_are_deleted_too(record, mona, max_, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    receipt = record.rows[apps.get_model("budgets", "Receipt")]
    receipt.file.save("receipts/paper.txt", ContentFile(MINE.encode()), save=False)
    receipt.save()
    assert [path for path in tmp_path.rglob("*") if path.is_file()]

    disposal.carry_out(release(record, mona, max_))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_sign_in_is_gone_and_that_of_a_colleague_stays(record, mona, max_):
    user = record.person.user

    disposal.carry_out(release(record, mona, max_))

    user.refresh_from_db()
    assert (user.name, user.person, user.is_active) == ("Deleted record", None, False)
    assert User.objects.filter(pk=mona.pk, is_active=True).exists()


def test_who_also_works_here_keeps_their_sign_in(record, mona, max_):
    user = record.person.user
    RoleAssignmentFactory(user=user, site=record.site)
    User.objects.filter(pk=user.pk).update(name="Sam Okafor", email="sam@example.org", phone="")

    disposal.carry_out(release(record, mona, max_))

    user.refresh_from_db()
    assert (user.name, user.person, user.is_active) == ("Sam Okafor", None, True)
    assert RoleAssignment.objects.filter(user=user).exists()


@pytest.mark.parametrize("helps_by", [RelationshipFactory, ConsentFactory, AuthorityFactory])
def test_who_still_helps_somebody_else_keeps_their_sign_in(record, mona, max_, helps_by):
    user = record.person.user
    User.objects.filter(pk=user.pk).update(name="Susan Hill", email="susan@example.org", phone="")
    named = {"holder": user} if helps_by is AuthorityFactory else {"user": user}
    helps_by(person=PersonFactory(site=record.site), **named)

    disposal.carry_out(release(record, mona, max_))

    user.refresh_from_db()
    assert (user.name, user.person, user.is_active) == ("Susan Hill", None, True)


def test_a_record_merged_into_it_goes_with_it(record, mona, max_):
    other = Person.objects.get(pk=record.rows[apps.get_model("people", "Merge")].other_id)
    Person.objects.filter(pk=other.pk).update(
        status=PersonStatus.MERGED, merged_into=record.person, family_name=f"{MINE} once"
    )

    first = PersonFactory(
        site=record.site, status=PersonStatus.MERGED, merged_into=other, family_name=f"{MINE} at first"
    )
    assert disposal.all_records_of(record.person.pk) == [record.person.pk, other.pk, first.pk]

    disposal.carry_out(release(record, mona, max_))

    assert where(MINE) == {}
    other.refresh_from_db()
    assert other.status == PersonStatus.DISPOSED


def test_a_surname_that_somebody_else_has_stays_known(record, mona, max_):
    record.person.refresh_from_db()
    Surname.objects.get_or_create(key=record.person.surname_key, defaults={"trigrams": []})
    neighbours = Person.objects.filter(family_name__startswith=NEIGHBOURS).first()
    Surname.objects.get_or_create(key=neighbours.surname_key, defaults={"trigrams": []})

    disposal.carry_out(release(record, mona, max_))

    assert not Surname.objects.filter(key=record.person.surname_key).exists()
    assert Surname.objects.filter(key=neighbours.surname_key).exists()


def test_running_twice_does_it_once(record, mona, max_):
    key = release(record, mona, max_)

    disposal.carry_out(key)
    disposal.carry_out(key)

    assert Event.objects.filter(person_id=record.person.pk, act=Act.DISPOSE).count() == 1


def test_histories_are_kept_from_change_again_afterwards(record, mona, max_):
    disposal.carry_out(release(record, mona, max_))

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pgtrigger.ignore', true)")
        assert cursor.fetchone()[0] in (None, "", "{}")


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"approved_by": None}, "not released by two people"),
        ({"released_by": None}, "not released by two people"),
    ],
)
def test_the_database_refuses_without_two_people(record, mona, max_, broken, why):
    key = release(record, mona, max_)
    Disposal.objects.filter(pk=key).update(**broken)

    with pytest.raises(InternalError, match=why), transaction.atomic():
        dispose(key)


def test_the_database_refuses_with_a_hold(record, mona, max_):
    key = release(record, mona, max_)
    LegalHoldFactory(person=record.person)

    with pytest.raises(InternalError, match="on hold"), transaction.atomic():
        dispose(key)


def test_the_database_refuses_about_somebody_who_is_worked_with(record, mona, max_):
    key = release(record, mona, max_)
    Person.objects.filter(pk=record.person.pk).update(status=PersonStatus.SUPPORTED)

    with pytest.raises(InternalError, match="still worked with"), transaction.atomic():
        dispose(key)


@pytest.mark.parametrize("role", ["manager", "coordinator", "site_admin"])
def test_the_database_refuses_everybody_but_a_job(record, mona, max_, acting_for, role):
    key = release(record, mona, max_)
    user = staff(role, record.site)

    with acting_for(user), pytest.raises(InternalError, match="only a job deletes"), transaction.atomic():
        dispose(key)


def test_the_database_refuses_a_job_of_another_site(record, mona, max_):
    key = release(record, mona, max_)

    with (
        acting.acting_as(acting.job([record.site.pk + 999])),
        pytest.raises(InternalError, match="no such disposal"),
        transaction.atomic(),
    ):
        dispose(key)


@pytest.mark.parametrize(
    "call",
    [
        "app_blank('people_person', 'id', ARRAY[1], ARRAY['x'])",
        "app_forget_users(ARRAY[1])",
        "app_empty_what_is_kept(ARRAY[1])",
    ],
)
def test_the_parts_of_it_cannot_be_called_alone(house, call):
    with (
        pytest.raises(Exception, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT {call}")
