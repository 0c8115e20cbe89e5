"""Deleting a record whose time is over, in one function that asks for itself whether it may."""

from django.db import migrations, models

from ipc.kernel import acting, rowsecurity
from people.models.upkeep import TodoKind

# Given their bodies by the rooms above: which of their tables keep rows without a name (the ledger's), and
# how those rows are emptied.
KEPT = "SELECT '{}'::text[]"
EMPTIED = "BEGIN END"

# Takes every word out of the rows of a table about these people: text becomes empty, JSON and lists too,
# but for the columns named. What the database works out by itself follows.
BLANK = """
DECLARE
    emptied text;
BEGIN
    SELECT string_agg(format('%I = %s', attribute.attname, CASE
               WHEN NOT attribute.attnotnull THEN 'NULL'
               WHEN type.typname IN ('varchar', 'text') THEN ''''''
               WHEN type.typname = 'jsonb' THEN '''{}''::jsonb'
               ELSE '''{}''' END), ', ')
      INTO emptied
      FROM pg_attribute AS attribute JOIN pg_type AS type ON type.oid = attribute.atttypid
     WHERE attribute.attrelid = about::regclass AND attribute.attnum > 0 AND NOT attribute.attisdropped
       AND attribute.attgenerated = '' AND attribute.attname <> ALL (but)
       AND (type.typname IN ('varchar', 'text', 'jsonb') OR type.typcategory = 'A');
    IF emptied IS NOT NULL THEN
        EXECUTE format('UPDATE %I SET %s WHERE %I = ANY ($1)', about, emptied, key) USING people;
    END IF;
END
"""

DISPOSE = f"""
DECLARE
    asked people_disposal%ROWTYPE;
    people bigint[];
    users bigint[];
    names text[];
    kept text[] := ARRAY['people_person', 'people_user', 'people_disposal', 'kernel_event']
                   || app_kept_when_disposed();
    one name;
BEGIN
    IF current_setting('role') <> '{acting.JOB}' THEN
        RAISE EXCEPTION 'disposal: only a job deletes' USING ERRCODE = 'P0D01';
    END IF;
    SELECT * INTO asked FROM people_disposal
     WHERE id = p_disposal AND site_id = ANY (app_sites()) FOR UPDATE;
    IF asked.id IS NULL THEN
        RAISE EXCEPTION 'disposal: no such disposal' USING ERRCODE = 'P0D02';
    END IF;
    IF asked.done_at IS NOT NULL THEN
        RETURN;
    END IF;
    IF asked.approved_by_id IS NULL OR asked.released_by_id IS NULL
       OR asked.approved_by_id = asked.released_by_id
    THEN
        RAISE EXCEPTION 'disposal: not released by two people' USING ERRCODE = 'P0D03';
    END IF;
    WITH RECURSIVE same AS (
        SELECT id FROM people_person WHERE id = asked.person_id
        UNION SELECT person.id FROM people_person AS person JOIN same ON person.merged_into_id = same.id
    )
    SELECT array_agg(id) INTO people FROM same;
    IF EXISTS (SELECT FROM people_legalhold WHERE person_id = ANY (people) AND lifted_at IS NULL) THEN
        RAISE EXCEPTION 'disposal: on hold' USING ERRCODE = 'P0D04';
    END IF;
    IF EXISTS (SELECT FROM people_person WHERE id = ANY (people)
                AND status NOT IN ('moved', 'ended', 'died', 'merged'))
    THEN
        RAISE EXCEPTION 'disposal: still worked with' USING ERRCODE = 'P0D05';
    END IF;
    SELECT array_agg(surname_key) INTO names FROM people_person WHERE id = ANY (people);
    SELECT array_agg(id) INTO users FROM people_user AS u WHERE u.person_id = ANY (people);

    SET CONSTRAINTS ALL DEFERRED;
    -- Histories refuse every change by a trigger of their own; here, and until the end of this function, not.
    PERFORM set_config('pgtrigger.ignore', (SELECT coalesce(array_agg(DISTINCT tgname), '{{}}')::text
        FROM pg_trigger WHERE tgname LIKE 'pgtrigger_append_only%'), true);

    PERFORM app_empty_what_is_kept(people);
    UPDATE people_person
       SET status = 'disposed', merged_into_id = NULL, died_on = NULL, born_on = '1900-01-01',
           has_no_fixed_abode = false
     WHERE id = ANY (people);
    PERFORM app_blank('people_person', 'id', people, ARRAY['status', 'sort_name', 'surname_key']);
    UPDATE people_person SET given_name = 'Deleted', family_name = 'record' WHERE id = ANY (people);
    UPDATE kernel_event SET why = '' WHERE person_id = ANY (people) AND why <> '';
    UPDATE kernel_event SET address = NULL WHERE actor_id = ANY (users);

    FOR one IN
        SELECT class.relname FROM pg_attribute AS attribute JOIN pg_class AS class
            ON class.oid = attribute.attrelid AND class.relkind = 'r'
           AND class.relnamespace = 'public'::regnamespace
         WHERE attribute.attname = 'person_id' AND class.relname <> ALL (kept)
    LOOP
        EXECUTE format('DELETE FROM %I WHERE person_id = ANY ($1)', one) USING people;
    END LOOP;
    DELETE FROM people_personevent WHERE pgh_obj_id = ANY (people);
    DELETE FROM people_merge WHERE other_id = ANY (people);
    UPDATE people_handover SET arrived_id = NULL WHERE arrived_id = ANY (people);
    DELETE FROM people_surname WHERE key = ANY (names)
       AND NOT EXISTS (SELECT FROM people_person WHERE surname_key = people_surname.key);
    PERFORM app_forget_users(users);

    UPDATE people_disposal SET done_at = clock_timestamp() WHERE id = asked.id;
    INSERT INTO kernel_event (at, act, actor_id, role, site_id, person_id, subject_type, subject_id, why,
                              way_in, is_read)
    VALUES (clock_timestamp(), 'people.dispose', NULL, '', asked.site_id, asked.person_id,
            'people.Disposal', asked.public_id, '', 'job', false);
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    PERFORM set_config('pgtrigger.ignore', '{{}}', true);
END
"""

# The sign-in of who was deleted. Who also works here keeps theirs, without the link to the record.
FORGET = """
DECLARE
    gone bigint[];
    one text;
BEGIN
    UPDATE people_user SET person_id = NULL WHERE id = ANY (users);
    SELECT array_agg(id) INTO gone FROM people_user AS u
     WHERE u.id = ANY (users) AND NOT EXISTS (SELECT FROM people_roleassignment WHERE user_id = u.id);
    UPDATE people_user
       SET email = 'deleted-' || id || '@example.invalid', name = 'Deleted record', phone = '',
           password = '!', is_active = false
     WHERE id = ANY (gone);
    DELETE FROM people_tokenscope WHERE token_id IN (SELECT digest FROM knox_authtoken
                                                      WHERE user_id = ANY (gone));
    FOREACH one IN ARRAY ARRAY['account_emailaddress', 'mfa_authenticator', 'usersessions_usersession',
                               'knox_authtoken']
    LOOP
        EXECUTE format('DELETE FROM %I WHERE user_id = ANY ($1)', one) USING gone;
    END LOOP;
END
"""

# The audit is only ever added to; when a record is deleted, its words go, and who did what when stays.
EVENTS = f"""
CREATE POLICY kernel_event_disposed ON kernel_event TO {rowsecurity.DEFINER} USING (true) WITH CHECK (true);
"""
INSIDE = "".join(
    f"REVOKE ALL ON FUNCTION {name} FROM {rowsecurity.EVERYONE};\n"
    for name in (
        "app_blank(text, text, bigint[], text[])",
        "app_forget_users(bigint[])",
        "app_empty_what_is_kept(bigint[])",
    )
)


def does(name, arguments, returns, body):
    return rowsecurity.function(name, arguments, returns, body, language="plpgsql", volatility="VOLATILE")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0061_leaving_staff"),
        ("kernel", "0006_events_name_their_emergency"),
    ]
    operations = [
        migrations.AlterField("todo", "kind", models.CharField(choices=TodoKind, max_length=16)),
        migrations.RunSQL(
            [
                EVENTS,
                rowsecurity.function("app_kept_when_disposed", "", "text[]", KEPT),
                does("app_empty_what_is_kept", "people bigint[]", "void", EMPTIED),
                does("app_blank", "about text, key text, people bigint[], but text[]", "void", BLANK),
                does("app_forget_users", "users bigint[]", "void", FORGET),
                does("app_dispose", "p_disposal bigint", "void", DISPOSE),
                INSIDE,
            ],
            migrations.RunSQL.noop,
        ),
    ]
