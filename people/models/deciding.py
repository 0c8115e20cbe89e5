"""Whether somebody could decide one thing at one time, and what was decided in their best interests."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from people.models.circle import Relationship
from people.models.persons import PersonRow
from people.models.sites import Organisation
from people.models.users import User


class DecisionTopic(models.TextChoices):
    """What a decision is about: an assessment speaks of this one, and of no other."""

    PLAN = "plan", _("Agreeing the plan")
    MONEY = "money", _("How the money is managed")
    CARE = "care", _("Care and treatment")
    HOME = "home", _("Where to live")
    SHARING = "sharing", _("Who may see what")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    CAN = "can", _("Can decide this")
    CANNOT = "cannot", _("Cannot decide this at this time")


class NeverForAnother(models.TextChoices):
    """What nobody may ever decide for somebody else. Source: Mental Capacity Act 2005 ss27–29."""

    MARRIAGE = "marriage", _("Marriage or a civil partnership, or ending one")
    SEX = "sex", _("Sex")
    ADOPTION = "adoption", _("Adoption of a child")
    PARENT = "parent", _("Being a parent, apart from a child's money")
    TREATMENT = "treatment", _("Treatment under the Mental Health Act")
    VOTING = "voting", _("Voting")


class AssessmentQuerySet(AccessQuerySet):
    def live(self):
        """Those that still speak for today: no later one on the same topic has taken their place."""
        return self.filter(replaced_at=None)


@pghistory.track()
class CapacityAssessment(PersonRow):
    """Whether somebody could make one decision at one time. Never a statement about the person as such.

    The four abilities are each yes or no with the evidence. Somebody cannot decide only where at least one
    ability is missing because of an impairment of the mind or brain, after all help that could be given.
    Source: Mental Capacity Act 2005 ss1–3.
    """

    topic = models.CharField(max_length=10, choices=DecisionTopic)
    decision = models.CharField(max_length=300)
    help_given = models.TextField(max_length=2000)
    impairment = models.CharField(max_length=300, blank=True)
    understands = models.BooleanField()
    understands_evidence = models.TextField(max_length=1000)
    retains = models.BooleanField()
    retains_evidence = models.TextField(max_length=1000)
    weighs = models.BooleanField()
    weighs_evidence = models.TextField(max_length=1000)
    communicates = models.BooleanField()
    communicates_evidence = models.TextField(max_length=1000)
    causal_link = models.TextField(max_length=1000, blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome)
    is_fluctuating = models.BooleanField(default=False)
    disagreement = models.TextField(max_length=1000, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    assessed_at = models.DateTimeField()
    assessed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="capacityassessment_cannot_has_its_reasons",
                condition=Q(outcome=Outcome.CAN)
                | (
                    ~Q(impairment="")
                    & ~Q(causal_link="")
                    & Q(review_due_on__isnull=False)
                    & ~Q(understands=True, retains=True, weighs=True, communicates=True)
                ),
            ),
            models.CheckConstraint(
                name="capacityassessment_can_with_all_four_abilities",
                condition=Q(outcome=Outcome.CANNOT)
                | Q(understands=True, retains=True, weighs=True, communicates=True)
                | Q(causal_link=""),
            ),
        ]

    def __str__(self):
        return f"{self.decision}: {self.get_outcome_display()}"


@pghistory.track()
class BestInterestsDecision(PersonRow):
    """What was decided for somebody who could not decide this at that time, and how. Source: MCA 2005 s4."""

    assessment = models.ForeignKey(CapacityAssessment, models.PROTECT, related_name="decisions")
    options = models.TextField(max_length=2000)
    wishes = models.TextField(max_length=2000)
    consulted = models.TextField(max_length=1000)
    advocate = models.CharField(max_length=200, blank=True)
    authority_seen = models.CharField(max_length=300, blank=True)
    advance_decision = models.CharField(max_length=300, blank=True)
    less_restrictive = models.TextField(max_length=1000)
    outcome = models.TextField(max_length=2000)
    dissent = models.TextField(max_length=1000, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    reconsider_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"best interests decision {self.public_id}"


class CircumstanceKind(models.TextChoices):
    LOOKED_AFTER = "looked_after", _("Looked after by a council")
    COURT_ORDER = "court_order", _("Court order")
    NO_CONTACT = "no_contact", _("Contact is restricted")
    OWN_VIEW = "own_view", _("The child's own view")
    ADOPTED = "adopted", _("Adopted")


# These end what somebody may do for a child at once (DAPB3051 §7.4).
SUSPENDS = (
    CircumstanceKind.LOOKED_AFTER,
    CircumstanceKind.COURT_ORDER,
    CircumstanceKind.NO_CONTACT,
    CircumstanceKind.ADOPTED,
)


class ChildCircumstanceQuerySet(AccessQuerySet):
    def stopping(self):
        """Those that stand and stop what somebody may do for a child."""
        return self.filter(kind__in=SUSPENDS, ended_at=None)


@pghistory.track()
class ChildCircumstance(PersonRow):
    """What must be known about a child's situation: who looks after them, orders, contact, their own view.

    ``about`` names whom a restriction is about. What a child says is kept in the child's own words.
    """

    kind = models.CharField(max_length=12, choices=CircumstanceKind)
    words = models.TextField(max_length=1000)
    about = models.ForeignKey(
        Relationship, models.PROTECT, null=True, blank=True, related_name="circumstances"
    )
    council = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = ChildCircumstanceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="childcircumstance_order_has_evidence",
                condition=Q(kind=CircumstanceKind.OWN_VIEW) | ~Q(evidence=""),
            ),
            models.CheckConstraint(
                name="childcircumstance_restriction_says_whose_contact",
                condition=~Q(kind=CircumstanceKind.NO_CONTACT) | Q(about__isnull=False),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
