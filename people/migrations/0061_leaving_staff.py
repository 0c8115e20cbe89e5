"""The last day of a colleague, and cover that is called off before it began."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("people", "0051_guarding")]
    operations = [
        migrations.AddField("user", "leaves_on", models.DateField(blank=True, null=True)),
        migrations.RemoveConstraint("cover", "cover_ends_after_it_starts"),
        migrations.AddConstraint(
            "cover",
            models.CheckConstraint(
                name="cover_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ),
    ]
