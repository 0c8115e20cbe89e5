"""The patterns of the directory's entries, read from ``entries.toml``."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple


class Entry(NamedTuple):
    """One pattern: ``name`` and ``run_by`` (an organisation) may say ``{town}``; ``ages`` from (and to)."""

    kind: str
    name: str
    description: str
    run_by: str
    cohorts: list[str] = []
    cost: str = "0.00"
    note: str = ""
    is_online: bool = False
    ages: list[int] = [18]
    places: int | None = None
    is_refuge: bool = False
    needs: list[str] = []
    easy: str = ""

    @property
    def pounds(self):
        return Decimal(self.cost)


def read(name):
    """Return what a data file of this folder says."""
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


ENTRIES = [Entry(**fields) for fields in read("entries.toml")["entry"]]
