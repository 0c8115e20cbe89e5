"""The audit is sealed in blocks, each with the hash of the one before (docs/decisions/0006)."""

from django.db import migrations, models

from ipc.kernel import rowsecurity

# One block's hash: of the block before, of where it ends, and of every event in it, each column by name.
SEAL_OF = """
SELECT encode(sha256(convert_to(before || '|' || up_to || '|' || count(*) || E'\\n' || coalesce(string_agg(
           jsonb_build_array(id, extract(epoch FROM at), act, actor_id, role, site_id, person_id,
               subject_type, subject_id, why, way_in, host(address), request_id, is_read, emergency_id)::text,
           E'\\n' ORDER BY id), ''), 'UTF8')), 'hex')
  FROM kernel_event WHERE id > after AND id <= up_to
"""

# Seals what was written before the last run, once every transaction of that time has ended: an event that
# was given its number early and is committed late can then no longer come. Returns whether it sealed some.
SEAL_NEXT = """
DECLARE
    last kernel_seal;
    ends bigint;
    next_up_to bigint;
    next_xid bigint;
    is_part boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('kernel_seal'));
    SELECT * INTO last FROM kernel_seal ORDER BY id DESC LIMIT 1;
    IF last.settled_xid > pg_snapshot_xmin(pg_current_snapshot())::text::bigint THEN
        RETURN false;
    END IF;
    SELECT max(id) INTO ends FROM (
        SELECT id FROM kernel_event WHERE id > last.up_to AND id <= last.seen_up_to ORDER BY id LIMIT most
    ) AS block;
    is_part := EXISTS (SELECT FROM kernel_event WHERE id > ends AND id <= last.seen_up_to);
    IF is_part THEN
        next_up_to := last.seen_up_to;
        next_xid := last.settled_xid;
    ELSE
        ends := last.seen_up_to;
        next_up_to := coalesce(pg_sequence_last_value('kernel_event_id_seq'::regclass), 0);
        next_xid := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
    END IF;
    INSERT INTO kernel_seal (at, after, up_to, events, hash, seen_up_to, settled_xid)
    SELECT clock_timestamp(), last.up_to, ends, count(*), app_seal_of(last.hash, last.up_to, ends),
           next_up_to, next_xid
      FROM kernel_event WHERE id > last.up_to AND id <= ends;
    RETURN is_part;
END
"""
BEGIN = f"""
CREATE POLICY kernel_event_definer ON kernel_event FOR SELECT TO {rowsecurity.DEFINER} USING (true);
INSERT INTO kernel_seal (at, after, up_to, events, hash, seen_up_to, settled_xid)
VALUES (clock_timestamp(), 0, 0, 0, encode(sha256('the first seal'), 'hex'), 0, 0);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON kernel_seal FROM {rowsecurity.EVERYONE};
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0006_events_name_their_emergency")]
    operations = [
        migrations.CreateModel(
            "Seal",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("after", models.BigIntegerField()),
                ("up_to", models.BigIntegerField()),
                ("events", models.IntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("seen_up_to", models.BigIntegerField()),
                ("settled_xid", models.BigIntegerField()),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RunSQL(
            [
                BEGIN,
                rowsecurity.function(
                    "app_seal_of", "before text, after bigint, up_to bigint", "text", SEAL_OF
                ),
                rowsecurity.function(
                    "app_seal_next",
                    "most integer",
                    "boolean",
                    SEAL_NEXT,
                    language="plpgsql",
                    volatility="VOLATILE",
                ),
            ],
            migrations.RunSQL.noop,
        ),
    ]
