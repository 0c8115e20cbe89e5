"""The person's statement: whose money, how much, for what, how it is managed, what they pay and why.

``content`` is the facts, ready for JSON; ``words`` says them; the page and the PDF both print those
words, so that neither can say another number than the other.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from budgets import payments
from budgets.contribution import (
    WEEKS_A_YEAR,
    Money,
    annual,
    by_funder,
    care_act_figures,
    funding,
    is_a_child,
    whole,
)
from budgets.models import PaymentBasis
from budgets.statement_words import words
from ipc.kernel import typesetting
from ipc.kernel.dates import today
from people.models import Funder, InformationFormat, InformationNeeds

__all__ = ["content", "pdf", "words"]

SIZES = {
    InformationFormat.LARGE: typesetting.LARGE_PRINT,
    InformationFormat.EASY_READ: typesetting.EASY_READ_PRINT,
}


def content(budget) -> dict:
    """Return the facts of the statement, ready for JSON: days as ISO text, pounds as text.

    Weekly amounts are what each funder pays once the person's own part (``Y``) is taken off the
    council's.
    """
    lines = funding(budget)
    totals, all_of_it = by_funder(lines), whole(lines)
    return {
        "reference": str(budget.public_id),
        "person": budget.person.name,
        "on": today().isoformat(),
        "starts_on": budget.starts_on and budget.starts_on.isoformat(),
        "funders": [
            {
                "funder": funder.value,
                "weekly": _text(money.weekly),
                "once": _text(money.one_off),
                "yearly": _text(annual(money.weekly, money.one_off)),
            }
            for funder, money in totals.items()
        ],
        "weekly": _text(all_of_it.weekly),
        "once": _text(all_of_it.one_off),
        "yearly": _text(annual(all_of_it.weekly, all_of_it.one_off)),
        "weeks_in_a_year": WEEKS_A_YEAR,
        "contribution": {
            "weekly": _text(totals.get(Funder.PERSON, Money()).weekly),
            "weekly_assessed": _text(budget.weekly_assessed_contribution),
            "is_paid_into_the_account": budget.payment_basis == PaymentBasis.NET,
        },
        "direct_payment": _direct_payment(budget),
        "lines": [_line(funded) for funded in lines],
        "care_act": _care_act(budget, lines),
    }


def letter(budget) -> bytes:
    """Return the statement of ``budget`` as a PDF in the format the person asked for."""
    needs = InformationNeeds.objects.filter(person=budget.person_id).first()
    return pdf(content(budget), needs.information_format if needs else InformationFormat.STANDARD)


def pdf(content, information_format=InformationFormat.STANDARD) -> bytes:
    """Return the statement as a tagged PDF (PDF/UA-1), in the size of print the person needs."""
    data = {
        **words(content),
        "size": SIZES.get(information_format, typesetting.STANDARD_PRINT),
        "programme": _("Integrated Personal Commissioning"),
        "page": _("Page"),
    }
    return typesetting.pdf("statement", data)


def _text(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _direct_payment(budget):
    lines = payments.direct_lines(budget)
    if not lines:
        return None
    by = by_funder(lines)
    own, everybody = by.get(Funder.PERSON, Money()), whole(lines)
    weekly = everybody.weekly - own.weekly
    return {
        "weekly": _text(weekly),
        "weeks": budget.payment_weeks,
        "period": _text(weekly * budget.payment_weeks),
        "once": _text(everybody.one_off - own.one_off),
        "own_weekly": _text(own.weekly),
        "own_period": _text(own.weekly * budget.payment_weeks),
    }


def _line(funded):
    line = funded.line
    return {
        "words": line.words,
        "amount": _text(line.amount),
        "frequency": line.frequency,
        "option": line.option,
        "holder": line.holder.name if line.holder else "",
        "charge_exempt_reason": line.charge_exempt_reason,
        "shares": {funder.value: _text(amount) for funder, amount in funded.shares.items()},
    }


def _care_act(budget, lines):
    """Return the three figures of the Care Act 2014 s26(1), for an adult whose council pays something."""
    figures = care_act_figures(lines)
    if not figures.cost or is_a_child(budget):
        return None
    return {
        "cost": _text(figures.cost),
        "person_pays": _text(figures.contribution),
        "council_pays": _text(figures.council),
    }
