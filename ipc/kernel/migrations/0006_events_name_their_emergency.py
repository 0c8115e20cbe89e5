"""Every event done under an emergency opening names it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_looks_are_the_persons"), ("people", "0051_guarding")]
    operations = [migrations.AddField("event", "emergency_id", models.UUIDField(null=True))]
