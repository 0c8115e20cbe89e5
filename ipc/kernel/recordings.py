"""Voices and films: whether there are pictures in a recording, and taking away where it was made.

An MP4 or QuickTime file is a tree of boxes, each with its length and its name; what a camera notes beside
the film (place, device) stands in a few of them. They are renamed to ``free``, which every player skips:
nothing moves. Source: ISO/IEC 14496-12 §4.2, §8.10.
"""

import struct

# Boxes that hold others on the way to what is looked for.
WITHIN = {b"moov", b"trak", b"mdia"}
BESIDE = {b"udta", b"meta", b"uuid"}
WEBM = b"webm"
FILM_IN_WEBM = (b"V_VP8", b"V_VP9", b"V_AV1")
HEAD_OF_WEBM = 256 * 1024


def boxes(content, start=0, end=None):
    """Yield ``(name, where the box begins, where its content begins, where it ends)``, parents first."""
    end = len(content) if end is None else end
    while start + 8 <= end:
        length, name = struct.unpack_from(">I4s", content, start)
        inside = start + 8
        if length == 1 and start + 16 <= end:
            length, inside = struct.unpack_from(">Q", content, start + 8)[0], start + 16
        ends = end if length == 0 else start + length
        if ends < inside or ends > end:
            return
        yield name, start, inside, ends
        if name in WITHIN:
            yield from boxes(content, inside, ends)
        start = ends


def is_mp4_film(content: bytes) -> bool:
    return b"vide" in _what_is_in_it(content)


def is_mp4_sound(content: bytes) -> bool:
    tracks = _what_is_in_it(content)
    return b"soun" in tracks and b"vide" not in tracks


def _what_is_in_it(content):
    """Return the kinds of track: each handler box names one, eight bytes into its content."""
    return {
        content[inside + 8 : inside + 12] for name, _at, inside, _end in boxes(content) if name == b"hdlr"
    }


def is_webm_film(content: bytes) -> bool:
    head = content[:HEAD_OF_WEBM]
    return WEBM in head[:64] and any(codec in head for codec in FILM_IN_WEBM)


def is_webm_sound(content: bytes) -> bool:
    return WEBM in content[:64] and not is_webm_film(content)


def without_place(content: bytes) -> bytes:
    """Return an MP4 or QuickTime file of the same length in which nothing says where it was made."""
    cleaned = bytearray(content)
    for name, at, inside, ends in boxes(content):
        if name in BESIDE:
            cleaned[at + 4 : at + 8] = b"free"
            cleaned[inside:ends] = bytes(ends - inside)
    return bytes(cleaned)
