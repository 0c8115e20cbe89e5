"""Looking through the books, closing a month, putting right, a receipt later, what was paid for somebody."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from budgets import periods, receipts
from budgets.models import PostingKind
from ipc.kernel.dates import month_in_words, today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import DayField, MoneyField, WordsField
from ipc.kernel.forms import ActForm
from people.models import Funder

# Where colleagues read, nobody is “you”.
PERSONS_OWN = {PostingKind.CONTRIBUTION: _("The person's own part")}
THE_PERSON = {Funder.PERSON: _("The person")}


def _named(kinds, others):
    return [(kind.value, others.get(kind, kind.label)) for kind in kinds]


class EntriesForm(forms.Form):
    """What to look for; whatever cannot be meant is not asked for."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    funder = forms.ChoiceField(label=_("Whose"), required=False)
    month = forms.ChoiceField(label=_("When"), required=False)

    def __init__(self, *args, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Everything")), *_named(PostingKind, PERSONS_OWN)]
        self.fields["funder"].choices = [("", _("Everybody's")), *_named(Funder, THE_PERSON)]
        self.fields["month"].choices = [
            ("", _("Any month")),
            *((f"{month:%Y-%m}", month_in_words(month)) for month in months),
        ]

    @property
    def asked(self):
        self.is_valid()
        found = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return {**found, "month": found["month"] and parse_date(f"{found['month']}-01")}


class CloseMonthForm(ActForm):
    month = forms.ChoiceField(
        label=_("Which month?"), error_messages={"required": _("Choose the month to close")}
    )

    def __init__(self, *args, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(f"{month:%Y-%m}", month_in_words(month)) for month in months]
        self.fields["month"].error_messages["invalid_choice"] = periods.MonthAlreadyClosed.message

    def clean_month(self):
        return periods.last_day(parse_date(f"{self.cleaned_data['month']}-01"))


class BecauseForm(ActForm):
    """Why something is taken back or put right."""

    because = WordsField(
        label=_("Why?"),
        max_length=300,
        rows=3,
        error_messages={"required": _("Say why, in a few words")},
    )


class ReceiptForm(ActForm):
    receipt = forms.FileField(
        label=_("Photo of the receipt"),
        help_text=_("A photo (JPG or PNG) or a PDF, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf", "data-max-mb": "10"}),
        error_messages={
            "required": _("Choose the photo or the document"),
            "empty": receipts.ReceiptEmpty.message,
        },
    )

    def clean_receipt(self):
        upload = self.cleaned_data["receipt"]
        try:
            receipts.look_at(upload)
        except RuleBroken as broken:
            raise ValidationError(broken.message) from broken
        return upload


class CostForm(ActForm):
    line = forms.ChoiceField(
        label=_("What was it for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it was for")},
    )
    amount = MoneyField(label=_("How much was it?"), help_text=_("The whole bill, in pounds and pence"))
    spent_on = DayField(
        label=_("Which day was it for?"),
        help_text=_("For some weeks: their last day."),
        asked=_("the day it was for"),
        may_be_future=False,
        initial=today,
    )
    what = forms.CharField(
        label=_("What does the bill say?"),
        help_text=_("For example: 12 hours in November"),
        max_length=200,
        required=False,
    )

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {str(line.public_id): line for line in lines}
        self.fields["line"].choices = [(key, _called(line)) for key, line in self.lines.items()]
        if len(self.lines) == 1:
            self.fields["line"].initial = next(iter(self.lines))

    def clean_line(self):
        return self.lines[self.cleaned_data["line"]]


def _called(line):
    return f"{line.words} ({line.holder.name})" if line.holder_id else line.words
