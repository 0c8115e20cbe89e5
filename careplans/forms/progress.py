"""What the page of a goal asks: how it goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import IN_A_ROW, NARROW, FactsForm
from careplans.models import Stage, View
from ipc.kernel.fields import WordsField

WHOLE = "goal"


class ProgressForm(FactsForm):
    """How it goes with a goal, or with one of ``actions``. ``views`` are those the user may speak in."""

    line = forms.ChoiceField(
        label=_("What is this about?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what this is about")},
    )
    stage = forms.ChoiceField(
        label=_("How does it go?"),
        choices=Stage,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it goes")},
    )
    how_near = forms.IntegerField(
        label=_("How near does it feel?"),
        help_text=_("0 is not near at all. 10 is there. You can leave this empty."),
        min_value=0,
        max_value=10,
        required=False,
        widget=forms.NumberInput(attrs=NARROW),
        error_messages={
            "invalid": _("Enter a number from 0 to 10"),
            "min_value": _("Enter a number from 0 to 10"),
            "max_value": _("Enter a number from 0 to 10"),
        },
    )
    words = WordsField(
        label=_("Say more, if you like"),
        help_text=_("Use your own words."),
        max_length=1000,
        rows=3,
        required=False,
    )
    view = forms.ChoiceField(
        label=_("Whose words are these?"),
        widget=forms.RadioSelect(attrs=IN_A_ROW),
        error_messages={"required": _("Choose whose words these are")},
    )

    def __init__(self, *args, goal, actions, views, called, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {WHOLE: goal, **{str(one.public_id): one for one in actions}}
        self.fields["line"].choices = [
            (key, _("The goal itself") if key == WHOLE else line.words) for key, line in self.lines.items()
        ]
        self.fields["line"].initial = WHOLE
        if not actions:
            del self.fields["line"]
        names = {View.PERSON: called, View.FAMILY: _("Mine"), View.STAFF: _("Mine")}
        self.fields["view"].choices = [(view.value, names[view]) for view in views]
        if len(views) == 1:
            del self.fields["view"]

    @property
    def about(self):
        """The goal or the action that was chosen."""
        return self.lines[self.cleaned_data.get("line", WHOLE)]

    def facts(self):
        return {name: answer for name, answer in super().facts().items() if name != "line"}
