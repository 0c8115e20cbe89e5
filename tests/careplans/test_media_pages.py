"""The pages of photo, voice and video: added, shown, handed out to who may see, taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from careplans import media, profile
from careplans.acts import Act
from careplans.models import AboutHeading, Media
from ipc.kernel.models import Event
from tests import files
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    KeptFromFactory,
    MediaFactory,
    OrganisationFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
)
from tests.factories.people import staff

SHARED = ["identity", "about_me"]
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


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def partner(person, house):
    user = staff("partner", house, OrganisationFactory(site=house))
    ConsentFactory(person=person, user=user, sections=SHARED)
    return user


def upload(content=files.JPEG, name="image.jpg"):
    return SimpleUploadedFile(name, content)


def add(person, by, content=files.JPEG, heading=AboutHeading.MATTERS, words=WORDS):
    return media.add(person, by=by, heading=heading, upload=upload(content), text_alternative=words)


def text(answer):
    return " ".join(answer.content.decode().split())


def kept_files(root):
    return [path for path in root.rglob("*") if path.is_file()]


def test_the_person_adds_a_photo_and_sees_it_with_its_words(person, herself, signed_in):
    client = signed_in(herself)
    url = reverse("add_my_media", args=["matters"])

    form = text(client.get(f"{url}?kind=photo"))
    assert 'capture="environment"' in form
    assert 'accept="image/jpeg,image/png"' in form
    answer = client.post(url, {"had": upload(), "text_alternative": WORDS}, follow=True)

    added = Media.objects.get(person=person)
    assert f'<img src="{reverse("media_file", args=[added.public_id])}" alt="{WORDS}">' in text(answer)


@pytest.mark.parametrize(("kind", "control"), [("sound", 'capture="user"'), ("video", 'accept="video/*"')])
def test_a_voice_and_a_video_may_be_made_on_the_spot(person, herself, signed_in, kind, control):
    assert control in text(signed_in(herself).get(reverse("add_my_media", args=["matters"]), {"kind": kind}))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text_alternative": WORDS}, "Choose a file"),
        ({"had": b"words", "text_alternative": WORDS}, "We cannot use this file."),
        ({"now": files.JPEG}, "Say the same in words"),
    ],
)
def test_what_is_missing_is_asked_for_kindly(person, herself, signed_in, sent, sentence):
    sent = {name: upload(one) if isinstance(one, bytes) else one for name, one in sent.items()}

    page = text(signed_in(herself).post(reverse("add_my_media", args=["matters"]), sent))

    assert sentence in page
    assert not Media.objects.exists()


def test_a_colleague_adds_at_the_persons_side_and_takes_back(
    person, worker, signed_in, django_capture_on_commit_callbacks, root
):
    client = signed_in(worker)
    url = reverse("add_media", args=[person.public_id, "liked"])
    client.post(url, {"now": upload(files.MP3), "text_alternative": "Ada laughs."})
    added = Media.objects.get(person=person)

    back = reverse("take_back_media", args=[added.public_id])
    assert "Ada laughs." in text(client.get(back))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(back)

    assert answer.url == reverse("write_about_person", args=[person.public_id, "liked"])
    assert kept_files(root) == []


def test_the_person_takes_back_after_being_asked(person, herself, signed_in):
    added = add(person, herself)
    client, url = signed_in(herself), reverse("take_back_my_media", args=[added.public_id])

    assert "cannot come back" in text(client.get(url))
    assert client.post(url).url == reverse("write_about_me", args=["matters"])
    assert Media.objects.get().removed_by == herself


def test_the_file_goes_to_who_may_see_it_as_nothing_but_a_file(person, herself, worker, signed_in):
    added = add(person, herself, files.FILM)
    url = reverse("media_file", args=[added.public_id])

    answer = signed_in(worker).get(url, headers={"range": "bytes=0-7"})

    assert (answer.status_code, answer["Content-Type"], len(answer.content)) == (206, "video/mp4", 8)
    assert answer["Content-Disposition"] == 'inline; filename="video.mp4"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store, private"
    assert Event.objects.filter(act=Act.SEE_ABOUT_ME, actor=worker, subject_type="careplans.Media").exists()


def test_what_was_taken_back_is_not_found(person, herself, signed_in):
    added = media.take_back(add(person, herself), by=herself)

    answer = signed_in(herself).get(reverse("media_file", args=[added.public_id]))

    assert answer.status_code == 404
    assert "We cannot find this file" in text(answer)


def test_who_may_not_read_about_me_gets_no_file(person, herself, house, signed_in):
    url = reverse("media_file", args=[add(person, herself).public_id])
    sister = ConsentFactory(person=person, sections=["identity", "plan"]).user

    for user in (sister, staff("coordinator", house), staff("finance", house)):
        assert signed_in(user).get(url).status_code == 404


def test_a_partner_sees_and_adds_nothing(person, herself, partner, signed_in):
    added = add(person, herself)
    client = signed_in(partner)

    assert client.get(reverse("media_file", args=[added.public_id])).status_code == 200
    assert client.get(reverse("add_media", args=[person.public_id, "liked"])).status_code == 403
    assert client.post(reverse("take_back_media", args=[added.public_id])).status_code == 403


def test_what_is_kept_from_a_partner_keeps_its_files_too(person, herself, partner, signed_in, acting_for):
    added = add(person, herself, words="My secret songs.")
    KeptFromFactory(person=person, reader=partner, line_kind="statement", line_id=added.statement.public_id)
    client = signed_in(partner)

    assert "My secret songs." not in text(client.get(reverse("about_person", args=[person.public_id])))
    assert client.get(reverse("media_file", args=[added.public_id])).status_code == 404
    assert media.shown(person, partner) == {}
    with acting_for(partner):
        assert not Media.objects.exists()


def test_the_newest_photo_beside_what_people_like_stands_on_the_profile(person, herself, signed_in):
    add(person, herself, heading=AboutHeading.LIKED, words="An old photo.")
    newest = add(person, herself, heading=AboutHeading.LIKED, words="Me, laughing.")
    add(person, herself, files.MP3, heading=AboutHeading.LIKED)

    photo = profile.shown(person, herself)["photo"]

    assert photo == {"url": reverse("media_file", args=[newest.public_id]), "words": "Me, laughing."}
    assert 'alt="Me, laughing."' in text(signed_in(herself).get(reverse("my_profile")))


def test_showing_costs_one_query_however_many(person, herself, django_assert_num_queries):
    assert herself.hat
    statement = StatementFactory(person=person)
    for _ in range(10):
        MediaFactory(statement=statement, added_by=UserFactory(), added_at=timezone.now())

    with django_assert_num_queries(1):
        assert len(media.shown(person, herself)[AboutHeading.MATTERS]) == 10
