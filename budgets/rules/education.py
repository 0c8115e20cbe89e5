"""Education money: what it may not buy, when it may be asked for, and what a school agrees to."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.rules.asking import Broken, Stage, rule
from people.models import Funder

PLACE = re.compile(
    r"\b(?:(?:school|college|nursery|sixth[- ]form|boarding) (?:place|places|fee|fees)|tuition fees?"
    r"|place (?:at|in) (?:a |the )?(?:\w+ )?(?:school|college|academy))\b",
    re.IGNORECASE,
)


@rule(
    at={Stage.LINE, Stage.SIGN, Stage.SPEND},
    plain=gettext_lazy("The money does not pay for a place at a school or college."),
    source=gettext_lazy("Special Educational Needs (Personal Budgets) Regulations 2014"),
)
def no_school_place(case):
    """E-06, and ``domain.md`` §5.5 for everybody's money."""
    for one in case.lines:
        if PLACE.search(f"{one.line.words} {case.words}"):
            yield Broken(
                _(
                    "This looks like a place at a school or college. The money cannot pay for that. "
                    "If it is something else, use other words."
                ),
                funder=Funder.EDUCATION if one.shares.get(Funder.EDUCATION) else None,
            )
