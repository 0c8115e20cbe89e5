"""Introductions are seen by the person, their team and the navigators of the site."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

INTRODUCED = """
SELECT coalesce(array_agg(DISTINCT person_id), '{}') FROM peersupport_introduction
 WHERE site_id = ANY (app_sites()) AND status <> 'withdrawn'
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
            ],
            migrations.RunSQL.noop,
        ),
    ]
