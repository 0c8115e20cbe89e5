"""The menu above the pages of a plan."""

from django import template
from django.utils.translation import gettext as _

from careplans import menu

register = template.Library()
FRAME = "components/sub_navigation.html"


@register.inclusion_tag(FRAME, takes_context=True)
def plan_menu(context, plan, current):
    """Show the pages about ``plan`` to colleagues: ``{% plan_menu plan "week" %}``."""
    return {"items": menu.of_plan(context["request"].user, plan, current), "label": _("About this plan")}


@register.inclusion_tag(FRAME)
def my_plan_menu(current):
    """Show the pages of the person's own plan: ``{% my_plan_menu "my_week" %}``."""
    return {"items": menu.mine(current), "label": _("About my plan")}
