"""What is still open about somebody's plan when they leave or die."""

from django.utils.translation import gettext as _

from careplans.models import CarePlan, PlanStatus, Review
from people import leaving


@leaving.asks
def open_plan(person):
    """Yield the plan in force or being written, with those who are paid for it, and reviews that are due."""
    plans = CarePlan.objects.filter(person=person)
    if plans.filter(status=PlanStatus.AGREED).exists():
        yield leaving.ToClose("plan", _("Tell everybody named in the plan that it ends."))
    if plans.filter(status=PlanStatus.DRAFT).exists():
        yield leaving.ToClose("draft", _("A plan is being written: nothing more is written into it."))
    if Review.objects.open().filter(person=person).exists():
        yield leaving.ToClose("review", _("A review is set: tell those who would have come."))
