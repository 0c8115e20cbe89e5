"""Small files of each kind that people may give, made up part by part."""

import struct
import zlib

PLACE = b"+51.8787-000.4200/"  # nowhere in particular


def jpeg_part(marker, content):
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def _exif():
    """Return Exif as a telephone writes it: which way up (6), a place, and so on."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + PLACE


_DRAWING = jpeg_part(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56" + b"\xff\xd9"
_FRAME = jpeg_part(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0") + jpeg_part(0xDB, bytes(65))
JPEG = b"\xff\xd8" + _FRAME + _DRAWING
PHOTO_WITH_PLACE = (
    b"\xff\xd8"
    + jpeg_part(0xE1, _exif())
    + jpeg_part(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE)
    + jpeg_part(0xE2, b"ICC_PROFILE\0\x01\x01 colours")
    + jpeg_part(0xE2, b"MPF\0" + PLACE)
    + jpeg_part(0xFE, b"a comment")
    + _FRAME
    + _DRAWING
)


def png_part(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


_PNG_HEAD = png_part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
_PNG_TAIL = png_part(b"IDAT", zlib.compress(b"\0\0")) + png_part(b"IEND", b"")
PNG = b"\x89PNG\r\n\x1a\n" + _PNG_HEAD + _PNG_TAIL
PNG_WITH_WORDS = (
    b"\x89PNG\r\n\x1a\n"
    + _PNG_HEAD
    + png_part(b"tEXt", b"place\0" + PLACE)
    + png_part(b"eXIf", _exif())
    + _PNG_TAIL
)


def box(name, content):
    return struct.pack(">I", 8 + len(content)) + name + content


def _track(kind):
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + kind + bytes(13))))


def _in_boxes(brand, *tracks):
    place = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0) + PLACE))
    moov = box(b"moov", b"".join(_track(kind) for kind in tracks) + place)
    return box(b"ftyp", brand + b"\0\0\0\0isommp42") + moov + box(b"mdat", bytes(64))


FILM = _in_boxes(b"isom", b"vide", b"soun")
QUICKTIME = _in_boxes(b"qt  ", b"vide", b"soun")
SOUND = _in_boxes(b"M4A ", b"soun")
SOUND_OF_A_TELEPHONE = _in_boxes(b"isom", b"soun")
MP3 = b"ID3\x04\0\0\0\0\0\x0f" + bytes(100)
OGG = b"OggS\0\x02" + bytes(22) + b"\x01\x13OpusHead" + bytes(50)
_WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x04"
WEBM_FILM = _WEBM + bytes(40) + b"V_VP8" + bytes(40)
WEBM_SOUND = _WEBM + bytes(40) + b"A_OPUS" + bytes(40)
