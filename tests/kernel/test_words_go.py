"""Events of a deleted record lose their words: the seals still fit, and nothing can be put in their place."""

from contextlib import closing

import pytest

from ipc.kernel import sealing
from tests.budgets.test_ledger_races import as_superuser, connected
from tests.kernel.test_sealing import ANY, audit  # noqa: F401 — a fixture

pytestmark = pytest.mark.alone
GONE = "(SELECT min(id) FROM kernel_event WHERE words_hash IS NOT NULL)"


@pytest.fixture
def gone(audit):  # noqa: F811 — the fixture
    """One sealed event has lost its words, as when a record is deleted."""
    with closing(connected("postgres")) as connection, connection, connection.cursor() as cursor:
        cursor.execute(f"UPDATE kernel_event SET why = '' WHERE id = {ANY}")
    yield
    as_superuser(("DELETE FROM kernel_event WHERE words_hash IS NOT NULL", None))


@pytest.mark.usefixtures("gone")
def test_words_may_go():
    assert sealing.verify().is_whole


@pytest.mark.usefixtures("gone")
@pytest.mark.parametrize(
    "tampering",
    [
        f"UPDATE kernel_event SET why = 'x' WHERE id = {GONE}",
        f"UPDATE kernel_event SET address = '203.0.113.9' WHERE id = {GONE}",
        f"UPDATE kernel_event SET words_hash = repeat('0', 64) WHERE id = {GONE}",
        f"UPDATE kernel_event SET actor_id = 7 WHERE id = {GONE}",
    ],
)
def test_what_is_put_in_their_place_is_found(tampering):
    as_superuser((tampering, None))

    assert not sealing.verify().is_whole
