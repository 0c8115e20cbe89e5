"""The indicative budget: what a site's questions, points and rates say, told before planning starts.

A guide and not a promise. What was used to work it out is kept with it, word for word and penny for
penny, so that a rate that changes later changes nothing that anybody has seen.
"""

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgets.acts import Act
from budgets.models import (
    AllocationAnswer,
    AllocationPolicy,
    AllocationQuestion,
    AllocationRate,
    IndicativeBudget,
    IndicativeShare,
    IndicativeStatus,
)
from ipc.kernel import audit, outbox
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import NOTHING, PENNY, pounds, rounded
from people.models import Funder


class QuestionsUnanswered(RuleBroken):
    message = gettext_lazy("Answer every question. The sum needs all of them.")


class NoQuestions(RuleBroken):
    message = gettext_lazy("This site has no questions yet. Ask your site administrator to add them.")


class RateMissing(RuleBroken):
    message = gettext_lazy(
        "This site has no %(funder)s rate for today. Ask your site administrator to add one."
    )


class PolicyMissing(RuleBroken):
    message = gettext_lazy(
        "This site has no allocation policy for today. Ask your site administrator to add one."
    )


class AlreadyShown(RuleBroken):
    message = gettext_lazy("The person has already seen this. Work out a new one if something has changed.")


def questions_of(site_id):
    """Return the questions a site asks, each with its answers, funder by funder: two queries."""
    asked = AllocationQuestion.objects.filter(site_id=site_id, is_in_use=True).prefetch_related("answers")
    return sorted(asked, key=lambda one: (list(Funder).index(one.funder), one.position, one.pk))


@transaction.atomic
def work_out(person, *, by, answers: Iterable[AllocationAnswer]) -> IndicativeBudget:
    """Work out ``person``'s indicative budget from one answer to each question; keep how it was done.

    Raises:
        NoQuestions, PolicyMissing, RateMissing: the site has not set this up for today.
        QuestionsUnanswered: a question has no answer of its own, or an answer is to none of them.
    """
    questions = questions_of(person.site_id)
    chosen = {answer.question_id: answer for answer in answers}
    if not questions:
        raise NoQuestions
    if set(chosen) != {question.pk for question in questions}:
        raise QuestionsUnanswered
    working = _working(person.site_id, questions, chosen)
    indicative = IndicativeBudget.objects.create(
        person=person,
        site_id=person.site_id,
        weekly_amount=Decimal(working["weekly_amount"]),
        weekly_low_amount=Decimal(working["weekly_low_amount"]),
        weekly_high_amount=Decimal(working["weekly_high_amount"]),
        working=working,
        worked_out_at=timezone.now(),
        worked_out_by=by,
    )
    IndicativeShare.objects.bulk_create(
        IndicativeShare(
            indicative=indicative,
            person=person,
            site_id=person.site_id,
            funder=part["funder"],
            weekly_amount=Decimal(part["weekly_amount"]),
        )
        for part in working["funders"]
    )
    audit.record(Act.WORK_OUT_INDICATIVE, indicative, by=by)
    return indicative


def so_far(site_id, answers: Iterable[AllocationAnswer]) -> dict:
    """Return the working of the questions answered by now, to show the sum while it grows."""
    chosen = {answer.question_id: answer for answer in answers}
    answered = [question for question in questions_of(site_id) if question.pk in chosen]
    return _working(site_id, answered, chosen)


@transaction.atomic
def share(indicative, *, by) -> IndicativeBudget:
    """Show ``indicative`` to the person in place of an earlier one, and send word that it is there.

    Raises:
        AlreadyShown: it has been shown before; from then on it never changes.
    """
    indicative = IndicativeBudget.objects.select_for_update().get(pk=indicative.pk)
    if indicative.status != IndicativeStatus.DRAFT:
        raise AlreadyShown
    earlier = IndicativeBudget.objects.shared().filter(person_id=indicative.person_id)
    earlier.update(status=IndicativeStatus.REPLACED)
    indicative.status = IndicativeStatus.SHARED
    indicative.shared_at, indicative.shared_by = timezone.now(), by
    indicative.save(update_fields=["status", "shared_at", "shared_by"])
    audit.record(Act.SHARE_INDICATIVE, indicative, by=by)
    outbox.add("budgets.tell_of_indicative", indicative, key=f"indicative-{indicative.public_id}")
    return indicative


def _working(site_id, questions, chosen) -> dict:
    """Return everything the sum is made of, ready for JSON: amounts as text, sentences beside them."""
    day = today()
    policy = AllocationPolicy.objects.in_force(site_id, day).first()
    if policy is None:
        raise PolicyMissing
    rates = _rates(site_id, day)
    parts = [
        _part(funder, list(asked), chosen, rates.get(funder), policy.round_up_to)
        for funder, asked in groupby(questions, key=lambda question: question.funder)
    ]
    total = sum((Decimal(part["weekly_amount"]) for part in parts), NOTHING)
    give = total * policy.tolerance_percent / 100
    low, high = rounded(total - give), rounded(total + give)
    return {
        "on": day.isoformat(),
        "policy": {
            "id": str(policy.public_id),
            "effective_from": policy.effective_from.isoformat(),
            "tolerance_percent": str(policy.tolerance_percent),
            "round_up_to": str(policy.round_up_to),
            "source": policy.source,
        },
        "funders": parts,
        "weekly_amount": str(total),
        "weekly_low_amount": str(max(low, NOTHING)),
        "weekly_high_amount": str(high),
        "in_words": _sum_in_words(parts, total, policy.tolerance_percent, low, high),
    }


def _rates(site_id, day) -> dict[str, AllocationRate]:
    """Return each funder's newest rate whose day has come."""
    newest: dict[str, AllocationRate] = {}
    for rate in AllocationRate.objects.in_force(site_id, day):
        newest.setdefault(rate.funder, rate)
    return newest


def _part(funder, questions, chosen, rate, round_up_to) -> dict:
    """Return one funder's part: its questions, points × rate, and the sum rounded up."""
    name = str(Funder(funder).label)
    if rate is None:
        raise RateMissing(funder=name)
    points = sum(chosen[question.pk].points for question in questions)
    exact = rounded(points * rate.pounds_per_point)
    amount = round_up(exact, round_up_to)
    words = ngettext(
        "%(funder)s: %(points)s point × %(rate)s a point = %(sum)s a week.",
        "%(funder)s: %(points)s points × %(rate)s a point = %(sum)s a week.",
        points,
    ) % {"funder": name, "points": points, "rate": pounds(rate.pounds_per_point), "sum": pounds(exact)}
    if amount != exact:
        words += " " + _("Rounded up to the next %(step)s: %(amount)s a week.") % {
            "step": pounds(round_up_to),
            "amount": pounds(amount),
        }
    return {
        "funder": str(funder),
        "name": name,
        "questions": [
            {
                "id": str(question.public_id),
                "words": question.words,
                "answer": chosen[question.pk].words,
                "points": chosen[question.pk].points,
            }
            for question in questions
        ],
        "points": points,
        "rate": {
            "id": str(rate.public_id),
            "pounds_per_point": str(rate.pounds_per_point),
            "effective_from": rate.effective_from.isoformat(),
            "source": rate.source,
        },
        "exact_amount": str(exact),
        "weekly_amount": str(amount),
        "in_words": words,
    }


def _sum_in_words(parts, total, percent, low, high) -> list[str]:
    amounts = " + ".join(pounds(Decimal(part["weekly_amount"])) for part in parts)
    sentences = [_("All together: %(sum)s = %(total)s a week.") % {"sum": amounts, "total": pounds(total)}]
    if len(parts) == 1:
        sentences = []
    if percent:
        sentences.append(
            _("Plans differ, so we allow %(percent)s%% either way: from %(low)s to %(high)s a week.")
            % {"percent": f"{percent.normalize():f}", "low": pounds(low), "high": pounds(high)}
        )
    return sentences


def round_up(amount: Decimal, step: Decimal) -> Decimal:
    """Return the first whole number of ``step`` that is not below ``amount``."""
    return ((amount / step).to_integral_value(ROUND_CEILING) * step).quantize(PENNY)
