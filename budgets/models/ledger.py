"""The ledger: accounts, postings and entries. Written by ``budgets.ledger`` alone, read by all.

Every account is a fund: a credit raises its balance, a debit lowers it. An entry has one debit
account, one credit account and an amount above nothing, so an unbalanced entry cannot be written.
The application's database roles may read these tables and nothing more.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from people.models import Funder, PersonRow, Site, User


class AccountKind(models.TextChoices):
    FUNDER = "funder", _("The funder")
    AVAILABLE = "available", _("Set aside for you")
    COMMITTED = "committed", _("Promised to who gives the support")
    HELD = "held", _("In your account")
    SPENT = "spent", _("Spent")
    PAID_FOR = "paid_for", _("Paid for you")


class Account(PersonRow):
    """One fund: of one budget, one funder and one kind.

    The funder's own side (``funder``) stands outside: it keeps no running balance, chain or floor.
    ``head`` is the hash of the last entry, ``seq`` its number, without gaps.
    """

    budget = models.ForeignKey("budgets.Budget", models.PROTECT, db_index=False, related_name="accounts")
    funder = models.CharField(max_length=1, choices=Funder)
    kind = models.CharField(max_length=10, choices=AccountKind)
    balance = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    floor = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    seq = models.BigIntegerField(default=0)
    head = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="account_once", fields=["budget", "kind", "funder"]),
            models.CheckConstraint(
                name="account_not_below_floor",
                condition=Q(balance__gte=F("floor")) | Q(kind=AccountKind.FUNDER),
            ),
        ]

    def __str__(self):
        return f"{self.get_funder_display()}: {self.get_kind_display()}"


class PostingKind(models.TextChoices):
    ALLOCATION = "allocation", _("Money set aside")
    CONTRIBUTION = "contribution", _("Your part")
    COMMITMENT = "commitment", _("Promised to who gives the support")
    PAYMENT = "payment", _("Direct payment")
    SPEND = "spend", _("Spent")
    ADJUSTMENT = "adjustment", _("Changed what is set aside")
    RETURN = "return", _("Given back")
    CARRIED = "carried", _("Carried over")
    REVERSAL = "reversal", _("Put right")


class Posting(PersonRow):
    """One act in the ledger: its key (used once, for the same request only) and its entries."""

    budget = models.ForeignKey("budgets.Budget", models.PROTECT, related_name="postings")
    key = models.UUIDField(unique=True)
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=PostingKind)
    value_on = models.DateField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    posted_at = models.DateTimeField()
    posted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    def __str__(self):
        return f"{self.get_kind_display()} {self.value_on}"


class Entry(models.Model):
    """One movement from the debit account to the credit account, chained on both sides."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, db_index=False, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="entries")
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    debit_seq = models.BigIntegerField(null=True)
    debit_balance = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    debit_hash = models.BinaryField(null=True)
    credit_seq = models.BigIntegerField(null=True)
    credit_balance = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    credit_hash = models.BinaryField(null=True)
    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(name="entry_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="entry_between_two_accounts", condition=~Q(debit=F("credit"))),
        ]

    def __str__(self):
        return f"entry {self.pk}"
