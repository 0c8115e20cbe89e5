"""The cache that counts sign-in attempts: in PostgreSQL, so that limits hold with Redis away."""

from django.db import migrations

CACHE = """
CREATE TABLE kernel_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX kernel_cache_expires ON kernel_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_row_security")]
    operations = [migrations.RunSQL(CACHE, "DROP TABLE kernel_cache")]
