"""Django's PostgreSQL backend, telling the database at every BEGIN and SAVEPOINT who acts."""
