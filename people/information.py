"""How a person wants to be told things, and asked again when a year has gone by.

Source: Accessible Information Standard (DAPB1605): identify, record, flag, share, meet, review.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import ContactMethod, InformationNeeds, Person

REVIEW_MONTHS = 12
NEEDED = {
    ContactMethod.EMAIL: "email",
    ContactMethod.TEXT: "phone",
    ContactMethod.PHONE: "phone",
    ContactMethod.TEXT_RELAY: "phone",
}


class CannotBeReachedThatWay(RuleBroken):
    message = _("We have no email address or telephone number for this. Choose another way, or tell us one.")


class NobodyHelps(RuleBroken):
    message = _("Nobody who may be contacted is in the circle of support yet. Add them first.")


@transaction.atomic
def record_needs(
    person,
    *,
    by,
    contact_method,
    information_format,
    how_to_talk="",
    communication_professional="",
    language="",
    has_interpreter=False,
) -> InformationNeeds:
    """Write down how ``person`` wants information; what was there before stays in the history.

    Raises:
        CannotBeReachedThatWay: there is no address or number for that way.
        NobodyHelps: it should go through somebody who helps, and there is nobody.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    field = NEEDED.get(contact_method)
    if field and not getattr(person, field):
        raise CannotBeReachedThatWay
    if (
        contact_method == ContactMethod.CARER
        and not person.relationships.filter(may_be_contacted=True).exists()
    ):
        raise NobodyHelps
    needs, _created = InformationNeeds.objects.update_or_create(
        person=person,
        defaults={
            "site_id": person.site_id,
            "contact_method": contact_method,
            "information_format": information_format,
            "how_to_talk": how_to_talk,
            "communication_professional": communication_professional,
            "language": language,
            "has_interpreter": has_interpreter,
            "asked_at": timezone.now(),
            "asked_by": by,
            "review_due_on": dates.plus_months(dates.today(), REVIEW_MONTHS),
        },
    )
    audit.record(Act.RECORD_INFORMATION_NEEDS, needs, by=by)
    return needs
