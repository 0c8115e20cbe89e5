"""The indicative budget: what a site's questions, prices and fixed sums say, told before planning starts.

A guide and not a promise. What was used to work it out is kept with it, word for word and penny for
penny, so that a rate, band or price that changes later changes nothing that anybody has seen.
"""

from budgets.allocation.facts import Cost, Facts
from budgets.allocation.points import BandMissing, RateMissing
from budgets.allocation.sharing import AlreadyShown, share
from budgets.allocation.ways import Way, questions_of, ways_for
from budgets.allocation.working import PolicyMissing, for_the_group, round_up
from budgets.allocation.working_out import (
    NoQuestions,
    NothingToAddUp,
    NotInTheCircle,
    NotOffered,
    QuantityWrong,
    QuestionsUnanswered,
    WhenTheySaidMissing,
    so_far,
    work_out,
)

__all__ = [
    "AlreadyShown",
    "BandMissing",
    "Cost",
    "Facts",
    "NoQuestions",
    "NotInTheCircle",
    "NotOffered",
    "NothingToAddUp",
    "PolicyMissing",
    "QuantityWrong",
    "QuestionsUnanswered",
    "RateMissing",
    "Way",
    "WhenTheySaidMissing",
    "for_the_group",
    "questions_of",
    "round_up",
    "share",
    "so_far",
    "ways_for",
    "work_out",
]
