"""The drawings: there is one for each name, and each goes with the words that name what it shows."""

from pathlib import Path

import pytest
from django.conf import settings

from careplans import pictures
from careplans.models import LineKind, PlanPart

ICONS = Path(settings.BASE_DIR) / "templates" / "components" / "icons"


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_every_picture_is_drawn_and_says_what_it_shows(name):
    assert (ICONS / f"{name}.svg").exists()
    assert pictures.label(name)


@pytest.mark.parametrize("kind", LineKind)
def test_every_kind_of_line_has_a_drawing_of_its_own(kind):
    assert pictures.for_words("Xyzzy", kind) == pictures.OF_ITS_KIND[kind]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Stay out of hospital this winter.", "hospital"),
        ("A taxi to the lunch club and back", "car"),
        ("I get out of breath when I wash and dress", "breathe"),
        ("Breathing exercises at home with an instructor", "breathe"),
        ("Swim every week and go where other children go.", "swim"),
        ("Record three songs and play one for other people.", "music"),
        ("Have a good laugh with other people every week.", "happy"),
        ("Dig and plant with others", "garden"),
        ("My dog Biscuit", "dog"),
        ("SPEAK UP with others", "talk"),
        ("Get up when I like", "morning"),
        ("A trained night assistant, two nights a week", "night"),
        ("Going to the mosque on Fridays", "worship"),
        ("Train journeys with a support worker", "train"),
        ("Susan is ill and cannot come", "heartbeat"),
        ("Call 999", "phone"),
        ("A sound engineering course", "music"),
        ("My blue rescue pack", "medicine"),
    ],
)
def test_the_first_thing_that_words_name_is_drawn(words, name):
    assert pictures.for_words(words, LineKind.ACTION) == name


@pytest.mark.parametrize(
    ("words", "not_this"),
    [
        ("I start on Monday", "art"),
        ("I care for Tom", "car"),
        ("The category", "cat"),
        ("Assist", "sign"),
        ("Shipping", "work"),
        ("Bedford", "bed"),
    ],
)
def test_part_of_another_word_is_not_drawn(words, not_this):
    assert pictures.for_words(words, LineKind.NEED) != not_this


def test_the_drawing_somebody_chose_is_the_one_that_counts():
    assert pictures.of_line("My dog", LineKind.GOAL, "cat") == "cat"
    assert pictures.of_line("My dog", LineKind.GOAL, "") == "dog"


def test_a_drawing_that_is_no_more_is_chosen_anew():
    assert pictures.of_line("My dog", LineKind.GOAL, "unicorn") == "dog"


def test_choices_fit_the_column_and_have_words():
    longest = PlanPart._meta.get_field("picture").max_length

    assert len(pictures.CHOICES) >= 60
    assert all(len(name) <= longest and label for name, label in pictures.CHOICES)
    assert len({str(label) for _name, label in pictures.CHOICES}) == len(pictures.CHOICES)


def test_only_one_drawing_claims_a_word():
    claimed = [
        word.strip()
        for _label, words in pictures.PICTURES.values()
        for word in words.split(",")
        if word.strip()
    ]

    assert sorted(claimed) == sorted(set(claimed))
