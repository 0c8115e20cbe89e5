"""What is asked when somebody says what they think of a line of the plan, or of a proposal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.dialogue.changes import KINDS
from careplans.forms.frame import FactsForm
from careplans.models import LineKind, Verdict
from ipc.kernel.fields import WordsField

SHORT = 130


def why_field(label, **kwargs):
    """Return the question for a reason, in one's own words."""
    return WordsField(label=label, max_length=1000, rows=3, **kwargs)


class AnswerForm(FactsForm):
    """Yes or no to a line; a no says why."""

    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.HiddenInput)
    reason = why_field(
        _("Why do you not agree?"),
        help_text=_("Your words stay in the plan, beside this line."),
        required=False,
    )

    def clean(self):
        answers = super().clean()
        if answers.get("verdict") == Verdict.DISAGREES and not answers.get("reason"):
            self.add_error("reason", _("Say why you do not agree"))
        return answers


class ChangeForm(FactsForm):
    """What a line should say: one box for each part of it, with what it says now."""

    def __init__(self, *args, kind, line=None, **kwargs):
        model, labels, _under = KINDS[LineKind(kind)]
        now = {name: getattr(line, name) for name in labels} if line else {}
        super().__init__(*args, **{"initial": now, **kwargs})
        for name, label in labels.items():
            self.fields[name] = _box(model._meta.get_field(name), label)
        self.labels = labels
        self.fields["reason"] = why_field(_("Why?"), required=False)

    def facts(self):
        facts = super().facts()
        return {"change": {name: facts[name] for name in self.labels}, "reason": facts["reason"]}


def _box(field, label):
    """Return the question for one part of a line, as long as the part may be."""
    required = {"required": not field.blank, "label": label}
    if field.choices:
        missing = {"required": _("Choose one")}
        return forms.ChoiceField(
            choices=field.choices, widget=forms.RadioSelect, error_messages=missing, **required
        )
    required["error_messages"] = {"required": _("Write something here")}
    if field.max_length > SHORT:
        return WordsField(max_length=field.max_length, rows=2, **required)
    return forms.CharField(max_length=field.max_length, **required)


class RemovalForm(FactsForm):
    reason = why_field(_("Why should it go?"), error_messages={"required": _("Say why it should go")})


class ProposalForm(FactsForm):
    """What somebody says to a proposal: only what is theirs to say can be chosen."""

    do = forms.ChoiceField(
        label=_("What do you say?"),
        widget=forms.RadioSelect(attrs={"class": "ipc-big-choices"}),
        error_messages={"required": _("Choose what you say")},
    )
    reason = why_field(
        _("Why?"), help_text=_("Needed when you say no. It stays beside the proposal."), required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["do"].choices = choices
