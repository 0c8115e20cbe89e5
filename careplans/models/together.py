"""Everybody on the same plan: who takes part, what each may read, and what they say line by line."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careplans.models.plan import CarePlan
from ipc.kernel.access import AccessQuerySet
from people.models import Consent, HowGiven, PersonRow, Relationship, User


class Side(models.TextChoices):
    """For whom somebody speaks in the making of a plan."""

    PERSON = "person", _("The person")
    FAMILY = "family", _("Family or friend")
    NHS = "nhs", _("NHS")
    COUNCIL = "council", _("Council")
    EDUCATION = "education", _("Education")
    VOLUNTARY = "voluntary", _("Voluntary organisation")
    ADVOCATE = "advocate", _("Advocate")
    OTHER = "other", _("Somebody else")


class LineKind(models.TextChoices):
    NEED = "need", _("Need")
    GOAL = "goal", _("Goal")
    ACTION = "action", _("What will be done")
    CONTINGENCY = "contingency", _("If things go wrong")
    RISK = "risk", _("What could go wrong")
    STATEMENT = "statement", _("About me")


class ParticipantQuerySet(AccessQuerySet):
    def taking_part(self):
        return self.filter(approved_at__isnull=False, ended_at=None)


@pghistory.track()
class Participant(PersonRow):
    """Somebody who takes part in making the plan, once the person has said yes to them.

    ``consent`` is what lets them read; without a ``user`` they take part by word of mouth alone.
    ``may_write`` lets a colleague of another organisation write in the draft.
    """

    side = models.CharField(max_length=9, choices=[one for one in Side.choices if one[0] != Side.PERSON])
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="takes_part")
    relationship = models.ForeignKey(
        Relationship, models.PROTECT, null=True, blank=True, related_name="takes_part"
    )
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="takes_part")
    may_write = models.BooleanField(default=False)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    how_approved = models.CharField(max_length=10, choices=HowGiven, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="participant_approved_in_some_way",
                condition=Q(approved_at=None) | ~Q(how_approved=""),
            ),
            models.UniqueConstraint(
                name="participant_once_at_a_time", fields=["person", "user"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.get_side_display()})"


class KeptFromQuerySet(AccessQuerySet):
    def live(self):
        return self.filter(lifted_at=None)


class KeptFrom(PersonRow):
    """That the person keeps one part of the plan or of About me from somebody who may read the rest.

    ``line_id`` is the public id of the need, with its goals and actions, of the statement, or of what could
    go wrong. The care team reads everything.
    """

    KEEPABLE = (LineKind.NEED, LineKind.STATEMENT, LineKind.CONTINGENCY, LineKind.RISK)
    reader = models.ForeignKey(User, models.PROTECT, related_name="+")
    line_kind = models.CharField(max_length=11, choices=[(one.value, one.label) for one in KEEPABLE])
    line_id = models.UUIDField(db_index=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = KeptFromQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="keptfrom_once_at_a_time", fields=["reader", "line_id"], condition=Q(lifted_at=None)
            ),
        ]

    def __str__(self):
        return f"{self.get_line_kind_display()} kept from one reader"


class ProposalState(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Taken into the plan")
    DECLINED = "declined", _("Not taken up")
    WITHDRAWN = "withdrawn", _("Taken back")


class ProposalQuerySet(AccessQuerySet):
    def open(self):
        return self.filter(state=ProposalState.OPEN)


@pghistory.track()
class Proposal(PersonRow):
    """A change to one line of a plan that somebody asks for; the others answer it.

    ``line_id`` is the public id of the line, ``line_words`` what it said then; for a new line both are
    empty and ``under_id`` is where it belongs. ``change`` maps the fields of the line to what they should
    say. ``instead_of`` is the proposal that this one answers with another. Nothing is ever erased.
    """

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="proposals")
    line_kind = models.CharField(max_length=11, choices=LineKind)
    line_id = models.UUIDField(null=True, blank=True, db_index=True)
    under_id = models.UUIDField(null=True, blank=True)
    line_words = models.TextField(blank=True)
    change = models.JSONField(default=dict)
    is_removal = models.BooleanField(default=False)
    reason = models.CharField(max_length=1000, blank=True)
    side = models.CharField(max_length=9, choices=Side)
    instead_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="other_proposals"
    )
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.OPEN)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    settled_why = models.CharField(max_length=1000, blank=True)
    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="proposal_settled_when_no_longer_open",
                condition=Q(state=ProposalState.OPEN, settled_at=None)
                | ~Q(state=ProposalState.OPEN) & Q(settled_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"proposal {self.public_id}"


class Verdict(models.TextChoices):
    AGREES = "agrees", _("Agrees")
    DISAGREES = "disagrees", _("Does not agree")


class Answer(PersonRow):
    """What one side says to a line of the plan, or to a proposal. Only added: a no with its reason stays.

    Everybody's newest answer to the same thing is the one that counts.
    """

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="answers")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="answers")
    line_kind = models.CharField(max_length=11, choices=LineKind)
    line_id = models.UUIDField(null=True, blank=True, db_index=True)
    line_words = models.TextField(blank=True)
    verdict = models.CharField(max_length=9, choices=Verdict)
    reason = models.CharField(max_length=1000, blank=True)
    side = models.CharField(max_length=9, choices=Side)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="answer_no_with_a_reason",
                condition=~Q(verdict=Verdict.DISAGREES) | ~Q(reason=""),
                violation_error_message=_("Say why you do not agree."),
            ),
            models.CheckConstraint(
                name="answer_is_about_a_line_or_a_proposal",
                condition=Q(proposal__isnull=False) | Q(line_id__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.get_verdict_display()}"
