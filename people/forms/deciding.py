"""Whether somebody can decide one thing, and what is decided where they cannot."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField, WordsField
from people.forms.frame import FactsForm
from people.models import DecisionTopic, NeverForAnother, Outcome

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]
NONE_OF_THESE = "none"


def yes_or_no(label, **kwargs):
    return forms.TypedChoiceField(
        label=label,
        choices=YES_OR_NO,
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": _("Choose yes or no")},
        **kwargs,
    )


def evidence(label):
    return WordsField(
        label=label, max_length=1000, rows=3, error_messages={"required": _("Write what shows it")}
    )


class AssessForm(FactsForm):
    """One decision, the help given, the four abilities, and what follows from them."""

    topic = forms.ChoiceField(
        label=_("What is the decision about?"),
        choices=DecisionTopic,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the decision is about")},
    )
    decision = forms.CharField(
        label=_("Which decision exactly?"),
        max_length=300,
        help_text=_("For example: whether to look after the bank account of the direct payment"),
        error_messages={"required": _("Enter which decision it is")},
    )
    never_for_another = forms.ChoiceField(
        label=_("Is it about one of these?"),
        choices=[(NONE_OF_THESE, _("No, none of these")), *NeverForAnother.choices],
        widget=forms.RadioSelect,
        help_text=_("Nobody may ever decide these for somebody else."),
        error_messages={"required": _("Choose whether it is about one of these")},
    )
    help_given = WordsField(
        label=_("What help was given to decide?"),
        max_length=2000,
        rows=4,
        help_text=_("For example: pictures, an interpreter, a better time of day, somebody they trust"),
        error_messages={"required": _("Write what help was given")},
    )
    understands = yes_or_no(_("Do they understand what it is about?"))
    understands_evidence = evidence(_("What shows whether they understand it?"))
    retains = yes_or_no(_("Do they remember it long enough to decide?"))
    retains_evidence = evidence(_("What shows whether they remember it?"))
    weighs = yes_or_no(_("Do they weigh it up?"), help_text=_("An unwise choice is still a choice."))
    weighs_evidence = evidence(_("What shows whether they weigh it up?"))
    communicates = yes_or_no(_("Can they tell what they decided, in any way?"))
    communicates_evidence = evidence(_("What shows whether they can tell it?"))
    outcome = forms.ChoiceField(
        label=_("What follows from this?"),
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what follows from this")},
    )
    impairment = forms.CharField(
        label=_("If they cannot: what affects the mind or brain?"), max_length=300, required=False
    )
    causal_link = WordsField(
        label=_("If they cannot: how does just this keep them from deciding?"),
        max_length=1000,
        rows=3,
        required=False,
    )
    review_due_on = DayField(
        label=_("When to assess it again?"),
        asked=_("the day to assess it again"),
        required=False,
        may_be_past=False,
        help_text=_("Always needed if they cannot decide this now."),
    )
    is_fluctuating = forms.BooleanField(label=_("It changes from day to day"), required=False)
    disagreement = WordsField(
        label=_("Does anybody disagree?"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("The person too. Write who, and what they say."),
    )

    def facts(self):
        facts = super().facts()
        declared = facts["never_for_another"]
        return {**facts, "never_for_another": "" if declared == NONE_OF_THESE else declared}


class BestInterestsForm(FactsForm):
    """How it was decided for somebody who cannot decide this now."""

    wishes = WordsField(
        label=_("What does the person want, feel and believe?"),
        max_length=2000,
        help_text=_("Now and before, in their own words where you can."),
        error_messages={"required": _("Write what the person wants")},
    )
    options = WordsField(
        label=_("Which ways were there?"),
        max_length=2000,
        help_text=_("Waiting until they can decide is one of them."),
        error_messages={"required": _("Write which ways there were")},
    )
    consulted = WordsField(
        label=_("Who was asked, and what did they say?"), max_length=1000, rows=4, required=False
    )
    advocate = forms.CharField(
        label=_("Which independent advocate was asked?"),
        max_length=200,
        required=False,
        help_text=_("Needed where nobody near the person can be asked."),
    )
    authority_seen = forms.CharField(
        label=_("Is there an attorney or a deputy for this? What did you see?"),
        max_length=300,
        required=False,
        help_text=_("They decide what their papers say they decide: health and care, or property and money."),
    )
    advance_decision = forms.CharField(
        label=_("Did the person decide or say something about this before?"),
        max_length=300,
        required=False,
        help_text=_("A valid advance decision that fits is what holds. Nobody else decides then."),
    )
    less_restrictive = WordsField(
        label=_("Which way leaves them the most freedom?"),
        max_length=1000,
        rows=4,
        help_text=_("If you did not choose it, write why."),
        error_messages={"required": _("Write which way leaves them the most freedom")},
    )
    outcome = WordsField(
        label=_("What was decided?"),
        max_length=2000,
        rows=4,
        error_messages={"required": _("Write what was decided")},
    )
    dissent = WordsField(label=_("Who does not agree, and why?"), max_length=1000, rows=3, required=False)
    loses_liberty = yes_or_no(
        _("Will the person be watched all the time, and not be free to leave?"),
        help_text=_("This is not written down. If yes, the next page says whom to ask."),
    )

    def facts(self):
        return {name: answer for name, answer in super().facts().items() if name != "loses_liberty"}


class AskAgainForm(FactsForm):
    words = WordsField(
        label=_("What should we know?"),
        max_length=200,
        rows=4,
        error_messages={"required": _("Write what we should know")},
    )
