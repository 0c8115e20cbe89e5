"""Deciding whether there is money, asking for a second look, answering one, and what is declared."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from budgets.models import Outcome, Regime, RequestWindow
from ipc.kernel.fields import DayField, WordsField
from people.forms import FactsForm

YES, NO = "yes", "no"


def is_yes(answer):
    return answer == YES


class DecideEligibilityForm(FactsForm):
    outcome = forms.ChoiceField(
        label=_("Can they have a budget of their own from your organisation's money?"),
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, yes in part, or no")},
    )
    what_is_granted = forms.CharField(
        label=_("In part: what is granted?"),
        max_length=500,
        required=False,
        help_text=_("For example: the help at home, not the equipment"),
    )
    reason = WordsField(
        label=_("Why?"),
        max_length=1000,
        rows=5,
        help_text=_("The person reads this as you write it. Use short sentences."),
        error_messages={"required": _("Write why. The person reads it.")},
    )
    law = forms.CharField(
        label=_("Which rule does it rest on?"),
        max_length=200,
        required=False,
        help_text=_("Needed for a no where the law gives a right. For example: SI 2012/2996 reg 32B(4)"),
    )
    decided_on = DayField(label=_("When was it decided?"), asked=_("the day"), may_be_future=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == Outcome.PART and not cleaned.get("what_is_granted"):
            self.add_error("what_is_granted", _("Write which part is granted"))
        return cleaned


class AskSecondLookForm(FactsForm):
    words = WordsField(
        label=_("What should we look at again?"),
        max_length=1000,
        rows=5,
        help_text=_("Use your own words. Tell us what is not right, or what we did not know."),
        error_messages={"required": _("Write what we should look at again")},
    )


class AskForThemForm(AskSecondLookForm):
    """The same for somebody else: ``about`` names which decision, among those that may be looked at."""

    about = forms.ChoiceField(
        label=_("Which decision?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which decision")},
    )
    field_order = ("about", "words")

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = choices
        self.fields["words"].label = _("What should be looked at again, in the person's words?")
        self.fields["words"].help_text = ""


class AnswerSecondLookForm(FactsForm):
    is_changed = forms.TypedChoiceField(
        label=_("What is the answer?"),
        choices=[(YES, _("Something changes")), (NO, _("It stays as it was"))],
        coerce=is_yes,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether something changes")},
    )
    words = WordsField(
        label=_("What did you look at, and what did you find?"),
        max_length=1000,
        rows=5,
        help_text=_("The person reads this as you write it. Use short sentences."),
        error_messages={"required": _("Write what you found. The person reads it.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_changed"].widget.hints = {
            YES: _("A new decision is asked for. The old one stays readable beside it."),
            NO: _("Say kindly why, so that the person can follow."),
        }


class DeclareForm(FactsForm):
    regime = forms.ChoiceField(
        label=_("Whose money is it about?"),
        choices=Regime,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whose money")},
    )
    is_excluded = forms.TypedChoiceField(
        label=_("Is the person on the list of those who are paid no direct payment?"),
        choices=[(NO, _("No")), (YES, _("Yes"))],
        coerce=is_yes,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        help_text=_("Write down yes or no only. Never ask why, and never write it down."),
        error_messages={"required": _("Choose yes or no")},
    )
    declared_on = DayField(label=_("When did they say so?"), asked=_("the day"), may_be_future=False)


class EducationRequestForm(FactsForm):
    asked_on = DayField(label=_("When did they ask?"), asked=_("the day"), may_be_future=False)
    window = forms.ChoiceField(
        label=_("At which time was that?"),
        choices=[(one.value, capfirst(one.label)) for one in RequestWindow],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose at which time")},
    )
    words = WordsField(label=_("What did they ask for?"), max_length=500, rows=3, required=False)
