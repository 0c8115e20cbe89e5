"""Who may see what is new in a plan; and what a person keeps from somebody stays kept at the second wall."""

import datetime as dt

from django.db import migrations

from ipc.kernel import acting, rowsecurity

ABOUT = ("media",)
PLAN = (
    "agreementpaper",
    "answer",
    "contingency",
    "criterioncheck",
    "participant",
    "progress",
    "proposal",
    "reviewmeeting",
    "reviewtrigger",
    "risk",
    "weekslot",
)
HISTORIES = ("contingency", "participant", "proposal", "risk", "weekslot")
ADDED = ("agreementpaper", "answer", "criterioncheck", "progress", "reviewmeeting", "reviewtrigger")
ME = rowsecurity.setting("app.user_id", "bigint")

# A need takes its goals and actions along.
KEPT_LINES = f"""
WITH kept AS (SELECT line_id FROM careplans_keptfrom WHERE reader_id = {ME} AND lifted_at IS NULL),
     goals AS (SELECT goal.id, goal.public_id FROM careplans_goal AS goal
                 JOIN careplans_need AS need ON need.id = goal.need_id
                WHERE need.public_id IN (SELECT line_id FROM kept))
SELECT coalesce(array_agg(line_id), '{{}}') FROM (
    SELECT line_id FROM kept
    UNION ALL SELECT public_id FROM goals
    UNION ALL SELECT public_id FROM careplans_action WHERE goal_id IN (SELECT id FROM goals)
) AS lines
"""
KEEPING = f"""
SELECT coalesce(array_agg(DISTINCT person_id), '{{}}') FROM careplans_keptfrom
 WHERE reader_id = {ME} AND lifted_at IS NULL
"""
LINES = "ALL ((SELECT app_kept_lines())::uuid[])"


def kept(table, condition):
    """Return the SQL that takes rows of ``table`` away from a reader from whom they are kept."""
    return (
        f"CREATE POLICY careplans_{table}_kept ON careplans_{table} AS RESTRICTIVE TO {acting.PORTAL}"
        f" USING ({condition});"
    )


def beside(column, table):
    """Return the condition that the row ``column`` points to may be seen."""
    return f"({column} IS NULL OR EXISTS (SELECT FROM careplans_{table} AS one WHERE one.id = {column}))"


KEPT = [
    *(kept(table, f"public_id <> {LINES}") for table in ("need", "goal", "action", "contingency", "risk")),
    kept("statement", f"public_id <> {LINES}"),
    kept(
        "proposal", f"(line_id IS NULL OR line_id <> {LINES}) AND (under_id IS NULL OR under_id <> {LINES})"
    ),
    kept("answer", f"(line_id IS NULL OR line_id <> {LINES}) AND {beside('proposal_id', 'proposal')}"),
    kept("weekslot", beside("action_id", "action")),
    kept("progress", f"{beside('goal_id', 'goal')} AND {beside('action_id', 'action')}"),
    kept("media", beside("statement_id", "statement")),
    *(
        kept(table, "person_id <> ALL ((SELECT app_people_keeping_something())::bigint[])")
        for table in ("planversion", "agreementpaper")
    ),
]
# A reader's own row says only to the code that something is kept from them; no page shows it to them.
READERS_OWN = f"""
CREATE POLICY careplans_keptfrom_reader ON careplans_keptfrom FOR SELECT TO {acting.PORTAL}
    USING (reader_id = {ME});
"""
OWN_WORDS = f"""
CREATE POLICY careplans_unsavedwords_own ON careplans_unsavedwords AS RESTRICTIVE
    TO {acting.PORTAL}, {acting.COORDINATOR}, {acting.MANAGER} USING (saved_by_id = {ME});
"""
# A signed page holds all of the plan, as a sealed plan does.
SIGNED = f"""
CREATE POLICY careplans_agreementpaper_both_parts ON careplans_agreementpaper AS RESTRICTIVE
    TO {acting.PORTAL} USING (person_id = ANY ((SELECT app_granted_people('about_me'))::bigint[]));
"""
FIRST_LOOK = {
    "stream": "light",
    "first_months": 2,
    "later_months": 12,
    "first_weeks": 8,
    "is_once": True,
    "effective_from": dt.date(2015, 4, 1),
    "source": "Care and support statutory guidance ch. 13: a light review after 6 to 8 weeks [memory]",
}


def first_look(apps, schema_editor):
    rule = apps.get_model("careplans", "ReviewRule")
    rule.objects.using(schema_editor.connection.alias).create(**FIRST_LOOK)


class Migration(migrations.Migration):
    dependencies = [("careplans", "0052_one_plan"), ("people", "0083_partners_take_part")]
    operations = [
        migrations.RunSQL(
            [
                *(rowsecurity.protect(f"careplans_{name}", section="about_me") for name in ABOUT),
                *(rowsecurity.protect(f"careplans_{name}", section="plan") for name in PLAN),
                rowsecurity.protect("careplans_keptfrom", section=rowsecurity.OWN),
                rowsecurity.protect("careplans_unsavedwords", section="identity"),
                *(
                    rowsecurity.withhold(f"careplans_{name}")
                    for name in (*ABOUT, *PLAN, "keptfrom", "unsavedwords")
                ),
                *(rowsecurity.protect_history(f"careplans_{name}event") for name in HISTORIES),
                *(rowsecurity.withhold(f"careplans_{name}event", command="SELECT") for name in HISTORIES),
                *(rowsecurity.only_added(f"careplans_{name}") for name in ADDED),
                rowsecurity.function("app_kept_lines", "", "uuid[]", KEPT_LINES),
                rowsecurity.function("app_people_keeping_something", "", "bigint[]", KEEPING),
                *KEPT,
                READERS_OWN,
                OWN_WORDS,
                SIGNED,
            ],
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(first_look, migrations.RunPython.noop),
    ]
