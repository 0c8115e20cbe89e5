"""What a person agreed to share, and who may act for them."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.dates import today
from people.models.circle import Relationship
from people.models.persons import PersonRow, PersonStatus
from people.models.sites import Organisation
from people.models.users import User


class Section(models.TextChoices):
    """The parts of a record that can be shared or withheld, each by itself."""

    IDENTITY = "identity", _("Name and how to reach you")
    ABOUT_ME = "about_me", _("About me")
    PLAN = "plan", _("My plan")
    MONEY = "money", _("My money")
    SUPPORT = "support", _("Peer support and groups")
    RECORD = "record", _("Who looked at my record")


class ConsentPurpose(models.TextChoices):
    CARE = "care", _("To support me together")
    INTRODUCTION = "introduction", _("To be introduced to a group or peer")
    EVALUATION = "evaluation", _("To help find out how well this works")


class HowGiven(models.TextChoices):
    ONLINE = "online", _("Online")
    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By telephone")
    PAPER = "paper", _("On paper")


class NotSought(models.TextChoices):
    """Why somebody else said what may be shared, and not the person."""

    BEST_INTERESTS = "best_interests", _("They cannot decide this now; it is in their best interests")
    PARENT = "parent", _("They are under 16; who has parental responsibility said yes")
    ATTORNEY = "attorney", _("They cannot decide this now; their attorney or deputy said yes")


# Only where an assessment says that they cannot decide about sharing.
NEEDS_CANNOT = (NotSought.BEST_INTERESTS, NotSought.ATTORNEY)


class LiveQuerySet(AccessQuerySet):
    def live(self):
        day = today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), withdrawn_at=None)


@pghistory.track()
class Consent(PersonRow):
    """That a person agreed, on a day, that somebody may see parts of their record for a purpose.

    The reader is an organisation, or a family member or friend: a ``user``, a ``relationship`` or both.
    Somebody who cannot sign in yet is named by ``relationship`` alone; accepting the invitation adds the
    user. The evaluation is nobody who could sign in: it has no reader, and needs the person's own yes.
    Withdrawn at once, never deleted. ``ends_on`` is the first day without it. Either ``how_given`` says how
    the person said yes, or ``why_not_sought`` why somebody else did.
    """

    purpose = models.CharField(max_length=12, choices=ConsentPurpose, default=ConsentPurpose.CARE)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="consents")
    relationship = models.ForeignKey(
        Relationship, models.PROTECT, null=True, blank=True, related_name="consents"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="consents"
    )
    sections = ArrayField(models.CharField(max_length=10, choices=Section))
    how_given = models.CharField(max_length=10, choices=HowGiven, blank=True)
    why_not_sought = models.CharField(max_length=14, choices=NotSought, blank=True)
    assessment = models.ForeignKey(
        "people.CapacityAssessment", models.PROTECT, null=True, blank=True, related_name="consents"
    )
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    ends_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = LiveQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="consent_is_for_one_reader",
                condition=Q(purpose=ConsentPurpose.EVALUATION)
                | Q(organisation__isnull=True) & (Q(user__isnull=False) | Q(relationship__isnull=False))
                | Q(organisation__isnull=False, user__isnull=True, relationship__isnull=True),
            ),
            models.CheckConstraint(
                name="consent_to_the_evaluation_is_their_own_and_for_no_reader",
                condition=~Q(purpose=ConsentPurpose.EVALUATION)
                | Q(organisation=None, user=None, relationship=None, why_not_sought=""),
            ),
            models.CheckConstraint(
                name="consent_says_how_given_or_why_not_sought",
                condition=Q(how_given="") ^ Q(why_not_sought=""),
            ),
            models.CheckConstraint(
                name="consent_of_who_cannot_decide_names_its_assessment",
                condition=Q(why_not_sought__in=NEEDS_CANNOT, assessment__isnull=False)
                | ~Q(why_not_sought__in=NEEDS_CANNOT) & Q(assessment=None),
            ),
            models.CheckConstraint(name="consent_names_a_section", condition=Q(sections__len__gt=0)),
        ]

    def __str__(self):
        return f"{self.reader}: {self.in_words}"

    @property
    def reader(self):
        """Who may see it."""
        if self.purpose == ConsentPurpose.EVALUATION:
            return _("The evaluation")
        return self.organisation or self.user or self.relationship.name

    @property
    def how(self):
        """How the person said yes, or why somebody else did."""
        return self.get_how_given_display() or self.get_why_not_sought_display()

    @property
    def parts(self):
        return [Section(section) for section in self.sections]

    @property
    def in_words(self):
        return ", ".join(str(part.label) for part in self.parts)


class AuthorityKind(models.TextChoices):
    """By what right somebody acts for a person. These are different things (domain.md §2.2, §2.3, §8.4)."""

    PARENT = "parent", _("Parental responsibility")
    REPRESENTATIVE = "representative", _("Representative for NHS money")
    NOMINEE = "nominee", _("Nominee for a direct payment")
    ATTORNEY = "attorney", _("Attorney (lasting power of attorney)")
    DEPUTY = "deputy", _("Deputy of the Court of Protection")
    AUTHORISED = "authorised", _("Authorised person (Care Act s32)")
    APPOINTEE = "appointee", _("Appointee for benefits")
    ADVOCATE = "advocate", _("Advocate")


class AuthorityScope(models.TextChoices):
    """What an attorney or a deputy may decide: one does not bring the other."""

    WELFARE = "welfare", _("Health and care")
    PROPERTY = "property", _("Property and money")


_PLAN = [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN, Section.SUPPORT]
_MONEY = [Section.IDENTITY, Section.MONEY]
_BOTH = [*_PLAN[:3], Section.MONEY, Section.SUPPORT]
SECTIONS_BY_SCOPE = {AuthorityScope.WELFARE: _PLAN, AuthorityScope.PROPERTY: _MONEY}
# What each may see for what it is for, and never more. An appointee deals with benefits, which are not
# held here; an advocate helps somebody speak, and reads what the person shares with them.
AUTHORITY_SECTIONS = {
    AuthorityKind.PARENT: _BOTH,
    AuthorityKind.REPRESENTATIVE: [Section.IDENTITY, Section.PLAN, Section.MONEY],
    AuthorityKind.NOMINEE: _MONEY,
    AuthorityKind.ATTORNEY: _BOTH,
    AuthorityKind.DEPUTY: _BOTH,
    AuthorityKind.AUTHORISED: [Section.IDENTITY, Section.PLAN, Section.MONEY],
    AuthorityKind.APPOINTEE: [Section.IDENTITY],
    AuthorityKind.ADVOCATE: [Section.IDENTITY],
}
BY_SCOPE = (AuthorityKind.ATTORNEY, AuthorityKind.DEPUTY)
# Only where the person cannot decide this for themselves, shown by an assessment of their capacity.
NEEDS_ASSESSMENT = (AuthorityKind.AUTHORISED,)
DECIDES_THE_PLAN = [
    AuthorityKind.PARENT,
    AuthorityKind.REPRESENTATIVE,
    AuthorityKind.ATTORNEY,
    AuthorityKind.DEPUTY,
    AuthorityKind.AUTHORISED,
]
HANDLES_THE_MONEY = [*DECIDES_THE_PLAN, AuthorityKind.NOMINEE]


class AuthorityQuerySet(LiveQuerySet):
    def standing(self):
        """Those that are not over: in force, still to begin, waiting for a yes, or suspended."""
        return super().live()

    def live(self):
        """Those in force today: begun, not over, not withdrawn or suspended; a nominee accepted twice.

        PostgreSQL holds the same in ``app_granted_people``.
        """
        accepted = Q(accepted_at__isnull=False, agreed_at__isnull=False)
        return (
            super()
            .live()
            .filter(~Q(kind=AuthorityKind.NOMINEE) | accepted, starts_on__lte=today(), suspended_at=None)
        )

    def deciding_the_plan(self):
        """Those in force whose holder decides about the plan: by kind, and by scope where there is one."""
        by_scope = ~Q(kind__in=BY_SCOPE) | Q(scopes__contains=[AuthorityScope.WELFARE])
        return self._for_the_living().filter(by_scope, kind__in=DECIDES_THE_PLAN)

    def handling_the_money(self):
        """Those in force whose holder handles the money: by kind, and by scope where there is one."""
        by_scope = ~Q(kind__in=BY_SCOPE) | Q(scopes__contains=[AuthorityScope.PROPERTY])
        return self._for_the_living().filter(by_scope, kind__in=HANDLES_THE_MONEY)

    def _for_the_living(self):
        """A right to decide ends with a death; what was given to read can still be read."""
        return self.live().exclude(person__status=PersonStatus.DIED)


@pghistory.track()
class Authority(PersonRow):
    """That somebody may act for a person: by what right, with what evidence, seen by whom, until when.

    A parent's authority ends on the child's 16th birthday (``ends_on``, the first day without it). A
    nominee acts once they have ``accepted`` and the body that pays has ``agreed``. An authority that rests
    on the person not being able to decide names the ``assessment``; it is suspended when they can again.
    """

    holder = models.ForeignKey(User, models.PROTECT, related_name="authorities")
    kind = models.CharField(max_length=14, choices=AuthorityKind)
    scopes = ArrayField(models.CharField(max_length=10, choices=AuthorityScope), default=list, blank=True)
    sections = ArrayField(models.CharField(max_length=10, choices=Section))
    evidence = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True)
    how_agreed = models.CharField(max_length=10, choices=HowGiven, blank=True)
    assessment = models.ForeignKey(
        "people.CapacityAssessment", models.PROTECT, null=True, blank=True, related_name="authorities"
    )
    checked_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    why_suspended = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    verified_at = models.DateTimeField()
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                name="authority_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="authority_names_a_section", condition=Q(sections__len__gt=0)),
            models.CheckConstraint(
                name="authority_scope_is_for_attorneys_and_deputies",
                condition=Q(scopes__len=0) ^ Q(kind__in=BY_SCOPE),
            ),
            models.CheckConstraint(
                name="authority_without_capacity_names_its_assessment",
                condition=~Q(kind__in=NEEDS_ASSESSMENT)
                | Q(assessment__isnull=False)
                | Q(suspended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="authority_holder_accepts_themselves",
                condition=Q(accepted_by=None) | Q(accepted_by=F("holder")),
            ),
            models.CheckConstraint(
                name="authority_body_is_somebody_else",
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("holder")),
            ),
        ]

    def __str__(self):
        return f"{self.holder}: {self.get_kind_display()}"
