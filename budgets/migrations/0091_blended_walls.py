"""The walls of what blended budgets add, and what a site published, which never changes."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

TABLES = (
    "eligibilitydecision",
    "secondlook",
    "paymentdeclaration",
    "educationrequest",
    "ownextra",
    "paneldecision",
    "variation",
    "variationline",
    "variationshare",
    "variationanswer",
    "assessedcontribution",
    "budgetyear",
    "paymentshare",
)
READERS = [role for role in rowsecurity.MONEY if role != acting.HOLDER]
ONLY_ADDED = (
    "eligibilitydecision",
    "paymentdeclaration",
    "educationrequest",
    "paneldecision",
    "variationanswer",
    "assessedcontribution",
    "paymentshare",
    "unitprice",
    "delegatedlimit",
    "moneyrule",
    "allocationmethod",
    "allocationband",
    "allocationtariff",
    "periodclose",
)
PUBLISHED = """
CREATE FUNCTION statement_stays_as_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'statement of resources: what was published is kept' USING ERRCODE = 'P0B02';
    END IF;
    IF OLD.status <> 'draft' AND (
        to_jsonb(NEW) - 'status' - 'replaced_at' - 'written_at'
            IS DISTINCT FROM to_jsonb(OLD) - 'status' - 'replaced_at' - 'written_at'
        OR NEW.status = 'draft'
    ) THEN
        RAISE EXCEPTION 'statement of resources: what was published never changes' USING ERRCODE = 'P0B02';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER statement_as_published BEFORE UPDATE OR DELETE ON budgets_statementofresources
    FOR EACH ROW EXECUTE FUNCTION statement_stays_as_published();
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0090_blended"), ("people", "0083_partners_take_part")]
    operations = [
        migrations.RunSQL(
            [
                *(
                    rowsecurity.protect(f"budgets_{name}", section="money", readers=READERS)
                    + rowsecurity.withhold(f"budgets_{name}")
                    for name in TABLES
                ),
                *(rowsecurity.only_added(f"budgets_{name}") for name in ONLY_ADDED),
                PUBLISHED,
            ],
            migrations.RunSQL.noop,
        ),
    ]
