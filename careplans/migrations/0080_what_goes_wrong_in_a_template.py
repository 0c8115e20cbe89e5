"""An idea of what to do if things go wrong says what it is about."""

from django.db import migrations, models

KINDS = [
    ("sign", "The first signs that I am not well"),
    ("health", "My health gets worse"),
    ("carer", "Somebody who cares for me cannot"),
    ("worker", "Somebody who is paid does not come"),
    ("other", "Something else goes wrong"),
]


class Migration(migrations.Migration):
    dependencies = [("careplans", "0110_reviews")]
    operations = [
        migrations.AddField(
            "templateline",
            "contingency_kind",
            models.CharField(blank=True, choices=KINDS, max_length=7),
        ),
    ]
