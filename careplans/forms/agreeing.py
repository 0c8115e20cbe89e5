"""What the check of how a plan was made asks: the five things, each yes or no, and how that is known."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import IN_A_ROW, FactsForm
from careplans.models import Criterion


class CriteriaForm(FactsForm):
    """A yes or no for each of the five; ``facts`` may say at once which way it looks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in Criterion:
            self.fields[f"is_met_{criterion}"] = forms.TypedChoiceField(
                label=criterion.label,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                coerce=lambda answer: answer == "yes",
                widget=forms.RadioSelect(attrs=IN_A_ROW),
                error_messages={"required": _("Choose yes or no for each of the five")},
            )
            self.fields[f"words_{criterion}"] = forms.CharField(
                label=_("How do you know?"), max_length=500, required=False
            )

    def asked(self):
        """Return the two fields of each of the five, to be drawn beneath what the plan itself shows."""
        return [
            (criterion, self[f"is_met_{criterion}"], self[f"words_{criterion}"]) for criterion in Criterion
        ]

    def facts(self):
        said = super().facts()
        return {
            "answers": {
                criterion: (said[f"is_met_{criterion}"], said[f"words_{criterion}"])
                for criterion in Criterion
            }
        }
