"""Whether two records are of the same person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from people.forms.frame import FactsForm


class FindOtherForm(forms.Form):
    """What a worker types to find the other record: always sent by POST."""

    q = forms.CharField(
        label=_("Look for another one"),
        help_text=_("Name, NHS number or telephone, among those you may see"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


class ProposeMergeForm(FactsForm):
    """Which other record, and why. ``others`` are those to choose from, with why they may be the same."""

    other = forms.UUIDField(
        label=_("Which record is of the same person?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the other record"),
            "invalid": _("Choose the other record"),
        },
    )
    reason = WordsField(
        label=_("How do you know?"),
        max_length=300,
        rows=3,
        help_text=_("It is kept in both records. For example: same address, told us both names."),
        error_messages={"required": _("Write how you know that it is the same person")},
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        widget = self.fields["other"].widget
        widget.choices = [(one["id"], f"{one['name']}, {one['born']}") for one in others]
        widget.hints = {one["id"]: " ".join(map(str, one["why"])) for one in others}


class DecideMergeForm(FactsForm):
    """Yes or no."""

    decision = forms.ChoiceField(
        label=_("Are these two records of the same person?"),
        choices=[
            ("merge", _("Yes: put them together as shown here")),
            ("refuse", _("No, or not now: keep them apart")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no")},
    )
