"""What a site reckons with: its rates and policies, each added from a day on and never changed."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from budgets.acts import Act
from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken


class DayHasPassed(RuleBroken):
    message = _("Enter today or a later day. What was worked out on an earlier day stays as it was.")


class AlreadyFromThatDay(RuleBroken):
    message = _("There is already one from that day. Choose a later day.")


def check_day(day):
    """Raise ``DayHasPassed`` unless something may hold from ``day`` on."""
    if day < today():
        raise DayHasPassed


@transaction.atomic
def add(row, *, by):
    """Keep the new rate or policy ``row``; what was shown to people before stays as it was.

    Raises:
        DayHasPassed, AlreadyFromThatDay
    """
    check_day(row.effective_from)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "_one_a_day" not in str(error):
            raise
        raise AlreadyFromThatDay from error
    audit.record(Act.ADD_ALLOCATION_RULE, row, by=by)
    return row
