"""From what the API was given about a line to what the verbs ask for: each id named, of this budget alone."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from budgets.drafting import Bought, Uplift
from budgets.models import UnitPrice
from careplans.models import Action
from people.models import Organisation


def facts_of(asked, budget, user) -> dict:
    """Return what ``drafting.add_line`` and ``change_line`` take."""
    line = dict(asked)
    of_the_plan = Action.objects.visible_to(user).filter(plan=budget.plan_id)
    line["action"] = _one_of(of_the_plan, "action", line["action"])
    if line.get("holder"):
        line["holder"] = _one_of(Organisation.objects.filter(site=budget.site_id), "holder", line["holder"])
    if line.get("bought"):
        line["bought"] = Bought(**_with_price(line["bought"], budget, user))
    if line.get("uplift"):
        line["uplift"] = Uplift(**line["uplift"])
    return line


def _with_price(bought, budget, user):
    if not bought.get("price"):
        return bought
    of_the_site = UnitPrice.objects.visible_to(user).filter(site=budget.site_id)
    return {**bought, "price": _one_of(of_the_site, "price", bought["price"])}


def _one_of(queryset, field, public_id):
    found = queryset.filter(public_id=public_id).first()
    if found is None:
        raise serializers.ValidationError({field: [_("Choose one that belongs here.")]})
    return found
