"""Who agreed a plan and how, and the plan as it then was."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from careplans.models.plan import CarePlan
from people.models import BestInterestsDecision, HowGiven, PersonRow, User


class AgreementParty(models.TextChoices):
    PERSON = "person", _("The person")
    REPRESENTATIVE = "representative", _("Somebody who acts for the person")
    PROFESSIONAL = "professional", _("Professional")
    BEST_INTERESTS = "best_interests", _("Decided in the person's best interests")


class AgreementPaper(PersonRow):
    """The signed page of a plan agreed on paper. Kept outside the web's reach."""

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="agreement_papers")
    file = models.FileField(upload_to="agreements/%Y/%m")
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    def __str__(self):
        return f"signed page {self.public_id}"


class Agreement(PersonRow):
    """That one party agreed a plan: who, in what part, how and when. Only ever added.

    ``revision`` is that of the plan they agreed: what was changed later, they have not agreed. ``witness``
    heard it where it was said by telephone, ``paper`` is the signed page, ``decision`` the best interests
    decision where the person could not decide, ``organisation`` whom a professional speaks for.
    """

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="agreements")
    party = models.CharField(max_length=15, choices=AgreementParty)
    name = models.CharField(max_length=120)
    how = models.CharField(max_length=10, choices=HowGiven)
    organisation = models.CharField(max_length=120, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    paper = models.ForeignKey(
        AgreementPaper, models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    decision = models.ForeignKey(
        BestInterestsDecision, models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    revision = models.PositiveIntegerField()
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="agreement_once_each", fields=["plan", "agreed_by", "party", "name", "revision"]
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.get_party_display()})"


class PlanVersion(PersonRow):
    """The plan as it was agreed, word for word, with the SHA-256 of its canonical JSON. Never changes."""

    plan = models.OneToOneField(CarePlan, models.PROTECT, related_name="version")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    def __str__(self):
        return f"plan version {self.content_hash[:8]}"


class Criterion(models.IntegerChoices):
    """The five things that make a plan a personalised care and support plan. Source: NHS England."""

    CENTRAL = 1, _("They were at the centre of making and agreeing it, and decided who was involved")
    CONVERSATION = 2, _("They had a conversation about what matters to them, their needs and their life")
    OUTCOMES = 3, _("They agreed the health and wellbeing outcomes they want, together with professionals")
    SHARABLE = 4, _("They have a plan that they can share: what matters, what they want, and how")
    REVIEW = 5, _("They can have it looked at again, at a meeting or just by asking")


class CriterionCheck(PersonRow):
    """That somebody looked whether a plan meets one of the five criteria. Only added; the newest counts."""

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="criterion_checks")
    criterion = models.PositiveSmallIntegerField(choices=Criterion)
    is_met = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"criterion {self.criterion}: {'met' if self.is_met else 'not met'}"
