"""What a person agreed to share, who may act for them, and invitations to sign in."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.dates import today
from people.models.persons import PersonRow, Relationship
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


class LiveQuerySet(AccessQuerySet):
    def live(self):
        day = today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), withdrawn_at=None)


@pghistory.track()
class Consent(PersonRow):
    """That a person agreed, on a day, that somebody may see parts of their record for a purpose.

    The reader is an organisation, or a family member or friend: a ``user``, a ``relationship`` or both.
    Somebody who cannot sign in yet is named by ``relationship`` alone; accepting the invitation adds the
    user. Withdrawn at once, never deleted. ``ends_on`` is the first day without it.
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
    how_given = models.CharField(max_length=10, choices=HowGiven)
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
                condition=Q(organisation__isnull=True)
                & (Q(user__isnull=False) | Q(relationship__isnull=False))
                | Q(organisation__isnull=False, user__isnull=True, relationship__isnull=True),
            ),
            models.CheckConstraint(name="consent_names_a_section", condition=Q(sections__len__gt=0)),
        ]

    def __str__(self):
        return f"{self.reader}: {self.in_words}"

    @property
    def reader(self):
        """Who may see it."""
        return self.organisation or self.user or self.relationship.name

    @property
    def parts(self):
        return [Section(section) for section in self.sections]

    @property
    def in_words(self):
        return ", ".join(str(part.label) for part in self.parts)


class AuthorityKind(models.TextChoices):
    """By what right somebody acts for a person. These are different things (domain.md §10.1)."""

    PARENT = "parent", _("Parental responsibility")
    NOMINEE = "nominee", _("Nominee for a direct payment")
    ATTORNEY = "attorney", _("Attorney (lasting power of attorney)")
    DEPUTY = "deputy", _("Deputy of the Court of Protection")
    AUTHORISED = "authorised", _("Authorised person (Care Act s32)")


AUTHORITY_SECTIONS = {
    AuthorityKind.PARENT: [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN, Section.MONEY, Section.SUPPORT],
    AuthorityKind.NOMINEE: [Section.IDENTITY, Section.MONEY],
    AuthorityKind.ATTORNEY: [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN, Section.MONEY],
    AuthorityKind.DEPUTY: [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN, Section.MONEY],
    AuthorityKind.AUTHORISED: [Section.IDENTITY, Section.PLAN, Section.MONEY],
}
DECIDES_THE_PLAN = [
    AuthorityKind.PARENT,
    AuthorityKind.ATTORNEY,
    AuthorityKind.DEPUTY,
    AuthorityKind.AUTHORISED,
]


class AuthorityQuerySet(LiveQuerySet):
    def live(self):
        """Those in force today: begun, not over, not withdrawn."""
        return super().live().filter(starts_on__lte=today())


@pghistory.track()
class Authority(PersonRow):
    """That somebody may act for a person: by what right, with what evidence, seen by whom, until when.

    A parent's authority ends on the child's 16th birthday (``ends_on``, the first day without it).
    """

    holder = models.ForeignKey(User, models.PROTECT, related_name="authorities")
    kind = models.CharField(max_length=10, choices=AuthorityKind)
    sections = ArrayField(models.CharField(max_length=10, choices=Section))
    evidence = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
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
        ]

    def __str__(self):
        return f"{self.holder}: {self.get_kind_display()}"


class Invitation(PersonRow):
    """An invitation to sign in, for the person or somebody in their life. The code is kept as a hash."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    relationship = models.ForeignKey(
        Relationship, models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    code_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    def __str__(self):
        return f"invitation {self.public_id}"
