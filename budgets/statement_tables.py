"""A table of the statement, as the page and the PDF both print it."""

import datetime as dt
from decimal import Decimal

from ipc.kernel.charts import FUNDERS
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds


def table(caption, heads, rows, total, numbers=None):
    """Return a table; ``numbers`` are the places of columns of money: all but the first, unless told."""
    columns = range(1, len(heads)) if numbers is None else numbers
    return {
        "caption": caption,
        "heads": [{"text": head, "is_number": place in columns} for place, head in enumerate(heads)],
        "rows": [_cells(row, heads, columns) for row in rows],
        "total": _cells(total, heads, columns) if total else None,
    }


def _cells(row, heads, columns):
    return [
        {"text": str(text), "head": heads[place], "is_number": place in columns}
        for place, text in enumerate(row)
    ]


def funder_name(letter):
    return str(FUNDERS[letter])


def in_pounds(text):
    return pounds(Decimal(text))


def day_in_words(text):
    return in_words(dt.date.fromisoformat(text))
