"""What people say of an entry, for everybody: how many, how many liked it, and words that are shown.

Strangers read no row of anybody. The function tells counts and the words that the person and a manager let
everybody read, and never whose they are.
"""

from django.db import migrations

from ipc.kernel import rowsecurity

SAID = """
SELECT count(said.score), count(said.score) FILTER (WHERE said.score >= 4),
       coalesce(array_agg(said.words::text ORDER BY said.id DESC) FILTER (WHERE said.is_shown), '{}')
  FROM peersupport_feedback AS said
  JOIN peersupport_introduction AS introduction ON introduction.id = said.introduction_id
 WHERE introduction.service_id = entry AND said.side = 'person'
"""


class Migration(migrations.Migration):
    dependencies = [("peersupport", "0041_who_ended_a_feed")]
    operations = [
        migrations.RunSQL(
            rowsecurity.function(
                "app_said_of", "entry bigint", "TABLE (told bigint, liked bigint, shown text[])", SAID
            ),
            migrations.RunSQL.noop,
        )
    ]
