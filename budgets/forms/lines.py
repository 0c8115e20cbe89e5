"""One line of a budget, as a coordinator writes it: short at first, the rest behind what it is about."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.drafting import Bought, ChargeExemption, Uplift
from budgets.models import (
    Connection,
    Every,
    Frequency,
    LineKind,
    ManagementOption,
    PriceUnit,
)
from ipc.kernel.fields import DayField, MoneyField, WordsField
from ipc.kernel.money import pounds
from people.forms import FactsForm
from people.models import Funder

EXPLAINED = {
    ManagementOption.DIRECT_PAYMENT: _(
        "The money is paid into an account. The person, or somebody they choose, buys the support."
    ),
    ManagementOption.NOTIONAL: _(
        "The person decides how it is used but holds no money. The NHS or council arranges the support."
    ),
    ManagementOption.THIRD_PARTY: _(
        "An organisation the person agrees with holds the money, arranges the support and employs the staff."
    ),
}
SHARES = {
    "nhs_amount": (Funder.NHS, _("From the NHS")),
    "council_amount": (Funder.COUNCIL, _("From the council")),
    "education_amount": (Funder.EDUCATION, _("From education")),
}
PERCENTS = {
    "nhs_percent": (Funder.NHS, _("Percent from the NHS")),
    "council_percent": (Funder.COUNCIL, _("Percent from the council")),
    "education_percent": (Funder.EDUCATION, _("Percent from education")),
}
BOUGHT = ("price", "quantity", "every", "unit", "unit_amount")
RISING = ("rises_on", "rises_percent", "rises_to")
MORE = (
    (_("Work it out from a price"), (*BOUGHT, *PERCENTS)),
    (_("Say what kind of thing it is, or that it is free by law"), ("kind", "charge_exempt_reason")),
    (_("Give it a first or last day, or a price that rises"), ("starts_on", "ends_on", *RISING)),
    (
        _("Say that somebody close to the person is paid"),
        ("connection", "is_same_household", "connection_reason"),
    ),
    (_("Say that it happens inside a school"), ("is_on_school_premises", "school_agreed_on")),
)
NARROW = {"class": "govuk-input--width-5"}


def number(label, *, most, **more):
    """Return a field for a number with two places at most, which may be left empty."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal("0.01"),
        max_value=most,
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={**NARROW, "inputmode": "decimal"}),
        error_messages={"invalid": _("Enter a number, like 12 or 2.5")},
        **more,
    )


class LineForm(FactsForm):
    """One line: for which action, how much from whom, how often, and how it is managed."""

    action = forms.ChoiceField(
        label=_("What is it for?"),
        help_text=_("The actions of the plan. One that you choose is no longer free."),
        error_messages={"required": _("Choose what it is for")},
    )
    words = forms.CharField(
        label=_("What is bought?"),
        max_length=200,
        help_text=_("For example: personal assistant, 12 hours at £15"),
        error_messages={"required": _("Enter what is bought")},
    )
    frequency = forms.ChoiceField(
        label=_("How often?"),
        choices=Frequency,
        initial=Frequency.WEEKLY,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": _("Choose how often")},
    )
    nhs_amount = MoneyField(label=SHARES["nhs_amount"][1], required=False, smallest=Decimal(0))
    council_amount = MoneyField(label=SHARES["council_amount"][1], required=False, smallest=Decimal(0))
    education_amount = MoneyField(label=SHARES["education_amount"][1], required=False, smallest=Decimal(0))
    option = forms.ChoiceField(
        label=_("How will this money be managed?"),
        help_text=_("The person chooses. They never have to take a direct payment."),
        choices=ManagementOption,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the money will be managed")},
    )
    holder = forms.ChoiceField(
        label=_("Which organisation will hold it?"),
        required=False,
        help_text=_("Only for a third-party budget."),
    )
    price = forms.ChoiceField(
        label=_("A price of your site"),
        required=False,
        help_text=_("Or leave it empty, and enter what one unit costs."),
    )
    quantity = number(_("How many?"), most=Decimal("99999.99"))
    every = forms.ChoiceField(
        label=_("How often are so many bought?"), required=False, choices=[("", _("Choose")), *Every.choices]
    )
    unit = forms.ChoiceField(
        label=_("Of what?"), required=False, choices=[("", _("Choose")), *PriceUnit.choices]
    )
    unit_amount = MoneyField(label=_("What does one cost?"), required=False)
    nhs_percent = number(PERCENTS["nhs_percent"][1], most=Decimal(100))
    council_percent = number(PERCENTS["council_percent"][1], most=Decimal(100))
    education_percent = number(PERCENTS["education_percent"][1], most=Decimal(100))
    kind = forms.ChoiceField(
        label=_("What kind of thing is it?"),
        required=False,
        choices=LineKind,
        initial=LineKind.OTHER,
        help_text=_("Some rules are about certain kinds. A price of your site says its kind itself."),
    )
    charge_exempt_reason = forms.ChoiceField(
        label=_("Is the council’s part free by law?"),
        required=False,
        choices=[("", _("No: it counts towards what the person may pay")), *ChargeExemption.choices],
        help_text=_("Under 18, nothing is charged. Reablement stays outside the budget."),
    )
    starts_on = DayField(label=_("First day"), asked=_("the first day"), required=False)
    ends_on = DayField(label=_("Last day"), asked=_("the last day"), required=False)
    rises_on = DayField(
        label=_("From which day does the price rise?"), asked=_("the day the price rises"), required=False
    )
    rises_percent = number(_("By how many percent?"), most=Decimal(100))
    rises_to = MoneyField(label=_("Or: what does one cost then?"), required=False)
    connection = forms.ChoiceField(
        label=_("Who is it?"),
        required=False,
        choices=Connection,
        help_text=_("Only for a direct payment. The NHS and councils have rules about this."),
    )
    is_same_household = forms.BooleanField(label=_("They live in the same home"), required=False)
    connection_reason = WordsField(
        label=_("Why is that needed?"),
        help_text=_("Each funder reads this before it signs."),
        max_length=500,
        rows=3,
        required=False,
    )
    is_on_school_premises = forms.BooleanField(label=_("It happens inside a school"), required=False)
    school_agreed_on = DayField(
        label=_("When did the head agree in writing?"),
        asked=_("the day of the letter"),
        may_be_future=False,
        required=False,
    )

    def __init__(self, *args, actions, holders, prices, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = {str(action.public_id): action for action in actions}
        self.holders = {str(holder.public_id): holder for holder in holders}
        self.prices = {str(price.public_id): price for price in prices}
        self._offer("action", _("Choose an action"), self.actions, lambda action: action.words)
        self._offer(
            "holder", _("Nobody: the person or the funder has it"), self.holders, lambda one: one.name
        )
        self._offer("price", _("No price of the list"), self.prices, _as_price)
        self.fields["option"].widget.hints = EXPLAINED

    def _offer(self, name, nothing, found, words):
        self.fields[name].choices = [("", nothing), *((value, words(one)) for value, one in found.items())]

    @property
    def at_first(self):
        """The fields that every line needs."""
        behind = {name for _title, names in MORE for name in names}
        return [field for field in self if field.name not in behind]

    @property
    def more(self):
        """The fields that few lines need, by what they are about; open where something is written there."""
        return [{"title": title, "fields": [self[name] for name in names], "is_open": self._is_used(names)}
                for title, names in MORE]  # fmt: skip

    def _is_used(self, names):
        usual = {"kind": LineKind.OTHER}
        return any(
            self[name].errors or self[name].value() not in (None, "", False, [None] * 3, usual.get(name))
            for name in names
        )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in (*SHARES, *PERCENTS)):
            self.add_error("nhs_amount", _("Enter at least one amount, like 12.50"))
        if cleaned.get("option") == ManagementOption.THIRD_PARTY and not cleaned.get("holder"):
            self.add_error("holder", _("Choose the organisation that will hold the money"))
        if cleaned.get("quantity") and not cleaned.get("every"):
            self.add_error("every", _("Choose how often so many are bought"))
        if any(cleaned.get(name) for name in PERCENTS) and not cleaned.get("quantity"):
            self.add_error("quantity", _("Enter how many are bought"))
        return cleaned

    def line(self):
        """Return what ``drafting.add_line`` asks for."""
        answers = self.facts()
        bought = {name: answers.pop(name) for name in BOUGHT}
        rising = {name: answers.pop(name) for name in RISING}
        shares = {funder: answers.pop(name) or Decimal(0) for name, (funder, _label) in SHARES.items()}
        percents = {funder: answers.pop(name) or Decimal(0) for name, (funder, _label) in PERCENTS.items()}
        return {
            **answers,
            "kind": answers["kind"] or LineKind.OTHER,
            "action": self.actions[answers["action"]],
            "holder": self.holders.get(answers["holder"]),
            "shares": shares,
            "percents": {funder: percent for funder, percent in percents.items() if percent},
            "bought": self._bought(bought),
            "uplift": _uplift(rising),
        }

    def _bought(self, answers):
        if not answers["quantity"]:
            return None
        return Bought(
            quantity=answers["quantity"],
            every=answers["every"],
            price=self.prices.get(answers["price"]),
            unit=answers["unit"],
            unit_amount=answers["unit_amount"],
        )


def _uplift(answers):
    if not answers["rises_on"]:
        return None
    return Uplift(answers["rises_on"], answers["rises_percent"], answers["rises_to"])


def _as_price(price):
    return _("%(words)s: %(amount)s each %(unit)s") % {
        "words": price.words,
        "amount": pounds(price.amount),
        "unit": price.get_unit_display(),
    }


class KeepBackForm(FactsForm):
    weeks = forms.DecimalField(
        label=_("How many weeks of money?"),
        help_text=_(
            "For example 1. Enter 0 to keep nothing back. What is not needed goes back to the funders."
        ),
        min_value=Decimal(0),
        max_value=Decimal(12),
        decimal_places=1,
        required=False,
        widget=forms.TextInput(attrs={**NARROW, "inputmode": "decimal"}),
        error_messages={"invalid": _("Enter a number, like 1 or 1.5")},
    )
    percent = forms.IntegerField(
        label=_("Or how many percent of a year’s money?"),
        min_value=1,
        max_value=20,
        required=False,
        widget=forms.TextInput(attrs={**NARROW, "inputmode": "numeric"}),
        error_messages={"invalid": _("Enter a whole number, like 2")},
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and (cleaned.get("weeks") is None) == (cleaned.get("percent") is None):
            self.add_error("weeks", _("Enter either a number of weeks or a number of percent"))
        return cleaned

    def kept(self, made):
        """Return the line's id; where nothing is kept back there is none."""
        return str(made.public_id) if made else "nothing"
