"""The components say in words what they show in colour, and draw the numbers they were given."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from ipc.kernel import charts

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def shown(source, **context):
    return Template("{% load components %}" + source).render(Context(context))


def test_money_and_days_are_written_as_people_read_them():
    page = shown(
        "{{ a|money }}|{{ missing|money }}|{{ d|in_words }}", a=Decimal("1285.2"), d=dt.date(2026, 12, 4)
    )

    assert page == "£1,285.20||Friday 4 December 2026"


@pytest.mark.parametrize(
    ("name", "letters"), [("Margaret Hughes", "MH"), ("Rose", "R"), ("Ana María de la O", "AO"), ("", "")]
)
def test_initials_are_of_the_first_and_last_name(name, letters):
    assert shown("{{ name|initials }}", name=name) == letters


def test_a_funder_is_a_letter_and_a_name():
    for letter, name in charts.FUNDERS.items():
        page = shown("{% funder letter %}", letter=letter)
        assert f">{letter}</span>" in page
        assert str(name) in page


def test_every_option_has_an_icon_and_a_name():
    for kind, name in (
        ("direct", "Direct payment"),
        ("notional", "Notional"),
        ("third_party", "Third-party"),
    ):
        page = shown("{% option kind %}", kind=kind)
        assert "<svg" in page
        assert name in page


def test_bars_are_as_long_as_their_numbers():
    chart = charts.bar_chart(
        name="spent",
        title="What you spent",
        sentence="Most went to your assistant.",
        heads=("What", "Amount"),
        rows=[("Assistant", Decimal("300")), ("Taxi", Decimal("75"), "C"), ("Nothing", Decimal(0))],
    )

    page = shown("{% bar_chart chart %}", chart=chart)

    assert [bar["width"] for bar in chart["bars"]] == ["100.00", "25.00", "0.00"]
    assert "Assistant: £300.00; Taxi: £75.00; Nothing: £0.00" in page
    assert page.count("£75.00") == 3
    assert 'role="img"' in page
    assert "<table" in page
    assert "style=" not in page


def test_the_parts_of_a_bar_fill_it_in_the_steady_order():
    split = charts.funder_split(
        name="pays", title="Who pays", amounts={"Y": Decimal("32"), "H": Decimal("240"), "C": Decimal("48")}
    )

    page = shown("{% split_bar split %}", split=split)

    assert [part["letter"] for part in split["parts"]] == ["H", "C", "Y"]
    assert [part["from"] for part in split["parts"]] == ["0.00", "75.00", "90.00"]
    assert sum(Decimal(part["width"]) for part in split["parts"]) == 100
    assert "NHS: £240.00; Council: £48.00; You: £32.00" in page
    assert "style=" not in page


def test_a_bar_of_nothing_is_drawn_without_dividing_by_it():
    split = charts.split_bar(name="n", title="T", parts=[("spent", "Spent", Decimal(0))])

    assert split["parts"][0]["width"] == "0.00"
    assert charts.bar_chart(name="n", title="T", sentence="", rows=[], heads=("", ""))["bars"] == []


def test_the_banner_tells_who_and_how_to_talk_with_them():
    page = shown(
        "{% person_banner person %}",
        person={
            "name": "Margaret Hughes",
            "known_as": "Peggy",
            "age": 79,
            "how_to_talk": ["Large print", "Speak slowly"],
            "flags": [{"label": "Falls"}],
            "consent": "Susan sees the plan.",
        },
    )

    for words in ("Margaret Hughes", "likes to be called Peggy", "79", "Large print · Speak slowly", "Falls"):
        assert words in page
    assert "Susan sees the plan." in page


def test_the_banner_needs_no_more_than_a_name():
    page = shown("{% person_banner person %}", person={"name": "Rose"})

    assert "How to talk" not in page
    assert "Agreed to share" not in page


@pytest.mark.parametrize(
    ("done", "whole", "width"), [(0, 5, "0.0"), (2, 5, "40.0"), (7, 5, "100.0"), (0, 0, "0.0")]
)
def test_progress_is_never_more_than_whole(done, whole, width):
    assert f'width="{width}%"' in shown("{% progress done whole %}", done=done, whole=whole)


def test_a_list_without_more_has_no_pager():
    assert not render_to_string("components/pager.html", {}).strip()
    assert 'rel="next"' in render_to_string("components/pager.html", {"more": "?after=1"})


def test_own_words_stay_unchanged_and_are_never_markup():
    page = render_to_string("components/quote.html", {"words": "I <3 dancing\n& friends", "who": "Rose"})

    assert "I &lt;3 dancing\n&amp; friends" in page


def test_pages_that_stand_alone_ask_for_nothing(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    for status in (400, 500, 503):
        page = render_to_string(f"{status}.html")
        assert page.count("<h1") == 1
        assert "back button" in page
        assert "<script" not in page


def every_template():
    return [path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".svg")]


@pytest.mark.parametrize(
    "forbidden",
    [
        r"\sstyle=",
        r"\son(?!e=)\w+=",  # ``one=`` is what includes hand over
        r"<style",
        r"<script(?![^>]*(\ssrc=|\stype=\"application/json\"))",  # data for a script of ours is no script
        r"\{% if perms",
    ],
)
def test_no_template_carries_script_style_or_permission_queries(forbidden):
    wrong = [path.name for path in every_template() if re.search(forbidden, path.read_text())]

    assert not wrong


def test_every_drawing_is_in_one_style_and_silent():
    for path in (TEMPLATES / "components" / "icons").glob("*.svg"):
        drawing = path.read_text()
        assert 'viewBox="0 0 48 48"' in drawing
        assert 'aria-hidden="true"' in drawing
        assert "fill=" not in drawing.replace('fill="none"', "")
