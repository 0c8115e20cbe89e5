"""The pages on which the directory is kept true: for anybody, through a link, for colleagues."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from peersupport.forms.entries import ClockField
from peersupport.keeping import links, notes, proposing, values
from peersupport.models import ChangeKind, ChangeStatus, EntryChange, Need, Schedule, Service, StaffNote
from tests.factories import EntryChangeFactory, ServiceFactory, UserFactory
from tests.factories.people import staff

SECRET = {"address": "7 Hidden Lane", "place": "Quiet House", "postcode": "ZZ99 9ZZ"}


@pytest.fixture
def tea(house):
    return ServiceFactory(name="Tea and Talk", provider_email="office@sunrise.example")


@pytest.fixture
def code(tea, navigator):
    return links.code_of(links.send(tea, by=navigator))


@pytest.fixture
def at_work(signed_in, navigator):
    return signed_in(navigator)


def typed(page, **changed):
    """Return what the entry form of a page would send as it stands, with something changed."""
    form = page.context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if isinstance(value, (list, tuple)) and any(value):
            sent[field.html_name] = [one for one in value if one]
        elif isinstance(value, dt.date):
            sent[field.html_name] = value.isoformat()
        elif value and not isinstance(value, (list, tuple)):
            sent[field.html_name] = "on" if value is True else str(value)
    return sent | changed


# By link


def test_whoever_runs_it_confirms_with_one_button(tea, code, client):
    Service.objects.update(assured_on=None)
    page = client.get(reverse("entry_by_link", args=[code]))

    assert "Tea and Talk" in page.content.decode()
    assert Service.objects.get().assured_on is None  # looking is not confirming
    for header, value in {
        "Referrer-Policy": "strict-origin",
        "X-Robots-Tag": "noindex, nofollow",
        "Cache-Control": "no-store, private",
    }.items():
        assert page[header] == value

    page = client.post(reverse("entry_by_link", args=[code]), follow=True)
    assert "all of it is right today" in page.content.decode()
    assert Service.objects.get().assured_on == timezone.localdate()


@pytest.mark.parametrize("name", ["entry_by_link", "change_by_link", "end_by_link"])
def test_a_link_that_is_over_says_so_and_no_more(house, client, name):
    page = client.get(reverse(name, args=["made-up-code"]))

    assert page.status_code == 410
    assert "does not work any more" in page.content.decode()


def test_whoever_runs_it_proposes_a_change(tea, code, client):
    page = client.get(reverse("change_by_link", args=[code]))
    sent = typed(page, phone="01226 999999", opens_1="2.30pm", closes_1="4pm", words="We moved a day.")

    page = client.post(reverse("change_by_link", args=[code]), sent, follow=True)

    change = EntryChange.objects.get()
    assert set(change.values) == {"phone", "schedules"}
    assert change.values["schedules"][0]["opens_at"] == "14:30"
    assert "Somebody is going to look at it" in page.content.decode()
    assert Service.objects.get().phone == "01226 000000"


def test_what_hides_an_entry_is_not_asked_by_link_nor_taken(tea, code, client):
    page = client.get(reverse("change_by_link", args=[code]))
    assert set(values.KEPT).isdisjoint(page.context["form"].fields)

    hidden = {"is_refuge": "on", "has_sensitive_place": "on", "kind": "peer", "status": "defunct"}
    page = client.post(reverse("change_by_link", args=[code]), typed(page, **hidden))
    assert "Nothing is different" in page.content.decode()
    assert not EntryChange.objects.exists()


def test_a_place_that_is_not_told_is_not_told_by_link(tea, code, client):
    Service.objects.update(has_sensitive_place=True, **SECRET)

    for name in ("entry_by_link", "change_by_link"):
        page = client.get(reverse(name, args=[code])).content.decode()
        assert not [secret for secret in SECRET.values() if secret in page]


def test_what_became_of_it_stands_behind_the_link(tea, code, client, navigator):
    proposing.propose(links.find(code), written={"cost": "3.00"})
    EntryChange.objects.update(
        status=ChangeStatus.DECLINED, reason="Your website says free.", decided_at=timezone.now()
    )

    page = client.get(reverse("entry_by_link", args=[code])).content.decode()
    assert "We did not take over" in page
    assert "Your website says free." in page


def test_whoever_runs_it_says_that_it_has_ended(tea, code, client):
    client.post(reverse("end_by_link", args=[code]), {"words": "The hall was sold."})

    assert EntryChange.objects.get().kind == ChangeKind.CLOSURE
    assert Service.objects.public().exists()


def test_attempts_at_a_link_are_limited(tea, code, client):
    cache.clear()
    address = reverse("entry_by_link", args=[code])

    assert [client.post(address).status_code for _ in range(21)][-2:] == [302, 429]
    cache.clear()


# Anybody


def test_a_stranger_reports_what_is_wrong(tea, client):
    cache.clear()
    address = reverse("report_entry", args=[tea.public_id])
    page = client.post(address, {"about": "phone", "words": ""})
    assert "Write your answer" in page.content.decode()

    client.post(address, {"about": "phone", "words": "Nobody answers.", "contact": "a@b.example"})
    said = EntryChange.objects.get()
    assert (said.kind, said.words, said.service, said.proposed_by) == (
        ChangeKind.REPORT,
        "Nobody answers.",
        tea,
        None,
    )


def test_what_is_hidden_cannot_be_reported(house, client):
    hidden = ServiceFactory(is_refuge=True)

    assert client.get(reverse("report_entry", args=[hidden.public_id])).status_code == 404


def test_a_stranger_suggests_something_and_is_limited(house, client):
    cache.clear()
    address = reverse("suggest_entry")
    said = {"name": "Knit", "kind": "group", "description": "Wool and tea.", "site": "barnsley"}
    page = client.post(address, {"name": "Knit"})
    assert "Choose where it is" in page.content.decode()

    answers = [client.post(address, said).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]
    assert EntryChange.objects.filter(kind=ChangeKind.SUGGESTION, site=house).count() == 5
    cache.clear()


def test_sending_a_form_twice_keeps_it_once(tea, client):
    cache.clear()
    address = reverse("report_entry", args=[tea.public_id])
    key = str(client.get(address).context["form"]["key"].value())
    for _twice in range(2):
        client.post(address, {"about": "other", "words": "Wrong door.", "key": key})

    assert EntryChange.objects.count() == 1


# Colleagues


def test_a_navigator_sees_what_waits_and_what_nobody_confirmed(tea, at_work, questions):
    EntryChangeFactory(service=tea)
    EntryChangeFactory(service=ServiceFactory(site__slug="luton", name="Far away"))
    ServiceFactory(name="Long ago", assured_on=dt.date(2026, 1, 1))
    ServiceFactory(name="Quite gone", is_out_of_date=True)

    with questions() as asked:
        page = at_work.get(reverse("entry_changes")).content.decode()

    for words in ("Tea and Talk", "Long ago", "Nobody: please call them", "Quite gone"):
        assert words in page
    assert "Far away" not in page
    for _more in range(3):
        EntryChangeFactory(service=ServiceFactory())
    with questions() as asked_for_more:
        at_work.get(reverse("entry_changes"))
    assert len(asked_for_more()) <= len(asked())


def test_nothing_to_look_at_says_what_would_be_here(house, at_work):
    assert "Nothing to look at" in at_work.get(reverse("entry_changes")).content.decode()


def test_a_proposal_is_decided_field_by_field(tea, at_work):
    change = EntryChangeFactory(
        service=tea,
        values={"phone": "01226 1", "cost": "2.00"},
        before={"phone": "01226 9", "cost": "0.00"},
    )
    address = reverse("decide_change", args=[change.public_id])
    page = at_work.get(address).content.decode()
    for words in ("Changed since they wrote.", "01226 9", "01226 1", "£2.00", "Free"):
        assert words in page

    page = at_work.post(address, {"taken": [], "reason": ""})
    assert "Say why it is not taken over." in page.content.decode()

    at_work.post(address, {"taken": ["phone"], "reason": "It is free."})
    tea.refresh_from_db()
    assert (tea.phone, tea.cost) == ("01226 1", 0)
    assert "Taken over in part" in at_work.get(address).content.decode()


def test_a_report_and_an_end_are_settled(tea, at_work):
    report = EntryChangeFactory(
        service=tea, kind=ChangeKind.REPORT, values={"about": "phone"}, before={}, words="Dead line."
    )
    address = reverse("decide_change", args=[report.public_id])
    page = at_work.get(address).content.decode()
    assert "The telephone number, email or website" in page
    assert "Dead line." in page
    at_work.post(address, {"is_right": "yes"})
    end = EntryChangeFactory(service=tea, kind=ChangeKind.CLOSURE, values={}, before={})
    at_work.post(reverse("decide_change", args=[end.public_id]), {"is_right": "yes"})

    assert not Service.objects.public().exists()
    assert set(EntryChange.objects.values_list("status", flat=True)) == {ChangeStatus.ACCEPTED}


def test_a_suggestion_is_completed_and_added_or_declined(house, at_work):
    told = {"name": "Knit", "kind": "group", "description": "Wool.", "organisation": "Wool Club"}
    first, second = (
        EntryChangeFactory(
            site=house, service=None, kind=ChangeKind.SUGGESTION, values=told, before={}, words="Mondays"
        )
        for _ in range(2)
    )
    address = reverse("decide_change", args=[first.public_id])
    page = at_work.get(address)
    assert "Mondays" in page.content.decode()

    at_work.post(address, typed(page, name="Knit and Chat", day_1="MO", opens_1="10"))
    service = Service.objects.get()
    assert (service.name, service.organisation.name) == ("Knit and Chat", "Wool Club")
    assert service.schedules.get().opens_at == dt.time(10)

    address = reverse("decide_change", args=[second.public_id])
    at_work.post(address, {"is_right": "no", "reason": "We have it."})
    second.refresh_from_db()
    assert second.status == ChangeStatus.DECLINED


def test_an_entry_is_changed_on_its_page(tea, at_work):
    address = reverse("keep_entry", args=[tea.public_id])
    page = at_work.get(address)
    sent = typed(page, name="Tea, Talk and Cake", often_1="MONTHLY.1.-1", needs=["company"])
    sent |= {"day_2": "WE", "often_2": "WEEKLY.2.", "opens_2": "9:15", "begins_2": "2026-12-02"}

    answer = at_work.post(address, sent)

    assert answer.status_code == 302, answer.context["form"].errors
    tea.refresh_from_db()
    assert (tea.name, tea.needs) == ("Tea, Talk and Cake", ["company"])
    monthly, fortnightly = tea.schedules.all()
    assert (monthly.frequency, monthly.week, monthly.weekday) == ("MONTHLY", -1, "MO")
    assert (fortnightly.every, fortnightly.begins_on) == (2, dt.date(2026, 12, 2))


def test_a_page_sent_as_it_is_changes_nothing(tea, at_work):
    tea.schedules.update(ends_on=dt.date(2027, 7, 1), every=3, begins_on=dt.date(2026, 11, 2))
    before = values.of(tea)
    address = reverse("keep_entry", args=[tea.public_id])

    assert at_work.post(address, typed(at_work.get(address))).status_code == 302
    assert values.of(Service.objects.get()) == before


def test_who_comes_second_sees_what_is_there_now(tea, at_work):
    address = reverse("keep_entry", args=[tea.public_id])
    sent = typed(at_work.get(address), phone="01226 222222")
    Service.objects.update(phone="01226 333333", changed_at=timezone.now())

    page = at_work.post(address, sent)
    told = page.content.decode()
    assert "Somebody else changed this" in told
    assert "01226 333333" in told
    assert "01226 222222" in told

    again = at_work.post(address, typed(page))
    assert again.status_code == 302, again.context["form"].errors
    assert Service.objects.get().phone == "01226 222222"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": ""}, "Enter what it is called"),
        ({"opens_1": "half past"}, "Enter a time like 10am or 2:30pm"),
        ({"opens_1": "11", "closes_1": "10"}, "It must close after it opens."),
        ({"often_1": "WEEKLY.2."}, "Enter one day when it happens"),
        ({"minimum_age": "40", "maximum_age": "20"}, "The oldest age must not be below the youngest."),
    ],
)
def test_what_is_typed_wrongly_is_said(tea, at_work, sent, words):
    address = reverse("keep_entry", args=[tea.public_id])

    assert words in at_work.post(address, typed(at_work.get(address), **sent)).content.decode()


def test_an_entry_is_added(house, at_work):
    address = reverse("add_entry")
    choir = {"name": "Choir", "kind": "group", "description": "Sing.", "organisation": "Voices"}
    sent = typed(at_work.get(address), day_1="TU", **choir)

    assert at_work.post(address, sent).status_code == 302
    assert Schedule.objects.get().weekday == "TU"


def test_the_entry_of_a_peer_supporter_keeps_its_kind_and_status(house, at_work):
    page = at_work.get(reverse("keep_entry", args=[ServiceFactory(kind="peer").public_id]))

    assert not {"kind", "status"} & set(page.context["form"].fields)


def test_an_entry_is_confirmed_and_its_link_sent_by_buttons(tea, at_work):
    Service.objects.update(assured_on=None, is_out_of_date=True)
    keep = reverse("keep_entry", args=[tea.public_id])
    assert "no longer shown" in at_work.get(keep).content.decode()

    at_work.post(reverse("confirm_entry", args=[tea.public_id]))
    page = at_work.post(reverse("send_entry_link", args=[tea.public_id]), follow=True).content.decode()

    assert Service.objects.public().exists()
    assert "No answer yet." in page


def test_notes_are_for_colleagues_and_can_be_taken_away(tea, signed_in, navigator, client):
    coordinator = signed_in(staff("coordinator"))
    address = reverse("entry_notes", args=[tea.public_id])
    coordinator.post(address, {"words": "Ring before noon."})
    page = coordinator.get(address).content.decode()
    assert "Ring before noon." in page

    coordinator.post(reverse("end_note", args=[StaffNote.objects.get().public_id]))
    assert "No notes." in coordinator.get(address).content.decode()


def test_a_note_is_in_nothing_public(tea, navigator, client):
    notes.write(tea, by=navigator, words="Ring before noon.")

    for address in (reverse("service", args=[tea.public_id]), f"/oruk/services/{tea.public_id}"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "before noon" not in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("10", "10:00"),
        ("10am", "10:00"),
        ("2.30pm", "14:30"),
        ("12 noon", "12:00"),
        ("12am", "00:00"),
        ("", None),
    ],
)
def test_times_are_understood_as_people_type_them(said, time):
    assert ClockField(required=False).clean(said) == time


def test_what_it_helps_with_is_offered_from_the_data(tea, at_work):
    Need.objects.create(code="chess", name="Chess", description="Board games.")

    assert "Chess" in at_work.get(reverse("keep_entry", args=[tea.public_id])).content.decode()


@pytest.mark.parametrize(
    ("role", "ways"), [(None, 1), ("person", 1), ("coordinator", 2), ("navigator", 3), ("finance", 1)]
)
def test_from_an_entry_leads_what_one_may_do_for_it(tea, signed_in, client, role, ways):
    if role:
        signed_in(UserFactory() if role == "person" else staff(role))
    page = client.get(reverse("service", args=[tea.public_id])).content.decode()
    names = ("report_entry", "entry_notes", "keep_entry")

    assert [reverse(name, args=[tea.public_id]) in page for name in names] == [
        number < ways for number in range(3)
    ]
