"""Writing down something that was spent: amount, what for, photo, done."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budgets import receipts
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import DayField, MoneyField
from ipc.kernel.forms import ActForm


class SpendForm(ActForm):
    amount = MoneyField(label=_("How much did you spend?"), help_text=_("In pounds and pence, like 12.50"))
    line = forms.ChoiceField(
        label=_("What was it for?"),
        widget=forms.RadioSelect(attrs={"class": "ipc-big-choices"}),
        error_messages={"required": _("Choose what it was for")},
    )
    receipt = forms.FileField(
        label=_("Photo of the receipt"),
        help_text=_("A photo (JPG or PNG) or a PDF, up to 10 MB. You can add it without one."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf", "data-max-mb": "10"}),
        error_messages={"empty": receipts.ReceiptEmpty.message},
    )
    spent_on = DayField(label=_("When?"), asked=_("the day you spent it"), may_be_future=False, initial=today)
    what = forms.CharField(label=_("Anything to add?"), max_length=200, required=False)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {str(line.public_id): line for line in lines}
        self.fields["line"].choices = [(key, line.words) for key, line in self.lines.items()]
        self.fields["receipt"].widget.attrs["data-too-big"] = receipts.ReceiptTooLarge(most=10).message
        if len(self.lines) == 1:
            self.fields["line"].initial = next(iter(self.lines))

    def clean_line(self):
        return self.lines[self.cleaned_data["line"]]

    def clean_receipt(self):
        upload = self.cleaned_data["receipt"]
        if upload:
            try:
                receipts.look_at(upload)
            except RuleBroken as broken:
                raise ValidationError(broken.message) from broken
        return upload
