"""What the programme tells everybody, and the demonstration's letter box."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Site, User


class Channel(models.TextChoices):
    EMAIL = "email", _("Email")
    TEXT = "text", _("Text message")
    LETTER = "letter", _("Letter")


class CaughtMail(models.Model):
    """An email, text or letter kept instead of sent. Exists only in the demonstration and in tests."""

    channel = models.CharField(max_length=6, choices=Channel, default=Channel.EMAIL)
    sent_at = models.DateTimeField(auto_now_add=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.subject


class TopicQuerySet(models.QuerySet):
    def shown(self):
        """Those that are published and not taken down."""
        return self.filter(is_shown=True)

    def for_everywhere(self):
        return self.shown().filter(site=None)

    def of_site(self, site):
        return self.shown().filter(site=site)

    def read_in(self, site):
        """Those that somebody in ``site`` may meet: the national ones and the site's own."""
        return self.shown().filter(Q(site=None) | Q(site=site) if site else Q(site=None))

    def due_for_review(self, on):
        return self.shown().filter(review_due_on__lte=on)


class Audience(models.TextChoices):
    EVERYBODY = "everybody", _("Everybody")
    FAMILIES = "families", _("Children, young people and their families")


class Chapter(models.TextChoices):
    """Under which heading a topic stands."""

    START = "start", _("Is this for me?")
    SUPPORT = "support", _("Support around you")
    PLAN = "plan", _("Your plan")
    MONEY = "money", _("The money")
    MANAGING = "managing", _("Ways to manage the money")
    WELL = "well", _("Looking after yourself")
    RIGHTS = "rights", _("Your rights, and putting things right")
    AREA = "area", _("How your area works")
    HERE = "here", _("About this website")


class Topic(models.Model):
    """A question people ask, with its answer as it is shown. Without a site it holds everywhere.

    A site's own topic of the same ``slug`` and ``audience`` takes the place of the national one there. What
    is shown is always the newest published ``TopicVersion``. Nobody reads one with nothing published yet, or
    a site's own that was taken down (``is_shown``).

    ``body`` is paragraphs parted by an empty line; one whose lines all begin with ``- `` is a list.
    ``easy_read`` has one sentence a line, each with the name of its drawing: ``money: It is your money.``
    """

    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="topics")
    slug = models.SlugField()
    question = models.CharField(max_length=120)
    answer_short = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    easy_read = models.TextField(blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.EVERYBODY)
    chapter = models.CharField(max_length=10, choices=Chapter, default=Chapter.HERE)
    owner = models.CharField(max_length=120, blank=True)
    reviewed_on = models.DateField()
    review_due_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_shown = models.BooleanField(default=True)
    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "question"]
        constraints = [
            models.UniqueConstraint(
                name="topic_once_in_a_site",
                fields=["slug", "site", "audience"],
                nulls_distinct=False,
                violation_error_message=_("There is already a topic with this address."),
            ),
            models.CheckConstraint(name="topic_has_an_answer", condition=~Q(answer_short="")),
        ]

    def __str__(self):
        return self.question

    @property
    def blocks(self):
        """The body in pieces: ``{"points": [...]}`` for a list, ``{"words": ...}`` for a paragraph."""
        return [_block(part.strip().split("\n")) for part in self.body.split("\n\n") if part.strip()]

    @property
    def easy_lines(self):
        """The Easy Read lines, each with its drawing."""
        parts = [line.partition(": ") for line in self.easy_read.splitlines() if line.strip()]
        return [{"drawing": drawing, "sentence": sentence} for drawing, _colon, sentence in parts]


def _block(lines):
    if all(line.startswith("- ") for line in lines):
        return {"points": [line.removeprefix("- ") for line in lines]}
    return {"words": " ".join(lines)}


class TopicVersion(models.Model):
    """The words of a topic as they were written once: a draft until published, never changed after."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=120)
    answer_short = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    easy_read = models.TextField(blank=True)
    why = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="topicversion_numbered_once", fields=["topic", "number"]),
        ]

    def __str__(self):
        return f"{self.topic}, version {self.number}"


class TopicVote(models.Model):
    """How many said in a week that a topic was clear to them, or not. Nobody is told apart."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="votes")
    week = models.DateField()
    clear = models.PositiveIntegerField(default=0)
    not_clear = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="topicvote_once_a_week", fields=["topic", "week"])]

    def __str__(self):
        return f"{self.topic}, week of {self.week}"


class Term(models.Model):
    """A word we use and what it means: the jargon buster. ``also`` are other ways to write it, one a line."""

    slug = models.SlugField(unique=True)
    word = models.CharField(max_length=60, unique=True)
    meaning = models.CharField(max_length=300)
    easy = models.CharField(max_length=200, blank=True)
    drawing = models.SlugField(max_length=20, blank=True)
    also = models.TextField(blank=True)
    is_of_leaflet = models.BooleanField(default=False)
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["word"]

    def __str__(self):
        return self.word
