"""Who somebody is."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.fields import DayField, NhsNumberField, PostcodeField
from people.forms.frame import FactsForm
from people.models import (
    Cohort,
)


class RegisterForm(FactsForm):
    given_name = forms.CharField(
        label=_("First name"), max_length=80, error_messages={"required": _("Enter the first name")}
    )
    family_name = forms.CharField(
        label=_("Surname"), max_length=80, error_messages={"required": _("Enter the surname")}
    )
    born_on = DayField(
        label=_("Birthday"),
        asked=_("the birthday"),
        may_be_future=False,
        help_text=_("For example, 27 3 1947"),
    )
    nhs_number = NhsNumberField(
        label=_("NHS number"),
        required=False,
        help_text=_("10 numbers, on letters from the NHS. A new baby may have none yet."),
    )
    known_as = forms.CharField(label=_("Likes to be called"), max_length=80, required=False)
    pronounced = forms.CharField(
        label=_("How to say the name"), max_length=120, required=False, help_text=_("Like: shuh-VAWN")
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, widget=forms.TextInput({"type": "tel"})
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        error_messages={"invalid": _("Enter the email address like name@example.org")},
    )
    address = forms.CharField(label=_("Address"), max_length=250, required=False)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    has_no_fixed_abode = forms.BooleanField(label=_("Has no fixed address"), required=False)
    gp_practice = forms.CharField(label=_("GP practice"), max_length=120, required=False)
    cohorts = forms.MultipleChoiceField(
        label=_("Which of these is the person?"),
        choices=Cohort,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose all that fit."),
        error_messages={"required": _("Choose at least one")},
    )
    referred_on = DayField(
        label=_("Day of the referral"), asked=_("the day of the referral"), may_be_future=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["referred_on"].initial = dates.today

    def answers(self):
        """Return each answer given, as a question and words, to look at once more."""
        words = {name: _in_words(answer) for name, answer in self.facts().items()}
        words["cohorts"] = ", ".join(str(Cohort(one).label) for one in self.cleaned_data["cohorts"])
        words["nhs_number"] = self.fields["nhs_number"].prepare_value(self.cleaned_data["nhs_number"])
        return [{"key": self.fields[name].label, "value": answer} for name, answer in words.items() if answer]


def _in_words(answer):
    if isinstance(answer, dt.date):
        return dates.in_words(answer)
    return _("Yes") if answer is True else answer
