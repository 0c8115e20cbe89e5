"""Council money: never for health care, rarely for a care home, and never a payment of nothing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import contribution, figures
from budgets.models import LineKind, MoneyFigure, PaymentBasis
from budgets.rules.asking import Broken, Stage, rule
from budgets.rules.nights import in_a_row
from budgets.rules.words import any_of
from people.models import Funder

HEALTH_CARE = any_of(
    r"physiotherap\w+", r"registered nurses?", r"nursing care", r"wound care", r"dialysis", r"chiropod\w+",
    r"podiatr\w+", r"injections?", r"catheters?", r"chemotherapy", r"psychiatr\w+",
)  # fmt: skip


@rule(
    at={Stage.LINE, Stage.SIGN},
    of={Funder.COUNCIL},
    plain=gettext_lazy("Treatment and nursing come from the NHS. The council does not pay for them."),
    source=gettext_lazy("Care Act 2014 section 22"),
)
def no_health_care_from_the_council(case):
    """C-16: by the kind of the line for certain, by its words perhaps, for it may be incidental."""
    for one in case.paid_by(Funder.COUNCIL):
        is_treatment = one.line.kind == LineKind.THERAPY
        if is_treatment or HEALTH_CARE.search(one.line.words):
            yield Broken(
                _(
                    "“%(line)s” looks like health care, which is for the NHS to pay. If it is only a small "
                    "part of something else, choose what kind of thing that is."
                )
                % {"line": one.line.words},
                blocks=is_treatment,
                funder=Funder.COUNCIL,
            )


@rule(
    at={Stage.LINE, Stage.SIGN, Stage.PAY},
    of={Funder.COUNCIL},
    plain=gettext_lazy(
        "A council’s direct payment pays for a care home only for a few weeks in a row in 12 months."
    ),
    source=gettext_lazy("Care and Support (Direct Payments) Regulations 2014"),
)
def only_some_weeks_in_a_care_home(case):
    """C-13: how many weeks is a figure with a date."""
    stays = [one.line for one in case.direct(Funder.COUNCIL) if one.line.kind == LineKind.CARE_HOME]
    if not stays:
        return
    weeks = figures.value(MoneyFigure.RESIDENTIAL_WEEKS, site_id=case.budget.site_id)
    for line in stays:
        if in_a_row(line, case.budget) > weeks * 7:
            yield Broken(
                _(
                    "“%(line)s” is more than %(weeks)s weeks in a row in a care home. A council’s direct "
                    "payment cannot pay for that. Choose a notional or a third-party budget for it."
                )
                % {"line": line.words, "weeks": f"{weeks.normalize():f}"},
                blocks=case.stage != Stage.LINE,
                funder=Funder.COUNCIL,
            )


@rule(
    at={Stage.LINE, Stage.SIGN, Stage.PAY},
    of={Funder.COUNCIL},
    plain=gettext_lazy(
        "If your part is as much as the council’s money costs, there is no direct payment from the council."
    ),
    source=gettext_lazy("Care Act 2014 section 31(1)(a)"),
)
def no_council_payment_where_the_person_pays_it_all(case):
    """C-07, F-07: the council pays nothing then, and the NHS pays on as before."""
    whole = contribution.care_act_figures(case.funding)
    if not whole.contribution or whole.council or _pays_once(case):
        return
    if case.direct(Funder.COUNCIL) or case.paying.get(Funder.COUNCIL):
        yield Broken(
            _(
                "The person’s own part is as much as the council’s money costs. So the council pays nothing, "
                "and there is no direct payment from the council. Money from others is not touched."
            ),
            blocks=_is_paid_in_full(case),
            funder=Funder.COUNCIL,
        )


def _is_paid_in_full(case) -> bool:
    """Return whether the council would pay now and take it back later; what is paid net is nothing anyway."""
    is_gross = case.budget.payment_basis == PaymentBasis.GROSS
    return case.stage == Stage.PAY and is_gross and bool(case.paying.get(Funder.COUNCIL))


def _pays_once(case) -> bool:
    """Return whether the council pays for something that comes once, which nobody is charged for."""
    return bool(contribution.by_funder(case.funding).get(Funder.COUNCIL, contribution.Money()).one_off)
