"""Whether a budget is enough for the plan it pays for: never clipped to a figure, always with reasons.

The indicative amount is a starting point. What the plan really costs decides; above the range somebody
says why. Sources: SI 2013/1617 reg 13 (NHS), Care Act 2014 s26, SI 2014/1652 (education).
"""

from budgets.sufficiency.checking import FunderCheck, Sufficiency, check, funders_of
from budgets.sufficiency.points import CHARGING, FREE_CHILD, FULL_COST, NO_NHS_CHARGE, Point

__all__ = [
    "CHARGING",
    "FREE_CHILD",
    "FULL_COST",
    "NO_NHS_CHARGE",
    "FunderCheck",
    "Point",
    "Sufficiency",
    "check",
    "funders_of",
]
