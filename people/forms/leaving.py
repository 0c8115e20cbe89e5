"""Ending our work with somebody, and writing down that somebody has died."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.fields import DayField, WordsField
from people.forms.frame import FactsForm


class EndForm(FactsForm):
    ends_on = DayField(
        label=_("On which day did our work with them end?"),
        asked=_("the day our work ended"),
        may_be_future=False,
    )
    reason = WordsField(
        label=_("Why does it end?"),
        max_length=160,
        rows=2,
        help_text=_("They can read this. For example: they no longer want support from us."),
        error_messages={"required": _("Write why it ends")},
    )

    def answers(self):
        return _answers(self)


class DeathForm(FactsForm):
    died_on = DayField(
        label=_("On which day did they die?"), asked=_("the day they died"), may_be_future=False
    )
    told_by = forms.CharField(
        label=_("Who told us?"),
        max_length=120,
        help_text=_("For example: the daughter by telephone, or the GP practice"),
        error_messages={"required": _("Enter who told us")},
    )

    def answers(self):
        return _answers(self)


def _answers(form):
    """Return each answer as a question and words, to look at once more."""
    return [
        {"key": form.fields[name].label, "value": dates.in_words(value) if name.endswith("_on") else value}
        for name, value in form.facts().items()
    ]
