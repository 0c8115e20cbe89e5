"""Texts and letters leave by a carrier: the way somebody asked for, once, and what became of them is told.

The carrier here is a small server that speaks what GOV.UK Notify documents, over HTTP, on this machine.
"""

import base64
import io
import json
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.core import mail
from pypdf import PdfReader

from ipc.kernel import carriers
from ipc.kernel.tasks import deliver_effects
from ipc.programme.models import CaughtMail, Channel
from people import notices, reaching, tasks
from people.models import (
    ContactMethod,
    Delivery,
    InformationFormat,
    InformationNeeds,
    Notice,
    NoticeState,
    Todo,
)
from tests.factories import InformationNeedsFactory, PersonFactory
from tests.people.test_notices import LETTERS

SERVICE, SECRET = str(uuid.uuid4()), str(uuid.uuid4())
TEMPLATES = {"text": str(uuid.uuid4()), "email": str(uuid.uuid4())}
MM = 25.4 / 72
LINK = "https://ipc.example/my/messages/5e4a2c1e-0d1b-4a37-9a39-3f2f6f0f5f10/"


class Notify(BaseHTTPRequestHandler):
    """What https://docs.notifications.service.gov.uk/rest-api.html says of these addresses."""

    def do_POST(self):
        kind = self.path.removeprefix("/v2/notifications/")
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.lets_in():
            return
        if self.server.busy:
            self.answer(429, {"status_code": 429, "errors": [{"error": "RateLimitError", "message": "Wait"}]})
        elif asked.get("phone_number") == "07700900999":
            errors = [{"error": "ValidationError", "message": "phone_number 07700900999 is no number"}]
            self.answer(400, {"status_code": 400, "errors": errors})
        else:
            one = {"id": str(uuid.uuid4()), "kind": kind, "status": "created", **asked}
            self.server.taken.append(one)
            self.answer(201, {"id": one["id"], "reference": asked["reference"]})

    def do_GET(self):
        if not self.lets_in():
            return
        parts = urlsplit(self.path)
        if parts.path == "/v2/notifications":
            (wanted,) = parse_qs(parts.query)["reference"]
            found = [one for one in self.server.taken if one["reference"] == wanted]
            self.answer(200, {"notifications": found, "links": {"current": self.path}})
            return
        found = [one for one in self.server.taken if one["id"] == parts.path.rpartition("/")[2]]
        self.answer(200, found[0]) if found else self.answer(404, {"status_code": 404, "errors": []})

    def lets_in(self):
        """Look at the token: signed with the key's secret, in the name of its service."""
        try:
            claims = jwt.decode(
                self.headers["Authorization"].removeprefix("Bearer "), SECRET, algorithms=["HS256"]
            )
        except jwt.InvalidTokenError:
            claims = {}
        if claims.get("iss") == SERVICE:
            return True
        self.answer(403, {"status_code": 403, "errors": [{"error": "AuthError", "message": "Invalid token"}]})
        return False

    def answer(self, status, body):
        said = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *args):
        pass


@pytest.fixture
def notify(settings):
    """A carrier that is set up for everything; ``taken`` is what it was given."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Notify)
    server.taken, server.busy = [], False
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.CARRIER = "ipc.kernel.carriers.notify.Notify"
    settings.NOTIFY_API_KEY = f"ours-{SERVICE}-{SECRET}"
    settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    settings.NOTIFY_TEMPLATES, settings.NOTIFY_LETTERS = TEMPLATES, True
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def rose(margaret):
    margaret.phone, margaret.email = "07700 900123", "margaret@example.org"
    margaret.address, margaret.postcode = "1 High Street, Barnsley", "S70 2AB"
    margaret.save()
    return margaret


def tell(person, method, format_=InformationFormat.STANDARD, letter="message_waiting"):
    InformationNeedsFactory(person=person, contact_method=method, information_format=format_)
    return notices.tell(person, letter, key="k", facts={"link": LINK})


def told(notice):
    notice.refresh_from_db()
    return notice


def become(server, status):
    """Let the carrier know what became of what it took, and the site ask."""
    server.taken[0]["status"] = status
    tasks.ask_carriers()


def test_text_leaves_once_with_a_name_and_a_link(rose, notify):
    notice = tell(rose, ContactMethod.TEXT)
    deliver_effects()
    tasks.send_notice(notice.pk)

    (sent,) = notify.taken
    assert (sent["kind"], sent["phone_number"], sent["template_id"]) == (
        "sms",
        "07700900123",
        TEMPLATES["text"],
    )
    words = sent["personalisation"]["words"]
    assert words.startswith("Margaret: There is a message for you. See https://")
    assert rose.family_name not in words
    assert sent["reference"] == str(notice.public_id)
    assert told(notice).left_at
    assert (notice.carrier_reference, notice.delivery) == (sent["id"], Delivery.UNDER_WAY)
    assert mail.outbox == []
    assert not Todo.objects.exists()


def test_what_they_asked_for_meanwhile_decides_and_is_written_down(rose, notify):
    notice = tell(rose, ContactMethod.TEXT)
    InformationNeeds.objects.filter(person=rose).update(contact_method=ContactMethod.LETTER)

    deliver_effects()

    assert notify.taken[0]["kind"] == "letter"
    assert told(notice).contact_method == ContactMethod.LETTER


def test_text_taken_just_before_we_fell_over_is_not_sent_again(rose, notify):
    notice = tell(rose, ContactMethod.TEXT)
    deliver_effects()
    Notice.objects.filter(pk=notice.pk).update(left_at=None, carrier_reference="", delivery="")

    tasks.send_notice(notice.pk)

    assert len(notify.taken) == 1
    assert told(notice).carrier_reference == notify.taken[0]["id"]


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_fits_a_text_message(rose, letter):
    facts = {"first_name": "Margaret", "phone": "01226 555 010", "link": LINK}

    words = reaching.letters.text(reaching.letters.subject(letter, facts), facts)

    assert len(words) <= 160 + 24, words
    assert words.isascii()


def written(pdf):
    """Return what stands on the first page: each piece, how far from the left and the top in mm, its size."""
    page, pieces = PdfReader(io.BytesIO(pdf)).pages[0], []

    def visit(text, cm, tm, _font, size):
        x, y = (cm[4 + axis] + tm[4 + axis] * abs(cm[3 * axis]) for axis in (0, 1))
        if text.strip():
            pieces.append((text.strip(), x * MM, (float(page.mediabox.height) - y) * MM, size))

    page.extract_text(visitor_text=visit)
    return pieces


@pytest.mark.parametrize(
    ("format_", "size"), [(InformationFormat.STANDARD, 12), (InformationFormat.LARGE, 18)]
)
def test_letter_is_posted_with_its_address_in_the_window(rose, notify, format_, size):
    """The window, and where the letter begins, are those of Notify's letter specification."""
    tell(rose, ContactMethod.LETTER, format_)
    deliver_effects()

    (sent,) = notify.taken
    pieces = written(base64.b64decode(sent["content"]))
    in_window = [text for text, x, y, _size in pieces if 24.6 <= x < 120 and 39.5 <= y <= 66.3]
    assert in_window == ["Margaret Hill", "1 High Street", "Barnsley", "S70 2AB"]
    assert any("Hello Margaret," in text and y > 95 for text, _x, y, _size in pieces)
    assert {round(points) for text, _x, _y, points in pieces if "Sign in" in text} == {size}


def test_letter_without_a_whole_address_is_printed_here(rose, notify):
    rose.postcode = ""
    rose.save()

    notice = tell(rose, ContactMethod.LETTER)
    deliver_effects()

    assert notice.state == NoticeState.TO_PRINT
    assert notify.taken == []


def test_email_by_the_carrier_has_its_subject_and_its_words(rose, notify):
    tell(rose, ContactMethod.EMAIL, InformationFormat.EASY_READ)
    deliver_effects()

    (sent,) = notify.taken
    assert (sent["kind"], sent["email_address"]) == ("email", "margaret@example.org")
    assert sent["personalisation"]["subject"] == "There is a message for you"
    assert LINK in sent["personalisation"]["words"]
    assert mail.outbox == []


@pytest.mark.parametrize("phone", ["01226 555 010", ""])
def test_text_without_a_mobile_number_is_done_by_hand(rose, notify, phone):
    rose.phone = phone
    rose.save()

    notice = tell(rose, ContactMethod.TEXT)

    assert notice.state == NoticeState.TO_PRINT
    assert "no mobile number" in notice.why


@pytest.mark.parametrize("phone", ["07700 900123", "+44 7700 900123", "(07700) 900-123", "447700900123"])
def test_mobile_number_is_known_however_it_is_written(phone):
    assert reaching.MOBILE.fullmatch(reaching.mobile_of(PersonFactory.build(phone=phone)))


def test_number_the_carrier_refuses_becomes_something_to_do(rose, notify, caplog):
    rose.phone = "07700 900999"
    rose.save()

    notice = tell(rose, ContactMethod.TEXT)
    deliver_effects()

    assert told(notice).state == NoticeState.TO_TELL
    assert notice.left_at is None
    assert Todo.objects.get(person=rose).detail.endswith("The text message could not be delivered.")
    assert "07700" not in caplog.text


def test_busy_carrier_is_tried_again(rose, notify):
    notify.busy = True
    notice = tell(rose, ContactMethod.TEXT)
    deliver_effects()
    before = told(notice).left_at

    notify.busy = False
    deliver_effects()

    assert before is None
    assert told(notice).left_at


def test_wrong_key_sends_nothing_and_loses_nothing(rose, notify, settings):
    settings.NOTIFY_API_KEY = f"ours-{SERVICE}-{uuid.uuid4()}"

    notice = tell(rose, ContactMethod.TEXT)
    deliver_effects()

    assert told(notice).state == NoticeState.SENT
    assert notice.left_at is None
    assert notify.taken == []


@pytest.mark.parametrize(
    ("status", "delivery"),
    [
        ("sending", Delivery.UNDER_WAY),
        ("delivered", Delivery.DELIVERED),
        ("received", Delivery.DELIVERED),
        ("permanent-failure", Delivery.FAILED),
        ("temporary-failure", Delivery.FAILED),
        ("validation-failed", Delivery.FAILED),
    ],
)
def test_what_became_of_it_is_told_and_a_lost_one_is_told_by_hand(rose, notify, status, delivery):
    notice = tell(rose, ContactMethod.TEXT)
    deliver_effects()

    become(notify, status)
    become(notify, status)

    lost = delivery == Delivery.FAILED
    assert told(notice).delivery == delivery
    assert notice.state == (NoticeState.TO_TELL if lost else NoticeState.SENT)
    assert Todo.objects.filter(person=rose).count() == lost


def test_carrier_that_is_away_is_asked_again_later(rose, notify, settings):
    notice = tell(rose, ContactMethod.TEXT)
    deliver_effects()
    address, settings.NOTIFY_URL = settings.NOTIFY_URL, "http://127.0.0.1:9"
    become(notify, "delivered")
    before = told(notice).delivery

    settings.NOTIFY_URL = address
    tasks.ask_carriers()

    assert before == Delivery.UNDER_WAY
    assert told(notice).delivery == Delivery.DELIVERED


def test_message_the_carrier_knows_nothing_of_keeps_no_other_from_being_heard_of(rose, notify):
    first = tell(rose, ContactMethod.TEXT)
    deliver_effects()
    second = notices.tell(rose, "message_waiting", key="another", facts={"link": LINK})
    deliver_effects()
    assert told(first).carrier_reference != told(second).carrier_reference
    del notify.taken[0]

    become(notify, "permanent-failure")

    assert {told(first).delivery, told(second).delivery} == {Delivery.UNDER_WAY, Delivery.FAILED}


def test_carrier_takes_only_what_is_set_up(notify, settings):
    assert carriers.carrier().channels == {"email", "text", "letter"}

    settings.NOTIFY_TEMPLATES, settings.NOTIFY_LETTERS = {"text": TEMPLATES["text"]}, False

    assert carriers.carrier().channels == {"text"}


def test_without_a_carrier_nothing_is_taken():
    with pytest.raises(carriers.Refused):
        carriers.carrier().take("text", None)

    assert not carriers.takes("text")
    assert carriers.carrier().fate("") == carriers.UNDER_WAY


def test_demonstration_keeps_texts_and_letters_where_they_can_be_read(rose, client, settings):
    settings.CARRIER = "ipc.programme.caught_mail.Carrier"
    notice = tell(rose, ContactMethod.TEXT)
    deliver_effects()
    tasks.ask_carriers()

    caught = CaughtMail.objects.get()
    assert (caught.channel, caught.to) == (Channel.TEXT, "07700900123")
    assert told(notice).delivery == Delivery.DELIVERED
    assert "Text message to 07700900123" in client.get("/demo/mail/").content.decode()
