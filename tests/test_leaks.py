"""Nothing a person wrote or is leaves the house by a back door: logs, addresses, queue, outbox, emails.

Every text that somebody could type holds a marker. Pages are opened and forms sent, in order and out of
order; afterwards the marker must not be anywhere but on pages.
"""

import io
import json
import logging
import re

import pytest
from celery import current_app
from django.conf import settings
from django.core import mail
from django.urls import reverse

from budgets.models import IndicativeBudget, Payment
from careplans.models import AboutHeading, ChangeRequest, Review, ReviewMeeting, ReviewTrigger
from ipc.kernel import logs, outbox, tasks
from ipc.kernel.models import Effect, Event, UsedKey
from peersupport.models import CallRequest, Concern, EntryLink, Introduction, Peer, Signpost, Step
from people.models import EmergencyOpening, Handover, InformationNeeds, Invitation, Notice, ShareLink
from tests import worlds
from tests.test_matrix import PAGES, path_of, signed_in

MARKER = "zqxmark"
WHO = ("person", "coordinator", "finance", "navigator")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with worlds.kept(django_db_blocker, marker=MARKER) as world:
        world.clients = {name: signed_in(world.principals[name]) for name in WHO}
        world.secrets = (MARKER, world.theirs.person.nhs_number, "1950-05-17", "17 May 1950")
        for client in world.clients.values():
            client.raise_request_exception = False
        yield world


@pytest.fixture
def said():
    """Everything logged meanwhile, as the servers write it: one JSON object a line."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Formatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def leaked(text, world):
    return [secret for secret in world.secrets if secret in text]


def every_page(world):
    """Yield the answer of every page, as each of them opens it and sends its form empty."""
    for entry in PAGES:
        path = path_of(entry, world, "theirs")
        for name, client in world.clients.items():
            for method in ("get", "post"):
                with worlds.undone():
                    answer = getattr(client, method)(path)
                    page = b"" if answer.streaming else answer.content
                    if answer.streaming:
                        list(answer)
                yield name, path, answer, page.decode(errors="replace")
                if answer.status_code in (403, 404):
                    break


def test_the_marker_is_on_the_pages_or_these_tests_prove_nothing(world):
    person = world.theirs.person
    with worlds.undone():
        about = world.clients["person"].get(reverse("my_about_me")).content.decode()
        glance = world.clients["coordinator"].get(reverse("person", args=[person.public_id])).content.decode()

    assert MARKER in about
    assert MARKER in glance


@pytest.mark.long
@pytest.mark.timeout(900)
def test_neither_logs_nor_addresses_tell_anything(world, said):
    told = set()
    for name, path, answer, page in every_page(world):
        links = re.findall(r'(?:href|action|src)="([^"]*)"', page)
        links.append(answer.get("Location", ""))
        told |= {(name, path, link) for link in links if leaked(link, world) and not is_a_way_to_reach(link)}
    lines = said.getvalue().splitlines()

    assert told == set()
    assert len(lines) > 50
    assert all(json.loads(line)["levelname"] for line in lines)
    assert {line for line in lines if leaked(line, world)} == set()


def is_a_way_to_reach(link):
    """A telephone number or email address to be pressed stays on the page."""
    return link.startswith(("tel:", "mailto:"))


def test_errors_tell_where_and_what_kind_and_no_more(world, said, monkeypatch):
    def fails(*_, **__):
        raise ValueError(f"{MARKER} is not a number: {world.theirs.person.nhs_number}")

    monkeypatch.setattr("careplans.about.write", fails)
    monkeypatch.setattr("peersupport.introductions.ask", fails)
    service = world.theirs.rows[worlds.ServiceFactory._meta.model].public_id
    client = world.clients["person"]
    with worlds.undone():
        page = client.post(
            reverse("write_about_me", args=[AboutHeading.MATTERS]),
            {"words": f"{MARKER} loves the sea", "revision": 1},
        )
    with worlds.undone():
        api = client.post(
            "/api/v1/introductions/",
            {
                "person": str(world.theirs.person.public_id),
                "service": str(service),
                "wish": MARKER,
                "sections": ["identity"],
            },
            content_type="application/json",
        )
    lines = said.getvalue()

    assert (page.status_code, api.status_code) == (500, 500)
    assert leaked(page.content.decode() + api.content.decode(), world) == []
    assert "ValueError" in lines
    assert "is not a number" not in lines
    assert leaked(lines, world) == []


def test_what_is_typed_wrongly_is_not_logged(world, said):
    needs = InformationNeeds.objects.get(person=world.theirs.person)
    asked = {
        reverse("register_person"): {"step": "compare", "given_name": MARKER, "nhs_number": MARKER},
        reverse("record_information_needs", args=[needs.person.public_id]): {"contact_method": MARKER},
        reverse("account_login"): {"login": f"{MARKER}@example.org", "password": MARKER},
        "/api/v1/introductions/": {"wish": MARKER},
        f"/nowhere/{MARKER}/": {},
        f"/directory/?q={MARKER}": {},
    }
    for path, facts in asked.items():
        with worlds.undone():
            world.clients["coordinator"].post(path, facts)
            world.clients["coordinator"].get(path)
    found = [line for line in said.getvalue().splitlines() if leaked(line, world)]

    # What somebody writes into the address themselves is theirs; ours never hold a word of it.
    assert [line for line in found if f"/nowhere/{MARKER}/" not in line] == []


SUBJECTS = {
    "budgets.tell_of_indicative": IndicativeBudget,
    "budgets.tell_of_payment": Payment,
    "careplans.send_review_reminder": Review,
    "careplans.tell_of_change_request": ChangeRequest,
    "careplans.tell_of_review": ReviewMeeting,
    "careplans.tell_of_trigger": ReviewTrigger,
    "careplans.tell_who_asked": ChangeRequest,
    "people.send_invitation": Invitation,
    "people.send_notice": Notice,
    "people.send_share_link": ShareLink,
    "people.tell_of_emergency": EmergencyOpening,
    "people.tell_of_handover": Handover,
    "peersupport.send_entry_link": EntryLink,
    "peersupport.tell_navigators": Introduction,
    "peersupport.tell_of_answer": Introduction,
    "peersupport.tell_of_call": CallRequest,
    "peersupport.tell_of_concern": Concern,
    "peersupport.tell_of_peer": Peer,
    "peersupport.tell_of_signpost": Signpost,
    "peersupport.tell_of_step": Step,
    "peersupport.tell_of_withdrawal": Introduction,
}
BY_THE_CLOCK = {
    "budgets.fold_months",
    "budgets.nightly",
    "careplans.remind_of_reviews",
    "people.ask_carriers",
    "people.nightly",
    "peersupport.nightly",
}
SENDS_NOTHING = {"people.dispose", "people.look_at_document", "peersupport.read_feed"}


@pytest.fixture
def sent(world, monkeypatch, django_capture_on_commit_callbacks):
    """Every message about this person, with what went through the outbox and to the queue for it."""
    queued = []
    current_app.loader.import_default_modules()
    monkeypatch.setattr(current_app, "send_task", lambda *what, **options: queued.append([what, options]))
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(mail, "outbox", [], raising=False)
    with worlds.undone():
        InformationNeeds.objects.filter(person=world.theirs.person).update(contact_method="email")
        with django_capture_on_commit_callbacks(execute=True):
            for task, model in SUBJECTS.items():
                outbox.add(task, world.theirs.rows[model], key=f"leaks {task}")
        tasks.deliver_effects()
        effects = list(Effect.objects.values())
        tasks.deliver_effects()  # what the first round told people leaves by the outbox too
        waiting = list(Effect.objects.filter(done_at=None).values_list("task", flat=True))
        yield {"mails": list(mail.outbox), "queued": queued, "effects": effects, "waiting": waiting}


def test_every_task_that_sends_something_is_among_those_looked_at():
    current_app.loader.import_default_modules()
    ours = {name for name in current_app.tasks if name.split(".")[0] in worlds.ROOMS}

    assert ours == {*SUBJECTS, *BY_THE_CLOCK, *SENDS_NOTHING}


def test_messages_hold_a_first_name_and_a_link(world, sent):
    assert sent["mails"]
    for message in sent["mails"]:
        assert leaked(message.subject + message.body, world) == []


def test_queue_and_outbox_hold_ids_only(world, sent):
    assert sent["queued"]
    assert leaked(json.dumps([sent["effects"], sent["queued"]], default=str), world) == []
    assert sent["waiting"] == []


def test_audit_and_used_keys_hold_ids_only(world):
    with worlds.undone():
        person = world.clients["person"]
        person.get(reverse("my_home"))
        answer = person.post(
            reverse("write_about_me", args=[AboutHeading.values[-1]]), {"words": MARKER, "revision": 0}
        )
        told = [*Event.objects.values(), *UsedKey.objects.values()]

    assert answer.status_code == 302
    assert leaked(json.dumps(told, default=str), world) == []
