"""The ledger's one writer. Every pound moves here, or it does not move.

An act in the ledger has a key, made by whoever asks: the same key with the same legs is the same act
and moves nothing twice; with other legs it is refused. PostgreSQL does the rest in one function
(budgets/migrations/0141): locks in order, no balance below its floor, each funder's money apart, no entry
in a month that is closed, hash chains. docs/ledger.md explains it to a finance officer.
"""

import json
from contextlib import contextmanager
from decimal import Decimal
from typing import NamedTuple

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from budgets.models import Account, AccountKind, Posting, PostingKind
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import KeyUsedForSomethingElse, fingerprint
from ipc.kernel.money import PENNY


class Overdrawn(RuleBroken):
    message = _("There is not that much money left. Nothing has been moved.")


class AccountsOfAnotherBudget(RuleBroken):
    message = _("This money belongs to another budget. Nothing has been moved.")


class AlreadyReversed(RuleBroken):
    message = _("This has already been put right.")


class MonthClosed(RuleBroken):
    message = _("That month is closed; post it with today's day. Nothing has been moved.")


class MoneyOfAnotherFunder(RuleBroken):
    message = _("One funder's money never becomes another's. Nothing has been moved.")


class Leg(NamedTuple):
    """One movement of ``amount`` pounds between two accounts of one budget, by their ids."""

    debit: int
    credit: int
    amount: Decimal


def account(budget, kind, funder) -> int:
    """Return the id of a budget's account for one kind and funder, opened when it is first needed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_open(%s, %s, %s)", [budget.pk, str(funder), str(kind)])
        return cursor.fetchone()[0]


def move(budget, *, key, kind, legs, value_on, by, reverses=None, may_be_late=False) -> Posting:
    """Post ``legs`` under ``key`` in one piece and return the posting; all of it, or nothing.

    ``may_be_late``: where the month of ``value_on`` is closed, it is posted with today's day instead. The
    same act asked for again is the same act, whenever that month was closed.

    Raises:
        Overdrawn: an account would fall below its floor.
        MonthClosed: the books of that month are closed.
        KeyUsedForSomethingElse: the key has been used for another act.
        AccountsOfAnotherBudget: a leg names an account that is not this budget's.
        MoneyOfAnotherFunder: a leg goes from one funder's account to another's.
        ValueError: there are no legs, or one is not of whole pennies above nothing.
    """
    if not legs or any(leg.amount <= 0 or leg.amount != leg.amount.quantize(PENNY) for leg in legs):
        raise ValueError("Legs are whole pennies above nothing, and there is at least one.")
    asked = [[leg.debit, leg.credit, str(leg.amount)] for leg in legs]
    act = fingerprint(kind, [asked, value_on, reverses and reverses.pk])
    moved = [{"debit": leg.debit, "credit": leg.credit, "amount": str(leg.amount)} for leg in legs]
    facts = (reverses and reverses.pk, by and by.pk, json.dumps(moved))
    try:
        return _post(budget.pk, str(key), act, str(kind), value_on, *facts)
    except MonthClosed:
        if not may_be_late:
            raise
        return _post(budget.pk, str(key), act, str(kind), today(), *facts)


def _post(*facts) -> Posting:
    with transaction.atomic(), _refusals(), connection.cursor() as cursor:
        cursor.execute("SELECT ledger_post(%s, %s, %s, %s, %s, %s, %s, %s)", facts)
        return Posting.objects.get(pk=cursor.fetchone()[0])


def move_between(budget, source, target, shares, **posting) -> Posting:
    """Move each funder's share (``{funder: amount}``) from its ``source`` kind to its ``target`` kind."""
    legs = [
        Leg(account(budget, source, funder), account(budget, target, funder), amount)
        for funder, amount in shares.items()
        if amount
    ]
    return move(budget, legs=legs, **posting)


def reverse(posting, *, key, value_on, by) -> Posting:
    """Undo ``posting`` by its mirror image. A posting can be reversed once; a reversal cannot.

    Raises:
        Overdrawn: the money has been used since.
    """
    if posting.kind == PostingKind.REVERSAL or Posting.objects.filter(reverses=posting).exists():
        raise AlreadyReversed
    legs = [Leg(entry.credit_id, entry.debit_id, entry.amount) for entry in posting.entries.order_by("-pk")]
    return move(
        posting.budget,
        key=key,
        kind=PostingKind.REVERSAL,
        legs=legs,
        value_on=value_on,
        by=by,
        reverses=posting,
    )


def close_books(site, through, *, by) -> int | None:
    """Close the books of ``site`` up to a day, once nobody is posting; None where they are closed already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_close(%s, %s, %s)", [site.pk, through, by and by.pk])
        return cursor.fetchone()[0]


def fold_months() -> int:
    """Add what was posted since into the months' totals, as a job of some sites; return how many rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_fold_months()")
        return cursor.fetchone()[0]


def balances(budget) -> dict[str, dict[str, Decimal]]:
    """Return ``{kind: {funder: balance}}`` of a budget's own accounts: one query."""
    found: dict[str, dict[str, Decimal]] = {kind: {} for kind in AccountKind if kind != AccountKind.FUNDER}
    rows = Account.objects.filter(budget=budget).exclude(kind=AccountKind.FUNDER)
    for kind, funder, balance in rows.values_list("kind", "funder", "balance"):
        found[kind][funder] = balance
    return found


_REFUSAL = {
    "P0L01": KeyUsedForSomethingElse,
    "P0L02": AccountsOfAnotherBudget,
    "P0L03": Overdrawn,
    "P0L06": MonthClosed,
    "P0L07": MoneyOfAnotherFunder,
}


@contextmanager
def _refusals():
    """Turn the ledger function's own refusals into broken rules."""
    try:
        yield
    except DatabaseError as error:
        refusal = _REFUSAL.get(getattr(error.__cause__, "pgcode", None))
        if "reverses_id" in str(error) and isinstance(error, IntegrityError):
            refusal = AlreadyReversed  # somebody else put it right at the same moment
        if refusal is None:
            raise
        raise refusal from error
