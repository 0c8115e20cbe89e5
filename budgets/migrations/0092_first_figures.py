"""The figures as they stood, each with its source. Administrators add what comes after.

``[memory]`` marks a default that nobody has looked up yet: a site checks it before relying on it.
"""

import datetime as dt

from django.db import migrations

BEGAN = dt.date(2015, 4, 1)
FIGURES = [
    ("school_weeks", 39, "School terms of England: 195 days [memory]"),
    ("move_percent", 20, "A choice"),
    ("move_weekly", 50, "A choice"),
    ("notice_days", 28, "Reasonable notice: no number in the law; usual practice [memory]"),
    ("second_look_days", 20, "A choice"),
    ("low_weeks", 2, "A choice"),
    ("surplus_weeks", 8, "Councils' practice of four to eight weeks' money in the account"),
    ("no_spend_days", 56, "A choice"),
    ("overspend_percent", 10, "A choice"),
    ("underspend_percent", 30, "A choice"),
    ("residential_weeks", 4, "Care and Support (Direct Payments) Regulations 2014 [memory]"),
    ("minor_works", 1000, "Care and Support (Charging) Regulations 2014: under £1,000 each"),
    ("reablement_weeks", 6, "Care and Support (Charging) Regulations 2014: up to six weeks"),
]


def add(apps, schema_editor):
    rule = apps.get_model("budgets", "MoneyRule")
    rule.objects.using(schema_editor.connection.alias).bulk_create(
        rule(figure=figure, value=value, starts_on=BEGAN, source=source) for figure, value, source in FIGURES
    )


class Migration(migrations.Migration):
    dependencies = [("budgets", "0091_blended_walls")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
