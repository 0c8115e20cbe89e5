"""Writing what money there may be, and asking a stranger a few questions that are not kept."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgets import guide
from ipc.kernel.fields import WordsField
from people.forms import FactsForm
from people.models import Cohort

HOW_TO_WRITE = _("Short lines, one idea each. Begin a line with a dash to make a list.")


def _part(label, **more):
    return WordsField(label=label, max_length=4000, rows=6, help_text=HOW_TO_WRITE, **more)


class StatementForm(FactsForm):
    """The parts of a statement of resources; ``group`` is asked once, when it is begun."""

    group = forms.ChoiceField(
        label=_("Whom is it for?"),
        choices=[("", _("Everybody here")), *Cohort.choices],
        required=False,
    )
    what_is_included = _part(_("What money can be part of a personal budget?"))
    who_can_get_it = _part(_("Who can get it?"))
    who_cannot_and_why = _part(_("Who cannot get it, and why?"))
    what_there_is_without_money = _part(_("What is there without money of your own?"))
    who_to_ask = _part(_("Whom can people ask?"))

    def __init__(self, *args, is_begun=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_begun:
            del self.fields["group"]


class GuideForm(forms.Form):
    """Three questions to a stranger. What is answered is read once and never kept."""

    lives_here = forms.TypedChoiceField(
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        error_messages={"required": _("Choose yes or no")},
    )
    age = forms.ChoiceField(
        label=_("How old is the person it is for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an age")},
    )
    bases = forms.MultipleChoiceField(
        label=_("Which of these is true for the person?"),
        help_text=_("Tick all that are true. If you are not sure, leave them empty."),
        choices=[(basis.value, label) for basis, label in guide.ASKED.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lives_here"].label = gettext("Does the person live in %(name)s?") % {"name": site.name}
        ages = guide.ages(site.pk)
        self.fields["age"].choices = [
            (guide.Age.CHILD.value, gettext("Under %(adult)s") % ages),
            (
                guide.Age.YOUNG.value,
                gettext("%(adult)s or over, but under %(last)s") % ages,
            ),
            (guide.Age.ADULT.value, gettext("%(last)s or over") % ages),
        ]
