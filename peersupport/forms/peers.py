"""What navigators write about peer supporters: who they are, checks, supervision, policies."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField, WordsField
from peersupport.models import (
    CheckOutcome,
    DbsLevel,
    Gender,
    Mode,
    PeerActivity,
    PolicyKind,
    Weekday,
)
from people.forms import FactsForm
from people.models import Cohort

DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
DECADES = [("", _("Not told")), *((year, f"{year}s") for year in range(1930, 2011, 10))]
SMALL = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class WordsListField(forms.CharField):
    """Several short answers in one box, with commas between them: given as a list."""

    def __init__(self, *, longest=40, **kwargs):
        self.longest = longest
        super().__init__(required=False, max_length=400, **kwargs)

    def clean(self, value):
        found = [" ".join(one.split()) for one in (super().clean(value) or "").split(",") if one.strip()]
        if any(len(one) > self.longest for one in found):
            raise ValidationError(
                _("Put a comma between them. Each may have %(most)s letters.") % {"most": self.longest}
            )
        return list(dict.fromkeys(found))

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value


def _several(label, choices, **kwargs):
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        **kwargs,
    )


def _age(label):
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=120, widget=forms.TextInput(attrs=SMALL)
    )


class PeerForm(FactsForm):
    """Who somebody is and what they do. ``organisations`` and ``needs`` are what there is to choose from."""

    organisation = forms.ChoiceField(
        label=_("Which organisation are they with?"),
        error_messages={"required": _("Choose the organisation they are with")},
    )
    name = forms.CharField(
        label=_("Their whole name"),
        max_length=120,
        help_text=_("Only colleagues see it."),
        error_messages={"required": _("Write their whole name")},
    )
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    email = forms.EmailField(label=_("Email"), required=False)
    shown_as = forms.CharField(
        label=_("The name people read"),
        max_length=120,
        help_text=_("Like “Nadia”"),
        error_messages={"required": _("Write the name people read")},
    )
    words = WordsField(
        label=_("In their own words"),
        max_length=2000,
        help_text=_("Who they are, and what they have been through."),
        error_messages={"required": _("Write who they are, in their own words")},
    )
    easy_words = WordsField(
        label=_("The same in easy words"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("One idea a line."),
    )
    needs = _several(_("What do they know from their own life?"), (), required=False)
    cohorts = _several(_("Whom do they want to support?"), Cohort.choices, required=False)
    minimum_age = _age(_("Youngest age they support"))
    maximum_age = _age(_("Oldest age they support"))
    activities = _several(
        _("What will they do with people?"),
        PeerActivity.choices,
        help_text=_("The DBS check they need follows from this."),
        error_messages={"required": _("Choose what they will do with people")},
    )
    modes = _several(
        _("How can people meet them?"),
        Mode.choices,
        error_messages={"required": _("Choose at least one way to meet them")},
    )
    districts = WordsListField(
        label=_("Where do they go?"),
        longest=4,
        help_text=_("First halves of postcodes, like S70, S71. Leave it empty for everywhere."),
    )
    weekdays = _several(_("On which days?"), Weekday.choices, required=False)
    languages = WordsListField(label=_("Languages"), help_text=_("Like English, Polish"))
    interests = WordsListField(label=_("What do they like?"), help_text=_("Like walking, football, cooking"))
    gender = forms.ChoiceField(
        label=_("They are"), choices=[("", _("Not told")), *Gender.choices], required=False
    )
    born_in = forms.TypedChoiceField(
        label=_("Born in the"), choices=DECADES, coerce=int, empty_value=None, required=False
    )
    is_carer = forms.BooleanField(label=_("They look after somebody, or have"), required=False)
    faith = forms.CharField(
        label=_("Faith"),
        max_length=60,
        required=False,
        help_text=_("Only if they want it used to find a match."),
    )
    most_people = forms.IntegerField(
        label=_("How many people at the same time?"),
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs=SMALL),
        help_text=_("Leave it empty for the usual number."),
    )
    supervisor = forms.CharField(label=_("Who supervises them?"), max_length=120, required=False)
    supervision_due_on = DayField(
        label=_("When do they next talk?"), asked=_("the day they next talk"), required=False
    )
    trained_on = DayField(
        label=_("When were they trained?"),
        asked=_("the day of the training"),
        may_be_future=False,
        required=False,
    )
    boundaries_agreed_on = DayField(
        label=_("When were boundaries agreed with them?"),
        asked=_("the day boundaries were agreed"),
        may_be_future=False,
        required=False,
    )

    def __init__(self, *args, organisations, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.public_id): one for one in organisations}
        choices = [(key, one.name) for key, one in self.organisations.items()]
        self.fields["organisation"].choices = [("", _("Choose one")), *choices]
        self.fields["needs"].choices = [(one.code, one.name) for one in needs]

    def clean_districts(self):
        found = [one.upper() for one in self.cleaned_data["districts"]]
        if not all(DISTRICT.fullmatch(one) for one in found):
            raise ValidationError(_("Enter the first half of postcodes, like S70, S71"))
        return found

    def clean(self):
        asked = super().clean()
        youngest, oldest = asked.get("minimum_age"), asked.get("maximum_age")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("maximum_age", _("The oldest age must not be below the youngest"))
        return asked

    def facts(self):
        return {name: answer for name, answer in super().facts().items() if name != "organisation"}

    def added(self):
        """Return the facts with the organisation itself."""
        return {**self.facts(), "organisation": self.organisations[self.cleaned_data["organisation"]]}


class ChangePeerForm(PeerForm):
    """The same of somebody who is there already: they stay with their organisation."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, organisations=[], **kwargs)
        del self.fields["organisation"]


class DbsCheckForm(FactsForm):
    level = forms.ChoiceField(
        label=_("Which level stands on the certificate?"),
        choices=[choice for choice in DbsLevel.choices if choice[0] != DbsLevel.NONE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the level that stands on the certificate")},
    )
    has_both_lists = forms.BooleanField(
        label=_("Both barred lists were looked at, of adults and of children"), required=False
    )
    issued_on = DayField(
        label=_("What is its date?"), asked=_("the date of the certificate"), may_be_future=False
    )
    seen_on = DayField(label=_("When did you see it?"), asked=_("the day you saw it"), may_be_future=False)
    outcome = forms.ChoiceField(
        label=_("What does it mean?"),
        choices=CheckOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it means")},
    )
    detail = WordsField(
        label=_("What was weighed, and why"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("Only where something stood on it. It is deleted by itself after some months."),
    )


class SupervisionForm(FactsForm):
    held_on = DayField(label=_("When did they talk?"), asked=_("the day they talked"), may_be_future=False)
    next_on = DayField(
        label=_("When do they talk next?"),
        asked=_("the day they talk next"),
        may_be_past=False,
        required=False,
        help_text=_("Leave it empty for the usual time."),
    )
    words = WordsField(
        label=_("What matters of it"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("Nothing about the people they support."),
    )


class PauseForm(FactsForm):
    why = WordsField(
        label=_("Why?"),
        max_length=300,
        rows=3,
        help_text=_("Only colleagues read it."),
        error_messages={"required": _("Write why. Only colleagues read it")},
    )


class PolicyForm(FactsForm):
    """Which policy of which organisation was seen."""

    organisation = forms.ChoiceField(
        label=_("Which organisation?"), error_messages={"required": _("Choose the organisation")}
    )
    kind = forms.ChoiceField(
        label=_("Which policy?"),
        choices=[("", _("Choose one")), *PolicyKind.choices],
        error_messages={"required": _("Choose the policy")},
    )
    seen_on = DayField(label=_("When did you see it?"), asked=_("the day you saw it"), may_be_future=False)

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.public_id): one for one in organisations}
        choices = [(key, one.name) for key, one in self.organisations.items()]
        self.fields["organisation"].choices = [("", _("Choose one")), *choices]

    def seen(self):
        """Return the organisation and what was seen of it."""
        facts = self.facts()
        return {**facts, "organisation": self.organisations[facts["organisation"]]}


class StartForm(FactsForm):
    """Nothing but the key: the page says what will happen."""


class EndForm(FactsForm):
    """Nothing but the key: the page says what will happen."""
