"""Peer supporters, what makes them safe to meet, and what happens when somebody is worried."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from peersupport.models.directory import Service, Weekday
from peersupport.models.introductions import Introduction
from peersupport.models.rules import DbsLevel, PeerActivity
from people.models import Organisation, PersonRow, Site, User


class PeerStatus(models.TextChoices):
    PREPARING = "preparing", _("Being prepared")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Has stopped")


class Mode(models.TextChoices):
    """The ways peer support is given (NHS England's models)."""

    IN_PERSON = "in_person", _("Meeting one to one")
    ONLINE = "online", _("Online")
    TELEPHONE = "telephone", _("By telephone")
    GROUP = "group", _("In a group")


class Gender(models.TextChoices):
    WOMAN = "woman", _("A woman")
    MAN = "man", _("A man")
    ANOTHER = "another", _("Another way")


class Peer(Identified):
    """Somebody with lived experience who supports others. ``service`` is how people read of them.

    The entry holds what the public may know: the name they use, their own words, needs they know from
    life, languages. What is here is for colleagues alone. ``born_in`` is a decade (1970). ``districts`` are
    first halves of postcodes; none means everywhere in the site.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="peers")
    service = models.OneToOneField(Service, models.PROTECT, related_name="peer")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=10, choices=PeerStatus, default=PeerStatus.PREPARING)
    why_paused = models.CharField(max_length=300, blank=True)
    activities = ArrayField(models.CharField(max_length=16, choices=PeerActivity))
    modes = ArrayField(models.CharField(max_length=10, choices=Mode))
    districts = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    weekdays = ArrayField(models.CharField(max_length=2, choices=Weekday), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    interests = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    gender = models.CharField(max_length=8, choices=Gender, blank=True)
    born_in = models.PositiveSmallIntegerField(null=True, blank=True)
    is_carer = models.BooleanField(default=False)
    faith = models.CharField(max_length=60, blank=True)
    most_people = models.PositiveSmallIntegerField(null=True, blank=True)
    supervisor = models.CharField(max_length=120, blank=True)
    supervision_due_on = models.DateField(null=True, blank=True)
    trained_on = models.DateField(null=True, blank=True)
    boundaries_agreed_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["site", "status", "name"], name="peer_in_site")]
        constraints = [
            models.CheckConstraint(
                name="peer_paused_with_a_reason",
                condition=~Q(status=PeerStatus.PAUSED) | ~Q(why_paused=""),
            ),
            models.CheckConstraint(name="peer_does_something", condition=~Q(activities=[]) & ~Q(modes=[])),
        ]

    def __str__(self):
        return self.name


class CheckOutcome(models.TextChoices):
    CLEAR = "clear", _("Clear")
    LOOKED_AT = "looked_at", _("Something on it: looked at, may support people")
    NOT_CLEAR = "not_clear", _("Must not support people")


class DbsCheck(Identified):
    """That a certificate was seen: level, day, who saw it, and the outcome. Its number is never kept.

    ``detail`` is what was weighed; it is deleted after some months (DBS code of practice).
    """

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="checks")
    level = models.CharField(max_length=16, choices=DbsLevel)
    has_both_lists = models.BooleanField(default=False)
    issued_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=CheckOutcome)
    detail = models.CharField(max_length=500, blank=True)
    detail_gone_at = models.DateTimeField(null=True)
    seen_on = models.DateField()
    seen_by = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    again_on = models.DateField()
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="dbscheck_seen_after_it_was_issued", condition=Q(seen_on__gte=F("issued_on"))
            ),
        ]

    def __str__(self):
        return f"{self.get_level_display()}, {self.issued_on}"


class Supervision(Identified):
    """That a peer supporter and their supervisor talked, and when they will again."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="supervisions")
    held_on = models.DateField()
    next_on = models.DateField()
    words = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="supervision_next_is_later", condition=Q(next_on__gt=F("held_on"))),
        ]

    def __str__(self):
        return f"{self.held_on}"


class PolicyKind(models.TextChoices):
    """What an organisation that gives peer support must have."""

    LONE_WORKING = "lone_working", _("Working alone")
    SAFEGUARDING = "safeguarding", _("Keeping people safe")
    CONFIDENTIALITY = "confidential", _("Keeping what people say to oneself")
    COMPLAINTS = "complaints", _("Complaints")
    TRAINING = "training", _("Training")
    SUPERVISION = "supervision", _("Supervision")
    EXPENSES = "expenses", _("Expenses")


class OrganisationPolicy(Identified):
    """That a policy of an organisation was seen, and when it is looked at again."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="policies")
    kind = models.CharField(max_length=12, choices=PolicyKind)
    seen_on = models.DateField()
    again_on = models.DateField()
    seen_by = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="organisationpolicy_looked_at_again_later", condition=Q(again_on__gt=F("seen_on"))
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class WhyApart(models.TextChoices):
    NO_CONTACT = "no_contact", _("Must not be in contact")
    CONFLICT = "conflict", _("Know each other in another way")
    NOT_WANTED = "not_wanted", _("Would rather not")


class KeptApart(PersonRow):
    """A person and a peer supporter who are never matched."""

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="kept_apart")
    why = models.CharField(max_length=10, choices=WhyApart)
    words = models.CharField(max_length=300, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="keptapart_once", fields=["person", "peer"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self):
        return self.get_why_display()


class ContactNote(PersonRow):
    """That a peer supporter and a person were in touch: when, how, how long. No private messages are kept."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="contacts")
    on = models.DateField()
    mode = models.CharField(max_length=10, choices=Mode)
    minutes = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(name="contactnote_takes_time", condition=Q(minutes__gt=0)),
        ]

    def __str__(self):
        return f"{self.on}"


class Concern(PersonRow):
    """Somebody is worried about an introduction: it is paused at once, and the right people look."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="concerns")
    words = models.CharField(max_length=1000)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    has_paused_peer = models.BooleanField(default=False)
    outcome = models.CharField(max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="concern_closed_with_an_outcome", condition=Q(closed_at=None) | ~Q(outcome="")
            ),
        ]

    def __str__(self):
        return f"{self.raised_at:%Y-%m-%d}"
