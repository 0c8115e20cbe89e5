"""What somebody keeps for later: a list of their own, with a word about why."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.models import Service, Shortlisted
from people.models import Person

MOST = 20


class NotToKeep(RuleBroken):
    message = _("This is not in the directory any more. Find something else.")


class ListIsFull(RuleBroken):
    message = _("Your list is full. Take something off it first.")


@transaction.atomic
def keep(person, *, by, service, words="") -> Shortlisted:
    """Put ``service`` on the list of ``person``; what is on it already stays as it is.

    Raises:
        NotToKeep, ListIsFull
    """
    person = Person.objects.select_for_update(of=["self"]).get(pk=person.pk)
    if not Service.objects.public().filter(pk=service.pk).exists():
        raise NotToKeep
    there = person.shortlisteds.filter(service=service).first()
    if there:
        return there
    if person.shortlisteds.count() >= MOST:
        raise ListIsFull
    kept = Shortlisted.objects.create(
        site_id=person.site_id,
        person=person,
        service=service,
        words=words,
        kept_at=timezone.now(),
        kept_by=by,
    )
    audit.record(Act.SHORTLIST, kept, by=by)
    return kept


@transaction.atomic
def note(kept, *, by, words) -> Shortlisted:
    """Write a word about why, or take it away."""
    kept = Shortlisted.objects.select_for_update(of=["self"]).get(pk=kept.pk)
    kept.words = words.strip()
    kept.save(update_fields=["words"])
    audit.record(Act.SHORTLIST, kept, by=by)
    return kept


@transaction.atomic
def drop(person, *, by, service) -> None:
    """Take ``service`` off the list; what is not on it is no mistake."""
    kept = Shortlisted.objects.select_for_update(of=["self"]).filter(person=person, service=service).first()
    if kept:
        audit.record(Act.DROP_SHORTLISTED, kept, by=by)
        kept.delete()


@transaction.atomic
def take_over(person, *, by, services) -> int:
    """Put what was kept without signing in on the list of ``person``, as far as it fits; return how many."""
    there = set(person.shortlisteds.values_list("service_id", flat=True))
    new = [service for service in services if service.pk not in there][: max(0, MOST - len(there))]
    for service in new:
        keep(person, by=by, service=service)
    return len(new)


def of(person, user) -> list[Shortlisted]:
    """Return what ``person`` keeps, the newest first, as far as ``user`` may know: two queries."""
    return list(
        Shortlisted.objects.visible_to(user)
        .filter(person=person)
        .select_related("service__organisation", "service__site", "kept_by")
        .prefetch_related("service__schedules")
        .defer("service__search", "service__source_values")
    )


def is_kept(person, user, service) -> bool:
    return Shortlisted.objects.visible_to(user).filter(person=person, service=service).exists()
