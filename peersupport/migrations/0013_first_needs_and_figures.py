"""What entries help with, the figures as they stood, and the checks that activities ask for.

``[memory]`` marks a default that nobody has looked up yet: a site checks it before relying on it.
"""

import datetime as dt

from django.db import migrations

BEGAN = dt.date(2015, 4, 1)
NEEDS = [
    ("company", "Company and friends", "Meet people", "Somebody to talk to, and things to do together."),
    (
        "carers",
        "Looking after somebody",
        "You look after somebody",
        "Support for carers, and breaks for them.",
    ),
    (
        "parents",
        "Bringing up a disabled child",
        "You have a disabled child",
        "Support for parents and families.",
    ),
    (
        "mind",
        "Feeling low or anxious",
        "You feel sad or worried",
        "Help with how you feel, and with getting better.",
    ),
    ("memory", "Memory and dementia", "Remembering things", "Support with memory, for both of you."),
    ("breathing", "Breathing and lungs", "Breathing", "Living with COPD, asthma and other lung conditions."),
    (
        "conditions",
        "Living with a long-term condition",
        "You are ill for a long time",
        "Managing your health day by day.",
    ),
    (
        "moving",
        "Moving and exercise",
        "Moving about",
        "Keeping active, sitting or standing, at your own pace.",
    ),
    ("autism", "Autism", "Autism", "With and for autistic people of every age."),
    (
        "learning",
        "Learning disability",
        "Learning disability",
        "With and for people with a learning disability.",
    ),
    (
        "play",
        "Children and play",
        "Children and play",
        "Play, clubs and days out for children and young people.",
    ),
    (
        "work",
        "Learning and work",
        "Learning and jobs",
        "Courses, volunteering, and help to find and keep work.",
    ),
    ("money", "Money and benefits", "Money", "Advice on benefits, bills and debt."),
    ("home", "Home and equipment", "Your home", "Repairs, equipment, and help to stay at home."),
    ("food", "Food and cooking", "Food", "Lunch clubs, meals, cooking and food banks."),
    ("travel", "Getting about", "Getting about", "Community transport, and somebody to go with you."),
    ("music", "Music, arts and making", "Music and art", "Singing, painting, crafts and theatre."),
    ("outdoors", "Gardens and nature", "Being outside", "Gardening, walking, and being outdoors."),
    ("grief", "When somebody has died", "When somebody has died", "Company and talking after a loss."),
    ("drink", "Drink and drugs", "Drink and drugs", "Help to drink less or to stop using drugs."),
    ("voice", "Speaking up", "Speaking up", "Advocacy, rights, and having a say."),
]
FIGURES = [
    ("fade_months", 6, "A choice: asked again every six months"),
    ("leave_months", 9, "A choice: three months after it was asked again"),
    ("link_days", 30, "A choice"),
    ("most_people", 5, "A choice"),
    ("supervision_weeks", 6, "Usual practice of befriending schemes [memory]"),
    ("dbs_years", 3, "Usual practice: the law sets no date [memory]"),
    ("dbs_detail_months", 6, "DBS code of practice: no longer than six months [memory]"),
    ("policy_years", 2, "A choice"),
    ("answer_days", 10, "A choice"),
    ("tries", 3, "A choice"),
    ("call_days", 3, "A choice"),
    ("least_told", 5, "A choice: figures about fewer are not shown"),
]
REGULATED = "Safeguarding Vulnerable Groups Act 2006, regulated activity [memory]"
ACTIVITIES = [
    ("talking", "basic", False, "A choice"),
    ("group", "basic", False, "A choice"),
    ("meeting", "enhanced", False, "Police Act 1997 (Criminal Records) Regulations [memory]"),
    ("personal_care", "barred_adults", True, REGULATED),
    ("money", "barred_adults", True, REGULATED),
    ("transport", "barred_adults", True, REGULATED),
    ("children", "barred_children", True, REGULATED),
]


def add(apps, schema_editor):
    using = schema_editor.connection.alias
    need = apps.get_model("peersupport", "Need")
    need.objects.using(using).bulk_create(
        need(code=code, name=name, easy_name=easy, description=description, order=order)
        for order, (code, name, easy, description) in enumerate(NEEDS)
    )
    rule = apps.get_model("peersupport", "SupportRule")
    rule.objects.using(using).bulk_create(
        rule(figure=figure, value=value, starts_on=BEGAN, source=source) for figure, value, source in FIGURES
    )
    activity = apps.get_model("peersupport", "ActivityRule")
    activity.objects.using(using).bulk_create(
        activity(activity=code, level=level, is_regulated=regulated, starts_on=BEGAN, source=source)
        for code, level, regulated, source in ACTIVITIES
    )


class Migration(migrations.Migration):
    dependencies = [("peersupport", "0012_walls_of_peers")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
