"""What a person says about themselves, in their own words."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import PersonRow, User


class AboutHeading(models.TextChoices):
    """The seven headings of About me, in our words. Source: PRSB About Me 2.0, mapped."""

    MATTERS = "matters", _("What matters most to me")
    PEOPLE = "people", _("The people who matter to me")
    TALKING = "talking", _("How I talk, and how to talk with me")
    WELLNESS = "wellness", _("When I am well, and when I am not")
    PLEASE = "please", _("Please do, and please do not")
    SUPPORT = "support", _("How and when to support me")
    KNOWING = "knowing", _("Also worth knowing about me")


@pghistory.track()
class Statement(PersonRow):
    """The person's own words under one heading. ``revision`` counts savings: a stale form is refused."""

    heading = models.CharField(max_length=10, choices=AboutHeading)
    words = models.TextField(max_length=5000)
    helped_by = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="statement_one_per_heading", fields=["person", "heading"]),
        ]

    def __str__(self):
        return self.get_heading_display()


class View(models.TextChoices):
    PERSON = "person", _("The person")
    FAMILY = "family", _("Family")
    STAFF = "staff", _("Staff")


@pghistory.track()
class Observation(PersonRow):
    """Something that is working or not working in a person's life, and from whose view."""

    view = models.CharField(max_length=6, choices=View)
    is_working = models.BooleanField()
    words = models.TextField(max_length=2000)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return "working" if self.is_working else "not working"
