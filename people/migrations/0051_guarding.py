"""Histories are kept from whom the record is kept from; the close never review; looks name the emergency."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

HISTORIES = (
    "informationneeds",
    "relationship",
    "consent",
    "authority",
    "legalbasis",
    "flag",
    "capacityassessment",
    "bestinterestsdecision",
    "childcircumstance",
    "restriction",
)

# Emergencies and conflicts are reviewed by managers even where the record is restricted, but never by those
# whom they are about or who are close to them.
NEVER_BY_THE_CLOSE = "".join(
    f"CREATE POLICY {table}_kept_from_the_close ON {table} AS RESTRICTIVE FOR SELECT TO {acting.MANAGER}"
    " USING (person_id <> ALL ((SELECT app_close_to())::bigint[]));\n"
    for table in ("people_emergencyopening", "people_conflict")
)

# Under which emergency opening somebody acts on a person, if under any: written into every event.
EMERGENCY_OF = """
SELECT public_id FROM people_emergencyopening
 WHERE user_id = app_user_id() AND person_id = person AND ends_at > now() AND closed_at IS NULL
 ORDER BY id DESC LIMIT 1
"""

# Until when a user has any record open in an emergency: known before anybody acts, with the user.
EMERGENCY_UNTIL = """
SELECT max(ends_at) FROM people_emergencyopening
 WHERE user_id = whose AND ends_at > now() AND closed_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0041_consent_and_its_reasons")]
    operations = [
        migrations.RunSQL(
            [
                rowsecurity.withhold("people_personevent", person="id", command="SELECT"),
                *(rowsecurity.withhold(f"people_{name}event", command="SELECT") for name in HISTORIES),
                NEVER_BY_THE_CLOSE,
                rowsecurity.function("app_emergency_of", "person bigint", "uuid", EMERGENCY_OF),
                rowsecurity.function("app_emergency_until", "whose bigint", "timestamptz", EMERGENCY_UNTIL),
            ],
            migrations.RunSQL.noop,
        ),
    ]
