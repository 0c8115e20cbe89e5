"""A funder's answer, its question, and what its panel decided."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from budgets.forms.agreeing import RevisionForm
from budgets.funder_questions import LONGEST
from ipc.kernel.fields import DayField, WordsField
from people.forms import FactsForm


class Reply(models.TextChoices):
    YES = "yes", _("Yes, I agree")
    PART = "part", _("Yes to some of it")
    NO = "no", _("No, not like this")
    ASK = "ask", _("I want to ask something first")


HINTS = {
    Reply.YES: _("You say that your part is enough for the needs it is for."),
    Reply.PART: _("Tick below what you agree to. The budget goes back with your reason for the rest."),
    Reply.NO: _("The budget goes back to the coordinator with your reason. Nothing is lost."),
    Reply.ASK: _("The coordinator answers here. The budget goes on waiting for you."),
}


class SignForm(RevisionForm):
    """``lines`` are the funder's own: ``[(id, words)]``. In part is offered where there are several."""

    funder = forms.CharField(widget=forms.HiddenInput, required=False)
    answer = forms.ChoiceField(
        label=_("Do you agree to your part?"),
        choices=Reply,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your answer")},
    )
    agreed_lines = forms.MultipleChoiceField(
        label=_("If to some of it: what do you agree to?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = WordsField(
        label=_("If not, or not to all: why?"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("The coordinator and the person read this. Say what would make it right."),
    )
    question = WordsField(
        label=_("If you want to ask something: what?"), max_length=LONGEST, rows=3, required=False
    )

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].widget.hints = HINTS
        self.fields["agreed_lines"].choices = lines
        if len(lines) < 2:
            del self.fields["agreed_lines"]
            self.fields["answer"].choices = [one for one in Reply.choices if one[0] != Reply.PART]

    def clean(self):
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer in (Reply.PART, Reply.NO) and not cleaned.get("reason"):
            self.add_error("reason", _("Write why not, and what would make it right"))
        if answer == Reply.PART and not cleaned.get("agreed_lines"):
            self.add_error("agreed_lines", _("Tick what you agree to"))
        if answer == Reply.ASK and not cleaned.get("question"):
            self.add_error("question", _("Write what you want to ask"))
        return cleaned

    @property
    def is_question(self):
        return self.cleaned_data["answer"] == Reply.ASK

    def signed(self):
        """Return what ``signing.sign`` asks for."""
        said = self.cleaned_data
        is_agreed = said["answer"] == Reply.YES
        return {
            "is_agreed": is_agreed,
            "reason": "" if is_agreed else said["reason"],
            "agreed_lines": said["agreed_lines"] if said["answer"] == Reply.PART else (),
            "revision": said["revision"],
            "funder": said["funder"] or None,
        }

    def asked(self):
        """Return what ``funder_questions.ask`` asks for."""
        return {"words": self.cleaned_data["question"], "funder": self.cleaned_data["funder"] or None}


class PanelForm(FactsForm):
    funder = forms.CharField(widget=forms.HiddenInput, required=False)
    met_on = DayField(label=_("When did the panel meet?"), asked=_("the day it met"), may_be_future=False)
    who = forms.CharField(
        label=_("Who decided?"),
        help_text=_("Names or roles, for example: head of adult care and two team managers"),
        max_length=300,
        error_messages={"required": _("Enter who decided")},
    )
    is_agreed = forms.TypedChoiceField(
        label=_("What did it decide?"),
        choices=[("yes", _("It agreed")), ("no", _("It did not agree"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it decided")},
    )
    reason = WordsField(
        label=_("Why?"),
        max_length=1000,
        rows=4,
        help_text=_("The person may read it. Once it is sent it cannot be changed."),
        error_messages={"required": _("Write why the panel decided so")},
    )

    def facts(self):
        facts = super().facts()
        return {**facts, "funder": facts["funder"] or None}
