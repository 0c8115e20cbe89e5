"""Photo, voice and video beside what people say: looked at, kept, guarded, taken back."""

import hashlib
import uuid
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from careplans import going_along, media
from careplans.acts import Act
from careplans.media import (
    AlreadyTakenBack,
    MediaEmpty,
    MediaNotFound,
    MediaOfAnotherKind,
    MediaTooLarge,
    NoWordsForIt,
)
from careplans.models import AboutHeading, Media, MediaKind, Statement
from ipc.kernel.models import Event
from people import disposal
from people.going_along import Move
from people.leaving import HasDied
from people.models import PersonStatus
from tests import files
from tests.factories import (
    PersonFactory,
    SiteFactory,
    StatementFactory,
    UserFactory,
)

WORDS = "My dog Biscuit in the garden."


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def herself(person):
    return UserFactory(person=person)


def upload(content=files.JPEG, name="image.jpg"):
    return SimpleUploadedFile(name, content)


def add(person, by, content=files.JPEG, heading=AboutHeading.MATTERS, words=WORDS):
    return media.add(person, by=by, heading=heading, upload=upload(content), text_alternative=words)


def kept_files(root):
    return [path for path in root.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "content_type", "kind"),
    [
        (files.JPEG, "image/jpeg", MediaKind.PHOTO),
        (files.PNG, "image/png", MediaKind.PHOTO),
        (files.MP3, "audio/mpeg", MediaKind.SOUND),
        (files.OGG, "audio/ogg", MediaKind.SOUND),
        (files.SOUND, "audio/mp4", MediaKind.SOUND),
        (files.SOUND_OF_A_TELEPHONE, "audio/mp4", MediaKind.SOUND),
        (files.WEBM_SOUND, "audio/webm", MediaKind.SOUND),
        (files.FILM, "video/mp4", MediaKind.VIDEO),
        (files.QUICKTIME, "video/quicktime", MediaKind.VIDEO),
        (files.WEBM_FILM, "video/webm", MediaKind.VIDEO),
    ],
)
def test_each_kind_is_known_by_content_and_kept(person, herself, content, content_type, kind):
    added = add(person, herself, content)

    assert (added.content_type, added.kind) == (content_type, kind)
    assert media.content(added)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%PDF-1.7\n1 0 obj",
        b"GIF89a" + bytes(100),
        b"MZ" + bytes(200),
        files.box(b"ftyp", b"isom\0\0\0\0") + files.box(b"mdat", bytes(40)),
        files.JPEG[:-3],
        "\ufeffjust words".encode("utf-16"),
    ],
)
def test_anything_else_is_refused_whatever_its_name(person, herself, content, root):
    with pytest.raises(MediaOfAnotherKind):
        add(person, herself, content)

    assert kept_files(root) == []
    assert not Media.objects.exists()


def test_an_empty_file_is_refused(person, herself):
    with pytest.raises(MediaEmpty):
        add(person, herself, b"")


@pytest.mark.parametrize(
    ("limit", "content"),
    [("UPLOAD_LIMIT_MB", files.JPEG), ("SOUND_LIMIT_MB", files.MP3), ("VIDEO_LIMIT_MB", files.WEBM_FILM)],
)
def test_each_kind_has_its_own_limit(person, herself, settings, limit, content):
    setattr(settings, limit, 0)

    with pytest.raises(MediaTooLarge, match="smaller than 0 MB"):
        add(person, herself, content)


def test_what_is_larger_than_any_limit_is_refused_unread(settings):
    settings.UPLOAD_LIMIT_MB = settings.SOUND_LIMIT_MB = settings.VIDEO_LIMIT_MB = 1
    large = SimpleNamespace(size=1024 * 1024 + 1)  # has nothing to read

    with pytest.raises(MediaTooLarge, match="smaller than 1 MB"):
        media.look_at(large)


@pytest.mark.parametrize("words", ["", "  \n"])
def test_nothing_is_kept_without_the_same_in_words(person, herself, words):
    with pytest.raises(NoWordsForIt):
        add(person, herself, words=words)


def test_nothing_is_added_after_somebody_died(person, herself):
    person.status = PersonStatus.DIED
    person.save()

    with pytest.raises(HasDied):
        add(person, herself)


def test_a_photo_is_kept_without_its_place_under_a_name_that_says_nothing(person, herself, root):
    added = add(person, herself, files.PHOTO_WITH_PLACE)

    kept = (root / added.file.name).read_bytes()
    assert files.PLACE not in kept
    assert (added.size, added.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())
    assert uuid.UUID(added.file.name.split("/")[-1].removesuffix(".jpg"))


def test_a_film_is_kept_without_its_place(person, herself):
    assert files.PLACE not in media.content(add(person, herself, files.FILM))


def test_its_words_are_the_first_where_nothing_is_written_yet(person, herself, acting_for):
    with acting_for(herself):
        added = add(person, herself)

    statement = Statement.objects.get(person=person)
    assert (statement.words, statement.written_by) == (WORDS, herself)
    assert added.statement == statement
    assert Event.objects.filter(act=Act.WRITE_ABOUT_ME, subject_type="careplans.Media").count() == 1


def test_words_that_are_there_stay_as_they_are(person, herself):
    StatementFactory(person=person, words="Biscuit.", revision=4)

    add(person, herself)

    statement = Statement.objects.get(person=person)
    assert (statement.words, statement.revision) == ("Biscuit.", 4)


def test_taking_back_deletes_the_file_and_keeps_that_it_was_there(
    person, herself, root, acting_for, django_capture_on_commit_callbacks
):
    added = add(person, herself)

    with django_capture_on_commit_callbacks(execute=True), acting_for(herself):
        media.take_back(added, by=herself)

    added.refresh_from_db()
    assert (added.removed_by, bool(added.file)) == (herself, False)
    assert kept_files(root) == []
    assert media.shown(person, herself) == {}
    assert Statement.objects.filter(person=person).exists()


def test_taking_back_twice_is_refused(person, herself):
    added = media.take_back(add(person, herself), by=herself)

    with pytest.raises(AlreadyTakenBack):
        media.take_back(added, by=herself)


def test_a_file_that_is_gone_is_told_of(person, herself, root):
    added = add(person, herself)
    (root / added.file.name).unlink()

    with pytest.raises(MediaNotFound):
        media.content(added)
    with pytest.raises(MediaNotFound):
        media.content(media.take_back(added, by=herself))


def test_a_record_that_is_deleted_takes_its_files_along(person, herself):
    added = add(person, herself)

    assert [file.name for file in disposal._files_of([person.pk])] == [added.file.name]


def test_somebody_who_moves_takes_their_photos_along_in_files_of_their_own(person, herself, root):
    added = add(person, herself)
    media.take_back(add(person, herself, words="Taken back."), by=herself)
    lost = add(person, herself, words="Lost.")
    (root / lost.file.name).unlink()
    new = PersonFactory(site=SiteFactory(slug="luton"))

    going_along.about_me(Move(person, new, person.site, herself))

    there = Media.objects.get(person=new)
    assert (there.site, there.statement.person, there.text_alternative) == (new.site, new, WORDS)
    assert there.file.name != added.file.name
    assert media.content(there) == media.content(added)
