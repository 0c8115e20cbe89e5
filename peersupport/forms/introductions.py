"""What people type around an introduction: a wish to join, an answer, the next step, how it went."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from ipc.kernel.forms import ActForm
from peersupport.feedback import SCORES
from peersupport.models import Outcome
from people.forms import FactsForm


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


class MoveForm(FactsForm):
    """What happened: one of the steps there are from here, and words about it."""

    step = forms.ChoiceField(
        label=_("What happened?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happened")},
    )
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        help_text=_("Only where it has come to its end."),
        choices=Outcome.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label=_("A few words"),
        help_text=_("The person reads them."),
        required=False,
        max_length=500,
        rows=3,
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(step, one.label) for step, one in choices.items()]
        self.fields["step"].widget.hints = {step: one.hint for step, one in choices.items()}
        if "finish" not in choices:
            del self.fields["outcome"]


class StepForm(FactsForm):
    """One button of the person's own page: the step it stands for."""

    step = forms.ChoiceField(error_messages={"required": _("Choose what you would like to do")})

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(step, step) for step in steps]


class EndForm(FactsForm):
    """Nothing but the key: nobody is asked why."""


class HowItWentForm(FactsForm):
    """How it was, in one tap, and in words."""

    score = forms.TypedChoiceField(
        label=_("How was it?"),
        choices=list(SCORES.items()),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    words = WordsField(label=_("In your own words"), required=False, max_length=500, rows=4)


class FeedbackForm(HowItWentForm):
    may_be_shown = forms.BooleanField(
        label=_("Others may read my words, without my name"),
        help_text=_("Somebody looks at them first. You can change your mind."),
        required=False,
    )
