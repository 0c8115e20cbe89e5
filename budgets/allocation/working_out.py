"""Working out an indicative budget: what was said is checked, turned into money, and kept whole."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.acts import Act
from budgets.allocation.facts import Facts
from budgets.allocation.ways import in_order, ways_for
from budgets.allocation.working import policy_of, working
from budgets.models import AllocationAnswer, Every, IndicativeBudget, IndicativeShare
from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken


class QuestionsUnanswered(RuleBroken):
    message = _("Answer every question. The sum needs all of them.")


class NoQuestions(RuleBroken):
    message = _(
        "This site has not set yet how money is worked out. Ask your site administrator to add questions, "
        "prices or fixed sums."
    )


class NotOffered(RuleBroken):
    message = _("Choose a price or a fixed sum that this site has today.")


class QuantityWrong(RuleBroken):
    message = _("Enter how many: a number above 0 and below 100,000.")


class NothingToAddUp(RuleBroken):
    message = _("Add the help that may be needed, or choose a fixed sum.")


class NotInTheCircle(RuleBroken):
    message = _("Choose a carer from the person’s circle of support.")


class WhenTheySaidMissing(RuleBroken):
    message = _(
        "Enter the day on which the carer said that they are willing and able. It cannot be later than today."
    )
    source = _("Care Act 2014 section 10(5)")


@transaction.atomic
def work_out(
    person,
    *,
    by,
    answers: Iterable[AllocationAnswer] = (),
    carers=None,
    carers_said_on=None,
    costs=(),
    tariffs=(),
) -> IndicativeBudget:
    """Work out ``person``'s indicative budget, each funder its own way, and keep how it was done.

    ``answers``: one to each question. ``carers``: who said that they are willing and able, by the pk of the
    question about informal support. ``costs`` and ``tariffs``: what was added and chosen.

    Raises:
        NoQuestions, PolicyMissing, RateMissing, BandMissing: the site has not set this up for today.
        QuestionsUnanswered: a question has no answer of its own, or an answer is to none of them.
        NotOffered, QuantityWrong, NothingToAddUp, NotInTheCircle, WhenTheySaidMissing
    """
    groups = in_order(person.cohorts)
    ways = ways_for(person.site_id, groups)
    facts = Facts(_by_question(answers), carers or {}, carers_said_on, list(costs), list(tariffs))
    _check(person, ways, facts)
    day = today()
    return _keep(person, working(ways, facts, policy_of(person.site_id, day), day, groups), by)


def so_far(site_id, answers: Iterable[AllocationAnswer] = (), *, groups=(), **said) -> dict:
    """Return the working of what was said by now, to show the sum while it grows. Nothing is kept."""
    day, groups = today(), in_order(groups)
    facts = Facts(_by_question(answers), **said)
    ways = [way for way in ways_for(site_id, groups, day) if _is_begun(way, facts)]
    return working(ways, facts, policy_of(site_id, day), day, groups)


def _by_question(answers):
    return {answer.question_id: answer for answer in answers}


def _is_begun(way, facts):
    return (
        any(question.pk in facts.answers for question in way.questions)
        or any(cost.funder == way.funder for cost in facts.costs)
        or any(tariff in way.tariffs for tariff in facts.tariffs)
    )


def _check(person, ways, facts):
    """Raise what is wrong with ``facts``."""
    if not ways:
        raise NoQuestions
    if set(facts.answers) != {question.pk for way in ways for question in way.questions}:
        raise QuestionsUnanswered
    if not (facts.answers or facts.costs or facts.tariffs):
        raise NothingToAddUp
    _check_costs(ways, facts)
    _check_carers(person, ways, facts)


def _check_costs(ways, facts):
    offered = {(way.funder, price.pk) for way in ways for price in way.prices}
    fixed = {tariff.pk for way in ways for tariff in way.tariffs}
    if not {tariff.pk for tariff in facts.tariffs} <= fixed:
        raise NotOffered
    for cost in facts.costs:
        if (cost.funder, cost.price.pk) not in offered or cost.every not in Every.values:
            raise NotOffered
        if not 0 < cost.quantity < 100_000:
            raise QuantityWrong


def _check_carers(person, ways, facts):
    informal = {question.pk for way in ways for question in way.questions if question.is_informal_support}
    for question_id, carer in facts.carers.items():
        if carer.person_id != person.pk or carer.ended_at or question_id not in informal:
            raise NotInTheCircle
    if facts.carers and (facts.carers_said_on is None or facts.carers_said_on > today()):
        raise WhenTheySaidMissing


def _keep(person, working_, by):
    of_them = {"person": person, "site_id": person.site_id}
    indicative = IndicativeBudget.objects.create(
        weekly_amount=Decimal(working_["weekly_amount"]),
        weekly_low_amount=Decimal(working_["weekly_low_amount"]),
        weekly_high_amount=Decimal(working_["weekly_high_amount"]),
        one_off_amount=Decimal(working_["one_off_amount"]),
        working=working_,
        worked_out_at=timezone.now(),
        worked_out_by=by,
        **of_them,
    )
    IndicativeShare.objects.bulk_create(
        IndicativeShare(
            indicative=indicative,
            funder=part["funder"],
            weekly_amount=Decimal(part["weekly_amount"]),
            one_off_amount=Decimal(part["one_off_amount"]),
            **of_them,
        )
        for part in working_["funders"]
    )
    audit.record(Act.WORK_OUT_INDICATIVE, indicative, by=by)
    return indicative
