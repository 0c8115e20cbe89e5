"""When plans and direct payments must be looked at again, asking for it, and being reminded in time.

Months and days come from dated rules (``ReviewRule``, ``ReviewPractice``); each clock runs by itself.
"""

from careplans.reviews.asking import ask_for_change
from careplans.reviews.clocks import (
    NoRule,
    bring_forward,
    close,
    due_on,
    next_review,
    open_review,
    plan_agreed,
    practice_of,
    rule_for,
    start_clock,
    together,
)
from careplans.reviews.reminding import remind, remind_site

__all__ = [
    "NoRule",
    "ask_for_change",
    "bring_forward",
    "close",
    "due_on",
    "next_review",
    "open_review",
    "plan_agreed",
    "practice_of",
    "remind",
    "remind_site",
    "rule_for",
    "start_clock",
    "together",
]
