"""What was changed in a text, word by word."""

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from careplans import differences

WORDS = st.lists(
    st.sampled_from(["walk", "to", "the", "shop’s", " ", "  ", "\n", ".", "£", "é", "don't"]), max_size=40
)


def test_a_word_added_and_a_word_taken_out_are_told_apart():
    assert differences.of("Walk to the shop", "Walk slowly to the park") == [
        {"kind": "same", "words": "Walk"},
        {"kind": "added", "words": " slowly"},
        {"kind": "same", "words": " to the "},
        {"kind": "removed", "words": "shop"},
        {"kind": "added", "words": "park"},
    ]


def test_the_same_words_differ_in_nothing():
    assert differences.of("Walk", "Walk") == [{"kind": "same", "words": "Walk"}]
    assert differences.of("", "") == []


def test_words_changed_side_by_side_stay_together():
    assert differences.of("a walk", "the swim") == [
        {"kind": "removed", "words": "a walk"},
        {"kind": "added", "words": "the swim"},
    ]


def test_a_word_is_never_cut_in_two():
    assert differences.of("don't", "do") == [
        {"kind": "removed", "words": "don't"},
        {"kind": "added", "words": "do"},
    ]


@given(before=WORDS.map("".join), after=WORDS.map("".join))
def test_no_letter_is_lost_between_before_and_after(before, after):
    parts = differences.of(before, after)

    assert "".join(part["words"] for part in parts if part["kind"] != "added") == before
    assert "".join(part["words"] for part in parts if part["kind"] != "removed") == after


def test_a_difference_is_shown_in_words_as_well_as_by_its_look():
    shown = render_to_string("careplans/_difference.html", {"parts": differences.of("a <walk>", "a swim")})

    assert '<del><span class="govuk-visually-hidden">taken out: </span>&lt;walk&gt;</del>' in shown
    assert '<ins><span class="govuk-visually-hidden">added: </span>swim</ins>' in shown
