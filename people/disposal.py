"""Deleting a record whose time is over: approved by one manager, released by another, done by the database.

A hold keeps a record whatever its age. The database asks all of this again by itself (``app_dispose``).
"""

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates, outbox
from ipc.kernel.errors import RuleBroken
from people import retention
from people.acts import Act
from people.models import LEFT, Disposal, LegalHold, Person


class StillKept(RuleBroken):
    message = _("The record must still be kept: its day has not come, or there was contact again.")


class OnHold(RuleBroken):
    message = _("This record is on hold: it must not be deleted.")


class AlreadyApproved(RuleBroken):
    message = _("Somebody has already approved this.")


class NotApproved(RuleBroken):
    message = _("Somebody must approve this first.")


class SecondPersonNeeded(RuleBroken):
    message = _("Whoever approved it does not release it. Ask another manager.")


class AlreadyReleased(RuleBroken):
    message = _("This was released before. The record is deleted, or will be in a moment.")


class AlreadyOnHold(RuleBroken):
    message = _("This record is on hold already.")


class HoldOver(RuleBroken):
    message = _("This hold has already been lifted.")


@transaction.atomic
def hold(person, *, by, reason) -> LegalHold:
    """Keep a record from being deleted, whatever its age, until the hold is lifted.

    Raises:
        AlreadyOnHold
        AlreadyReleased: it is being deleted.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if _held(person).exists():
        raise AlreadyOnHold
    if Disposal.objects.filter(person=person, done_at__isnull=False).exists():
        raise AlreadyReleased
    held = LegalHold.objects.create(site_id=person.site_id, person=person, reason=reason, set_by=by)
    audit.record(Act.HOLD, held, by=by)
    return held


@transaction.atomic
def lift_hold(held, *, by) -> LegalHold:
    """Let a record be deleted again when its time is over.

    Raises:
        HoldOver
    """
    held = LegalHold.objects.select_for_update().get(pk=held.pk)
    if held.lifted_at:
        raise HoldOver
    held.lifted_at, held.lifted_by = timezone.now(), by
    held.save(update_fields=["lifted_at", "lifted_by"])
    audit.record(Act.LIFT_HOLD, held, by=by)
    return held


@transaction.atomic
def approve(disposal, *, by) -> Disposal:
    """Say that a record may be deleted; somebody else still has to release it.

    Raises:
        AlreadyApproved, OnHold, StillKept
    """
    disposal = _locked(disposal)
    if disposal.approved_at:
        raise AlreadyApproved
    _check(disposal)
    disposal.approved_at, disposal.approved_by = timezone.now(), by
    disposal.save(update_fields=["approved_at", "approved_by"])
    audit.record(Act.APPROVE_DISPOSAL, disposal, by=by)
    return disposal


@transaction.atomic
def release(disposal, *, by) -> Disposal:
    """Release a record for deletion: it is deleted as soon as this is saved, and cannot come back.

    Raises:
        AlreadyReleased, NotApproved, SecondPersonNeeded, OnHold, StillKept
    """
    disposal = _locked(disposal)
    if disposal.released_at:
        raise AlreadyReleased
    if not disposal.approved_at:
        raise NotApproved
    if disposal.approved_by_id == by.pk:
        raise SecondPersonNeeded
    _check(disposal)
    disposal.released_at, disposal.released_by = timezone.now(), by
    disposal.save(update_fields=["released_at", "released_by"])
    audit.record(Act.RELEASE_DISPOSAL, disposal, by=by)
    outbox.add("people.dispose", disposal, key=f"dispose {disposal.public_id}")
    return disposal


def carry_out(disposal_id) -> None:
    """Delete the record of a released disposal, files and all; runs as a job of its site, safe to run twice.

    The database does it in one function, which refuses without two people's decision or with a hold. What
    the ledger needs stays without a name; the audit stays without words.
    """
    with transaction.atomic():
        disposal = Disposal.objects.select_for_update().get(pk=disposal_id)
        if disposal.done_at:
            return
        files = list(_files_of(all_records_of(disposal.person_id)))
        with connection.cursor() as cursor:
            cursor.execute("SELECT app_dispose(%s)", [disposal.pk])
        for file in files:
            file.storage.delete(file.name)


def _locked(disposal):
    Person.objects.select_for_update().get(pk=disposal.person_id)
    return Disposal.objects.select_for_update(of=["self"]).select_related("person").get(pk=disposal.pk)


def _held(person):
    return LegalHold.objects.filter(person=person, lifted_at=None)


def _check(disposal):
    person = disposal.person
    if _held(person).exists():
        raise OnHold
    with acting.for_the_site("work out until when a record is kept", site_id=person.site_id):
        dues = retention.dues_of(Person.objects.filter(pk=person.pk, status__in=LEFT), person.site_id)
    if person.pk not in dues or dues[person.pk].due_on > dates.today():
        raise StillKept


def all_records_of(person_id) -> list[int]:
    """Return the key of a record and of every one that is kept in it, because both are of the same person."""
    found, newest = [person_id], [person_id]
    while newest := list(Person.objects.filter(merged_into__in=newest).values_list("pk", flat=True)):
        found += newest
    return found


def _files_of(person_ids):
    """Yield every file that any room keeps about these people."""
    for model in apps.get_models():
        kept = [field for field in model._meta.concrete_fields if isinstance(field, models.FileField)]
        if kept and any(field.attname == "person_id" for field in model._meta.concrete_fields):
            for row in model._base_manager.filter(person_id__in=person_ids):
                yield from (getattr(row, field.name) for field in kept if getattr(row, field.name))
