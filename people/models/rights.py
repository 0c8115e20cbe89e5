"""Why somebody has a right to their own budget, since when, and what the law said on that day."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.dated import InForceQuerySet
from ipc.kernel.dates import today
from people.models.persons import PersonRow
from people.models.sites import Organisation, Site
from people.models.users import User


class Basis(models.TextChoices):
    """On what somebody's right to support rests. One person may have several at once."""

    CONTINUING_CARE = "chc", _("NHS continuing healthcare")
    CHILDRENS_CONTINUING_CARE = "ccc", _("Continuing care for children and young people")
    AFTER_CARE = "s117", _("After-care (Mental Health Act s117)")
    WHEELCHAIR = "wheelchair", _("Wheelchair service")
    CARE_ACT = "care_act", _("Eligible needs (Care Act)")
    CHILDRENS_ACT = "children", _("Child in need (Children Act s17)")
    EHC_PLAN = "ehc", _("Education, health and care plan")


class LegalBasisQuerySet(AccessQuerySet):
    def live(self, on=None):
        day = on or today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


@pghistory.track()
class LegalBasis(PersonRow):
    """That a body decided that somebody has this entitlement; ``ends_on`` is the first day without it.

    What it gives the person is told by the ``RightRule`` in force.
    """

    basis = models.CharField(max_length=12, choices=Basis)
    decided_by_body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    evidence = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = LegalBasisQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "legal bases"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="legalbasis_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="legalbasis_once_at_a_time", fields=["person", "basis"], condition=Q(ends_on=None)
            ),
        ]

    def __str__(self):
        return self.get_basis_display()


class Right(models.TextChoices):
    HAVE = "have", _("A right to have a personal budget")
    ASK = "ask", _("A right to ask for a personal budget")
    MAY = "may", _("May be offered a personal budget")


class RightRule(models.Model):
    """What a legal basis gave from a day on, with the law that says so. Dated data, never changed."""

    basis = models.CharField(max_length=12, choices=Basis)
    right = models.CharField(max_length=4, choices=Right)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["basis", "starts_on"]
        constraints = [
            models.UniqueConstraint(name="rightrule_once_from_a_day", fields=["basis", "starts_on"]),
        ]

    def __str__(self):
        return f"{self.get_basis_display()}: {self.get_right_display()}"


class Figure(models.TextChoices):
    """The figures that rules about people turn on. What each means stands beside it in the admin."""

    SIGNS_IN_FROM = "signs_in_from", _("Age from which somebody may sign in")
    PARENT_REVIEWED_AT = "parent_reviewed_at", _("Age at which a parent's access is looked at again")
    PARENT_UNTIL = "parent_until", _("Age at which a parent's right to act ends")
    TRANSITION_FROM = "transition_from", _("Age at which planning for adult life begins")
    ADULT_FROM = "adult_from", _("Age from which the Care Act applies")
    EDUCATION_UNTIL = (
        "education_until",
        _("Age at which an education, health and care plan ends at the latest"),
    )
    TOLD_BEFORE_DAYS = "told_before_days", _("Days before such a birthday that people are told")
    INVITATION_DAYS = "invitation_days", _("Days an invitation works")
    LINK_DAYS = "link_days", _("Longest days a shared link works")
    ASK_AGAIN_MONTHS = "ask_again_months", _("Months until information needs are asked about again")
    EMERGENCY_HOURS = "emergency_hours", _("Hours an emergency opening lasts")
    EMERGENCY_REVIEW_DAYS = "emergency_review_days", _("Working days until an emergency opening is reviewed")
    EMERGENCIES_A_DAY = "emergencies_a_day", _("Emergency openings one worker may make in a day")
    ANSWER_DAYS = "answer_days", _("Days to answer a question or a request to put the record right")
    SIXTEEN_DECIDES = "sixteen_decides", _("Age from which somebody is taken to decide for themselves")
    MESSAGE_DAYS = "message_days", _("Working days to answer a message")
    QUESTION_DAYS = "question_days", _("Working days to answer a question")
    CONCERN_DAYS = "concern_days", _("Working days to answer a worry")
    ACKNOWLEDGE_DAYS = "acknowledge_days", _("Working days to say that a complaint was received")
    COMPLAINT_DAYS = "complaint_days", _("Working days to answer a complaint, unless another day is agreed")
    COMPLAINT_LONGEST = "complaint_longest", _("Months that a complaint may take at the longest")
    COMPLAINT_MONTHS = "complaint_months", _("Months within which a complaint is to be made")
    WELLBEING_FROM = "wellbeing_from", _("Age from which the four questions about wellbeing are asked")


class PeopleRule(models.Model):
    """A figure that a rule turns on, from a day, for every site or for one, with where it comes from."""

    figure = models.CharField(max_length=24, choices=Figure)
    value = models.PositiveSmallIntegerField()
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["figure", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="peoplerule_once_from_a_day",
                fields=["figure", "site", "starts_on"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.get_figure_display()}: {self.value}"
