"""What was changed in a record is kept from whom the record is kept from."""

from django.db import migrations

from ipc.kernel import rowsecurity

HISTORIES = ("budget", "budgetline")


class Migration(migrations.Migration):
    dependencies = [("budgets", "0003_withheld"), ("people", "0004_second_wall")]
    operations = [
        migrations.RunSQL(
            [rowsecurity.withhold(f"budgets_{name}event", command="SELECT") for name in HISTORIES],
            migrations.RunSQL.noop,
        )
    ]
