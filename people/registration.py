"""Registering somebody newly referred, after looking whether they are here already."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import surnames
from people.acts import Act
from people.models import Allocation, Person, Role


class NotACoordinator(RuleBroken):
    message = gettext_lazy("Only a care coordinator registers people: somebody must be there for them.")


class NhsNumberTaken(RuleBroken):
    message = gettext_lazy(
        "Somebody here already has this NHS number. Look at the possible matches, or check the number again."
    )


class NotBornYet(RuleBroken):
    message = gettext_lazy("The birthday must be today or before today.")


@transaction.atomic
def register(*, by, **fields) -> Person:
    """Add a person to the site of ``by`` and to the caseload of ``by``; return the person.

    ``fields`` are those of ``Person`` that a form asks for; ``referred_on`` is today unless given.

    Raises:
        NotACoordinator, NotBornYet
        NhsNumberTaken: somebody in the site has the NHS number.
    """
    if by.hat.role != Role.COORDINATOR:
        raise NotACoordinator
    if fields["born_on"] > dates.today():
        raise NotBornYet
    site_id = by.hat.site_id
    fields = {"referred_on": dates.today(), **fields, "nhs_number": fields.get("nhs_number") or None}
    with acting.for_the_site("register a person who is on no caseload yet", site_id=site_id):
        with nhs_number_once():
            person = Person.objects.create(site_id=site_id, registered_by=by, **fields)
        surnames.learn(person.family_name)
        Allocation.objects.create(
            site_id=site_id, person=person, worker=by, starts_on=dates.today(), allocated_by=by
        )
        audit.record(Act.REGISTER_PERSON, person, by=by)
    return person


@contextmanager
def nhs_number_once():
    """Write a person inside, in one piece; an NHS number that somebody here has raises ``NhsNumberTaken``."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "person_nhs_number_once_in_a_site" not in str(error):
            raise
        raise NhsNumberTaken from error
