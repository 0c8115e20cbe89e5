"""What the pages about what could go wrong ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import FactsForm, RevisedForm
from careplans.models import ContingencyKind
from ipc.kernel.fields import WordsField


class ContingencyForm(FactsForm):
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=ContingencyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about")},
    )
    trigger = forms.CharField(
        label=_("If this happens"),
        help_text=_("In their words if you can. Like: If Susan is ill and cannot come."),
        max_length=500,
        error_messages={"required": _("Write what may happen")},
    )
    what_to_do = WordsField(
        label=_("Do this"),
        help_text=_("What helps, in the order it is done. Like: Ask Joan next door to look in at nine."),
        max_length=1000,
        rows=4,
        error_messages={"required": _("Write what to do then")},
    )
    who_to_call = forms.CharField(
        label=_("Call this person"),
        help_text=_("A name, and who they are. Like: Joan Birkett, next door."),
        max_length=200,
        error_messages={"required": _("Write who to call")},
    )
    phone = forms.CharField(
        label=_("Their telephone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "tel", "class": "govuk-input--width-20", "autocomplete": "off"}
        ),
    )


class RiskForm(FactsForm):
    words = forms.CharField(
        label=_("What could go wrong?"),
        help_text=_("Like: I may fall on the way to the gate."),
        max_length=500,
        error_messages={"required": _("Write what could go wrong")},
    )
    why_worth_it = forms.CharField(
        label=_("Why is it worth it to the person?"),
        help_text=_("What they would lose if they stopped. Like: The garden is my life."),
        max_length=500,
        required=False,
    )
    what_we_do = WordsField(
        label=_("What did we agree to do?"),
        help_text=_("What makes it safer, so that it can go on. Like: I take the frame and carry my alarm."),
        max_length=1000,
        rows=4,
        required=False,
    )
    watched_by = forms.CharField(
        label=_("Who keeps an eye on it?"),
        help_text=_("Like: Susan, each Sunday."),
        max_length=120,
        required=False,
    )
    is_significant = forms.TypedChoiceField(
        label=_("Could it do serious harm?"),
        help_text=_("If so, the plan must say what we do about it before it can be agreed."),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": _("Choose if it could do serious harm")},
    )


class ChangeContingencyForm(RevisedForm, ContingencyForm):
    pass


class ChangeRiskForm(RevisedForm, RiskForm):
    pass


class SafetyForm(RevisedForm):
    coping = WordsField(
        label=_("What helps when it gets hard?"),
        help_text=_("In their words. Like: A cup of tea, and somebody who sits with me and does not talk."),
        required=False,
        rows=4,
    )
    advance_statement = forms.CharField(
        label=_("Where are their wishes for care kept?"),
        help_text=_("An advance statement, or a paper that says what they want. Like: Blue folder, kitchen."),
        max_length=300,
        required=False,
    )
    if_things_go_wrong = WordsField(
        label=_("Anything else to do if things go wrong"),
        help_text=_("Like: Biscuit the dog goes to Joan. The key is with the neighbour."),
        required=False,
        rows=4,
    )
    risks_talked_about = forms.BooleanField(
        label=_("We talked together about what could go wrong, and what is worth it"), required=False
    )
