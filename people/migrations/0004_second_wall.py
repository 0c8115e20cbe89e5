"""The second wall for everything the record holds now, and round records that few may open."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

# What a person gave, and what was given by right. A merged record belongs to the same person.
GRANTED = """
WITH granted AS (
    SELECT person_id FROM people_user WHERE id = app_user_id() AND is_active AND person_id IS NOT NULL
    UNION
    SELECT person_id FROM people_authority
     WHERE holder_id = app_user_id() AND section = ANY (sections)
       AND withdrawn_at IS NULL AND suspended_at IS NULL
       AND (kind <> 'nominee' OR (accepted_at IS NOT NULL AND agreed_at IS NOT NULL))
       AND starts_on <= app_today() AND (ends_on IS NULL OR ends_on > app_today())
    UNION
    SELECT person_id FROM people_consent
     WHERE user_id = app_user_id() AND section = ANY (sections) AND withdrawn_at IS NULL
       AND (ends_on IS NULL OR ends_on > app_today())
    UNION
    SELECT person_id FROM people_sharelink
     WHERE id = app_share_link_id() AND section = ANY (sections) AND withdrawn_at IS NULL
       AND expires_at > now()
)
SELECT coalesce(array_agg(id), '{}') FROM (
    SELECT person_id AS id FROM granted
    UNION
    SELECT id FROM people_person WHERE merged_into_id IN (SELECT person_id FROM granted)
) AS people
"""

# Oneself, and those one is close to: never opened as staff.
CLOSE_TO = """
SELECT coalesce(array_agg(person_id), '{}') FROM (
    SELECT person_id FROM people_user WHERE id = app_user_id() AND person_id IS NOT NULL
    UNION
    SELECT person_id FROM people_conflict WHERE user_id = app_user_id() AND ended_at IS NULL
) AS close
"""

WITHHELD = """
SELECT coalesce(array_agg(person_id), '{}') FROM (
    SELECT unnest(app_close_to()) AS person_id
    UNION
    SELECT restriction.person_id FROM people_restriction AS restriction
     WHERE restriction.site_id = ANY (app_sites()) AND restriction.lifted_at IS NULL
       AND NOT EXISTS (SELECT FROM people_restrictionreader AS reader
                        WHERE reader.restriction_id = restriction.id AND reader.user_id = app_user_id())
       AND NOT EXISTS (SELECT FROM people_emergencyopening AS opening
                        WHERE opening.person_id = restriction.person_id AND opening.user_id = app_user_id()
                          AND opening.ends_at > now() AND opening.closed_at IS NULL)
) AS withheld
"""

# One's own people, those of whoever one stands in for, and records opened in an emergency.
CASELOAD = """
SELECT coalesce(array_agg(person_id), '{}') FROM (
    SELECT person_id FROM people_allocation
     WHERE worker_id = app_user_id() AND site_id = ANY (app_sites())
       AND starts_on <= app_today() AND (ends_on IS NULL OR ends_on > app_today())
    UNION
    SELECT allocation.person_id FROM people_allocation AS allocation
      JOIN people_cover AS cover ON cover.away_id = allocation.worker_id
       AND cover.site_id = allocation.site_id
     WHERE cover.standing_in_id = app_user_id() AND cover.site_id = ANY (app_sites())
       AND cover.starts_on <= app_today() AND cover.ends_on > app_today()
       AND allocation.starts_on <= app_today()
       AND (allocation.ends_on IS NULL OR allocation.ends_on > app_today())
       AND allocation.person_id <> ALL (app_withheld())
    UNION
    SELECT person_id FROM people_emergencyopening
     WHERE user_id = app_user_id() AND site_id = ANY (app_sites())
       AND ends_at > now() AND closed_at IS NULL
) AS people
 WHERE person_id <> ALL (app_close_to())
"""

# A shared link is opened by whoever has its code, before anybody is known: its hash tells the site.
LINK_SITE = """
SELECT site_id FROM people_sharelink WHERE code_hash = hash
"""
LINK_ID = f"""
CREATE FUNCTION app_share_link_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT {rowsecurity.setting("app.share_link_id", "bigint")} $$;
"""

# The circle tells who is important to the person: a part of About me, with telephone numbers.
CIRCLE = f"""
ALTER POLICY people_relationship_{acting.PORTAL} ON people_relationship
USING (person_id = ANY ((SELECT app_granted_people('about_me'))::bigint[]))
WITH CHECK (person_id = ANY ((SELECT app_granted_people('about_me'))::bigint[]));
"""
# The site somebody moves to reads the offer, and answers it.
ARRIVING = f"""
CREATE POLICY people_handover_arriving ON people_handover FOR SELECT TO {acting.MANAGER}
    USING (to_site_id = ANY ((SELECT app_sites())::bigint[]));
"""

STAFF = (acting.COORDINATOR, acting.MANAGER, acting.JOB)
HANDLING_MONEY = (*STAFF, acting.FINANCE)
MANAGING = (acting.MANAGER, acting.JOB)
BEFORE = (
    "person",
    "informationneeds",
    "relationship",
    "allocation",
    "consent",
    "authority",
    "invitation",
)
# What lies in the record, which part of it that is to those it is shared with, and who reads it.
NOW = {
    "legalbasis": ("plan", rowsecurity.MONEY),
    "flag": (rowsecurity.OWN, rowsecurity.CARE),
    "capacityassessment": (rowsecurity.OWN, rowsecurity.CARE),
    "bestinterestsdecision": (rowsecurity.OWN, rowsecurity.CARE),
    "childcircumstance": (rowsecurity.OWN, rowsecurity.CARE),
    "sharelink": (rowsecurity.OWN, rowsecurity.CARE),
    "notice": (rowsecurity.OWN, rowsecurity.CARE),
    "lookquestion": (rowsecurity.OWN, rowsecurity.CARE),
    "rectification": (rowsecurity.OWN, rowsecurity.CARE),
    "handover": (rowsecurity.OWN, rowsecurity.CARE),
    "restriction": (rowsecurity.OWN, rowsecurity.CARE),
    "restrictionreader": (rowsecurity.OWN, STAFF),
    "todo": (rowsecurity.OWN, HANDLING_MONEY),
    "merge": (rowsecurity.OWN, STAFF),
    "legalhold": (rowsecurity.OWN, MANAGING),
    "disposal": (rowsecurity.OWN, MANAGING),
}
# Told to the person, and reviewed by a manager even where the record is kept from them.
OPEN_TO_REVIEW = {
    "emergencyopening": (rowsecurity.OWN, rowsecurity.CARE),
    "conflict": (rowsecurity.OWN, MANAGING),
}
HISTORIES = (
    "legalbasis",
    "flag",
    "capacityassessment",
    "bestinterestsdecision",
    "childcircumstance",
    "restriction",
)


def protected(tables):
    return [
        rowsecurity.protect(f"people_{name}", section=section, readers=readers)
        for name, (section, readers) in tables.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("people", "0003_record_and_rights")]
    operations = [
        migrations.RunSQL(
            [
                LINK_ID,
                rowsecurity.function("app_granted_people", "section text", "bigint[]", GRANTED),
                rowsecurity.function("app_close_to", "", "bigint[]", CLOSE_TO),
                rowsecurity.function("app_withheld", "", "bigint[]", WITHHELD),
                rowsecurity.function("app_caseload", "", "bigint[]", CASELOAD),
                rowsecurity.function("app_link_site", "hash text", "bigint", LINK_SITE),
                CIRCLE,
                *protected(NOW),
                *protected(OPEN_TO_REVIEW),
                ARRIVING,
                *(
                    rowsecurity.withhold(f"people_{name}", person="id" if name == "person" else "person_id")
                    for name in (*BEFORE, *NOW)
                ),
                *(rowsecurity.protect_history(f"people_{name}event") for name in HISTORIES),
                *(
                    rowsecurity.only_added(f"people_{name}")
                    for name in ("rightrule", "peoplerule", "retentionrule")
                ),
            ],
            migrations.RunSQL.noop,
        ),
    ]
