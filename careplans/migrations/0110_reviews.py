"""What reviews need besides: where a clock began, the law's questions, who asked for a change and how."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models

HOW = [("online", "Online"), ("in_person", "In person"), ("phone", "By telephone"), ("paper", "On paper")]
WISHES = [("change", "A change in the plan"), ("review", "A review: to look at it all again")]


def education_after_a_year(apps, schema_editor):
    """Count the second review of an education direct payment from its start (domain.md E-09)."""
    rules = apps.get_model("careplans", "ReviewRule").objects.using(schema_editor.connection.alias)
    rules.filter(stream="education", effective_from=dt.date(2014, 9, 1)).update(second_months=12)


class Migration(migrations.Migration):
    dependencies = [("careplans", "0053_one_plan_walls")]
    operations = [
        migrations.AddField("changerequest", "how", models.CharField(blank=True, choices=HOW, max_length=10)),
        migrations.AddField("changerequest", "who", models.CharField(blank=True, max_length=120)),
        migrations.AddField(
            "changerequest",
            "wish",
            models.CharField(choices=WISHES, default="change", max_length=6),
        ),
        migrations.AddField("review", "started_on", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "reviewmeeting", "is_money_as_agreed", models.BooleanField(blank=True, null=True)
        ),
        migrations.AddField("reviewmeeting", "is_money_enough", models.BooleanField(blank=True, null=True)),
        migrations.AddField("reviewpractice", "together_days", models.PositiveSmallIntegerField(default=42)),
        migrations.AddField(
            "reviewrule",
            "second_months",
            models.PositiveSmallIntegerField(
                blank=True,
                help_text=(
                    "Calendar months from the start to the second review, where the law counts it so."
                ),
                null=True,
                validators=[MinValueValidator(1), MaxValueValidator(60)],
            ),
        ),
        migrations.RunPython(education_after_a_year, migrations.RunPython.noop),
    ]
