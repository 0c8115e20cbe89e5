"""When an entry happens has rows of its own: what stood in the entry moves there."""

from django.db import migrations

from ipc.kernel.migrating import Together


class Migration(migrations.Migration):
    dependencies = [("peersupport", "0010_peers_and_places")]
    operations = [
        migrations.RunSQL(
            """
            INSERT INTO peersupport_schedule (service_id, frequency, every, weekday, opens_at, closes_at)
            SELECT id, 'WEEKLY', 1, weekday, opens_at, closes_at FROM peersupport_service
             WHERE weekday <> '' OR opens_at IS NOT NULL
            """,
            migrations.RunSQL.noop,
        ),
        Together(
            [
                migrations.RemoveConstraint(
                    model_name="service",
                    name="service_closes_after_it_opens",
                ),
                migrations.RemoveField(
                    model_name="service",
                    name="closes_at",
                ),
                migrations.RemoveField(
                    model_name="service",
                    name="opens_at",
                ),
                migrations.RemoveField(
                    model_name="service",
                    name="weekday",
                ),
            ]
        ),
    ]
