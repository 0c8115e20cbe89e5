"""Documents on their pages: given with a telephone, opened by an address that ends, taken back."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ipc.kernel.models import Event
from people import on_file
from people.acts import Act
from people.models import Allocation, Document, Looked, Section, Todo, TodoKind
from tests import files
from tests.factories import (
    ConsentFactory,
    DocumentFactory,
    PaperReceivedFactory,
    UserFactory,
)
from tests.people.test_documents import LETTER

GIVEN = {"title": "Letter from the hospital", "kind": "letter"}


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret)


@pytest.fixture
def theirs(margaret, coordinator):
    """The coordinator whose caseload she is on."""
    return coordinator


def give(browser, address, name="now", content=files.PHOTO_WITH_PLACE, **more):
    file = SimpleUploadedFile("IMG_1.jpg", content)
    return browser.post(address, {**GIVEN, name: file, **more})


def text(answer):
    return answer.content.decode()


def test_a_person_gives_a_photo_and_the_team_finds_it(own, margaret, theirs, signed_in):
    browser = signed_in(own)
    assert 'capture="environment"' in text(browser.get(reverse("add_my_document")))

    answer = give(browser, reverse("add_my_document"))

    kept = Document.objects.get(person=margaret)
    assert (answer.status_code, kept.from_team, kept.looked) == (302, False, Looked.NOT_LOOKED)
    mine = text(browser.get(answer["Location"]))
    assert "Letter from the hospital" in mine
    assert "Not checked for harm" in mine
    assert "You gave it on" in mine
    page = text(signed_in(theirs).get(reverse("documents_of", args=[margaret.public_id])))
    assert "Letter from the hospital" in page
    todo = Todo.objects.get(kind=TodoKind.DOCUMENT)
    assert reverse("settle_todo", args=[todo.public_id]) in page
    assert Event.objects.filter(act=Act.SEE_DOCUMENTS, person_id=margaret.pk, is_read=True).count() == 2


def test_the_same_form_sent_twice_gives_one_document(own, signed_in):
    browser, key = signed_in(own), "7d444840-9dc0-11d1-b245-5ffdce74fad2"
    for _time in range(2):
        assert give(browser, reverse("add_my_document"), key=key).status_code == 302

    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("had", b"MZ" + bytes(200), "must be a photo (JPG or PNG) or a PDF"),
        ("other", LETTER, "Take a photo or choose a file"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_words_stay(own, signed_in, name, content, says):
    answer = give(signed_in(own), reverse("add_my_document"), name, content)

    assert says in text(answer)
    assert 'value="Letter from the hospital"' in text(answer)
    assert not Document.objects.exists()


def test_a_file_is_handed_out_by_an_address_that_ends(own, theirs, signed_in):
    give(signed_in(own), reverse("add_my_document"), "had", LETTER)
    address = reverse("open_document", args=[Document.objects.get().public_id])
    browser = signed_in(theirs)

    led = browser.get(address)
    answer = browser.get(led["Location"])

    assert answer.content == LETTER
    assert answer["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert signed_in(own).get(led["Location"]).status_code == 410  # it was made for somebody else
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        assert browser.get(led["Location"]).status_code == 410


def test_who_may_not_see_it_any_more_is_not_handed_the_file(own, theirs, signed_in):
    give(signed_in(own), reverse("add_my_document"), "had", LETTER)
    led = signed_in(theirs).get(reverse("open_document", args=[Document.objects.get().public_id]))
    Allocation.objects.filter(worker=theirs).update(ends_on=timezone.localdate())

    assert signed_in(theirs).get(led["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("looked", "says"), [(Looked.WAITING, "still checking"), (Looked.HELD, "hold this file back")]
)
def test_a_file_that_is_not_clean_is_handed_to_nobody(own, margaret, signed_in, looked, says):
    document = DocumentFactory(person=margaret, looked=looked)
    browser = signed_in(own)

    address = reverse("open_document", args=[document.public_id])
    assert f'href="{address}"' not in text(browser.get(reverse("my_documents")))
    answer = browser.get(address, follow=True)

    assert (answer.status_code, says in text(answer)) == (409, True)


def test_a_person_takes_back_what_they_gave_and_not_what_the_team_gave(own, margaret, signed_in):
    browser = signed_in(own)
    give(browser, reverse("add_my_document"), "had", LETTER)
    mine = Document.objects.get()
    given = DocumentFactory(person=margaret, from_team=True)

    assert browser.post(reverse("take_back_my_document", args=[mine.public_id])).status_code == 302
    refused = browser.post(reverse("take_back_my_document", args=[given.public_id]))

    assert "Your care team put this here" in text(refused)
    assert list(Document.objects.exclude(removed_at=None)) == [mine]
    assert mine.title not in text(browser.get(reverse("my_documents")))


def test_the_team_adds_and_takes_away_with_a_reason(own, margaret, theirs, signed_in):
    give(signed_in(own), reverse("add_my_document"), "had", LETTER)
    mine, browser = Document.objects.get(), signed_in(theirs)

    assert give(browser, reverse("add_document", args=[margaret.public_id]), "had", LETTER).status_code == 302
    assert Document.objects.get(added_by=theirs).from_team
    address = reverse("take_back_document", args=[mine.public_id])
    assert "Write why" in text(browser.post(address))
    assert browser.post(address, {"why": "It is somebody else's letter."}).status_code == 302
    mine.refresh_from_db()
    assert mine.removed_by == theirs


def test_a_helper_whom_the_plan_is_shared_with_sees_no_documents(margaret, signed_in):
    helper = UserFactory()
    ConsentFactory(person=margaret, user=helper, sections=[Section.IDENTITY, Section.PLAN])
    document = DocumentFactory(person=margaret)
    browser = signed_in(helper)

    assert browser.get(reverse("my_documents")).status_code == 403
    assert browser.get(reverse("open_document", args=[document.public_id])).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many_and_goes_on(
    own, margaret, signed_in, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(on_file, "A_PAGE", 3)
    browser = signed_in(own)
    DocumentFactory(person=margaret)
    browser.get(reverse("my_documents"))
    with django_assert_max_num_queries(60) as one:
        browser.get(reverse("my_documents"))
    for number in range(4):
        DocumentFactory(person=margaret, title=f"Paper {number}", added_by=own)
        PaperReceivedFactory(person=margaret, keyed_by=own)
    with django_assert_max_num_queries(len(one)) as many:
        page = text(browser.get(reverse("my_documents")))

    assert len(many) <= len(one)
    assert "Paper 3" in page
    assert "Paper 0" not in page
    older = next(part.split('"')[0] for part in page.split('href="') if part.startswith("?before="))
    assert "Paper 0" in text(browser.get(reverse("my_documents") + older))
