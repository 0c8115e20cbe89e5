"""What people type to find support."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.models import ServiceKind, Weekday


class DirectoryForm(forms.Form):
    """One box, and four ways to narrow down. ``sites`` are pairs of slug and name."""

    words = forms.CharField(
        label=_("What would help?"),
        required=False,
        max_length=100,
        help_text=_("Like dancing, someone to talk to, carers"),
    )
    site = forms.ChoiceField(label=_("Where"), required=False)
    kind = forms.ChoiceField(
        label=_("What kind"), required=False, choices=[("", _("Any kind")), *ServiceKind.choices]
    )
    day = forms.ChoiceField(
        label=_("Which day"), required=False, choices=[("", _("Any day")), *Weekday.choices]
    )
    is_free = forms.BooleanField(label=_("Only what is free"), required=False)

    def __init__(self, data, *, sites):
        super().__init__(data)
        self.fields["site"].choices = [("", _("Anywhere")), *sites]

    def sought(self):
        """Return what to search by: what could not be understood counts as not asked."""
        self.is_valid()
        asked = self.cleaned_data
        return {
            "words": asked.get("words", ""),
            "site": asked.get("site", ""),
            "kind": asked.get("kind", ""),
            "weekday": asked.get("day", ""),
            "is_free": asked.get("is_free", False),
        }
