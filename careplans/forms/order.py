"""Which goals come first for the person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import NARROW, FactsForm


class RankForm(FactsForm):
    """A number for each of ``goals`` (of the tree), 1 for the first; a goal may be left without."""

    def __init__(self, *args, goals, **kwargs):
        super().__init__(*args, **kwargs)
        self.ids = {f"place_{goal['id']}": goal["id"] for goal in goals}
        for name, goal in zip(self.ids, goals, strict=True):
            self.fields[name] = forms.IntegerField(
                label=goal["words"],
                required=False,
                initial=goal["rank"],
                min_value=1,
                max_value=len(goals),
                widget=forms.NumberInput(attrs=NARROW),
                error_messages={
                    "invalid": _("Enter a number"),
                    "min_value": _("Enter 1 for the goal that comes first"),
                    "max_value": _("Enter a number from 1 to %(limit_value)s"),
                },
            )

    def clean(self):
        said = super().clean()
        taken: set[int] = set()
        for name in self.ids:
            place = said.get(name)
            if place in taken:
                self.add_error(name, _("Give each goal a number of its own. Another goal has this one."))
            elif place:
                taken.add(place)
        return said

    def facts(self):
        placed = [(self.cleaned_data[name], public_id) for name, public_id in self.ids.items()]
        return {"order": [public_id for place, public_id in sorted(placed, key=_place) if place]}


def _place(placed):
    return placed[0] or 0
