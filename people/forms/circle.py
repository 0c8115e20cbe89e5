"""Who is in a person's life."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.frame import FactsForm
from people.models import InformationFormat, RelationshipKind, Ring


class CircleForm(FactsForm):
    """Somebody in the circle, as a colleague writes it down."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Enter the name")})
    kind = forms.ChoiceField(
        label=_("Who is this for the person?"),
        choices=RelationshipKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who this is for the person")},
    )
    ring = forms.TypedChoiceField(
        label=_("How near are they?"),
        choices=Ring,
        coerce=int,
        initial=Ring.FRIENDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how near they are")},
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, widget=forms.TextInput({"type": "tel"})
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        error_messages={"invalid": _("Enter the email address like name@example.org")},
    )
    information_format = forms.ChoiceField(
        label=_("How do they need information?"),
        choices=[("", _("We have not asked")), *InformationFormat.choices],
        required=False,
        help_text=_("Carers and parents have a right to it too."),
    )
    how_to_talk = forms.CharField(
        label=_("What helps when we talk with them?"), max_length=300, required=False
    )
    notes = forms.CharField(label=_("Anything to know"), max_length=300, required=False)
    is_carer = forms.BooleanField(label=_("Looks after the person without pay"), required=False)
    lives_with_person = forms.BooleanField(label=_("Lives with the person"), required=False)
    may_be_contacted = forms.BooleanField(
        label=_("We may call or write to them"), required=False, initial=True
    )
    why_not_contacted = forms.CharField(
        label=_("If not: why must we not contact them?"), max_length=200, required=False
    )

    def __init__(self, *args, without_ways=False, **kwargs):
        """``without_ways`` leaves telephone and email away: of somebody who must not be contacted."""
        super().__init__(*args, **kwargs)
        if without_ways:
            del self.fields["phone"], self.fields["email"]


class MyCircleForm(CircleForm):
    """Somebody in one's own circle."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in {
            "kind": _("Who is this for you?"),
            "how_to_talk": _("What helps when we talk with them?"),
            "is_carer": _("Looks after me without pay"),
            "lives_with_person": _("Lives with me"),
            "may_be_contacted": _("You may call or write to them"),
            "why_not_contacted": _("If not: do you want to tell us why?"),
        }.items():
            self.fields[name].label = label
        self.fields["kind"].error_messages["required"] = _("Choose who this is for you")
        self.fields["information_format"].choices = [("", _("I do not know")), *InformationFormat.choices]
        self.fields["why_not_contacted"].help_text = _("You do not have to say why.")


def facts_of(relationship, form) -> dict:
    """Return what ``form`` shows of ``relationship`` to begin with."""
    return {name: getattr(relationship, name) for name in form.base_fields if name != "key"}
