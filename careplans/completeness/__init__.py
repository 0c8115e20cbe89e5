"""What a plan still lacks, by which rule, and whether it can be agreed without it.

One plan serves many laws (domain.md §3.5). What depends on the money is known to the room of the money
alone: it says so by ``knows_money``.
"""

from collections.abc import Callable

from careplans.completeness.facts import Facts, Law, Money
from careplans.completeness.matrix import MATRIX, Block, Missing
from careplans.models import CarePlan

__all__ = [
    "MATRIX",
    "Block",
    "Facts",
    "Law",
    "Missing",
    "Money",
    "blocking",
    "facts_of",
    "knows_money",
    "missing",
]

Knower = Callable[[CarePlan], Money]
_knowers: list[Knower] = []


def knows_money(knower: Knower) -> Knower:
    """Let the room of the money say whose money a plan uses, as far as who asks may see it."""
    _knowers.append(knower)
    return knower


def facts_of(plan, *, funders=(), direct_from=(), is_settled=None) -> Facts:
    """Return what the blocks of ``plan`` look at. Where nothing is paid for, nobody is asked about money.

    What is named here goes before what the room of the money says.
    """
    facts = Facts(plan, Money())
    if any(action.is_paid for action in facts.actions):
        for knower in _knowers:
            facts.money = knower(plan)
    if funders or direct_from:
        facts.money = facts.money._replace(
            funders=frozenset(funders), direct_from=frozenset(direct_from), is_settled=True
        )
    if is_settled is not None:
        facts.money = facts.money._replace(is_settled=is_settled)
    return facts


def missing(plan, *, funders=(), direct_from=(), is_settled=None) -> list[Missing]:
    """Return what ``plan`` lacks, what stops it first.

    ``funders`` whose money the plan uses and ``direct_from``, those of them who pay the person directly, are
    letters of ``Funder``, where the caller knows them; ``is_settled`` where it has looked at the money by
    itself. Without them the room of the money is asked.
    """
    facts = facts_of(plan, funders=funders, direct_from=direct_from, is_settled=is_settled)
    found = [one for block in MATRIX for one in block.missing(facts)]
    return sorted(found, key=lambda one: not one.is_blocking)


def blocking(plan, **money) -> list[Missing]:
    """Return only what stops the plan from being agreed; ``money`` as in ``missing``."""
    return [one for one in missing(plan, **money) if one.is_blocking]
