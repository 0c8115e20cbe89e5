"""Plans are seen by the person, those they share with, and their team; agreements are only added."""

from django.db import migrations

from ipc.kernel import rowsecurity

PLAN = ("careplan", "need", "goal", "action", "agreement", "planversion", "review")
ABOUT = ("statement", "observation")
HISTORIES = ("statement", "observation", "careplan", "need", "goal", "action")


class Migration(migrations.Migration):
    dependencies = [("careplans", "0001_initial"), ("people", "0002_row_security")]
    operations = [
        migrations.RunSQL(
            [
                # Those who sign for or hold the money read what it is for.
                *(
                    rowsecurity.protect(f"careplans_{name}", section="plan", readers=rowsecurity.MONEY)
                    for name in PLAN
                ),
                *(rowsecurity.protect(f"careplans_{name}", section="about_me") for name in ABOUT),
                *(rowsecurity.protect_history(f"careplans_{name}event") for name in HISTORIES),
                rowsecurity.only_added("careplans_agreement"),
                rowsecurity.only_added("careplans_planversion"),
            ],
            migrations.RunSQL.noop,
        ),
    ]
