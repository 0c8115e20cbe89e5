"""The index of surnames holds the whole name, so that finding reads nothing else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0011_learn_surnames")]
    operations = [
        migrations.RemoveIndex("person", "person_in_site_by_surname"),
        migrations.AddIndex(
            "person",
            models.Index(fields=["site", "surname_key", "sort_name", "id"], name="person_in_site_by_surname"),
        ),
    ]
