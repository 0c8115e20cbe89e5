"""The figures that rules about money turn on, and the prices that a site reckons with: dated data."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.dated import InForceQuerySet
from ipc.kernel.models import Identified
from people.models import Site


class MoneyFigure(models.TextChoices):
    """What each figure means stands beside it in the admin."""

    SCHOOL_WEEKS = "school_weeks", _("School weeks in a year")
    MOVE_PERCENT = "move_percent", _("Percent of a line that may be moved without asking the funder")
    MOVE_WEEKLY = "move_weekly", _("Pounds a week that may be moved without asking the funder")
    NOTICE_DAYS = "notice_days", _("Days of notice before less is paid or payments stop")
    SECOND_LOOK_DAYS = "second_look_days", _("Working days to answer when somebody asks for a second look")
    LOW_WEEKS = "low_weeks", _("Tell when the account holds fewer weeks of money than this")
    SURPLUS_WEEKS = "surplus_weeks", _("Look together when the account holds more weeks of money than this")
    NO_SPEND_DAYS = "no_spend_days", _("Ask when nothing was written down as spent for this many days")
    OVERSPEND_PERCENT = "overspend_percent", _("Tell when spending is this many percent above the plan")
    UNDERSPEND_PERCENT = "underspend_percent", _("Ask when spending is this many percent below the plan")
    RESIDENTIAL_WEEKS = (
        "residential_weeks",
        _("Weeks in a row in a care home that a council's direct payment may pay for in any 12 months"),
    )
    MINOR_WORKS = "minor_works", _("Pounds up to which equipment and small adaptations are free")
    REABLEMENT_WEEKS = "reablement_weeks", _("Weeks of reablement that are free and outside the budget")


class MoneyRule(models.Model):
    """A figure that a rule turns on, from a day, for every site or for one, with where it comes from."""

    figure = models.CharField(max_length=24, choices=MoneyFigure)
    value = models.DecimalField(max_digits=10, decimal_places=2)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["figure", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="moneyrule_once_from_a_day", fields=["figure", "site", "starts_on"], nulls_distinct=False
            ),
        ]

    def __str__(self):
        return f"{self.get_figure_display()}: {self.value}"


class PriceUnit(models.TextChoices):
    HOUR = "hour", _("hour")
    NIGHT = "night", _("night")
    DAY = "day", _("day")
    SESSION = "session", _("session")
    MILE = "mile", _("mile")
    WEEK = "week", _("week")
    MONTH = "month", _("month")
    ITEM = "item", _("item")


class LineKind(models.TextChoices):
    """What kind of thing a line buys: what the rules about the different kinds turn on."""

    CARE_AGENCY = "agency", _("Help from a care agency")
    ASSISTANT = "assistant", _("Your own personal assistant")
    EMPLOYING = "employing", _("What it costs to employ: insurance, payroll, training")
    ADMINISTRATION = "admin", _("Help with running the money")
    ACTIVITY = "activity", _("Something to do, a group or a course")
    RESPITE = "respite", _("A break")
    CARE_HOME = "care_home", _("A stay in a care home")
    EQUIPMENT = "equipment", _("Equipment or a change to the home")
    TRAVEL = "travel", _("Getting about")
    THERAPY = "therapy", _("Therapy or treatment")
    LEARNING = "learning", _("Help to learn")
    OTHER = "other", _("Something else")


class UnitPrice(Identified):
    """What one unit of something costs in a site, from a day on. Added, never changed.

    ``code`` is the same for the same thing over the years, so that a line can follow a new price.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="unit_prices")
    code = models.SlugField(max_length=40)
    words = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=LineKind)
    unit = models.CharField(max_length=8, choices=PriceUnit)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    effective_from = models.DateField()
    source = models.CharField(max_length=200)
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["words", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                name="unitprice_one_a_day",
                fields=["site", "code", "effective_from"],
                violation_error_message=_("There is already a price from that day. Choose a later day."),
            ),
            models.CheckConstraint(name="unitprice_above_zero", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.words}: {self.amount}"


class DelegatedLimit(Identified):
    """Up to how much a week, and once, a role may sign for one funder of a site, from a day on.

    Above it a panel has to have agreed. Where there is no limit for a role, that role signs nothing of
    this funder's.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="delegated_limits")
    funder = models.CharField(max_length=1)
    role = models.CharField(max_length=16)
    weekly_up_to = models.DecimalField(max_digits=12, decimal_places=2)
    one_off_up_to = models.DecimalField(max_digits=12, decimal_places=2)
    effective_from = models.DateField()
    source = models.CharField(max_length=200)
    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="delegatedlimit_one_a_day", fields=["site", "funder", "role", "effective_from"]
            ),
            models.CheckConstraint(
                name="delegatedlimit_not_below_zero", condition=Q(weekly_up_to__gte=0, one_off_up_to__gte=0)
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.funder} {self.weekly_up_to}"


class PeriodClose(models.Model):
    """A month of a site's books that is closed: nothing is posted with a day in it or before it."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    through = models.DateField()
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey("people.User", models.PROTECT, null=True, db_index=False, related_name="+")
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-through"]
        constraints = [models.UniqueConstraint(name="periodclose_once", fields=["site", "through"])]

    def __str__(self):
        return f"{self.site} through {self.through}"


class MonthTotal(models.Model):
    """What moved in a site in a month, by funder and kind of posting, and no person in it.

    Rows with ``is_folded`` are the totals, one for each key; the others are what was added since, a row
    for each posting, which a job folds in. Read both together.
    """

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    month = models.DateField()
    funder = models.CharField(max_length=1)
    kind = models.CharField(max_length=12)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    entries = models.BigIntegerField()
    is_folded = models.BooleanField(default=False)
    objects = AccessQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["site", "month"], name="monthtotal_to_fold", condition=Q(is_folded=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="monthtotal_once_folded",
                fields=["site", "month", "funder", "kind"],
                condition=Q(is_folded=True),
            ),
        ]

    def __str__(self):
        return f"{self.month} {self.funder} {self.kind} {self.amount}"
