"""Those whom the law lets nobody pay directly: they keep their budget, managed another way."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.rules.asking import Broken, Stage, rule
from people.models import Funder

SOURCES = {
    Funder.NHS: gettext_lazy("NHS (Direct Payments) Regulations 2013, Schedule"),
    Funder.COUNCIL: gettext_lazy("Care and Support (Direct Payments) Regulations 2014, Schedule 1"),
    Funder.EDUCATION: gettext_lazy("Special Educational Needs (Personal Budgets) Regulations 2014, Schedule"),
}


@rule(
    at={Stage.LINE, Stage.SIGN, Stage.PAY},
    plain=gettext_lazy(
        "The law names some people who get no direct payment. They keep their budget, managed another way."
    ),
    source=gettext_lazy("Direct payment regulations of the NHS, councils and education: their schedules"),
)
def no_direct_payment_to_the_excluded(case):
    """N-28, C-14, E-11. Never says why: that is not ours to know."""
    direct = {funder for funder in SOURCES if case.direct(funder) or case.paying.get(funder)}
    for funder in sorted(direct and direct & case.excluded):
        yield Broken(
            _(
                "%(funder)s cannot pay this as a direct payment. The person keeps the money: "
                "choose a notional or a third-party budget."
            )
            % {"funder": funder.label},
            funder=funder,
            source=SOURCES[funder],
        )
