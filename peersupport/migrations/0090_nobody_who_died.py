"""Navigators no longer open the record of somebody who has died: the care team closes what was open."""

from django.db import migrations

from ipc.kernel import rowsecurity

# As in 0080, without those who died.
INTRODUCED = """
SELECT coalesce(array_agg(DISTINCT asked.person_id), '{}')
  FROM (
        SELECT person_id, site_id, consent_id FROM peersupport_introduction
         WHERE status IN ('asked', 'received', 'trying', 'waiting', 'accepted', 'matched', 'active', 'paused')
        UNION ALL
        SELECT person_id, site_id, consent_id FROM peersupport_callrequest WHERE status IN ('asked', 'taken')
       ) AS asked
  JOIN people_consent AS consent ON consent.id = asked.consent_id
  JOIN people_person AS person ON person.id = asked.person_id
 WHERE asked.site_id = ANY (app_sites()) AND person.status <> 'died'
   AND 'identity' = ANY (consent.sections) AND consent.withdrawn_at IS NULL
   AND (consent.ends_on IS NULL OR consent.ends_on > app_today())
   AND asked.person_id <> ALL (app_withheld())
"""


class Migration(migrations.Migration):
    dependencies = [("peersupport", "0061_who_ended_an_introduction")]
    operations = [
        migrations.RunSQL(
            [rowsecurity.function("app_introduced_people", "", "bigint[]", INTRODUCED)],
            migrations.RunSQL.noop,
        ),
    ]
