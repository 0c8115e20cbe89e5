"""What nobody is charged for. Source: Care Act 2014 s14; SI 2014/2672 reg 3; NHS Act 2006 s1(4)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import contribution, figures
from budgets.models import LineKind, MoneyFigure, Outcome
from budgets.rules.asking import Broken, Stage, rule
from budgets.rules.words import any_of
from ipc.kernel.money import NOTHING, pounds
from people.models import Funder

CHARGING_REGULATIONS = gettext_lazy(
    "Care and Support (Charging and Assessment of Resources) Regulations 2014, regulation 3"
)
REABLEMENT = any_of(r"reablement", r"re-ablement", r"intermediate care")
FREE_BY_LAW = {"s117", "cjd"}


@rule(
    at={Stage.SIGN, Stage.PAY},
    of={Funder.NHS, Funder.EDUCATION},
    plain=gettext_lazy("You never pay anything towards NHS or education money."),
    source=gettext_lazy("NHS Act 2006 section 1(4); Children and Families Act 2014 section 49"),
)
def nhs_and_education_are_never_charged(case):
    """F-02, F-08: whatever the person pays lies within the council's share of a line."""
    for one in case.funding:
        gross = {share.funder: share.amount for share in one.line.shares.all()}
        if one.shares.get(Funder.PERSON, NOTHING) > gross.get(Funder.COUNCIL, NOTHING):
            yield Broken(
                _("The person would pay towards NHS or education money in “%(line)s”.")
                % {"line": one.line.words}
            )


@rule(
    at={Stage.SIGN, Stage.PAY},
    of={Funder.COUNCIL},
    plain=gettext_lazy("You never pay more than the council’s part costs, and never more than was assessed."),
    source=gettext_lazy("Care Act 2014 sections 14 and 17"),
)
def no_more_than_the_chargeable_cost(case):
    """F-01, F-03: not for what is free by law, and not for a child."""
    paid = contribution.care_act_figures(case.funding).contribution
    chargeable = sum(
        (
            share.amount
            for one in case.funding
            if contribution.may_be_charged(one.line)
            for share in one.line.shares.all()
            if share.funder == Funder.COUNCIL
        ),
        NOTHING,
    )
    most = (
        NOTHING
        if contribution.is_a_child(case.budget, case.paid_on)
        else min(chargeable, contribution.assessed(case.budget, case.paid_on))
    )
    if paid > most:
        yield Broken(_("The person would pay more than %(most)s a week.") % {"most": pounds(most)})


@rule(
    at={Stage.LINE, Stage.SIGN},
    of={Funder.COUNCIL},
    plain=gettext_lazy("Equipment and small changes to the home are free up to a sum that the law sets."),
    source=CHARGING_REGULATIONS,
)
def equipment_is_free_below_a_figure(case):
    """F-03: each one below the figure, and nothing but equipment."""
    of_equipment = [one.line for one in case.paid_by(Funder.COUNCIL) if _is_about_equipment(one.line)]
    if not of_equipment:
        return
    figure = figures.value(MoneyFigure.MINOR_WORKS, site_id=case.budget.site_id)
    for line in of_equipment:
        is_free = line.kind == LineKind.EQUIPMENT and line.amount < figure
        if is_free and not line.charge_exempt_reason:
            words, blocks = _("“%(line)s” costs less than %(figure)s, so nobody is charged for it."), False
        elif not is_free and line.charge_exempt_reason == "equipment":
            words, blocks = (
                _("“%(line)s” is not equipment for less than %(figure)s, so it is not free."),
                True,
            )
        else:
            continue
        yield Broken(words % {"line": line.words, "figure": pounds(figure)}, blocks, Funder.COUNCIL)


def _is_about_equipment(line) -> bool:
    return line.kind == LineKind.EQUIPMENT or line.charge_exempt_reason == "equipment"


@rule(
    at={Stage.LINE, Stage.SIGN},
    of={Funder.COUNCIL},
    plain=gettext_lazy(
        "Help to get going again after an illness is free for some weeks, outside the budget."
    ),
    source=gettext_lazy("Care Act 2014 section 26(4); SI 2014/2840"),
)
def reablement_is_outside(case):
    """C-06, F-03."""
    for one in case.paid_by(Funder.COUNCIL):
        if REABLEMENT.search(one.line.words):
            weeks = figures.value(MoneyFigure.REABLEMENT_WEEKS, site_id=case.budget.site_id)
            yield Broken(
                _(
                    "This looks like reablement. It is free for up to %(weeks)s weeks and stays outside the "
                    "budget. Write it in the plan as free."
                )
                % {"weeks": f"{weeks.normalize():f}"},
                funder=Funder.COUNCIL,
            )


@rule(
    at={Stage.SIGN, Stage.PAY},
    of={Funder.COUNCIL},
    plain=gettext_lazy(
        "After-care under section 117 and care because of Creutzfeldt-Jakob disease are never charged for. "
        "Nor is anything for somebody under 18."
    ),
    source=gettext_lazy("Mental Health Act 1983 section 117; SI 2014/2672 regulation 3; Care Act 2014"),
)
def free_by_law_is_not_charged(case):
    """F-03: s117, CJD and under 18."""
    is_child = contribution.is_a_child(case.budget, case.paid_on)
    for one in case.funding:
        is_free = is_child or one.line.charge_exempt_reason in FREE_BY_LAW
        if is_free and one.shares.get(Funder.PERSON):
            yield Broken(
                _("“%(line)s” is free by law, and the person would pay for it.") % {"line": one.line.words},
                funder=Funder.COUNCIL,
            )


@rule(
    at={Stage.SIGN, Stage.PAY},
    of={Funder.COUNCIL},
    plain=gettext_lazy("If the NHS takes over the cost, what you paid the council may be paid back."),
    source=gettext_lazy("Care and support statutory guidance, chapter 8"),
)
def looked_at_again_when_the_nhs_takes_over(case):
    """F-04: a warning, for the council looks at what was paid."""
    nhs = case.decisions.get(Funder.NHS)
    if nhs is None or nhs.outcome != Outcome.GRANT or nhs.decided_at < case.budget.opened_at:
        return
    if contribution.care_act_figures(case.funding).contribution:
        yield Broken(
            _("The NHS said yes after this budget was opened. Ask the council to look at what was charged."),
            blocks=False,
            funder=Funder.COUNCIL,
        )
