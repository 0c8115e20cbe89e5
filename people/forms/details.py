"""Who somebody is and how to reach them, to be changed; why they have a right to support; things to know."""

import copy

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField
from people import details
from people.forms.frame import FactsForm
from people.forms.registering import RegisterForm
from people.models import Basis, Organisation
from people.rights import DECIDED_BY


class DetailsForm(FactsForm):
    """The questions of registering once more, with what is known; ``revision`` tells what was known then."""

    names = details.DETAILS
    labels: dict = {}
    hints: dict = {}
    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, person):
        super().__init__(data, initial={name: getattr(person, name) for name in self.names})
        self.person = person
        self.fields["revision"].initial = details.revision(person, self.names)
        for name in self.names:
            field = self.fields[name] = copy.deepcopy(RegisterForm.base_fields[name])
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)

    def differences(self):
        """Return what is in the record now beside what was typed, where somebody changed it meanwhile.

        From then on the form knows what is there now: sent again, it is saved.
        """
        now = details.revision(self.person, self.names)
        if not self.is_bound or self.data.get("revision") in ("", None, now):
            return []
        self.data = self.data.copy()
        self.data["revision"] = now
        both = [(name, getattr(self.person, name), self.cleaned_data.get(name, "")) for name in self.names]
        return [
            {
                "label": self.fields[name].label,
                "now": details.in_words(name, stands),
                "typed": details.in_words(name, typed),
            }
            for name, stands, typed in both
            if (stands or "") != (typed or "")
        ]


class ContactForm(DetailsForm):
    names = details.CONTACT
    labels = {
        "known_as": _("What do you like to be called?"),
        "pronounced": _("How do we say your name?"),
        "phone": _("Your telephone number"),
        "email": _("Your email address"),
        "address": _("Your address"),
        "postcode": _("Your postcode"),
        "has_no_fixed_abode": _("I have no fixed address"),
        "gp_practice": _("Your doctor's practice"),
    }


class BasisForm(FactsForm):
    """That a body decided that somebody has an entitlement."""

    basis = forms.ChoiceField(
        label=_("What was decided?"),
        choices=Basis,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided")},
    )
    decided_by_body = forms.ModelChoiceField(
        label=_("Who decided it?"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose who decided it")},
    )
    starts_on = DayField(label=_("From which day?"), asked=_("the first day"))
    evidence = forms.CharField(
        label=_("What have you seen that shows it?"),
        max_length=200,
        help_text=_("For example: decision letter of 3 November 2026"),
        error_messages={"required": _("Enter what you have seen")},
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = {kind for kinds in DECIDED_BY.values() for kind in kinds}
        here = Organisation.objects.filter(site_id=person.site_id, kind__in=kinds)
        self.fields["decided_by_body"].queryset = here


class EndBasisForm(FactsForm):
    ends_on = DayField(label=_("What is the first day without it?"), asked=_("the first day without it"))
    why = forms.CharField(
        label=_("Why does it end?"),
        max_length=200,
        error_messages={"required": _("Enter why it ends")},
    )


class FlagForm(FactsForm):
    """Something to know about somebody."""

    words = forms.CharField(
        label=_("What must people know?"),
        max_length=120,
        help_text=_(
            "A few words, as everybody in the care team will read them. The person can read them too."
        ),
        error_messages={"required": _("Enter what people must know")},
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=300, error_messages={"required": _("Enter why people must know it")}
    )
    review_due_on = DayField(
        label=_("When shall we ask whether it still holds?"),
        asked=_("the day to ask again"),
        may_be_past=False,
    )


class FlagReviewForm(FactsForm):
    """Whether something to know still holds."""

    holds = forms.ChoiceField(
        label=_("Does this still hold?"),
        choices=[("yes", _("Yes, ask again later")), ("no", _("No, it is over"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it still holds")},
    )
    review_due_on = DayField(
        label=_("If yes: when shall we ask again?"),
        asked=_("the day to ask again"),
        may_be_past=False,
        required=False,
    )

    def clean(self):
        answers = super().clean()
        if answers.get("holds") == "yes" and not answers.get("review_due_on") and not self.errors:
            self.add_error("review_due_on", _("Enter the day to ask again, like 4 12 2026"))
        return answers
