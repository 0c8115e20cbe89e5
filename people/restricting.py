"""Records that few may open: why, who is named, and the end of it.

The care coordinator always opens their own people's records. Of the site's own (managers, finance,
approvers, navigators) only those named do; both walls keep it (people.scopes, ``app_withheld``).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import Conflict, Person, Restriction, RestrictionReader, Role, RoleAssignment, User

READERS = (Role.MANAGER, Role.FINANCE, Role.APPROVER, Role.NAVIGATOR)
PAYING = (Role.FINANCE, Role.APPROVER)


class AlreadyRestricted(RuleBroken):
    message = _("Only a few may open this record already. Look at who is named.")


class NotAReaderHere(RuleBroken):
    message = _(
        "Choose managers, finance colleagues, approvers and navigators who work here and are not close to "
        "them."
    )


class AlreadyNamed(RuleBroken):
    message = _("%(name)s is named already.")


class NotNamed(RuleBroken):
    message = _("This colleague is not named any more.")


class LastManager(RuleBroken):
    message = _("At least one manager must be able to open the record. Name another manager first.")


class OnlyTheNamed(RuleBroken):
    message = _("Only a manager who is named changes who may open this record. Ask one of them.")


class AlreadyLifted(RuleBroken):
    message = _("The whole team may open this record already.")


def colleagues(person) -> list[RoleAssignment]:
    """Return the roles of those who can be named: the site's managers, finance, approvers and navigators."""
    here = colleagues_of(person.site_id)
    return list(here.select_related("user", "organisation").order_by("user__name", "pk"))


def colleagues_of(site_id):
    """Return the roles in a site whose holders can be named."""
    return RoleAssignment.objects.live().filter(site_id=site_id, role__in=READERS)


@transaction.atomic
def restrict(person, *, by, why, reason, readers) -> Restriction:
    """Let only the care coordinator, ``by`` and the ``readers`` (users) open the record from now on.

    Raises:
        AlreadyRestricted, NotAReaderHere
    """
    # As the site: between the restriction and the first name, nobody here may write about this person.
    with acting.for_the_site("name who may open a restricted record", site_id=person.site_id):
        person = Person.objects.select_for_update().get(pk=person.pk)
        if Restriction.objects.filter(person=person, lifted_at=None).exists():
            raise AlreadyRestricted
        named = {reader.pk: reader for reader in (by, *readers)}
        _check(person, named.values())
        restriction = Restriction.objects.create(
            site_id=person.site_id, person=person, why=why, reason=reason, set_by=by
        )
        for reader in named.values():
            _name(restriction, reader, by)
        audit.record(Act.RESTRICT, restriction, by=by)
    return restriction


@transaction.atomic
def name_reader(restriction, *, user, by) -> RestrictionReader:
    """Let one more colleague open the record.

    Raises:
        AlreadyLifted, OnlyTheNamed, NotAReaderHere, AlreadyNamed
    """
    restriction = _locked(restriction, by)
    _check(restriction.person, [user])
    if restriction.readers.filter(user=user).exists():
        raise AlreadyNamed(name=user.name)
    reader = _name(restriction, user, by)
    audit.record(Act.RESTRICT, reader, by=by)
    return reader


@transaction.atomic
def drop_reader(restriction, *, user, by) -> Restriction:
    """Take a name back: that colleague no longer opens the record.

    Raises:
        AlreadyLifted, OnlyTheNamed, NotNamed
        LastManager: nobody would be left who can name others or lift it.
    """
    with acting.for_the_site("take back a name from a restricted record", site_id=restriction.site_id):
        restriction = _locked(restriction, by)
        reader = restriction.readers.filter(user=user).first()
        if reader is None:
            raise NotNamed
        left = restriction.readers.exclude(pk=reader.pk).values("user_id")
        if not _managers(restriction).filter(pk__in=left).exists():
            raise LastManager
        audit.record(Act.RESTRICT, reader, by=by)
        reader.delete()
    return restriction


@transaction.atomic
def lift(restriction, *, by) -> Restriction:
    """Open the record to the whole team again; that it was restricted stays on record.

    Raises:
        AlreadyLifted, OnlyTheNamed
    """
    restriction = _locked(restriction, by)
    restriction.lifted_at, restriction.lifted_by = timezone.now(), by
    restriction.save(update_fields=["lifted_at", "lifted_by"])
    audit.record(Act.LIFT_RESTRICTION, restriction, by=by)
    return restriction


def _locked(restriction, by):
    """Return a restriction that stands, locked, for ``by`` to change.

    Who only opened the record in an emergency changes nothing about it, as long as a manager is named.
    """
    restriction = Restriction.objects.select_for_update(of=["self"]).get(pk=restriction.pk)
    if restriction.lifted_at:
        raise AlreadyLifted
    named = restriction.readers.values("user_id")
    if not named.filter(user=by).exists() and _managers(restriction).filter(pk__in=named).exists():
        raise OnlyTheNamed
    return restriction


def _managers(restriction):
    return User.objects.staying().holding(Role.MANAGER, restriction.site_id)


def _check(person, users):
    ids = {user.pk for user in users}
    here = colleagues_of(person.site_id).filter(user_id__in=ids)
    with acting.for_the_site("see whether somebody is close to the person", site_id=person.site_id):
        close = Conflict.objects.filter(person_id=person.pk, user_id__in=ids, ended_at=None).exists()
    own = any(user.person_id == person.pk for user in users)
    if close or own or set(here.values_list("user_id", flat=True)) != ids:
        raise NotAReaderHere


def _name(restriction, user, by):
    return RestrictionReader.objects.create(
        site_id=restriction.site_id,
        person_id=restriction.person_id,
        restriction=restriction,
        user=user,
        named_by=by,
    )
