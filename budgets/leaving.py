"""What is still open about somebody's money when they leave or die, and when it last moved."""

from django.db.models import Max
from django.utils.translation import gettext as _

from budgets.models import Budget, Posting
from people import leaving, retention
from people.models import Role


@leaving.asks
def open_money(person):
    """Yield what finance closes where a budget is running: the payments, then the account."""
    if not Budget.objects.running().filter(person=person).exists():
        return
    yield leaving.ToClose("payments", _("Stop every payment that is due."), Role.FINANCE)
    yield leaving.ToClose(
        "reckoning", _("Settle the account: what was paid, spent and is left."), Role.FINANCE
    )


@retention.knows_last_money
def last_moved(person_ids):
    """Return the day on which each person's money last moved, for those who had any."""
    moved = Posting.objects.filter(person_id__in=person_ids).values("person_id").order_by()
    return dict(moved.annotate(day=Max("value_on")).values_list("person_id", "day"))
