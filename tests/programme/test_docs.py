"""What docs/features.md and docs/promises.md claim is proven by tests that exist."""

import re

import pytest
from django.conf import settings

DOCS, TESTS = settings.BASE_DIR / "docs", settings.BASE_DIR / "tests"
PROOF = re.compile(r"`([\w/]+\.py)::(\w+)`")


def rows(name, letter):
    """Return ``{number: cells}`` of the tables of ``name``."""
    found = {}
    for line in (DOCS / name).read_text(encoding="utf-8").splitlines():
        if re.match(rf"\| {letter}\d+ \|", line):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            found[int(cells[0][1:])] = cells
    return found


@pytest.mark.parametrize(("name", "letter", "many"), [("features.md", "F", 140), ("promises.md", "P", 43)])
def test_every_one_is_listed_with_what_is_true_now(name, letter, many):
    listed = rows(name, letter)

    assert set(listed) == set(range(1, many + 1))
    for cells in listed.values():
        assert re.match(r"(done|part|not yet)(:|$)", cells[2]), cells


@pytest.mark.parametrize(("name", "letter"), [("features.md", "F"), ("promises.md", "P")])
def test_every_proof_is_there(name, letter):
    for cells in rows(name, letter).values():
        proofs = PROOF.findall(cells[-1])
        assert proofs or cells[2] != "done", cells
        for file, test in proofs:
            assert f"def {test}(" in (TESTS / file).read_text(encoding="utf-8"), f"{cells[0]}: {file}::{test}"


def test_every_promise_to_people_and_from_the_site_is_looked_at_in_a_browser():
    for number, cells in rows("promises.md", "P").items():
        if number <= 38 and not cells[2].startswith("not yet: a later capability"):
            browser = [file for file, _test in PROOF.findall(cells[-1]) if file.startswith("journeys/")]
            assert cells[3], f"{cells[0]} names no page"
            assert browser, f"{cells[0]} names no journey"
