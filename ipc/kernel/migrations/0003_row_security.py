"""The audit can only be added to, and only in one's own name."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

MINE = "actor_id IS NOT DISTINCT FROM app_user_id()"
ADDED_BY = "".join(
    f"CREATE POLICY kernel_event_{role}_adds ON kernel_event FOR INSERT TO {role} WITH CHECK ({check});\n"
    for role in acting.DATABASE_ROLES
    for check in ["true" if role == acting.JOB else MINE]
)
SEEN_BY = f"""
CREATE POLICY kernel_event_portal_sees ON kernel_event FOR SELECT TO {acting.PORTAL}
    USING (person_id = ANY ((SELECT app_granted_people('identity'))::bigint[]));
CREATE POLICY kernel_event_coordinator_sees ON kernel_event FOR SELECT TO {acting.COORDINATOR}
    USING (person_id = ANY ((SELECT app_caseload())::bigint[]));
CREATE POLICY kernel_event_manager_sees ON kernel_event FOR SELECT TO {acting.MANAGER}
    USING (site_id = ANY ((SELECT app_sites())::bigint[]));
CREATE POLICY kernel_event_job_sees ON kernel_event FOR SELECT TO {acting.JOB}
    USING (site_id = ANY ((SELECT app_sites())::bigint[]));
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_audit"), ("people", "0002_row_security")]
    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE kernel_event ENABLE ROW LEVEL SECURITY;"
                "ALTER TABLE kernel_event FORCE ROW LEVEL SECURITY;",
                ADDED_BY,
                SEEN_BY,
                rowsecurity.only_added("kernel_event"),
            ],
            migrations.RunSQL.noop,
        ),
    ]
