"""The menu above the pages of a plan."""

from django import template
from django.utils.translation import gettext as _

from careplans import menu

register = template.Library()
FRAME = "components/sub_navigation.html"


@register.inclusion_tag(FRAME, takes_context=True)
def plan_menu(context, plan):
    """Show colleagues the pages about ``plan``: ``{% plan_menu plan %}``."""
    request = context["request"]
    items = menu.of_plan(request.user, plan, request.resolver_match.url_name)
    return {"items": items, "label": _("About this plan")}


@register.inclusion_tag(FRAME, takes_context=True)
def my_plan_menu(context):
    """Show the pages of the person's own plan: ``{% my_plan_menu %}``."""
    current = context["request"].resolver_match.url_name
    items = menu.mine(current, may_involve=context.get("may_involve", False))
    return {"items": items, "label": _("About my plan")}
