"""Deciding for somebody who cannot decide this now: in their best interests, with them and those near them.

Source: Mental Capacity Act 2005 ss4, 37–39.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import BestInterestsDecision, CapacityAssessment, Outcome

# What the answer to the question about liberty leads to: words, never a decision.
SEEK_ADVICE = _(
    "Seek advice before you go on. Is somebody watched all the time, and not free to leave? That may "
    "be lawful only with an authorisation or an order of a court. Ask your legal team or the council's "
    "deprivation of liberty team today. This record decides nothing about it."
)


class OnlyWhereTheyCannot(RuleBroken):
    message = _(
        "Nobody decides for somebody who can decide themselves. First it is assessed whether they can make "
        "this decision now."
    )
    source = "Mental Capacity Act 2005 s1(5)"


class NobodyConsulted(RuleBroken):
    message = _(
        "Write down who was asked. Where nobody near the person can be asked, an independent advocate must "
        "be: write down who."
    )
    source = "Mental Capacity Act 2005 ss4(7), 37–39"


@transaction.atomic
def decide(
    assessment,
    *,
    by,
    options,
    wishes,
    less_restrictive,
    outcome,
    consulted="",
    advocate="",
    authority_seen="",
    advance_decision="",
    dissent="",
) -> BestInterestsDecision:
    """Write down what was decided for the person, and how; only while the assessment says they cannot.

    Raises:
        OnlyWhereTheyCannot, NobodyConsulted
    """
    assessment = CapacityAssessment.objects.select_for_update().get(pk=assessment.pk)
    if assessment.replaced_at or assessment.outcome != Outcome.CANNOT:
        raise OnlyWhereTheyCannot
    if not (consulted.strip() or advocate.strip()):
        raise NobodyConsulted
    decided = BestInterestsDecision.objects.create(
        site_id=assessment.site_id,
        person=assessment.person,
        assessment=assessment,
        options=options,
        wishes=wishes,
        consulted=consulted.strip(),
        advocate=advocate.strip(),
        authority_seen=authority_seen,
        advance_decision=advance_decision,
        less_restrictive=less_restrictive,
        outcome=outcome,
        dissent=dissent,
        decided_at=timezone.now(),
        decided_by=by,
    )
    audit.record(Act.DECIDE_IN_BEST_INTERESTS, decided, by=by)
    return decided
