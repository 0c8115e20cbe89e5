"""What is asked about meetings: one more, somewhere else, called off, who came, whether you come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField, WordsField
from peersupport.groups.days import at
from peersupport.models import Presence
from people.forms.frame import FactsForm

LATER = _("It must end after it starts, like 10:00 to 12:00")


class TimeField(forms.TimeField):
    """A time of the day, typed as 14:30."""

    widget = forms.TimeInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}, format="%H:%M")
    default_error_messages = {
        "required": _("Enter a time, like 14:30"),
        "invalid": _("Enter the time as hours and minutes, like 14:30"),
    }


class AddMeetingForm(FactsForm):
    words = forms.CharField(
        label=_("What is it?"),
        help_text=_("Like “Summer picnic”. Everybody can read it in the calendar."),
        max_length=300,
        error_messages={"required": _("Write what it is, like “Summer picnic”")},
    )
    day = DayField(label=_("Which day?"), asked=_("the day of the meeting"), may_be_past=False)
    begins = TimeField(label=_("From"), help_text=_("Like 14:30"))
    ends = TimeField(label=_("Until"))
    place = forms.CharField(
        label=_("Where?"),
        help_text=_("Only if it is not where the group usually meets"),
        required=False,
        max_length=200,
    )

    def clean(self):
        said = super().clean()
        if said.get("begins") and said.get("ends") and said["ends"] <= said["begins"]:
            self.add_error("ends", LATER)
        return said

    def facts(self):
        """Return the meeting with the moments at which it begins and ends."""
        said = super().facts()
        day = said.pop("day")
        times = {"starts_at": at(day, said.pop("begins")), "ends_at": at(day, said.pop("ends"))}
        return said | times


class ChangeMeetingForm(FactsForm):
    place = forms.CharField(
        label=_("Where is it this time?"),
        help_text=_("Empty: where the group usually meets. Those who come are told of a new place."),
        required=False,
        max_length=200,
    )
    words = forms.CharField(
        label=_("Is anything special?"),
        help_text=_("Like “Bring a cup”. Everybody can read it in the calendar."),
        required=False,
        max_length=300,
    )


class CancelMeetingForm(FactsForm):
    why = WordsField(
        label=_("Why does it not take place?"),
        help_text=_("Those who come read your words."),
        max_length=300,
        rows=3,
        error_messages={"required": _("Write why it does not take place")},
    )


class WhoCameForm(FactsForm):
    """One question for each of those in the group; a question left open writes nothing."""

    CHOICES = [(Presence.CAME, _("Came")), (Presence.MISSED, _("Did not come"))]

    def __init__(self, data, *, who):
        super().__init__(data)
        self.who = {f"who_{one['introduction'].public_id}": one for one in who}
        for name, one in self.who.items():
            self.fields[name] = forms.ChoiceField(
                label=one["name"],
                choices=self.CHOICES,
                required=False,
                initial=one["presence"],
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
            )

    def facts(self):
        """Return who came and who did not, by their introductions."""
        said = super().facts()
        return {
            name: [one["introduction"] for field, one in self.who.items() if said[field] == presence]
            for name, presence in (("came", Presence.CAME), ("missed", Presence.MISSED))
        }

    def kept(self, made):
        return str(len(made))


class SayComingForm(FactsForm):
    session = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": _("Choose a meeting of the list")}
    )
    is_coming = forms.TypedChoiceField(
        choices=[("yes", _("I am coming")), ("no", _("I cannot come"))],
        coerce=lambda said: said == "yes",
        error_messages={"required": _("Say whether you come")},
    )
