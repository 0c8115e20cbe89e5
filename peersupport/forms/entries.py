"""What is typed about an entry of the directory: by colleagues, through a link, or as a suggestion."""

import datetime as dt
import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField, MoneyField, PostcodeField, WordsField
from ipc.kernel.forms import ActForm
from peersupport import times
from peersupport.keeping import values
from peersupport.models import AccessFeature, Frequency, Need, ServiceKind, ServiceStatus, Weekday
from people.models import Cohort

MOST_TIMES = 7
# In which order it is asked, under which heading.
GROUPS = [
    (
        _("What it is"),
        ("name", "organisation", "kind", "description", "easy_description", "needs", "status", "is_full"),
    ),
    (_("When"), ("schedules",)),
    (_("Where"), ("is_online", "is_mobile", *values.PLACE[1:])),
    (
        _("For whom, and what it costs"),
        (
            "cost",
            "cost_note",
            "minimum_age",
            "maximum_age",
            "eligibility",
            "cohorts",
            "languages",
            "places",
        ),
    ),
    (_("How to get in touch"), ("phone", "email", "website")),
    (
        _("What the public must not know"),
        (
            "is_internal",
            "is_refuge",
            "has_sensitive_place",
            "has_personal_contact",
            "provider_email",
        ),
    ),
]
NOT_A_PERSON = [choice for choice in ServiceKind.choices if choice[0] != ServiceKind.PEER]
HOW_OFTEN = [
    ("WEEKLY.1.", _("Every week")),
    ("WEEKLY.2.", _("Every second week")),
    ("WEEKLY.4.", _("Every fourth week")),
    ("MONTHLY.1.1", _("The first one of a month")),
    ("MONTHLY.1.2", _("The second one of a month")),
    ("MONTHLY.1.3", _("The third one of a month")),
    ("MONTHLY.1.4", _("The fourth one of a month")),
    ("MONTHLY.1.-1", _("The last one of a month")),
]


class ClockField(forms.CharField):
    """A time of day, returned as ``10:30``: 10, 10:30, 10.30, 2pm and 14:30 are understood."""

    default_error_messages = {"invalid": _("Enter a time like 10am or 2:30pm")}
    shape = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|noon)?")

    def widget_attrs(self, widget):
        return {"class": "govuk-input--width-5"}

    def clean(self, value):
        typed = super().clean(value).lower()
        if not typed:
            return None
        found = self.shape.fullmatch(typed)
        hour, minute, half = found.groups() if found else (99, 0, "")
        hour, minute = int(hour), int(minute or 0)
        if half == "pm" and hour < 12:
            hour += 12
        if half == "am" and hour == 12:
            hour = 0
        try:
            return f"{dt.time(hour, minute):%H:%M}"
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class EntryForm(ActForm):
    """All that can be written of an entry; ``asks`` are the fields of ``values`` that this one asks for."""

    organisation = forms.CharField(
        label=_("Who runs it"), max_length=120, error_messages={"required": _("Say who runs it")}
    )
    name = forms.CharField(
        label=_("What it is called"),
        max_length=120,
        error_messages={"required": _("Enter what it is called")},
    )
    kind = forms.ChoiceField(label=_("What kind"), choices=NOT_A_PERSON)
    description = WordsField(
        label=_("What it is, in a few sentences"),
        max_length=2000,
        rows=6,
        error_messages={"required": _("Say what it is")},
    )
    easy_description = WordsField(
        label=_("The same in easy words"),
        help_text=_("Short lines, one idea a line, no hard words."),
        required=False,
        max_length=600,
        rows=4,
    )
    needs = forms.MultipleChoiceField(
        label=_("What it helps with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    cost = MoneyField(
        label=_("What it costs"), help_text=_("0 if it is free."), smallest=Decimal(0), required=False
    )
    cost_note = forms.CharField(
        label=_("About the cost"),
        help_text=_("Like: a visit, or: tea included"),
        required=False,
        max_length=120,
    )
    is_full = forms.BooleanField(label=_("It is full at the moment"), required=False)
    is_online = forms.BooleanField(label=_("It happens online"), required=False)
    is_mobile = forms.BooleanField(
        label=_("It comes to people, or meets in different places"), required=False
    )
    place = forms.CharField(
        label=_("Place"), help_text=_("Like: The Library"), required=False, max_length=120
    )
    address = forms.CharField(label=_("Street and number"), required=False, max_length=200)
    city = forms.CharField(label=_("Town or village"), required=False, max_length=60)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    access_features = forms.MultipleChoiceField(
        label=_("What makes it easier to use"),
        help_text=_("Only what somebody has checked."),
        required=False,
        choices=AccessFeature.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    access_notes = forms.CharField(label=_("More about getting in"), required=False, max_length=200)
    minimum_age = forms.IntegerField(label=_("Youngest age"), required=False, min_value=0, max_value=120)
    maximum_age = forms.IntegerField(label=_("Oldest age"), required=False, min_value=0, max_value=120)
    eligibility = forms.CharField(label=_("Who can come"), required=False, max_length=300)
    cohorts = forms.MultipleChoiceField(
        label=_("Made for"), required=False, choices=Cohort.choices, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.CharField(label=_("Languages"), required=False, max_length=120)
    places = forms.IntegerField(label=_("How many places"), required=False, min_value=0, max_value=32000)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    email = forms.EmailField(label=_("Email"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    status = forms.ChoiceField(label=_("Is it running?"), choices=ServiceStatus.choices)
    is_internal = forms.BooleanField(label=_("For colleagues only: never in anything public"), required=False)
    is_refuge = forms.BooleanField(label=_("A refuge: never in anything public"), required=False)
    has_sensitive_place = forms.BooleanField(label=_("Never tell the place in public"), required=False)
    has_personal_contact = forms.BooleanField(
        label=_("Telephone and email are somebody's own: never tell them in public"), required=False
    )
    provider_email = forms.EmailField(
        label=_("Email of whoever runs it"),
        help_text=_("Never shown. We write there twice a year to ask whether all of it is right."),
        required=False,
    )

    def __init__(self, data=None, *, asks, written, organisation=None):
        """``written`` are the values to begin with; ``organisation`` is asked for where one is given."""
        super().__init__(data, initial={**written, "organisation": organisation})
        self.asks, self.written_before = asks, written
        for name in [*values.FIELDS, "organisation"]:
            is_asked = organisation is not None if name == "organisation" else name in asks
            if name in self.fields and not is_asked:
                del self.fields[name]
        if "needs" in self.fields:
            self.fields["needs"].choices = Need.objects.values_list("code", "name")
        self.rows = self._add_times(written.get("schedules", [])) if "schedules" in asks else []

    def carry(self, changed_at):
        """Carry when the entry had last been changed as it was read: nothing newer is written over."""
        read = forms.CharField(widget=forms.HiddenInput, required=False, initial=changed_at.isoformat())
        self.fields["read_at"] = read

    def seen_at(self) -> dt.datetime | None:
        typed = self.cleaned_data.get("read_at")
        try:
            return dt.datetime.fromisoformat(typed) if typed else None
        except ValueError:
            return None

    def now_based_on(self, changed_at):
        """Let what was typed go on from the entry as it is now: saving again writes over it."""
        self.data = self.data.copy()
        self.data["read_at"] = changed_at.isoformat()

    def _add_times(self, schedules):
        """Add the fields of each time it happens, and of one more; return their names by row."""
        rows = []
        for row in range(min(len(schedules) + 2, MOST_TIMES)):
            one = schedules[row] if row < len(schedules) else {}
            rows.append(self._add_time(f"_{row + 1}", one))
        return rows

    def _add_time(self, end, one):
        often = often_of(one)
        known = (
            HOW_OFTEN
            if often in dict(HOW_OFTEN)
            else [*HOW_OFTEN, (often, times.of_all(values.times([one])))]
        )
        day = [("", _("No day")), *Weekday.choices]
        fields = {
            "day": forms.ChoiceField(label=_("Day"), required=False, choices=day, initial=one.get("weekday")),
            "often": forms.ChoiceField(label=_("How often"), required=False, choices=known, initial=often),
            "opens": ClockField(label=_("From"), required=False, initial=one.get("opens_at")),
            "closes": ClockField(label=_("To"), required=False, initial=one.get("closes_at")),
            "begins": DayField(
                label=_("A day when it happens"),
                help_text=_("Only where it is not every week."),
                asked=_("a day when it happens"),
                required=False,
                initial=one.get("begins_on") and dt.date.fromisoformat(one["begins_on"]),
            ),
        }
        self.fields.update({f"{name}{end}": field for name, field in fields.items()})
        return end

    def groups(self):
        """Yield the headings of the page, each with its boxes."""
        for title, names in GROUPS:
            asked = [self[name] for name in names if name in self.fields]
            if asked or ("schedules" in names and self.rows):
                yield {"title": title, "fields": asked, "times": list(self.times()) if not asked else []}

    def times(self):
        """Yield the boxes of each row of times, for the page."""
        names = ("day", "often", "opens", "closes", "begins")
        for number, end in enumerate(self.rows, 1):
            yield {"number": number, "fields": [self[f"{name}{end}"] for name in names]}

    def clean(self):
        for end in self.rows:
            self._check_time(end)
        return self.cleaned_data

    def _check_time(self, end):
        said = self.cleaned_data
        opens, closes = said.get(f"opens{end}"), said.get(f"closes{end}")
        if opens and closes and closes <= opens:
            self.add_error(f"closes{end}", _("It must close after it opens."))
        if said.get(f"day{end}") and said.get(f"often{end}", "").startswith(("WEEKLY.2", "WEEKLY.4")):
            begins = said.get(f"begins{end}")
            if not begins and f"begins{end}" not in self.errors:
                self.add_error(
                    f"begins{end}", _("Enter one day when it happens, so that we know which weeks.")
                )

    def written(self) -> dict:
        """Return what was typed, by field, the way ``values`` keeps it."""
        said = {name: values.plain(self.cleaned_data[name]) for name in self.asks if name in self.fields}
        if "cost" in said:
            said["cost"] = said["cost"] or "0.00"
        return said | ({"schedules": self._schedules()} if self.rows else {})

    def _schedules(self):
        before = self.written_before.get("schedules", [])
        written = []
        for row, end in enumerate(self.rows):
            one = self._schedule(end, before[row] if row < len(before) else {})
            if one["weekday"] or one["opens_at"]:
                written.append(one)
        return written

    def _schedule(self, end, before):
        said = self.cleaned_data
        frequency, every, week = (said[f"often{end}"] or "WEEKLY.1.").split(".")
        return {
            "frequency": frequency,
            "every": int(every),
            "week": int(week) if week else None,
            "weekday": said[f"day{end}"],
            "opens_at": said[f"opens{end}"],
            "closes_at": said[f"closes{end}"],
            "begins_on": values.plain(said[f"begins{end}"]),
            "ends_on": before.get("ends_on"),
        }


def often_of(schedule) -> str:
    """Return how often, as the choice of that name: frequency, every how many, which of a month."""
    if not schedule:
        return "WEEKLY.1."
    frequency = schedule.get("frequency") or Frequency.WEEKLY.value
    return f"{frequency}.{schedule.get('every', 1)}.{schedule.get('week') or ''}"
