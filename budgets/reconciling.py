"""Working the books out again from the entries alone, and saying where they differ."""

from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

# Each account's entries in the order of their numbers, as the account saw them: what it took in (+) or
# gave out (-), the balance and hash it wrote then, and the line that was hashed with the hash before.
_CHAINS = """
WITH side AS (
    SELECT e.debit_id AS account_id, e.debit_seq AS seq, -e.amount AS change, e.debit_balance AS balance,
           e.debit_hash AS hash, e.id, e.posting_id, e.debit_id, e.credit_id, e.amount
      FROM budgets_entry AS e WHERE e.site_id = %(site)s
    UNION ALL
    SELECT e.credit_id, e.credit_seq, e.amount, e.credit_balance, e.credit_hash,
           e.id, e.posting_id, e.debit_id, e.credit_id, e.amount
      FROM budgets_entry AS e WHERE e.site_id = %(site)s
), checked AS (
    SELECT s.account_id, s.id, s.seq, s.balance, s.hash,
           row_number() OVER chain AS right_seq,
           coalesce(lag(s.balance) OVER chain, 0) + s.change AS right_balance,
           sha256(coalesce(lag(s.hash) OVER chain, ''::bytea) || convert_to(concat_ws('|',
               s.seq, p.key, s.debit_id, s.credit_id, s.amount, p.kind, p.value_on), 'UTF8')) AS right_hash
      FROM side AS s
      JOIN budgets_account AS a ON a.id = s.account_id AND a.kind <> 'funder'
      JOIN budgets_posting AS p ON p.id = s.posting_id
    WINDOW chain AS (PARTITION BY s.account_id ORDER BY s.seq)
)
"""
_BROKEN_LINKS = f"""{_CHAINS}
SELECT account_id, id FROM checked
 WHERE seq IS DISTINCT FROM right_seq OR balance IS DISTINCT FROM right_balance
    OR hash IS DISTINCT FROM right_hash
 ORDER BY account_id, seq
"""  # noqa: S608
_WRONG_ACCOUNTS = """
SELECT a.id, a.balance, coalesce(f.balance, 0), a.seq, coalesce(f.entries, 0)
  FROM budgets_account AS a
  LEFT JOIN LATERAL (
      SELECT count(*) AS entries,
             sum(CASE WHEN e.credit_id = a.id THEN e.amount ELSE -e.amount END) AS balance
        FROM budgets_entry AS e WHERE e.credit_id = a.id OR e.debit_id = a.id
  ) AS f ON true
  LEFT JOIN LATERAL (
      SELECT CASE WHEN e.credit_id = a.id THEN e.credit_hash ELSE e.debit_hash END AS hash
        FROM budgets_entry AS e WHERE (e.credit_id = a.id AND e.credit_seq = a.seq)
           OR (e.debit_id = a.id AND e.debit_seq = a.seq)
  ) AS l ON true
 WHERE a.site_id = %(site)s AND a.kind <> 'funder'
   AND (a.balance <> coalesce(f.balance, 0) OR a.seq <> coalesce(f.entries, 0) OR a.balance < a.floor
        OR a.head IS DISTINCT FROM coalesce(l.hash, ''::bytea))
 ORDER BY a.id
"""
# A month's total beside what its entries make; a row for each that differs, also where one is missing.
_WRONG_MONTHS = """
WITH made AS (
    SELECT date_trunc('month', p.value_on)::date AS month, a.funder, p.kind, sum(e.amount) AS amount,
           count(*) AS entries
      FROM budgets_entry AS e
      JOIN budgets_posting AS p ON p.id = e.posting_id
      JOIN budgets_account AS a ON a.id = e.debit_id
     WHERE e.site_id = %(site)s GROUP BY 1, 2, 3
), kept AS (
    SELECT month, funder, kind, sum(amount) AS amount, sum(entries) AS entries
      FROM budgets_monthtotal WHERE site_id = %(site)s GROUP BY 1, 2, 3
)
SELECT month, funder, kind, coalesce(kept.amount, 0), coalesce(kept.entries, 0),
       coalesce(made.amount, 0), coalesce(made.entries, 0)
  FROM kept FULL JOIN made USING (month, funder, kind)
 WHERE (kept.amount, kept.entries) IS DISTINCT FROM (made.amount, made.entries)
 ORDER BY month, funder, kind
"""
# An entry between two funders or two budgets, or with a day in a month that was closed before it was posted.
_MISPLACED = """
SELECT e.debit_id, e.id,
       CASE WHEN d.funder <> c.funder OR d.budget_id <> c.budget_id OR d.budget_id <> p.budget_id
            THEN 'apart' ELSE 'closed' END
  FROM budgets_entry AS e
  JOIN budgets_account AS d ON d.id = e.debit_id
  JOIN budgets_account AS c ON c.id = e.credit_id
  JOIN budgets_posting AS p ON p.id = e.posting_id
 WHERE e.site_id = %(site)s
   AND (d.funder <> c.funder OR d.budget_id <> c.budget_id OR d.budget_id <> p.budget_id
        OR EXISTS (SELECT FROM budgets_periodclose AS closed
                    WHERE closed.site_id = e.site_id AND closed.through >= p.value_on
                      AND closed.closed_at < p.posted_at))
 ORDER BY e.id
"""


class Difference(NamedTuple):
    """Something that is not as the entries say.

    ``entry`` is None where the account itself is wrong, and both where the total of a month is.
    """

    account: int | None
    entry: int | None
    words: str


def verify_chains(site_id) -> list[Difference]:
    """Return each entry whose number, running balance or hash does not follow from the one before."""
    return [
        Difference(account, entry, _("The entry does not follow from the one before it."))
        for account, entry in _rows(_BROKEN_LINKS, site_id)
    ]


def verify_balances(site_id) -> list[Difference]:
    """Return each account of a site whose balance, count or last hash is not what its entries make."""
    return [
        Difference(
            account,
            None,
            _("The balance is %(kept)s in %(seq)s entries; the entries make %(made)s in %(entries)s.")
            % {"kept": kept, "made": made, "seq": seq, "entries": entries},
        )
        for account, kept, made, seq, entries in _rows(_WRONG_ACCOUNTS, site_id)
    ]


def verify_months(site_id) -> list[Difference]:
    """Return each total of a month that is not what the entries of that month make."""
    return [
        Difference(
            None,
            None,
            _(
                "%(month)s, funder %(funder)s, %(kind)s: the total is %(kept)s in %(counted)s entries;"
                " the entries make %(made)s in %(entries)s."
            )
            % {
                "month": f"{month:%Y-%m}",
                "funder": funder,
                "kind": kind,
                "kept": kept,
                "counted": counted,
                "made": made,
                "entries": entries,
            },
        )
        for month, funder, kind, kept, counted, made, entries in _rows(_WRONG_MONTHS, site_id)
    ]


def verify_places(site_id) -> list[Difference]:
    """Return each entry between two funders or budgets, or in a month that was closed before it came."""
    words = {
        "apart": _("The entry moves money between two funders or two budgets."),
        "closed": _("The entry was posted in a month that was closed."),
    }
    return [Difference(account, entry, words[why]) for account, entry, why in _rows(_MISPLACED, site_id)]


def differences(site_id) -> list[Difference]:
    """Return whatever is not in order in a site's books: balances, chains, places and months."""
    checks = (verify_balances, verify_chains, verify_places, verify_months)
    return [found for check in checks for found in check(site_id)]


def _rows(sql, site_id):
    with connection.cursor() as cursor:
        cursor.execute(sql, {"site": site_id})
        return cursor.fetchall()
