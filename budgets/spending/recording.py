"""What the person bought: written down line by line, and taken from the pockets that pay for the line."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import accruing, contribution, ledger, payments, receipts, rules
from budgets.acts import Act
from budgets.models import AccountKind, Budget, BudgetLine, PostingKind, Spend
from budgets.spending.sharing import most, paid_alike, split
from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import KeyUsedForSomethingElse
from ipc.kernel.money import pounds


class NotADirectPayment(RuleBroken):
    message = _("This is paid for you, so there is nothing to write down. Choose something else.")


class NotInThePlanThen(RuleBroken):
    message = _("This was not a part of your plan on that day. Choose another day, or something else.")


class SpentInTheFuture(RuleBroken):
    message = _("The day you spent it must be today or a day before today.")


class SpentBeforeTheBudget(RuleBroken):
    message = _("The day you spent it must not be before your budget started.")


class NotThatMuchLeft(ledger.Overdrawn):
    message = _(
        "You can spend up to %(left)s on this. Write down %(left)s or less, or talk with your care team."
    )


def choices(budget) -> list[BudgetLine]:
    """Return the lines the person may spend on: those of the direct payment, also those that are over.

    Of a line that was changed there is the newest that is paid to them: a receipt may come late.
    """
    lines = contribution.lines_of(budget)
    found = [funded.line for funded in payments.direct_lines(budget)]
    for line in sorted(lines, key=lambda one: -one.pk):
        is_one_of_them = any(_are_one(lines, line, other) for other in found)
        if payments.is_paid_out(line) and _has_been(line) and not is_one_of_them:
            found.append(line)
    return found


def _has_been(line) -> bool:
    """Return whether there was a day on which ``line`` was in force, and that it is over."""
    is_over = line.ends_on is not None and line.ends_on < today()
    return is_over and not (line.starts_on and line.ends_on < line.starts_on)


@transaction.atomic
def record(budget, *, by, key, line, amount, spent_on, what="", receipt=None) -> Spend:
    """Write down that ``amount`` was spent for ``line``, with a ``receipt`` (an uploaded file) or without.

    The same ``key`` again is the same spend. Each funder's money pays only its own share of the line, as
    it was on that day: NHS money never quietly pays for the council's part, nor the other way round. A day
    in a month that is closed stays the day it was spent on; the books take it in today.

    Raises:
        NotADirectPayment, NotInThePlanThen, SpentInTheFuture, SpentBeforeTheBudget, NotThatMuchLeft,
        KeyUsedForSomethingElse, rules.AgainstTheRules, receipts.ReceiptTooLarge, ReceiptEmpty,
        ReceiptOfAnotherKind
    """
    budget = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
    done = already_written(budget, key, line, amount, spent_on)
    if done:
        return done
    refuse_the_day(budget, spent_on)
    if receipt:
        receipts.look_at(receipt)
    funded = as_it_was(budget, line, spent_on)
    if not payments.is_paid_out(funded.line):
        raise NotADirectPayment
    rules.refuse(rules.Stage.SPEND, line=funded.line, amount=amount, words=what, spent_on=spent_on)
    posting = ledger.move_between(
        budget,
        AccountKind.HELD,
        AccountKind.SPENT,
        _shares(budget, funded, amount),
        key=key,
        kind=PostingKind.SPEND,
        value_on=books_day(budget, spent_on),
        may_be_late=True,
        by=by,
    )
    kept = receipts.keep(budget.person, receipt, by=by) if receipt else None
    spend = write(budget, funded.line, amount, spent_on, what, posting=posting, receipt=kept, by=by)
    audit.record(Act.RECORD_SPEND, spend, by=by)
    return spend


def already_written(budget, key, line, amount, spent_on) -> Spend | None:
    """Return what was written down with ``key`` before, if it is the same."""
    done = Spend.objects.filter(budget=budget, posting__key=key).select_related("line").first()
    if done and (done.amount, done.spent_on) != (amount, spent_on):
        raise KeyUsedForSomethingElse
    if done and done.line_id != line.pk and not _are_one(contribution.lines_of(budget), done.line, line):
        raise KeyUsedForSomethingElse
    return done


def refuse_the_day(budget, day):
    if day > today():
        raise SpentInTheFuture
    first = budget.came_from.starts_on if budget.came_from_id else budget.starts_on
    if first and day < first:
        raise SpentBeforeTheBudget


def books_day(budget, day):
    """Return when the books take in what was bought on ``day``: not before the budget has money."""
    return max(day, budget.starts_on or day)


def as_it_was(budget, line, day) -> contribution.LineFunding:
    """Return ``line`` as it was on a day, with who paid what; a line that was changed is one line.

    Raises:
        NotADirectPayment: it is no line of this budget.
        NotInThePlanThen: it was not there on that day.
    """
    lines = contribution.lines_of(budget)
    if line.pk not in {one.pk for one in lines}:
        raise NotADirectPayment
    if budget.came_from_id and day < budget.starts_on:
        return _as_it_was_before(budget.came_from, line, day)
    on_the_day = accruing.as_paid(budget, contribution.funded(budget, lines, day))
    for funded in on_the_day:
        if _are_one(lines, funded.line, line):
            return funded
    raise NotInThePlanThen


def _as_it_was_before(before, line, day) -> contribution.LineFunding:
    """Return ``line`` with who paid what for the same action, in the same way, in the budget ``before``.

    The money of those days was handed over, each funder's own (``following.take_over``).
    """
    came_from = line.action.came_from_id if line.action_id else None
    if came_from and not (before.ends_on and day > before.ends_on):
        for funded in accruing.as_paid(
            before, contribution.funded(before, contribution.lines_of(before), day)
        ):
            is_the_same = funded.line.action_id == came_from
            if is_the_same and payments.is_paid_out(funded.line) == payments.is_paid_out(line):
                return contribution.LineFunding(line, funded.shares)
    raise NotInThePlanThen


def _are_one(lines, one, other) -> bool:
    """Return whether two lines are the same one, before and after a change.

    What was used of a contingency is a line of its own: it is not what is still kept.
    """
    kept = {line.pk for line in lines if line.is_contingency}
    replaced = {line.pk: line.replaces_id for line in lines if line.replaces_id not in kept}

    def first(pk):
        while replaced.get(pk):
            pk = replaced[pk]
        return pk

    return first(one.pk) == first(other.pk)


def write(budget, line, amount, spent_on, what, *, posting, by, receipt=None) -> Spend:
    """Keep what was spent, beside the posting that moved it."""
    return Spend.objects.create(
        site_id=budget.site_id,
        person_id=budget.person_id,
        budget=budget,
        line=line,
        amount=amount,
        spent_on=spent_on,
        what=what or line.words,
        receipt=receipt,
        posting=posting,
        recorded_at=timezone.now(),
        recorded_by=by,
    )


def _shares(budget, funded, amount):
    """Return ``{funder: pounds}`` of ``amount``, refused where a funder's money does not reach."""
    weights = {funder: share for funder, share in funded.shares.items() if share}
    paid, held = paid_alike(budget, funded), ledger.balances(budget)[AccountKind.HELD]

    def reaches(shares):
        return all(part <= held.get(funder, Decimal()) for funder, part in shares.items())

    shares = split(amount, weights, paid)
    if not reaches(shares):
        raise NotThatMuchLeft(left=pounds(most(amount, weights, paid, reaches)))
    return shares
