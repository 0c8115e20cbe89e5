"""Who is in a person's life."""

import pghistory
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from people.models.persons import InformationFormat, PersonRow
from people.models.users import User


class Ring(models.IntegerChoices):
    """How near somebody is: the rings of the circle of support, the nearest first."""

    CLOSEST = 1, _("Closest to me")
    FRIENDS = 2, _("Family and friends")
    GROUPS = 3, _("People I know from groups and places")
    PAID = 4, _("People paid to support me")


class RelationshipKind(models.TextChoices):
    PARENT = "parent", _("Parent")
    CHILD = "child", _("Son or daughter")
    PARTNER = "partner", _("Husband, wife or partner")
    SIBLING = "sibling", _("Brother or sister")
    FRIEND = "friend", _("Friend or neighbour")
    CARER = "carer", _("Unpaid carer")
    GP = "gp", _("GP")
    PROFESSIONAL = "professional", _("Professional")
    OTHER = "other", _("Somebody else")


class RelationshipQuerySet(AccessQuerySet):
    def live(self):
        """Those who are in the person's life now."""
        return self.filter(ended_at=None)

    def contactable(self):
        """Those who may be called or written to: the only ones whose address anything is sent to."""
        return self.live().filter(may_be_contacted=True)

    def with_ways_to_reach(self, *, of_all=False):
        """With ``to_call`` and ``to_write``, empty where somebody must not be contacted.

        The columns themselves are not read, so that no page can show them by mistake. ``of_all`` is for
        the person alone, whose own circle it is.
        """
        told = Q() if of_all else Q(may_be_contacted=True, ended_at=None)
        return self.defer("phone", "email").annotate(
            to_call=Case(When(told, then=F("phone")), default=Value("")) if told else F("phone"),
            to_write=Case(When(told, then=F("email")), default=Value("")) if told else F("email"),
        )


@pghistory.track()
class Relationship(PersonRow):
    """Somebody in a person's life: the circle of support. They may also sign in.

    ``ring`` is how near they are. ``information_format`` and ``how_to_talk`` are their own needs: the
    Accessible Information Standard is for carers and parents too. Nobody is deleted: who has left the
    circle has ``ended_at``.
    """

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=RelationshipKind)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    notes = models.CharField(max_length=300, blank=True)
    is_carer = models.BooleanField(default=False)
    lives_with_person = models.BooleanField(default=False)
    ring = models.PositiveSmallIntegerField(choices=Ring, default=Ring.FRIENDS)
    may_be_contacted = models.BooleanField(default=True)
    why_not_contacted = models.CharField(max_length=200, blank=True)
    information_format = models.CharField(max_length=12, choices=InformationFormat, blank=True)
    how_to_talk = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="relationships")
    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="relationship_user_once", fields=["person", "user"], condition=Q(user__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.get_kind_display()}"
