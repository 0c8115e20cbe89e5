"""Asking how somebody is: the four questions, a sentence of their own, a score under licence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import FactsForm
from careplans.models import HowTrue, LicensedTool
from careplans.wellbeing.questions import HIGHEST, LOWEST, QUESTIONS
from ipc.kernel.fields import DayField, WordsField
from people.models import HowGiven

LEFT_OUT = "-"
SCALE = {"class": "ipc-scale"}


def _numbers(question):
    """Return 0 to 10, with what the ends mean, and the choice to leave it out."""
    ends = {LOWEST: question.lowest, HIGHEST: question.highest}
    numbers = [
        (str(number), f"{number} – {ends[number]}" if number in ends else str(number))
        for number in range(LOWEST, HIGHEST + 1)
    ]
    return [*numbers, (LEFT_OUT, _("I would rather not say"))]


class WellbeingForm(FactsForm):
    """The four questions as published, each from 0 to 10; every one of them can be left out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.name] = forms.TypedChoiceField(
                label=question.words,
                choices=_numbers(question),
                coerce=lambda typed: None if typed == LEFT_OUT else int(typed),
                empty_value=None,
                required=False,
                widget=forms.RadioSelect(attrs=SCALE),
            )
        self.fields["words"] = WordsField(
            label=_("Is there anything you want to say about it?"),
            max_length=1000,
            rows=3,
            required=False,
        )


class NoteWellbeingForm(WellbeingForm):
    """The same, written down by a colleague to whom the person said it."""

    def __init__(self, *args, called, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answered_on"] = DayField(
            label=_("When did they say it?"), asked=_("the day they said it"), may_be_future=False
        )
        self.fields["how_answered"] = forms.ChoiceField(
            label=_("How did they tell you?"),
            choices=[choice for choice in HowGiven.choices if choice[0] != HowGiven.ONLINE],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose how they told you")},
        )
        self.fields["are_their_own"] = forms.BooleanField(
            label=_("These are the answers that %(name)s gave. None of them is a guess.") % {"name": called},
            error_messages={"required": _("Say that these are their own answers. If not, leave them out.")},
        )


class StatementForm(FactsForm):
    words = forms.CharField(
        label=_("What should be true for you?"),
        help_text=_("One short sentence. Say it as you would say it to a friend."),
        max_length=200,
        error_messages={
            "required": _("Write the sentence, as you would say it"),
            "max_length": _("Use 200 characters or fewer"),
        },
    )


class HowTrueForm(FactsForm):
    how_true = forms.TypedChoiceField(
        label=_("How true is it now?"),
        choices=HowTrue,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how true it is now")},
    )


class ScoreForm(FactsForm):
    """A score of a questionnaire under licence; ``tools`` are those in use."""

    tool = forms.ModelChoiceField(
        label=_("Which questionnaire?"),
        queryset=LicensedTool.objects.none(),
        error_messages={"required": _("Choose the questionnaire")},
    )
    answered_on = DayField(
        label=_("When was it filled in?"), asked=_("the day it was filled in"), may_be_future=False
    )
    score = forms.DecimalField(
        label=_("Score"),
        max_digits=6,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={
            "required": _("Enter the score as a number"),
            "invalid": _("Enter the score as a number"),
        },
    )
    level = forms.CharField(
        label=_("Level, if it has one"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    licence_reference = forms.CharField(
        label=_("Number of the licence"),
        help_text=_("The licence or registration under which it was used."),
        max_length=60,
        error_messages={"required": _("Write the number of the licence")},
    )

    def __init__(self, *args, tools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tool"].queryset = tools
