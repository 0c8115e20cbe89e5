"""Records that few may open, and one's own, are kept from staff here too."""

from django.db import migrations

from ipc.kernel import rowsecurity

TABLES = (
    "careplan",
    "need",
    "goal",
    "action",
    "agreement",
    "review",
    "changerequest",
    "planversion",
    "statement",
    "observation",
)


class Migration(migrations.Migration):
    dependencies = [("careplans", "0003_review_rules"), ("people", "0004_second_wall")]
    operations = [
        migrations.RunSQL(
            [rowsecurity.withhold(f"careplans_{name}") for name in TABLES], migrations.RunSQL.noop
        )
    ]
