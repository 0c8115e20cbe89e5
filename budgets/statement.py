"""The person's statement: whose money, how much, for what, how it is managed, what they pay and why.

``content`` is the facts, ready for JSON; ``words`` says them; the page, the PDF and the file for a
spreadsheet all print those facts, so that none can say another number than the others.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from budgets import accruing, payments, statement_account, statement_easy, statement_spent
from budgets.contribution import (
    WEEKS_A_YEAR,
    Money,
    annual,
    assessed,
    by_funder,
    care_act_figures,
    funded,
    is_a_child,
    lines_of,
    whole,
)
from budgets.models import PaymentBasis
from budgets.statement_words import agreed_words, words
from careplans.documents.blocks import drawing
from ipc.kernel import typesetting
from ipc.kernel.dates import today
from people.models import Funder, InformationFormat, InformationNeeds

__all__ = ["agreed", "agreed_words", "content", "facts", "letter", "pdf", "words"]

SIZES = {
    InformationFormat.LARGE: typesetting.LARGE_PRINT,
    InformationFormat.EASY_READ: typesetting.EASY_READ_PRINT,
}


def content(budget, days=None) -> dict:
    """Return the facts of the statement, ready for JSON: days as ISO text, pounds as text.

    ``days`` is the ``statement_account.Period`` it is for; without it, the budget's year up to today.
    What the budget says is what it said on the last of these days. Weekly amounts are what each funder
    pays once the person's own part (``Y``) is taken off the council's.
    """
    days = days or statement_account.this_year(budget)
    on = None if days.last >= today() else budget.day_in_use(days.last)
    return {
        **facts(budget, lines_of(budget), on),
        "on": days.last.isoformat(),
        "own_extras": _own_extras(budget),
        "account": account_in_text(statement_account.account(budget, days), days),
        "spent_on": statement_spent.by_line(budget, days),
        "put_right": statement_spent.put_right(budget, days),
    }


def agreed(budget) -> dict:
    """Return what is sealed with a plan: what was agreed about its money, and nothing of the account."""
    return {**facts(budget, lines_of(budget)), "on": today().isoformat()}


def facts(budget, lines, on=None) -> dict:
    """Return what ``budget`` says on a day (today), without its account; ``lines`` are all it ever had."""
    fundings = funded(budget, lines, on)
    totals, all_of_it = by_funder(fundings), whole(fundings)
    return {
        "reference": str(budget.public_id),
        "person": budget.person.name,
        "starts_on": budget.starts_on and budget.starts_on.isoformat(),
        "ends_on": budget.ends_on and budget.ends_on.isoformat(),
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
            "weekly_assessed": _text(assessed(budget, on)),
            "is_paid_into_the_account": budget.payment_basis == PaymentBasis.NET,
            "is_a_child": is_a_child(budget, on),
        },
        "direct_payment": _direct_payment(budget, fundings),
        "lines": [_line(one) for one in fundings],
        "care_act": _care_act(budget, fundings, on),
    }


def letter(budget, days=None, information_format=None) -> bytes:
    """Return the statement of ``budget`` as a PDF, in the format the person asked for unless told."""
    if information_format is None:
        needs = InformationNeeds.objects.filter(person=budget.person_id).first()
        information_format = needs.information_format if needs else InformationFormat.STANDARD
    return pdf(content(budget, days), information_format)


def pdf(content, information_format=InformationFormat.STANDARD) -> bytes:
    """Return the statement as a tagged PDF (PDF/UA-1), in the size of print the person needs."""
    common = {
        "size": SIZES.get(information_format, typesetting.STANDARD_PRINT),
        "programme": _("Integrated Personal Commissioning"),
        "page": _("Page"),
    }
    if information_format == InformationFormat.EASY_READ:
        return typesetting.pdf("plan", {**common, **_drawn(content)})
    return typesetting.pdf("statement", {**common, **words(content)})


def _drawn(content):
    """Return the statement in Easy Read: a drawing for each short line, set like an Easy Read plan."""
    sections = statement_easy.sections(content)
    pictures = {line["picture"] for one in sections for line in one["lines"]}
    said = words(content)
    return {
        "title": said["title"],
        "name": said["person"],
        "opening": [],
        "sections": [
            {"heading": one["heading"], "blocks": [{"kind": "drawn", **line} for line in one["lines"]]}
            for one in sections
        ],
        "drawings": {name: drawing(name) for name in sorted(pictures)},
        "mark": "",
        "is_easy": True,
        "is_tight": False,
    }


def _text(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _direct_payment(budget, fundings):
    lines = [one for one in accruing.as_paid(budget, fundings) if payments.is_paid_out(one.line)]
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


def _line(one):
    line = one.line
    return {
        "id": str(line.public_id),
        "words": line.words,
        "amount": _text(line.amount),
        "frequency": line.frequency,
        "option": line.option,
        "is_contingency": line.is_contingency,
        "holder": line.holder.name if line.holder else "",
        "charge_exempt_reason": line.charge_exempt_reason,
        "shares": {funder.value: _text(amount) for funder, amount in one.shares.items()},
    }


def _care_act(budget, lines, on):
    """Return the three figures of the Care Act 2014 s26(1), for an adult whose council pays something."""
    figures = care_act_figures(lines)
    if not figures.cost or is_a_child(budget, on):
        return None
    return {
        "cost": _text(figures.cost),
        "person_pays": _text(figures.contribution),
        "council_pays": _text(figures.council),
    }


def _own_extras(budget):
    return [
        {"words": words, "weekly": _text(amount)}
        for words, amount in budget.own_extras.values_list("words", "weekly_amount")
    ]


def account_in_text(pots, days):
    """Return the account of ``days`` ready for JSON."""

    def told(row):
        return {name: one if isinstance(one, str) else _text(one) for name, one in row.items()}

    return {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "pots": [
            {
                **pot,
                "funders": [told(row) for row in pot["funders"]],
                "together": told(pot["together"]),
            }
            for pot in pots
        ],
    }
