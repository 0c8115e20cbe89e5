"""Education money: what it may not buy, when it may be asked for, and what a school agrees to."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.models import Outcome, RequestWindow
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
        if PLACE.search(case.words or one.line.words):
            yield Broken(
                _(
                    "This looks like a place at a school or college. The money cannot pay for that. "
                    "If it is something else, use other words."
                ),
                funder=Funder.EDUCATION if one.shares.get(Funder.EDUCATION) else None,
            )


@rule(
    at={Stage.LINE, Stage.SIGN},
    of={Funder.EDUCATION},
    plain=gettext_lazy(
        "Ask for education money while the education, health and care plan is written or reviewed."
    ),
    source=gettext_lazy("Special Educational Needs (Personal Budgets) Regulations 2014, regulation 4"),
)
def asked_for_in_its_window(case):
    """E-03: a warning, for education may still say yes."""
    asked = case.education_request
    if asked is None:
        yield Broken(
            _("Nobody has written down when education money was asked for."),
            blocks=False,
            funder=Funder.EDUCATION,
        )
    elif asked.window == RequestWindow.OUTSIDE:
        yield Broken(
            _("Education money was asked for at another time. Education may say: wait for the next review."),
            blocks=False,
            funder=Funder.EDUCATION,
        )


@rule(
    at={Stage.LINE, Stage.SIGN},
    of={Funder.EDUCATION},
    plain=gettext_lazy(
        "Education money that is part of a larger contract is included only if taking it out harms nobody."
    ),
    source=gettext_lazy("Special Educational Needs (Personal Budgets) Regulations 2014, regulation 4A"),
)
def not_out_of_a_block_arrangement(case):
    """E-04: whether the money can be taken out is for education to decide; its no holds until a new yes."""
    decision = case.decisions.get(Funder.EDUCATION)
    if decision is not None and decision.outcome == Outcome.REFUSE:
        yield Broken(
            _(
                "Education decided that there is no money for this person: “%(reason)s”. "
                "Ask for a second look first, or for a new decision."
            )
            % {"reason": decision.reason},
            blocks=case.stage == Stage.SIGN,
            funder=Funder.EDUCATION,
        )


@rule(
    at={Stage.LINE, Stage.SIGN, Stage.PAY},
    of={Funder.EDUCATION},
    plain=gettext_lazy("Help that is bought for use inside a school needs the head’s written agreement."),
    source=gettext_lazy("Special Educational Needs (Personal Budgets) Regulations 2014, regulation 9"),
)
def head_agrees_to_help_inside_school(case):
    """E-07: it may be written down before, but neither signed nor paid."""
    for one in case.direct(Funder.EDUCATION):
        if one.line.is_on_school_premises and not one.line.school_agreed_on:
            yield Broken(
                _(
                    "“%(line)s” happens inside the school. The head has to agree in writing first. "
                    "Write down the day of the letter."
                )
                % {"line": one.line.words},
                blocks=case.stage != Stage.LINE,
                funder=Funder.EDUCATION,
            )
