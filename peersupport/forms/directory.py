"""What people type to find support."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport import places
from peersupport.models import AccessFeature, ServiceKind, Weekday
from people.models import Cohort

WALKS = ("10", "20", "30")
FAR = "far"


class DirectoryForm(forms.Form):
    """One box, and ways to narrow down. ``sites`` are pairs of slug and name, ``needs`` of code and name."""

    words = forms.CharField(
        label=_("What would help?"),
        required=False,
        max_length=100,
        help_text=_("Like dancing, someone to talk to, carers"),
    )
    need = forms.ChoiceField(label=_("What it helps with"), required=False)
    site = forms.ChoiceField(label=_("Which town or area"), required=False)
    reach = forms.ChoiceField(
        label=_("How far"),
        required=False,
        choices=[
            ("", _("The nearest first")),
            ("10", _("10 minutes' walk")),
            ("20", _("20 minutes' walk")),
            ("30", _("30 minutes' walk")),
            (FAR, _("Up to about 10 miles")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("What kind"), required=False, choices=[("", _("Any kind")), *ServiceKind.choices]
    )
    day = forms.ChoiceField(
        label=_("Which day"), required=False, choices=[("", _("Any day")), *Weekday.choices]
    )
    group = forms.ChoiceField(
        label=_("Made for"), required=False, choices=[("", _("Anybody")), *Cohort.choices]
    )
    age = forms.IntegerField(
        label=_("Age of who would go"),
        required=False,
        min_value=0,
        max_value=120,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    is_free = forms.BooleanField(label=_("Only what is free"), required=False)
    online = forms.BooleanField(label=_("Online, or comes to you"), required=False)
    access = forms.MultipleChoiceField(
        label=_("The place must have"),
        required=False,
        choices=AccessFeature.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data, *, sites, needs=()):
        super().__init__(data)
        self.fields["site"].choices = [("", _("Anywhere")), *sites]
        self.fields["need"].choices = [("", _("Anything")), *needs]

    def sought(self):
        """Return what to search by: what could not be understood counts as not asked."""
        self.is_valid()
        asked = self.cleaned_data
        return {
            "words": asked.get("words", ""),
            "need": asked.get("need", ""),
            "site": asked.get("site", ""),
            "kind": asked.get("kind", ""),
            "weekday": asked.get("day", ""),
            "group": asked.get("group", ""),
            "age": asked.get("age"),
            "is_free": asked.get("is_free", False),
            "is_online": asked.get("online", False),
            "features": tuple(asked.get("access", ())),
        }

    def reaches(self):
        """Return how many metres were asked for; None where the nearest come first, however far."""
        asked = self.cleaned_data.get("reach", "")
        return places.walk_of(int(asked)) if asked in WALKS else None


class NearForm(forms.Form):
    """A postcode. It is sent apart from the search, so that it is in no address and no log."""

    postcode = forms.CharField(
        label=_("Your postcode"),
        max_length=10,
        help_text=_("Or its first half, like S70. We keep it only until you close the browser."),
        error_messages={"required": _("Enter your postcode, like S70 2AB")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
    )

    def clean_postcode(self):
        typed = self.cleaned_data["postcode"]
        if not places.codes(typed):
            raise forms.ValidationError(_("Enter a real postcode, like S70 2AB"))
        if places.where(typed) is None:
            raise forms.ValidationError(
                _("We do not know where this postcode is. Try its first half, or choose a town.")
            )
        return places.neat(typed)
