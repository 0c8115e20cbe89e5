"""Documents through the API: given as a file, handed out, taken back once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people.models import Document, Looked
from tests.factories import DocumentFactory, PaperReceivedFactory, UserFactory
from tests.people.test_documents import LETTER

ALL = "/api/v1/documents/"


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret)


def give(browser, person, content=LETTER, **headers):
    file = SimpleUploadedFile("letter.pdf", content)
    facts = {"person": str(person.public_id), "title": "A letter", "kind": "letter", "file": file}
    return browser.post(ALL, facts, headers=headers)


def test_a_document_is_given_once_per_key_read_and_handed_out(margaret, own, signed_in):
    browser, key = signed_in(own), {"Idempotency-Key": "7d444840-9dc0-11d1-b245-5ffdce74fad2"}

    given = [give(browser, margaret, **key) for _time in range(2)]

    assert [answer.status_code for answer in given] == [201, 201]
    kept = Document.objects.get()
    assert given[0].json()["id"] == given[1].json()["id"] == str(kept.public_id)
    assert (given[0].json()["from_team"], given[0].json()["looked"]) == (False, "not_looked")
    assert browser.get(f"{ALL}{kept.public_id}/").json()["title"] == "A letter"
    handed = browser.get(f"{ALL}{kept.public_id}/content/")
    assert handed.content == LETTER
    assert handed["Content-Disposition"].startswith("attachment")


def test_the_team_gives_and_takes_away_with_a_reason(margaret, own, coordinator, signed_in):
    assert give(signed_in(coordinator), margaret).json()["from_team"]
    theirs = give(signed_in(own), margaret).json()["id"]
    browser = signed_in(coordinator)

    assert browser.post(f"{ALL}{theirs}/take-back/").status_code == 409
    answer = browser.post(f"{ALL}{theirs}/take-back/", {"why": "It is somebody else's."})

    assert answer.json()["removed_at"]
    assert browser.get(f"{ALL}{theirs}/content/").status_code == 409


@pytest.mark.parametrize("looked", [Looked.WAITING, Looked.HELD])
def test_what_is_not_clean_is_handed_to_nobody(margaret, own, signed_in, looked):
    document = DocumentFactory(person=margaret, looked=looked)

    assert signed_in(own).get(f"{ALL}{document.public_id}/content/").status_code == 409


def test_a_file_of_another_kind_is_a_conflict(margaret, own, signed_in):
    answer = give(signed_in(own), margaret, b"MZ" + bytes(200))

    assert answer.status_code == 409
    assert "photo (JPG or PNG) or a PDF" in answer.json()["title"]


def test_papers_that_came_are_read(margaret, own, signed_in):
    paper = PaperReceivedFactory(person=margaret)

    found = signed_in(own).get("/api/v1/papers-received/").json()["results"]

    assert [one["id"] for one in found] == [str(paper.public_id)]
