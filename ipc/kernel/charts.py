"""Pictures of numbers: horizontal bars and one bar in parts, as geometry for an SVG of classes only.

Lengths are text in per cent, so that no language writes them with a comma, and text in the picture
keeps its size on a phone. The sentence above says what to see; the numbers stand beneath again.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from ipc.kernel.money import pounds

# The steady order, letter and name of those who pay, everywhere.
FUNDERS = {"H": _("NHS"), "C": _("Council"), "E": _("Education"), "Y": _("You")}

ROW, LABEL_AT, BAR_AT = 58, 17, 27
LONGEST_LABEL = 30


def per_cent(amount, whole) -> str:
    """Return ``amount`` as a share of ``whole`` in per cent, from 0 to 100, two places."""
    if whole <= 0:
        return "0"
    return f"{min(max(Decimal(amount) / Decimal(whole), Decimal()), Decimal(1)) * 100:.2f}"


def bar_chart(*, name, title, sentence, rows, heads, as_text=pounds, out_of=None) -> dict:
    """Return what ``{% bar_chart %}`` draws: one horizontal bar for each ``(label, amount)`` of ``rows``.

    A row may have a third part, how it is filled: a funder's letter, ``spent``, ``left``, ``saved``
    or ``plain``. ``name`` is an id used once on the page; ``heads`` are the two heads of the table.
    ``out_of`` is what fills a whole bar, where that is not the longest.
    """
    longest = out_of or max((row[1] for row in rows), default=0)
    bars = []
    for place, (label, amount, *fill) in enumerate(rows):
        text = str(label)
        bars.append(
            {
                "label": label,
                "short": text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1].rstrip()}…",
                "text": as_text(amount),
                "fill": str(fill[0] if fill else "plain").lower(),
                "width": per_cent(amount, longest),
                "label_at": place * ROW + LABEL_AT,
                "bar_at": place * ROW + BAR_AT,
            }
        )
    return {
        "name": name,
        "title": title,
        "sentence": sentence,
        "bars": bars,
        "height": len(bars) * ROW,
        "heads": heads,
    }


def split_bar(*, name, title, sentence="", parts, as_text=pounds) -> dict:
    """Return what ``{% split_bar %}`` draws: one bar in ``parts`` of ``(fill, label, amount)``.

    ``fill`` is a funder's letter or ``spent``, ``left``, ``saved``, ``other``. Parts of nothing are
    told in words but not drawn.
    """
    whole = sum((max(amount, 0) for _fill, _label, amount in parts), Decimal())
    start, drawn = Decimal(), []
    for fill, label, amount in parts:
        letter = str(fill) if fill in FUNDERS else ""
        share = Decimal(max(amount, 0)) / whole if whole else Decimal()
        drawn.append(
            {
                "fill": str(fill).lower(),
                "letter": letter,
                "label": label,
                "text": as_text(amount),
                "from": f"{start * 100:.2f}",
                "width": f"{share * 100:.2f}",
                "middle": f"{(start + share / 2) * 100:.2f}",
                "has_room": share >= Decimal("0.09"),
            }
        )
        start += share
    return {"name": name, "title": title, "sentence": sentence, "parts": drawn}


def funder_split(*, name, title, sentence="", amounts) -> dict:
    """Return a ``split_bar`` of ``{letter: amount}`` in the funders' steady order; nothing is left out."""
    parts = [(letter, FUNDERS[letter], amounts[letter]) for letter in FUNDERS if letter in amounts]
    return split_bar(name=name, title=title, sentence=sentence, parts=parts)
