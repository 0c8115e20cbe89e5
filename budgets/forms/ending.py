"""The end of a year and of a budget: what is carried over, the last day, and giving the money up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.models import EndedBecause
from ipc.kernel.fields import DayField, WordsField
from ipc.kernel.money import pounds
from people.forms import FactsForm

ENDINGS = [one for one in EndedBecause if one != EndedBecause.NEXT_PLAN]


class EndBudgetForm(FactsForm):
    because = forms.ChoiceField(
        label=_("Why does the money end?"),
        choices=[(one.value, one.label) for one in ENDINGS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the money ends")},
    )
    last_day = DayField(label=_("The last day that is paid for"), asked=_("the last day"))
    words = WordsField(label=_("The reasons, in words the person can read too"), max_length=500, rows=4)


class GiveUpForm(FactsForm):
    last_day = DayField(
        label=_("Until which day do you want the money?"),
        asked=_("the last day you want the money"),
        may_be_past=False,
    )
    words = WordsField(
        label=_("Would you like to tell us why?"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("You do not have to."),
    )
    is_sure = forms.BooleanField(
        label=_("I have read what happens to my support."),
        error_messages={"required": _("Tick the box when you have read what happens to your support")},
    )


class NextYearForm(FactsForm):
    """For each funder that has something left: carried over, or given back."""

    def __init__(self, *args, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.left = left
        for funder, unused in left.items():
            self.fields[f"carry_{funder}"] = forms.TypedChoiceField(
                label=_("%(funder)s: %(amount)s was not used")
                % {"funder": funder.label, "amount": pounds(unused.amount)},
                choices=[("back", _("Give it back")), ("carry", _("Carry it over to the next year"))],
                coerce=lambda answer: answer == "carry",
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose what happens with this money")},
            )

    def carry(self):
        return {funder: self.cleaned_data[f"carry_{funder}"] for funder in self.left}
