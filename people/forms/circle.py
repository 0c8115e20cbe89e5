"""Who is in a person's life."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.frame import FactsForm
from people.models import (
    RelationshipKind,
)


class CircleForm(FactsForm):
    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Enter the name")})
    kind = forms.ChoiceField(
        label=_("Who is this for the person?"),
        choices=RelationshipKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who this is for the person")},
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, widget=forms.TextInput({"type": "tel"})
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        error_messages={"invalid": _("Enter the email address like name@example.org")},
    )
    notes = forms.CharField(label=_("Anything to know"), max_length=300, required=False)
    is_carer = forms.BooleanField(label=_("Looks after the person without pay"), required=False)
    lives_with_person = forms.BooleanField(label=_("Lives with the person"), required=False)
    may_be_contacted = forms.BooleanField(
        label=_("We may call or write to them"), required=False, initial=True
    )
