"""Which days a statement is for. Dates tell nothing about anybody, so they stand in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets import statement_account
from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import DayField


class PeriodForm(forms.Form):
    """Two days; without any, the days of ``usual``. ``days`` is what is shown, also while one is wrong."""

    first = DayField(label=_("From"), asked=_("the first day"), may_be_future=False)
    last = DayField(label=_("To"), asked=_("the last day"), may_be_future=False)

    def __init__(self, asked, *, usual):
        self.days, self.is_asked = usual, any(name.partition("_")[0] in self.base_fields for name in asked)
        super().__init__(asked if self.is_asked else None, initial=usual._asdict())

    def clean(self):
        facts = super().clean()
        if "first" in facts and "last" in facts:
            try:
                self.days = statement_account.period(**facts)
            except RuleBroken as broken:
                self.add_error("last", broken.message)
        return facts
