"""What the money cannot buy, by plain words. It is said, and where to ask; nobody is ever accused."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.rules.asking import Broken, Stage, rule
from budgets.rules.words import FOR_NOBODY, HOME, sure
from people.models import Funder

SPOKEN_AT = {Stage.LINE, Stage.SIGN, Stage.SPEND}


@rule(
    at=SPOKEN_AT,
    plain=gettext_lazy(
        "The money does not pay for anything illegal, alcohol, tobacco, gambling or debts. Nor for what the "
        "NHS does anyway: GP, dentist, operations, emergencies, prescriptions, vaccinations and screening."
    ),
    source=gettext_lazy("NHS England guidance on direct payments for healthcare; local NHS statements"),
)
def nothing_forbidden(case):
    """N-29, N-30."""
    for one in case.lines:
        for thing in FOR_NOBODY:
            yield from _if_it_looks_like(thing, case.words or one.line.words)


@rule(
    at=SPOKEN_AT,
    of={Funder.COUNCIL},
    plain=gettext_lazy("Council money does not pay for rent, a mortgage, food or heating."),
    source=gettext_lazy("Councils’ direct payment policies: everyday costs of living"),
)
def no_cost_of_living_from_the_council(case):
    """``domain.md`` §5.5."""
    for one in case.paid_by(Funder.COUNCIL):
        yield from _if_it_looks_like(HOME, case.words or one.line.words, Funder.COUNCIL)


def _if_it_looks_like(thing, words, funder=None):
    is_sure = sure(thing, words)
    if is_sure is None:
        return
    said = _(
        "This looks like %(thing)s. The money cannot pay for that. %(instead)s If it is something else, use "
        "other words. If you are not sure, ask the care team."
    ) % {"thing": thing.name, "instead": thing.instead}
    yield Broken(said.replace("  ", " "), blocks=is_sure, funder=funder)
