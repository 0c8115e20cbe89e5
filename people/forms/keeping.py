"""Keeping a record from being deleted."""

from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from people.forms.frame import FactsForm


class HoldForm(FactsForm):
    reason = WordsField(
        label=_("Why must the record be kept?"),
        max_length=300,
        rows=3,
        help_text=_("For example: an inquiry, a claim or a complaint is open"),
        error_messages={"required": _("Write why the record must be kept")},
    )
