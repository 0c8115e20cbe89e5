"""What is worth a look at an account: said in the same words to the person and to staff, never accusing.

Once a night each site is looked at as a whole, and what speaks becomes something to do for the coordinator:
once for each cause in each year of a budget. A budget that has ended, or whose last day is past, raises none.
"""

import datetime as dt
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets import figures, outlook
from budgets.contribution import WEEKS_A_YEAR
from budgets.models import Budget, BudgetStatus, MoneyFigure
from ipc.kernel.dates import in_words, today
from ipc.kernel.money import NOTHING, pounds
from people import todos
from people.models import LEFT, Todo, TodoKind

FIGURES = (
    MoneyFigure.LOW_WEEKS,
    MoneyFigure.SURPLUS_WEEKS,
    MoneyFigure.NO_SPEND_DAYS,
    MoneyFigure.OVERSPEND_PERCENT,
    MoneyFigure.UNDERSPEND_PERCENT,
)
AT_ONCE = 500
WEEK = 7


class Cause(models.TextChoices):
    LOW = "low"
    RUNS_OUT = "runs_out"
    SURPLUS = "surplus"
    NO_SPEND = "no_spend"
    OVERSPEND = "overspend"
    UNDERSPEND = "underspend"


class Alert(NamedTuple):
    cause: Cause
    words: str


def of(budget, stands=None) -> list[Alert]:
    """Return what speaks about ``budget`` today; ``stands``, its outlook, saves asking."""
    if not _is_looked_at(budget):
        return []
    stands = stands or outlook.of(budget)
    return _speaking(stands, figures.values(FIGURES, site_id=budget.site_id))


def raise_due(site) -> None:
    """Ask the coordinators of a site to look at whatever speaks; twice does nothing more."""
    limits = figures.values(FIGURES, site_id=site.pk)
    asked = _asked_before(site)
    running = Budget.objects.in_use().filter(site=site).exclude(person__status__in=LEFT)
    last = 0
    while budgets := list(running.filter(pk__gt=last).select_related("person").order_by("pk")[:AT_ONCE]):
        last = budgets[-1].pk
        looked_at = [budget for budget in budgets if _is_looked_at(budget)]
        stands = outlook.of_each(looked_at)
        for budget in looked_at:
            for alert in _speaking(stands[budget.pk], limits):
                _ask(budget, alert, asked)


def _is_looked_at(budget):
    is_over = budget.ends_on is not None and budget.ends_on < today()
    return budget.status == BudgetStatus.ACTIVE and not is_over


def _ask(budget, alert, asked):
    key = f"money:{alert.cause}:{budget.public_id}:{_year(budget)}"
    if (budget.person_id, key) not in asked:
        todos.ask(budget.person, TodoKind.LOOK_AT_MONEY, key=key, detail=alert.words)


def _asked_before(site):
    known = Todo.objects.filter(site=site, kind=TodoKind.LOOK_AT_MONEY)
    return set(known.values_list("person_id", "key"))


def _year(budget):
    """Return which year of the budget this is, from 1."""
    days = (today() - (budget.starts_on or budget.opened_at.date())).days
    return days // (WEEKS_A_YEAR * WEEK) + 1


def _speaking(stands, limits) -> list[Alert]:
    found = [
        (Cause.LOW, _low(stands, limits[MoneyFigure.LOW_WEEKS])),
        (Cause.RUNS_OUT, _runs_out(stands)),
        (Cause.SURPLUS, _surplus(stands, limits[MoneyFigure.SURPLUS_WEEKS])),
        (Cause.NO_SPEND, _no_spend(stands, limits[MoneyFigure.NO_SPEND_DAYS])),
        (Cause.OVERSPEND, _overspend(stands, limits[MoneyFigure.OVERSPEND_PERCENT])),
        (Cause.UNDERSPEND, _underspend(stands, limits[MoneyFigure.UNDERSPEND_PERCENT])),
    ]
    return [Alert(cause, words) for cause, words in found if words]


def _low(stands, weeks):
    """Speak where little is left and it is less than the days need that it was paid for.

    Whoever is paid four weeks in advance has little left at the end of them: that is as it should be.
    """
    if not (stands.first_in_on and stands.weekly) or stands.left >= stands.weekly * weeks:
        return ""
    to_go = (stands.lasts_until - today()).days + 1
    if to_go > 0 and stands.left >= stands.weekly * to_go / WEEK:
        return ""
    return ngettext(
        "There is less than %(weeks)s week’s money in the account: %(left)s is left.",
        "There are less than %(weeks)s weeks’ money in the account: %(left)s is left.",
        int(weeks),
    ) % {"weeks": _plain(weeks), "left": pounds(stands.left)}


def _runs_out(stands):
    """Speak where it is more than a week too early: nobody spends the same every day."""
    if stands.runs_out_on is None or stands.runs_out_on + dt.timedelta(weeks=1) >= stands.lasts_until:
        return ""
    return _(
        "At the pace of the last %(weeks)s weeks the account is empty by %(day)s. "
        "It is meant to last until %(until)s."
    ) % {
        "weeks": stands.pace.weeks,
        "day": in_words(stands.runs_out_on),
        "until": in_words(stands.lasts_until),
    }


def _surplus(stands, weeks):
    free = stands.left - stands.kept_back
    if not stands.weekly or free <= stands.weekly * weeks:
        return ""
    told = _(
        "There are more than %(weeks)s weeks’ money in the account: %(left)s. There may be a good reason."
    )
    words = told % {"weeks": _plain(weeks), "left": pounds(free)}
    if stands.kept_back > NOTHING:
        kept = _("%(kept)s more is kept for the costs of employing.") % {"kept": pounds(stands.kept_back)}
        words = f"{words} {kept}"
    return words


def _no_spend(stands, days):
    since = stands.last_spent_on or stands.first_in_on
    if since is None or not stands.weekly or today() - since < dt.timedelta(days=int(days)):
        return ""
    return _(
        "Nothing has been written down as spent since %(day)s. "
        "What was bought since then can still be written down."
    ) % {"day": in_words(since)}


def _overspend(stands, percent):
    pace = stands.pace
    if pace is None or not pace.planned or pace.spent * 100 <= pace.planned * (100 + percent):
        return ""
    return _beside(pace, _("more than the plan gives for them"))


def _underspend(stands, percent):
    pace = stands.pace
    if pace is None or not pace.spent or pace.spent * 100 >= pace.planned * (100 - percent):
        return ""
    return _beside(pace, _("less than the plan gives for them"))


def _beside(pace, which):
    return _("In the last %(weeks)s weeks %(spent)s was spent. That is %(which)s: %(planned)s.") % {
        "weeks": pace.weeks,
        "spent": pounds(pace.spent),
        "which": which,
        "planned": pounds(pace.planned),
    }


def _plain(figure):
    return f"{figure.normalize():f}"
