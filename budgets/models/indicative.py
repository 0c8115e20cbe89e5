"""How a site works out what money might be needed, and what it told each person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from people.models import Cohort, Funder, PersonRow, Site, User

PUBLIC_FUNDERS = [Funder.NHS, Funder.COUNCIL, Funder.EDUCATION]


class DatedQuerySet(AccessQuerySet):
    def in_force(self, site_id, day):
        """Those of a site whose day has come, the newest first."""
        return self.filter(site_id=site_id, effective_from__lte=day).order_by("-effective_from", "-pk")


class AllocationPolicy(Identified):
    """A site's tolerance and rounding from a day on: the range shown is the total ± the tolerance."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="allocation_policies")
    effective_from = models.DateField()
    tolerance_percent = models.DecimalField(max_digits=4, decimal_places=1)
    round_up_to = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)
    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "allocation policies"
        constraints = [
            models.UniqueConstraint(name="allocationpolicy_one_a_day", fields=["site", "effective_from"]),
            models.CheckConstraint(
                name="allocationpolicy_rounds_to_something",
                condition=Q(round_up_to__gt=0, tolerance_percent__gte=0),
            ),
        ]

    def __str__(self):
        return f"{self.site} from {self.effective_from}"


class Method(models.TextChoices):
    """The four ways to come from facts to money (``docs/budgets.md`` explains them)."""

    POINTS = "points", _("Points, each worth some pounds a week")
    BANDS = "bands", _("Points that fall in a band")
    COST = "cost", _("What the help would cost: hours, price and how often")
    TARIFF = "tariff", _("A fixed sum")


class AllocationMethod(Identified):
    """How one funder of a site works out money for one group (blank: all groups), from a day on. Only added.

    Where there is none, points count. ``words`` say the way to a person.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="allocation_methods")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    group = models.CharField(max_length=15, choices=Cohort, blank=True)
    method = models.CharField(max_length=6, choices=Method)
    words = models.CharField(max_length=500, blank=True)
    effective_from = models.DateField()
    source = models.CharField(max_length=200)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="allocationmethod_one_a_day",
                fields=["site", "funder", "group", "effective_from"],
                violation_error_message=_("There is already one from that day. Choose a later day."),
            ),
        ]

    def __str__(self):
        return f"{self.site} {self.get_funder_display()}: {self.get_method_display()}"


class AllocationBand(models.Model):
    """From how many points to how many a method gives how much a week; without ``points_to`` and above."""

    method = models.ForeignKey(AllocationMethod, models.PROTECT, related_name="bands")
    points_from = models.PositiveSmallIntegerField()
    points_to = models.PositiveSmallIntegerField(null=True, blank=True)
    weekly_amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["points_from"]
        constraints = [
            models.UniqueConstraint(name="allocationband_begins_once", fields=["method", "points_from"]),
            models.CheckConstraint(
                name="allocationband_in_order",
                condition=Q(points_to=None) | Q(points_to__gte=models.F("points_from")),
            ),
            models.CheckConstraint(name="allocationband_not_below_zero", condition=Q(weekly_amount__gte=0)),
        ]

    def __str__(self):
        return f"{self.points_from}–{self.points_to or ''}: {self.weekly_amount}"


class AllocationTariff(models.Model):
    """A fixed sum that a method knows, to choose from: pounds a week or once (a wheelchair budget)."""

    method = models.ForeignKey(AllocationMethod, models.PROTECT, related_name="tariffs")
    position = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=200)
    is_one_off = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="allocationtariff_above_zero", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return self.words


class AllocationRate(Identified):
    """What one point is worth a week, for one funder of a site, from a day on. Added, never changed.

    With a ``group`` for that group alone, in place of the rate for all.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="allocation_rates")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    group = models.CharField(max_length=15, choices=Cohort, blank=True)
    effective_from = models.DateField()
    pounds_per_point = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="allocationrate_one_a_day",
                fields=["site", "funder", "group", "effective_from"],
                violation_error_message=_("There is already a rate from that day. Choose a later day."),
            ),
            models.CheckConstraint(
                name="allocationrate_not_below_zero", condition=Q(pounds_per_point__gte=0)
            ),
        ]

    def __str__(self):
        return f"{self.get_funder_display()} {self.pounds_per_point} from {self.effective_from}"


class AllocationQuestion(Identified):
    """A question that a site asks to work out an indicative budget; its points count for one funder.

    With a ``group`` it is asked of that group alone. The points of a question about informal support (what
    family and friends do, willing and able) are taken off.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="allocation_questions")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    group = models.CharField(max_length=15, choices=Cohort, blank=True)
    is_informal_support = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=200)
    help = models.CharField(max_length=300, blank=True)
    is_in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.words


class AllocationAnswer(models.Model):
    """One answer to choose, and the points it gives."""

    question = models.ForeignKey(AllocationQuestion, models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=200)
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.words


class IndicativeStatus(models.TextChoices):
    DRAFT = "draft", _("Being worked out")
    SHARED = "shared", _("Shown to the person")
    REPLACED = "replaced", _("Replaced by a newer one")


class IndicativeBudgetQuerySet(AccessQuerySet):
    def shared(self):
        return self.filter(status=IndicativeStatus.SHARED)


class IndicativeBudget(PersonRow):
    """A guide to how much money might be needed, told to the person before planning starts.

    ``working`` keeps every question, answer, point and rate as it was used, in words and figures, so
    that a later rate changes nothing. Amounts are pounds a week; ``one_off_amount`` comes once beside them.
    """

    status = models.CharField(max_length=10, choices=IndicativeStatus, default=IndicativeStatus.DRAFT)
    weekly_amount = models.DecimalField(max_digits=12, decimal_places=2)
    weekly_low_amount = models.DecimalField(max_digits=12, decimal_places=2)
    weekly_high_amount = models.DecimalField(max_digits=12, decimal_places=2)
    one_off_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    working = models.JSONField()
    worked_out_at = models.DateTimeField()
    worked_out_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = IndicativeBudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="indicativebudget_range_holds_the_amount",
                condition=Q(weekly_low_amount__lte=models.F("weekly_amount"))
                & Q(weekly_high_amount__gte=models.F("weekly_amount")),
            ),
            models.CheckConstraint(
                name="indicativebudget_not_below_zero",
                condition=Q(weekly_low_amount__gte=0, one_off_amount__gte=0),
            ),
        ]

    def __str__(self):
        return f"indicative budget {self.public_id}"


class IndicativeShare(PersonRow):
    """What one funder might give, in pounds a week and once."""

    indicative = models.ForeignKey(IndicativeBudget, models.PROTECT, related_name="shares")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    weekly_amount = models.DecimalField(max_digits=12, decimal_places=2)
    one_off_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="indicativeshare_once_per_funder", fields=["indicative", "funder"]),
            models.CheckConstraint(
                name="indicativeshare_not_below_zero",
                condition=Q(weekly_amount__gte=0, one_off_amount__gte=0),
            ),
        ]

    def __str__(self):
        return f"{self.get_funder_display()} {self.weekly_amount}"
