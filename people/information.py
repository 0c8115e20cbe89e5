"""How a person wants to be told things and helped to talk, and asked again when a year has gone by.

The four subsets of the Standard, kept apart from language. Source: Accessible Information Standard
(DAPB1605): identify, record, flag, share, meet, review.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people import rules
from people.acts import Act
from people.models import ContactMethod, Figure, InformationFormat, InformationNeeds, Person

NEEDED = {
    ContactMethod.EMAIL: "email",
    ContactMethod.TEXT: "phone",
    ContactMethod.PHONE: "phone",
    ContactMethod.TEXT_RELAY: "phone",
}


# What the Standard offers; somebody's own words may stand beside them.
SUPPORTS = (
    _("A note taker"),
    _("A personal audio recording device"),
    _("A communication passport"),
    _("Sign language"),
    _("Speech turned into text"),
    _("A telephone for deaf people"),
)
PROFESSIONALS = (
    _("British Sign Language interpreter"),
    _("Makaton signing"),
    _("Advocate"),
    _("Deafblind interpreter"),
    _("Lip speaker"),
    _("Note taker"),
    _("Sighted guide"),
    _("Speech-to-text reporter"),
)


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
    communication_support="",
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
    if contact_method == ContactMethod.CARER and not person.relationships.contactable().exists():
        raise NobodyHelps
    months = rules.value(Figure.ASK_AGAIN_MONTHS, site_id=person.site_id)
    needs, _created = InformationNeeds.objects.update_or_create(
        person=person,
        defaults={
            "site_id": person.site_id,
            "contact_method": contact_method,
            "information_format": information_format,
            "how_to_talk": how_to_talk,
            "communication_support": communication_support,
            "communication_professional": communication_professional,
            "language": language,
            "has_interpreter": has_interpreter,
            "asked_at": timezone.now(),
            "asked_by": by,
            "review_due_on": dates.plus_months(dates.today(), months),
        },
    )
    audit.record(Act.RECORD_INFORMATION_NEEDS, needs, by=by)
    return needs


def not_in_print(person) -> InformationFormat | None:
    """Return the format ``person`` needs that a printed letter or PDF is not in, or None."""
    needs = InformationNeeds.objects.filter(person_id=person.pk).first()
    in_print = (InformationFormat.STANDARD, InformationFormat.LARGE)
    return (
        None
        if needs is None or needs.information_format in in_print
        else InformationFormat(needs.information_format)
    )
