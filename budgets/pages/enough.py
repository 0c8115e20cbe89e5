"""Whether the money that is being prepared is enough, for the person whose it is."""

from budgets import sufficiency
from budgets.models import Budget
from careplans.models import CarePlan


def enough_so_far(person, user):
    """Return what is known of the budget being prepared (``Sufficiency``), or None.

    It names what is in the plan, so that only who sees both the plan and the money reads it.
    """
    plans = CarePlan.objects.visible_to(user).filter(person=person)
    prepared = Budget.objects.visible_to(user).being_prepared().filter(person=person, plan__in=plans)
    budget = prepared.select_related("person", "indicative").first()
    if budget is None or not budget.lines.exists():
        return None
    return sufficiency.check(budget)
