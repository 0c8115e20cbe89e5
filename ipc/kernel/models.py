"""What every room needs: public ids, the audit of acts, effects waiting to leave, keys already used."""

from django.conf import settings
from django.db import models
from django.db.models import Func


class UuidV7(Func):
    """PostgreSQL's time-ordered UUID."""

    function = "uuidv7"
    template = "%(function)s()"
    output_field = models.UUIDField()
    arity = 0


class Identified(models.Model):
    """A row that has an unguessable id for addresses and the API; the key inside stays a bigint."""

    public_id = models.UUIDField(unique=True, editable=False, db_default=UuidV7())

    class Meta:
        abstract = True


class Event(models.Model):
    """One act, done or seen: who, what, on whom, when, why, from where. Only ever added.

    ``person_id`` and ``site_id`` are plain numbers: the audit outlives what it speaks of. ``emergency_id`` is
    the public id of the emergency opening under which it was done, if it was under one.
    """

    at = models.DateTimeField(auto_now_add=True)
    act = models.CharField(max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)
    site_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    why = models.CharField(max_length=200, blank=True)
    way_in = models.CharField(max_length=10)
    address = models.GenericIPAddressField(null=True)
    request_id = models.UUIDField(null=True)
    is_read = models.BooleanField(default=False)
    emergency_id = models.UUIDField(null=True)
    words_hash = models.CharField(max_length=64, null=True)  # noqa: DJ001 — only where the words went

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-id"], name="event_of_person"),
            models.Index(fields=["actor", "-id"], name="event_by_actor"),
        ]

    def __str__(self):
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"


class Seal(models.Model):
    """A block of the audit with the hash of all in it and of the seal before. Added by PostgreSQL alone.

    ``after`` and ``up_to`` are the numbers between which its events lie. ``seen_up_to`` and ``settled_xid``
    say what the next seal takes, and which transactions must have ended by then.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    after = models.BigIntegerField()
    up_to = models.BigIntegerField()
    events = models.IntegerField()
    hash = models.CharField(max_length=64)
    seen_up_to = models.BigIntegerField()
    settled_xid = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"seal {self.pk}, events up to {self.up_to}"


class Effect(models.Model):
    """Something to do once the transaction has committed: a task by name with the id it is about.

    Written with the act it follows from, carried out by Celery, at least once; the task itself makes
    sure that twice does no harm.
    """

    task = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    site_id = models.BigIntegerField()
    key = models.CharField(max_length=120, unique=True)
    due_at = models.DateTimeField(db_index=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="effect_waiting", condition=models.Q(done_at__isnull=True)),
        ]

    def __str__(self):
        return f"{self.task} {self.subject_id}"


class UsedKey(models.Model):
    """An idempotency key that has had its effect: the same key again gives the same answer.

    ``fingerprint`` is of what was asked: the same key with another request is refused.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+")
    key = models.UUIDField()
    act = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    outcome = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="usedkey_once_per_user", fields=["user", "key"])]

    def __str__(self):
        return f"{self.act} {self.key}"
