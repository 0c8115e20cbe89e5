"""Records that few may open, and one's own, are kept from staff here too."""

from django.db import migrations

from ipc.kernel import rowsecurity


class Migration(migrations.Migration):
    dependencies = [("peersupport", "0002_row_security"), ("people", "0004_second_wall")]
    operations = [migrations.RunSQL(rowsecurity.withhold("peersupport_introduction"), migrations.RunSQL.noop)]
