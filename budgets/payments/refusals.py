"""Why a payment is not prepared, released or taken back."""

from django.utils.translation import gettext_lazy as _

from budgets.models import BudgetStatus
from ipc.kernel.errors import RuleBroken
from people.models import LEFT


class BudgetNotInUse(RuleBroken):
    message = _("This budget is not in use. It can be paid once everybody has agreed the plan.")


class NoDirectPayment(RuleBroken):
    message = _("Nothing in this budget is a direct payment, so there is nothing to pay.")
    source = _("Care Act 2014 s31(1)(a); NHS (Direct Payments) Regulations 2013")


class AllTakenOff(RuleBroken):
    message = _("There is nothing to pay for these days: %(amount)s too much was paid before.")


class AllDaysPaid(RuleBroken):
    message = _("The last day of this budget is %(day)s, and nothing is due for the days until then.")


class BeforeTheBudget(RuleBroken):
    message = _("The budget starts on a later day. Choose its first day, or a day after it.")


class TooFarAhead(RuleBroken):
    message = _("A payment is prepared for a day within a year from now, and no later.")


class AlreadyPrepared(RuleBroken):
    message = _("There is already a payment for some of these days.")


class NoLongerSupported(RuleBroken):
    message = _("This person is no longer supported here, so nothing can be paid. Talk with the care team.")


class BudgetHasChanged(RuleBroken):
    message = _("The budget has changed since this payment was prepared. Ask the care team to look at it.")


class NeedsASecondPerson(RuleBroken):
    message = _("You prepared this payment. Somebody else must release it.")


class AlreadyReleased(RuleBroken):
    message = _("This payment has already been released. Nothing has been paid twice.")


class AlreadyCancelled(RuleBroken):
    message = _("This payment was taken back before it was paid. Prepare it again if it is needed.")


def refuse_unless_payable(budget):
    """Refuse where nothing can be paid from ``budget`` at all."""
    if budget.status != BudgetStatus.ACTIVE:
        raise BudgetNotInUse
    if budget.person.status in LEFT:
        raise NoLongerSupported
