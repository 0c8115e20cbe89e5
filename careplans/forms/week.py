"""When in the week: a grid of days and parts of the day, with clock times where they are known."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import RevisedForm
from careplans.models import PartOfDay, Weekday

CELLS = [(day, part) for day in Weekday for part in PartOfDay]
TIMES = ("from", "until")


class ClockField(forms.TimeField):
    def __init__(self, label):
        super().__init__(
            label=label,
            required=False,
            widget=forms.TimeInput({"type": "time", "class": "govuk-input"}, format="%H:%M"),
            error_messages={"invalid": _("Enter a time like 9:30 or 14:00")},
        )


class WeekForm(RevisedForm):
    """``initial["slots"]`` are the slots as they are; each cell of the grid holds one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        slots = {(slot["weekday"], slot["part"]): slot for slot in self.initial.get("slots", ())}
        for day, part in CELLS:
            slot = slots.get((day, part))
            named = f"{day.label} {part.label.lower()}"
            self.fields[_name("on", day, part)] = forms.BooleanField(
                label=part.label, required=False, initial=slot is not None
            )
            begins = ClockField(_("From, %(when)s") % {"when": named})
            ends = ClockField(_("Until, %(when)s") % {"when": named})
            begins.initial, ends.initial = slot and slot["from_time"], slot and slot["until_time"]
            self.fields[_name("from", day, part)], self.fields[_name("until", day, part)] = begins, ends

    def clean(self):
        said = super().clean()
        for day, part in CELLS:
            times = [said.get(_name(which, day, part)) for which in TIMES]
            if any(times) and not said.get(_name("on", day, part)):
                self.add_error(
                    _name("on", day, part), _("Choose this part of the day, or take its times out")
                )
            elif times[1] and not times[0]:
                self.add_error(_name("from", day, part), _("Enter when it begins as well"))
        return said

    def facts(self):
        said = self.cleaned_data
        slots = [
            {
                "weekday": day.value,
                "part": part.value,
                "from_time": said[_name("from", day, part)],
                "until_time": said[_name("until", day, part)],
            }
            for day, part in CELLS
            if said[_name("on", day, part)]
        ]
        return {"revision": said["revision"], "slots": slots}

    def days(self):
        """Return the grid: each day with its four cells, each with its box and its times."""
        return [
            {
                "name": day.label,
                "cells": [
                    {
                        "on": self[_name("on", day, part)],
                        "times": [
                            {"field": self[_name("from", day, part)], "short": _("From")},
                            {"field": self[_name("until", day, part)], "short": _("Until")},
                        ],
                    }
                    for part in PartOfDay
                ],
            }
            for day in Weekday
        ]


def _name(which, day, part):
    return f"{which}_{day.value}_{part.value}"
