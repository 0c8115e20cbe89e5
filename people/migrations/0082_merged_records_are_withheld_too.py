"""What is kept in a record that somebody must not open is of the same person, and kept from them as well."""

from django.db import migrations

from ipc.kernel import rowsecurity

# As in 0004, and every record that was put together with one of these.
CLOSE_TO = """
WITH close AS (
    SELECT person_id FROM people_user WHERE id = app_user_id() AND person_id IS NOT NULL
    UNION
    SELECT person_id FROM people_conflict WHERE user_id = app_user_id() AND ended_at IS NULL
)
SELECT coalesce(array_agg(id), '{}') FROM (
    SELECT person_id AS id FROM close
    UNION
    SELECT id FROM people_person WHERE merged_into_id IN (SELECT person_id FROM close)
) AS people
"""
WITHHELD = """
WITH kept AS (
    SELECT restriction.person_id FROM people_restriction AS restriction
     WHERE restriction.site_id = ANY (app_sites()) AND restriction.lifted_at IS NULL
       AND NOT EXISTS (SELECT FROM people_restrictionreader AS reader
                        WHERE reader.restriction_id = restriction.id AND reader.user_id = app_user_id())
       AND NOT EXISTS (SELECT FROM people_emergencyopening AS opening
                        WHERE opening.person_id = restriction.person_id AND opening.user_id = app_user_id()
                          AND opening.ends_at > now() AND opening.closed_at IS NULL)
)
SELECT coalesce(array_agg(id), '{}') FROM (
    SELECT unnest(app_close_to()) AS id
    UNION
    SELECT person_id FROM kept
    UNION
    SELECT id FROM people_person WHERE merged_into_id IN (SELECT person_id FROM kept)
) AS people
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0081_helpers_stay_and_offers_close")]
    operations = [
        migrations.RunSQL(
            [
                rowsecurity.function("app_close_to", "", "bigint[]", CLOSE_TO),
                rowsecurity.function("app_withheld", "", "bigint[]", WITHHELD),
            ],
            migrations.RunSQL.noop,
        ),
    ]
