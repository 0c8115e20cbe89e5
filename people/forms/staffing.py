"""Who works with whom: moving people, standing in, choosing a coordinator."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField
from people.colleagues import people_in_words
from people.forms.frame import FactsForm

WHY = 150


class ColleagueField(forms.ChoiceField):
    """A choice of care coordinators, each with the number of their people; the answer is the colleague."""

    def offer(self, coordinators):
        self.colleagues = {str(one.public_id): one for one, _people in coordinators}
        self.choices = [("", _("Choose"))] + [
            (str(one.public_id), f"{one.name}: {people_in_words(people)}") for one, people in coordinators
        ]

    def clean(self, value):
        return self.colleagues[super().clean(value)]


class TickedField(forms.MultipleChoiceField):
    """Ids that were ticked in a list. The verb says whose they are: a second click finds them gone."""

    def valid_value(self, value):
        try:
            return bool(uuid.UUID(value))
        except ValueError:
            return False


def _reason(**more):
    return forms.CharField(label=_("Why?"), max_length=WHY, **more)


class AllocateForm(FactsForm):
    """Who coordinates the support from today."""

    worker = ColleagueField(
        label=_("Who should coordinate the support?"),
        error_messages={"required": _("Choose who should coordinate the support")},
    )
    reason = _reason(required=False, help_text=_("If you like. It is kept with the change."))

    def __init__(self, *args, coordinators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].offer(coordinators)


class TransferForm(FactsForm):
    """Which people of a colleague move, to whom and why."""

    which = forms.ChoiceField(
        label=_("Who moves?"),
        choices=[("chosen", _("Those I have ticked")), ("all", _("Everybody on this caseload"))],
        initial="chosen",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who moves")},
    )
    people = TickedField(label=_("People"), required=False)
    to_worker = ColleagueField(
        label=_("To whom?"), error_messages={"required": _("Choose to whom they move")}
    )
    reason = _reason(
        error_messages={"required": _("Say why, like: Ann is leaving")},
        help_text=_("It is kept with the change, for each person."),
    )

    def __init__(self, *args, coordinators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_worker"].offer(coordinators)

    def clean(self):
        answers = super().clean()
        if answers.get("which") == "chosen" and not answers.get("people") and "people" in answers:
            self.add_error("which", _("Tick at least one person, or choose everybody"))
        return answers

    def kept(self, made):
        return f"{made.moved} {made.too_close} {made.kept_back}"


class CoverForm(FactsForm):
    """Who stands in, from when and until when."""

    standing_in = ColleagueField(
        label=_("Who stands in?"), error_messages={"required": _("Choose who stands in")}
    )
    starts_on = DayField(label=_("First day away"), asked=_("the first day away"))
    ends_on = DayField(
        label=_("First day back"),
        asked=_("the first day back"),
        may_be_past=False,
        help_text=_("On this day only the colleague who was away sees their people again."),
    )

    def __init__(self, *args, coordinators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["standing_in"].offer(coordinators)
