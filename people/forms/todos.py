"""What was done about something that was to be done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.fields import DayField, WordsField
from people.forms.frame import FactsForm
from people.models import HowTold


class SettleTodoForm(FactsForm):
    words = WordsField(
        label=_("What was done?"),
        max_length=300,
        rows=3,
        error_messages={"required": _("Write what was done")},
    )


class SettleNoticeForm(FactsForm):
    how_settled = forms.ChoiceField(
        label=_("How were they told?"),
        choices=HowTold,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they were told")},
    )
    settled_on = DayField(label=_("On which day?"), asked=_("the day they were told"), may_be_future=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["settled_on"].initial = dates.today
