"""How hard a text is: the Flesch–Kincaid grade, and how many words stand in a sentence.

Syllables are counted twice, by the places where pyphen would part a word and by its groups of vowels; the
larger count holds, so that the check is rather too strict. A name, or a term that the jargon buster explains,
counts as one word of two syllables: whoever does not know the term finds it explained beside the text.

Source: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas" (1975).
"""

import re
from functools import cache

import pyphen

PARTS = pyphen.Pyphen(lang="en_US")
KNOWN = "person"  # two syllables
END = re.compile(r"(?<=[.?!])[”’\")]*\s+|\n+")
WORD = re.compile(r"[A-Za-z£0-9][A-Za-z0-9'’£.,:@/%]*")
NAME = re.compile(r"(?<=[a-z,:;] )(?:[A-Z][\w’'-]*(?:,? (?:and |of |for )?(?=[A-Z]))?)+")
TITLE = re.compile(r"\b[A-Z][\w’'-]+(?: (?:(?:and|of|for|the) )?[A-Z][\w’'-]+)+")
VOWELS = re.compile(r"[aeiouy]+")


def sentences(text):
    """Return the sentences of ``text``: a line that ends is one, whether it has a full stop or not."""
    return [part.strip() for part in END.split(text) if WORD.search(part)]


def words(sentence):
    return [word.strip(".,:'’") for word in WORD.findall(sentence.replace("-", " ").replace("–", " "))]


@cache
def syllables(word):
    """Return how many syllables ``word`` has; a number or a sign is read as one."""
    plain = re.sub(r"[^a-z]", "", word.lower()).replace("some", "som").replace("every", "evry")
    if not plain:
        return 1
    silent = (
        re.sub(r"(?<![aeiouy])(?:e|es|ed)$", "", plain)
        if not re.search(r"[td]ed$|[^aeiouy]le$", plain)
        else plain
    )
    return max(1, len(PARTS.positions(plain)) + 1, len(VOWELS.findall(silent)))


@cache
def any_of(known):
    """Return what finds each of the ``known`` terms, the longest first, also in its plural."""
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})s?\b", re.IGNORECASE)


def simplified(text, known=()):
    """Return ``text`` with every name and every known term as one short word."""
    text = any_of(tuple(known)).sub(KNOWN, text) if known else text
    return NAME.sub(KNOWN, TITLE.sub(KNOWN, text))


def grade(text, known=()):
    """Return the school grade (US) that a text needs: 4 is a child of about nine."""
    said = sentences(simplified(text, known))
    spoken = [word for sentence in said for word in words(sentence)]
    if not spoken:
        return 0.0
    return 0.39 * len(spoken) / len(said) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


def longest(text, known=()):
    """Return the sentence with the most words, and how many it has."""
    counted = [(len(words(sentence)), sentence) for sentence in sentences(simplified(text, known))]
    return max(counted, default=(0, ""))
