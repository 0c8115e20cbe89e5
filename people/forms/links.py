"""A link for one reader, and a yes or no to the evaluation."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.forms.frame import FactsForm
from people.forms.sharing import parts_field
from people.models import HowGiven

DAYS = (1, 3, 7, 14, 30)


class LinkForm(FactsForm):
    """Who gets a link, to what, for how many days (``most`` at the most)."""

    reader = forms.CharField(
        label=_("Who is it for?"),
        max_length=120,
        help_text=_("One person, by name"),
        error_messages={"required": _("Enter the name of the person the link is for")},
    )
    email = forms.EmailField(
        label=_("Their email address"),
        help_text=_("We send the link there"),
        error_messages={
            "required": _("Enter the email address like name@example.org"),
            "invalid": _("Enter the email address like name@example.org"),
        },
    )
    sections = parts_field(label=_("What should they see?"), help_text=_("They always see the name."))
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long")},
    )

    def __init__(self, *args, most, **kwargs):
        super().__init__(*args, **kwargs)
        offered = sorted({days for days in DAYS if days < most} | {most})
        self.fields["days"].choices = [
            (days, ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) for days in offered
        ]


class LinkForThemForm(LinkForm):
    """The same, where a colleague makes it because the person asked for it."""

    how_asked = forms.ChoiceField(
        label=_("How did the person ask for it?"),
        choices=[one for one in HowGiven.choices if one[0] != HowGiven.ONLINE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the person asked for it")},
    )

    def facts(self):
        facts = super().facts()
        return {**facts, "how_asked": HowGiven(facts["how_asked"]).label}


class LinkWordsForm(forms.Form):
    """The three words that open a link, as the person told them."""

    words = forms.CharField(
        label=_("The three words"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Enter the three words")},
    )


class MyEvaluationForm(FactsForm):
    """Yes or no, and nothing chosen beforehand."""

    is_yes = forms.TypedChoiceField(
        label=_("May the evaluation use facts about you?"),
        choices=[("yes", _("Yes, they may")), ("no", _("No, they may not"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect(attrs={"class": "ipc-big-choices"}),
        error_messages={"required": _("Choose yes or no")},
    )

    def facts(self):
        return {"how_given": HowGiven.ONLINE, **super().facts()}


class EvaluationForm(MyEvaluationForm):
    """The same, where a colleague writes down the answer."""

    how_given = forms.ChoiceField(
        label=_("How did the person answer?"),
        choices=[one for one in HowGiven.choices if one[0] != HowGiven.ONLINE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the person answered")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_yes"].label = _("What did the person say?")
