"""The figures and rights as they stood, each with its source. Administrators add what comes after.

``[memory]`` marks a default that nobody has looked up yet: a site checks it before relying on it.
"""

import datetime as dt

from django.db import migrations

BEGAN = dt.date(2015, 4, 1)
FIGURES = [
    ("signs_in_from", 13, "DAPB3051 §7.2: no sign-in before 13; a site may set a later age"),
    ("parent_reviewed_at", 13, "DAPB3051 §7.2: reviewed at 13 at the latest; a site may set an earlier age"),
    ("parent_until", 16, "DAPB3051 §7.2; NHS (Direct Payments) Regulations 2013 (SI 2013/1617) reg 2"),
    ("transition_from", 14, "SEND code of practice, year 9 [memory]"),
    ("sixteen_decides", 16, "Mental Capacity Act 2005 s2(5)"),
    ("adult_from", 18, "Care Act 2014: adults are 18 and over"),
    ("education_until", 25, "Children and Families Act 2014 [memory]"),
    ("told_before_days", 90, "DAPB3051 §7.3: told before the end date; the number of days is a choice"),
    ("invitation_days", 10, "A choice"),
    ("link_days", 30, "A choice"),
    ("ask_again_months", 12, "DAPB1605: needs are reviewed; the interval is a choice"),
    ("emergency_hours", 4, "A choice"),
    ("emergency_review_days", 2, "A choice"),
    ("emergencies_a_day", 3, "A choice"),
    ("answer_days", 30, "UK GDPR art 12(3): one month"),
]
# basis, right, from, until, source
RIGHTS = [
    ("chc", "ask", dt.date(2014, 4, 1), dt.date(2014, 10, 1), "SI 2012/2996 Part 6A"),
    ("chc", "have", dt.date(2014, 10, 1), None, "SI 2012/2996 reg 32B"),
    ("ccc", "ask", dt.date(2014, 4, 1), dt.date(2014, 10, 1), "SI 2012/2996 Part 6A"),
    ("ccc", "have", dt.date(2014, 10, 1), None, "SI 2012/2996 reg 32B"),
    ("s117", "may", BEGAN, dt.date(2019, 12, 2), "NHS (Direct Payments) Regulations 2013 (SI 2013/1617)"),
    ("s117", "have", dt.date(2019, 12, 2), None, "SI 2012/2996 reg 32B as amended from 2 December 2019"),
    ("wheelchair", "may", BEGAN, dt.date(2019, 12, 2), "NHS (Direct Payments) Regulations 2013"),
    (
        "wheelchair",
        "have",
        dt.date(2019, 12, 2),
        None,
        "SI 2012/2996 reg 32B as amended from 2 December 2019",
    ),
    ("care_act", "have", BEGAN, None, "Care Act 2014 ss25, 26"),
    ("children", "may", BEGAN, None, "Children Act 1989 s17A; SI 2009/1887"),
    ("ehc", "ask", dt.date(2014, 9, 1), None, "Children and Families Act 2014 s49"),
]
# name, words, years, until age, years after death, source
RETENTION = [
    ("adult", "Adult health and social care record", 8, None, None, "Records Management Code [memory]"),
    (
        "child",
        "Record of a child or young person",
        8,
        25,
        None,
        "Records Management Code: 25th birthday [memory]",
    ),
    ("mental_health", "Record of mental health care", 20, None, 10, "Records Management Code [memory]"),
    ("enquiry", "Referred, and nothing came of it", 2, None, None, "Council schedules [memory]"),
    ("money", "Money paid: six years and the year it is", 7, None, None, "Limitation Act 1980 [memory]"),
]


def write(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model("people", "PeopleRule").objects.using(alias).bulk_create(
        apps.get_model("people", "PeopleRule")(figure=figure, value=value, starts_on=BEGAN, source=source)
        for figure, value, source in FIGURES
    )
    apps.get_model("people", "RightRule").objects.using(alias).bulk_create(
        apps.get_model("people", "RightRule")(
            basis=basis, right=right, starts_on=starts_on, ends_on=ends_on, source=source
        )
        for basis, right, starts_on, ends_on, source in RIGHTS
    )
    apps.get_model("people", "RetentionRule").objects.using(alias).bulk_create(
        apps.get_model("people", "RetentionRule")(
            name=name,
            words=words,
            years=years,
            until_age=until_age,
            years_after_death=after_death,
            starts_on=BEGAN,
            source=source,
        )
        for name, words, years, until_age, after_death, source in RETENTION
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_second_wall")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
