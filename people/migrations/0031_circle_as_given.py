"""The second wall round the circle: what those it is shared with see of it; only its person writes."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

# What a person gave of their own accord, and not what somebody holds by right.
AGREED = """
SELECT coalesce(array_agg(person_id), '{}') FROM (
    SELECT person_id FROM people_consent
     WHERE user_id = app_user_id() AND section = ANY (sections) AND withdrawn_at IS NULL
       AND (ends_on IS NULL OR ends_on > app_today())
    UNION
    SELECT person_id FROM people_sharelink
     WHERE id = app_share_link_id() AND section = ANY (sections) AND withdrawn_at IS NULL
       AND expires_at > now()
) AS agreed
"""

OWN = "person_id = ANY ((SELECT app_granted_people('own'))::bigint[])"
# Who must not be contacted and who has left is the person's own affair; so is the other parent.
GIVEN = """
person_id = ANY ((SELECT app_granted_people('about_me'))::bigint[])
AND may_be_contacted AND ended_at IS NULL
AND (kind <> 'parent' OR user_id = (SELECT app_user_id())
     OR person_id = ANY ((SELECT app_agreed_people('about_me'))::bigint[]))
"""
CIRCLE = f"""
ALTER POLICY people_relationship_{acting.PORTAL} ON people_relationship USING ({OWN}) WITH CHECK ({OWN});
CREATE POLICY people_relationship_given ON people_relationship FOR SELECT TO {acting.PORTAL}
    USING ({GIVEN});
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0021_telling")]
    operations = [
        migrations.RunSQL(
            [rowsecurity.function("app_agreed_people", "section text", "bigint[]", AGREED), CIRCLE],
            migrations.RunSQL.noop,
        ),
    ]
