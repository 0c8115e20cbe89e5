"""The evaluation of the programme: a yes or no of its own, that shares with nobody who can sign in.

It needs the person's own yes, asked for by itself and never taken for granted; nobody else can give it for
them. The national data opt-out is another thing, kept by the NHS elsewhere, and out of scope here.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people import consent
from people.acts import Act
from people.models import Consent, ConsentPurpose, Person, Section

# What the evaluation counts, without name, address or numbers that say who it is.
COUNTED = [Section.PLAN, Section.MONEY, Section.SUPPORT]


class OnlyTheirOwnYes(RuleBroken):
    message = _(
        "An assessment says that the person cannot decide about sharing at this time. Nobody else can say "
        "yes to the evaluation for them, so the answer stays no."
    )
    source = "Mental Capacity Act 2005 ss30–33"


def answer_of(person) -> Consent | None:
    """Return the person's yes, if they said yes and have not taken it back."""
    return Consent.objects.live().filter(person=person, purpose=ConsentPurpose.EVALUATION).first()


@transaction.atomic
def answer(person, *, by, is_yes, how_given) -> Person:
    """Write down what ``person`` said about the evaluation: the newest answer is what holds, at once.

    Raises:
        OnlyTheirOwnYes
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    now = answer_of(person)
    if not is_yes:
        if now is not None:
            consent.withdraw(now, by=by)
        audit.record(Act.DECLINE_EVALUATION, person, by=by)
        return person
    if consent.assessed_as_unable(person):
        raise OnlyTheirOwnYes
    if now is None:
        given = Consent.objects.create(
            site_id=person.site_id,
            person=person,
            purpose=ConsentPurpose.EVALUATION,
            sections=COUNTED,
            how_given=how_given,
            given_at=timezone.now(),
            given_by=by,
        )
        audit.record(Act.RECORD_CONSENT, given, by=by)
    return person
