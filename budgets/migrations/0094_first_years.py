"""Budgets that were in use before years were kept get their first one: 52 weeks from their first day."""

from django.db import migrations

from ipc.kernel import rowsecurity

YEARS = """
INSERT INTO budgets_budgetyear
    (public_id, site_id, person_id, budget_id, number, starts_on, ends_on, posting_id, carried_in, given_back,
     opened_at)
SELECT uuidv7(), budget.site_id, budget.person_id, budget.id, 1, budget.starts_on, budget.starts_on + 363,
       (SELECT id FROM budgets_posting AS posting
         WHERE posting.budget_id = budget.id AND posting.kind = 'allocation' ORDER BY id LIMIT 1), 0, 0, now()
  FROM budgets_budget AS budget WHERE budget.status = 'active' AND budget.starts_on IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0093_shares_of_earlier_payments")]
    operations = [
        migrations.RunSQL(
            [f"SET LOCAL ROLE {rowsecurity.DEFINER};", YEARS, "RESET ROLE;"], migrations.RunSQL.noop
        )
    ]
