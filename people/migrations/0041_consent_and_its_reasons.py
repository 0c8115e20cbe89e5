"""A yes to the evaluation has no reader; who else said yes, and on which assessment, is written down."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from ipc.kernel.migrating import Together

from ipc.kernel import acting

# Whoever reads through a link sees the row of that link, and of no other: it says what it shows.
OPENED = f"""
CREATE POLICY people_sharelink_opened ON people_sharelink FOR SELECT TO {acting.PORTAL}
    USING (id = (SELECT app_share_link_id()));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0031_circle_as_given"),
    ]

    operations = [
        Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_is_for_one_reader",
        ),
        migrations.AddField(
            model_name="consent",
            name="assessment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="people.capacityassessment",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="why_not_sought",
            field=models.CharField(
                blank=True,
                choices=[
                    ("best_interests", "They cannot decide this now; it is in their best interests"),
                    ("parent", "They are under 16; who has parental responsibility said yes"),
                    ("attorney", "They cannot decide this now; their attorney or deputy said yes"),
                ],
                max_length=14,
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="assessment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.capacityassessment",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="why_not_sought",
            field=models.CharField(
                blank=True,
                choices=[
                    ("best_interests", "They cannot decide this now; it is in their best interests"),
                    ("parent", "They are under 16; who has parental responsibility said yes"),
                    ("attorney", "They cannot decide this now; their attorney or deputy said yes"),
                ],
                max_length=14,
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="how_given",
            field=models.CharField(
                blank=True,
                choices=[
                    ("online", "Online"),
                    ("in_person", "In person"),
                    ("phone", "By telephone"),
                    ("paper", "On paper"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="consentevent",
            name="how_given",
            field=models.CharField(
                blank=True,
                choices=[
                    ("online", "Online"),
                    ("in_person", "In person"),
                    ("phone", "By telephone"),
                    ("paper", "On paper"),
                ],
                max_length=10,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_consentevent" ("assessment_id", "ends_on", "given_at", "given_by_id", "how_given", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "relationship_id", "sections", "site_id", "user_id", "why_not_sought", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."assessment_id", NEW."ends_on", NEW."given_at", NEW."given_by_id", NEW."how_given", NEW."id", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."purpose", NEW."relationship_id", NEW."sections", NEW."site_id", NEW."user_id", NEW."why_not_sought", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="cece3b1cdd2e5c5490058214b73559332424b613",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_91c75",
                    table="people_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_consentevent" ("assessment_id", "ends_on", "given_at", "given_by_id", "how_given", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "relationship_id", "sections", "site_id", "user_id", "why_not_sought", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."assessment_id", NEW."ends_on", NEW."given_at", NEW."given_by_id", NEW."how_given", NEW."id", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."purpose", NEW."relationship_id", NEW."sections", NEW."site_id", NEW."user_id", NEW."why_not_sought", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="4e5cdecfb20b108cce981228e39a9c9d311315cf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8387f",
                    table="people_consent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose", "evaluation"),
                    models.Q(
                        ("organisation__isnull", True),
                        models.Q(("user__isnull", False), ("relationship__isnull", False), _connector="OR"),
                    ),
                    models.Q(
                        ("organisation__isnull", False),
                        ("relationship__isnull", True),
                        ("user__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="consent_is_for_one_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose", "evaluation"), _negated=True),
                    models.Q(
                        ("organisation", None), ("relationship", None), ("user", None), ("why_not_sought", "")
                    ),
                    _connector="OR",
                ),
                name="consent_to_the_evaluation_is_their_own_and_for_no_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("how_given", ""), ("why_not_sought", ""), _connector="XOR"),
                name="consent_says_how_given_or_why_not_sought",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assessment__isnull", False), ("why_not_sought__in", ("best_interests", "attorney"))
                    ),
                    models.Q(
                        models.Q(("why_not_sought__in", ("best_interests", "attorney")), _negated=True),
                        ("assessment", None),
                    ),
                    _connector="OR",
                ),
                name="consent_of_who_cannot_decide_names_its_assessment",
            ),
        ),
            ]),
        migrations.RunSQL(OPENED, "DROP POLICY people_sharelink_opened ON people_sharelink"),
    ]
