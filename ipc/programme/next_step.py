"""What happens next for one person, worked out from where they are. Pure: facts in, words out.

The words hold for the person and for somebody who helps them: they speak of "the plan".
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgets.models import BudgetStatus
from careplans.models import PlanStatus
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
from peersupport.models import IntroductionStatus
from people.models import LEFT, PersonStatus, Section

REVIEW_IS_NEAR = dt.timedelta(days=28)


class Stage(IntEnum):
    """Where somebody is on the journey of five steps; ``OVER`` when it has ended."""

    KNOWING = 1
    FIRST_IDEA = 2
    WRITING = 3
    AGREEING = 4
    LIVING = 5
    OVER = 6


@dataclass(frozen=True)
class Situation:
    """The facts about one person, as far as the reader may know them (``sections``)."""

    today: dt.date
    status: str = PersonStatus.REFERRED
    sections: frozenset[str] = frozenset(Section)
    coordinator: str = ""
    has_written: bool = False
    has_seen_money: bool = False
    plan: str | None = None
    budget: str | None = None
    payment_on: dt.date | None = None
    payment_amount: Decimal | None = None
    review_on: dt.date | None = None
    support: str | None = None  # where the wish to join something stands that comes next, and what it is
    support_name: str = ""


@dataclass(frozen=True)
class NextStep:
    """One sentence, one button: ``url_name`` and ``label``, both empty where there is nothing to do."""

    stage: Stage
    sentence: str
    detail: str = ""
    url_name: str = ""
    label: str = ""


JOURNEY = [
    (Stage.KNOWING, _("We get to know you"), _("Tell us what matters to you, in your own words.")),
    (Stage.FIRST_IDEA, _("You get a first idea of the money"), _("You see it before you plan.")),
    (Stage.WRITING, _("You write the plan together"), _("What you need, what you want, and who does what.")),
    (Stage.AGREEING, _("You agree the plan"), _("Nothing is final until you say yes.")),
    (
        Stage.LIVING,
        _("You get your support"),
        _("You look at the plan again together, and change it when needed."),
    ),
]


def journey(stage):
    """Return the five steps for ``steps.html``, done, now, or still to come."""
    return [
        {
            "label": label,
            "detail": detail if step >= stage else "",
            "done": step < stage,
            "now": step == stage,
        }
        for step, label, detail in JOURNEY
    ]


def next_step(now: Situation) -> NextStep:
    """Return what happens next, for a reader who may see ``now.sections``."""
    if now.status in LEFT:
        return NextStep(
            Stage.OVER, gettext("We no longer work together. What was written stays here to read.")
        )
    step = _by_the_plan(now) if Section.PLAN in now.sections else _for_those_shown_parts(now)
    somebody_waits = now.support == IntroductionStatus.MATCHED and Section.SUPPORT in now.sections
    return _found(now, step.stage) if somebody_waits and step.stage != Stage.AGREEING else step


def _by_the_plan(now):
    if now.plan == PlanStatus.AGREED:
        return _living(now)
    if now.plan == PlanStatus.DRAFT:
        return _planning(now)
    return _beginning(now)


def _found(now, stage):
    return NextStep(
        stage,
        gettext("Somebody was found: %(name)s. Say whether you would like to meet.")
        % {"name": now.support_name},
        gettext("You can say no, and need not say why."),
        "my_support",
        gettext("See who it is"),
    )


ASKED = {
    IntroductionStatus.ACCEPTED: _("You are welcome at %(name)s."),
    IntroductionStatus.TRYING: _("They tried to reach you about %(name)s, and will try again."),
    IntroductionStatus.WAITING: _("You are on the waiting list of %(name)s."),
    IntroductionStatus.RECEIVED: _("You asked to join %(name)s. A community navigator is looking at it."),
    IntroductionStatus.ASKED: _("You asked to join %(name)s. A community navigator answers."),
}


def _waiting_for_support(now):
    return NextStep(
        Stage.LIVING,
        str(ASKED[IntroductionStatus(now.support)]) % {"name": now.support_name},
        gettext("The plan is in place. There is nothing else you must do now."),
        "my_support",
        gettext("See the support"),
    )


def _beginning(now):
    if now.has_seen_money:
        return NextStep(
            Stage.FIRST_IDEA,
            gettext("There is a first idea of how much money there might be. Have a look."),
            _who_then(now, gettext("Next you and %(who)s write the plan together.")),
            "my_money",
            gettext("See the first idea of the money"),
        )
    if now.has_written:
        return NextStep(
            Stage.KNOWING,
            _who_then(now, gettext("%(who)s will now work out a first idea of the money, and show it here.")),
            gettext("You need not do anything. You can go on writing if you like."),
            "my_about_me",
            gettext("Go on with About me"),
        )
    return NextStep(
        Stage.KNOWING,
        gettext("Tell us what matters most. Write as much or as little as you like."),
        _who_then(now, gettext("%(who)s will read it before you talk about a plan.")),
        "my_about_me",
        gettext("Start About me"),
    )


def _planning(now):
    if now.budget == BudgetStatus.PROPOSED:
        return NextStep(
            Stage.WRITING,
            gettext("The plan is with those who pay. They each look at their part of the money."),
            _who_then(now, gettext("%(who)s will tell you as soon as they have answered.")),
            "my_plan",
            gettext("Read the plan"),
        )
    if now.budget == BudgetStatus.AGREED:
        return NextStep(
            Stage.AGREEING,
            gettext("The plan is ready. Read it, and say whether you agree."),
            gettext("You can ask for changes first. Nothing is final until you say yes."),
            "my_plan",
            gettext("Read and agree the plan"),
        )
    return NextStep(
        Stage.WRITING,
        _who_then(now, gettext("You and %(who)s are writing the plan.")),
        gettext("Read what is there so far, and say what you would change."),
        "my_plan",
        gettext("Read the plan so far"),
    )


def _living(now):
    if now.payment_on and Section.MONEY in now.sections:
        return _payment(now)
    if now.review_on and now.review_on < now.today:
        return NextStep(
            Stage.LIVING,
            gettext("It is time to look at the plan again. It was due by %(day)s.")
            % {"day": in_words(now.review_on)},
            _who_then(now, gettext("%(who)s will call you to find a day. You can call first.")),
            "my_plan",
            gettext("Read the plan"),
        )
    if now.review_on and now.review_on - now.today <= REVIEW_IS_NEAR:
        return NextStep(
            Stage.LIVING,
            gettext("We look at the plan again together by %(day)s.") % {"day": in_words(now.review_on)},
            gettext("Think about what works, and what you would change."),
            "my_plan",
            gettext("Read the plan"),
        )
    if now.support in ASKED and Section.SUPPORT in now.sections:
        return _waiting_for_support(now)
    return NextStep(
        Stage.LIVING,
        gettext("The plan is in place. There is nothing you must do now."),
        gettext("You can ask for a change at any time."),
        "my_plan",
        gettext("Read the plan"),
    )


def _payment(now):
    return NextStep(
        Stage.LIVING,
        gettext("%(amount)s is on its way for the weeks from %(day)s.")
        % {"amount": pounds(now.payment_amount), "day": in_words(now.payment_on)},
        gettext("When you buy something with it, write down what you spent."),
        "my_money",
        gettext("See the money"),
    )


def _for_those_shown_parts(now):
    """Return what to say to somebody with whom the plan is not shared."""
    if Section.MONEY in now.sections:
        if now.payment_on:
            return _payment(now)
        return NextStep(
            Stage.LIVING if now.budget == BudgetStatus.ACTIVE else Stage.FIRST_IDEA,
            gettext("Here you see the money. There is nothing you must do now."),
            url_name="my_money",
            label=gettext("See the money"),
        )
    if Section.SUPPORT in now.sections:
        return NextStep(
            Stage.KNOWING,
            gettext("Here you see the support. There is nothing you must do now."),
            url_name="my_support",
            label=gettext("See the support"),
        )
    return NextStep(
        Stage.KNOWING, gettext("You see the parts that were shared with you. There is nothing you must do.")
    )


def _who_then(now, sentence):
    return sentence % {"who": now.coordinator or gettext("Your care coordinator")}
