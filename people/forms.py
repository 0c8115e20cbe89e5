"""What the pages of this room ask."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import DayField, NhsNumberField, PostcodeField, WordsField
from ipc.kernel.forms import ActForm, once
from people.models import (
    Cohort,
    ContactMethod,
    HowGiven,
    InformationFormat,
    PersonStatus,
    RelationshipKind,
    Section,
)


def posted(request):
    """Return what was sent, or nothing where the page is only asked for."""
    return request.POST if request.method == "POST" else None


class FactsForm(ActForm):
    """A form whose answers are the facts of one act."""

    def facts(self):
        """Return the answers without the key."""
        return {name: answer for name, answer in self.cleaned_data.items() if name != "key"}

    def carry_out(self, user, act, verb, about=None):
        """Carry out ``verb`` once for this form; return the public id of its outcome.

        A refusal becomes an error of the form, and nothing is returned. ``about`` is what the act is
        on, where the answers do not say it.
        """
        facts = {**self.facts(), "about": about and str(about.public_id)}
        try:
            outcome, _now = once(user, self.cleaned_data["key"], act, facts, lambda: str(verb().public_id))
        except RuleBroken as broken:
            self.add_error(None, broken.message)
            return None
        return outcome


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


class PasswordForm(forms.Form):
    """A password for a new sign-in."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 letters, numbers or signs. Three words you can remember are good."),
        error_messages={"required": _("Choose a password")},
    )


class OwnPasswordForm(forms.Form):
    """The password of somebody who signs in already."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password")},
    )


class CaseloadForm(forms.Form):
    """What a worker types to find somebody among their people."""

    q = forms.CharField(label=_("Name or NHS number"), max_length=80, required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("All stages")), *PersonStatus.choices], required=False
    )
