"""Photos without what a camera writes beside the picture: where and when it was taken, and with what.

JPEG and PNG are lists of parts that each say what they are; a part is left out or kept whole, and the
picture is not touched. Which way up a photo stands is kept. Sources: ITU-T T.81 Annex B; PNG (W3C) §5;
Exif 2.32 §4.6.
"""

import struct

END, SCAN = 0xD9, 0xDA
# Application parts that belong to the picture: its density, its colours (ICC, Adobe).
KEPT_APPLICATION_PARTS = {0xE0, 0xE2, 0xEE}
COMMENT = 0xFE
RESTARTS = range(0xD0, 0xD8)
ORIENTATION = 0x0112
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_BESIDE = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}


class NotAWholePhoto(ValueError):
    """The parts of the file cannot be told apart."""


def without_place(content: bytes, content_type: str) -> bytes:
    """Return a JPEG or PNG as its picture alone; anything after its end is left out too.

    Raises:
        NotAWholePhoto
    """
    try:
        return _jpeg(content) if content_type == "image/jpeg" else _png(content)
    except (struct.error, IndexError) as error:
        raise NotAWholePhoto from error


def _jpeg(content):
    kept, at = [content[:2]], 2
    while True:
        if content[at] != 0xFF:
            raise NotAWholePhoto
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == END:
            return b"".join([*kept, content[at : at + 2]])
        ends = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if marker == SCAN:
            ends = _end_of_scan(content, ends)
        kept.append(_kept_part(marker, content[at:ends]))
        at = ends


def _kept_part(marker, part):
    is_application = 0xE0 <= marker <= 0xEF
    if marker == 0xE1 and part[4:10] == b"Exif\0\0":
        return _which_way_up(part[10:])
    if marker == COMMENT or (is_application and marker not in KEPT_APPLICATION_PARTS):
        return b""
    if marker == 0xE2 and not part[4:].startswith(b"ICC_PROFILE"):  # further pictures, each with its own Exif
        return b""
    return part


def _end_of_scan(content, at):
    """Return where the next part begins after the drawing itself."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise NotAWholePhoto
        if content[at + 1] != 0 and content[at + 1] not in RESTARTS and content[at + 1] != 0xFF:
            return at
        at += 1 if content[at + 1] == 0xFF else 2


def _which_way_up(exif):
    """Return an Exif part that says only which way up the photo stands; nothing where that is not said."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return b""
    try:
        first = struct.unpack_from(f"{order}I", exif, 4)[0]
        for number in range(struct.unpack_from(f"{order}H", exif, first)[0]):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * number)
            if tag == ORIENTATION and 2 <= value <= 8:
                said = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, value, 0, 0)
                return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said
    except struct.error:
        return b""
    return b""


def _png(content):
    kept, at = [PNG_SIGNATURE], len(PNG_SIGNATURE)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        part = content[at : at + 12 + length]
        if len(part) < 12 + length:
            raise NotAWholePhoto
        if name not in PNG_BESIDE:
            kept.append(part)
        if name == b"IEND":
            return b"".join(kept)
        at += 12 + length
