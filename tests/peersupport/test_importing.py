"""Entries from other directories: read, compared, chosen, carried out; what is hidden stays hidden."""

import pytest

from ipc.kernel.models import Event
from peersupport.importing import carrying_out, feeds, fetching, preview, reading_csv
from peersupport.models import FeedKind, ImportRow, RowAction, RunStatus, Service, ServiceKind, ServiceStatus
from people.models import Organisation
from tests.factories import FeedFactory, PeerFactory, ServiceFactory

CHOIR = {
    "id": "c1",
    "name": "Lakeside Choir",
    "organisation": "Lakeside Voices",
    "postcode": "zz993aa",
    "description": "We sing.",
    "kind": "Peer support group",
    "times": "TU 18:00-20:00; 1FR 10:00-11:30",
    "needs": "music; Company and friends",
    "groups": "older",
    "cost": "2.50",
    "checked_on": "2026-09-01",
}
LUNCH = {"id": "c2", "name": "Soup Lunch", "organisation": "Lakeside Voices", "postcode": "ZZ99 3AB"}


def csv(*lines):
    columns = list(dict.fromkeys(name for line in lines for name in line))
    rows = [columns, *([line.get(name, "") for name in columns] for line in lines)]
    return "\r\n".join(",".join(f'"{value}"' for value in row) for row in rows).encode()


@pytest.fixture
def feed(navigator, house):
    return FeedFactory(site=house, name="Made-up council")


@pytest.fixture
def read(feed, navigator):
    """Return a function that reads lines of a file into a preview."""
    return lambda *lines: preview.of_file(feed, by=navigator, content=csv(*lines))


@pytest.fixture
def take(read, navigator):
    """Return a function that reads lines and carries them out."""
    return lambda *lines: carrying_out.carry_out(read(*lines), by=navigator)


def actions(run):
    return dict(ImportRow.objects.filter(run=run).values_list("source_id", "action"))


def row(run, source_id="c1"):
    return ImportRow.objects.get(run=run, source_id=source_id)


def choose(run, navigator, *source_ids):
    rows = dict(ImportRow.objects.filter(run=run).values_list("source_id", "pk"))
    carrying_out.choose(
        run, by=navigator, shown=rows.values(), chosen=[rows[source_id] for source_id in source_ids]
    )


def test_a_preview_changes_nothing(read):
    run = read(CHOIR, LUNCH)

    assert actions(run) == {"c1": "new", "c2": "new"}
    assert not Service.objects.exists()
    assert not Organisation.objects.filter(name="Lakeside Voices").exists()


def test_what_is_new_is_added_with_where_it_comes_from(take, feed):
    run = take(CHOIR)

    choir = Service.objects.get()
    assert (choir.name, choir.organisation.name, choir.site_id) == (
        "Lakeside Choir",
        "Lakeside Voices",
        feed.site_id,
    )
    assert (choir.kind, choir.postcode, choir.cost, choir.cohorts) == ("group", "ZZ99 3AA", 2.5, ["older"])
    assert choir.needs == ["company", "music"]
    assert (choir.feed, choir.source_id, choir.assured_by) == (feed, "c1", feed.name)
    assert feeds.provenance(choir) == "From Made-up council"
    times = [(one.weekday, one.week, f"{one.opens_at:%H:%M}") for one in choir.schedules.all()]
    assert times == [("TU", None, "18:00"), ("FR", 1, "10:00")]
    assert run.status == RunStatus.DONE


def test_reading_the_same_again_changes_nothing(take, read, navigator):
    take(CHOIR, LUNCH)
    before = list(Service.objects.order_by("pk").values("pk", "name", "changed_at", "source_hash"))

    again = read(CHOIR, LUNCH)
    assert set(actions(again).values()) == {"same"}
    carrying_out.carry_out(again, by=navigator)

    assert list(Service.objects.order_by("pk").values("pk", "name", "changed_at", "source_hash")) == before
    assert Organisation.objects.filter(name="Lakeside Voices").count() == 1


def test_what_changed_there_is_taken(take, read, navigator):
    take(CHOIR)
    run = read(CHOIR | {"description": "We sing louder.", "times": "WE 09:00-10:00"})

    assert row(run).action == RowAction.CHANGED
    assert row(run).differences["description"] == {
        "ours": "We sing.",
        "theirs": "We sing louder.",
        "choose": False,
    }
    carrying_out.carry_out(run, by=navigator)

    choir = Service.objects.get()
    assert choir.description == "We sing louder."
    assert [one.weekday for one in choir.schedules.all()] == ["WE"]


def test_what_is_not_chosen_is_left_and_asked_again(take, read, navigator):
    take(CHOIR)
    run = read(CHOIR | {"cost": "9"}, LUNCH)
    choose(run, navigator)
    carrying_out.carry_out(run, by=navigator)

    assert [one.cost for one in Service.objects.all()] == [2.5]
    assert actions(read(CHOIR | {"cost": "9"}, LUNCH)) == {"c1": "changed", "c2": "new"}


@pytest.mark.parametrize(("is_chosen", "expected"), [(False, "We hum."), (True, "We sing louder.")])
def test_what_both_sides_changed_is_chosen(take, read, navigator, is_chosen, expected):
    take(CHOIR)
    Service.objects.update(description="We hum.", eligibility="Everybody")
    theirs = CHOIR | {"description": "We sing louder.", "city": "Testham"}
    run = read(theirs)

    assert (row(run).action, row(run).is_chosen) == (RowAction.OURS, False)
    choose(run, navigator, *(["c1"] if is_chosen else []))
    carrying_out.carry_out(run, by=navigator)

    choir = Service.objects.get()
    assert (choir.description, choir.city, choir.eligibility) == (expected, "Testham", "Everybody")
    assert actions(read(theirs)) == {"c1": "same"}


def test_what_is_changed_here_after_the_preview_is_kept(take, read, navigator):
    take(CHOIR)
    run = read(CHOIR | {"description": "We sing louder."})
    Service.objects.update(description="We hum.")

    carrying_out.carry_out(run, by=navigator)

    assert Service.objects.get().description == "We hum."


def test_what_looks_like_ours_is_not_added_again(read, feed, navigator):
    ours = ServiceFactory(site=feed.site, name="Lakeside  choir", postcode="ZZ99 3AA", description="Ours")
    run = read(CHOIR)

    assert (row(run).action, row(run).service, row(run).is_chosen) == (RowAction.TWIN, ours, False)
    choose(run, navigator, "c1")
    carrying_out.carry_out(run, by=navigator)

    ours.refresh_from_db()
    assert (ours.feed, ours.source_id, ours.description) == (feed, "c1", "Ours")
    assert actions(read(CHOIR)) == {"c1": "same"}


def test_a_twin_that_comes_from_elsewhere_stays_there(read, feed, navigator):
    other = FeedFactory(site=feed.site)
    ServiceFactory(
        site=feed.site, name=CHOIR["name"], postcode="ZZ99 3AA", feed=other, source_id="x", meets=False
    )
    run = read(CHOIR)
    choose(run, navigator, "c1")

    carrying_out.carry_out(run, by=navigator)

    assert other.name in row(run).problem
    assert Service.objects.get().feed == other


def test_an_entry_of_another_site_is_no_twin(read):
    ServiceFactory(name=CHOIR["name"], postcode="ZZ99 3AA", site__slug="luton")

    assert actions(read(CHOIR)) == {"c1": "new"}


def test_what_is_gone_is_no_longer_running_and_comes_back(take):
    take(CHOIR, LUNCH)

    take(LUNCH)
    assert Service.objects.get(source_id="c1").status == ServiceStatus.INACTIVE
    take(CHOIR, LUNCH)
    assert Service.objects.get(source_id="c1").status == ServiceStatus.ACTIVE


def test_where_most_is_gone_nothing_is_ended_unasked(take, read):
    take(CHOIR, LUNCH)
    run = read({"id": "c3", "name": "Another", "organisation": "Lakeside Voices"})

    assert set(run.rows.filter(action=RowAction.GONE).values_list("is_chosen", flat=True)) == {False}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"id": "w", "organisation": "Somebody", "name": " "}, "no name"),
        ({"id": "w", "name": "Something", "organisation": ""}, "organisation"),
        (CHOIR | {"id": "w", "kind": "peer"}, "checked here"),
        (CHOIR, "same id"),
    ],
)
def test_what_cannot_be_used_says_why(read, navigator, line, problem):
    run = read(CHOIR, line)

    wrong = ImportRow.objects.get(run=run, action=RowAction.WRONG)
    assert problem in wrong.problem
    carrying_out.carry_out(run, by=navigator)
    assert Service.objects.count() == 1


def test_what_cannot_be_right_is_left_out_and_said(take):
    wrong = {
        "website": "javascript:alert(1)",
        "email": "nobody",
        "postcode": "here",
        "cost": "-1",
        "minimum_age": "60",
        "maximum_age": "20",
        "checked_on": "2999-01-01",
        "times": "noon",
        "description": "<b>We sing</b> &amp; dance\x00",
        "place": "x" * 300,
        "needs": "flying",
    }
    run = take(CHOIR | wrong)

    choir = Service.objects.get()
    assert (choir.website, choir.email, choir.postcode, choir.cost) == ("", "", "", 0)
    assert (choir.minimum_age, choir.assured_on, choir.needs) == (None, None, [])
    assert choir.description == "We sing & dance"
    assert len(choir.place) == 120
    assert not choir.schedules.exists()
    for name in ("website", "email", "postcode", "cost", "ages", "times"):
        assert name in row(run).problem


@pytest.mark.parametrize(
    "hidden",
    [
        {"is_internal": True},
        {"is_refuge": True},
        {"is_out_of_date": True},
        {"status": ServiceStatus.INACTIVE},
        {"status": ServiceStatus.DEFUNCT},
        {"kind": ServiceKind.PEER},
        {"has_sensitive_place": True},
        {"has_personal_contact": True},
    ],
)
@pytest.mark.parametrize("as_twin", [False, True])
def test_an_import_never_shows_what_is_hidden(read, take, feed, navigator, hidden, as_twin):
    """Not even where it is chosen, and the feed changed all it can change."""
    closed = CHOIR | {"status": "temporarily closed"}
    if as_twin:
        ServiceFactory(site=feed.site, name=CHOIR["name"], postcode="ZZ99 3AA", **hidden)
    else:
        take(closed)
        Service.objects.update(**hidden)
    flags = dict.fromkeys(set(hidden) - {"status", "kind"}, "no")
    for line in (closed, CHOIR | {"status": "active", "kind": "service", "description": "Louder."} | flags):
        run = read(line)
        choose(run, navigator, "c1")
        carrying_out.carry_out(run, by=navigator)

    assert Service.objects.values(*hidden).get() == hidden
    assert Service.objects.get().source_values["description"] == "Louder."


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ({"name": "Rose Refuge"}, "is_refuge"),
        ({"description": "After domestic abuse"}, "has_sensitive_place"),
        ({"phone": "+44 7700 900123"}, "has_personal_contact"),
    ],
)
def test_what_may_have_to_stay_secret_is_kept_back(take, line, flag):
    run = take(CHOIR | line)

    assert getattr(Service.objects.get(), flag)
    assert "until you have looked" in row(run).problem


def test_a_refugee_group_is_no_refuge(take):
    take(CHOIR | {"name": "Refugee welcome"})

    assert Service.objects.public().exists()


def test_an_older_check_takes_the_place_of_no_newer_one(take, navigator):
    take(CHOIR)
    Service.objects.update(assured_on="2026-11-01", assured_by="the navigators")

    take(CHOIR | {"checked_on": "2026-10-01"})

    assert str(Service.objects.get().assured_on) == "2026-11-01"


def test_a_line_without_an_id_is_known_by_name_and_postcode(take, read):
    line = {name: value for name, value in CHOIR.items() if name != "id"}
    take(line)

    assert set(actions(read(line | {"name": "LAKESIDE CHOIR"})).values()) == {"changed"}


def test_lines_without_a_name_are_told_by_where_they_stand_in_the_file():
    content = b"name,organisation\nChoir,Lakes\n,Lakes\n,Lakes\n"

    read = [source_id for source_id, _facts in reading_csv.read(content, known_needs=None)]

    assert read[1:] == ["Line 3 of the file", "Line 4 of the file"]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"title,who\n1,2", reading_csv.ColumnMissing),
        (b"", reading_csv.ColumnMissing),
        (b'name,organisation\n"' + b"x" * 200_000 + b'",y', reading_csv.FileCannotBeRead),
        (b"x" * (reading_csv.MOST_BYTES + 1), reading_csv.FileTooLarge),
        (b"name,organisation\n" + b"a,b\n" * (reading_csv.MOST_LINES + 1), reading_csv.FileTooLarge),
    ],
    ids=["columns", "empty", "cell", "bytes", "lines"],
)
def test_a_file_that_cannot_be_read_is_refused(feed, navigator, content, refusal, monkeypatch):
    monkeypatch.setattr(preview, "_keep", lambda run, entries, needs: list(entries))

    with pytest.raises(refusal):
        preview.of_file(feed, by=navigator, content=content)


def test_a_file_of_the_old_kind_is_read_too(feed, navigator):
    content = "name;organisation\nCafé für alle;Wohlfahrt".encode("cp1252")

    run = preview.of_file(feed, by=navigator, content=content)

    assert run.rows.get().name == "Café für alle"


def test_what_is_decided_is_not_decided_again(read, navigator):
    run = read(CHOIR)
    carrying_out.drop(run, by=navigator)

    assert not run.rows.exists()
    for again in (carrying_out.carry_out, carrying_out.drop):
        with pytest.raises(carrying_out.NothingWaits):
            again(run, by=navigator)
    with pytest.raises(carrying_out.NothingWaits):
        carrying_out.choose(run, by=navigator, shown=[], chosen=[])
    with pytest.raises(carrying_out.NothingWaits):
        carrying_out.choose_all(run, by=navigator, action="new", is_chosen=False)


def test_a_newer_preview_takes_the_place_of_an_older_one(read):
    older, _newer = read(CHOIR), read(CHOIR)

    older.refresh_from_db()
    assert older.status == RunStatus.DROPPED


def test_a_whole_kind_is_chosen_at_once(read, navigator):
    run = read(CHOIR, LUNCH)

    carrying_out.choose_all(run, by=navigator, action=RowAction.NEW, is_chosen=False)
    carrying_out.carry_out(run, by=navigator)

    assert not Service.objects.exists()


def test_too_much_for_a_page_is_left_to_the_command(read, navigator):
    run = read(CHOIR, LUNCH)

    with pytest.raises(carrying_out.TooManyForAPage):
        carrying_out.carry_out(run, by=navigator, most=1)
    carrying_out.carry_out(run, by=None, most=None)

    assert Service.objects.count() == 2


def test_every_step_is_in_the_audit(take, navigator):
    take(CHOIR)

    told = Event.objects.filter(act="peersupport.import_entries", actor_id=navigator.pk)
    assert [one.why for one in told.order_by("pk")] == ["", "Carried out"]


def test_a_feed_is_kept_once_and_ends(feed, navigator, read):
    run = read(CHOIR)
    with pytest.raises(feeds.FeedKnown):
        feeds.add(feed.site_id, by=navigator, name=feed.name, kind=FeedKind.CSV)
    with pytest.raises(feeds.AddressMissing):
        feeds.add(feed.site_id, by=navigator, name="Other", kind=FeedKind.ORUK)
    with pytest.raises(fetching.NotAnAddress):
        feeds.add(feed.site_id, by=navigator, name="Other", kind=FeedKind.ORUK, url="ftp://feed.example/")

    feeds.end(feed, by=navigator)

    run.refresh_from_db()
    feed.refresh_from_db()
    assert (run.status, feed.ended_by) == (RunStatus.DROPPED, navigator)
    with pytest.raises(feeds.FeedEnded):
        read(CHOIR)


def test_comparing_asks_no_more_for_more(read, take, questions):
    lines = [{"id": str(n), "name": f"Club {n}", "organisation": "Clubs"} for n in range(12)]
    asked_by = []
    for number in (2, 12):
        take(*lines[:number])
        with questions() as asked:
            read(*(line | {"cost": "3"} for line in lines[:number]))
        asked_by.append(len(asked()))

    assert asked_by[0] == asked_by[1]


def test_a_peers_entry_is_never_changed_by_a_feed(read, feed, navigator):
    """Linked by hand to a feed, one person's entry keeps its kind, and so its place and number secret."""
    peer = PeerFactory(service__site=feed.site, service__name="Lakeside Choir", service__postcode="ZZ99 3AA")
    run = read(CHOIR)
    choose(run, navigator, "c1")
    carrying_out.carry_out(run, by=navigator)
    carrying_out.carry_out(read(CHOIR | {"kind": "service"}), by=navigator)

    assert Service.objects.get(pk=peer.service_id).kind == ServiceKind.PEER
