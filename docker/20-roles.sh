#!/bin/bash
# Runs once, when the database is made, after 10-roles.sql: passwords, and the time a page may take.
# PgBouncer passes no start-up options on, so the limits lie with the role.
set -euo pipefail

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner="$IPC_OWNER_PASSWORD" --set app="$IPC_APP_PASSWORD" --set backup="$IPC_BACKUP_PASSWORD" <<'SQL'
ALTER ROLE ipc_owner PASSWORD :'owner';
ALTER ROLE ipc_app PASSWORD :'app';
ALTER ROLE ipc_backup PASSWORD :'backup';
ALTER ROLE ipc_app SET statement_timeout = '5s';
ALTER ROLE ipc_app SET lock_timeout = '2s';
ALTER ROLE ipc_app SET idle_in_transaction_session_timeout = '30s';
SQL
