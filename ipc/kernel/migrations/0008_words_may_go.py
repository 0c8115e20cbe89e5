"""When a record is deleted its events lose their words and addresses, and the seals over them still fit."""

from django.db import migrations, models

from ipc.kernel import rowsecurity

# What the words and the address were, as a hash: what is sealed, so that both may go later.
WORDS_OF = """
SELECT encode(sha256(convert_to(why || E'\\n' || coalesce(host(address), ''), 'UTF8')), 'hex')
"""
# As in 0007, but for the words: their hash, or the one kept when they went and nothing took their place.
SEAL_OF = """
SELECT encode(sha256(convert_to(before || '|' || up_to || '|' || count(*) || E'\\n' || coalesce(string_agg(
           jsonb_build_array(id, extract(epoch FROM at), act, actor_id, role, site_id, person_id,
               subject_type, subject_id,
               CASE WHEN words_hash IS NOT NULL AND why = '' AND address IS NULL THEN words_hash
                    ELSE app_words_of(why, address) END,
               way_in, request_id, is_read, emergency_id)::text,
           E'\\n' ORDER BY id), ''), 'UTF8')), 'hex')
  FROM kernel_event WHERE id > after AND id <= up_to
"""
# Words that go leave their hash behind; the address goes with them, and they with it.
GOING = """
CREATE FUNCTION event_words_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.words_hash := app_words_of(OLD.why, OLD.address);
    NEW.why := '';
    NEW.address := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER event_words_go BEFORE UPDATE OF why, address ON kernel_event FOR EACH ROW
    WHEN (OLD.words_hash IS NULL
          AND (NEW.why = '' AND OLD.why <> '' OR NEW.address IS NULL AND OLD.address IS NOT NULL))
    EXECUTE FUNCTION event_words_go();
"""
# The seals made until now were of the words themselves: the chain begins anew.
ANEW = """
DELETE FROM kernel_seal;
INSERT INTO kernel_seal (at, after, up_to, events, hash, seen_up_to, settled_xid)
VALUES (clock_timestamp(), 0, 0, 0, encode(sha256('the first seal'), 'hex'), 0, 0);
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0007_seals")]
    operations = [
        migrations.AddField("event", "words_hash", models.CharField(max_length=64, null=True)),
        migrations.RunSQL(
            [
                rowsecurity.function("app_words_of", "why text, address inet", "text", WORDS_OF),
                rowsecurity.function(
                    "app_seal_of", "before text, after bigint, up_to bigint", "text", SEAL_OF
                ),
                GOING,
                ANEW,
            ],
            migrations.RunSQL.noop,
        ),
    ]
