"""Looking for harm in files that were sent in: the hook to a scanner of the site's own.

``SCANNER`` says who looks: ``clamd://host:3310`` or ``clamd:///run/clamd.sock`` (the INSTREAM command of
ClamAV's clamd), or the dotted path of a function that is given the content and says whether it is clean.
With none set up, a file is marked as not looked at, and every page says so.
"""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from ipc.kernel import outbox
from people import todos
from people.models import Document, Looked, TodoKind

CLAMD = "clamd"
CHUNK = 64 * 1024
SECONDS = 10


class ScannerDidNotAnswer(Exception):
    """Nobody knows whether the file is clean. It is asked again, and handed to nobody until then."""


class ScannerAway(ScannerDidNotAnswer):
    """The scanner is not there: it would answer about no other file either."""


def at_first() -> Looked:
    """Return what a file is marked with when it comes in."""
    return Looked.WAITING if settings.SCANNER else Looked.NOT_LOOKED


def ask_for(document) -> None:
    """Have ``document`` looked at as soon as it is kept, where there is a scanner."""
    if document.looked == Looked.WAITING:
        outbox.add("people.look_at_document", document, key=f"look:{document.public_id}")


@transaction.atomic
def look(document_id) -> Looked:
    """Look at a file that waits for it, and mark what came of it; a second time does nothing.

    Raises:
        ScannerDidNotAnswer
    """
    document = Document.objects.select_for_update(of=["self"]).select_related("person").get(pk=document_id)
    if document.looked != Looked.WAITING or document.removed_at:
        return Looked(document.looked)
    with document.file.open("rb") as file:
        content = file.read()
    document.looked = what_comes_of(content)
    document.save(update_fields=["looked"])
    if document.looked == Looked.HELD:
        key = f"held back {document.public_id}"
        todos.ask(document.person, TodoKind.DOCUMENT, key=key, detail=document.get_looked_display())
    return Looked(document.looked)


def look_again(site) -> None:
    """Have the files of ``site`` that still wait looked at: the scanner was away. Once a night.

    One that the scanner says nothing about, or that is not where it was put, keeps no other from being
    looked at.
    """
    waiting = Document.objects.filter(site=site, looked=Looked.WAITING, removed_at=None)
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        try:
            look(pk)
        except ScannerAway:
            return
        except (ScannerDidNotAnswer, FileNotFoundError):
            continue


def what_comes_of(content: bytes) -> Looked:
    """Return what the scanner that is set up says about ``content``.

    Raises:
        ScannerDidNotAnswer
    """
    if not settings.SCANNER:
        return Looked.NOT_LOOKED
    if settings.SCANNER.startswith(f"{CLAMD}:"):
        is_clean = _clamd(urlsplit(settings.SCANNER), content)
    else:
        is_clean = import_string(settings.SCANNER)(content)
    return Looked.CLEAN if is_clean else Looked.HELD


def _clamd(address, content):
    """Return whether clamd finds nothing. Source: clamd(8), INSTREAM: chunks with their length, then 0."""
    try:
        with _connected(address) as line:
            line.sendall(b"zINSTREAM\0")
            for at in range(0, len(content), CHUNK):
                chunk = content[at : at + CHUNK]
                line.sendall(struct.pack(">I", len(chunk)) + chunk)
            line.sendall(struct.pack(">I", 0))
            said = b"".join(iter(lambda: line.recv(1024), b"")).rstrip(b"\0\n")
    except OSError as error:
        raise ScannerAway from error
    if said.endswith(b" FOUND"):
        return False
    if said == b"stream: OK":
        return True
    raise ScannerDidNotAnswer


def _connected(address):
    if address.hostname:
        return socket.create_connection((address.hostname, address.port or 3310), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(address.path)
    except OSError:
        line.close()
        raise
    return line
