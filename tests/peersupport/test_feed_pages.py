"""The pages of imports: add a directory, send a file, look, tick, carry out, drop."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peersupport.importing import carrying_out
from peersupport.models import Feed, FeedKind, ImportRun, RowAction, RunStatus, Service
from peersupport.pages.feeds import HEADINGS, WHAT
from tests.factories import FeedFactory, ImportRunFactory, ServiceFactory, SiteFactory
from tests.factories.people import staff


@pytest.fixture
def page(signed_in, navigator):
    client = signed_in(navigator)
    client.get("/")
    return client


@pytest.fixture
def feed(house):
    return FeedFactory(site=house, name="Made-up council")


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sent(page, feed, *lines):
    """Send a file and return its run."""
    content = "\n".join(["id,name,organisation,postcode,description", *lines]).encode()
    file = SimpleUploadedFile("clubs.csv", content)
    answer = page.post(reverse("read_feed", args=[feed.public_id]), {"file": file})
    return ImportRun.objects.get(public_id=answer.url.split("/")[-2])


def at(run, **asked):
    address = reverse("import_run", args=[run.public_id])
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in asked.items())}" if asked else address


def test_a_feed_is_added_and_listed(page, house):
    answer = page.post(
        reverse("add_feed"),
        {"name": "Council", "kind": "oruk", "url": "https://directory.example/oruk", "licence": "OGL"},
    )

    feed = Feed.objects.get()
    assert answer.url == reverse("feed", args=[feed.public_id])
    assert (feed.site, feed.licence) == (house, "OGL")
    assert "Council" in words(page.get(reverse("feeds")))
    assert "https://directory.example/oruk" in words(page.get(answer.url))


def test_what_cannot_be_added_says_why_and_keeps_what_was_typed(page, feed):
    answer = page.post(reverse("add_feed"), {"name": feed.name, "kind": "csv", "licence": "As they say"})

    assert "already one of this name" in words(answer)
    assert "As they say" in answer.content.decode()


def test_a_file_is_looked_at_and_carried_out(page, feed):
    run = sent(page, feed, "1,Chess Club,Clubs,ZZ99 3AA,We play", "2,Soup Lunch,Clubs,,We eat")
    shown = words(page.get(at(run)))
    assert "New (2)" in shown
    assert "2 entries are added." in shown
    assert "We play" in shown

    chess = run.rows.get(source_id="1")
    answer = page.post(at(run, show="new"), {"do": "carry_out", "chosen": [chess.pk]}, follow=True)

    assert "up to date" in words(answer)
    assert "Carried out" in words(answer)
    assert [one.name for one in Service.objects.all()] == ["Chess Club"]
    done = words(page.get(at(run, show="new")))
    assert "What Made-up council changed" in done
    assert "Chess Club Done" in done
    assert "Our entry Chess Club" in done
    assert "Soup Lunch Not ticked" in done
    assert "Our entry Soup Lunch" not in done


def test_a_likeness_shows_what_theirs_says(page, feed):
    ours = ServiceFactory(site=feed.site, name="Chess Club", phone="01226 000000", assured_on=None)
    file = f"1,Chess Club,Other Clubs,{ours.postcode},We play"
    content = f"id,name,organisation,postcode,description,checked_on\n{file},2026-07-31".encode()
    answer = page.post(
        reverse("read_feed", args=[feed.public_id]), {"file": SimpleUploadedFile("x.csv", content)}
    )

    told = words(page.get(answer.url))

    assert "Like one of ours (1)" in told
    assert "Checked on Nothing Friday 31 July 2026" in told
    assert "01226" not in told


def test_what_both_changed_is_shown_side_by_side(page, feed):
    carrying_out.carry_out(sent(page, feed, "1,Chess Club,Clubs,ZZ99 3AA,We play"), by=None)
    Service.objects.update(description="We play <b>kindly</b>")
    run = sent(page, feed, "1,Chess Club,Clubs,ZZ99 3AA,We play to win")

    answer = page.get(at(run))

    assert "Changed on both sides (1)" in words(answer)
    assert "We play &lt;b&gt;kindly" in answer.content.decode()
    assert "We play to win" in words(answer)
    assert reverse("keep_entry", args=[Service.objects.get().public_id]) in answer.content.decode()


@pytest.mark.parametrize(("do", "chosen"), [("save", 1), ("all", 2), ("none", 0)])
def test_ticks_are_kept(page, feed, do, chosen):
    run = sent(page, feed, "1,Chess Club,Clubs,,x", "2,Soup Lunch,Clubs,,x")
    first = run.rows.first()

    page.post(at(run, show="new"), {"do": do, "chosen": [first.pk]})

    assert run.rows.filter(is_chosen=True).count() == chosen


def test_a_row_of_another_run_cannot_be_ticked(page, feed):
    run = sent(page, feed, "1,Chess Club,Clubs,,x")
    other = sent(page, FeedFactory(site=feed.site), "1,Soup Lunch,Clubs,,x")

    answer = page.post(at(run, show="new"), {"do": "save", "chosen": [other.rows.get().pk]})

    assert answer.status_code == 200
    assert run.rows.get().is_chosen


def test_a_preview_is_dropped(page, feed):
    run = sent(page, feed, "1,Chess Club,Clubs,,x")

    answer = page.post(at(run, show="new"), {"do": "drop"}, follow=True)

    assert "Nothing in the directory changed" in words(answer)
    assert not run.rows.exists()


def test_the_same_form_twice_carries_out_once(page, feed):
    run = sent(page, feed, "1,Chess Club,Clubs,,x")
    posted = {
        "do": "carry_out",
        "chosen": [run.rows.get().pk],
        "key": "6f0c7a52-3b0e-4d53-9a51-0f6f2f9e2015",
    }

    answers = [page.post(at(run, show="new"), posted).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert Service.objects.count() == 1
    again = page.post(at(run, show="new"), posted | {"key": ""})
    assert "already decided" in words(again)


def test_many_rows_come_a_page_at_a_time(page, feed, questions):
    run = sent(page, feed, *(f"{n},Club {n:03d},Clubs,,x" for n in range(60)))
    with questions() as asked:
        first = page.get(at(run))
    few = sent(page, feed, "1,Club 001,Clubs,,x")
    with questions() as asked_for_few:
        page.get(at(few))
    after = re.search(r"after=(\d+)", first.content.decode())[1]

    assert "Club 049" in words(first)
    assert "Club 050" not in words(first)
    assert "Club 050" in words(page.get(at(run, show="new", after=after)))
    assert len(asked()) == len(asked_for_few())


@pytest.mark.parametrize("asked", [{"show": "nothing"}, {"after": "x"}, {"after": "9" * 40}])
def test_an_address_that_makes_no_sense_shows_the_beginning(page, feed, asked):
    run = sent(page, feed, "1,Chess Club,Clubs,,x")

    assert page.get(at(run, **asked)).status_code == 200


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (RunStatus.READING, "Look again"),
        (RunStatus.FAILED, "It takes too long"),
        (RunStatus.PREVIEWED, "There is nothing in it"),
    ],
)
def test_a_run_says_how_it_stands(page, feed, status, told):
    run = ImportRunFactory(
        feed=feed, status=status, problem="It takes too long" if status == "failed" else ""
    )

    assert told in words(page.get(at(run)))


def test_a_feed_of_the_internet_is_asked_for(page, house):
    feed = FeedFactory(site=house, kind=FeedKind.ORUK, url="https://directory.example/oruk")

    answer = page.post(reverse("read_feed", args=[feed.public_id]))

    assert ImportRun.objects.get().status == RunStatus.READING
    assert "read in the background" in words(page.get(answer.url))


def test_a_file_that_cannot_be_read_says_why_at_the_file(page, feed):
    file = SimpleUploadedFile("clubs.csv", b"title\nx")

    answer = page.post(reverse("read_feed", args=[feed.public_id]), {"file": file})

    assert "These are missing: name, organisation" in words(answer)
    assert not ImportRun.objects.exists()


def test_nothing_more_is_taken_from_a_feed_that_ended(page, feed):
    page.post(reverse("end_feed", args=[feed.public_id]))

    assert "Read it and look" not in words(page.get(reverse("feed", args=[feed.public_id])))
    answer = page.post(reverse("end_feed", args=[feed.public_id]))
    assert "it has ended" in words(answer)


@pytest.mark.parametrize(
    ("role", "site", "expected"),
    [("coordinator", "barnsley", 404), ("manager", "barnsley", 200), ("navigator", "luton", 404)],
)
def test_feeds_and_imports_are_for_those_who_keep_the_directory(signed_in, feed, role, site, expected):
    client = signed_in(staff(role, site=SiteFactory(slug=site)))
    run = ImportRunFactory(feed=feed)

    for name, row in (("feed", feed), ("read_feed", feed), ("end_feed", feed), ("import_run", run)):
        assert client.get(reverse(name, args=[row.public_id])).status_code == expected
    for name in ("feeds", "add_feed"):
        assert client.get(reverse(name)).status_code == (403 if role == "coordinator" else 200)


def test_every_kind_of_row_has_its_words():
    assert set(WHAT) == set(HEADINGS) == set(RowAction)


def test_an_entry_says_where_it_comes_from(client, house):
    feed = FeedFactory(site=house, name="Council", licence="Open Government Licence v3.0")
    theirs = ServiceFactory(site=house, feed=feed, source_id="1")
    ours = ServiceFactory(site=house)

    told = words(client.get(reverse("service", args=[theirs.public_id])))

    assert "From Council. Open Government Licence v3.0" in told
    assert "Licence" not in words(client.get(reverse("service", args=[ours.public_id])))
