"""How sure we are that an entry is right, in words."""

from django.utils.translation import gettext as _

from ipc.kernel.dates import in_words, plus_months, today
from peersupport import figures
from peersupport.models import SupportFigure


def checked(service) -> dict:
    """Return the sentence on how fresh an entry is, and whether it can be relied on; one query."""
    if service.assured_on is None:
        return {"is_fresh": False, "words": _("We have not checked this yet. Please ask before you go.")}
    day = in_words(service.assured_on)
    months = figures.value(SupportFigure.FADE_MONTHS, site_id=service.site_id)
    if service.assured_on >= plus_months(today(), -months):
        return {"is_fresh": True, "words": _("Checked on %(day)s") % {"day": day}}
    return {
        "is_fresh": False,
        "words": _("Last checked on %(day)s. Please ask before you go.") % {"day": day},
    }
