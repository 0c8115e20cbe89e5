"""Links for those who do not sign in yet: to read what was shared, or to begin signing in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ipc.kernel.access import AccessQuerySet
from people.models.circle import Relationship
from people.models.persons import PersonRow
from people.models.sharing import Section
from people.models.users import User


class ShareLinkQuerySet(AccessQuerySet):
    def live(self):
        return self.filter(expires_at__gt=timezone.now(), withdrawn_at=None)


class ShareLink(PersonRow):
    """A link that lets one reader without a sign-in see chosen parts, until a moment. The code is a hash.

    The first browser that opens it with the words the person told the reader is the only one it opens for.
    """

    reader = models.CharField(max_length=120)
    email = models.EmailField()
    sections = ArrayField(models.CharField(max_length=10, choices=Section))
    code_hash = models.CharField(max_length=64, unique=True)
    words_hash = models.CharField(max_length=128)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    expires_at = models.DateTimeField()
    first_opened_at = models.DateTimeField(null=True, blank=True)
    browser_hash = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="sharelink_names_a_section", condition=Q(sections__len__gt=0)),
        ]

    def __str__(self):
        return f"link for {self.reader}"


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
