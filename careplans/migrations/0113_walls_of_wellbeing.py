"""The walls of what a person says about how they are: theirs and the care team's, nobody else's."""

from django.db import migrations

from ipc.kernel import rowsecurity

TABLES = ("wellbeingcheck", "ownstatement", "howtruenow", "licensedscore")


class Migration(migrations.Migration):
    dependencies = [("careplans", "0112_wellbeing"), ("people", "0085_walls_of_talking")]
    operations = [
        migrations.RunSQL(
            [
                rowsecurity.protect(f"careplans_{name}", section=rowsecurity.OWN)
                + rowsecurity.withhold(f"careplans_{name}")
                for name in TABLES
            ],
            migrations.RunSQL.noop,
        ),
    ]
