"""Who looked is the person's own to read; a family member reads what was done, as far as they were given."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

SEEN_BY = f"""
ALTER POLICY kernel_event_portal_sees ON kernel_event
    USING (NOT is_read AND person_id = ANY ((SELECT app_granted_people('identity'))::bigint[]));
CREATE POLICY kernel_event_portal_sees_looks ON kernel_event FOR SELECT TO {acting.PORTAL}
    USING (person_id = ANY ((SELECT app_granted_people('record'))::bigint[]));
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_cache"), ("people", "0004_second_wall")]
    operations = [
        migrations.RunSQL(SEEN_BY, migrations.RunSQL.noop),
        migrations.RunSQL(rowsecurity.withhold("kernel_event"), migrations.RunSQL.noop),
    ]
