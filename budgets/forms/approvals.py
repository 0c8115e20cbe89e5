"""A funder's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.forms.agreeing import RevisionForm
from ipc.kernel.fields import WordsField


class SignForm(RevisionForm):
    is_agreed = forms.TypedChoiceField(
        label=_("Do you agree to your part?"),
        choices=[("yes", _("Yes, I agree")), ("no", _("No, not like this"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no")},
    )
    reason = WordsField(
        label=_("If not, why?"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("The coordinator and the person read this. Say what would make it right."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_agreed"].widget.hints = {
            "no": _("The budget goes back to the coordinator with your reason. Nothing is lost.")
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_agreed") is False and not cleaned.get("reason"):
            self.add_error("reason", _("Write why not, and what would make it right"))
        return cleaned
