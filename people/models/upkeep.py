"""What keeps a record right: things to know, things to do, what was sent, and putting it right."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from people.models.circle import Relationship
from people.models.persons import ContactMethod, InformationFormat, PersonRow
from people.models.users import Role, User


class FlagQuerySet(AccessQuerySet):
    def live(self):
        return self.filter(ended_at=None)


@pghistory.track()
class Flag(PersonRow):
    """Something whoever works with the person must know, why, and when to ask whether it still holds."""

    words = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    review_due_on = models.DateField()
    raised_at = models.DateTimeField(auto_now_add=True)
    raised_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["review_due_on", "pk"]

    def __str__(self):
        return self.words


class TodoKind(models.TextChoices):
    """What has to be done about a person, apart from the steps of plan and money."""

    PLAN_FOR_ADULT_LIFE = "transition", _("Begin planning for adult life")
    PARENT_REVIEW = "parent_review", _("Look again at what the parent may see")
    TURNS_16 = "turns_16", _("Ask the young person what to share from the 16th birthday")
    TURNS_18 = "turns_18", _("Move to adult social care and continuing healthcare")
    TURNS_25 = "turns_25", _("The education, health and care plan ends")
    RECONSIDER = "reconsider", _("The person can decide this again: look again at what rests on it")
    ASSESS_AGAIN = "assess_again", _("Assess again whether the person can decide this")
    AUTHORITY_ENDED = "authority_ended", _("Somebody may no longer act: look at what depends on it")
    AGREE_NOMINEE = "agree_nominee", _("Say whether this nominee is suitable")
    FLAG_REVIEW = "flag_review", _("Ask whether this still has to be known")
    TELL = "tell", _("Tell the person another way: a message could not go out")
    DIED = "died", _("Somebody has died")
    LEAVING = "leaving", _("Close what is still open")
    RESTART = "restart", _("Begin again what was stopped by mistake")
    HANDOVER = "handover", _("Somebody is moving here")
    EMERGENCY = "emergency", _("Review an emergency opening")
    LOOK_QUESTION = "look_question", _("Answer a question about who looked")
    PUT_RIGHT = "put_right", _("Decide about putting the record right")
    MERGE = "merge", _("Two records may be the same person")
    PLAN_FORMAT = "plan_format", _("Give the plan to the person in the format they need")
    SECOND_LOOK = "second_look", _("Look at a decision about money again")
    DECIDE_AGAIN = "decide_again", _("Decide again: a second look changed something about money")
    FUNDER_QUESTION = "funder_question", _("Answer what a funder asks about the budget: they read your words")
    FUNDER_ANSWERED = "funder_answered", _("A funder has answered about the budget")
    LOOK_AT_MONEY = "look_at_money", _("Look at the money together")
    CHANGE_ASKED = "change_asked", _("The person asks for a change of the money")
    CHANGE_REFUSED = "change_refused", _("A funder said no to a change of the money: talk about what to do")
    NEXT_YEAR = "next_year", _("Begin the next year of the budget")
    MONEY_ENDS = "money_ends", _("The money ends: see who meets the needs from then on")
    SETTLE_MONEY = "settle_money", _("Settle the account of the budget")
    CONCERN = "concern", _("Somebody is worried about an introduction: look at it today")
    INTRODUCTION_BACK = "introduction", _("An introduction did not work out: talk about what else")
    ANSWER_LATE = "answer_late", _("Somebody waits for an answer to an introduction: ask after it")
    MESSAGE = "message", _("Answer a message")
    QUESTION = "question", _("Answer a question that somebody sent in")
    COMPLAINT = "complaint", _("Look into a worry or a complaint")
    DOCUMENT = "document", _("Look at a file that was sent in")


class TodoQuerySet(AccessQuerySet):
    def open(self):
        return self.filter(done_at=None)


class Todo(PersonRow):
    """One thing to do about a person, by whoever has the ``role``, by a day. Raised once for its ``key``."""

    kind = models.CharField(max_length=16, choices=TodoKind)
    detail = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=16, choices=Role, default=Role.COORDINATOR)
    key = models.CharField(max_length=120)
    due_on = models.DateField()
    raised_at = models.DateTimeField(auto_now_add=True)
    raised_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    objects = TodoQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(name="todo_once_for_its_key", fields=["person", "key"])]
        indexes = [
            models.Index(
                fields=["site", "role", "due_on"], name="todo_open_in_site", condition=Q(done_at=None)
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class NoticeState(models.TextChoices):
    SENT = "sent", _("Sent")
    TO_PRINT = "to_print", _("To print and post")
    TO_TELL = "to_tell", _("To tell in person or by telephone")
    REFUSED = "refused", _("Not sent")
    SETTLED = "settled", _("Done")


class HowTold(models.TextChoices):
    """How somebody was told what could not go out by itself."""

    PHONE = "phone", _("By telephone")
    IN_PERSON = "in_person", _("In person")
    POSTED = "posted", _("By post")


class Delivery(models.TextChoices):
    """What the carrier of an email, a text or a letter told about it."""

    UNDER_WAY = "under_way", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Could not be delivered")


class Notice(PersonRow):
    """One message to one reader: how they need it, what went out, or why it did not.

    It never says what the message is about beyond its kind (``letter``), and keeps no address. ``facts`` are
    the further words of the letter: a link, a day. ``left_at`` is when the carrier took it: the mail server,
    or who sends texts and letters for us; ``carrier_reference`` is what they call it, ``delivery`` what
    they told.
    """

    letter = models.SlugField(max_length=40, db_index=False)
    facts = models.JSONField(default=dict)
    to_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    relationship = models.ForeignKey(Relationship, models.PROTECT, null=True, blank=True, related_name="+")
    contact_method = models.CharField(max_length=12, choices=ContactMethod)
    information_format = models.CharField(max_length=12, choices=InformationFormat)
    state = models.CharField(max_length=10, choices=NoticeState)
    why = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    carrier_reference = models.CharField(max_length=64, blank=True)
    delivery = models.CharField(max_length=10, choices=Delivery, blank=True)
    how_settled = models.CharField(max_length=10, choices=HowTold, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(name="notice_once_for_its_key", fields=["person", "key"])]
        indexes = [
            models.Index(
                fields=["carrier_reference"], name="notice_at_its_carrier", condition=~Q(carrier_reference="")
            ),
        ]

    def __str__(self):
        return f"{self.letter}: {self.get_state_display()}"


class LookQuestion(PersonRow):
    """A person's question about one entry of who looked at their record, and the answer."""

    event_id = models.BigIntegerField()
    words = models.TextField(max_length=1000)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"question {self.public_id}"


class Decided(models.TextChoices):
    PUT_RIGHT = "put_right", _("Put right")
    PARTLY = "partly", _("Put right in part")
    KEPT = "kept", _("Kept as it is, with the person's note")


class Rectification(PersonRow):
    """A person's request to put something right, what was decided and why. Their note stays either way.

    Source: UK GDPR art 16.
    """

    what = models.TextField(max_length=1000)
    should_say = models.TextField(max_length=1000)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    due_on = models.DateField()
    decision = models.CharField(max_length=10, choices=Decided, blank=True)
    reason = models.TextField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="rectification_decision_has_its_reason",
                condition=Q(decision="") | (~Q(reason="") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"request {self.public_id}"


class Surname(models.Model):
    """A surname somebody has, once, with its trigrams: how a misspelt one is found. No person is named."""

    key = models.CharField(max_length=170, unique=True, db_collation="C")
    trigrams = ArrayField(models.CharField(max_length=3))

    class Meta:
        indexes = [GinIndex(fields=["trigrams"], name="surname_by_trigram")]

    def __str__(self):
        return self.key
