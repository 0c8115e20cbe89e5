"""The code in a link that opens something without a sign-in: stored nowhere, worked out when it is needed.

It is worked out from the public id of its row and the secret key. The row keeps the hash, by which
PostgreSQL tells the site of whoever holds the code, before anybody acts there.
"""

import base64
import hashlib

from django.db import connection
from django.utils.crypto import salted_hmac

CODE_BYTES = 16


def worked_out(purpose, row) -> bytes:
    """Return the 256 bits of ``row`` that are for this purpose alone."""
    return salted_hmac(purpose, str(row.public_id), algorithm="sha256").digest()


def of(purpose, row) -> str:
    """Return the 128-bit code of ``row``, as it stands in its link."""
    return base64.urlsafe_b64encode(worked_out(purpose, row)[:CODE_BYTES]).decode().rstrip("=")


def hash_of(secret) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def site_of(code, asked) -> int | None:
    """Return the site of the row with ``code``, if there is one; ``asked`` is the SQL function that knows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}(%s)", [hash_of(code)])
        (site_id,) = cursor.fetchone()
    return site_id
