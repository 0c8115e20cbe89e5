"""Whose money: the connection of a third-party holder with the people whose budgets it holds."""

from django.db.models import Q

from budgets.models import BudgetLine, BudgetStatus, IndicativeStatus
from people import scopes
from people.models import Section

given_money = scopes.of_section(Section.MONEY)


def held_by_their_organisation(user, person):
    """Those for whom the user's organisation holds a line of a budget in use; never somebody close."""
    held = BudgetLine.objects.held_by(user.hat.organisation_id)
    return Q(**{f"{person}__in": held.values("person_id")}) & ~scopes.close_to(user, person)


def the_lines_they_hold(user, person):
    """Of a budget, the lines that the user's organisation holds, and no other line."""
    if person == "pk":
        return held_by_their_organisation(user, person)
    held = Q(holder_id=user.hat.organisation_id, budget__status=BudgetStatus.ACTIVE)
    return held & ~scopes.close_to(user, person)


def once_shown(status):
    """Return the scope of those whose money the user may see, of rows that were shown to the person.

    ``status`` is the path to the indicative budget's status; a person alone has none.
    """

    def own_or_given_money_once_shown(user, person):
        given = given_money(user, person)
        return given if person == "pk" else given & ~Q(**{status: IndicativeStatus.DRAFT})

    return own_or_given_money_once_shown
