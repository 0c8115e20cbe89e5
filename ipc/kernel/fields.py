"""Answers people type: words, a day, money, an NHS number, a postcode. Each says kindly what to write."""

import datetime as dt
import re
from decimal import Decimal

import nhs_number
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from localflavor.gb.forms import GBPostcodeField

from ipc.kernel import dates
from ipc.kernel.money import PENNY, pounds

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class WordsField(forms.CharField):
    """Words of one's own, in a box with a count where there is a limit."""

    widget = forms.Textarea
    default_error_messages = {"required": _("Write your answer in the box")}

    def __init__(self, *, rows=5, **kwargs):
        kwargs.setdefault("widget", self.widget({"rows": rows}))
        super().__init__(**kwargs)
        if self.max_length:
            self.validators = [v for v in self.validators if not isinstance(v, MaxLengthValidator)]
            self.validators.append(
                MaxLengthValidator(
                    self.max_length,
                    _("Use %(limit_value)s characters or fewer. You have written %(show_value)s."),
                )
            )


class OneOfTwo(forms.FileField):
    """One of two ways to give a file: neither may be left out for good, the form sees to that."""

    def clean(self, data, initial=None):
        return super().clean(data, initial) if data else None


class DayWidget(forms.MultiWidget):
    """Three boxes: day, month, year. A day posted whole (``2026-12-04``) is taken too."""

    use_fieldset = True

    def __init__(self, attrs=None):
        def box(width):
            return forms.TextInput(
                {"class": f"govuk-date-input__input govuk-input--width-{width}", "inputmode": "numeric"}
            )

        super().__init__({"day": box(2), "month": box(2), "year": box(4)}, attrs)

    def decompress(self, value):
        if isinstance(value, dt.date):
            return [value.day, value.month, value.year]
        return [None, None, None]

    def value_from_datadict(self, data, files, name):
        if data.get(name):
            return str(data[name]).split("-")[::-1]
        return super().value_from_datadict(data, files, name)


class DayField(forms.Field):
    """A calendar day. ``asked`` names it in messages: ``_("the date you spent it")``."""

    widget = DayWidget
    default_error_messages = {
        "required": _("Enter %(asked)s, like 4 12 2026"),
        "missing": _("Enter %(asked)s with a day, a month and a year, like 4 12 2026"),
        "invalid": _("Enter %(asked)s as a real date, like 4 12 2026"),
        "year": _("Enter the year of %(asked)s with four numbers, like 2026"),
        "future": _("Enter %(asked)s as today or a day before today"),
        "past": _("Enter %(asked)s as today or a day after today"),
    }

    def __init__(self, *, asked=None, may_be_future=True, may_be_past=True, **kwargs):
        self.asked, self.may_be_future, self.may_be_past = asked or _("the date"), may_be_future, may_be_past
        super().__init__(**kwargs)

    def refusal(self, code):
        return ValidationError(self.error_messages[code], code=code, params={"asked": self.asked})

    def to_python(self, value):
        if value is None or isinstance(value, dt.date):
            return value
        day, month, year = (str(part or "").strip() for part in (*value, "", "", "")[:3])
        if not (day or month or year):
            return None
        if not (day and month and year):
            raise self.refusal("missing")
        if month[:3].lower() in MONTHS:
            month = str(MONTHS.index(month[:3].lower()) + 1)
        if not all(re.fullmatch(r"[0-9]+", part) for part in (day, month, year)):
            raise self.refusal("invalid")
        if len(year) != 4:
            raise self.refusal("year")
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            raise self.refusal("invalid") from None

    def validate(self, value):
        if value is None:
            if self.required:
                raise self.refusal("required")
            return
        if not self.may_be_future and value > dates.today():
            raise self.refusal("future")
        if not self.may_be_past and value < dates.today():
            raise self.refusal("past")


class MoneyWidget(forms.TextInput):
    """A box with £ before it."""

    def __init__(self, attrs=None):
        super().__init__(
            {"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off", **(attrs or {})}
        )


class MoneyField(forms.Field):
    """Pounds as ``Decimal`` with two places, from one penny to ``largest`` unless told otherwise."""

    widget = MoneyWidget
    shape = re.compile(r"(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?")
    default_error_messages = {
        "required": _("Enter the amount in pounds and pence, like 12.50"),
        "invalid": _("Enter the amount in pounds and pence, like 12.50"),
        "pennies": _("Enter the amount with no more than two numbers after the point, like 12.50"),
        "small": _("Enter an amount of %(least)s or more"),
        "large": _("Enter an amount of %(most)s or less"),
    }

    def __init__(self, *, smallest=PENNY, largest=Decimal("9999999.99"), **kwargs):
        self.smallest, self.largest = smallest, largest
        super().__init__(**kwargs)

    def to_python(self, value):
        if value is None or isinstance(value, Decimal):
            return value
        typed = re.sub(r"[£\s]", "", str(value))
        if not str(value).strip():
            return None
        negative = typed.startswith(("-", "−"))
        typed = typed.lstrip("-−")
        if not re.search(r"[0-9]", typed) or not (typed.isascii() and self.shape.fullmatch(typed)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        amount = Decimal(typed.replace(",", ""))
        if len(typed.partition(".")[2]) > 2:
            raise ValidationError(self.error_messages["pennies"], code="pennies")
        return -amount if negative else amount

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if value < self.smallest:
            raise ValidationError(
                self.error_messages["small"], code="small", params={"least": pounds(self.smallest)}
            )
        if value > self.largest:
            raise ValidationError(
                self.error_messages["large"], code="large", params={"most": pounds(self.largest)}
            )

    def clean(self, value):
        amount = super().clean(value)
        return amount if amount is None else amount.quantize(PENNY)


class NhsNumberField(forms.CharField):
    """An NHS number with its check digit, returned as ten digits; spaces and dashes may be typed."""

    default_error_messages = {
        "required": _("Enter the NHS number, like 999 000 0018"),
        "length": _("Enter the NHS number with 10 numbers, like 999 000 0018. You typed %(count)s."),
        "invalid": _(
            "This is not an NHS number. Look at the letter or card again: a number may be wrong or swapped."
        ),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"}

    def prepare_value(self, value):
        if re.fullmatch(r"[0-9]{10}", str(value or "")):
            return f"{value[:3]} {value[3:6]} {value[6:]}"
        return value

    def to_python(self, value):
        return re.sub(r"[\s\-–]", "", super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if not value:
            return
        if not re.fullmatch(r"[0-9]{10}", value):
            digits = len(re.findall(r"[0-9]", value))
            raise ValidationError(self.error_messages["length"], code="length", params={"count": digits})
        # The check digit of ten noughts is right, and yet nobody has that number.
        if value == "0" * 10 or not nhs_number.is_valid(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class PostcodeField(GBPostcodeField):
    """A UK postcode with its space; ZZ99 pseudo-postcodes (no fixed address, not known) are taken."""

    default_error_messages = {
        "required": _("Enter the postcode, like LU1 2AB"),
        "invalid": _("Enter the whole postcode, like LU1 2AB. No fixed address: ZZ99 3VZ."),
    }

    def widget_attrs(self, widget):
        return {"autocomplete": "postal-code", "class": "govuk-input--width-10"}

    def clean(self, value):
        typed = re.sub(r"[^A-Z0-9]", "", str(value or "").upper())
        if re.fullmatch(r"ZZ99[0-9][A-Z]{2}", typed):
            return f"{typed[:4]} {typed[4:]}"
        return super().clean(value if len(typed) < 5 else f"{typed[:-3]} {typed[-3:]}")
