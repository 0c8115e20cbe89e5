"""Navigators open a restricted record only where they are named, as managers and finance do."""

from django.db import migrations

from ipc.kernel import rowsecurity

# As in 0012, without those whose record is kept from whoever asks.
INTRODUCED = """
SELECT coalesce(array_agg(DISTINCT asked.person_id), '{}')
  FROM (
        SELECT person_id, site_id, consent_id FROM peersupport_introduction
         WHERE status IN ('asked', 'received', 'trying', 'waiting', 'accepted', 'matched', 'active', 'paused')
        UNION ALL
        SELECT person_id, site_id, consent_id FROM peersupport_callrequest WHERE status IN ('asked', 'taken')
       ) AS asked
  JOIN people_consent AS consent ON consent.id = asked.consent_id
 WHERE asked.site_id = ANY (app_sites())
   AND 'identity' = ANY (consent.sections) AND consent.withdrawn_at IS NULL
   AND (consent.ends_on IS NULL OR consent.ends_on > app_today())
   AND asked.person_id <> ALL (app_withheld())
"""


class Migration(migrations.Migration):
    dependencies = [("peersupport", "0040_reading_a_feed")]
    operations = [
        migrations.RunSQL(
            [rowsecurity.function("app_introduced_people", "", "bigint[]", INTRODUCED)],
            migrations.RunSQL.noop,
        ),
    ]
