"""Tables that are kept are made anew as soon as anything changes that they are made from."""

import ast
import importlib.util
from pathlib import Path

import pytest

from tests import tables

ROOMS = ("ipc", "people", "peersupport", "careplans", "budgets")


def read_by(path):
    """Yield the modules of ours that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name for name in names if name.split(".")[0] in ROOMS)


def file_of(name):
    """Return the file of a module, or None where the name is of something inside one."""
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None
    return Path(found.origin) if found else None


def test_every_module_that_a_migration_reads_counts():
    migrations = {path for path in tables.made_from() if path.parent.name == "migrations"}
    read = {file_of(name) for path in migrations for name in read_by(path)} - {None}

    assert len(migrations) > 40
    assert read
    assert {path for path in read if path.name != "__init__.py"} - set(tables.made_from()) == set()


@pytest.mark.parametrize(
    "name", ["people/migrations/0002_more.py", "people/models/upkeep.py", "ipc/kernel/roles.sql"]
)
def test_what_is_added_changed_or_taken_away_makes_tables_anew(name, monkeypatch, tmp_path):
    monkeypatch.setattr(tables, "ROOT", tmp_path)
    seen = [tables.fingerprint()]
    (tmp_path / name).parent.mkdir(parents=True)
    for words in ("one", "two"):
        (tmp_path / name).write_text(words)
        seen.append(tables.fingerprint())
    (tmp_path / name).unlink()

    assert len(set(seen)) == 3
    assert tables.fingerprint() == seen[0]
