"""What a worker types to find somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import (
    PersonStatus,
)


class CaseloadForm(forms.Form):
    """What a worker types to find somebody among their people."""

    q = forms.CharField(label=_("Name or NHS number"), max_length=80, required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("All stages")), *PersonStatus.choices], required=False
    )
