-- The roles and the database, made by the superuser before anything else; safe to run again.
-- The embedded server and the containers both start with this file.

-- Owns the tables and migrates them; makes the roles that row-level security names. Not a superuser.
SELECT 'CREATE ROLE ipc_owner LOGIN CREATEROLE CREATEDB'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ipc_owner') \gexec
-- A migration that cannot have its lock soon gives up, so that nobody queues behind it.
ALTER ROLE ipc_owner SET lock_timeout = '5s';

-- Serves pages and runs tasks: owns nothing and sees nothing by itself.
SELECT 'CREATE ROLE ipc_app LOGIN NOINHERIT'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ipc_app') \gexec

-- Copies everything for the backup, past row-level security, and can change nothing.
SELECT 'CREATE ROLE ipc_backup LOGIN BYPASSRLS'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ipc_backup') \gexec
GRANT pg_read_all_data TO ipc_backup;
ALTER ROLE ipc_backup SET default_transaction_read_only = on;

SELECT 'CREATE DATABASE ipc OWNER ipc_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'ipc') \gexec
