"""Keeping the directory true: confirmed, changed, proposed and decided field by field, faded."""

import datetime as dt
import json
import logging
import re
import uuid

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ipc.kernel import logs
from ipc.kernel.errors import Changed
from ipc.kernel.models import Effect, Event
from peersupport import staleness, tasks
from peersupport.acts import Act
from peersupport.keeping import changing, confirming, deciding, fading, links, notes, proposing, values
from peersupport.models import (
    ChangeKind,
    ChangeStatus,
    EntryChange,
    EntryLink,
    Service,
    ServiceKind,
    ServiceStatus,
    SupportRule,
)
from tests.factories import EntryChangeFactory, PeerFactory, ServiceFactory, StaffNoteFactory

TEN = {"weekday": "TU", "opens_at": "10:00", "closes_at": "11:30"}
TUESDAYS = [{"frequency": "WEEKLY", "every": 1, "week": None, "begins_on": None, "ends_on": None, **TEN}]


@pytest.fixture
def tea(house):
    return ServiceFactory(name="Tea and Talk", provider_email="office@sunrise.example", assured_on=None)


@pytest.fixture
def link(tea, navigator):
    return links.send(tea, by=navigator)


@pytest.fixture
def proposed(link):
    written = {"phone": "01226 999999", "cost": "2.00", "schedules": TUESDAYS}
    return proposing.propose(link, written=written, words="We moved.")


def acts():
    return list(Event.objects.filter(is_read=False).order_by("pk").values_list("act", flat=True))


# Confirming


def test_a_colleague_confirms_an_entry(tea, navigator):
    Service.objects.filter(pk=tea.pk).update(is_out_of_date=True)

    tea = confirming.confirm(tea, by=navigator)

    assert (tea.assured_on, tea.is_out_of_date) == (timezone.localdate(), False)
    assert Service.objects.public().filter(pk=tea.pk).exists()
    assert acts() == [Act.CONFIRM_SERVICE]


def test_what_has_ended_is_not_confirmed(tea, navigator):
    Service.objects.filter(pk=tea.pk).update(status=ServiceStatus.DEFUNCT)

    with pytest.raises(confirming.EntryHasEnded):
        confirming.confirm(tea, by=navigator)


@pytest.mark.parametrize(
    ("assured_on", "words"),
    [
        (dt.date(2026, 5, 21), "Checked on Thursday 21 May 2026"),
        (dt.date(2026, 5, 20), "Last checked on Wednesday 20 May 2026. Please ask before you go."),
        (None, "We have not checked this yet. Please ask before you go."),
    ],
)
def test_how_sure_we_are_follows_the_figure(tea, time_machine, assured_on, words):
    time_machine.move_to(dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC))
    tea.assured_on = assured_on

    assert staleness.checked(tea)["words"] == words


# Links


def test_a_link_goes_out_once_and_holds_no_word_of_the_entry(tea, link):
    effect = Effect.objects.get(task="peersupport.send_entry_link")
    tasks.send_entry_link(effect.subject_id)

    (message,) = mail.outbox
    assert message.to == ["office@sunrise.example"]
    assert links.code_of(link) in message.body
    assert tea.name not in message.subject + message.body
    assert links.code_of(link) not in json.dumps(
        [*EntryLink.objects.values(), *Effect.objects.values()], default=str
    )
    assert links.find(links.code_of(link)) == link
    assert link.expires_at - link.sent_at == dt.timedelta(days=30)


def test_a_newer_link_ends_the_one_before(tea, link, navigator):
    newer = links.send(tea, by=navigator)

    with pytest.raises(links.LinkOver):
        links.find(links.code_of(link))
    assert links.find(links.code_of(newer)) == newer


@pytest.mark.parametrize(
    "hidden", [{"is_internal": True}, {"is_refuge": True}, {"status": ServiceStatus.DEFUNCT}]
)
def test_no_link_for_what_is_not_for_the_public(tea, link, navigator, hidden):
    Service.objects.filter(pk=tea.pk).update(**hidden)

    with pytest.raises(links.NeverByLink):
        links.send(tea, by=navigator)
    with pytest.raises(links.LinkOver):
        links.find(links.code_of(link))
    with pytest.raises(links.LinkOver):
        confirming.confirm_by_link(link)
    tasks.send_entry_link(link.pk)
    assert mail.outbox == []


def test_a_link_is_over_after_its_days(link, time_machine):
    time_machine.move_to(link.expires_at + dt.timedelta(seconds=1))

    with pytest.raises(links.LinkOver):
        links.find(links.code_of(link))


def test_nobody_to_ask(house, navigator):
    with pytest.raises(links.NobodyToAsk):
        links.send(ServiceFactory(), by=navigator)


def test_whoever_runs_it_confirms_by_link(link):
    service = confirming.confirm_by_link(link)

    assert (service.assured_on, service.assured_by) == (timezone.localdate(), "Sunrise Together")
    assert EntryLink.objects.get().used_at
    assert acts()[-1] == Act.CONFIRM_SERVICE


# Changing


def test_a_colleague_changes_fields_and_times(tea, navigator):
    changing.change(
        tea, by=navigator, written={"phone": "01226 222222", "cost": "1.50", "schedules": TUESDAYS}
    )

    now = values.of(Service.objects.get(pk=tea.pk))
    assert (now["phone"], now["cost"], now["schedules"]) == ("01226 222222", "1.50", TUESDAYS)
    assert Event.objects.get(act=Act.KEEP_SERVICE).why == "phone, cost, schedules"


def test_nothing_different_is_not_an_act(tea, navigator):
    changing.change(tea, by=navigator, written=values.of(tea))

    assert acts() == []


def test_who_comes_second_sees_the_difference(tea, navigator):
    seen_at = tea.changed_at
    changing.change(tea, by=navigator, written={"phone": "1"}, seen_at=seen_at)

    with pytest.raises(Changed):
        changing.change(tea, by=navigator, written={"phone": "2"}, seen_at=seen_at)


def test_an_entry_hidden_now_ends_its_links(tea, link, navigator):
    changing.change(tea, by=navigator, written={"is_refuge": True})
    changing.change(tea, by=navigator, written={"is_refuge": False})

    with pytest.raises(links.LinkOver):
        links.find(links.code_of(link))


@pytest.mark.parametrize(("kind", "becomes"), [("peer", "group"), ("group", "peer")])
def test_a_peer_supporters_entry_stays_one(house, navigator, kind, becomes):
    with pytest.raises(changing.PeerStaysAPeer):
        changing.change(ServiceFactory(kind=kind), by=navigator, written={"kind": becomes})


def test_whether_a_peer_supports_people_is_not_said_in_the_entry(house, navigator):
    paused = PeerFactory(status="paused", why_paused="A worry", service__status="temporarily closed")

    with pytest.raises(changing.PeersSayWhetherTheySupport):
        changing.change(paused.service, by=navigator, written={"status": "active"})


def test_another_email_ends_the_link_that_the_earlier_one_got(tea, link, navigator):
    changing.change(tea, by=navigator, written={"provider_email": "new@example.org"})

    with pytest.raises(links.LinkOver):
        links.find(links.code_of(link))


@pytest.mark.parametrize(
    "wrong",
    [
        {"minimum_age": 30, "maximum_age": 20},
        {"name": ""},
        {"schedules": [TUESDAYS[0] | {"opens_at": "12:00"}]},
        {"website": "javascript:alert(1)"},
    ],
)
def test_what_cannot_be_is_refused_in_words(tea, navigator, wrong):
    with pytest.raises(values.EntryNotRight):
        changing.change(tea, by=navigator, written=wrong)


def test_a_new_entry_and_a_new_organisation(house, navigator):
    written = {"name": "Choir", "kind": ServiceKind.GROUP, "description": "Sing.", "schedules": TUESDAYS}
    service = changing.add(house, by=navigator, written=written, organisation="Voices of Barnsley")

    assert (service.organisation.name, service.site) == ("Voices of Barnsley", house)
    assert service.schedules.get().weekday == "TU"
    assert acts() == [Act.KEEP_SERVICE]


@pytest.mark.parametrize(
    ("kind", "organisation", "refusal"),
    [("group", " ", changing.NobodyRunsIt), ("peer", "Voices", changing.PeerStaysAPeer)],
)
def test_a_new_entry_needs_an_organisation_and_is_no_person(house, navigator, kind, organisation, refusal):
    with pytest.raises(refusal):
        changing.add(house, by=navigator, written={"name": "X", "kind": kind}, organisation=organisation)


# Proposing


def test_what_is_proposed_changes_nothing_yet(tea, proposed):
    assert Service.objects.get(pk=tea.pk).phone == "01226 000000"
    assert proposed.values == {"phone": "01226 999999", "cost": "2.00", "schedules": TUESDAYS}
    assert proposed.before["phone"] == "01226 000000"
    assert acts()[-1] == Act.PROPOSE_CHANGE


def order_of_locks(asked):
    """Return which tables were locked, in order."""
    locking = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    return list(dict.fromkeys(re.search(r'FROM "peersupport_(\w+)"', sql)[1] for sql in locking))


def test_locks_are_taken_in_one_order_so_that_nobody_waits_for_each_other(link, proposed, navigator):
    with CaptureQueriesContext(connection) as asked:
        proposing.propose(link, written={"phone": "01226 777777"})
    assert order_of_locks(asked) == ["service", "entrylink"]
    with CaptureQueriesContext(connection) as asked:
        confirming.confirm_by_link(link)
        proposing.say_ended(link)
    assert order_of_locks(asked) == ["service", "entrylink"]

    waits = EntryChange.objects.get(kind="edit", status=ChangeStatus.WAITING)
    with CaptureQueriesContext(connection) as asked:
        deciding.decide(waits, by=navigator, taken=["phone"])
    assert order_of_locks(asked) == ["service", "entrychange"]


def test_a_newer_proposal_replaces_the_one_that_waits(link, proposed):
    proposing.propose(link, written={"phone": "01226 777777"})

    assert EntryChange.objects.get(pk=proposed.pk).status == ChangeStatus.REPLACED
    assert EntryChange.objects.get(status=ChangeStatus.WAITING).values == {"phone": "01226 777777"}


def test_nothing_different_is_not_proposed(tea, link):
    with pytest.raises(proposing.NothingDifferent):
        proposing.propose(link, written=values.of(tea))


@pytest.mark.parametrize("name", [*values.KEPT, "source_id", "site_id", "is_out_of_date"])
def test_what_hides_an_entry_is_never_proposed(tea, link, name):
    with pytest.raises(proposing.NothingDifferent):
        proposing.propose(link, written={name: "group"})


@pytest.mark.parametrize(
    ("hidden", "kept_back"),
    [
        ({"has_sensitive_place": True}, {"postcode", "address", "place", "city"}),
        ({"has_personal_contact": True}, {"phone", "email"}),
        ({"kind": ServiceKind.PEER}, {"postcode", "phone", "email", "website"}),
    ],
)
def test_what_is_not_told_in_public_is_not_told_by_link(house, hidden, kept_back):
    assert kept_back.isdisjoint(values.by_link(ServiceFactory(**hidden)))


def test_anybody_reports_and_suggests_once_for_each_form(tea, house):
    key = uuid.uuid4()
    for _twice in range(2):
        report = proposing.report(tea, about="phone", words="Nobody answers.", contact="a@b.example", key=key)
    suggested = proposing.suggest(
        house, written={"name": "Knit", "kind": "group", "is_refuge": False}, organisation="Wool"
    )

    assert EntryChange.objects.filter(kind=ChangeKind.REPORT).get() == report
    assert report.contact == "a@b.example"
    assert suggested.values == {"name": "Knit", "kind": "group", "organisation": "Wool"}


def test_a_report_and_a_suggestion_say_something(tea, house):
    with pytest.raises(proposing.NothingSaid):
        proposing.report(tea, about="phone", words=" ")
    with pytest.raises(proposing.NothingSaid):
        proposing.suggest(house, written={"name": ""}, organisation="Wool")


# Deciding


def test_a_proposal_is_taken_over_field_by_field(tea, proposed, navigator):
    change = deciding.decide(proposed, by=navigator, taken=["phone", "schedules"], reason="It is still free.")
    now = values.of(Service.objects.get(pk=tea.pk))

    assert (now["phone"], now["cost"], now["schedules"]) == ("01226 999999", "0.00", TUESDAYS)
    assert (change.status, change.taken) == (ChangeStatus.IN_PART, ["phone", "schedules"])
    assert Service.objects.get(pk=tea.pk).assured_by == "Sunrise Together"
    assert acts()[-1] == Act.DECIDE_CHANGE


def test_what_changed_meanwhile_shows(tea, proposed, navigator):
    changing.change(tea, by=navigator, written={"phone": "01226 333333"})
    change = EntryChange.objects.get(pk=proposed.pk)

    assert deciding.compared(change)[1:] == [
        {
            "name": "cost",
            "before": "0.00",
            "proposed": "2.00",
            "now": "0.00",
            "has_changed": False,
        },
        {
            "name": "phone",
            "before": "01226 000000",
            "proposed": "01226 999999",
            "now": "01226 333333",
            "has_changed": True,
        },
    ]


@pytest.mark.parametrize("name", ["is_refuge", "is_internal", "has_sensitive_place", "status"])
def test_nothing_that_hides_an_entry_is_taken_over(house, navigator, name):
    refuge = ServiceFactory(is_refuge=True, is_internal=True, has_sensitive_place=True, status="inactive")
    change = EntryChangeFactory(service=refuge, values={name: False, "phone": "1"}, before={})

    with pytest.raises(deciding.NotProposed):
        deciding.decide(change, by=navigator, taken=[name])
    deciding.decide(change, by=navigator, taken=["phone"])
    refuge.refresh_from_db()
    assert (refuge.is_refuge, refuge.is_internal, refuge.has_sensitive_place) == (True, True, True)


def test_declining_asks_why(tea, proposed, navigator):
    with pytest.raises(deciding.NoReasonGiven):
        deciding.decide(proposed, by=navigator, taken=[])

    change = deciding.decide(proposed, by=navigator, taken=[], reason="They rang: nothing changed.")
    assert change.status == ChangeStatus.DECLINED
    assert Service.objects.get(pk=tea.pk).assured_on is None


def test_nothing_is_decided_twice_or_that_was_not_proposed(proposed, navigator):
    with pytest.raises(deciding.NotProposed):
        deciding.decide(proposed, by=navigator, taken=["name"])
    with pytest.raises(deciding.NotProposed):
        deciding.settle(proposed, by=navigator, is_right=True)
    deciding.decide(proposed, by=navigator, taken=["phone"])

    with pytest.raises(deciding.AlreadyDecided):
        deciding.decide(proposed, by=navigator, taken=["phone"])


@pytest.mark.parametrize("is_right", [True, False])
def test_an_end_ends_the_entry_once_somebody_looked(tea, link, navigator, is_right):
    said = proposing.say_ended(link, words="The hall was sold.")
    assert Service.objects.public().filter(pk=tea.pk).exists()

    deciding.settle(said, by=navigator, is_right=is_right, reason="They go on.")

    assert Service.objects.public().filter(pk=tea.pk).exists() is not is_right


def test_whoever_supports_others_is_stopped_on_their_own_page(navigator, tea):
    peer = PeerFactory(service__site=tea.site)
    said = EntryChangeFactory(service=peer.service, kind=ChangeKind.CLOSURE, values={}, before={})

    with pytest.raises(changing.PeersSayWhetherTheySupport):
        deciding.settle(said, by=navigator, is_right=True)

    assert Service.objects.get(pk=peer.service_id).status == ServiceStatus.ACTIVE


def test_who_reported_is_forgotten_with_the_decision(tea, navigator):
    said = proposing.report(tea, about="other", words="Wrong door.", contact="a@b.example")

    assert deciding.settle(said, by=navigator, is_right=True).contact == ""


def test_a_suggestion_becomes_an_entry_as_it_was_checked(house, navigator):
    told = {"name": "Knit", "kind": "group", "description": "Wool and tea."}
    change = proposing.suggest(house, written=told, organisation="Wool")
    with pytest.raises(deciding.NotProposed):
        deciding.settle(change, by=navigator, is_right=True)

    service = deciding.add_suggested(
        change, by=navigator, written=told | {"name": "Knit and Chat"}, organisation="Wool"
    )

    change.refresh_from_db()
    assert (change.service, change.status) == (service, ChangeStatus.ACCEPTED)
    assert set(change.taken) == {"kind", "description"}
    assert service.assured_on == timezone.localdate()


# Fading


def confirmed(months, **more):
    day = dt.date(2026, 11, 21)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return ServiceFactory(
        assured_on=dt.date(year, month + 1, 20), provider_email="office@sunrise.example", **more
    )


@pytest.fixture
def night(house, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC), tick=False)
    return house


def test_what_nobody_confirms_leaves_and_comes_back(night, navigator):
    gone, unsure = confirmed(9), confirmed(6)
    fading.fade(night)
    fading.fade(night)

    assert list(Service.objects.public()) == [unsure]

    confirming.confirm(gone, by=navigator)
    fading.fade(night)
    assert Service.objects.public().count() == 2


def test_what_its_own_directory_still_tells_stays(night):
    confirmed(9, source_seen_at=timezone.now() - dt.timedelta(days=3))
    fading.fade(night)

    assert Service.objects.public().count() == 1


def test_whoever_supports_others_now_stays(night):
    peer = PeerFactory(service=confirmed(9, kind="peer"), status="active")
    fading.fade(night)
    fading.ask_again(night)
    assert Service.objects.public().get() == peer.service
    assert not EntryLink.objects.exists()

    type(peer).objects.update(status="ended")
    fading.fade(night)
    assert not Service.objects.public().exists()


def test_how_long_follows_the_figure_of_the_site(night):
    SupportRule.objects.create(
        figure="leave_months", value=4, site=night, starts_on=dt.date(2026, 1, 1), source="This site"
    )
    confirmed(5)
    fading.fade(night)

    assert not Service.objects.public().exists()


def test_the_night_asks_whoever_runs_it_once_in_a_while(night, time_machine):
    asked, _fresh, _hidden = confirmed(6), confirmed(3), confirmed(6, is_refuge=True)
    ServiceFactory(assured_on=dt.date(2026, 3, 1))  # nobody to ask
    fading.ask_again(night)
    fading.ask_again(night)

    assert EntryLink.objects.get().service == asked

    time_machine.move_to(dt.datetime(2026, 12, 22, 3, tzinfo=dt.UTC), tick=False)
    fading.ask_again(night)
    assert EntryLink.objects.filter(service=asked).count() == 2


def test_the_night_looks_at_every_site(night):
    gone = confirmed(9)
    there = confirmed(9, site__slug="luton")
    tasks.nightly()

    assert set(Service.objects.filter(is_out_of_date=True)) == {gone, there}


def test_the_code_of_a_link_is_in_no_log(house, client, link):
    code = links.code_of(link)
    record = logging.LogRecord("x", 30, "", 0, f"Gone: /directory/entry/{code}/change/", (), None)

    assert code not in logs.Formatter().format(record)


# Notes


def test_colleagues_leave_notes_and_take_them_away(tea, navigator):
    note = notes.write(tea, by=navigator, words=" Ring before noon. ")
    assert note.words == "Ring before noon."

    notes.end(note, by=navigator)

    with pytest.raises(notes.NoteGone):
        notes.end(note, by=navigator)
    with pytest.raises(notes.NoteEmpty):
        notes.write(tea, by=navigator, words="  ")
    assert acts() == [Act.NOTE_SERVICE, Act.NOTE_SERVICE]


def test_another_sites_entries_are_not_theirs_to_keep(house, navigator):
    there = ServiceFactory(site__slug="luton")
    change, note = EntryChangeFactory(service=there), StaffNoteFactory(service=there)

    assert Service.objects.visible_to(navigator).filter(pk=there.pk).exists()
    assert not Service.objects.permitting(Act.KEEP_SERVICE, navigator).filter(pk=there.pk).exists()
    assert not type(change).objects.visible_to(navigator).exists()
    assert not type(note).objects.visible_to(navigator).exists()
