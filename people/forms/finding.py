"""What a worker types to find somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField
from people.models import PersonStatus


class CaseloadForm(forms.Form):
    """What a worker types to find somebody among their people."""

    q = forms.CharField(label=_("Name or NHS number"), max_length=80, required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("All stages")), *PersonStatus.choices], required=False
    )


class FindForm(forms.Form):
    """What a worker types to find somebody among those they may see: always sent by POST."""

    q = forms.CharField(
        label=_("Name, NHS number or telephone"),
        help_text=_("Begin with the surname, like: smith, or smith, john. A birthday may stand behind it."),
        max_length=80,
        required=False,
        widget=forms.TextInput(
            {"type": "search", "autocomplete": "off", "autofocus": True, "spellcheck": "false"}
        ),
    )
    born_on = DayField(
        label=_("Birthday, if you know it"),
        asked=_("the birthday"),
        may_be_future=False,
        required=False,
        help_text=_("For example, 27 3 1947"),
    )
