"""Messages and their receipts go along where two records of one person are put together.

A job of the site may say whose record they are in. What was written stays as it was sent, for every role.
"""

from django.db import migrations

from ipc.kernel import acting

TABLES = ("people_message", "people_messageread")


class Migration(migrations.Migration):
    dependencies = [("people", "0096_complaints_stay_with_managers")]
    operations = [
        migrations.RunSQL(
            [f"GRANT UPDATE (person_id) ON {table} TO {acting.JOB}" for table in TABLES],
            migrations.RunSQL.noop,
        ),
    ]
