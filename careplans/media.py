"""A photo, a voice or a video beside what somebody says about themselves, each with the same in words."""

import re

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans import about, reading
from careplans.acts import Act
from careplans.models import Media, MediaKind, Statement
from ipc.kernel import audit, photos, recordings, uploads
from ipc.kernel.dates import in_words
from ipc.kernel.errors import RuleBroken
from people import leaving

MP4 = re.compile(rb"....ftyp", re.DOTALL)
WEBM = re.compile(rb"\x1aE\xdf\xa3")
MAYBE_MP4 = ("video/mp4", "audio/mp4", "audio/x-m4a", uploads.UNKNOWN)
MAYBE_WEBM = ("video/webm", "application/x-matroska", uploads.UNKNOWN)


def _sound(begins, ending, seen_as, **more):
    return uploads.Kind(begins, ending, "SOUND_LIMIT_MB", seen_as, **more)


def _video(begins, ending, seen_as, is_one):
    return uploads.Kind(begins, ending, "VIDEO_LIMIT_MB", seen_as, is_one)


KINDS = {
    "image/jpeg": uploads.JPEG,
    "image/png": uploads.PNG,
    "audio/mpeg": _sound(re.compile(rb"ID3|\xff[\xf2\xf3\xfa\xfb]"), ".mp3", ("audio/mpeg", uploads.UNKNOWN)),
    "audio/ogg": _sound(
        re.compile(rb"OggS.{24}.{1,40}(OpusHead|\x01vorbis)", re.DOTALL),
        ".ogg",
        ("application/ogg", "audio/ogg", uploads.UNKNOWN),
    ),
    "audio/mp4": _sound(MP4, ".m4a", MAYBE_MP4, is_one=recordings.is_mp4_sound),
    "audio/webm": _sound(WEBM, ".weba", MAYBE_WEBM, is_one=recordings.is_webm_sound),
    "video/mp4": _video(MP4, ".mp4", MAYBE_MP4, recordings.is_mp4_film),
    "video/quicktime": _video(MP4, ".mov", ("video/quicktime",), recordings.is_mp4_film),
    "video/webm": _video(WEBM, ".webm", MAYBE_WEBM, recordings.is_webm_film),
}
KIND_OF = {"image": MediaKind.PHOTO, "audio": MediaKind.SOUND, "video": MediaKind.VIDEO}
IN_BOXES = ("audio/mp4", "video/mp4", "video/quicktime")


class MediaTooLarge(RuleBroken):
    message = _("The file must be smaller than %(most)s MB. Choose a smaller or shorter one.")


class MediaEmpty(RuleBroken):
    message = _("The file is empty. Choose it again.")


class MediaOfAnotherKind(RuleBroken):
    message = _(
        "We cannot use this file. Choose a photo (JPG or PNG), a voice recording (MP3, M4A or OGG) or a "
        "video (MP4, MOV or WEBM)."
    )


class NoWordsForIt(RuleBroken):
    message = _("Say the same in words, for people who cannot see or hear it.")


class AlreadyTakenBack(RuleBroken):
    message = _("This was taken back already. The file is gone.")


class MediaNotFound(RuleBroken):
    message = _("We cannot find this file. Add it again, or ask your care team.")


REFUSALS = uploads.Refusals(MediaEmpty, MediaTooLarge, MediaOfAnotherKind)


def kind_of(content_type) -> MediaKind:
    return KIND_OF[content_type.split("/")[0]]


def look_at(upload) -> str:
    """Return the content type of ``upload``, by its content alone.

    Raises:
        MediaTooLarge, MediaEmpty, MediaOfAnotherKind
    """
    return uploads.look_at(upload, KINDS, REFUSALS)


@transaction.atomic
def add(person, *, by, heading, upload, text_alternative) -> Media:
    """Keep ``upload`` beside the person's words under ``heading``, without where it was made.

    Where nothing is written there yet, ``text_alternative`` is the first that is.

    Raises:
        MediaTooLarge, MediaEmpty, MediaOfAnotherKind, NoWordsForIt, Changed, HasDied
    """
    leaving.refuse_after_death(person)
    if not text_alternative.strip():
        raise NoWordsForIt
    content_type = look_at(upload)
    statement = Statement.objects.select_for_update().filter(person=person, heading=heading).first()
    if statement is None:
        statement = about.write(person, by=by, heading=heading, words=text_alternative)
    added = Media(
        site_id=person.site_id,
        person=person,
        statement=statement,
        kind=kind_of(content_type),
        content_type=content_type,
        text_alternative=text_alternative,
        added_at=timezone.now(),
        added_by=by,
    )
    put(added, _without_place(upload.read(), content_type))
    audit.record(Act.WRITE_ABOUT_ME, added, by=by)
    return added


def put(media, content: bytes) -> None:
    """Keep ``content`` as the file of ``media``."""
    kept = uploads.put(media.file, content, KINDS[media.content_type].ending)
    media.size, media.sha256 = kept["size"], kept["sha256"]
    media.save()


def _without_place(content, content_type):
    """Return ``content`` without what a camera or telephone writes beside it."""
    if content_type in IN_BOXES:
        return recordings.without_place(content)
    if content_type not in ("image/jpeg", "image/png"):
        return content
    try:
        return photos.without_place(content, content_type)
    except photos.NotAWholePhoto as error:
        raise MediaOfAnotherKind from error


@transaction.atomic
def take_back(media, *, by) -> Media:
    """Take a photo, voice or video back: its file is deleted; that it was there is kept.

    Raises:
        AlreadyTakenBack
    """
    media = Media.objects.select_for_update().get(pk=media.pk)
    if media.removed_at:
        raise AlreadyTakenBack
    storage, name = media.file.storage, media.file.name
    media.file = ""
    media.removed_at, media.removed_by = timezone.now(), by
    media.save(update_fields=["file", "removed_at", "removed_by"])
    audit.record(Act.WRITE_ABOUT_ME, media, by=by)
    transaction.on_commit(lambda: storage.delete(name))
    return media


def content(media) -> bytes:
    """Return the file of ``media``.

    Raises:
        MediaNotFound: it was taken back, or is not where it was put.
    """
    if not media.file:
        raise MediaNotFound
    try:
        with media.file.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise MediaNotFound from error


def file_name(media) -> str:
    return f"{media.kind}{KINDS[media.content_type].ending}"


def shown(person, user) -> dict[str, list[dict]]:
    """Return what stands beside each heading, as ``user`` may see it, the newest first: one query."""
    seen = Media.objects.visible_to(user).filter(person=person, removed_at=None)
    found: dict[str, list[dict]] = {}
    for media in seen.select_related("person", "statement", "added_by").order_by("-pk"):
        found.setdefault(media.statement.heading, []).append(one(media))
    return found


def one(media) -> dict:
    """Return a photo, a voice or a video as a page shows it."""
    return {
        "id": media.public_id,
        "kind": media.get_kind_display(),
        "is_photo": media.kind == MediaKind.PHOTO,
        "is_sound": media.kind == MediaKind.SOUND,
        "url": reverse("media_file", args=[media.public_id]),
        "words": media.text_alternative,
        "who": reading.signed(media.added_by, media.person),
        "when": in_words(media.added_at),
    }
