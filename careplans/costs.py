"""What each thing that is done costs, in words: what is free says so beside what is paid."""

from django.utils.translation import gettext as _

from ipc.kernel.money import pounds


def cost_of(action):
    """Return what an action costs and who pays, in words; £0 is said as well."""
    if action.is_paid:
        return _("Paid from the budget")
    if action.service and not action.service.is_free:
        return _("%(cost)s, not from the budget") % {"cost": pounds(action.service.cost)}
    return _("£0, free")
