"""What a message is filled with, when it left, and how somebody was told by hand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0012_surnames_by_name")]
    operations = [
        migrations.AddField("notice", "facts", models.JSONField(default=dict)),
        migrations.AddField("notice", "left_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "notice",
            "how_settled",
            models.CharField(
                blank=True,
                default="",
                choices=[("phone", "By telephone"), ("in_person", "In person"), ("posted", "By post")],
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField("notice", "settled_on", models.DateField(blank=True, null=True)),
    ]
