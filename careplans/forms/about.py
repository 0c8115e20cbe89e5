"""What the pages of About me ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import IN_A_ROW, FactsForm, RevisedForm
from careplans.models import View
from ipc.kernel.fields import WordsField


class AboutForm(RevisedForm):
    words = WordsField(
        label=_("In your own words"),
        max_length=5000,
        rows=10,
        error_messages={"required": _("Write something in the box, or go back to the list")},
    )
    helped_by = forms.CharField(
        label=_("Did someone help you write this?"),
        help_text=_("If so, write their name, and who they are to you. Like: Susan, my daughter."),
        max_length=120,
        required=False,
    )


class ObservationForm(FactsForm):
    is_working = forms.TypedChoiceField(
        label=_("Is it working?"),
        choices=[("yes", _("It is working")), ("no", _("It is not working"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect(attrs=IN_A_ROW),
        error_messages={"required": _("Choose if it is working or not")},
    )
    words = WordsField(
        label=_("What is it?"),
        max_length=2000,
        rows=3,
        error_messages={"required": _("Write what is working or not working")},
    )
    view = forms.ChoiceField(
        label=_("Whose view is this?"),
        widget=forms.RadioSelect(attrs=IN_A_ROW),
        error_messages={"required": _("Choose whose view this is")},
    )

    def __init__(self, *args, views, called, **kwargs):
        super().__init__(*args, **kwargs)
        if len(views) == 1:
            del self.fields["view"]
        else:
            names = {View.PERSON: called, View.FAMILY: _("Mine"), View.STAFF: _("Staff")}
            self.fields["view"].choices = [(view.value, names[view]) for view in views]
