"""What is asked of everybody, and kept of nobody."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgets import guide as money
from ipc.programme import guiding
from peersupport import places


class GuideForm(forms.Form):
    """Is it for me, is it in my area? What is answered is read once and never kept."""

    postcode = forms.CharField(
        label=_("What is the postcode where the person lives?"),
        help_text=_("The first half is enough, like S70."),
        max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
        error_messages={"required": _("Enter the postcode, or its first half, like S70")},
    )
    age = forms.ChoiceField(
        label=_("How old is the person it is for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an age")},
    )
    group = forms.ChoiceField(
        label=_("Who is it for?"),
        choices=list(guiding.GROUPS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the one that fits best")},
    )
    bases = forms.MultipleChoiceField(
        label=_("Would you like to know about money too? Then tick what is true for the person."),
        help_text=_("If you are not sure, leave them empty."),
        choices=[(basis.value, label) for basis, label in money.ASKED.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ages = money.ages(None)
        self.fields["age"].choices = [
            (money.Age.CHILD.value, gettext("Under %(adult)s") % ages),
            (money.Age.YOUNG.value, gettext("%(adult)s or over, but under %(last)s") % ages),
            (money.Age.ADULT.value, gettext("%(last)s or over") % ages),
        ]

    def clean_postcode(self):
        typed = self.cleaned_data["postcode"]
        if not places.codes(typed):
            raise forms.ValidationError(_("Enter a postcode like S70 1AB, or its first half, like S70"))
        return typed
