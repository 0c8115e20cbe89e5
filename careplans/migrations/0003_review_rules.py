"""The months that the laws give for reviews, as they stood when the programme began."""

import datetime as dt

from django.db import migrations

RULES = [
    # stream, first, later, from, source
    ("plan", 12, 12, dt.date(2015, 4, 1), "Care Act 2014 s27; statutory guidance: within 12 months"),
    (
        "council",
        6,
        12,
        dt.date(2015, 4, 1),
        "Care and Support (Direct Payments) Regulations 2014 (SI 2014/2871) reg 7",
    ),
    (
        "nhs",
        3,
        12,
        dt.date(2013, 8, 1),
        "National Health Service (Direct Payments) Regulations 2013 (SI 2013/1617) reg 14",
    ),
    (
        "education",
        3,
        12,
        dt.date(2014, 9, 1),
        "Special Educational Needs (Personal Budgets) Regulations 2014 (SI 2014/1652) reg 11",
    ),
]
PRACTICE = {
    "remind_days": 28,
    "answer_days": 14,
    "effective_from": dt.date(2015, 4, 1),
    "source": "The programme's own, until a site sets another",
}


def fill(apps, schema_editor):
    rule = apps.get_model("careplans", "ReviewRule")
    for stream, first, later, day, source in RULES:
        rule.objects.using(schema_editor.connection.alias).create(
            stream=stream, first_months=first, later_months=later, effective_from=day, source=source
        )
    practice = apps.get_model("careplans", "ReviewPractice")
    practice.objects.using(schema_editor.connection.alias).create(site=None, **PRACTICE)


class Migration(migrations.Migration):
    dependencies = [("careplans", "0002_row_security")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
