"""A topic is read once something of it is published, and until it is taken down."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0006_versions_of_topics")]

    operations = [
        migrations.AddField(model_name="topic", name="is_shown", field=models.BooleanField(default=True)),
    ]
