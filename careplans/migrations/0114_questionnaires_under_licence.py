"""The questionnaires the programme names, by name and scale alone. None is in use before there is a licence.

Source: evaluation of Integrated Personal Commissioning (POET, PAM), of personal health budgets (ASCOT).
"""

from django.db import migrations

# slug, name, what, lowest, highest, whose licence
TOOLS = [
    (
        "pam",
        "Patient Activation Measure (PAM)",
        "How sure somebody is that they can look after their own health: a score, and one of four levels.",
        0,
        100,
        "Insignia Health. Its questions are not kept here. Note the number of your licence.",
    ),
    (
        "poet",
        "Personal Outcomes Evaluation Tool (POET)",
        "What a personal budget changed, as the person or a carer says. Note one result, from 0 to 100.",
        0,
        100,
        "In Control and Lancaster University. Its questions are not kept here. Note your reference.",
    ),
    (
        "ascot",
        "Adult Social Care Outcomes Toolkit (ASCOT)",
        "How good life is with care and support, in eight parts of it. 1 is as somebody wants it.",
        "-0.17",
        1,
        "University of Kent. Its questions are not kept here. Note the number of your registration.",
    ),
]


def name_them(apps, schema_editor):
    tool = apps.get_model("careplans", "LicensedTool")
    for slug, name, what, lowest, highest, licence in TOOLS:
        tool.objects.using(schema_editor.connection.alias).create(
            slug=slug, name=name, what=what, lowest=lowest, highest=highest, licence=licence
        )


class Migration(migrations.Migration):
    dependencies = [("careplans", "0113_walls_of_wellbeing")]
    operations = [migrations.RunPython(name_them, migrations.RunPython.noop)]
