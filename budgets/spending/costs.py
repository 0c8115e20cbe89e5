"""What was paid for the person: a bill for a line that somebody else gives, from what is promised for it."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets import ledger, opening, payments, rules
from budgets.acts import Act
from budgets.models import AccountKind, Budget, BudgetLine, BudgetStatus, PostingKind, Spend
from budgets.spending.recording import already_written, as_it_was, books_day, refuse_the_day, write
from budgets.spending.sharing import most, paid_alike, split
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import pounds
from people.models import Funder


class PaidToThePerson(RuleBroken):
    message = _("This is a direct payment: the person pays for it and writes it down themselves.")


class NotThatMuchPromised(ledger.Overdrawn):
    message = _(
        "Only %(left)s is still promised for this. Write down %(left)s or less, or change the budget."
    )


def cost_lines(budget) -> list[BudgetLine]:
    """Return the lines that somebody else is paid for, also those that are over: a bill may come late."""
    return [line for line in budget.lines.select_related("holder") if opening.is_promised(line)]


def is_cost(spend) -> bool:
    """Return whether ``spend`` was paid for the person, and not by them."""
    return opening.is_promised(spend.line)


@transaction.atomic
def record_cost(budget, *, by, key, line, amount, spent_on, what="") -> Spend:
    """Write down that ``amount`` was paid for ``line``, to whoever gives that support.

    It is taken from what each public funder has promised for it. The person's own part of it goes to the
    council, as always where somebody else is paid, and is not in these accounts. The same ``key`` again is
    the same cost.

    Raises:
        PaidToThePerson, payments.BudgetNotInUse, NotADirectPayment (no line of this budget),
        NotInThePlanThen, SpentInTheFuture, SpentBeforeTheBudget, NotThatMuchPromised,
        KeyUsedForSomethingElse, rules.AgainstTheRules
    """
    budget = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
    done = already_written(budget, key, line, amount, spent_on)
    if done:
        return done
    if budget.status != BudgetStatus.ACTIVE:
        raise payments.BudgetNotInUse
    refuse_the_day(budget, spent_on)
    funded = as_it_was(budget, line, spent_on)
    if not opening.is_promised(funded.line):
        raise PaidToThePerson
    rules.refuse(rules.Stage.SPEND, line=funded.line, amount=amount, words=what, spent_on=spent_on)
    posting = opening.move(
        budget,
        AccountKind.COMMITTED,
        AccountKind.PAID_FOR,
        _shares(budget, funded, amount),
        key=key,
        kind=PostingKind.SPEND,
        value_on=books_day(budget, spent_on),
        may_be_late=True,
        by=by,
    )
    if posting is None:
        raise NotThatMuchPromised(left=pounds(Decimal()))
    cost = write(budget, funded.line, amount, spent_on, what, posting=posting, by=by)
    audit.record(Act.RECORD_COST, cost, by=by)
    return cost


def _shares(budget, funded, amount):
    weights = {funder: share for funder, share in funded.shares.items() if share}
    paid, promised = paid_alike(budget, funded), ledger.balances(budget)[AccountKind.COMMITTED]

    def reaches(shares):
        public = {funder: part for funder, part in shares.items() if funder != Funder.PERSON}
        return all(part <= promised.get(funder, Decimal()) for funder, part in public.items())

    shares = split(amount, weights, paid)
    if not reaches(shares):
        raise NotThatMuchPromised(left=pounds(most(amount, weights, paid, reaches)))
    return shares
