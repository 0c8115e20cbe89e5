"""What may be shared with whom, and who is invited."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField
from people.forms.frame import FactsForm
from people.models import (
    HowGiven,
    NotSought,
    Section,
)

SHARED = {
    Section.ABOUT_ME: _("What matters to you, what works and what does not, and who is in your life"),
    Section.PLAN: _("What you need, your goals, and what will be done about them"),
    Section.MONEY: _("How much money there is, where it comes from and what it is spent on"),
    Section.SUPPORT: _("Groups and people you asked to be introduced to"),
}


def parts_field(**kwargs):
    """Return the question which parts to share; each says what it shows. Nothing is ticked beforehand."""
    parts = [(part.value, part.label) for part in SHARED]
    field = forms.MultipleChoiceField(
        choices=parts,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part to share")},
        **kwargs,
    )
    field.widget.hints = {part.value: words for part, words in SHARED.items()}
    return field


AN_ORGANISATION = "organisation"


class ShareForm(FactsForm):
    """Who may see which parts: somebody of the circle, or one of the organisations here."""

    reader = forms.ChoiceField(
        label=_("Who may see it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may see it")},
    )
    organisation = forms.ChoiceField(
        label=_("Which organisation?"),
        required=False,
        help_text=_("Only if you chose an organisation above."),
    )
    sections = parts_field(
        label=_("What may they see?"),
        help_text=_("They always see the name and how to reach the person. Choose what else."),
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
        self.circle = {f"circle-{one.public_id}": one for one in relationships}
        self.organisations = {str(one.public_id): one for one in organisations}
        readers = [(key, str(one)) for key, one in self.circle.items()]
        if self.organisations:
            readers.append((AN_ORGANISATION, _("An organisation")))
            named = [(key, str(one)) for key, one in self.organisations.items()]
            self.fields["organisation"].choices = [("", _("Choose")), *named]
        else:
            del self.fields["organisation"]
        self.fields["reader"].choices = readers

    @property
    def has_readers(self):
        return bool(self.circle or self.organisations)

    def clean(self):
        answers = super().clean()
        if answers.get("reader") == AN_ORGANISATION and not answers.get("organisation"):
            self.add_error("organisation", _("Choose which organisation"))
        return answers

    def facts(self):
        facts = super().facts()
        reader, organisation = facts.pop("reader"), facts.pop("organisation", "")
        sections = [Section.IDENTITY, *facts.pop("sections")]
        if reader == AN_ORGANISATION:
            return {**facts, "organisation": self.organisations[organisation], "sections": sections}
        return {**facts, "relationship": self.circle[reader], "sections": sections}


class MyShareForm(ShareForm):
    """The same, in words to the person themselves."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].label = _("Who should see it?")
        self.fields["sections"].label = _("What should they see?")
        self.fields["sections"].help_text = _(
            "People always see your name and how to reach you. Choose what else."
        )

    def facts(self):
        return {**super().facts(), "how_given": HowGiven.ONLINE}


class ConsentForm(ShareForm):
    """What a colleague writes down: also how the person said yes, or who did in their place and why."""

    how_given = forms.ChoiceField(
        label=_("How did the person say yes?"),
        choices=[*HowGiven.choices, *NotSought.choices],
        widget=forms.RadioSelect,
        help_text=_("Everybody from 16 says yes for themselves, until an assessment says that they cannot."),
        error_messages={"required": _("Choose how the person said yes")},
    )
    field_order = ["reader", "organisation", "sections", "how_given", "ends_on"]

    def facts(self):
        facts = super().facts()
        if facts["how_given"] in NotSought:
            facts["why_not_sought"] = facts.pop("how_given")
        return facts


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
