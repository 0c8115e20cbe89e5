"""The ledger under many hands at once, and against somebody with every right.

Races need rows that other connections see, so these tests commit what they make, and PostgreSQL's
superuser takes it away again: nobody else can.
"""

import datetime as dt
import threading
import uuid
from contextlib import closing
from decimal import Decimal

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from budgets import ledger, periods, reconciling
from budgets.models import Account, AccountKind, Entry, PostingKind
from ipc.kernel import acting
from ipc.kernel.dates import today
from people.models import Site
from tests.budgets.running import COUNCIL, NHS, in_use
from tests.factories import PersonFactory, SiteFactory

AVAILABLE, HELD, SPENT = AccountKind.AVAILABLE, AccountKind.HELD, AccountKind.SPENT
HANDS = 32
LAST_MONTH = today().replace(day=1) - dt.timedelta(days=1)


def connected(user):
    """Return a connection of our own to the test database, as ``user``, past Django."""
    to = connections["owner"].settings_dict
    return psycopg2.connect(
        dbname=to["NAME"],
        user=user,
        host=to["HOST"] or None,
        port=to["PORT"] or None,
        password=to["PASSWORD"],
    )


def as_superuser(*statements):
    """Run SQL with every right and no trigger: what a dishonest administrator could do."""
    with closing(connected("postgres")) as connection, connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for sql, values in statements:
            cursor.execute(sql, values)


@pytest.fixture
def site(django_db_setup, django_db_blocker):
    """A site whose rows are committed; everything about it is gone afterwards."""
    with django_db_blocker.unblock():
        site = SiteFactory(slug="race-track")
        yield site
        with closing(connected("postgres")) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND column_name = 'site_id'"
            )
            tables = [name for (name,) in cursor.fetchall()]
        as_superuser(
            *((f"DELETE FROM {table} WHERE site_id = %s", [site.pk]) for table in tables),
            ("DELETE FROM people_site WHERE id = %s", [site.pk]),
        )
        connections.close_all()


@pytest.fixture
def budget(site):
    """A committed budget of £1,040 NHS and £520 council money, all of it set aside."""
    with acting.acting_as(acting.job([site.pk])):
        return in_use({NHS: "20.00", COUNCIL: "10.00"}, person=PersonFactory(site=site))


def move(budget, amount, source=AVAILABLE, target=HELD, *, key=None, funder=NHS, on=None):
    with acting.acting_as(acting.job([budget.site_id])):
        return ledger.move_between(
            budget,
            source,
            target,
            {funder: Decimal(amount)},
            key=key or uuid.uuid4(),
            kind=PostingKind.SPEND,
            value_on=on or today(),
            by=None,
        )


def at_once(*acts):
    """Run every act in a thread and a connection of its own, all from the same moment; return outcomes."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            gate.wait()
            outcomes[place] = act()
        except Exception as error:  # noqa: BLE001 — the test looks at whatever it was
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def balance(budget, kind, funder=NHS):
    with acting.acting_as(acting.job([budget.site_id])):
        return ledger.balances(budget)[kind].get(funder, Decimal(0))


def differences(budget):
    with acting.acting_as(acting.job([budget.site_id])):
        return reconciling.differences(budget.site_id)


def test_thirty_two_racing_pounds_on_ten_spend_exactly_ten(budget):
    move(budget, "10.00")

    outcomes = at_once(*[lambda: move(budget, "1.00", HELD, SPENT)] * HANDS)

    assert sum(isinstance(outcome, ledger.Overdrawn) for outcome in outcomes) == HANDS - 10
    assert (balance(budget, HELD), balance(budget, SPENT)) == (Decimal("0.00"), Decimal("10.00"))
    assert differences(budget) == []


def test_there_and_back_at_once_never_wait_for_each_other(budget):
    move(budget, "100.00")

    outcomes = at_once(
        *[lambda: move(budget, "1.00", AVAILABLE, HELD), lambda: move(budget, "1.00", HELD, AVAILABLE)]
        * (HANDS // 2)
    )

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert balance(budget, HELD) == Decimal("100.00")
    assert differences(budget) == []


def test_the_same_key_at_once_is_one_act(budget):
    key = uuid.uuid4()

    outcomes = at_once(*[lambda: move(budget, "7.00", key=key)] * HANDS)

    assert {outcome.pk for outcome in outcomes} == {outcomes[0].pk}
    assert balance(budget, HELD) == Decimal("7.00")


def test_thirty_two_hands_on_many_budgets_lose_and_double_nothing(site):
    """Each of eight budgets has £3 and four hands at it; months are folded and closed in between."""
    with acting.acting_as(acting.job([site.pk])):
        budgets = [in_use({NHS: "20.00"}, person=PersonFactory(site=site)) for _ in range(8)]
    for one in budgets:
        move(one, "3.00")
    hands = [lambda one=one: move(one, "1.00", HELD, SPENT) for one in budgets for _ in range(4)]

    outcomes = at_once(*hands, lambda: fold(site), lambda: fold(site), lambda: close_last_month(site))

    assert sum(isinstance(outcome, ledger.Overdrawn) for outcome in outcomes) == 8
    assert [balance(one, SPENT) for one in budgets] == [Decimal("3.00")] * 8
    assert differences(budgets[0]) == []


def fold(site):
    with acting.acting_as(acting.job([site.pk])):
        return ledger.fold_months()


def close_last_month(site):
    with acting.acting_as(acting.job([site.pk])):
        return periods.close(site, through=LAST_MONTH, by=None)


def test_no_entry_slips_into_a_month_while_it_is_closed(budget):
    """Whoever was first is let through; after the month is closed nobody is."""
    move(budget, "40.00")

    def late():
        return move(budget, "1.00", HELD, SPENT, on=LAST_MONTH)

    outcomes = at_once(*[late] * (HANDS // 2), lambda: close_last_month(budget.site), *[late] * (HANDS // 2))

    refused = sum(isinstance(outcome, ledger.MonthClosed) for outcome in outcomes)
    assert balance(budget, SPENT) == HANDS - refused
    with pytest.raises(ledger.MonthClosed):
        late()
    assert differences(budget) == []


def test_one_posting_is_put_right_once_by_however_many(budget):
    posting = move(budget, "7.00")

    def put_right():
        with acting.acting_as(acting.job([budget.site_id])):
            return ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)

    outcomes = at_once(*[put_right] * 8)

    assert sum(isinstance(outcome, ledger.AlreadyReversed) for outcome in outcomes) == 7
    assert balance(budget, HELD) == 0
    assert differences(budget) == []


def test_what_is_undone_leaves_no_trace(budget):
    def cut_short():
        with transaction.atomic():
            move(budget, "7.00")
            raise ConnectionError

    with acting.acting_as(acting.job([budget.site_id])), pytest.raises(ConnectionError):
        cut_short()

    assert balance(budget, HELD) == 0
    assert differences(budget) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE budgets_entry SET amount = 1",
        "DELETE FROM budgets_entry",
        "TRUNCATE budgets_entry CASCADE",
        "UPDATE budgets_posting SET kind = 'spend'",
        "DELETE FROM budgets_posting",
        "DELETE FROM budgets_account",
    ],
)
def test_even_the_owner_of_the_tables_changes_nothing(budget, sql):
    with (
        closing(connected("ipc_owner")) as connection,
        connection.cursor() as cursor,
        pytest.raises(psycopg2.Error, match="never changed or deleted"),
    ):
        cursor.execute(sql)


def test_no_balance_below_its_floor_even_with_every_right(budget):
    with pytest.raises(psycopg2.errors.CheckViolation, match="account_not_below_floor"):
        as_superuser(("UPDATE budgets_account SET balance = -0.01 WHERE kind <> 'funder'", []))


def entries(budget):
    with acting.acting_as(acting.job([budget.site_id])):
        return list(Entry.objects.filter(posting__budget=budget).order_by("pk"))


def test_one_changed_amount_is_found_where_it_is(budget):
    for amount in ("5.00", "6.00", "7.00"):
        move(budget, amount)
    changed = entries(budget)[-2]
    assert differences(budget) == []

    as_superuser(("UPDATE budgets_entry SET amount = 6.01 WHERE id = %s", [changed.pk]))

    found = differences(budget)
    assert {one.entry for one in found if one.entry} == {changed.pk}
    assert {one.account for one in found if one.account} == {changed.debit_id, changed.credit_id}
    assert "the total is" in found[-1].words


@pytest.mark.parametrize(
    ("what", "sql"),
    [
        ("the day", "UPDATE budgets_posting SET value_on = value_on - 1 WHERE id = %(posting)s"),
        ("the kind", "UPDATE budgets_posting SET kind = 'payment' WHERE id = %(posting)s"),
        ("an entry gone", "DELETE FROM budgets_entry WHERE id = %(entry)s"),
        ("a hash", "UPDATE budgets_entry SET credit_hash = sha256('x') WHERE id = %(entry)s"),
        ("a balance then", "UPDATE budgets_entry SET credit_balance = 1 WHERE id = %(entry)s"),
        ("the other side", "UPDATE budgets_entry SET debit_id = %(other)s WHERE id = %(entry)s"),
        ("a balance now", "UPDATE budgets_account SET balance = balance + 1 WHERE id = %(account)s"),
        ("the head", "UPDATE budgets_account SET head = sha256('x') WHERE id = %(account)s"),
        ("the funder", "UPDATE budgets_account SET funder = 'E' WHERE id = %(account)s"),
        ("a month", "UPDATE budgets_monthtotal SET amount = amount + 1 WHERE kind = 'spend'"),
        ("a month gone", "DELETE FROM budgets_monthtotal WHERE kind = 'spend'"),
        (
            "a month twice",
            "INSERT INTO budgets_monthtotal (site_id, month, funder, kind, amount, entries,"
            " is_folded) SELECT site_id, month, funder, kind, amount, entries, false FROM budgets_monthtotal",
        ),
        (
            "a month closed before",
            "INSERT INTO budgets_periodclose (site_id, through, closed_at)"
            " SELECT site_id, value_on, posted_at - interval '1 day'"
            " FROM budgets_posting WHERE id = %(posting)s",
        ),
    ],
)
def test_whatever_is_changed_is_found(budget, what, sql):
    move(budget, "5.00")
    move(budget, "6.00")
    entry = entries(budget)[-2]
    with acting.acting_as(acting.job([budget.site_id])):
        other = Account.objects.get(budget=budget, kind=AVAILABLE, funder=COUNCIL).pk
    names = {"posting": entry.posting_id, "entry": entry.pk, "account": entry.credit_id, "other": other}

    as_superuser((sql, names))

    assert differences(budget), what


def test_reconcile_says_where_and_fails(budget, capsys):
    move(budget, "5.00")
    call_command("reconcile")
    assert "race-track: in order" in capsys.readouterr().out

    as_superuser(("UPDATE budgets_entry SET amount = 4 WHERE id = %s", [entries(budget)[-1].pk]))

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("reconcile")
    told = capsys.readouterr().out
    assert f"entry {entries(budget)[-1].pk}" in told
    assert "race-track: NOT in order" in told
    assert Site.objects.count() == 1
