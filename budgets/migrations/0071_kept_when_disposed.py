"""When a record is deleted, the ledger stays: its amounts, and of the budget and plan what they hang on."""

from django.db import migrations

from ipc.kernel import rowsecurity

KEPT = """
SELECT ARRAY['budgets_account', 'budgets_posting', 'budgets_entry', 'budgets_budget', 'careplans_careplan']
"""
EMPTIED = """
BEGIN
    DELETE FROM budgets_budget AS budget WHERE budget.person_id = ANY (people)
       AND NOT EXISTS (SELECT FROM budgets_account WHERE budget_id = budget.id);
    DELETE FROM careplans_careplan AS plan WHERE plan.person_id = ANY (people)
       AND NOT EXISTS (SELECT FROM budgets_budget WHERE plan_id = plan.id);
    UPDATE budgets_budget SET status = 'ended', indicative_id = NULL WHERE person_id = ANY (people);
    PERFORM app_blank('budgets_budget', 'person_id', people, ARRAY['status', 'payment_basis']);
    UPDATE careplans_careplan SET status = 'ended', review_due_on = NULL WHERE person_id = ANY (people);
    PERFORM app_blank('careplans_careplan', 'person_id', people, ARRAY['status']);
END
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0051_histories_withheld"), ("people", "0071_disposing")]
    operations = [
        migrations.RunSQL(
            [
                rowsecurity.function("app_kept_when_disposed", "", "text[]", KEPT),
                rowsecurity.function(
                    "app_empty_what_is_kept",
                    "people bigint[]",
                    "void",
                    EMPTIED,
                    language="plpgsql",
                    volatility="VOLATILE",
                ),
                f"REVOKE ALL ON FUNCTION app_empty_what_is_kept(bigint[]) FROM {rowsecurity.EVERYONE};",
            ],
            migrations.RunSQL.noop,
        ),
    ]
