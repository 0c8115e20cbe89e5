"""What people type around an introduction: a wish to join, an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from ipc.kernel.forms import ActForm


class AskToJoinForm(ActForm):
    wish = WordsField(
        label=_("What do you hope for?"),
        help_text=_("A few words help them to welcome you."),
        required=False,
        max_length=500,
        rows=4,
    )
    has_agreed = forms.BooleanField(
        label=_("Yes, share what is listed here so that I can be introduced"),
        error_messages={"required": _("Tick the box if you agree to share what is listed")},
    )


class WithdrawForm(ActForm):
    """Nothing but the key: the page says what will happen."""


class AnswerForm(ActForm):
    """Two buttons, and the words that go with each."""

    is_welcome = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        error_messages={"required": _("Choose: welcome, or not possible")},
        widget=forms.HiddenInput,
    )
    welcome = WordsField(label=_("What you tell them"), required=False, max_length=500, rows=3)
    reason = WordsField(
        label=_("Why it is not possible"),
        help_text=_("They read your words. Say what they could try instead."),
        required=False,
        max_length=500,
        rows=3,
    )

    def answer(self):
        """Return whether they are welcome, and the words that go with it."""
        is_welcome = self.cleaned_data["is_welcome"]
        words = self.cleaned_data["welcome" if is_welcome else "reason"]
        return {"is_welcome": is_welcome, "answer": words}
