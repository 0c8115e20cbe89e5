"""What was changed in a record is kept from whom the record is kept from."""

from django.db import migrations

from ipc.kernel import rowsecurity

HISTORIES = ("statement", "observation", "careplan", "need", "goal", "action")


class Migration(migrations.Migration):
    dependencies = [("careplans", "0004_withheld"), ("people", "0004_second_wall")]
    operations = [
        migrations.RunSQL(
            [rowsecurity.withhold(f"careplans_{name}event", command="SELECT") for name in HISTORIES],
            migrations.RunSQL.noop,
        )
    ]
