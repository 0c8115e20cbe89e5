"""The surnames of those who are here already, so that a misspelt one is found."""

from django.db import migrations

LEARN = """
INSERT INTO people_surname (key, trigrams)
SELECT key, ARRAY(SELECT DISTINCT substr('  ' || word || ' ', place, 3)
                    FROM regexp_split_to_table(key, ' +') AS word,
                         LATERAL generate_series(1, length(word) + 1) AS place
                   WHERE word <> '' ORDER BY 1)
  FROM (SELECT DISTINCT surname_key AS key FROM people_person) AS known
 WHERE key <> ''
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_first_rules")]
    operations = [migrations.RunSQL(LEARN, migrations.RunSQL.noop)]
