"""What colleagues noted about money that may be misused is not told to family before it is looked into."""

from django.db import migrations

from ipc.kernel import acting

SUSPICION = f"""
CREATE POLICY careplans_reviewtrigger_suspicion ON careplans_reviewtrigger AS RESTRICTIVE
    TO {acting.PORTAL} USING (kind <> 'misuse');
"""


class Migration(migrations.Migration):
    dependencies = [("careplans", "0081_first_templates")]
    operations = [migrations.RunSQL(SUSPICION, migrations.RunSQL.noop)]
