"""Agreeing the plan with its money: by the person online, or written down by a coordinator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField
from people.forms import FactsForm
from people.models import HowGiven


class RevisionForm(FactsForm):
    """Carries which revision was read, so that nobody agrees to what they did not see."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def now_based_on(self, **revisions):
        """Let the answer be sent again once what the page shows now has been read."""
        self.data = self.data.copy()
        self.data.update({name: str(revision) for name, revision in revisions.items()})


class PlanWithMoneyForm(RevisionForm):
    """Carries the revision of the budget too, 0 where there is none: its figures change by themselves."""

    budget_revision = forms.IntegerField(widget=forms.HiddenInput)


class AgreeMyPlanForm(PlanWithMoneyForm):
    is_understood = forms.BooleanField(
        label=_("I have read this plan, or somebody has read it to me. I agree to it."),
        error_messages={"required": _("Tick the box if you agree to the plan")},
    )


class AgreeWithPersonForm(PlanWithMoneyForm):
    """Who agreed and how, and what shows it: a witness of the call, or the signed page.

    ``decides`` says who may (``careplans.agreed.who_decides``).
    """

    party = forms.ChoiceField(
        label=_("Who agreed?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who agreed")},
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
    review_due_on = DayField(
        label=_("When will you look at the plan again together?"),
        asked=_("the day of the review"),
        may_be_past=False,
    )
    review_by = forms.CharField(
        label=_("Who will do that?"),
        max_length=120,
        error_messages={"required": _("Enter who will do the review")},
    )

    def __init__(self, *args, decides, **kwargs):
        super().__init__(*args, **kwargs)
        self.decides = decides
        self.fields["party"].choices = [(choice["value"], choice["label"]) for choice in decides]

    def facts(self):
        """Return the answers; the choice of who agreed says the party, and whose name or which decision."""
        facts = super().facts()
        chosen = next(choice for choice in self.decides if choice["value"] == facts["party"])
        return {**facts, **chosen["said"]}
