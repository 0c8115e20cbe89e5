"""What people looked for in vain, so that the list of what is missing has something to say."""

import datetime as dt

from ipc.kernel.dates import today
from ipc.programme.demonstration.names import Dice
from peersupport.models import GapCause, Need, SearchGap, Service

WEEKS = 10
# Nothing of the demonstration has these words.
WORDS = ("bereavement", "chess", "sewing weekend")


def leave(site):
    """Count searches in vain of the last weeks, where none are counted yet: by words, and by needs unmet."""
    if SearchGap.objects.filter(site=site).exists():
        return
    dice = Dice(f"gaps {site.slug}")
    monday = today() - dt.timedelta(days=today().weekday())
    wanted = [{"words": words} for words in WORDS] + [{"need": code} for code in _unmet(site)]
    SearchGap.objects.bulk_create(
        SearchGap(
            site=site,
            cause=GapCause.NOTHING,
            week_starts_on=monday - dt.timedelta(weeks=week),
            times=dice.choice([1, 1, 2, 3]),
            **what,
        )
        for what in wanted
        for week in range(WEEKS)
        if dice.true(0.6)
    )


def _unmet(site):
    met = Service.objects.public().filter(site=site).values_list("needs", flat=True)
    known = {code for codes in met for code in codes}
    return Need.objects.exclude(code__in=known).values_list("code", flat=True)
