"""Whatever a site sets and however it is worked out: a first idea of the money is never below nothing."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("budgets", "0131_answers_line_by_line")]
    operations = [
        migrations.AddConstraint(
            "allocationband",
            models.CheckConstraint(name="allocationband_not_below_zero", condition=Q(weekly_amount__gte=0)),
        ),
        migrations.AddConstraint(
            "indicativebudget",
            models.CheckConstraint(
                name="indicativebudget_not_below_zero",
                condition=Q(weekly_low_amount__gte=0, one_off_amount__gte=0),
            ),
        ),
        migrations.AddConstraint(
            "indicativeshare",
            models.CheckConstraint(
                name="indicativeshare_not_below_zero",
                condition=Q(weekly_amount__gte=0, one_off_amount__gte=0),
            ),
        ),
    ]
