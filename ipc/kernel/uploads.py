"""Files that people give us: looked at by what they are, not by what they are called.

Kept under a name that nobody can guess and that says nothing, out of the web's reach.
"""

import hashlib
import re
import uuid
from collections.abc import Callable, Mapping
from typing import NamedTuple

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile

from ipc.kernel.errors import RuleBroken

MEGABYTE = 1024 * 1024
UNKNOWN = ""


class Kind(NamedTuple):
    """A kind of file: how it begins, its ending, and the setting that says how large it may be.

    ``seen_as`` is what its content may be taken for; ``is_one`` looks further where the beginning is not
    enough.
    """

    begins: re.Pattern[bytes]
    ending: str
    limit: str
    seen_as: tuple[str, ...]
    is_one: Callable[[bytes], bool] = lambda content: True

    @property
    def most_mb(self) -> int:
        return getattr(settings, self.limit)


class Refusals(NamedTuple):
    """How a file is refused, in the words of the room that asked for it. ``too_large`` is told ``most``."""

    empty: type[RuleBroken]
    too_large: type[RuleBroken]
    of_another_kind: type[RuleBroken]


PDF = Kind(re.compile(rb"%PDF-"), ".pdf", "UPLOAD_LIMIT_MB", ("application/pdf",))
JPEG = Kind(re.compile(rb"\xff\xd8\xff"), ".jpg", "UPLOAD_LIMIT_MB", ("image/jpeg",))
PNG = Kind(re.compile(rb"\x89PNG\r\n\x1a\n"), ".png", "UPLOAD_LIMIT_MB", ("image/png",))


def look_at(upload, kinds: Mapping[str, Kind], refusals: Refusals) -> str:
    """Return which of ``kinds`` (by content type) ``upload`` is, by its content alone; or refuse it."""
    if not upload.size:
        raise refusals.empty
    largest = max(kind.most_mb for kind in kinds.values())
    if upload.size > largest * MEGABYTE:
        raise refusals.too_large(most=largest)
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    content_type = _kind_of(content, kinds)
    if content_type is None:
        raise refusals.of_another_kind
    if upload.size > kinds[content_type].most_mb * MEGABYTE:
        raise refusals.too_large(most=kinds[content_type].most_mb)
    return content_type


def _kind_of(content, kinds):
    try:
        seen = puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError):
        seen = UNKNOWN
    for content_type, kind in kinds.items():
        if seen in kind.seen_as and kind.begins.match(content) and kind.is_one(content):
            return content_type
    return None


def put(field_file, content: bytes, ending: str) -> dict:
    """Put ``content`` where the row of ``field_file`` keeps it; return its size and SHA-256."""
    field_file.save(f"{uuid.uuid4()}{ending}", ContentFile(content), save=False)
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
