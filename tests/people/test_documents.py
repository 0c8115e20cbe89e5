"""Documents: looked at by what they are, kept without their place, checked for harm, taken back."""

import socketserver
import struct
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ipc.kernel.models import Effect, Event
from people import documents, scanning, tasks
from people.acts import Act
from people.documents import (
    DocumentEmpty,
    DocumentNotFound,
    DocumentOfAnotherKind,
    DocumentTakenBack,
    DocumentTooLarge,
    GivenByTheTeam,
    HeldBack,
    StillBeingChecked,
    WhyTakenBack,
)
from people.leaving import HasDied
from people.models import Document, Looked, PersonStatus, Todo, TodoKind
from tests import files
from tests.factories import MessageFactory, UserFactory

LETTER = b"%PDF-1.7\n" + b"a letter " * 40 + b"\n%%EOF\n"
# The test signature of the anti-malware industry (eicar.org), in two parts so that no scanner minds us.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret)


def keep(person, by, content=LETTER, **more):
    given = SimpleUploadedFile("Margaret Smith's hospital.pdf", content)
    facts = {"title": "The hospital's letter", "kind": "letter", **more}
    return documents.keep(person, by=by, upload=given, **facts)


@pytest.fixture
def kept(margaret, own, acting_for):
    with acting_for(own):
        return keep(margaret, own)


def kept_files(root):
    return [path for path in root.rglob("*") if path.is_file()]


class Clamd(socketserver.BaseRequestHandler):
    """What clamd does on INSTREAM (clamd(8)), with one signature."""

    def handle(self):
        assert self.request.recv(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self.exactly(4))[0]:
            content += self.exactly(length)
        found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
        self.request.sendall(b"stream: " + found + b"\0")

    def exactly(self, length):
        got = b""
        while len(got) < length:
            got += self.request.recv(length - len(got))
        return got


class NoClamd(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.recv(10)
        self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")


@pytest.fixture
def scanner(settings):
    """Let a scanner look, which speaks clamd's protocol at an address of this machine."""

    def listening(handler=Clamd):
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.SCANNER = "clamd://{}:{}".format(*server.server_address)
        servers.append(server)

    servers = []
    yield listening
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_document_is_kept_under_a_name_that_says_nothing(kept, own, root):
    assert (kept.title, kept.content_type, kept.size) == (
        "The hospital's letter",
        "application/pdf",
        len(LETTER),
    )
    assert documents.content(kept) == LETTER
    assert documents.file_name(kept) == "letter.pdf"
    assert "argaret" not in str(kept_files(root))
    assert Event.objects.filter(act=Act.ADD_DOCUMENT, actor_id=own.pk, subject_id=kept.public_id).count() == 1


def test_the_team_is_asked_to_look_at_what_comes_in(kept, margaret):
    assert Todo.objects.open().filter(person=margaret, kind=TodoKind.DOCUMENT).count() == 1


def test_nobody_is_asked_to_look_at_what_the_team_gave_or_a_message_carries(margaret, own, acting_for):
    message = MessageFactory(person=margaret)
    with acting_for(own):
        keep(margaret, own, from_team=True)
        keep(margaret, own, message=message)

    assert list(message.attachments.values_list("from_team", flat=True)) == [False]
    assert not Todo.objects.exists()


@pytest.mark.parametrize("content", [files.PHOTO_WITH_PLACE, files.PNG_WITH_WORDS])
def test_a_photo_is_kept_without_its_place(margaret, own, acting_for, content):
    with acting_for(own):
        kept = keep(margaret, own, content, kind="photo")

    assert files.PLACE not in documents.content(kept)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", DocumentEmpty),
        (b"<html><script>alert(1)</script></html>", DocumentOfAnotherKind),
        (b"MZ" + bytes(200), DocumentOfAnotherKind),
        (EICAR, DocumentOfAnotherKind),
        (files.JPEG[:-3], DocumentOfAnotherKind),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_whatever_its_name(
    margaret, own, acting_for, root, content, refusal
):
    with acting_for(own), pytest.raises(refusal):
        keep(margaret, own, content)

    assert kept_files(root) == []
    assert not Document.objects.exists()


def test_a_file_above_the_limit_is_refused(margaret, own, acting_for, settings):
    settings.UPLOAD_LIMIT_MB = 0

    with acting_for(own), pytest.raises(DocumentTooLarge, match="0 MB"):
        keep(margaret, own)


def test_after_a_death_the_team_alone_adds(margaret, own, acting_for):
    margaret.status = PersonStatus.DIED
    margaret.save()

    with acting_for(own), pytest.raises(HasDied):
        keep(margaret, own)
    with acting_for(own):
        assert keep(margaret, own, from_team=True).pk


def test_without_a_scanner_it_is_said_that_nobody_looked(kept):
    assert kept.looked == Looked.NOT_LOOKED
    assert not Effect.objects.filter(task="people.look_at_document").exists()


@pytest.mark.parametrize(("words", "looked"), [(b"", Looked.CLEAN), (EICAR, Looked.HELD)])
def test_a_scanner_says_whether_a_file_is_handed_out(margaret, own, acting_for, scanner, words, looked):
    scanner()
    with acting_for(own):
        kept = keep(margaret, own, LETTER + words)
    assert kept.looked == Looked.WAITING
    with pytest.raises(StillBeingChecked):
        documents.content(kept)

    tasks.look_at_document(Effect.objects.get(task="people.look_at_document").subject_id)

    kept.refresh_from_db()
    assert kept.looked == looked
    told = Todo.objects.filter(person=margaret, key__startswith="held back")
    assert told.exists() == (looked == Looked.HELD)
    if looked == Looked.HELD:
        with pytest.raises(HeldBack):
            documents.content(kept)
    else:
        assert documents.content(kept).startswith(LETTER)


def test_a_scanner_that_does_not_answer_leaves_the_file_waiting_until_the_night(
    margaret, own, acting_for, scanner, settings
):
    scanner(NoClamd)
    with acting_for(own):
        kept = keep(margaret, own)
    with pytest.raises(scanning.ScannerDidNotAnswer):
        scanning.look(kept.pk)
    settings.SCANNER = "clamd:///no/such.sock"
    with pytest.raises(scanning.ScannerDidNotAnswer):
        scanning.look(kept.pk)
    kept.refresh_from_db()
    assert kept.looked == Looked.WAITING

    scanner()
    scanning.look_again(margaret.site)

    kept.refresh_from_db()
    assert kept.looked == Looked.CLEAN


def test_a_file_nobody_can_look_at_keeps_no_other_from_being_looked_at(
    margaret, own, acting_for, scanner, settings
):
    scanner()
    with acting_for(own):
        gone, odd, last = (keep(margaret, own, LETTER + words) for words in (b"", b"odd", b""))
    gone.file.storage.delete(gone.file.name)
    settings.SCANNER = f"{__name__}.answers_about_most"

    scanning.look_again(margaret.site)

    assert list(Document.objects.order_by("pk").values_list("pk", "looked")) == [
        (gone.pk, Looked.WAITING),
        (odd.pk, Looked.WAITING),
        (last.pk, Looked.CLEAN),
    ]


def answers_about_most(content):
    if b"odd" in content:
        raise scanning.ScannerDidNotAnswer
    return True


def harmless(content):
    return b"harm" not in content


def test_a_function_may_look_instead(settings):
    settings.SCANNER = f"{__name__}.harmless"

    assert scanning.what_comes_of(b"a letter") == Looked.CLEAN
    assert scanning.what_comes_of(b"harm") == Looked.HELD


def test_what_was_looked_at_is_not_looked_at_again(kept, settings):
    settings.SCANNER = "no.such.function"

    assert scanning.look(kept.pk) == Looked.NOT_LOOKED


def test_taking_back_deletes_the_file_and_keeps_that_it_was_there(
    kept, own, acting_for, root, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), acting_for(own):
        documents.take_back(kept, by=own)

    kept.refresh_from_db()
    assert (kept.removed_by, kept.file.name, kept_files(root)) == (own, "", [])
    assert Event.objects.filter(act=Act.REMOVE_DOCUMENT, subject_id=kept.public_id).count() == 1
    with pytest.raises(DocumentNotFound):
        documents.content(kept)
    with acting_for(own), pytest.raises(DocumentTakenBack):
        documents.take_back(kept, by=own)


def test_what_the_team_gave_the_team_takes_back(margaret, own, coordinator, acting_for):
    with acting_for(coordinator):
        given = keep(margaret, coordinator, from_team=True)

    with acting_for(own), pytest.raises(GivenByTheTeam):
        documents.take_back(given, by=own)
    with acting_for(coordinator):
        assert documents.take_back(given, by=coordinator, as_team=True).removed_at


def test_what_the_person_gave_the_team_takes_away_with_a_reason(kept, coordinator, acting_for):
    with acting_for(coordinator), pytest.raises(WhyTakenBack):
        documents.take_back(kept, by=coordinator, as_team=True, why=" ")
    with acting_for(coordinator):
        documents.take_back(kept, by=coordinator, as_team=True, why="It is about somebody else.")

    assert Event.objects.get(act=Act.REMOVE_DOCUMENT).why == "It is about somebody else."


def test_a_file_that_is_not_where_it_was_put_is_said_so(kept, root):
    kept_files(root)[0].unlink()

    with pytest.raises(DocumentNotFound):
        documents.content(kept)
