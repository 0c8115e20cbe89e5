"""The story of each posting: where the money came from, where it went, and what it was for.

Pounds of one funder in one pocket are alike, so one rule says which is which: what came in first goes
out first. What was put right is left out on both sides, as if it had never been.
"""

from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from budgets.models import (
    AccountKind,
    Budget,
    BudgetYear,
    Entry,
    Payment,
    Posting,
    PostingKind,
    Spend,
    Variation,
)
from budgets.payments.releasing import own_part_key
from ipc.kernel.money import NOTHING
from people.models import Funder

# Everything that moved through some accounts, each entry as the stretch of pounds, counted from the
# account's first, that it brought or took: two of them belong together as far as their stretches overlap.
_STRETCHES = """
WITH counted AS (
    SELECT e.id, e.posting_id, e.amount, side.account_id, side.is_in,
           sum(e.amount) OVER (PARTITION BY side.account_id, side.is_in ORDER BY side.seq) AS until
      FROM budgets_entry AS e
      JOIN budgets_posting AS p ON p.id = e.posting_id
     CROSS JOIN LATERAL (VALUES (e.credit_id, true, e.credit_seq), (e.debit_id, false, e.debit_seq))
           AS side (account_id, is_in, seq)
     WHERE (e.credit_id = ANY (%(accounts)s) OR e.debit_id = ANY (%(accounts)s))
       AND side.account_id = ANY (%(accounts)s) AND side.seq IS NOT NULL
       AND p.reverses_id IS NULL
       AND NOT EXISTS (SELECT FROM budgets_posting AS undone WHERE undone.reverses_id = p.id)
), mine AS (
    SELECT * FROM counted WHERE posting_id = %(posting)s AND is_in = %(is_in)s
)
SELECT mine.id, other.posting_id,
       least(mine.until, other.until)
           - greatest(mine.until - mine.amount, other.until - other.amount) AS amount
  FROM mine JOIN counted AS other
    ON other.account_id = mine.account_id AND other.is_in <> mine.is_in
   AND other.until > mine.until - mine.amount AND other.until - other.amount < mine.until
 ORDER BY mine.id, other.until
"""


class Part(NamedTuple):
    """Some pounds of a leg that another posting brought, or took on; None: they are still there."""

    posting: Posting | None
    amount: Decimal


class Leg(NamedTuple):
    """One movement of a posting, with where its pounds came from and where they went.

    ``earlier`` is empty where they came from the funder itself, ``later`` where they left these accounts.
    """

    funder: Funder
    source: AccountKind
    target: AccountKind
    amount: Decimal
    left_before: Decimal | None
    left_after: Decimal | None
    earlier: list[Part]
    later: list[Part]


class Story(NamedTuple):
    """A posting with what it was about: the row (a payment, a spend, a year, a variation), and its legs."""

    posting: Posting
    about: Payment | Spend | BudgetYear | Variation | None
    legs: list[Leg]
    put_right_by: Posting | None

    @property
    def amount(self) -> Decimal:
        return sum((leg.amount for leg in self.legs), NOTHING)


def story(posting) -> Story:
    """Return the story of ``posting``: a fixed number of queries, however long the account."""
    entries = list(posting.entries.select_related("debit", "credit").order_by("pk"))
    undone = Posting.objects.filter(reverses=posting).select_related("posted_by").first()
    is_moved = undone is None and posting.reverses_id is None
    before = _parts(posting, {one.debit_id for one in entries}, is_in=False) if is_moved else {}
    after = _parts(posting, {one.credit_id for one in entries}, is_in=True) if is_moved else {}
    known = _postings(before, after)
    legs = [
        _leg(entry, before.get(entry.pk, []), after.get(entry.pk, []), known, is_moved) for entry in entries
    ]
    if posting.kind == PostingKind.CARRIED:
        legs = _carried(posting, legs)
    return Story(posting, _about(posting), legs, undone)


def _carried(posting, legs) -> list[Leg]:
    """Return ``legs`` with the budget before or after this one in the place of the funders themselves."""
    is_out = any(leg.target == AccountKind.FUNDER for leg in legs)
    others = Budget.objects.filter(**{"came_from" if is_out else "went_on_as": posting.budget_id})
    side = {"entries__debit__kind" if is_out else "entries__credit__kind": AccountKind.FUNDER}
    other = Posting.objects.filter(budget__in=others, kind=PostingKind.CARRIED, **side).first()
    if other is None:
        return legs
    whole = "later" if is_out else "earlier"
    return [leg._replace(**{whole: [Part(other, leg.amount)]}) for leg in legs]


def _leg(entry, before, after, known, is_moved) -> Leg:
    earlier = [Part(known[pk], amount) for pk, amount in before]
    later = [Part(known[pk], amount) for pk, amount in after]
    stays = entry.amount - sum((amount for _pk, amount in after), NOTHING)
    if is_moved and stays and entry.credit.kind != AccountKind.FUNDER:
        later.append(Part(None, stays))
    return Leg(
        Funder(entry.debit.funder),
        AccountKind(entry.debit.kind),
        AccountKind(entry.credit.kind),
        entry.amount,
        entry.debit_balance,
        entry.credit_balance,
        earlier,
        later,
    )


def _parts(posting, accounts, *, is_in) -> dict[int, list[tuple[int, Decimal]]]:
    """Return ``{entry: [(the other posting, pounds)]}`` for what a posting took (or brought, ``is_in``)."""
    found: dict[int, list[tuple[int, Decimal]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STRETCHES, {"accounts": list(accounts), "posting": posting.pk, "is_in": is_in})
        for entry, other, amount in cursor.fetchall():
            found.setdefault(entry, []).append((other, amount))
    return found


def _postings(*parts):
    wanted = {pk for found in parts for those in found.values() for pk, _amount in those}
    known = Posting.objects.select_related("spend", "payment").in_bulk(wanted)
    return {pk: known[pk] for pk in wanted}


def _about(posting):
    """Return the row that ``posting`` was made for, whichever of them it is."""
    if posting.reverses_id:
        return _about(posting.reverses)
    for model in (Spend, Payment, Variation):
        found = model.objects.filter(posting=posting).first()
        if found:
            return found
    if posting.kind == PostingKind.CONTRIBUTION:
        return _payment_with(posting)
    if posting.kind in (PostingKind.ALLOCATION, PostingKind.COMMITMENT):
        return _year_of(posting)
    return None


def _payment_with(posting) -> Payment | None:
    """Return the payment that the person's own part came in beside: its key is made from the payment's."""
    beside = Posting.objects.filter(budget=posting.budget_id, kind=PostingKind.PAYMENT)
    found = next((pk for pk, key in beside.values_list("pk", "key") if own_part_key(key) == posting.key), 0)
    return Payment.objects.filter(posting=found).first()


def _year_of(posting) -> BudgetYear | None:
    years = BudgetYear.objects.filter(budget=posting.budget_id, starts_on__lte=posting.value_on)
    return BudgetYear.objects.filter(posting=posting).first() or years.order_by("-number").first()


def postings(budget, user, *, kind="", funder="", month=None):
    """Return the postings of ``budget`` that ``user`` may see, of one kind, funder or month where asked."""
    found = Posting.objects.visible_to(user).filter(budget=budget)
    if kind:
        found = found.filter(kind=kind)
    if month:
        found = found.filter(value_on__year=month.year, value_on__month=month.month)
    if funder:
        found = found.filter(
            pk__in=Entry.objects.filter(debit__budget=budget, debit__funder=funder).values("posting")
        )
    return found


def months(budget, user):
    """Return the months in which something moved in ``budget``, the newest first."""
    return postings(budget, user).dates("value_on", "month", order="DESC")
