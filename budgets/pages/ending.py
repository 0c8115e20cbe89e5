"""What pages show when a year or a budget ends: what is left, whose it is, and the last reckoning."""

from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from budgets import ending, payments, years
from budgets.models import AccountKind, Entry, PaymentStatus, PostingKind
from ipc.kernel.dates import in_words, today
from ipc.kernel.money import NOTHING, pounds
from people.models import Funder

# Which movements a reckoning adds up, each between two kinds of account; what is put right is taken off.
COLUMNS = {
    "set_aside": ((AccountKind.FUNDER, AccountKind.AVAILABLE),),
    "own_part": ((AccountKind.FUNDER, AccountKind.HELD),),
    "paid_out": ((AccountKind.AVAILABLE, AccountKind.HELD),),
    "spent": ((AccountKind.HELD, AccountKind.SPENT),),
    "paid_for": ((AccountKind.COMMITTED, AccountKind.PAID_FOR),),
}


def reckoning(budget) -> dict:
    """Return the last reckoning of a budget: for each funder what came in, went out and went back."""
    moved = _moved(budget)
    rows = [_row(funder, moved) for funder in Funder]
    rows = [row for row in rows if any(row["amounts"].values())]
    return {
        "rows": [
            {"letter": row["letter"], **{name: pounds(amount) for name, amount in row["amounts"].items()}}
            for row in rows
        ],
        "has_carried": any(row["amounts"]["carried_in"] or row["amounts"]["carried_out"] for row in rows),
        "sentences": _sentences(budget, rows),
        "is_over": budget.ended_at is not None,
    }


def _moved(budget) -> dict[tuple[str, str, str, str], Decimal]:
    found: dict[tuple[str, str, str, str], Decimal] = {}
    rows = Entry.objects.filter(posting__budget=budget).values_list(
        "credit__funder", "debit__kind", "credit__kind", "posting__kind"
    )
    for funder, source, target, kind, amount in rows.annotate(Sum("amount")).order_by():
        is_special = kind in (PostingKind.CARRIED, PostingKind.RETURN)
        key = (funder, source, target, kind if is_special else "")
        found[key] = found.get(key, NOTHING) + amount
    return found


def _row(funder, moved) -> dict:
    def total(source, target, kind=""):
        return moved.get((funder, source, target, kind), NOTHING)

    pockets = (AccountKind.AVAILABLE, AccountKind.COMMITTED, AccountKind.HELD)
    amounts = {
        name: sum((total(one, two) - total(two, one) for one, two in pairs), NOTHING)
        for name, pairs in COLUMNS.items()
    }
    for name, kind, is_out in (
        ("carried_in", PostingKind.CARRIED, False),
        ("carried_out", PostingKind.CARRIED, True),
        ("given_back", PostingKind.RETURN, True),
    ):
        legs = [(one, AccountKind.FUNDER) if is_out else (AccountKind.FUNDER, one) for one in pockets]
        amounts[name] = sum((total(*leg, kind) for leg in legs), NOTHING)
    return {"letter": funder.value, "amounts": amounts}


def _sentences(budget, rows) -> list[str]:
    whole = {
        name: sum((row["amounts"][name] for row in rows), NOTHING)
        for name in ("paid_out", "own_part", "spent", "paid_for", "given_back", "carried_out")
    }
    said = {name: pounds(amount) for name, amount in whole.items()}
    sentences = [_("The last day was %(day)s.") % {"day": in_words(budget.ends_on)}]
    if whole["paid_out"]:
        sentences.append(_("%(paid_out)s was paid out, and %(spent)s was spent.") % said)
    if whole["paid_for"]:
        sentences.append(_("%(paid_for)s was paid to those who gave the support.") % said)
    if whole["given_back"]:
        sentences.append(_("%(given_back)s went back to those it came from.") % said)
    if whole["carried_out"]:
        sentences.append(_("%(carried_out)s went on into the next budget.") % said)
    return sentences


def before_settling(budget) -> dict:
    """Return what settling would give back, by funder and pocket, and what stands in the way."""
    left = ending.left(budget)
    return {
        "rows": [
            {
                "letter": funder.value,
                "free": pounds(kinds.get(AccountKind.AVAILABLE, NOTHING)),
                "promised": pounds(kinds.get(AccountKind.COMMITTED, NOTHING)),
                "held": pounds(kinds.get(AccountKind.HELD, NOTHING)),
                "whole": pounds(sum(kinds.values(), NOTHING)),
            }
            for funder, kinds in left.items()
        ],
        "due": budget.payments.filter(status=PaymentStatus.DUE).count(),
        "last_day": in_words(budget.ends_on),
        "because": budget.get_ends_because_display(),
        "words": budget.end_words,
        "can_be": budget.ends_on is not None and budget.ends_on < today(),
    }


def year_end(budget, left) -> dict:
    """Return what the year's end shows: the year that ends, what is left of it, and the next."""
    year = budget.years.order_by("number").last()
    return {
        "number": year.number if year else 0,
        "ends": in_words(year.ends_on) if year else "",
        "next": in_words(year.ends_on + years.DAY) if year else "",
        "can_begin": year is not None and today() >= years.earliest(year),
        "earliest": in_words(years.earliest(year)) if year else "",
        "rows": [
            {
                "letter": funder.value,
                "free": pounds(one.available),
                "promised": pounds(one.committed),
                "whole": pounds(one.amount),
            }
            for funder, one in left.items()
        ],
        "next_payment": in_words(payments.next_starts_on(budget)),
    }


def giving_up(budget) -> dict:
    """Return what happens to somebody's support when they give up the money, in sentences."""
    balances = ending.left(budget)
    held = sum((kinds.get(AccountKind.HELD, NOTHING) for kinds in balances.values()), NOTHING)
    sentences = [
        _("You can give up this money at any time. You do not need a reason."),
        _("You keep your right to care. The NHS never refuses treatment because of a budget."),
        _("Your care team talks with you about who will give you the support from then on."),
    ]
    if held:
        sentences.append(
            _("You have %(held)s in your account. Pay what is still owed until your last day.")
            % {"held": pounds(held)}
        )
        sentences.append(_("If you employ somebody, tell us first: they need notice and their last wages."))
        sentences.append(
            _("What is left then goes back to those it came from. Your own part comes back to you.")
        )
    return {"sentences": sentences}


def last_day(budget) -> dict:
    """Return what is set already, and from which day on notice is kept."""
    return {
        "is_set": budget.ends_on is not None,
        "day": in_words(budget.ends_on),
        "with_notice": in_words(ending.earliest_last_day(budget, "")),
    }
