"""What was declared about direct payments, and when education money was asked for, in words."""

from django.utils.translation import gettext as _

from budgets.conditions import SOURCE_OF, WINDOW
from budgets.models import EducationRequest, PaymentDeclaration, Regime, RequestWindow
from ipc.kernel.dates import in_words

MOST = 50


def declared(person, user) -> list[dict]:
    """Return the newest declaration for each regime, in its steady order."""
    newest: dict[str, PaymentDeclaration] = {}
    rows = PaymentDeclaration.objects.visible_to(user).filter(person=person)
    for one in rows.select_related("recorded_by").order_by("-recorded_at", "-pk"):
        newest.setdefault(one.regime, one)
    return [_declared(newest[regime]) for regime in Regime if regime in newest]


def _declared(one):
    regime = Regime(one.regime)
    return {
        "regime": regime.label,
        "is_excluded": one.is_excluded,
        "words": _("on the list, so no direct payment from this money")
        if one.is_excluded
        else _("not on the list, so a direct payment is possible"),
        "on": in_words(one.declared_on),
        "who": one.recorded_by.name if one.recorded_by else "",
        "source": SOURCE_OF[regime],
    }


def requests(person, user) -> list[dict]:
    """Return when education money was asked for, and whether it was the time for it."""
    rows = EducationRequest.objects.visible_to(user).filter(person=person).select_related("recorded_by")
    return [
        {
            "on": in_words(one.asked_on),
            "when": one.get_window_display(),
            "is_outside": one.window == RequestWindow.OUTSIDE,
            "words": one.words,
            "who": one.recorded_by.name if one.recorded_by else "",
            "source": WINDOW,
        }
        for one in rows[:MOST]
    ]
