"""Telling somebody of an entry: one way. Nothing is shared with anybody, and no answer is expected."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import access, audit, outbox
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.models import OPEN, Introduction, Signpost
from people.models import Person, PersonStatus, Role

WITH_US = (PersonStatus.REFERRED, PersonStatus.PLANNING, PersonStatus.SUPPORTED)


class NotForEverybody(RuleBroken):
    message = _("This entry is not for the public, or takes nobody at the moment. Choose another one.")


class NobodyToTell(RuleBroken):
    message = _("There is nobody left to tell: they know of it, or nobody is on your list.")


class NoCaseload(RuleBroken):
    message = _("Only who works with people of their own can tell all of them at once.")


class HasDied(RuleBroken):
    message = _("This person has died. Nothing is sent about them any more.")


@transaction.atomic
def signpost(person, *, by, service, words="") -> Signpost:
    """Tell ``person`` of ``service``, with a word about why; nothing about them goes to anybody.

    Raises:
        NotForEverybody, HasDied
    """
    _check(service)
    if person.status == PersonStatus.DIED:
        raise HasDied
    given = _signposts([person], by, service, words)[0]
    audit.record(Act.SIGNPOST, given, by=by)
    _tell([given])
    return given


@transaction.atomic
def to_caseload(*, by, service, words="") -> list[Signpost]:
    """Tell everybody on the list of ``by`` who has not been told, nor asked to join it already.

    Raises:
        NotForEverybody, NoCaseload, NobodyToTell
    """
    _check(service)
    given = _signposts(to_tell(by, service), by, service, words)
    if not given:
        raise NobodyToTell
    audit.record_each(Act.SIGNPOST, given, by=by)
    _tell(given)
    return given


def to_tell(by, service):
    """Return those on the list of ``by`` who do not know of ``service`` yet.

    Raises:
        NoCaseload: a manager sees a whole site, which is nobody's list.
    """
    if by.hat.role not in (Role.COORDINATOR, Role.NAVIGATOR):
        raise NoCaseload
    told = Signpost.objects.filter(service=service).values("person_id")
    asked = Introduction.objects.filter(service=service, status__in=OPEN).values("person_id")
    mine = Person.objects.filter(access.rows_of_people(Signpost, Act.SIGNPOST, by))
    return mine.filter(status__in=WITH_US).exclude(pk__in=told).exclude(pk__in=asked)


def _check(service):
    if not service.is_public:
        raise NotForEverybody


def _signposts(people, by, service, words):
    now = timezone.now()
    return Signpost.objects.bulk_create(
        Signpost(
            site_id=person.site_id,
            person=person,
            service=service,
            words=words.strip()[:500],
            given_at=now,
            given_by=by,
        )
        for person in people
    )


def _tell(given):
    for one in given:
        outbox.add("peersupport.tell_of_signpost", one, key=f"signpost-{one.pk}")
