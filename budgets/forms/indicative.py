"""What is asked to work out an indicative budget: questions, help with its price, fixed sums."""

from decimal import Decimal

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets.allocation import Cost, for_the_group
from budgets.models import Every, PriceUnit
from ipc.kernel.fields import DayField
from ipc.kernel.money import pounds
from people.forms import FactsForm

FIRST_ROWS, MORE_ROWS, MOST_ROWS = 3, 3, 30
WIDTH = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}


class WorkOutForm(FactsForm):
    """Each funder's own way: its questions, rows of help with a price, or its fixed sums.

    ``ways`` say which funder works how; ``circle`` are those who may have said that they are willing and able
    to give the help that a question about informal support asks for.
    """

    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, ways, circle=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.ways = ways
        self.circle = {str(one.public_id): one for one in circle}
        self.questions = {_name(question): question for way in ways for question in way.questions}
        self.tariffs = {str(one.pk): one for way in ways for one in way.tariffs}
        self.fields["rows"].initial = self.count = self._count()
        for question in self.questions.values():
            self._ask(question)
        if self.asks_carers:
            self._ask_when()
        for way in ways:
            self._offer(way)

    @property
    def asks_carers(self):
        return any(question.is_informal_support for question in self.questions.values())

    def clean(self):
        cleaned = super().clean()
        for way in self.ways:
            for row in range(self.count if way.prices else 0):
                self._check_row(way, row)
        said = any(cleaned.get(f"carer_{question.pk}") for question in self.questions.values())
        is_asked = said and "carers_said_on" not in self.errors
        if is_asked and not cleaned.get("carers_said_on"):
            self.add_error("carers_said_on", _("Enter the day on which the carer said so, like 4 12 2026"))
        return cleaned

    def said(self) -> dict:
        """Return what was said so far, also of a form that is not complete, as the verb takes it."""
        day = self.cleaned_data.get("carers_said_on")
        return {
            "answers": list(filter(None, map(self._answer, self.questions))),
            "carers": self._carers() if day else {},
            "carers_said_on": day,
            "costs": [cost for way in self.ways for cost in self._costs(way)],
            "tariffs": self._chosen(),
        }

    def as_typed(self) -> dict:
        """Return what stands in each control, right or wrong, to show it again."""
        return {
            name: field.widget.value_from_datadict(self.data, self.files, name)
            for name, field in self.fields.items()
            if name != "key"
        }

    def sections(self) -> list[dict]:
        """Return what is asked for each funder, in the funders' order."""
        return [
            {
                "letter": way.funder.value,
                "notes": for_the_group(way),
                "questions": [self[_name(one)] for one in way.questions if not one.is_informal_support],
                "informal": [
                    (self[_name(one)], self[f"carer_{one.pk}"])
                    for one in way.questions
                    if one.is_informal_support
                ],
                "costs": [self._row(way, row) for row in range(self.count if way.prices else 0)],
                "lacks_prices": way.kind == way.kind.COST and not way.prices,
                "tariffs": [self[f"tariffs_{way.funder}"]] if way.tariffs else [],
            }
            for way in self.ways
        ]

    def _count(self):
        """Return how many rows of help each funder has room for: three more where they ran out."""
        typed = str(self.data.get("rows") or self.initial.get("rows") or FIRST_ROWS)
        count = int(typed) if typed.isascii() and typed.isdigit() else FIRST_ROWS
        return min(max(count, FIRST_ROWS), MOST_ROWS)

    def _ask(self, question):
        answers = {str(answer.pk): answer for answer in question.answers.all()}
        field = forms.ChoiceField(
            label=question.words,
            help_text=question.help,
            choices=[(value, answer.words) for value, answer in answers.items()],
            widget=forms.RadioSelect,
            error_messages={
                "required": now_("Choose an answer to “%(question)s”") % {"question": question.words}
            },
        )
        field.widget.hints = {value: _points(answer) for value, answer in answers.items()}
        self.fields[_name(question)] = field
        if question.is_informal_support:
            self.fields[f"carer_{question.pk}"] = forms.ChoiceField(
                label=_("Who gives this help, and has said that they are willing and able to?"),
                choices=[("", _("Nobody has said so: nothing is taken off")), *self._in_the_circle()],
                required=False,
            )

    def _in_the_circle(self):
        return [(value, f"{one.name}, {one.get_kind_display()}") for value, one in self.circle.items()]

    def _ask_when(self):
        self.fields["carers_said_on"] = DayField(
            label=_("When did they say so?"),
            help_text=_("They may say no, or stop, at any time. Then work out a new one."),
            asked=_("the day on which they said so"),
            may_be_future=False,
            required=False,
        )

    def _offer(self, way):
        if way.tariffs:
            field = forms.MultipleChoiceField(
                label=_("Which fixed sums?"),
                help_text=_("Choose none where none is right."),
                choices=[(str(one.pk), one.words) for one in way.tariffs],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            field.widget.hints = {str(one.pk): _sum(one) for one in way.tariffs}
            self.fields[f"tariffs_{way.funder}"] = field
        for row in range(self.count if way.prices else 0):
            self._offer_row(way, row)

    def _offer_row(self, way, row):
        prices = [(str(price.public_id), _priced(price)) for price in way.prices]
        name = f"cost_{way.funder}_{row}"
        self.fields[f"{name}_price"] = forms.ChoiceField(
            label=_("What help?"), choices=[("", _("Choose")), *prices], required=False
        )
        self.fields[f"{name}_quantity"] = forms.DecimalField(
            label=_("How many?"),
            required=False,
            min_value=Decimal("0.01"),
            max_value=Decimal("9999.99"),
            max_digits=6,
            decimal_places=2,
            widget=forms.TextInput(attrs=WIDTH),
            error_messages={
                "invalid": _("Enter how many, like 3 or 2.5"),
                "min_value": _("Enter more than 0, like 3 or 2.5"),
                "max_value": _("Enter fewer than 10,000"),
                "max_decimal_places": _("Enter no more than two numbers after the point"),
                "max_digits": _("Enter fewer than 10,000"),
                "max_whole_digits": _("Enter fewer than 10,000"),
            },
        )
        self.fields[f"{name}_every"] = forms.ChoiceField(
            label=_("How often?"),
            choices=[(one.value, capfirst(one.label)) for one in Every],
            initial=Every.WEEK,
            required=False,
        )

    def _row(self, way, row):
        name = f"cost_{way.funder}_{row}"
        return {
            "number": row + 1,
            "fields": [self[f"{name}_{part}"] for part in ("price", "quantity", "every")],
        }

    def _check_row(self, way, row):
        name = f"cost_{way.funder}_{row}"
        price, quantity = (self.cleaned_data.get(f"{name}_{part}") for part in ("price", "quantity"))
        if quantity and not price:
            self.add_error(f"{name}_price", _("Choose what help it is"))
        if price and quantity is None and f"{name}_quantity" not in self.errors:
            self.add_error(f"{name}_quantity", _("Enter how many, like 3 or 2.5"))

    def _answer(self, name):
        answers = self.questions[name].answers.all()
        return next((one for one in answers if str(one.pk) == self.cleaned_data.get(name)), None)

    def _carers(self):
        chosen = {one.pk: self.cleaned_data.get(f"carer_{one.pk}") for one in self.questions.values()}
        return {pk: self.circle[value] for pk, value in chosen.items() if value}

    def _costs(self, way):
        prices = {str(price.public_id): price for price in way.prices}
        for row in range(self.count if prices else 0):
            name = f"cost_{way.funder}_{row}"
            price, quantity = (self.cleaned_data.get(f"{name}_{part}") for part in ("price", "quantity"))
            if price and quantity:
                every = self.cleaned_data.get(f"{name}_every") or Every.WEEK
                yield Cost(way.funder, prices[price], quantity, every)

    def _chosen(self):
        chosen = [self.cleaned_data.get(f"tariffs_{way.funder}", []) for way in self.ways if way.tariffs]
        return [self.tariffs[value] for values in chosen for value in values]


def _name(question):
    return f"question_{question.pk}"


def _points(answer):
    return ngettext("%(points)s point", "%(points)s points", answer.points) % {"points": answer.points}


def _sum(tariff):
    words = _("%(sum)s once") if tariff.is_one_off else _("%(sum)s a week")
    return words % {"sum": pounds(tariff.amount)}


def _priced(price):
    facts = {"what": price.words, "price": pounds(price.amount), "unit": PriceUnit(price.unit).label}
    return now_("%(what)s: %(price)s for each %(unit)s") % facts
