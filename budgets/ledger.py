"""The ledger's one writer. Every pound moves here, or it does not move.

An act in the ledger has a key, made by whoever asks: the same key with the same legs is the same act
and moves nothing twice; with other legs it is refused. PostgreSQL does the rest in one function
(budgets/migrations/0002): locks in order, no balance below its floor, hash chains. docs/ledger.md
explains it to a finance officer.
"""

import json
from contextlib import contextmanager
from decimal import Decimal
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy as _

from budgets.models import Account, AccountKind, Posting, PostingKind
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import KeyUsedForSomethingElse, fingerprint
from ipc.kernel.money import PENNY


class Overdrawn(RuleBroken):
    message = _("There is not that much money left. Nothing has been moved.")


class AccountsOfAnotherBudget(RuleBroken):
    message = _("This money belongs to another budget. Nothing has been moved.")


class AlreadyReversed(RuleBroken):
    message = _("This has already been put right.")


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


def move(budget, *, key, kind, legs, value_on, by, reverses=None) -> Posting:
    """Post ``legs`` under ``key`` in one piece and return the posting; all of it, or nothing.

    Raises:
        Overdrawn: an account would fall below its floor.
        KeyUsedForSomethingElse: the key has been used for another act.
        AccountsOfAnotherBudget: a leg names an account that is not this budget's.
        ValueError: there are no legs, or one is not of whole pennies above nothing.
    """
    if not legs or any(leg.amount <= 0 or leg.amount != leg.amount.quantize(PENNY) for leg in legs):
        raise ValueError("Legs are whole pennies above nothing, and there is at least one.")
    asked = [[leg.debit, leg.credit, str(leg.amount)] for leg in legs]
    with transaction.atomic(), _refusals(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_post(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                budget.pk,
                str(key),
                fingerprint(kind, [asked, value_on, reverses and reverses.pk]),
                str(kind),
                value_on,
                reverses and reverses.pk,
                by and by.pk,
                json.dumps(
                    [{"debit": leg.debit, "credit": leg.credit, "amount": str(leg.amount)} for leg in legs]
                ),
            ],
        )
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


def balances(budget) -> dict[str, dict[str, Decimal]]:
    """Return ``{kind: {funder: balance}}`` of a budget's own accounts: one query."""
    found: dict[str, dict[str, Decimal]] = {kind: {} for kind in AccountKind if kind != AccountKind.FUNDER}
    rows = Account.objects.filter(budget=budget).exclude(kind=AccountKind.FUNDER)
    for kind, funder, balance in rows.values_list("kind", "funder", "balance"):
        found[kind][funder] = balance
    return found


_REFUSAL = {"P0L01": KeyUsedForSomethingElse, "P0L02": AccountsOfAnotherBudget, "P0L03": Overdrawn}


@contextmanager
def _refusals():
    """Turn the ledger function's own refusals into broken rules."""
    try:
        yield
    except DatabaseError as error:
        refusal = _REFUSAL.get(getattr(error.__cause__, "pgcode", None))
        if refusal is None:
            raise
        raise refusal from error
