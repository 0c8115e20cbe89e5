"""What may be shared, and who is invited."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField
from people.forms.frame import FactsForm
from people.models import (
    HowGiven,
    Section,
)


class ConsentForm(FactsForm):
    """Who may see which parts. ``readers`` are pairs of a key and a name; ``reader`` gives back the row."""

    reader = forms.ChoiceField(
        label=_("Who may see it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may see it")},
    )
    sections = forms.MultipleChoiceField(
        label=_("What may they see?"),
        choices=[section for section in Section.choices if section[0] != Section.IDENTITY],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They always see the name and how to reach the person. Choose what else."),
        error_messages={"required": _("Choose at least one part to share")},
    )
    how_given = forms.ChoiceField(
        label=_("How did the person say yes?"),
        choices=HowGiven,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the person said yes")},
    )
    ends_on = DayField(
        label=_("Until when?"),
        asked=_("the first day without it"),
        required=False,
        may_be_past=False,
        help_text=_("From this day on they see nothing. Leave it empty if there is no end."),
    )

    def __init__(self, *args, relationships, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.readers = {f"circle-{one.public_id}": ("relationship", one) for one in relationships}
        self.readers |= {f"organisation-{one.public_id}": ("organisation", one) for one in organisations}
        self.fields["reader"].choices = [(key, str(one)) for key, (_kind, one) in self.readers.items()]

    def facts(self):
        facts = super().facts()
        kind, one = self.readers[facts.pop("reader")]
        sections = [Section.IDENTITY, *facts.pop("sections")]
        return {**facts, kind: one, "sections": sections}


class InviteForm(FactsForm):
    """Whom to invite: the person (``""``) or somebody of the circle, at the address we have or another."""

    who = forms.ChoiceField(
        label=_("Who should sign in?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who should sign in")},
    )
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        help_text=_("Leave it empty to use the address we have."),
        error_messages={"invalid": _("Enter the email address like name@example.org")},
    )

    def __init__(self, *args, person, relationships, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {"person": (None, person.name, person.email)}
        self.people |= {str(one.public_id): (one, one.name, one.email) for one in relationships}
        self.fields["who"].choices = [
            ("person", person.name),
            *((str(one.public_id), str(one)) for one in relationships),
        ]
        self.fields["who"].widget.hints = {
            key: email or _("no email address yet") for key, (_one, _name, email) in self.people.items()
        }

    def clean(self):
        answers = super().clean()
        known = self.people.get(answers.get("who"), (None, "", ""))[2]
        if answers.get("who") and "email" in answers and not (answers["email"] or known):
            self.add_error("email", _("Enter the email address like name@example.org"))
        return answers

    def facts(self):
        relationship, name, known = self.people[self.cleaned_data["who"]]
        return {
            "relationship": relationship,
            "name": name,
            "email": self.cleaned_data["email"] or known,
        }
