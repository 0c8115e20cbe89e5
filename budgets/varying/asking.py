"""Asking for a change, writing down what it would be, and taking it back."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import balancing
from budgets.acts import Act
from budgets.contribution import is_in_force
from budgets.drafting import HolderMissing, SharesWrong
from budgets.models import (
    Budget,
    BudgetLine,
    BudgetStatus,
    ManagementOption,
    Variation,
    VariationLine,
    VariationShare,
    VariationStatus,
)
from budgets.models.indicative import PUBLIC_FUNDERS
from careplans.models import Action
from ipc.kernel import acting, audit
from ipc.kernel.dates import in_words, plus_months, today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.models import Event
from ipc.kernel.money import NOTHING
from people import todos
from people.models import Funder, Organisation, Todo, TodoKind

DAY = dt.timedelta(days=1)


class NotInUse(RuleBroken):
    message = _("This budget is not in use, so it cannot be changed this way.")


class WhyIsMissing(RuleBroken):
    message = _("Say why, in words the person can read too.")


class NothingChanges(RuleBroken):
    message = _("Nothing would be different. Say what should change.")


class LineNotInForce(RuleBroken):
    message = _("This part of the budget does not run on that day. Choose another day, or another part.")


class BeforeTheYear(RuleBroken):
    message = _("The money of the days before %(day)s is settled. Choose %(day)s or a later day.")


class BooksClosed(RuleBroken):
    message = _(
        "The books are closed for the days before %(day)s. Choose %(day)s or a later day, "
        "and ask finance how to make up for the days before."
    )


class AgainstTheClock(RuleBroken):
    message = _("A change is written down for a day within a year from now, and no later.")


class AfterTheEnd(RuleBroken):
    message = _("The budget ends on %(day)s. Choose that day, or a day before it.")


class NotOpen(RuleBroken):
    message = _("This change is in force, refused or withdrawn. Ask for a new one.")


class NotYoursToWithdraw(RuleBroken):
    message = _("Somebody of the care team asked for this change. Talk with them, and they can take it back.")


class Change(NamedTuple):
    """What takes the place of ``line``, or comes new for ``action`` where there is no line.

    ``shares`` are pounds a week by funder (once, for what comes once); none at all: the line only ends.
    What is left out stays as the line has it.
    """

    line: BudgetLine | None = None
    shares: dict[Funder, Decimal] | None = None
    option: str = ""
    holder: Organisation | None = None
    words: str = ""
    action: Action | None = None


@transaction.atomic
def ask(budget, *, by, kind, reason, effective_on, changes=(), weekly_contribution=None) -> Variation:
    """Ask for a change of a budget in use from a day on; the coordinator may fill in the figures later.

    Raises:
        NotInUse, WhyIsMissing
        BeforeTheYear, BooksClosed, AgainstTheClock, AfterTheEnd: the day is not possible.
        LineNotInForce, NothingChanges, SharesWrong, HolderMissing: a change is not.
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    if budget.status != BudgetStatus.ACTIVE:
        raise NotInUse
    if not reason.strip():
        raise WhyIsMissing
    refuse_day(budget, effective_on)
    variation = Variation.objects.create(
        budget=budget,
        person_id=budget.person_id,
        site_id=budget.site_id,
        kind=kind,
        status=VariationStatus.ASKED,
        effective_on=effective_on,
        reason=reason.strip(),
        weekly_contribution=_not_below_nothing(weekly_contribution),
        asked_at=timezone.now(),
        asked_by=by,
    )
    _write(variation, changes)
    audit.record(Act.ASK_VARIATION, variation, by=by)
    if by is not None and not by.is_member_of_staff:
        with acting.for_the_site("tell the coordinator of what is asked", site_id=budget.site_id):
            todos.ask(budget.person, TodoKind.CHANGE_ASKED, key=todo_key(variation), by=by)
    return variation


@transaction.atomic
def rewrite(
    variation, *, by, kind=None, changes=(), effective_on=None, weekly_contribution=None
) -> Variation:
    """Write what a change that was asked for would be, instead of what was written there before.

    Raises:
        NotOpen: it is with the funders or settled.
        Whatever ``ask`` refuses.
    """
    variation = locked(variation)
    if variation.status != VariationStatus.ASKED:
        raise NotOpen
    variation.kind = kind or variation.kind
    variation.effective_on = effective_on or variation.effective_on
    refuse_day(variation.budget, variation.effective_on)
    variation.weekly_contribution = _not_below_nothing(weekly_contribution)
    variation.save(update_fields=["kind", "effective_on", "weekly_contribution"])
    VariationShare.objects.filter(line__variation=variation).delete()
    variation.lines.all().delete()
    _write(variation, changes)
    audit.record(Act.ASK_VARIATION, variation, by=by)
    return variation


@transaction.atomic
def withdraw(variation, *, by, why="") -> Variation:
    """Take back a change that is not in force yet; nothing has moved.

    Raises:
        NotOpen, NotYoursToWithdraw
    """
    variation = locked(variation)
    if variation.status not in (VariationStatus.ASKED, VariationStatus.PROPOSED):
        raise NotOpen
    if not may_take_back(variation, by):
        raise NotYoursToWithdraw
    settle(variation, VariationStatus.WITHDRAWN, by=by, because=why)
    audit.record(Act.ASK_VARIATION, variation, by=by, why=why[:200])
    return variation


def may_take_back(variation, user) -> bool:
    """Return whether ``user`` may take the change back: staff may, and others what their side asked for."""
    if user.is_member_of_staff or variation.asked_by_id == user.pk:
        return True
    return was_asked_by_the_person(variation)


def todo_key(variation) -> str:
    return f"change asked:{variation.public_id}"


def locked(variation) -> Variation:
    """Return the variation with its budget, both locked: the budget first, as everywhere."""
    budget = Budget.objects.select_for_update().get(pk=variation.budget_id)
    found = Variation.objects.select_for_update().get(pk=variation.pk)
    found.budget = budget
    return found


def settle(variation, status, *, by, because=""):
    """Write down what became of a change, when and by whom."""
    variation.status, variation.settled_because = status, because.strip()[:500]
    variation.settled_at, variation.settled_by = timezone.now(), by
    variation.save()
    with acting.for_the_site("close what was asked of the coordinator", site_id=variation.site_id):
        asked = Todo.objects.open().filter(person_id=variation.person_id, key=todo_key(variation))
        outcome = str(variation.get_status_display())
        asked.update(done_at=timezone.now(), done_by=by, outcome=outcome)


def was_asked_by_the_person(variation) -> bool:
    """Return whether the person, or who decides for them, asked: nobody who works with them."""
    return variation.asked_by is not None and not variation.asked_by.works_here


def written_by(variation) -> set[int]:
    """Return the ids of those who wrote what the change would be, in whichever hat."""
    with acting.for_the_site("see who wrote the change", site_id=variation.site_id):
        written = Event.objects.filter(
            person_id=variation.person_id, subject_id=variation.public_id, act=Act.ASK_VARIATION
        )
        return set(written.exclude(actor=None).values_list("actor_id", flat=True))


def refuse_day(budget, day):
    """Refuse a day on which nothing can change any more, or yet.

    Raises:
        BeforeTheYear, BooksClosed, AgainstTheClock, AfterTheEnd
    """
    years = balancing.open_years(budget)
    first = max(budget.starts_on, years[0].starts_on) if years else budget.starts_on
    if day < first:
        raise BeforeTheYear(day=in_words(first))
    through = balancing.closed_through(budget.site_id)
    if through and day <= through:
        raise BooksClosed(day=in_words(through + DAY))
    if day > plus_months(today(), 12):
        raise AgainstTheClock
    if budget.ends_on and day > budget.ends_on:
        raise AfterTheEnd(day=in_words(budget.ends_on))


def _write(variation, changes):
    for change in changes:
        _refuse(variation, change)
        line, shares = change.line, change.shares or {}
        option = change.option or (line.option if line else ManagementOption.NOTIONAL)
        holder = change.holder or (line.holder if line else None)
        is_held = option == ManagementOption.THIRD_PARTY
        if is_held and (holder is None or holder.site_id != variation.site_id):
            raise HolderMissing
        of_it = {"person_id": variation.person_id, "site_id": variation.site_id}
        row = VariationLine.objects.create(
            variation=variation,
            line=line,
            action=change.action or line.action,
            words=change.words or line.words,
            option=option,
            holder=holder if is_held else None,
            amount=sum(shares.values(), NOTHING) or None,
            **of_it,
        )
        VariationShare.objects.bulk_create(
            VariationShare(line=row, funder=funder, amount=amount, **of_it)
            for funder, amount in shares.items()
            if amount
        )


def _refuse(variation, change):
    line, shares = change.line, change.shares or {}
    if line is None and not (change.action and change.words and shares):
        raise NothingChanges
    if line is not None:
        ours = line.budget_id == variation.budget_id and not line.is_contingency
        if not ours or not is_in_force(line, variation.effective_on):
            raise LineNotInForce
    if change.action is not None and change.action.plan_id != variation.budget.plan_id:
        raise LineNotInForce
    if any(amount < 0 for amount in shares.values()) or not set(shares) <= set(PUBLIC_FUNDERS):
        raise SharesWrong
    if line is not None and _is_the_same(line, change):
        raise NothingChanges


def _is_the_same(line, change) -> bool:
    before = {share.funder: share.amount for share in line.shares.all()}
    after = {funder: amount for funder, amount in (change.shares or {}).items() if amount}
    return (
        before == after
        and change.option in ("", line.option)
        and (change.holder is None or change.holder.pk == line.holder_id)
        and change.words in ("", line.words)
    )


def _not_below_nothing(amount):
    if amount is not None and amount < 0:
        raise SharesWrong
    return amount
