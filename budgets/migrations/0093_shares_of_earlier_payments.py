"""Whose money earlier payments are: released ones from their entries; those still due are prepared anew."""

from django.db import migrations

from ipc.kernel import rowsecurity

RELEASED = """
INSERT INTO budgets_paymentshare (public_id, site_id, person_id, payment_id, funder, amount)
SELECT uuidv7(), payment.site_id, payment.person_id, payment.id, share.funder, share.amount
  FROM budgets_payment AS payment CROSS JOIN LATERAL (
      SELECT account.funder, sum(entry.amount) AS amount
        FROM budgets_entry AS entry JOIN budgets_account AS account ON account.id = entry.credit_id
       WHERE entry.posting_id = payment.posting_id GROUP BY account.funder
      UNION ALL
      SELECT 'Y', payment.contribution_amount WHERE payment.contribution_amount > 0
  ) AS share
 WHERE payment.status = 'released';
"""
DUE = """
UPDATE budgets_payment
   SET status = 'cancelled', cancelled_at = now(), 
       cancelled_because = 'Prepare it again: payments now say whose money it is.'
 WHERE status = 'due';
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0092_first_figures")]
    operations = [
        # The owner of the tables sees no row of them either.
        migrations.RunSQL(
            [f"SET LOCAL ROLE {rowsecurity.DEFINER};", RELEASED, DUE, "RESET ROLE;"], migrations.RunSQL.noop
        )
    ]
