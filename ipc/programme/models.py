"""What the programme tells everybody, and the demonstration's letter box."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Site


class CaughtMail(models.Model):
    """A message kept instead of sent. Exists only where ``EMAIL_BACKEND`` is the catching one."""

    sent_at = models.DateTimeField(auto_now_add=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.subject


class TopicQuerySet(models.QuerySet):
    def for_everywhere(self):
        return self.filter(site=None)

    def of_site(self, site):
        return self.filter(site=site)


class Topic(models.Model):
    """A question people ask, with its answer. Without a site it holds everywhere.

    ``body`` is paragraphs parted by an empty line; one whose lines all begin with ``- `` is a list.
    ``easy_read`` has one sentence a line, each with the name of its drawing: ``money: It is your money.``
    """

    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="topics")
    slug = models.SlugField()
    question = models.CharField(max_length=120)
    answer_short = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    easy_read = models.TextField(blank=True)
    reviewed_on = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)
    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "question"]
        constraints = [
            models.UniqueConstraint(
                name="topic_once_in_a_site",
                fields=["slug", "site"],
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


class Term(models.Model):
    """A word we use and what it means: the jargon buster."""

    slug = models.SlugField(unique=True)
    word = models.CharField(max_length=60, unique=True)
    meaning = models.CharField(max_length=300)

    class Meta:
        ordering = ["word"]

    def __str__(self):
        return self.word
