"""What a plan may say about its money: what was sealed with it, to readers who may see money."""

from django.utils.translation import gettext as _

from careplans.acts import Act
from careplans.models import PlanVersion
from people.models import Funder


def sealed_money(plan, user) -> dict | None:
    """Return the statement that was sealed with ``plan``, where ``user`` may see the person's money."""
    sealed = PlanVersion.objects.permitting(Act.SEE_PLAN_MONEY, user).filter(plan=plan)
    return sealed.values_list("content__money", flat=True).first()


def payers(seen, user) -> str:
    """Return in words who pays; only whether money is needed at all to who may not see the money."""
    money = sealed_money(seen.plan, user)
    if money:
        paying = [row["funder"] for row in money["funders"] if row["yearly"] != "0.00"]
        return ", ".join(str(Funder(funder).label) for funder in paying if funder != Funder.PERSON)
    if any(action.is_paid for goal in seen.goals for action in goal.actions.all()):
        return _("A personal budget")
    return ""
