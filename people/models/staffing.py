"""Who works with whom: teams, who is away and who stands in, and what a token may do."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.dates import today
from ipc.kernel.models import Identified
from people.models.sites import Organisation, Site
from people.models.users import User


class Team(Identified):
    """Colleagues of one organisation who work together in a site."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="teams")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(name="team_named_once_in_a_site", fields=["site", "name"])]

    def __str__(self):
        return self.name


class DatedQuerySet(AccessQuerySet):
    def live(self):
        day = today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class TeamMember(models.Model):
    """A colleague in a team, from a day; ``ends_on`` is the first day without."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="teammember_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.UniqueConstraint(
                name="teammember_once_at_a_time", fields=["team", "user"], condition=Q(ends_on=None)
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.team}"


class Cover(Identified):
    """While a coordinator is away, another sees their people; ``ends_on`` is the first day without.

    One that was called off before it began ends on the day it would have started.
    """

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    away = models.ForeignKey(User, models.PROTECT, related_name="+")
    standing_in = models.ForeignKey(User, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    arranged_at = models.DateTimeField(auto_now_add=True)
    arranged_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(name="cover_is_by_somebody_else", condition=~Q(away=F("standing_in"))),
            models.CheckConstraint(
                name="cover_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self):
        return f"{self.standing_in} for {self.away}"


class TokenScope(models.Model):
    """The acts an API token may do: no more than its owner, and no more than these."""

    token = models.OneToOneField("knox.AuthToken", models.CASCADE, related_name="scope")
    acts = ArrayField(models.CharField(max_length=60))
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    def __str__(self):
        return ", ".join(self.acts)
