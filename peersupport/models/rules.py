"""The figures that peer support and the directory turn on, and the check that each kind of help asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ipc.kernel.dated import InForceQuerySet
from people.models import Site


class SupportFigure(models.TextChoices):
    """What a figure says. Days, weeks, months and years are whole."""

    FADE_MONTHS = "fade_months", _("Months after which an entry that nobody confirmed is shown as unsure")
    LEAVE_MONTHS = "leave_months", _("Months after which an entry that nobody confirmed is no longer shown")
    LINK_DAYS = "link_days", _("Days for which a link to confirm an entry opens")
    MOST_PEOPLE = "most_people", _("People a peer supporter may be matched with at the same time")
    SUPERVISION_WEEKS = "supervision_weeks", _("Weeks between two supervisions of a peer supporter")
    DBS_YEARS = "dbs_years", _("Years after which a DBS check is done again")
    DBS_DETAIL_MONTHS = "dbs_detail_months", _("Months for which what a certificate said may be kept")
    POLICY_YEARS = "policy_years", _("Years after which an organisation's policy is looked at again")
    ANSWER_DAYS = "answer_days", _("Days within which somebody who asked gets an answer")
    TRIES = "tries", _("Times somebody is tried before it is said that they could not be reached")
    CALL_DAYS = "call_days", _("Days within which a navigator rings back")
    LEAST_TOLD = "least_told", _("How many there must be before a figure about them is shown")


class SupportRule(models.Model):
    """A figure in force from a day, for every site or for one, with where it comes from."""

    figure = models.CharField(max_length=24, choices=SupportFigure)
    value = models.DecimalField(max_digits=8, decimal_places=2)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["figure", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="supportrule_once_from_a_day",
                fields=["figure", "site", "starts_on"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.get_figure_display()}: {self.value}"


class PeerActivity(models.TextChoices):
    """What a peer supporter does with people: what the check they need turns on."""

    TALKING_APART = "talking", _("Talks by telephone or online")
    GROUP = "group", _("Helps in a group where others are present")
    MEETING = "meeting", _("Meets one adult alone")
    PERSONAL_CARE = "personal_care", _("Helps with washing, dressing, eating")
    MONEY = "money", _("Helps with cash, bills or shopping")
    TRANSPORT = "transport", _("Drives people to health or care")
    CHILDREN = "children", _("Supports children or young people regularly")


class DbsLevel(models.TextChoices):
    """Levels of a check by the Disclosure and Barring Service, the least first."""

    NONE = "none", _("No check")
    BASIC = "basic", _("Basic")
    STANDARD = "standard", _("Standard")
    ENHANCED = "enhanced", _("Enhanced")
    BARRED_ADULTS = "barred_adults", _("Enhanced, with the adults' barred list")
    BARRED_CHILDREN = "barred_children", _("Enhanced, with the children's barred list")


class ActivityRule(models.Model):
    """The check that an activity asks for, from a day. ``is_regulated``: a barred person must never do it."""

    activity = models.CharField(max_length=16, choices=PeerActivity)
    level = models.CharField(max_length=16, choices=DbsLevel)
    is_regulated = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["activity", "starts_on"]
        constraints = [
            models.UniqueConstraint(name="activityrule_once_from_a_day", fields=["activity", "starts_on"]),
        ]

    def __str__(self):
        return f"{self.get_activity_display()}: {self.get_level_display()}"
