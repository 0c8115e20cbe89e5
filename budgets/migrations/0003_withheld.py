"""Records that few may open, and one's own, are kept from staff here too."""

from django.db import migrations

from ipc.kernel import rowsecurity

TABLES = (
    "indicativebudget",
    "indicativeshare",
    "budget",
    "budgetline",
    "lineshare",
    "signature",
    "account",
    "posting",
    "entry",
    "payment",
    "receipt",
    "spend",
)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0002_row_security"), ("people", "0004_second_wall")]
    operations = [
        migrations.RunSQL(
            [rowsecurity.withhold(f"budgets_{name}") for name in TABLES], migrations.RunSQL.noop
        )
    ]
