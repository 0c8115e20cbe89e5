"""A line of Easy Read: a drawing, a short sentence of ours, and the person's own words as they were said."""

import re

from careplans import pictures

# A full stop after one of these ends no sentence.
SHORT_FORMS = ("Dr", "Mr", "Mrs", "Ms", "St", "e.g", "i.e")
END_OF_A_SENTENCE = re.compile(
    "".join(rf"(?<!\b{re.escape(one)}\.)" for one in SHORT_FORMS) + r"(?<=[.!?])\s+"
)


def line(picture, sentence="", words="") -> dict:
    """Return a line; ``shows`` is what the drawing shows, for who cannot see it."""
    return {"picture": picture, "shows": pictures.label(picture), "sentence": str(sentence), "words": words}


def own(words, kind, sentence="", chosen="") -> list[dict]:
    """Return the person's words, a line for each of their sentences; ours stands before the first."""
    said = [part.strip() for part in END_OF_A_SENTENCE.split(words or "") if part.strip()]
    return [
        line(pictures.of_line(part, kind, chosen), sentence if place == 0 else "", part)
        for place, part in enumerate(said)
    ]
