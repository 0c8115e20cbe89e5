"""Forms as they are shown: every control has a name, a hint and an error that are tied to it."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from ipc.kernel.fields import DayField, MoneyField, NhsNumberField, PostcodeField, WordsField


class Everything(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Name", help_text="As on your letters")
    amount = MoneyField(label="Amount")
    on = DayField(label="Day", help_text="Like 4 12 2026")
    one = forms.ChoiceField(label="One", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    many = forms.MultipleChoiceField(
        label="Many", widget=forms.CheckboxSelectMultiple, choices=[("a", "A"), ("b", "B")], help_text="Any"
    )
    listed = forms.ChoiceField(label="Listed", choices=[("", "Choose"), ("a", "A")])
    words = WordsField(label="Words", max_length=10)
    receipt = forms.FileField(label="Receipt")
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    nhs_number = NhsNumberField(label="NHS number")
    postcode = PostcodeField(label="Postcode")
    sure = forms.BooleanField(label="Sure", help_text="Look again")


def shown(source, **context):
    request = RequestFactory().get("/")
    libraries = "{% load components crispy_forms_tags govuk %}"
    return Template(libraries + source).render(Context({"request": request, "csrf_token": "t", **context}))


@pytest.fixture(params=["{% whole_form form %}", "{% crispy form %}", "{{ form|crispy }}"])
def way(request):
    return request.param


def ids(page):
    return re.findall(r'\bid="([^"]+)"', page)


@pytest.mark.parametrize("data", [None, {}, {"words": "far too many words", "one": "b", "many": ["a"]}])
def test_every_control_is_named_and_described(way, data):
    page = shown(way, form=Everything(data))

    assert len(ids(page)) == len(set(ids(page)))
    for target in re.findall(r'<label[^>]*\bfor="([^"]*)"', page):
        assert target in ids(page)
    for described in re.findall(r'aria-describedby="([^"]*)"', page):
        assert set(described.split()) <= set(ids(page))
    controls = re.findall(r"<(?:input|select|textarea)\b[^>]*>", page)
    labels = set(re.findall(r'<label[^>]*\bfor="([^"]*)"', page))
    for control in controls:
        if 'type="hidden"' not in control:
            assert re.search(r'\bid="([^"]+)"', control)[1] in labels
    assert "aria-controls" not in page.replace('aria-controls="id_secret"', "")


def test_every_error_is_linked_to_a_control_that_is_there(way):
    form = Everything({})

    links = re.findall(r'href="#([^"]+)"', shown("{% error_summary form %}", form=form))
    page = shown(way, form=form)

    assert {"id_name", "id_on_0", "id_one_0", "id_many_0", "id_sure"} <= set(links)
    for target in links:
        assert re.search(rf'<(?:input|select|textarea)\b[^>]*\bid="{target}"', page)


def test_an_error_is_announced_and_looks_like_one():
    page = shown("{{ form|crispy }}", form=Everything({}))

    assert "govuk-select--error" in page
    assert "govuk-textarea--error" in page
    assert "govuk-file-upload--error" in page
    assert page.count("govuk-input--error") == 8
    assert page.count('<span class="govuk-visually-hidden">Error:</span>') == len(Everything({}).errors)


def test_an_error_of_the_whole_form_stands_in_the_summary():
    form = Everything({})
    form.add_error(None, "This was already paid.")

    assert "<li>This was already paid.</li>" in shown("{% error_summary form %}", form=form)


def test_no_errors_no_summary():
    assert not shown("{% error_summary form %}", form=Everything()).strip()


def test_a_limit_is_counted_with_and_without_a_hint():
    page = shown("{{ form|crispy }}", form=Everything())

    assert 'data-maxlength="10"' in page
    assert 'aria-describedby="id_words-info"' in page
    assert "You can write up to 10 characters" in page
    assert "maxlength" not in re.search(r"<textarea[^>]*>", page)[0]


def test_a_form_is_sent_as_written():
    page = shown("{% whole_form form button='Pay' cancel_url='/back/' %}", form=Everything())

    assert "novalidate" in page
    assert 'enctype="multipart/form-data"' in page
    assert 'name="csrfmiddlewaretoken" value="t"' in page
    assert 'type="hidden" name="key"' in page
    assert re.search(r"<button[^>]*>Pay</button>", page)
    assert '<a class="govuk-link" href="/back/">Cancel</a>' in page


def test_answers_given_are_shown_again():
    page = shown(
        "{{ form|crispy }}",
        form=Everything(
            initial={
                "on": dt.date(2026, 12, 4),
                "amount": Decimal("12.50"),
                "one": "b",
                "many": ["a"],
                "nhs_number": "9990000018",
                "sure": True,
            }
        ),
    )

    assert all(f'value="{part}"' in page for part in (4, 12, 2026, "12.50", "999 000 0018"))
    assert re.search(r'id="id_one_1"[^>]*value="b" checked', page)
    assert re.search(r'id="id_many_0"[^>]*value="a" checked', page)
    assert re.search(r'id="id_sure"[^>]*checked', page)


def test_a_group_of_boxes_is_a_fieldset_with_its_hint():
    page = shown("{{ form|crispy }}", form=Everything())

    assert 'aria-describedby="id_on_helptext"' in page
    assert page.count("<legend") == 3
    assert re.search(r'inputmode="numeric"[^>]*id="id_on_0"|id="id_on_0"[^>]*inputmode="numeric"', page)


def test_a_choice_may_have_a_hint_of_its_own():
    form = Everything()
    form.fields["one"].widget.hints = {"b": "The second"}

    page = shown("{{ form|crispy }}", form=form)

    assert 'aria-describedby="id_one_1_hint"' in page
    assert ">The second</div>" in page


def test_what_was_typed_is_never_markup():
    page = shown(
        "{{ form|crispy }}", form=Everything({"name": "<script>x</script>", "words": "</textarea><b>"})
    )

    assert "<script>" not in page
    assert "<b>" not in page


def test_a_layout_of_parts_is_drawn():
    form = Everything()
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("About you", "name"), Div("postcode", css_class="part"))
    form.helper.add_input(Submit("send", "Send"))

    page = shown("{% crispy form %}", form=form)

    assert ">About you</legend>" in page
    assert 'class="part"' in page
    assert re.search(r'<button type="submit" class="govuk-button[^"]*"[^>]*>Send</button>', page)


def test_forms_in_a_row_are_drawn():
    rows = forms.formset_factory(Everything, extra=2)()

    page = shown("{% crispy rows %}", rows=rows)

    assert 'name="form-TOTAL_FORMS"' in page
    assert "id_form-0-name" in ids(page)
    assert "id_form-1-on_0" in ids(page)
