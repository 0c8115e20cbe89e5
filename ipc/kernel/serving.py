"""Handing out a file that somebody gave us: to who asked, as what it is, and as nothing else."""

import re

from django.http import HttpResponse

# What a browser may do with a file that somebody gave us: keep it or show it, and nothing else.
ONLY_A_FILE = "default-src 'none'; sandbox"
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def as_a_file(content: bytes, content_type: str, name: str, *, download=True) -> HttpResponse:
    """Answer with ``content``; ``download`` keeps a browser from showing it as a page."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = ONLY_A_FILE
    return answer


def as_a_recording(request, content: bytes, content_type: str, name: str) -> HttpResponse:
    """Answer with ``content`` or the part of it that a player asks for (RFC 9110 §14)."""
    part = _part(request.headers.get("Range", ""), len(content))
    if part is None:
        answer = as_a_file(content, content_type, name, download=False)
    else:
        answer = as_a_file(content[part.start : part.stop], content_type, name, download=False)
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    answer["Accept-Ranges"] = "bytes"
    return answer


def _part(asked: str, length: int) -> range | None:
    """Return which bytes are asked for; None for all, also where what is asked is no part of the file."""
    found = RANGE.fullmatch(asked)
    if found is None:
        return None
    first, last = found.groups()
    if first:
        part = range(int(first), min(int(last or length), length - 1) + 1)
    else:
        part = range(max(length - int(last or 0), 0), length)
    return part or None
