"""That a form came back on paper: when, who wrote it, and who helped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.fields import DayField
from people.forms import FactsForm
from people.models import WhoWrote


class PaperBackForm(FactsForm):
    received_on = DayField(
        label=_("When did the paper come?"),
        asked=_("the day it came"),
        may_be_future=False,
        initial=dates.today,
    )
    who_wrote = forms.ChoiceField(
        label=_("Who wrote it?"),
        choices=WhoWrote,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who wrote it")},
    )
    helped_by = forms.CharField(
        label=_("Who helped, or wrote it for the person?"),
        help_text=_("Their name, and who they are. Like: Susan, her daughter. Empty where nobody helped."),
        max_length=120,
        required=False,
    )
    note = forms.CharField(
        label=_("Anything to add?"),
        help_text=_("Like: it was hard to read, we rang and asked. The person sees this."),
        max_length=300,
        required=False,
    )
