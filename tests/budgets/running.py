"""A budget in use, the way it comes about: agreed, set aside and, if wanted, paid once."""

import datetime as dt
import uuid
from decimal import Decimal

from budgets import opening, payments
from budgets.models import BudgetStatus, ManagementOption
from ipc.kernel.dates import today
from people.models import Funder
from tests.factories.budgets import BudgetFactory, BudgetLineFactory
from tests.factories.people import PersonFactory, staff

NHS, COUNCIL, EDUCATION, PERSON = Funder.NHS, Funder.COUNCIL, Funder.EDUCATION, Funder.PERSON
DIRECT, NOTIONAL, THIRD_PARTY = ManagementOption


def pounds(text):
    return Decimal(text)


def in_use(*lines, contribution="0.00", starts_on=None, person=None, **budget):
    """Return a budget in use whose ``lines`` are dicts of shares, or ``(shares, fields)``; all set aside."""
    budget = BudgetFactory(
        person=person or PersonFactory(),
        weekly_assessed_contribution=pounds(contribution),
        starts_on=starts_on or today() - dt.timedelta(days=7),
        **budget,
    )
    for line in lines:
        shares, fields = line if isinstance(line, tuple) else (line, {})
        BudgetLineFactory(
            budget=budget, shares={funder: pounds(amount) for funder, amount in shares.items()}, **fields
        )
    budget.status = BudgetStatus.ACTIVE
    budget.save()
    opening.set_aside(budget, by=None)
    return budget


def margaret(**more):
    """NHS 95 and council 180 a week as one direct payment; she pays 32: £972.00 every 4 weeks."""
    return in_use({NHS: "95.00", COUNCIL: "180.00"}, contribution="32.00", **more)


def paid(budget, starts_on=None):
    """Prepare and release the payment of a budget; return it."""
    site = budget.site
    payment = payments.prepare(
        budget, by=staff("coordinator", site), starts_on=starts_on or payments.next_starts_on(budget)
    )
    return payments.release(payment, by=staff("finance", site), key=uuid.uuid4())
