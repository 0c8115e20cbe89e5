"""The circle of support: who is in a person's life."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import Person, Relationship


class AlreadyInTheCircle(RuleBroken):
    message = _("%(name)s is already in the circle of support.")


@transaction.atomic
def add(
    person,
    *,
    by,
    name,
    kind,
    phone="",
    email="",
    notes="",
    is_carer=False,
    lives_with_person=False,
    may_be_contacted=True,
) -> Relationship:
    """Add somebody to the person's circle.

    Raises:
        AlreadyInTheCircle: somebody of that name is there, as the same.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.relationships.filter(name__iexact=name.strip(), kind=kind).exists():
        raise AlreadyInTheCircle(name=name.strip())
    relationship = Relationship.objects.create(
        site_id=person.site_id,
        person=person,
        name=name.strip(),
        kind=kind,
        phone=phone,
        email=email.lower(),
        notes=notes,
        is_carer=is_carer,
        lives_with_person=lives_with_person,
        may_be_contacted=may_be_contacted,
    )
    audit.record(Act.ADD_RELATIONSHIP, relationship, by=by)
    return relationship
