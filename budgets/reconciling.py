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


class Difference(NamedTuple):
    """Something that is not as the entries say; ``entry`` is None where the account itself is wrong."""

    account: int
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


def differences(site_id) -> list[Difference]:
    return [*verify_balances(site_id), *verify_chains(site_id)]


def _rows(sql, site_id):
    with connection.cursor() as cursor:
        cursor.execute(sql, {"site": site_id})
        return cursor.fetchall()
