"""Things to know about somebody: written down, asked about again, ended."""

import datetime as dt

import pytest
from django.urls import reverse

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import flags, todos
from people.acts import Act
from people.models import Flag, PersonStatus, Todo, TodoKind
from tests.factories import AllocationFactory, FlagFactory, UserFactory
from tests.factories.people import staff

SOON = dt.timedelta(days=30)


def raised(person, by):
    return flags.raise_flag(
        person, by=by, words="Ring before you come", reason="A dog", review_due_on=dates.today() + SOON
    )


def test_it_is_written_down_and_can_be_ended_once(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        flag = raised(margaret, coordinator)
        flags.end(flag, by=coordinator)
        with pytest.raises(flags.FlagEnded):
            flags.end(flag, by=coordinator)
        with pytest.raises(flags.FlagEnded):
            flags.keep(flag, by=coordinator, review_due_on=dates.today() + SOON)

    assert not Flag.objects.live().exists()
    assert Event.objects.filter(actor=coordinator, act__in=[Act.RAISE_FLAG, Act.END_FLAG]).count() == 2


def test_it_is_asked_about_again_on_a_day_ahead(coordinator, margaret):
    with pytest.raises(flags.ReviewNotAhead):
        flags.raise_flag(margaret, by=coordinator, words="w", reason="r", review_due_on=dates.today())
    with pytest.raises(flags.ReviewNotAhead):
        flags.keep(FlagFactory(person=margaret), by=coordinator, review_due_on=dates.today())


def test_the_day_comes_and_the_coordinator_is_asked_once(margaret, house):
    due = FlagFactory(person=margaret, review_due_on=dates.today())
    FlagFactory(person=margaret, review_due_on=dates.today() + SOON)

    flags.raise_due(house)
    flags.raise_due(house)

    todo = Todo.objects.get(kind=TodoKind.FLAG_REVIEW)
    assert (todo.person, todo.detail, todo.due_on) == (margaret, due.words, due.review_due_on)


def test_nothing_is_asked_about_somebody_who_died(margaret, house):
    FlagFactory(person=margaret, review_due_on=dates.today())
    margaret.status = PersonStatus.DIED
    margaret.save()

    flags.raise_due(house)

    assert not Todo.objects.exists()


def test_keeping_it_settles_what_was_asked_and_asks_again_later(coordinator, margaret, house):
    flag = FlagFactory(person=margaret, review_due_on=dates.today())
    flags.raise_due(house)

    kept = flags.keep(flag, by=coordinator, review_due_on=dates.today() + SOON)
    Flag.objects.update(review_due_on=dates.today() - SOON)
    flags.raise_due(house)

    assert kept.ended_at is None
    assert Todo.objects.filter(done_at=None).count() == 1
    assert Todo.objects.exclude(done_at=None).get().outcome == "Still holds"


class TestPages:
    @pytest.fixture
    def sam(self, signed_in, coordinator):
        return signed_in(coordinator)

    def test_raised_it_stands_above_every_page_in_words(self, sam, margaret):
        answer = sam.post(
            reverse("raise_flag", args=[margaret.public_id]),
            {
                "words": "Two people visit together",
                "reason": "Asked for by Margaret",
                "review_due_on": str(dates.today() + SOON),
            },
        )

        assert answer.status_code == 302
        page = sam.get(reverse("record_information_needs", args=[margaret.public_id]))
        assert "Two people visit together" in page.text

    def test_review_ends_it_or_keeps_it_and_asks_for_the_day(self, sam, margaret):
        flag = FlagFactory(person=margaret)
        address = reverse("end_flag", args=[flag.public_id])

        without_day = sam.post(address, {"holds": "yes"})
        kept = sam.post(address, {"holds": "yes", "review_due_on": str(dates.today() + SOON)})
        ended = sam.post(address, {"holds": "no"})

        assert "Enter the day to ask again" in without_day.text
        assert (kept.status_code, ended.status_code) == (302, 302)
        assert not Flag.objects.live().exists()

    @pytest.mark.parametrize("role", ["manager", "finance"])
    def test_is_the_coordinators_to_raise(self, signed_in, margaret, role):
        assert signed_in(staff(role)).get(reverse("raise_flag", args=[margaret.public_id])).status_code == 403

    def test_finance_reads_none_above_the_page(self, signed_in, margaret):
        FlagFactory(person=margaret)
        client = signed_in(staff("finance"))

        assert "Two people visit" not in client.get(reverse("rights", args=[margaret.public_id])).text

    def test_of_another_caseload_is_not_there(self, sam, house):
        other = FlagFactory(person=AllocationFactory(person__site=house).person)

        assert sam.get(reverse("end_flag", args=[other.public_id])).status_code == 404

    def test_through_the_api(self, sam, margaret):
        made = sam.post(
            "/api/v1/flags/",
            {
                "person": str(margaret.public_id),
                "words": "Ring first",
                "reason": "A dog",
                "review_due_on": str(dates.today() + SOON),
            },
            content_type="application/json",
        )
        row = f"/api/v1/flags/{made.json()['id']}/"
        kept = sam.post(
            f"{row}keep/",
            {"review_due_on": str(dates.today() + 2 * SOON)},
            content_type="application/json",
        )
        ended = sam.post(f"{row}end/", {}, content_type="application/json")

        assert (made.status_code, kept.status_code, ended.status_code) == (201, 200, 200)
        assert ended.json()["ended_at"]
        assert sam.post(f"{row}end/", {}, content_type="application/json").status_code == 409


def test_a_person_reads_their_own_flags_and_no_family_does(margaret, acting_for):
    FlagFactory(person=margaret)
    herself = UserFactory(person=margaret)

    with acting_for(herself):
        assert Flag.objects.visible_to(herself).count() == 1


def test_done_is_done_once(coordinator, margaret, house):
    FlagFactory(person=margaret, review_due_on=dates.today())
    flags.raise_due(house)
    todo = todos.settle(Todo.objects.get(), by=coordinator, outcome="Asked")

    with pytest.raises(todos.AlreadySettled):
        todos.settle(todo, by=coordinator, outcome="Asked")
