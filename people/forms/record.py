"""How somebody wants information."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from people.forms.frame import FactsForm
from people.models import (
    ContactMethod,
    InformationFormat,
)


class InformationForm(FactsForm):
    contact_method = forms.ChoiceField(
        label=_("What is the best way to reach you?"),
        choices=ContactMethod,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the best way to reach you")},
    )
    information_format = forms.ChoiceField(
        label=_("How should information look or sound?"),
        choices=InformationFormat,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how information should look or sound")},
    )
    how_to_talk = WordsField(
        label=_("What helps when we talk?"),
        max_length=300,
        rows=3,
        required=False,
        help_text=_("For example: speak slowly, face me, give me time, one question at a time"),
    )
    communication_professional = forms.CharField(
        label=_("Who should be there to help with talking?"),
        max_length=120,
        required=False,
        help_text=_("For example: a British Sign Language interpreter, an advocate, a lip speaker"),
    )
    language = forms.CharField(
        label=_("Language"), max_length=60, required=False, help_text=_("If it is not English")
    )
    has_interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
