"""How many nights in a row a stay lasts."""

import datetime as dt
import math

from budgets.models import Every, PriceUnit

YEAR = 364
NIGHTS = {PriceUnit.NIGHT: 1, PriceUnit.DAY: 1, PriceUnit.WEEK: 7, PriceUnit.MONTH: 31}
TURN = {Every.WEEK: 7, Every.SCHOOL_WEEK: 7, Every.TWO_WEEKS: 14, Every.FOUR_WEEKS: 28, Every.MONTH: 28}


def in_a_row(line, budget) -> int:
    """Return the most nights in a row that ``line`` may mean in 12 months.

    Some nights out of each turn (two nights every four weeks) are that many; as many as the turn has
    go on without end. Where nothing is said of how often, it is every night from its first day to its last.
    """
    each = NIGHTS.get(line.unit)
    if each is None or line.quantity is None or not line.every:
        return _from_first_to_last(line, budget)
    nights = math.ceil(line.quantity * each)
    turn = TURN.get(line.every, YEAR + 1)
    return nights if nights < turn else _from_first_to_last(line, budget)


def _from_first_to_last(line, budget) -> int:
    first = line.starts_on or budget.starts_on
    last = line.ends_on or budget.ends_on
    if first is None or last is None:
        return YEAR
    return min((last - first + dt.timedelta(days=1)).days, YEAR)
