"""The end of a budget: its last day, said beforehand with reasons, and the account settled after it."""

import datetime as dt
import uuid
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import figures, ledger, telling
from budgets.acts import Act
from budgets.models import (
    AccountKind,
    Budget,
    BudgetStatus,
    EndedBecause,
    MoneyFigure,
    PaymentStatus,
    PostingKind,
    VariationStatus,
)
from budgets.years import settle_todo
from ipc.kernel import acting, audit
from ipc.kernel.dates import in_words, plus_months, today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import NOTHING
from people import todos
from people.models import Funder, Role, TodoKind

DAY = dt.timedelta(days=1)
# With these nobody waits: the person wants it so, or there is nobody left to give notice to.
WITHOUT_NOTICE = (EndedBecause.PERSON_ASKED, EndedBecause.DIED)
STILL_THERE = (AccountKind.AVAILABLE, AccountKind.COMMITTED, AccountKind.HELD)


class NotInUse(RuleBroken):
    message = _("This budget is not in use, so it cannot be ended.")


class WhyIsMissing(RuleBroken):
    message = _("Say why the money ends, in words the person can read too.")


class LastDayNotPossible(RuleBroken):
    message = _("Choose a last day from %(first)s on, and within a year from now.")


class NoticeNeeded(RuleBroken):
    message = _("The person needs %(days)s days of notice. Choose %(day)s or a later day.")
    source = _("NHS (Direct Payments) Regulations 2013 reg 17; Care Act 2014 s33")


class NotYetOver(RuleBroken):
    message = _("The account is settled after the last day. Set the last day first, and come back after it.")


class PaymentsStillDue(RuleBroken):
    message = _("A payment is still due. Release it, or take it back, and settle the account then.")


@transaction.atomic
def set_last_day(budget, *, by, last_day, because, words) -> Budget:
    """Say until which day a budget in use is paid for, and why; it may be said anew until it is settled.

    The person may give up the money at any time and from any day on. Whoever else ends it gives notice.

    Raises:
        NotInUse, WhyIsMissing, LastDayNotPossible, NoticeNeeded
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    if budget.status != BudgetStatus.ACTIVE:
        raise NotInUse
    if not words.strip():
        raise WhyIsMissing
    _refuse_day(budget, last_day, because)
    budget.ends_on, budget.ends_because, budget.end_words = last_day, because, words.strip()[:500]
    budget.save(update_fields=["ends_on", "ends_because", "end_words"])
    audit.record(Act.END_BUDGET, budget, by=by, why=f"{in_words(last_day)}: {budget.end_words}"[:200])
    with acting.for_the_site("ask who closes the account", site_id=budget.site_id):
        _ask_to_close(budget, by)
        telling.readers(budget, "money_ends", page="my_money", about=f"{last_day} {because}", by=by)
    return budget


@transaction.atomic
def settle(budget, *, by) -> Budget:
    """Settle the account after the last day: what is left goes back to whoever it came from.

    Public money goes back to each funder, from all its pockets; the person's own goes back to the person.

    Raises:
        NotInUse, NotYetOver, PaymentsStillDue
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    if budget.status != BudgetStatus.ACTIVE:
        raise NotInUse
    if budget.ends_on is None or budget.ends_on >= today():
        raise NotYetOver
    if budget.payments.filter(status=PaymentStatus.DUE).exists():
        raise PaymentsStillDue
    _give_back(budget, by)
    over(budget, by=by)
    audit.record(Act.SETTLE_BUDGET, budget, by=by)
    settle_todo(budget, TodoKind.SETTLE_MONEY, by=by)
    telling.readers(budget, "money_settled", page="my_reckoning", by=by)
    return budget


def over(budget, *, by):
    """Write down that a budget has ended, with the changes that were still open."""
    budget.status, budget.ended_at, budget.ended_by = BudgetStatus.ENDED, timezone.now(), by
    budget.save(update_fields=["status", "ended_at", "ended_by", "ends_on", "ends_because", "end_words"])
    budget.variations.open().update(
        status=VariationStatus.WITHDRAWN,
        settled_at=timezone.now(),
        settled_by=by,
        settled_because=str(_("The budget has ended.")),
    )


def left(budget) -> dict[Funder, dict[AccountKind, Decimal]]:
    """Return what is still there, by funder and kind of account, nothing left at nought."""
    balances = ledger.balances(budget)
    there = {
        funder: {kind: balances[kind][funder] for kind in STILL_THERE if balances[kind].get(funder)}
        for funder in Funder
    }
    return {funder: kinds for funder, kinds in there.items() if kinds}


def earliest_last_day(budget, because) -> dt.date:
    """Return the first day that may be the last one: notice is given unless the person asks for the end."""
    first = budget.starts_on or today()
    if because in WITHOUT_NOTICE:
        return first
    days = int(figures.value(MoneyFigure.NOTICE_DAYS, site_id=budget.site_id))
    return max(first, today() + dt.timedelta(days=days))


def _refuse_day(budget, last_day, because):
    first = budget.starts_on or today()
    if not first <= last_day <= plus_months(today(), 12):
        raise LastDayNotPossible(first=in_words(first))
    earliest = earliest_last_day(budget, because)
    if last_day < earliest:
        days = int(figures.value(MoneyFigure.NOTICE_DAYS, site_id=budget.site_id))
        raise NoticeNeeded(days=days, day=in_words(earliest))


def _ask_to_close(budget, by):
    about = {"key": f"settle:{budget.public_id}", "by": by}
    todos.ask(budget.person, TodoKind.SETTLE_MONEY, due_on=budget.ends_on + DAY, role=Role.FINANCE, **about)
    if budget.ends_because != EndedBecause.DIED:
        todos.ask(
            budget.person, TodoKind.MONEY_ENDS, key=f"money ends:{budget.public_id}:{budget.ends_on}", by=by
        )


def _give_back(budget, by):
    legs = [
        ledger.Leg(
            ledger.account(budget, kind, funder), ledger.account(budget, AccountKind.FUNDER, funder), amount
        )
        for funder, kinds in left(budget).items()
        for kind, amount in kinds.items()
    ]
    if legs:
        ledger.move(
            budget,
            key=uuid.uuid5(budget.public_id, "settled"),
            kind=PostingKind.RETURN,
            legs=legs,
            value_on=today(),
            by=by,
        )
    year = budget.years.order_by("number").last()
    if year is not None:
        year.given_back += sum((leg.amount for leg in legs), NOTHING)
        year.save(update_fields=["given_back"])
