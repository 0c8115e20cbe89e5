"""Another mix, typed line by line; and, once it has been looked at, asking for it in one's own words."""

from django import forms
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgets.models import Every, Frequency, ManagementOption
from budgets.what_if import Choice, how_often, to_try
from ipc.kernel.dates import today
from ipc.kernel.fields import DayField, MoneyField, WordsField
from ipc.kernel.money import NOTHING, pounds
from people.forms import FactsForm


class Step(models.TextChoices):
    TRY = "try"
    ASK = "ask"


class MixForm(forms.Form):
    """For each line of the budget: its price, how many, how much, how it is managed. All may stay as now."""

    def __init__(self, *args, lines, prices, **kwargs):
        super().__init__(*args, **kwargs)
        self.in_force, self.lines = lines, to_try(lines)
        self.prices = {str(price.public_id): price for price in prices}
        choices = [(key, _price_in_words(price)) for key, price in self.prices.items()]
        for line in self.lines:
            self._add(line, choices)

    def _add(self, line, choices):
        fields = {"option": _option(line)}
        if choices:
            fields["price"] = forms.ChoiceField(
                label=_("Who or what"), choices=[("", _as_now(line)), *choices], required=False
            )
            fields["quantity"] = forms.DecimalField(
                label=_how_many(line),
                min_value=0,
                max_value=10000,
                max_digits=8,
                decimal_places=2,
                required=False,
                widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
                initial=line.quantity,
                error_messages={"invalid": _("Enter how many as a number, like 3 or 2.5")},
            )
        if line.unit_amount is None:
            fields["amount"] = MoneyField(
                label=_("Or: how much a week")
                if line.frequency == Frequency.WEEKLY
                else _("Or: how much, one time"),
                smallest=NOTHING,
                required=False,
                initial=line.amount,
            )
        for name in ("price", "quantity", "amount", "option"):
            if name in fields:
                self.fields[f"{name}_{line.public_id}"] = fields[name]

    def rows(self):
        """Return each line with its own fields, in the order they are asked."""
        return [
            {
                "line": line,
                "fields": [self[name] for name in self.fields if name.endswith(str(line.public_id))],
            }
            for line in self.lines
        ]

    def clean(self):
        facts = super().clean()
        for line in self.lines:
            price, quantity = (facts.get(f"{name}_{line.public_id}") for name in ("price", "quantity"))
            if price and quantity is None and line.quantity is None:
                self.add_error(f"quantity_{line.public_id}", _now("Enter how many, like 3 or 2.5"))
        return facts

    def choices(self):
        """Return ``{line's id: Choice}`` of the lines for which something else was chosen."""
        found = {line.pk: self._choice(line) for line in self.lines}
        return {pk: choice for pk, choice in found.items() if choice != Choice()}

    def _choice(self, line):
        def given(name):
            return self.cleaned_data.get(f"{name}_{line.public_id}")

        option, amount, quantity = given("option") or "", given("amount"), given("quantity")
        price = self.prices.get(given("price") or "")
        return Choice(
            price=price,
            quantity=quantity if price or quantity != line.quantity else None,
            amount=None if price or amount == line.amount else amount,
            option="" if option == line.option else option,
        )


class AskForMixForm(FactsForm):
    """Asking for the mix that was tried: from when, and why."""

    effective_on = DayField(label=_("From which day?"), asked=_("the day it should begin"), initial=today)
    reason = WordsField(
        label=_("Why would this be better?"),
        max_length=500,
        rows=3,
        error_messages={"required": _("Say in your own words why this would be better")},
    )

    def is_about(self, mix) -> bool:
        """Return whether this was sent and is well; the same key with another ``mix`` is another request."""
        self.mix = mix
        return self.is_bound and self.is_valid()

    def said(self):
        return {name: self.cleaned_data[name] for name in ("effective_on", "reason")}

    def facts(self):
        return {**self.said(), "mix": {pk: str(choice) for pk, choice in self.mix.choices().items()}}


def _option(line):
    offered = [
        option
        for option in ManagementOption
        if option != ManagementOption.THIRD_PARTY or line.holder_id is not None
    ]
    return forms.ChoiceField(
        label=_("Managed as"),
        choices=[(option.value, option.label) for option in offered],
        initial=line.option,
        required=False,
    )


def _how_many(line):
    return _now("How many, %(every)s") % {"every": Every(how_often(line)).label}


def _as_now(line):
    if line.unit_amount is None:
        return _now("As it is now")
    return _now("As it is now: %(amount)s for one %(unit)s") % {
        "amount": pounds(line.unit_amount),
        "unit": line.get_unit_display(),
    }


def _price_in_words(price):
    return f"{price.words}: {pounds(price.amount)}"
