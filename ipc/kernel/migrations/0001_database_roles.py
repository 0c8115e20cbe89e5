"""The database roles, what they may touch, and how the row policies read who acts."""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

ROLES = (rowsecurity.EVERYONE, rowsecurity.DEFINER, *acting.DATABASE_ROLES)

CREATE_ROLES = "".join(
    f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
        CREATE ROLE {role} NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
"""
    for role in ROLES
)

GRANTS = f"""
GRANT {rowsecurity.EVERYONE} TO ipc_app, {", ".join(acting.DATABASE_ROLES)} WITH INHERIT TRUE;
GRANT {", ".join(acting.DATABASE_ROLES)} TO ipc_app WITH INHERIT FALSE, SET TRUE;
GRANT {rowsecurity.DEFINER} TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
GRANT USAGE, CREATE ON SCHEMA public TO {rowsecurity.DEFINER};
GRANT USAGE ON SCHEMA public TO {rowsecurity.EVERYONE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public
    TO {rowsecurity.EVERYONE}, {rowsecurity.DEFINER};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {rowsecurity.EVERYONE}, {rowsecurity.DEFINER};
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {rowsecurity.EVERYONE}, {rowsecurity.DEFINER};
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO {rowsecurity.EVERYONE}, {rowsecurity.DEFINER};
"""

CONTEXT = f"""
CREATE FUNCTION app_user_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT {rowsecurity.setting("app.user_id", "bigint")} $$;
CREATE FUNCTION app_sites() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce({rowsecurity.setting("app.sites", "bigint[]")}, '{{}}') $$;
CREATE FUNCTION app_organisation_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT {rowsecurity.setting("app.organisation_id", "bigint")} $$;
CREATE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT (now() AT TIME ZONE 'Europe/London')::date $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(CREATE_ROLES, migrations.RunSQL.noop),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(CONTEXT, migrations.RunSQL.noop),
    ]
