"""What the check of how a plan was made asks, and what is written down of a colleague's yes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import IN_A_ROW, FactsForm
from careplans.models import Criterion
from people.models import HowGiven


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


class ProfessionalForm(FactsForm):
    """Another professional's yes to the plan, written down for them."""

    name = forms.CharField(
        label=_("Who agreed?"),
        max_length=120,
        error_messages={"required": _("Enter the name of who agreed")},
    )
    organisation = forms.CharField(
        label=_("Whom do they speak for?"),
        help_text=_("Their organisation or team. Like: Community nursing."),
        max_length=120,
        error_messages={"required": _("Enter whom they speak for")},
    )
    how = forms.ChoiceField(
        label=_("How did they say so?"),
        choices=[(how.value, how.label) for how in (HowGiven.IN_PERSON, HowGiven.PHONE, HowGiven.PAPER)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they said so")},
    )
    witness = forms.CharField(
        label=_("By telephone: who else heard it?"),
        help_text=_("Needed for a telephone call: the name of a colleague or somebody else who listened."),
        max_length=120,
        required=False,
    )
    paper = forms.FileField(
        label=_("On paper: the signed page"),
        help_text=_("Needed where they signed: a photo (JPG or PNG) or a PDF."),
        required=False,
    )
