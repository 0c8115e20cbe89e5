"""Files that people give: what a photo and a film lose, what they keep, and how a part is handed out."""

import struct

import pytest
from django.test import RequestFactory

from ipc.kernel import photos, recordings, serving
from tests.files import FILM, JPEG, PHOTO_WITH_PLACE, PLACE, PNG_WITH_WORDS, SOUND, box


def parts(jpeg):
    """Yield the marker and the content of each part before the drawing."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        length = struct.unpack_from(">H", jpeg, at + 2)[0]
        yield jpeg[at + 1], jpeg[at + 4 : at + 2 + length]
        at += 2 + length


def test_a_photo_loses_where_it_was_taken_and_keeps_which_way_up_it_stands():
    clean = photos.without_place(PHOTO_WITH_PLACE, "image/jpeg")

    assert PLACE in PHOTO_WITH_PLACE
    assert PLACE not in clean
    assert b"a comment" not in clean
    kept = dict(parts(clean))
    assert kept[0xE1].startswith(b"Exif\0\0MM")
    assert struct.unpack_from(">H", kept[0xE1], 6 + 8 + 2 + 8)[0] == 6
    assert kept[0xE2].startswith(b"ICC_PROFILE")


def test_the_picture_itself_is_not_touched():
    clean = photos.without_place(PHOTO_WITH_PLACE, "image/jpeg")

    drawing = PHOTO_WITH_PLACE[PHOTO_WITH_PLACE.index(b"\xff\xda") :]
    assert clean.endswith(drawing[: drawing.index(b"\xff\xd9") + 2])


def test_what_follows_the_end_of_a_photo_is_left_out():
    clean = photos.without_place(PHOTO_WITH_PLACE + b"a film behind the photo", "image/jpeg")

    assert clean.endswith(b"\xff\xd9")


def test_a_photo_without_anything_beside_it_stays_as_it_is():
    assert photos.without_place(JPEG, "image/jpeg") == JPEG


def test_a_png_loses_its_words_and_keeps_the_rest():
    clean = photos.without_place(PNG_WITH_WORDS, "image/png")

    assert PLACE not in clean
    assert b"IHDR" in clean
    assert clean.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(JPEG[:-4], "image/jpeg"), (JPEG[:8], "image/jpeg"), (PNG_WITH_WORDS[:-6], "image/png")],
)
def test_half_a_photo_is_refused(content, content_type):
    with pytest.raises(photos.NotAWholePhoto):
        photos.without_place(content, content_type)


def test_a_film_loses_where_it_was_made_and_nothing_moves():
    clean = recordings.without_place(FILM)

    assert PLACE in FILM
    assert PLACE not in clean
    assert len(clean) == len(FILM)
    assert clean.index(b"mdat") == FILM.index(b"mdat")
    assert recordings.is_mp4_film(clean)


def test_a_sound_in_boxes_is_told_from_a_film():
    assert recordings.is_mp4_sound(SOUND)
    assert not recordings.is_mp4_film(SOUND)
    assert not recordings.is_mp4_sound(FILM)


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 7, box(b"moov", b"")[:-1] + b"\xff", struct.pack(">I4s", 2, b"moov")]
)
def test_broken_boxes_end_the_looking(content):
    assert not recordings.is_mp4_film(content)


@pytest.mark.parametrize(
    ("asked", "status", "got", "said"),
    [
        ("", 200, b"0123456789", None),
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=0-999", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=50-60", 200, b"0123456789", None),
        ("bytes=-", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_a_player_gets_the_part_it_asks_for(asked, status, got, said):
    request = RequestFactory().get("/", headers={"range": asked} if asked else {})

    answer = serving.as_a_recording(request, b"0123456789", "video/mp4", "video.mp4")

    assert (answer.status_code, answer.content, answer.get("Content-Range")) == (status, got, said)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
