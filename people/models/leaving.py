"""Two records put together, a person moving away, and records whose time is over."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.persons import Person, PersonRow
from people.models.users import User


class Merge(PersonRow):
    """That two records are of the same person: ``other`` was kept in ``person``'s, by two people's decision.

    ``trail`` says which rows moved (model label → keys), and ``before`` what the kept record said, so that
    undoing puts every one of them back.
    """

    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    proposed_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    trail = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    merged_at = models.DateTimeField(null=True, blank=True)
    merged_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="merge_of_two_records", condition=~Q(person=F("other"))),
            models.CheckConstraint(
                name="merge_decided_by_somebody_else",
                condition=Q(merged_by=None) | ~Q(merged_by=F("proposed_by")),
            ),
        ]

    def __str__(self):
        return f"merge {self.public_id}"


class HandedOver(models.TextChoices):
    """What may go along to another site, each part by itself."""

    NEEDS = "needs", _("How to give information")
    CIRCLE = "circle", _("The circle of support")
    RIGHTS = "rights", _("What the right to support rests on")
    FLAGS = "flags", _("Things to know")
    ABOUT_ME = "about_me", _("About me")
    PLAN = "plan", _("The agreed plan, to read")


class Handover(PersonRow):
    """A person moves to another site: offered here, accepted there. What was here stays here.

    ``going`` are the parts the person agreed to; ``arrived`` is the record the other site began.
    """

    to_site = models.ForeignKey("people.Site", models.PROTECT, related_name="+")
    going = ArrayField(models.CharField(max_length=10, choices=HandedOver), default=list, blank=True)
    summary = models.TextField(max_length=2000, blank=True)
    moves_on = models.DateField()
    offered_at = models.DateTimeField(auto_now_add=True)
    offered_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    why_declined = models.CharField(max_length=300, blank=True)
    arrived = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="handover_goes_to_another_site", condition=~Q(site=F("to_site"))),
            models.UniqueConstraint(
                name="handover_one_offer_at_a_time",
                fields=["person"],
                condition=Q(accepted_at=None, declined_at=None),
            ),
        ]

    def __str__(self):
        return f"handover {self.public_id}"


class RetentionRule(models.Model):
    """How long a record is kept after the last contact, by kind of record. Dated data with its source."""

    name = models.SlugField(max_length=40)
    words = models.CharField(max_length=200)
    years = models.PositiveSmallIntegerField()
    until_age = models.PositiveSmallIntegerField(null=True, blank=True)
    years_after_death = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["name", "starts_on"]
        constraints = [
            models.UniqueConstraint(name="retentionrule_once_from_a_day", fields=["name", "starts_on"]),
        ]

    def __str__(self):
        return self.words


class LegalHold(PersonRow):
    """That a record must not be deleted, whatever its age: an inquiry, a claim, a complaint."""

    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"hold {self.public_id}"


class Disposal(PersonRow):
    """That a record is due to be deleted: found by the schedule, released by two people, then done."""

    rule = models.ForeignKey(RetentionRule, models.PROTECT, related_name="+")
    due_on = models.DateField()
    found_at = models.DateTimeField(auto_now_add=True)
    found_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="disposal_once", fields=["person"]),
            models.CheckConstraint(
                name="disposal_released_by_somebody_else",
                condition=Q(released_by=None) | ~Q(released_by=F("approved_by")),
            ),
        ]

    def __str__(self):
        return f"disposal {self.public_id}"
