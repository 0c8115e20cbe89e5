"""A funder's answer may be a yes in part; it keeps the lines that it answered about as they were."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("budgets", "0141_ledger_by_month")]
    operations = [
        migrations.AddField("signature", "is_part", models.BooleanField(default=False)),
        migrations.AddField("signature", "lines", models.JSONField(default=list)),
        migrations.AddConstraint(
            "signature",
            models.CheckConstraint(
                name="signature_whole_or_in_part", condition=Q(is_agreed=False) | Q(is_part=False)
            ),
        ),
    ]
