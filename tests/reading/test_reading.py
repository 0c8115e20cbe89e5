"""A child of nine can read what we write: every topic, word, letter and sentence of a page is measured."""

import pytest

from tests.reading import level, texts

TOPIC = 5  # Flesch–Kincaid grades; 4 is a child of about nine
EASY = 3
PAGE = 5
WORDS_A_SENTENCE = 20
EASY_WORDS_A_SENTENCE = 12
ENOUGH_TO_GRADE = 20  # words; the grade of less says little
AS_PUBLISHED = {
    "careplans/wellbeing/questions.py"
}  # the Office for National Statistics asks them in these words
DRAWINGS = texts.TEMPLATES / "components" / "icons"


def too_long(found, most=WORDS_A_SENTENCE):
    """Return every sentence with more than ``most`` words, by where it stands."""
    measured = {
        place: max((level.longest(text, texts.known()) for text in said), default=(0, ""))
        for place, said in found.items()
    }
    return {place: sentence for place, (count, sentence) in measured.items() if count > most}


def too_hard(found, highest):
    """Return the grade of every text that is harder than ``highest``, by where it stands."""
    whole = {place: "\n".join(said) for place, said in found.items()}
    grades = {
        place: round(level.grade(text, texts.known()), 1)
        for place, text in whole.items()
        if len(level.words(text)) >= ENOUGH_TO_GRADE
    }
    return {place: grade for place, grade in grades.items() if grade > highest}


def named(topic):
    return f"{topic['file']}: {topic['slug']}"


TOPICS = {named(topic): [texts.standard(topic)] for topic in texts.content("topic")}
EASY_TOPICS = {
    named(topic): [sentence for _drawing, sentence in texts.easy(topic)] for topic in texts.content("topic")
}
PAGES = {name: texts.of_template(source) for name, source in texts.templates().items()}
EASY_PAGES = texts.easy_pages()
LETTERS = {
    path.name: texts.of_template(path.read_text(encoding="utf-8"))
    for path in texts.TEMPLATES.glob("emails/*.txt")
}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("you", 1),
        ("friends", 1),
        ("money", 2),
        ("agreed", 2),
        ("care", 1),
        ("paid", 1),
        ("table", 2),
        ("wanted", 2),
        ("somebody", 3),
        ("coordinator", 5),
    ],
)
def test_syllables_are_counted(word, count):
    assert level.syllables(word) == count


def test_grade_of_a_text_rises_with_long_sentences_and_long_words():
    plain = "We talk with you. You say what you want. We write it down."
    official = (
        "Consideration of individual circumstances necessitates multidisciplinary deliberation, subsequent "
        "to which appropriate documentation is disseminated among participating organisations."
    )

    assert level.grade(plain) < EASY
    assert level.grade(official) > 20
    assert level.longest(f"{plain} {official}")[1].startswith("Consideration")


def test_name_or_explained_word_counts_as_one_short_word():
    assert level.grade("You can ask the Parliamentary and Health Service Ombudsman.") < PAGE
    assert level.grade("You have an indicative budget.", ["indicative budget"]) < level.grade(
        "You have an indicative budget."
    )


def test_texts_of_a_template_are_found_without_their_marks():
    source = """{% translate "Hello" %} {% blocktranslate trimmed %}<a href="{{ url }}">See
    {{ count }} plans</a>. {% endblocktranslate %}{% include "x.html" with label=_("Back") only %}"""

    assert [text.strip() for text in texts.of_template(source)] == ["Hello", "Back", "See Sam plans."]


def test_every_topic_can_be_read_by_a_child():
    assert too_hard(TOPICS, TOPIC) == {}
    assert too_long(TOPICS) == {}


def test_page_that_a_topic_names_is_called_so():
    said = {text for module in texts.modules().values() for text in texts.of_module(module)}
    said |= {text for page in PAGES.values() for text in page}
    names = {name for (topic,) in TOPICS.values() for name in texts.NAMED_PAGE.findall(topic)}

    assert "My money" in names
    assert names - said == set()


def test_easy_read_of_every_topic_is_easy():
    assert too_hard(EASY_TOPICS, EASY) == {}
    assert too_long(EASY_TOPICS, EASY_WORDS_A_SENTENCE) == {}


def test_every_line_of_easy_read_has_a_drawing_that_exists():
    drawn = {drawing for topic in texts.content("topic") for drawing, _sentence in texts.easy(topic)}
    drawn |= {term["drawing"] for term in texts.content("term")}

    assert {name for name in drawn if not (DRAWINGS / f"{name}.svg").exists()} == set()


def test_every_word_is_explained_in_plain_words():
    terms = texts.content("term")

    assert too_long({term["word"]: [term["meaning"]] for term in terms}) == {}
    assert too_hard({"all meanings": [term["meaning"] for term in terms]}, PAGE) == {}
    assert too_long({term["word"]: [term["easy"]] for term in terms}, EASY_WORDS_A_SENTENCE) == {}
    assert too_hard({"all easy meanings": [term["easy"] for term in terms]}, EASY) == {}


def test_every_letter_is_plain():
    easy = {name: said for name, said in LETTERS.items() if ".easy." in name}

    assert too_hard(LETTERS, PAGE) == {}
    assert too_long(LETTERS) == {}
    assert too_hard(easy, EASY) == {}
    assert too_long(easy, EASY_WORDS_A_SENTENCE) == {}


def test_every_page_speaks_in_short_sentences():
    assert too_long(PAGES) == {}


def test_every_page_in_easy_read_is_easy():
    said = {name: said for name, said in PAGES.items() if "_easy" in name}

    assert too_hard(said, EASY) == {}
    assert too_long(said, EASY_WORDS_A_SENTENCE) == {}


def test_what_easy_read_says_of_a_page_is_easy():
    assert too_hard(EASY_PAGES, EASY) == {}
    assert too_long(EASY_PAGES, EASY_WORDS_A_SENTENCE) == {}


def test_every_page_for_people_and_families_is_plain():
    portal = {
        name: said
        for name, said in PAGES.items()
        if name.startswith("programme/") or "/my_" in name or "_easy" in name
    }

    assert too_hard(portal, PAGE) == {}


def test_every_refusal_label_and_hint_is_a_short_sentence():
    said = {
        name: texts.of_module(source) for name, source in texts.modules().items() if name not in AS_PUBLISHED
    }

    assert too_long(said) == {}
