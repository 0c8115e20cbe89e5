"""Records that few may open, emergencies, and being close to somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField, NhsNumberField, WordsField
from people.forms.frame import FactsForm
from people.models import EmergencyReason, WhyRestricted
from people.models.guarding import FEWEST_LETTERS
from people.restricting import PAYING


def _names(roles):
    """Return ``{key: user}`` and choices with role and organisation for each colleague, once."""
    users = {str(role.user.public_id): role.user for role in roles}
    parts = {
        key: ", ".join(
            (str(role.organisation or "") and f"{role.get_role_display()} ({role.organisation})")
            or str(role.get_role_display())
            for role in roles
            if role.user_id == user.pk
        )
        for key, user in users.items()
    }
    return users, [(key, f"{user.name}: {parts[key]}") for key, user in users.items()]


class RestrictForm(FactsForm):
    """Why only a few, and who. ``roles`` are the colleagues' who can be named; ``by`` is named anyway."""

    why = forms.ChoiceField(
        label=_("Why should only a few open this record?"),
        choices=WhyRestricted,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why only a few should open it")},
    )
    reason = WordsField(
        label=_("Tell us more"),
        max_length=300,
        rows=3,
        help_text=_("Those who may open the record can read this."),
        error_messages={"required": _("Write a sentence about why")},
    )
    readers = forms.MultipleChoiceField(
        label=_("Who else may open it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "You and the care coordinator always may. Payments wait if nobody in finance can open the record."
            " Introductions wait if no navigator can."
        ),
    )

    def __init__(self, *args, roles, by, **kwargs):
        super().__init__(*args, **kwargs)
        others = [role for role in roles if role.user_id != by.pk]
        self.users, choices = _names(others)
        self.fields["readers"].choices = choices
        self.fields["readers"].initial = [str(role.user.public_id) for role in others if role.role in PAYING]

    def facts(self):
        facts = super().facts()
        return {**facts, "readers": [self.users[key] for key in facts["readers"]]}


class NameReaderForm(FactsForm):
    """One more colleague who may open the record."""

    user = forms.ChoiceField(
        label=_("Who else may open it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a colleague")},
    )

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.users, self.fields["user"].choices = _names(roles)

    def facts(self):
        return {"user": self.users[self.cleaned_data["user"]]}


class ExactlyForm(FactsForm):
    """Whom exactly: the NHS number, or the whole name and the birthday."""

    nhs_number = NhsNumberField(label=_("NHS number"), required=False)
    given_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Surname"), max_length=80, required=False)
    born_on = DayField(label=_("Birthday"), asked=_("the birthday"), required=False, may_be_future=False)

    def clean(self):
        answers = super().clean()
        whole = all(answers.get(name) for name in ("given_name", "family_name", "born_on"))
        if not self.errors and not (answers.get("nhs_number") or whole):
            self.add_error(
                "nhs_number", _("Enter the NHS number, or the first name, the surname and the birthday")
            )
        return answers


class EmergencyForm(ExactlyForm):
    """Whom to open in an emergency, and why."""

    code = forms.ChoiceField(
        label=_("What has happened?"),
        choices=EmergencyReason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what has happened")},
    )
    reason = WordsField(
        label=_("Why do you need to open it now?"),
        max_length=500,
        rows=4,
        help_text=_("At least 20 letters. The person and a manager will read this."),
        error_messages={"required": _("Write why you need to open it now")},
    )
    field_order = ("nhs_number", "given_name", "family_name", "born_on", "code", "reason")

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if sum(letter.isalpha() for letter in reason) < FEWEST_LETTERS:
            raise forms.ValidationError(_("Say a little more: at least 20 letters"))
        return reason


class ReviewEmergencyForm(FactsForm):
    was_right = forms.TypedChoiceField(
        label=_("Was it right to open the record?"),
        choices=[("yes", _("Yes, it was right")), ("no", _("No, it was not"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it was right")},
    )
    review = WordsField(
        label=_("What did you find?"),
        max_length=500,
        rows=4,
        help_text=_("The person can read this."),
        error_messages={"required": _("Write what you found")},
    )


class AskAboutLookForm(FactsForm):
    words = WordsField(
        label=_("What do you want to know?"),
        max_length=1000,
        rows=4,
        help_text=_("For example: I do not know this name. Why did they look?"),
        error_messages={"required": _("Write your question in the box")},
    )


class AnswerAboutLookForm(FactsForm):
    answer = WordsField(
        label=_("Your answer"),
        max_length=2000,
        rows=6,
        help_text=_("Short sentences, no jargon. It is shown beside the entry."),
        error_messages={"required": _("Write your answer in the box")},
    )
