"""What the pages of change and review ask."""

from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import FactsForm
from ipc.kernel.fields import WordsField


class ChangeRequestForm(FactsForm):
    words = WordsField(
        label=_("What would you like to change?"),
        help_text=_("Use your own words. You do not have to say why."),
        max_length=2000,
        rows=4,
        error_messages={"required": _("Write what you would like to change")},
    )
