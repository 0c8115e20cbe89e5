"""Plans are seen by the person, those they share with, and their team; agreements are only added."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

PLAN = ("careplan", "need", "goal", "action", "agreement", "review", "changerequest")
ABOUT = ("statement", "observation")
HISTORIES = ("statement", "observation", "careplan", "need", "goal", "action")

# A sealed plan holds the person's own words too: a family member must have been given both parts.
SEALED = f"""
CREATE POLICY careplans_planversion_both_parts ON careplans_planversion AS RESTRICTIVE TO {acting.PORTAL}
    USING (person_id = ANY ((SELECT app_granted_people('about_me'))::bigint[]));
"""


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
                rowsecurity.protect("careplans_planversion", section="plan"),
                SEALED,
                *(rowsecurity.protect(f"careplans_{name}", section="about_me") for name in ABOUT),
                *(rowsecurity.protect_history(f"careplans_{name}event") for name in HISTORIES),
                rowsecurity.only_added("careplans_agreement"),
                rowsecurity.only_added("careplans_planversion"),
                rowsecurity.only_added("careplans_changerequest"),
                rowsecurity.only_added("careplans_reviewrule"),
                rowsecurity.only_added("careplans_reviewpractice"),
            ],
            migrations.RunSQL.noop,
        ),
    ]
