"""Paying somebody close with a direct payment: the NHS and councils each have their own list.

For a line that both pay, both lists count, so the stricter one decides.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.models import BudgetStatus, Connection, LineKind, Signature, VariationAnswer
from budgets.rules.asking import Broken, Stage, rule
from people.models import Funder

NHS_LAW = gettext_lazy("NHS (Direct Payments) Regulations 2013, regulation 8(5A) and (5B)")
COUNCIL_LAW = gettext_lazy("Care and Support (Direct Payments) Regulations 2014, regulation 3")
SPOKEN_AT = {Stage.LINE, Stage.SIGN, Stage.PAY}
WHO = {
    Connection.PARTNER: gettext_lazy("The partner"),
    Connection.RELATIVE: gettext_lazy("A close relative who lives in the same home"),
    Connection.FRIEND: gettext_lazy("A friend who lives in the same home"),
}


def is_barred_by_nhs(line) -> bool:
    """Return whether the NHS bars who is paid: family or a friend who lives in the same home (N-12)."""
    return line.connection != Connection.NONE and line.is_same_household


def is_barred_by_council(line) -> bool:
    """Return whether councils bar who is paid: the partner anywhere, a relative in the same home (C-12)."""
    if line.connection == Connection.PARTNER:
        return True
    return line.connection == Connection.RELATIVE and line.is_same_household


@rule(
    at=SPOKEN_AT,
    of={Funder.NHS},
    plain=gettext_lazy(
        "NHS money pays family or friends who live with you only if there is no other good way."
    ),
    source=NHS_LAW,
)
def nhs_pays_nobody_of_the_home(case):
    """N-12, C-12a: for the NHS a friend counts too."""
    for one in case.direct(Funder.NHS):
        if is_barred_by_nhs(one.line):
            is_stricter = one.shares.get(Funder.COUNCIL) and not is_barred_by_council(one.line)
            yield from _needs_a_reason(case, one.line, Funder.NHS, _stricter(is_stricter))


@rule(
    at=SPOKEN_AT,
    of={Funder.COUNCIL},
    plain=gettext_lazy(
        "Council money may pay your partner, or close family who live with you, only if the council agrees. "
        "It must be needed for your care, or to help you run the money."
    ),
    source=COUNCIL_LAW,
)
def council_pays_no_close_family(case):
    """C-12, C-12a: for councils a partner counts wherever they live, and a friend does not."""
    for one in case.direct(Funder.COUNCIL):
        if is_barred_by_council(one.line):
            is_stricter = one.shares.get(Funder.NHS) and not is_barred_by_nhs(one.line)
            yield from _needs_a_reason(case, one.line, Funder.COUNCIL, _stricter(is_stricter))


def _needs_a_reason(case, line, funder, stricter):
    if not line.connection_reason.strip():
        yield Broken(_without_a_reason(line, funder) + stricter, funder=funder)
    elif case.stage == Stage.PAY and not _has_agreed(case, funder):
        yield Broken(
            _("%(funder)s has not agreed yet that %(line)s pays somebody close.")
            % {"funder": funder.label, "line": f"“{line.words}”"},
            funder=funder,
        )
    elif case.stage != Stage.PAY:
        yield Broken(_to_agree(line, funder) + stricter, blocks=False, funder=funder)


def _without_a_reason(line, funder):
    if funder == Funder.COUNCIL and line.kind == LineKind.ADMINISTRATION:
        words = _("%(who)s would be paid for help with the money. Write why that help is needed.")
    else:
        words = _("%(who)s would be paid. Write why that is the only good way to meet the need.")
    return words % {"who": WHO[line.connection]}


def _to_agree(line, funder):
    return _("%(funder)s must agree that paying somebody close is needed. The reason given: “%(reason)s”") % {
        "funder": funder.label,
        "reason": line.connection_reason,
    }


def _stricter(is_stricter) -> str:
    return (
        " " + _("This rule is the stricter one here, so it decides for the whole line.")
        if is_stricter
        else ""
    )


def _has_agreed(case, funder) -> bool:
    """Return whether ``funder`` agreed to the budget, or to a change of it that the line came with."""
    if case.budget.status != BudgetStatus.ACTIVE:
        return False
    said = {"funder": funder, "is_agreed": True}
    with case.looking():
        return (
            Signature.objects.filter(budget=case.budget, **said).exists()
            or VariationAnswer.objects.filter(variation__budget=case.budget, **said).exists()
        )
