"""Months of the books: closed for good, added up as they grow; and each funder's money kept to itself."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

# Who moves money, and whose: the function runs past the row policies, so it asks for itself.
THEIRS = f"""
CASE current_setting('role')
    WHEN '{acting.PORTAL}' THEN person_id = ANY (app_granted_people('money'))
    WHEN '{acting.COORDINATOR}' THEN person_id = ANY (app_caseload())
    WHEN '{acting.FINANCE}' THEN site_id = ANY (app_sites())
    WHEN '{acting.JOB}' THEN site_id = ANY (app_sites())
    ELSE false
END
"""
# Whoever posts holds the site's books open for reading; whoever closes a month takes them alone. So no
# entry slips into a month while it is being closed, and those who post never wait for each other.
BOOKS = "hashtext('budgets.books')"

# One act in the ledger. Legs are [{"debit": id, "credit": id, "amount": "1.00"}, …]. Accounts are locked
# in the order of their ids, so that two acts never wait for each other; the key is taken first, so that
# the same act twice at the same moment happens once, also when its month has been closed since. Accounts
# outside (kind 'funder') keep no balance, no number and no chain, so they are never a queue. A leg stays
# with one funder: nobody's money becomes another's. Returns the posting's id.
POST = f"""
DECLARE
    known budgets_posting%ROWTYPE;
    books bigint;
    posting bigint;
    leg record;
    debits record;
    credits record;
    line text;
BEGIN
    IF app_user_id() IS NOT NULL AND p_by IS DISTINCT FROM app_user_id() THEN
        RAISE EXCEPTION 'ledger: posted in the name of somebody else' USING ERRCODE = 'P0L05';
    END IF;
    INSERT INTO budgets_posting
        (site_id, person_id, budget_id, key, fingerprint, kind, value_on, reverses_id, posted_at,
         posted_by_id)
    SELECT site_id, person_id, id, p_key, p_fingerprint, p_kind, p_value_on, p_reverses, clock_timestamp(),
           p_by
      FROM budgets_budget WHERE id = p_budget AND {THEIRS}
    ON CONFLICT (key) DO NOTHING RETURNING id, site_id INTO posting, books;
    IF posting IS NULL THEN
        SELECT * INTO known FROM budgets_posting WHERE key = p_key;
        IF known.id IS NULL THEN
            RAISE EXCEPTION 'ledger: no such budget' USING ERRCODE = 'P0L02';
        END IF;
        IF known.fingerprint <> p_fingerprint THEN
            RAISE EXCEPTION 'ledger: key used for something else' USING ERRCODE = 'P0L01';
        END IF;
        RETURN known.id;
    END IF;
    IF p_reverses IS NOT NULL
       AND NOT EXISTS (SELECT FROM budgets_posting WHERE id = p_reverses AND budget_id = p_budget)
    THEN
        RAISE EXCEPTION 'ledger: reverses a posting of another budget' USING ERRCODE = 'P0L02';
    END IF;

    PERFORM pg_advisory_xact_lock_shared({BOOKS}, books::int);
    IF EXISTS (SELECT FROM budgets_periodclose WHERE site_id = books AND through >= p_value_on) THEN
        RAISE EXCEPTION 'ledger: the month is closed' USING ERRCODE = 'P0L06';
    END IF;

    PERFORM 1 FROM budgets_account
      WHERE kind <> 'funder' AND id IN (
          SELECT (value ->> 'debit')::bigint FROM jsonb_array_elements(p_legs) AS value
          UNION SELECT (value ->> 'credit')::bigint FROM jsonb_array_elements(p_legs) AS value)
      ORDER BY id FOR NO KEY UPDATE;

    FOR leg IN
        SELECT (value ->> 'debit')::bigint AS debit, (value ->> 'credit')::bigint AS credit,
               (value ->> 'amount')::numeric(12, 2) AS amount
          FROM jsonb_array_elements(p_legs) WITH ORDINALITY AS legs (value, place) ORDER BY place
    LOOP
        IF (SELECT count(*) FROM budgets_account
             WHERE id IN (leg.debit, leg.credit) AND budget_id = p_budget) <> 2
        THEN
            RAISE EXCEPTION 'ledger: accounts of another budget' USING ERRCODE = 'P0L02';
        END IF;
        IF (SELECT count(DISTINCT funder) FROM budgets_account WHERE id IN (leg.debit, leg.credit)) <> 1
        THEN
            RAISE EXCEPTION 'ledger: money of another funder' USING ERRCODE = 'P0L07';
        END IF;
        line := concat_ws('|', p_key, leg.debit, leg.credit, leg.amount, p_kind, p_value_on);

        UPDATE budgets_account
           SET balance = balance - leg.amount, seq = seq + 1,
               head = sha256(head || convert_to(concat_ws('|', seq + 1, line), 'UTF8'))
         WHERE id = leg.debit AND kind <> 'funder' AND balance - leg.amount >= floor
        RETURNING seq, balance, head INTO debits;
        IF NOT FOUND AND EXISTS (SELECT FROM budgets_account WHERE id = leg.debit AND kind <> 'funder') THEN
            RAISE EXCEPTION 'ledger: not enough' USING ERRCODE = 'P0L03';
        END IF;

        UPDATE budgets_account
           SET balance = balance + leg.amount, seq = seq + 1,
               head = sha256(head || convert_to(concat_ws('|', seq + 1, line), 'UTF8'))
         WHERE id = leg.credit AND kind <> 'funder'
        RETURNING seq, balance, head INTO credits;

        INSERT INTO budgets_entry
            (site_id, person_id, posting_id, debit_id, credit_id, amount,
             debit_seq, debit_balance, debit_hash, credit_seq, credit_balance, credit_hash)
        SELECT site_id, person_id, posting, leg.debit, leg.credit, leg.amount,
               debits.seq, debits.balance, debits.head, credits.seq, credits.balance, credits.head
          FROM budgets_budget WHERE id = p_budget;
    END LOOP;
    RETURN posting;
END
"""
ARGUMENTS = (
    "p_budget bigint, p_key uuid, p_fingerprint text, p_kind text, p_value_on date, p_reverses bigint,"
    " p_by bigint, p_legs jsonb"
)

# A month is closed by the finance of its own site, in their own name, when nobody is posting.
CLOSE = f"""
DECLARE
    made bigint;
BEGIN
    IF current_setting('role') NOT IN ('{acting.FINANCE}', '{acting.JOB}') OR p_site <> ALL (app_sites())
       OR (app_user_id() IS NOT NULL AND p_by IS DISTINCT FROM app_user_id())
    THEN
        RAISE EXCEPTION 'ledger: not theirs to close' USING ERRCODE = 'P0L05';
    END IF;
    PERFORM pg_advisory_xact_lock({BOOKS}, p_site::int);
    INSERT INTO budgets_periodclose (site_id, through, closed_at, closed_by_id)
    SELECT p_site, p_through, clock_timestamp(), p_by
     WHERE NOT EXISTS (SELECT FROM budgets_periodclose WHERE site_id = p_site AND through >= p_through)
    RETURNING id INTO made;
    RETURN made;
END
"""

# Rows to add, never a row to change: those who post in the same month do not wait for each other.
ADD_UP = """
BEGIN
    INSERT INTO budgets_monthtotal (site_id, month, funder, kind, amount, entries, is_folded)
    SELECT posting.site_id, date_trunc('month', posting.value_on)::date, account.funder, posting.kind,
           sum(added.amount), count(*), false
      FROM added
      JOIN budgets_posting AS posting ON posting.id = added.posting_id
      JOIN budgets_account AS account ON account.id = added.debit_id
     GROUP BY 1, 2, 3, 4;
    RETURN NULL;
END
"""
ADDED_UP = """
CREATE TRIGGER entry_counts_in_its_month AFTER INSERT ON budgets_entry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_add_up();
"""
# What was added since goes into the totals. Whoever reads at that moment sees the one or the other.
FOLD = f"""
WITH taken AS (
    DELETE FROM budgets_monthtotal
     WHERE NOT is_folded AND site_id = ANY (app_sites()) AND current_setting('role') = '{acting.JOB}'
    RETURNING site_id, month, funder, kind, amount, entries
), folded AS (
    INSERT INTO budgets_monthtotal AS known (site_id, month, funder, kind, amount, entries, is_folded)
    SELECT site_id, month, funder, kind, sum(amount), sum(entries), true
      FROM taken GROUP BY site_id, month, funder, kind ORDER BY site_id, month, funder, kind
    ON CONFLICT (site_id, month, funder, kind) WHERE is_folded
    DO UPDATE SET amount = known.amount + excluded.amount, entries = known.entries + excluded.entries
)
SELECT count(*) FROM taken
"""
SO_FAR = """
INSERT INTO budgets_monthtotal (site_id, month, funder, kind, amount, entries, is_folded)
SELECT posting.site_id, date_trunc('month', posting.value_on)::date, account.funder, posting.kind,
       sum(entry.amount), count(*), true
  FROM budgets_entry AS entry
  JOIN budgets_posting AS posting ON posting.id = entry.posting_id
  JOIN budgets_account AS account ON account.id = entry.debit_id
 GROUP BY 1, 2, 3, 4;
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0094_first_years")]
    operations = [
        migrations.RunSQL(
            [
                # The owner of the tables sees no row of them either.
                f"SET LOCAL ROLE {rowsecurity.DEFINER};",
                SO_FAR,
                "RESET ROLE;",
                rowsecurity.function(
                    "ledger_post", ARGUMENTS, "bigint", POST, language="plpgsql", volatility="VOLATILE"
                ),
                rowsecurity.function(
                    "ledger_close",
                    "p_site bigint, p_through date, p_by bigint",
                    "bigint",
                    CLOSE,
                    language="plpgsql",
                    volatility="VOLATILE",
                ),
                rowsecurity.function("ledger_fold_months", "", "bigint", FOLD, volatility="VOLATILE"),
                rowsecurity.function(
                    "ledger_add_up", "", "trigger", ADD_UP, language="plpgsql", volatility="VOLATILE"
                ),
                ADDED_UP,
                *(
                    f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON budgets_{name} FROM {rowsecurity.EVERYONE};"
                    for name in ("monthtotal", "periodclose")
                ),
            ],
            migrations.RunSQL.noop,
        ),
    ]
