"""The dialogue on a plan, line by line: what is proposed, what the others say, and what came of it.

Nothing that was said is ever changed or erased. A proposal on the plan in force waits for the next plan,
into which it is carried over (``careplans.carrying_over``).
"""

from careplans.dialogue.answering import YourOwnProposal, answer
from careplans.dialogue.changes import NotALineLikeThis, NothingProposed, described, fields_of
from careplans.dialogue.proposing import NotALineOfThePlan, PlanOver, SayWhy, propose
from careplans.dialogue.reading import (
    NEW,
    open_disagreements,
    open_proposals,
    place_of_lines,
    said,
    said_of,
    shown,
    waiting_for,
)
from careplans.dialogue.settling import (
    NotWhileInForce,
    NotYourProposal,
    ProposalSettled,
    settle,
    take_back,
)
from careplans.dialogue.sides import side_of

__all__ = [
    "NEW",
    "NotALineLikeThis",
    "NotALineOfThePlan",
    "NotWhileInForce",
    "NotYourProposal",
    "NothingProposed",
    "PlanOver",
    "ProposalSettled",
    "SayWhy",
    "YourOwnProposal",
    "answer",
    "described",
    "fields_of",
    "open_disagreements",
    "open_proposals",
    "place_of_lines",
    "propose",
    "said",
    "said_of",
    "settle",
    "shown",
    "side_of",
    "take_back",
    "waiting_for",
]
