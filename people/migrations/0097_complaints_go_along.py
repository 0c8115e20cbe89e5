"""The steps of a complaint go along where two records of one person are put together, and so the complaint.

A job of the site may say whose record they are in. What was written stays as it was, for every role.
"""

from django.db import migrations

from ipc.kernel import acting


class Migration(migrations.Migration):
    dependencies = [("people", "0090_messages_go_along")]
    operations = [
        migrations.RunSQL(
            f"GRANT UPDATE (person_id) ON people_complaintstep TO {acting.JOB}", migrations.RunSQL.noop
        ),
    ]
