"""What people type into the four fields, and what they are told."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError

from ipc.kernel.fields import DayField, MoneyField, NhsNumberField, PostcodeField, WordsField


def told(field, typed):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize("typed", [["4", "12", "2026"], ["04", "Dec", "2026"], [" 4 ", "december", "2026"]])
def test_a_day_is_read_from_three_boxes(typed):
    assert DayField().clean(typed) == dt.date(2026, 12, 4)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["", "", ""], "Enter the date you spent it, like 4 12 2026"),
        (None, "Enter the date you spent it, like 4 12 2026"),
        (["4", "", "2026"], "with a day, a month and a year"),
        (["31", "2", "2026"], "as a real date"),
        (["four", "12", "2026"], "as a real date"),
        (["4", "12", "26"], "with four numbers"),
        (["٤", "12", "2026"], "as a real date"),
        (["4", "12", "0000"], "as a real date"),
    ],
)
def test_a_wrong_day_is_told_kindly(typed, words):
    assert words in told(DayField(asked="the date you spent it"), typed)


@time_machine.travel("2026-12-04 00:30+00:00")
def test_a_day_may_be_held_to_one_side_of_today():
    assert "a day before today" in told(DayField(may_be_future=False), ["5", "12", "2026"])
    assert "a day after today" in told(DayField(may_be_past=False), ["3", "12", "2026"])
    assert DayField(may_be_past=False, may_be_future=False).clean(["4", "12", "2026"]) == dt.date(2026, 12, 4)


class Spent(forms.Form):
    on = DayField()
    amount = MoneyField()


def test_what_was_typed_is_kept():
    form = Spent({"on_day": "31", "on_month": "feb", "on_year": "2026", "amount": "twelve"})

    page = form.as_p()

    assert not form.is_valid()
    for typed in ("31", "feb", "2026", "twelve"):
        assert f'value="{typed}"' in page


def test_a_day_may_be_posted_whole():
    assert Spent({"on": "2026-12-04", "amount": "1"}).is_valid()


def test_a_day_not_changed_is_not_changed():
    form = Spent(
        {"on_day": "4", "on_month": "12", "on_year": "2026", "amount": "1.00"},
        initial={"on": dt.date(2026, 12, 4), "amount": Decimal("1.00")},
    )

    assert not form.has_changed()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12.50", "12.50"),
        ("£12.50", "12.50"),
        ("1,234.5", "1234.50"),
        (" £ 1,285.20 ", "1285.20"),
        ("0.01", "0.01"),
        (".50", "0.50"),
        ("7", "7.00"),
    ],
)
def test_money_is_read_as_people_write_it(typed, amount):
    read = MoneyField().clean(typed)

    assert (read, str(read)) == (Decimal(amount), amount)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter the amount in pounds and pence, like 12.50"),
        ("twelve", "Enter the amount in pounds and pence, like 12.50"),
        ("£", "Enter the amount in pounds and pence, like 12.50"),
        ("12,50", "Enter the amount in pounds and pence, like 12.50"),
        ("1e5", "Enter the amount in pounds and pence, like 12.50"),
        ("NaN", "Enter the amount in pounds and pence, like 12.50"),
        ("١٢", "Enter the amount in pounds and pence, like 12.50"),
        ("12.505", "no more than two numbers after the point"),
        ("0", "Enter an amount of £0.01 or more"),
        ("-5", "Enter an amount of £0.01 or more"),
        ("99999999999999", "or less"),
    ],
)
def test_wrong_money_is_told_kindly(typed, words):
    assert words in told(MoneyField(), typed)


def test_nothing_may_be_an_amount_where_a_plan_costs_nothing():
    assert MoneyField(smallest=Decimal(0)).clean("0") == Decimal("0.00")


@pytest.mark.parametrize("typed", ["9990000018", "999 000 0018", "999-000-0018"])
def test_an_nhs_number_is_read_with_spaces(typed):
    assert NhsNumberField().clean(typed) == "9990000018"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter the NHS number, like"),
        ("999 000 001", "You typed 9."),
        ("999 000 001x", "You typed 9."),
        ("9990000041", "This is not an NHS number"),
        ("9990000019", "This is not an NHS number"),
        ("0000000000", "This is not an NHS number"),
    ],
)
def test_a_wrong_nhs_number_is_told_kindly(typed, words):
    assert words in told(NhsNumberField(), typed)


def test_an_nhs_number_is_shown_in_threes():
    assert NhsNumberField().prepare_value("9990000018") == "999 000 0018"


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [("lu12ab", "LU1 2AB"), ("LU1 2AB", "LU1 2AB"), ("e1 6an", "E1 6AN"), ("zz993vz", "ZZ99 3VZ")],
)
def test_a_postcode_is_written_with_its_space(typed, postcode):
    assert PostcodeField().clean(typed) == postcode


@pytest.mark.parametrize("typed", ["LU1", "12345", "ZZ98 3VZ", "Luton"])
def test_a_wrong_postcode_is_told_kindly(typed):
    assert "Enter the whole postcode, like LU1 2AB" in told(PostcodeField(), typed)


def test_too_many_words_are_counted_kindly():
    assert told(WordsField(max_length=5), "dancing") == "Use 5 characters or fewer. You have written 7."
