"""The rule book of the money: one small function for each rule, asked wherever money is about to move."""

from budgets import contribution
from budgets.contribution import LineFunding
from budgets.rules import charging, connected, coordinating, council, education, excluded, forbidden
from budgets.rules.asking import Broken, Case, Finding, Rule, Stage, is_direct
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from people.models import Funder

__all__ = ["RULES", "AgainstTheRules", "Broken", "Case", "Finding", "Rule", "Stage", "refuse", "speaking"]

RULES: tuple[Rule, ...] = (
    forbidden.nothing_forbidden,
    forbidden.no_cost_of_living_from_the_council,
    education.no_school_place,
    education.asked_for_in_its_window,
    education.not_out_of_a_block_arrangement,
    education.head_agrees_to_help_inside_school,
    connected.nhs_pays_nobody_of_the_home,
    connected.council_pays_no_close_family,
    excluded.no_direct_payment_to_the_excluded,
    coordinating.somebody_coordinates_the_care,
    council.no_health_care_from_the_council,
    council.only_some_weeks_in_a_care_home,
    council.no_council_payment_where_the_person_pays_it_all,
    charging.nhs_and_education_are_never_charged,
    charging.no_more_than_the_chargeable_cost,
    charging.free_by_law_is_not_charged,
    charging.equipment_is_free_below_a_figure,
    charging.reablement_is_outside,
    charging.looked_at_again_when_the_nhs_takes_over,
)


class AgainstTheRules(RuleBroken):
    """``findings`` are all the rules that block; the message and the source are theirs, joined."""

    def __init__(self, findings):
        super().__init__(" ".join(dict.fromkeys(str(one.words) for one in findings)))
        self.source = "; ".join(dict.fromkeys(str(one.source) for one in findings))
        self.findings = findings


def speaking(stage: Stage, **asked) -> list[Finding]:
    """Return what each rule says at ``stage``: those that are broken first, then those that hold.

    What is asked about, by stage:
        LINE: ``line`` (it need not be saved yet) and its ``shares`` ({funder: pounds}; else its own).
        SIGN: ``budget``, and ``funder`` where one funder answers.
        PAY: ``payment``; or ``budget``, ``on`` (the first day) and ``paying`` ({funder: pounds}).
        SPEND: ``line``, ``amount``, ``words`` (what was bought) and ``spent_on``.
    ``fundings`` (``contribution.funding``) saves asking for SIGN and PAY.
    """
    case = about(stage, **asked)
    found = [finding for rule in RULES if rule.speaks(case) for finding in rule(case)]
    return sorted(found, key=lambda one: (not one.blocks, not one.is_broken))


def refuse(stage: Stage, **asked) -> list[Finding]:
    """Refuse what a rule forbids; return what is broken without being forbidden: the warnings.

    Raises:
        AgainstTheRules
    """
    broken = [one for one in speaking(stage, **asked) if one.is_broken]
    blocking = [one for one in broken if one.blocks]
    if blocking:
        raise AgainstTheRules(blocking)
    return broken


def about(
    stage, *, budget=None, line=None, shares=None, payment=None, on=None, fundings=None, **more
) -> Case:
    """Return the case to ask the rules about. See ``speaking``."""
    if payment is not None:
        budget, on = payment.budget, payment.starts_on
        more["paying"] = {Funder(share.funder): share.amount for share in payment.shares.all()}
    budget, on = budget or line.budget, on or more.pop("spent_on", None)
    if line is None and fundings is None:
        fundings = contribution.funding(budget, on)
    lines = _lines(stage, fundings) if line is None else [_with_shares(line, shares)]
    return Case(stage, budget, lines, on=on or today(), fundings=fundings, **more)


def _lines(stage, fundings):
    lines = [funded.line for funded in fundings]
    if stage == Stage.PAY:
        lines = [line for line in lines if is_direct(line) and not line.is_contingency]
    return [_with_shares(line) for line in lines]


def _with_shares(line, shares=None) -> LineFunding:
    """Return ``line`` with what each funder puts into it before the person's part is taken off."""
    if shares is None:
        shares = {share.funder: share.amount for share in line.shares.all()}
    return LineFunding(line, {Funder(funder): amount for funder, amount in shares.items() if amount})
