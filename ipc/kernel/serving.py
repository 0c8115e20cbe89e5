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
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    first, last = _part(asked, len(content)) if asked else (None, None)
    answer = as_a_file(
        content if first is None else content[first : last + 1], content_type, name, download=False
    )
    answer["Accept-Ranges"] = "bytes"
    if first is not None:
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return answer


def _part(asked, length):
    """Return the first and the last byte asked for, or nothing where that is no part of the file."""
    first, last = asked.groups()
    if not first:
        first, last = max(length - int(last or 0), 0), length - 1
    else:
        first, last = int(first), min(int(last or length), length - 1)
    return (first, last) if first <= last else (None, None)
