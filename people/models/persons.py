"""The people who are supported, and how to reach and talk with them."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.dates import age_on, today
from ipc.kernel.models import Identified
from people.models.sites import Site
from people.models.users import User


class Cohort(models.TextChoices):
    """The four groups of people the programme is for; one may belong to several."""

    OLDER = "older", _("Older person with long-term conditions")
    CHILD = "child", _("Disabled child or young person")
    LEARNING = "learning", _("Learning disability or autism")
    MENTAL_HEALTH = "mental_health", _("Serious mental illness")


class PersonStatus(models.TextChoices):
    REFERRED = "referred", _("Newly referred")
    PLANNING = "planning", _("Planning")
    SUPPORTED = "supported", _("Plan agreed")
    MOVED = "moved", _("Moved away")
    ENDED = "ended", _("Involvement ended")
    DIED = "died", _("Died")
    MERGED = "merged", _("Kept in another record of the same person")
    DISPOSED = "disposed", _("Deleted when its time was over")


# Whom we no longer work with, in a record of their own.
LEFT = (PersonStatus.MOVED, PersonStatus.ENDED, PersonStatus.DIED)
# What stays of a record that is none any more.
GONE = (PersonStatus.MERGED, PersonStatus.DISPOSED)
OVER = (*LEFT, *GONE)
# Nothing is decided or shared here ever again: the person cannot, or the record has nothing.
DIED_OR_GONE = (PersonStatus.DIED, *GONE)


class SurnameKey(Func):
    """A surname without accents, case and signs, a hyphen as a space: what a misspelling is compared by."""

    template = (
        "regexp_replace(normalize(lower(replace(%(expressions)s, '-', ' ')), NFKD), "
        "'[\u0300-\u036f''’.]', '', 'g')"
    )
    arity = 1


class LastTenDigits(Func):
    """The last ten digits of a telephone number: the same with 0 and with +44 in front."""

    template = r"right(regexp_replace(%(expressions)s, '\D', '', 'g'), 10)"
    arity = 1


class PersonQuerySet(AccessQuerySet):
    def involved(self):
        """Those whom the programme works with now."""
        return self.exclude(status__in=OVER)

    def kept(self):
        """Those whose record stands by itself: not kept in another one, and not deleted."""
        return self.exclude(status__in=GONE)


@pghistory.track()
class Person(Identified):
    """Somebody the programme supports. The NHS number is optional: a new baby may have none yet."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    known_as = models.CharField(max_length=80, blank=True)
    pronounced = models.CharField(max_length=120, blank=True)
    sort_name = models.GeneratedField(
        expression=Lower(Concat(F("family_name"), Value(", "), F("given_name"))),
        output_field=models.CharField(max_length=170, db_collation="C"),
        db_persist=True,
    )
    surname_key = models.GeneratedField(
        expression=SurnameKey(F("family_name")),
        output_field=models.CharField(max_length=170, db_collation="C"),
        db_persist=True,
    )
    born_on = models.DateField()
    died_on = models.DateField(null=True, blank=True)
    nhs_number = models.CharField(max_length=10, null=True, blank=True)  # noqa: DJ001 — unique where known
    phone = models.CharField(max_length=30, blank=True)
    phone_digits = models.GeneratedField(
        expression=LastTenDigits(F("phone")),
        output_field=models.CharField(max_length=10, db_collation="C"),
        db_persist=True,
    )
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=250, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    has_no_fixed_abode = models.BooleanField(default=False)
    gp_practice = models.CharField(max_length=120, blank=True)
    cohorts = ArrayField(models.CharField(max_length=15, choices=Cohort), default=list)
    status = models.CharField(max_length=10, choices=PersonStatus, default=PersonStatus.REFERRED)
    referred_on = models.DateField()
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["site", "sort_name", "id"], name="person_in_site_by_name"),
            models.Index(fields=["born_on", "sort_name"], name="person_by_birthday"),
            # With all that finding asks of it: who is among thousands of Smiths is read from the index alone.
            models.Index(fields=["site", "surname_key", "sort_name", "id"], name="person_in_site_by_surname"),
            models.Index(
                fields=["site", "phone_digits"],
                name="person_in_site_by_phone",
                condition=~Q(phone_digits=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="person_key_with_site", fields=["site", "id"]),
            models.UniqueConstraint(
                name="person_nhs_number_once_in_a_site",
                fields=["site", "nhs_number"],
                violation_error_message=_("Somebody here already has this NHS number."),
            ),
            models.CheckConstraint(
                name="person_nhs_number_is_ten_digits", condition=Q(nhs_number__regex=r"^\d{10}$")
            ),
            models.CheckConstraint(
                name="person_merged_says_into_which",
                condition=Q(merged_into=None) ^ Q(status=PersonStatus.MERGED),
            ),
            models.CheckConstraint(
                name="person_died_on_goes_with_its_status",
                condition=Q(died_on=None) | Q(status__in=[*DIED_OR_GONE]),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def person_id(self):
        """A person's record is about that person: lets every row say whom it is about."""
        return self.pk

    @property
    def name(self):
        return f"{self.given_name} {self.family_name}"

    @property
    def called(self):
        """What to call the person when speaking to them."""
        return self.known_as or self.given_name

    @property
    def age(self):
        return age_on(self.born_on, today())

    @property
    def nhs_number_spaced(self):
        number = self.nhs_number or ""
        return f"{number[:3]} {number[3:6]} {number[6:]}".strip()


class PersonRow(Identified):
    """A row about a person. It carries the person's site, and the database keeps the two together."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="%(class)ss")

    objects = AccessQuerySet.as_manager()

    class Meta:
        abstract = True


class ContactMethod(models.TextChoices):
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("Email")
    TEXT = "text", _("Text message")
    PHONE = "phone", _("Telephone")
    TEXT_RELAY = "text_relay", _("Text relay")
    CARER = "carer", _("Through somebody who helps")


class InformationFormat(models.TextChoices):
    STANDARD = "standard", _("Standard print")
    LARGE = "large", _("Large print")
    EASY_READ = "easy_read", _("Easy Read")
    BRAILLE = "braille", _("Braille")
    AUDIO = "audio", _("Audio")
    SPOKEN = "spoken", _("Told in person or by telephone")


@pghistory.track()
class InformationNeeds(PersonRow):
    """How a person wants information and help with talking, the Accessible Information Standard's needs.

    Language and interpreter are kept apart: the Standard is not about foreign languages.
    Source: DAPB1605, the four subsets.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="information_needs")
    contact_method = models.CharField(max_length=12, choices=ContactMethod)
    information_format = models.CharField(max_length=12, choices=InformationFormat)
    how_to_talk = models.CharField(max_length=300, blank=True)
    communication_support = models.CharField(max_length=200, blank=True)
    communication_professional = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=60, blank=True)
    has_interpreter = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    review_due_on = models.DateField()

    class Meta:
        verbose_name_plural = "information needs"

    def __str__(self):
        return f"{self.get_contact_method_display()}, {self.get_information_format_display()}"


class AllocationQuerySet(AccessQuerySet):
    def live(self):
        day = today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class Allocation(PersonRow):
    """A person on a worker's caseload, from a day and until a day. Leaving it ends access at once."""

    worker = models.ForeignKey(User, models.PROTECT, related_name="allocations")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    allocated_at = models.DateTimeField(auto_now_add=True)
    allocated_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = AllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="allocation_one_worker_at_a_time", fields=["person"], condition=Q(ends_on=None)
            ),
        ]

    def __str__(self):
        return f"{self.worker} for person {self.person_id}"
