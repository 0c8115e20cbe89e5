"""What is asked about calls and navigators."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from people.forms.frame import FactsForm
from people.models import HowGiven, NotSought

REACH = _("How and when can we reach you?")
SHORTEST_DISTRICT, LONGEST_DISTRICT = 2, 4


class AskForCallForm(FactsForm):
    words = WordsField(
        label=_("What would you like to talk about?"),
        help_text=_("A few words help. You may leave it empty."),
        required=False,
        max_length=500,
        rows=4,
    )
    best_time = forms.CharField(
        label=_("When is a good time to ring?"),
        help_text=_("Like “in the morning” or “not on Tuesdays”"),
        required=False,
        max_length=120,
    )
    has_agreed = forms.BooleanField(
        label=_("Yes, share what is listed here so that a navigator can ring me"),
        error_messages={"required": _("Tick the box if you agree to share what is listed")},
    )

    def __init__(self, data=None, *, has_phone):
        super().__init__(data)
        if not has_phone:
            reach = self.fields["best_time"]
            reach.label, reach.required = REACH, True
            reach.help_text = _("We have no telephone number for you. Like “ring my sister on 01226 000000”.")
            reach.error_messages["required"] = _("Write how we can reach you")

    def facts(self):
        said = super().facts()
        said.pop("has_agreed")
        return said


class AskForCallOfForm(AskForCallForm):
    """A colleague asks for somebody: they say how it was agreed."""

    how_given = forms.ChoiceField(
        label=_("How did they agree to share this?"),
        choices=[("", _("Choose")), *HowGiven.choices, *NotSought.choices],
        error_messages={"required": _("Choose how they agreed, or why somebody else said yes")},
    )
    field_order = ("words", "best_time", "how_given")

    def __init__(self, data=None, *, has_phone):
        super().__init__(data, has_phone=has_phone)
        del self.fields["has_agreed"]
        self.fields["words"].label = _("What would they like to talk about?")
        self.fields["best_time"].label = _("When and how can they be reached?")

    def facts(self):
        said = {name: answer for name, answer in self.cleaned_data.items() if name != "key"}
        if said["how_given"] in NotSought:
            said["why_not_sought"] = said.pop("how_given")
        return said


class WithdrawCallForm(FactsForm):
    """Nothing but the key: the page says what will happen."""


class AnswerCallForm(FactsForm):
    """Four buttons, and the words that go with one of them."""

    STEPS = [
        ("take", _("I will ring")),
        ("write_try", _("I rang, nobody answered")),
        ("finish", _("We talked")),
        ("give_up", _("We could not reach them")),
    ]
    step = forms.ChoiceField(
        choices=STEPS, widget=forms.HiddenInput, error_messages={"required": _("Choose what happened")}
    )
    outcome = WordsField(
        label=_("What did you agree?"),
        help_text=_("They read your words."),
        required=False,
        max_length=500,
        rows=4,
    )

    def facts(self):
        said = super().facts()
        return said if said["step"] == "finish" else {"step": said["step"]}


class NavigatorForm(FactsForm):
    words = WordsField(
        label=_("What people read about you"),
        help_text=_("A few friendly lines. Everybody can read them, with your name."),
        max_length=1000,
        rows=5,
    )
    districts = forms.CharField(
        label=_("Where you work"),
        help_text=_("First halves of postcodes, like S70, S71. Empty: everywhere in the area."),
        required=False,
        max_length=200,
    )
    skills = forms.CharField(
        label=_("What you know well"),
        help_text=_("Like: benefits, gardens, dementia"),
        required=False,
        max_length=300,
    )
    languages = forms.CharField(
        label=_("Languages you speak"), help_text=_("Like: English, Polish"), required=False, max_length=200
    )
    most_people = forms.IntegerField(
        label=_("How many people can you ring at the same time?"),
        help_text=_("Empty: as many as ask"),
        required=False,
        min_value=1,
        max_value=200,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    is_taking = forms.BooleanField(label=_("You can take somebody new at the moment"), required=False)

    def clean_districts(self):
        found = _several(self.cleaned_data["districts"].upper())
        if any(not SHORTEST_DISTRICT <= len(one) <= LONGEST_DISTRICT for one in found):
            raise forms.ValidationError(_("Enter first halves of postcodes, like S70, S71"))
        return found

    def clean_skills(self):
        return _several(self.cleaned_data["skills"])

    def clean_languages(self):
        return _several(self.cleaned_data["languages"])


def _several(typed) -> list[str]:
    return [one.strip() for one in typed.split(",") if one.strip()]
