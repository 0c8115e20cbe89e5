"""How long answers take, who helps from outside, and where each site lies, as far as it is known.

``[memory]`` marks what nobody has looked up yet: a site checks it before relying on it.
"""

import datetime as dt

from django.db import migrations

BEGAN = dt.date(2015, 4, 1)
REGULATIONS = "SI 2009/309 (Complaints Regulations 2009)"
FIGURES = [
    ("message_days", 2, "A choice"),
    ("question_days", 5, "A choice"),
    ("concern_days", 10, "A choice"),
    ("acknowledge_days", 3, f"{REGULATIONS} reg 13 [memory]"),
    ("complaint_days", 25, f"A choice within {REGULATIONS} reg 14"),
    ("complaint_longest", 6, f"{REGULATIONS} reg 14 [memory]"),
    ("complaint_months", 12, f"{REGULATIONS} reg 12 [memory]"),
    ("wellbeing_from", 16, "ONS, personal wellbeing: asked from the age of 16"),
]
# kind, name, what, phone, website
HELP = [
    (
        "advocacy",
        "NHS complaints advocacy",
        "Free help to complain about health care. Your council can tell you who does it where you live.",
        "",
        "",
    ),
    (
        "watchdog",
        "Healthwatch",
        "Listens to what people say about health and care where you live.",
        "",
        "https://www.healthwatch.co.uk/",
    ),
    (
        "ombudsman",
        "Parliamentary and Health Service Ombudsman",
        "Looks again at a complaint about the NHS, after we have answered. It is free.",
        "",
        "https://www.ombudsman.org.uk/",
    ),
    (
        "ombudsman",
        "Local Government and Social Care Ombudsman",
        "Looks again at a complaint about the council or social care, after we have answered. It is free.",
        "",
        "https://www.lgo.org.uk/",
    ),
]


def write(apps, schema_editor):
    alias = schema_editor.connection.alias
    rule, help_ = apps.get_model("people", "PeopleRule"), apps.get_model("people", "IndependentHelp")
    rule.objects.using(alias).bulk_create(
        rule(figure=figure, value=value, starts_on=BEGAN, source=source) for figure, value, source in FIGURES
    )
    help_.objects.using(alias).bulk_create(
        help_(
            kind=kind, name=name, what=what, phone=phone, website=website, position=place, source="[memory]"
        )
        for place, (kind, name, what, phone, website) in enumerate(HELP)
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0085_walls_of_talking")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
