"""What the person buys themselves, as a page shows it: beside the budget and never in its sums."""

from django.utils.translation import gettext as _

from ipc.kernel.money import NOTHING, pounds


def extras(budget, user) -> dict:
    """Return the extras of a budget that ``user`` may see, and what they come to in words."""
    found = list(budget.own_extras.visible_to(user))
    whole = sum((one.weekly_amount for one in found), NOTHING)
    return {
        "extras": [
            {"public_id": one.public_id, "words": one.words, "amount": pounds(one.weekly_amount)}
            for one in found
        ],
        "sentence": _("Together that is %(amount)s a week of your own money.") % {"amount": pounds(whole)}
        if len(found) > 1
        else "",
    }
