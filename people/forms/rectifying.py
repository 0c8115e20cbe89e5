"""Asking to put something right, and deciding about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from people.forms.frame import FactsForm
from people.models import Decided


class PutRightForm(FactsForm):
    what = WordsField(
        label=_("What is wrong?"),
        max_length=1000,
        rows=3,
        help_text=_("For example: my old address is still there"),
        error_messages={"required": _("Write what is wrong")},
    )
    should_say = WordsField(
        label=_("What should it say?"),
        max_length=1000,
        rows=3,
        error_messages={"required": _("Write what it should say")},
    )


class DecideForm(FactsForm):
    decision = forms.ChoiceField(
        label=_("What did you decide?"),
        choices=Decided,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decided")},
    )
    reason = WordsField(
        label=_("Why, and what has changed now?"),
        max_length=1000,
        rows=4,
        help_text=_("The person reads this as you write it. Use short sentences."),
        error_messages={"required": _("Write why")},
    )
