"""What a stranger keeps for later: ids of entries in a signed cookie on their own device, nowhere else."""

import uuid

from django.conf import settings

from peersupport.shortlist import MOST

NAME = "__Host-kept" if settings.PRODUCTION else "kept"
SALT = "peersupport.kept"
DAYS = 30


def read(request) -> list[uuid.UUID]:
    """Return the ids kept on the device; a cookie that we did not write counts for nothing."""
    kept = request.get_signed_cookie(NAME, default="", salt=SALT, max_age=DAYS * 24 * 60 * 60)
    return [uuid.UUID(one) for one in kept.split(".")[:MOST] if one]


def write(response, public_ids):
    """Keep ``public_ids`` on the device of whoever gets ``response``; none takes the cookie away."""
    if not public_ids:
        response.delete_cookie(NAME, samesite="Lax")
        return response
    response.set_signed_cookie(
        NAME,
        ".".join(one.hex for one in public_ids[:MOST]),
        salt=SALT,
        max_age=DAYS * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
