"""Somebody who coordinates the care, by name: without one there is no NHS direct payment."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.rules.asking import Broken, Stage, rule
from people.models import Funder


@rule(
    at={Stage.LINE, Stage.SIGN, Stage.PAY},
    of={Funder.NHS},
    plain=gettext_lazy("One person, whose name you know, coordinates your care."),
    source=gettext_lazy("NHS (Direct Payments) Regulations 2013, regulation 8"),
)
def somebody_coordinates_the_care(case):
    """N-08, N-13. Whoever is paid already goes on being paid while the next coordinator is found."""
    if case.direct(Funder.NHS) and not case.coordinator:
        yield Broken(
            _("Nobody coordinates this person’s care yet. An NHS direct payment needs somebody, by name."),
            blocks=case.stage == Stage.SIGN,
            funder=Funder.NHS,
        )
