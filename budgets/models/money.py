"""Money on its way to the person, and what they spent it on."""

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from budgets.models.budget import Budget, BudgetLine
from budgets.models.ledger import Posting
from ipc.kernel.access import AccessQuerySet
from ipc.kernel.dates import today
from people.models import LEFT, Funder, PersonRow, User


class PaymentStatus(models.TextChoices):
    DUE = "due", _("Due")
    RELEASED = "released", _("Released")
    CANCELLED = "cancelled", _("Taken back before it was paid")


class PaymentQuerySet(AccessQuerySet):
    def due_exceptions_first(self):
        """Those to release: first where the support is over, then what is late, then by day."""
        rank = Case(When(person__status__in=LEFT, then=0), When(starts_on__lt=today(), then=1), default=2)
        return self.filter(status=PaymentStatus.DUE).annotate(rank=rank)

    def released_newest_first(self):
        return self.filter(status=PaymentStatus.RELEASED).annotate(newest=-F("pk"))

    def for_list(self):
        """What a list shows of each, with whatever it is sorted by."""
        return self.values(
            "pk", "public_id", "person_id", "site_id",
            "starts_on", "ends_on", "amount", "status", "released_at", "prepared_by_id",
            "prepared_by__name", "person__given_name", "person__family_name", "person__status",
            *self.query.annotations,
        )  # fmt: skip


class Payment(PersonRow):
    """One direct payment for a period, in advance. ``ends_on`` is the last day it is for.

    ``amount`` is the public money; its parts, and the person's own beside it, are its ``shares``. What a
    change back in time makes more or less is settled with the next payment.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="payments")
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    contribution_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    status = models.CharField(max_length=10, choices=PaymentStatus, default=PaymentStatus.DUE)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    posting = models.OneToOneField(Posting, models.PROTECT, null=True, related_name="payment")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    cancelled_because = models.CharField(max_length=300, blank=True)
    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="payment_once_per_period",
                fields=["budget", "starts_on"],
                condition=~Q(status=PaymentStatus.CANCELLED),
            ),
            models.CheckConstraint(name="payment_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="payment_period_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="payment_released_by_somebody_else",
                condition=Q(released_by=None) | Q(prepared_by=None) | ~Q(released_by=F("prepared_by")),
            ),
        ]

    def __str__(self):
        return f"payment from {self.starts_on}"


class PaymentShare(PersonRow):
    """What one funder, or the person (``Y``), puts into a payment. Only added."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="shares")
    funder = models.CharField(max_length=1, choices=Funder)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="paymentshare_once_per_funder", fields=["payment", "funder"]),
            models.CheckConstraint(name="paymentshare_above_zero", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.get_funder_display()} {self.amount}"


class Receipt(PersonRow):
    """A picture or document that shows what was spent. Kept outside the web's reach."""

    file = models.FileField(upload_to="receipts/%Y/%m")
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    def __str__(self):
        return f"receipt {self.public_id}"


class Spend(PersonRow):
    """Something bought for a line of the plan: by the person from the direct payment, or for them.

    What was written down by mistake is put right by a posting that reverses its own; it stays to be seen.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="spends")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="spends")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    spent_on = models.DateField()
    what = models.CharField(max_length=200)
    receipt = models.OneToOneField(Receipt, models.PROTECT, null=True, blank=True, related_name="spend")
    posting = models.OneToOneField(Posting, models.PROTECT, related_name="spend")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    put_right_at = models.DateTimeField(null=True, blank=True)
    put_right_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    put_right_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-spent_on", "-pk"]
        constraints = [models.CheckConstraint(name="spend_above_zero", condition=Q(amount__gt=0))]

    def __str__(self):
        return f"{self.what[:40]}"
