"""Who helps somebody keeps their sign-in when their own record goes; a closed offer tells nothing there."""

from django.db import migrations

from ipc.kernel import rowsecurity

# As in 0071, but for those who help: what was about the deleted is gone by now, so what is left is of others.
FORGET = """
DECLARE
    gone bigint[];
    one text;
BEGIN
    UPDATE people_user SET person_id = NULL WHERE id = ANY (users);
    SELECT array_agg(id) INTO gone FROM people_user AS u
     WHERE u.id = ANY (users)
       AND NOT EXISTS (SELECT FROM people_roleassignment WHERE user_id = u.id)
       AND NOT EXISTS (SELECT FROM people_relationship WHERE user_id = u.id AND ended_at IS NULL)
       AND NOT EXISTS (SELECT FROM people_authority WHERE holder_id = u.id AND withdrawn_at IS NULL)
       AND NOT EXISTS (SELECT FROM people_consent WHERE user_id = u.id AND withdrawn_at IS NULL);
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
# What was declined or taken back tells the other site nothing more of the person, but whoever said no.
ARRIVING = """
ALTER POLICY people_handover_arriving ON people_handover
    USING (to_site_id = ANY ((SELECT app_sites())::bigint[])
           AND (declined_at IS NULL OR declined_by_id = (SELECT app_user_id())));
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0071_disposing")]
    operations = [
        migrations.RunSQL(
            [
                rowsecurity.function(
                    "app_forget_users",
                    "users bigint[]",
                    "void",
                    FORGET,
                    language="plpgsql",
                    volatility="VOLATILE",
                ),
                f"REVOKE ALL ON FUNCTION app_forget_users(bigint[]) FROM {rowsecurity.EVERYONE};",
                ARRIVING,
            ],
            migrations.RunSQL.noop,
        ),
    ]
