"""Django's PostgreSQL backend, telling the database in every transaction who acts."""
