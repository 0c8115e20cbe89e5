"""Which ideas of the templates are taken into a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import FactsForm


class IdeasForm(FactsForm):
    """``found`` are ideas the plan does not say yet; with ``ehc`` learning goals name their outcome."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Ideas"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one idea, or go back to the plan"),
            "invalid_choice": _("One of these ideas is not offered any more, or is in the plan already"),
        },
    )
    ehc_reference = forms.CharField(
        label=_("If you choose a goal about learning: which outcome does it belong to?"),
        help_text=_("Of the education, health and care plan. Like: Outcome 2, talking."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args, found, ehc, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(idea.line.pk, idea.line.words) for idea in found]
        if not ehc:
            del self.fields["ehc_reference"]
