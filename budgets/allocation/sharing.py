"""Showing an indicative budget to the person: dated, before planning, never changed afterwards."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.acts import Act
from budgets.models import IndicativeBudget, IndicativeStatus
from ipc.kernel import audit, outbox
from ipc.kernel.errors import RuleBroken


class AlreadyShown(RuleBroken):
    message = _("The person has already seen this. Work out a new one if something has changed.")


@transaction.atomic
def share(indicative, *, by) -> IndicativeBudget:
    """Show ``indicative`` to the person in place of an earlier one, and send word that it is there.

    Raises:
        AlreadyShown: it has been shown before; from then on it never changes.
    """
    indicative = IndicativeBudget.objects.select_for_update().get(pk=indicative.pk)
    if indicative.status != IndicativeStatus.DRAFT:
        raise AlreadyShown
    earlier = IndicativeBudget.objects.shared().filter(person_id=indicative.person_id)
    earlier.update(status=IndicativeStatus.REPLACED)
    indicative.status = IndicativeStatus.SHARED
    indicative.shared_at, indicative.shared_by = timezone.now(), by
    indicative.save(update_fields=["status", "shared_at", "shared_by"])
    audit.record(Act.SHARE_INDICATIVE, indicative, by=by)
    outbox.add("budgets.tell_of_indicative", indicative, key=f"indicative-{indicative.public_id}")
    return indicative
