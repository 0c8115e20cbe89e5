"""How somebody wants information, and what helps to talk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from people.forms.frame import FactsForm
from people.information import PROFESSIONALS, SUPPORTS
from people.models import (
    ContactMethod,
    InformationFormat,
    InformationNeeds,
)

BETWEEN = "; "


def _offered(label, choices):
    return forms.MultipleChoiceField(
        label=label,
        choices=[(words, words) for words in choices],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose all that help, or none."),
    )


def _own_words(label):
    return forms.CharField(label=label, max_length=100, required=False)


class InformationForm(FactsForm):
    """The four subsets of the Accessible Information Standard, and language apart.

    What is offered to tick and one's own words become one text, ``Advocate; my sister``.
    """

    contact_method = forms.ChoiceField(
        label=_("What is the best way to reach you?"),
        choices=ContactMethod,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the best way to reach you")},
    )
    information_format = forms.ChoiceField(
        label=_("How should information look or sound?"),
        choices=InformationFormat,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how information should look or sound")},
    )
    how_to_talk = WordsField(
        label=_("What helps when we talk?"),
        max_length=300,
        rows=3,
        required=False,
        help_text=_("For example: speak slowly, face me, give me time, one question at a time"),
    )
    communication_support = _offered(_("What do you use to talk and to understand?"), SUPPORTS)
    own_support = _own_words(_("Something else you use"))
    communication_professional = _offered(_("Who should be there to help with talking?"), PROFESSIONALS)
    own_professional = _own_words(_("Somebody else"))
    language = forms.CharField(
        label=_("Language"), max_length=60, required=False, help_text=_("If it is not English")
    )
    has_interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)

    together = {"communication_support": "own_support", "communication_professional": "own_professional"}

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(*args, initial=self._apart(initial or {}), **kwargs)

    def _apart(self, initial):
        """Return what is kept as one text as ticks and own words."""
        apart = dict(initial)
        for name, own in self.together.items():
            offered = {str(words) for words, _label in self.base_fields[name].choices}
            given = [words for words in str(initial.get(name, "")).split(BETWEEN) if words]
            apart[name] = [words for words in given if words in offered]
            apart[own] = BETWEEN.join(words for words in given if words not in offered)
        return apart

    def facts(self):
        facts = super().facts()
        for name, own in self.together.items():
            facts[name] = BETWEEN.join([*facts[name], *filter(None, [facts.pop(own)])])
        return facts

    def clean(self):
        answers = super().clean()
        for name, own in self.together.items():
            longest = InformationNeeds._meta.get_field(name).max_length
            words = BETWEEN.join([*answers.get(name, []), answers.get(own, "")])
            if len(words) > longest:
                self.add_error(own, _("This is too long. Choose fewer, or say it in fewer words."))
        return answers
