"""Until when the money lasts, in words, with how that was worked out."""

from django.utils.translation import gettext as _

from budgets.outlook import FEWEST_WEEKS
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds


def outlook_in_words(stands, money) -> dict:
    """Return ``{"sentence", "working"}``: the day, or that it is too early to tell; then the sums."""
    if stands.pace is None:
        told = _("It is too early to tell how long the money lasts. We can tell from %(day)s on.")
        why = _("We look at %(weeks)s weeks of spending first. Some weeks cost more than others.")
        sentence = told % {"day": in_words(stands.can_tell_from)}
        return {"sentence": sentence, "working": [why % {"weeks": FEWEST_WEEKS}]}
    if stands.runs_out_on is None:
        sentence = _("Nothing was written down as spent in the last %(weeks)s weeks. So we cannot tell.")
        return {"sentence": sentence % {"weeks": stands.pace.weeks}, "working": []}
    return {
        "sentence": _("What is in the account now lasts until about %(day)s.")
        % {"day": in_words(stands.runs_out_on)},
        "working": _working(stands, money),
    }


def _working(stands, money):
    facts = {
        "spent": pounds(stands.pace.spent),
        "weeks": stands.pace.weeks,
        "weekly": pounds(stands.pace.weekly),
        "left": pounds(stands.left),
    }
    lines = [
        _("You spent %(spent)s in the last %(weeks)s weeks. That is about %(weekly)s a week.") % facts,
        _("You have %(left)s left. We counted how many days that is at the same pace.") % facts,
        _("Things you buy one time only are not counted.") % facts,
    ]
    if money["next_payment_on"]:
        lines.append(
            _("A payment is being prepared. It is for the days from %(day)s on.")
            % {"day": in_words(money["next_payment_on"])}
        )
    return lines
