"""The second wall around people: who is connected with whom, held by PostgreSQL."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

PEOPLE = (*rowsecurity.MONEY, acting.NAVIGATOR)

GRANTED = """
SELECT coalesce(array_agg(person_id), '{}') FROM (
    SELECT person_id FROM people_user WHERE id = app_user_id() AND is_active AND person_id IS NOT NULL
    UNION
    SELECT person_id FROM people_authority
     WHERE holder_id = app_user_id() AND section = ANY (sections) AND withdrawn_at IS NULL
       AND starts_on <= app_today() AND (ends_on IS NULL OR ends_on > app_today())
    UNION
    SELECT person_id FROM people_consent
     WHERE user_id = app_user_id() AND section = ANY (sections) AND withdrawn_at IS NULL
       AND (ends_on IS NULL OR ends_on > app_today())
) AS granted
"""

CASELOAD = """
SELECT coalesce(array_agg(person_id), '{}') FROM people_allocation
 WHERE worker_id = app_user_id() AND site_id = ANY (app_sites())
   AND starts_on <= app_today() AND (ends_on IS NULL OR ends_on > app_today())
   AND person_id IS DISTINCT FROM (SELECT person_id FROM people_user WHERE id = app_user_id())
"""

# An invitation is opened by whoever has its code, before anybody is signed in: its hash tells the site.
INVITED = """
SELECT site_id FROM people_invitation WHERE code_hash = hash
"""

# Those who were given something may see what they were given, whatever part of the record it is.
GIVEN = "".join(
    f"CREATE POLICY people_{table}_given ON people_{table} FOR SELECT TO {acting.PORTAL}"
    f" USING ({holder} = (SELECT app_user_id()));\n"
    for table, holder in (("consent", "user_id"), ("authority", "holder_id"))
)

NOBODY = "SELECT '{}'::bigint[]"


def tables():
    care, money = rowsecurity.CARE, rowsecurity.MONEY
    return [
        rowsecurity.protect("people_person", section="identity", readers=PEOPLE, person="id"),
        rowsecurity.protect("people_informationneeds", section="identity", readers=PEOPLE),
        rowsecurity.protect("people_relationship", section="identity", readers=care),
        rowsecurity.protect("people_allocation", section="identity", readers=money),
        rowsecurity.protect("people_consent", section="record", readers=(*care, acting.NAVIGATOR)),
        rowsecurity.protect("people_authority", section="record", readers=money),
        rowsecurity.protect("people_invitation", section="record", readers=care),
        *(
            rowsecurity.protect_history(f"people_{name}event")
            for name in ("person", "informationneeds", "relationship", "consent", "authority")
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunSQL(
            [
                rowsecurity.function("app_granted_people", "section text", "bigint[]", GRANTED),
                rowsecurity.function("app_caseload", "", "bigint[]", CASELOAD),
                # Given their bodies by the rooms above: peersupport and budgets.
                rowsecurity.function("app_introduced_people", "", "bigint[]", NOBODY),
                rowsecurity.function("app_held_people", "", "bigint[]", NOBODY),
                rowsecurity.function("app_invited_site", "hash text", "bigint", INVITED),
                *tables(),
                GIVEN,
            ],
            migrations.RunSQL.noop,
        ),
    ]
