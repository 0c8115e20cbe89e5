"""What a person says about themselves, in their own words."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import PersonRow, User


class AboutHeading(models.TextChoices):
    """The seven headings of About me, in our words, and four that a one-page profile needs as well.

    Source: PRSB About Me 2.0, mapped; the four of person-centred planning (domain.md §3.7).
    """

    MATTERS = "matters", _("What matters most to me")
    PEOPLE = "people", _("The people who matter to me")
    TALKING = "talking", _("How I talk, and how to talk with me")
    WELLNESS = "wellness", _("When I am well, and when I am not")
    PLEASE = "please", _("Please do, and please do not")
    SUPPORT = "support", _("How and when to support me")
    KNOWING = "knowing", _("Also worth knowing about me")
    STRENGTHS = "strengths", _("What I am good at")
    LIKED = "liked", _("What people like about me")
    GOOD_DAY = "good_day", _("A good day")
    BAD_DAY = "bad_day", _("A bad day")


# The four that are our own; the others are those of the standard.
BESIDE_THE_STANDARD = (
    AboutHeading.STRENGTHS,
    AboutHeading.LIKED,
    AboutHeading.GOOD_DAY,
    AboutHeading.BAD_DAY,
)


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


class MediaKind(models.TextChoices):
    PHOTO = "photo", _("Photo")
    SOUND = "sound", _("Voice")
    VIDEO = "video", _("Video")


class Media(PersonRow):
    """A photo, a voice or a video that belongs to a statement, and the same in words for who cannot use it.

    ``removed_at`` is when the person took it back: the file is then gone, that it was there is kept.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="media")
    kind = models.CharField(max_length=5, choices=MediaKind)
    file = models.FileField(upload_to="about-me/%Y/%m", blank=True)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    text_alternative = models.TextField(max_length=2000)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.public_id}"


class UnsavedWords(PersonRow):
    """What somebody has typed about a person and not saved yet, so that nothing is lost with a session.

    ``page`` names the form; only who typed it ever sees it.
    """

    page = models.CharField(max_length=120)
    words = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="unsavedwords_one_a_form", fields=["person", "saved_by", "page"]),
        ]

    def __str__(self):
        return f"unsaved words {self.public_id}"
