"""Introductions are seen by the person, their team and the navigators of the site.

A navigator knows somebody only while an introduction is open and what was shared for it is still shared,
and of their consents only those given for introductions.
"""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

INTRODUCED = """
SELECT coalesce(array_agg(DISTINCT introduction.person_id), '{}')
  FROM peersupport_introduction AS introduction
  JOIN people_consent AS consent ON consent.id = introduction.consent_id
 WHERE introduction.site_id = ANY (app_sites()) AND introduction.status IN ('asked', 'accepted')
   AND 'identity' = ANY (consent.sections) AND consent.withdrawn_at IS NULL
   AND (consent.ends_on IS NULL OR consent.ends_on > app_today())
"""
ORGANISATION_OF_THE_SAME_SITE = """
CREATE UNIQUE INDEX organisation_key_with_site ON people_organisation (site_id, id);
ALTER TABLE peersupport_service ADD CONSTRAINT peersupport_service_same_site
FOREIGN KEY (site_id, organisation_id) REFERENCES people_organisation (site_id, id)
DEFERRABLE INITIALLY DEFERRED;
"""
# Whoever was given the person's support reads with each wish whether what was shared for it still is.
TOLD_WITH_SUPPORT = f"""
CREATE POLICY people_consent_for_support ON people_consent FOR SELECT TO {acting.PORTAL}
USING (purpose = 'introduction' AND person_id = ANY ((SELECT app_granted_people('support'))::bigint[]));
"""
ONLY_FOR_INTRODUCTIONS = f"""
ALTER POLICY people_consent_{acting.NAVIGATOR} ON people_consent
USING (purpose = 'introduction' AND person_id = ANY ((SELECT app_introduced_people())::bigint[]));
"""


class Migration(migrations.Migration):
    dependencies = [("peersupport", "0001_initial"), ("people", "0002_row_security")]
    operations = [
        migrations.RunSQL(
            [
                rowsecurity.function("app_introduced_people", "", "bigint[]", INTRODUCED),
                rowsecurity.protect(
                    "peersupport_introduction",
                    section="support",
                    readers=(*rowsecurity.CARE, acting.NAVIGATOR),
                ),
                ONLY_FOR_INTRODUCTIONS,
                TOLD_WITH_SUPPORT,
                ORGANISATION_OF_THE_SAME_SITE,
            ],
            migrations.RunSQL.noop,
        ),
    ]
