"""What a panel decided, where a budget is above what one person may sign for."""

from django.db import models
from django.db.models import Q

from budgets.models.budget import Budget
from budgets.models.indicative import PUBLIC_FUNDERS
from people.models import Funder, PersonRow, User


class PanelDecision(PersonRow):
    """What those decided together whom a funder asks when a budget is above what one may sign. Only added."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="panel_decisions")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    revision = models.PositiveIntegerField()
    met_on = models.DateField()
    who = models.CharField(max_length=300)
    is_agreed = models.BooleanField()
    reason = models.CharField(max_length=1000)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="paneldecision_once_per_funder_and_revision", fields=["budget", "revision", "funder"]
            ),
            models.CheckConstraint(name="paneldecision_with_its_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{Funder(self.funder).label}: {'agreed' if self.is_agreed else 'refused'}"
