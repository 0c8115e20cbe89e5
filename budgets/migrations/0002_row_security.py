"""Money is seen by those it was given to; the ledger is written by one function and by nothing else."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

HELD = """
SELECT coalesce(array_agg(DISTINCT line.person_id), '{}')
  FROM budgets_budgetline AS line JOIN budgets_budget AS budget ON budget.id = line.budget_id
 WHERE line.holder_id = app_organisation_id() AND budget.status = 'active'
"""
# A holder knows the person, and of the budget its own lines alone.
OWN_LINES = f"""
CREATE POLICY budgets_budgetline_own_lines ON budgets_budgetline AS RESTRICTIVE TO {acting.HOLDER}
    USING (holder_id = (SELECT app_organisation_id()));
"""

PLANNED = ("indicativebudget", "indicativeshare", "budget", "budgetline", "lineshare", "signature")
MONEY = (*PLANNED, "account", "posting", "entry", "payment", "receipt", "spend")
LEDGER = ("account", "posting", "entry")
HOLDERS_SEE = ("budget", "budgetline")


def readers_of(name):
    """Return the roles that read a table: an organisation that holds a line sees lines, not the account."""
    return [role for role in rowsecurity.MONEY if role != acting.HOLDER or name in HOLDERS_SEE]


# One act in the ledger. Legs are [{"debit": id, "credit": id, "amount": "1.00"}, …]. Accounts are locked
# in the order of their ids, so that two acts never wait for each other; the key is taken first, so that
# the same act twice at the same moment happens once. Accounts outside (kind 'funder') keep no balance,
# no number and no chain, so they are never a queue. Returns the posting's id.
#
# The function runs past the row policies, so it asks for itself: only roles that move money do, for the
# people or the sites of whoever acts, and nobody posts in another's name.
THEIRS = f"""
CASE current_setting('role')
    WHEN '{acting.PORTAL}' THEN person_id = ANY (app_granted_people('money'))
    WHEN '{acting.COORDINATOR}' THEN person_id = ANY (app_caseload())
    WHEN '{acting.FINANCE}' THEN site_id = ANY (app_sites())
    WHEN '{acting.JOB}' THEN site_id = ANY (app_sites())
    ELSE false
END
"""
POST = f"""
DECLARE
    known budgets_posting%ROWTYPE;
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
    ON CONFLICT (key) DO NOTHING RETURNING id INTO posting;
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

OPEN = f"""
INSERT INTO budgets_account (site_id, person_id, budget_id, funder, kind, balance, floor, seq, head)
SELECT site_id, person_id, id, p_funder, p_kind, 0, 0, 0, ''::bytea FROM budgets_budget
 WHERE id = p_budget AND {THEIRS}
ON CONFLICT (budget_id, kind, funder) DO NOTHING;
SELECT id FROM budgets_account WHERE budget_id = p_budget AND kind = p_kind AND funder = p_funder
"""

NEVER = """
CREATE FUNCTION ledger_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger: entries are never changed or deleted' USING ERRCODE = 'P0L04';
END $$;
CREATE TRIGGER entry_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON budgets_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_only_added_to();
CREATE TRIGGER posting_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON budgets_posting
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_only_added_to();
CREATE TRIGGER account_stays BEFORE DELETE OR TRUNCATE ON budgets_account
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_only_added_to();
"""

# What a person was shown stays as it was; a newer one may take its place, and that is all.
SHOWN = """
CREATE FUNCTION indicative_stays_as_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft' AND (
        to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status' OR NEW.status = 'draft'
    ) THEN
        RAISE EXCEPTION 'indicative budget: what was shown to the person never changes'
            USING ERRCODE = 'P0B01';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER indicative_as_shown BEFORE UPDATE ON budgets_indicativebudget
    FOR EACH ROW EXECUTE FUNCTION indicative_stays_as_shown();
"""

ARGUMENTS = (
    "p_budget bigint, p_key uuid, p_fingerprint text, p_kind text, p_value_on date, p_reverses bigint,"
    " p_by bigint, p_legs jsonb"
)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_initial"), ("careplans", "0002_row_security")]
    operations = [
        migrations.RunSQL(
            [
                rowsecurity.function("app_held_people", "", "bigint[]", HELD),
                *(
                    rowsecurity.protect(f"budgets_{name}", section="money", readers=readers_of(name))
                    for name in MONEY
                ),
                OWN_LINES,
                *(rowsecurity.protect_history(f"budgets_{name}event") for name in ("budget", "budgetline")),
                rowsecurity.function(
                    "ledger_post", ARGUMENTS, "bigint", POST, language="plpgsql", volatility="VOLATILE"
                ),
                rowsecurity.function(
                    "ledger_open",
                    "p_budget bigint, p_funder text, p_kind text",
                    "bigint",
                    OPEN,
                    volatility="VOLATILE",
                ),
                *(
                    f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON budgets_{name} FROM {rowsecurity.EVERYONE};"
                    for name in LEDGER
                ),
                *(
                    rowsecurity.only_added(f"budgets_{name}")
                    for name in ("signature", "indicativeshare", "allocationrate", "allocationpolicy")
                ),
                SHOWN,
                NEVER,
            ],
            migrations.RunSQL.noop,
        ),
    ]
