"""Moving to another site: what is offered, and the answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.fields import DayField, WordsField
from people.forms.frame import FactsForm
from people.models import HandedOver


class OfferForm(FactsForm):
    """``sites`` are those somebody can move to."""

    to_site = forms.ChoiceField(
        label=_("Where do they move to?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where they move to")},
    )
    moves_on = DayField(
        label=_("On which day do they move?"), asked=_("the day they move"), may_be_past=False
    )
    going = forms.MultipleChoiceField(
        label=_("What did they agree goes along?"),
        choices=HandedOver,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask about each one. Their name, birthday, NHS number and address always go along."),
    )
    summary = WordsField(
        label=_("What should the new team know first?"),
        max_length=2000,
        rows=4,
        required=False,
        help_text=_("Write it with the person. The managers of the other site read it before they answer."),
    )

    def __init__(self, *args, sites, **kwargs):
        super().__init__(*args, **kwargs)
        self.sites = {str(site.public_id): site for site in sites}
        self.fields["to_site"].choices = [(key, site.name) for key, site in self.sites.items()]

    def facts(self):
        facts = super().facts()
        return {**facts, "to_site": self.sites[facts["to_site"]]}

    def answers(self):
        facts = self.facts()
        going = ", ".join(str(HandedOver(part).label) for part in facts["going"])
        return [
            {"key": _("Moves to"), "value": facts["to_site"].name},
            {"key": _("On"), "value": dates.in_words(facts["moves_on"])},
            {"key": _("Goes along"), "value": going or _("Only who they are")},
            {"key": _("First to know"), "value": facts["summary"] or _("Nothing written")},
        ]


class AcceptForm(FactsForm):
    """``workers`` are the care coordinators of the site that says yes."""

    worker = forms.ChoiceField(
        label=_("Who will coordinate the support here?"),
        error_messages={"required": _("Choose who will coordinate the support")},
    )

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.workers = {str(worker.public_id): worker for worker in workers}
        self.fields["worker"].choices = [
            ("", _("Choose somebody")),
            *((key, worker.name) for key, worker in self.workers.items()),
        ]

    def facts(self):
        return {"worker": self.workers[super().facts()["worker"]]}


class DeclineForm(FactsForm):
    why = WordsField(
        label=_("Why not?"),
        max_length=300,
        rows=3,
        help_text=_("The other site and the person read this."),
        error_messages={"required": _("Write why not")},
    )
