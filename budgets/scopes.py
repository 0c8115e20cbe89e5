"""Whose money: the connection of a third-party holder with the people whose budgets it holds."""

from django.db.models import Q

from budgets.models import BudgetLine


def held_by_their_organisation(user, person):
    """Those for whom the user's organisation holds a line of a budget."""
    held = BudgetLine.objects.filter(holder_id=user.hat.organisation_id)
    return Q(**{f"{person}__in": held.values("person_id")})
