"""What is to be done, and what was sent: the pages of colleagues."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import notices
from people.acts import Act
from people.models import ContactMethod, InformationFormat, Notice, NoticeState, Role, Todo, TodoKind
from tests.factories import (
    AllocationFactory,
    FlagFactory,
    InformationNeedsFactory,
    NoticeFactory,
    PersonFactory,
    RelationshipFactory,
    RestrictionFactory,
    TodoFactory,
    UserFactory,
)
from tests.factories.people import staff

A_DAY = dt.timedelta(days=1)


@pytest.fixture
def sam(signed_in, coordinator):
    return signed_in(coordinator)


@pytest.fixture
def letter(margaret):
    """A message that has to be printed in large print."""
    margaret.address, margaret.postcode = "1 High Street", "S70 2AA"
    margaret.save()
    InformationNeedsFactory(person=margaret)
    return notices.tell(margaret, "something_new", key="k", facts={"link": "https://ipc.example/my/"})


def test_the_longest_overdue_comes_first(sam, margaret):
    TodoFactory(person=margaret, detail="tomorrow's", due_on=dates.today() + A_DAY)
    TodoFactory(person=margaret, detail="last week's", due_on=dates.today() - 7 * A_DAY)
    TodoFactory(person=margaret, detail="done", due_on=dates.today(), done_at=timezone.now())

    page = sam.get(reverse("todos")).text

    assert page.index("last week&#x27;s") < page.index("tomorrow&#x27;s")
    assert "7 days late" in page
    assert ">done<" not in page
    assert Event.objects.filter(act=Act.SEE_TODOS, person_id=margaret.pk, is_read=True).count() == 1


def test_what_is_only_talked_about_is_said_to_be_done(sam, margaret):
    todo = TodoFactory(person=margaret, kind=TodoKind.INTRODUCTION_BACK)

    page = sam.get(reverse("todos")).text

    assert reverse("support_of_person", args=[margaret.public_id]) in page
    assert reverse("settle_todo", args=[todo.public_id]) in page


def test_only_ones_own_people_and_ones_own_role(sam, margaret, house):
    TodoFactory(person=margaret, detail="the manager's", role=Role.MANAGER)
    TodoFactory(person=AllocationFactory(person__site=house).person, detail="another's")

    page = sam.get(reverse("todos")).text

    assert "the manager" not in page
    assert "another" not in page


def test_a_manager_has_theirs_and_what_waits_for_nobody(signed_in, margaret, house):
    TodoFactory(person=margaret, detail="of the coordinator")
    TodoFactory(person=margaret, detail="of the manager", role=Role.MANAGER)
    TodoFactory(person=PersonFactory(), detail="of nobody")
    page = signed_in(staff("manager", house)).get(reverse("todos")).text

    assert "of the manager" in page
    assert "of nobody" in page
    assert "of the coordinator" not in page


def test_nothing_to_do_says_so(sam):
    assert "There is nothing to do" in sam.get(reverse("todos")).text


def test_finance_has_theirs_alone_and_says_what_was_done(signed_in, margaret, house):
    """When somebody dies, payments are stopped by whoever looks after them."""
    TodoFactory(person=margaret, detail="of the coordinator")
    theirs = TodoFactory(person=margaret, kind=TodoKind.DIED, detail="Stop payments", role=Role.FINANCE)
    client = signed_in(staff("finance", house))

    page = client.get(reverse("todos")).text
    listed = client.get("/api/v1/todos/").json()["results"]
    done = client.post(reverse("settle_todo", args=[theirs.public_id]), {"words": "Stopped at the bank"})

    assert "Stop payments" in page
    assert reverse("todos") in client.get(reverse("payments")).text
    assert "of the coordinator" not in page
    assert margaret.nhs_number not in page
    assert [one["id"] for one in listed] == [str(theirs.public_id)]
    assert done.status_code == 302
    theirs.refresh_from_db()
    assert theirs.outcome == "Stopped at the bank"


def test_finance_of_a_record_that_few_may_open_has_nothing_unless_named(signed_in, margaret, house):
    RestrictionFactory(person=margaret)
    TodoFactory(person=margaret, detail="Stop payments", role=Role.FINANCE)

    assert "Stop payments" not in signed_in(staff("finance", house)).get(reverse("todos")).text


@pytest.mark.parametrize("role", ["navigator", "site_admin"])
def test_the_list_is_for_those_who_are_asked(signed_in, house, role):
    assert signed_in(staff(role)).get(reverse("todos")).status_code == 403


def test_fifty_a_page_and_the_next_one(sam, margaret):
    for days in range(51):
        TodoFactory(person=margaret, due_on=dates.today() + (days + 1) * A_DAY, detail=f"number {days}.")

    first = sam.get(reverse("todos"))
    second = sam.get(reverse("todos") + first.context["more"])

    assert "number 49." in first.text
    assert "number 50." not in first.text
    assert "number 50." in second.text


def test_costs_the_same_for_one_and_for_ten(sam, coordinator, margaret, queries_of):
    TodoFactory(person=margaret)
    few = queries_of(sam, reverse("todos"))
    for _ in range(9):
        TodoFactory(person=AllocationFactory(worker=coordinator).person)

    assert queries_of(sam, reverse("todos")) == few


def test_saying_what_was_done_settles_it(sam, coordinator, margaret):
    todo = TodoFactory(person=margaret, kind=TodoKind.DIED)
    address = reverse("settle_todo", args=[todo.public_id])

    empty = sam.post(address, {"words": ""})
    done = sam.post(address, {"words": "Wrote to the family"})
    again = sam.post(address, {"words": "Wrote again"})

    assert "Write what was done" in empty.text
    assert done.status_code == 302
    assert "Somebody has already done this" in again.text
    todo.refresh_from_db()
    assert (todo.outcome, todo.done_by) == ("Wrote to the family", coordinator)
    assert Event.objects.filter(act=Act.SETTLE_TODO, actor=coordinator).count() == 1


def test_what_managers_are_asked_a_coordinator_does_not_call_done(sam, signed_in, margaret, house):
    """Else whoever opened a record in an emergency takes the review of it off the managers' list."""
    todo = TodoFactory(person=margaret, kind=TodoKind.EMERGENCY, role=Role.MANAGER)
    address, said = reverse("settle_todo", args=[todo.public_id]), {"words": "Nothing to see"}

    assert sam.post(address, said).status_code == 403
    sent = sam.post(
        f"/api/v1/todos/{todo.public_id}/settle/", {"outcome": "x"}, content_type="application/json"
    )
    assert sent.status_code == 403
    todo.refresh_from_db()
    assert todo.done_at is None
    assert signed_in(staff("manager", house)).post(address, said).status_code == 302


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (TodoKind.TELL, "settle_notice"),
        (TodoKind.FLAG_REVIEW, "end_flag"),
        (TodoKind.AGREE_NOMINEE, "agree_nominee"),
        (TodoKind.PUT_RIGHT, "decide_put_right"),
        (TodoKind.ASSESS_AGAIN, "assess_capacity"),
        (TodoKind.EMERGENCY, "emergencies"),
        (TodoKind.DIED, "settle_todo"),
    ],
)
def test_a_to_do_leads_to_where_it_is_done(sam, margaret, kind, page):
    """A list needs no id, a page about the person theirs, all others that of the row in the key."""
    row = "01900000-0000-7000-8000-000000000001"
    todo = TodoFactory(person=margaret, kind=kind, key=f"something:{row}:2026-01-01")
    ids = {"emergencies": [], "assess_capacity": [margaret.public_id], "settle_todo": [todo.public_id]}

    assert f'href="{reverse(page, args=ids.get(page, [row]))}"' in sam.get(reverse("todos")).text


def test_of_another_caseload_is_not_there(sam, house):
    other = AllocationFactory(person__site=house).person

    for page, row in (
        ("settle_todo", TodoFactory(person=other)),
        ("settle_notice", NoticeFactory(person=other)),
        ("print_notice", NoticeFactory(person=other)),
        ("notices", other),
    ):
        assert sam.get(reverse(page, args=[row.public_id])).status_code == 404


def test_the_list_tells_what_was_sent_and_what_could_not_and_why(sam, margaret, letter):
    helper = RelationshipFactory(person=margaret, name="Grace Hill", may_be_contacted=False)
    notices.tell(margaret, "something_new", key="other", to=helper)

    page = sam.get(reverse("notices", args=[margaret.public_id])).text

    assert "There is something new in your account" in page
    assert "letter, large print" in page
    assert "To print and post" in page
    assert "To Grace Hill" in page
    assert "They must not be contacted." in page


def test_messages_cost_the_same_for_one_and_for_ten(sam, margaret, queries_of):
    NoticeFactory(person=margaret)
    few = queries_of(sam, reverse("notices", args=[margaret.public_id]))
    for number in range(9):
        helper = RelationshipFactory(person=margaret, name=f"Helper {number}")
        NoticeFactory(person=margaret, relationship=helper, to_user=UserFactory())

    assert queries_of(sam, reverse("notices", args=[margaret.public_id])) == few


def test_an_email_that_waits_is_on_its_way(sam, margaret):
    NoticeFactory(person=margaret, state=NoticeState.SENT)

    assert "On its way" in sam.get(reverse("notices", args=[margaret.public_id])).text


def test_the_letter_prints_with_the_address_in_large_print(sam, margaret, letter):
    margaret.site.phone = "01632 960999"
    margaret.site.save()

    page = sam.get(reverse("print_notice", args=[letter.public_id])).text

    assert "Hello Margaret," in page
    assert "https://ipc.example/my/" in page
    assert "1 High Street" in page
    assert "01632 960999" in page
    assert "ipc-large" in page


def test_a_letter_to_a_helper_does_not_show_where_the_person_lives(sam, margaret, letter):
    helper = RelationshipFactory(person=margaret, name="Grace Hill", phone="01632 960001")
    told = notices.tell(margaret, "something_new", key="other", to=helper)

    page = sam.get(reverse("print_notice", args=[told.public_id])).text

    assert "Grace Hill" in page
    assert "1 High Street" not in page


def test_an_easy_read_letter_prints_its_own_words(sam, margaret):
    needs = InformationNeedsFactory(person=margaret, information_format=InformationFormat.EASY_READ)
    margaret.address = "1 High Street"
    margaret.save()
    told = notices.tell(margaret, "something_new", key="k")

    assert (told.state, needs.contact_method) == (NoticeState.TO_PRINT, ContactMethod.LETTER)
    assert "There is news for you." in sam.get(reverse("print_notice", args=[told.public_id])).text


def test_telling_another_way_is_written_down_and_done(sam, coordinator, letter):
    address = reverse("settle_notice", args=[letter.public_id])

    early = sam.post(address, {"how_settled": "posted", "settled_on": str(dates.today() - A_DAY)})
    done = sam.post(address, {"how_settled": "posted", "settled_on": str(dates.today())})

    assert "between the day of the message and today" in early.text
    assert done["Location"] == reverse("notices", args=[letter.person.public_id])
    assert Notice.objects.get().state == NoticeState.SETTLED
    assert Todo.objects.get().done_by == coordinator
    assert f"By post, {dates.in_words(dates.today())}" in sam.get(done["Location"]).text


def test_the_person_reads_what_was_sent(signed_in, margaret, letter):
    page = signed_in(UserFactory(person=margaret)).get(reverse("my_information")).text

    assert "What we sent you" in page
    assert "We will post it to you" in page


def test_an_email_the_mail_server_did_not_take_is_told_by_somebody(margaret, house):
    stuck = NoticeFactory(person=margaret, state=NoticeState.SENT)
    fresh = NoticeFactory(person=margaret, state=NoticeState.SENT)
    Notice.objects.filter(pk=stuck.pk).update(made_at=timezone.now() - 2 * A_DAY)

    notices.raise_due(house)

    stuck.refresh_from_db()
    fresh.refresh_from_db()
    assert (stuck.state, fresh.state) == (NoticeState.TO_TELL, NoticeState.SENT)
    assert Todo.objects.get().kind == TodoKind.TELL


def test_an_email_that_is_just_leaving_is_left_alone(margaret, house):
    stuck = NoticeFactory(person=margaret, state=NoticeState.SENT)
    Notice.objects.filter(pk=stuck.pk).update(made_at=timezone.now() - 2 * A_DAY)

    with CaptureQueriesContext(connection) as asked:
        notices.raise_due(house)

    assert any("people_notice" in one["sql"] and "SKIP LOCKED" in one["sql"] for one in asked)


class TestApi:
    def test_to_dos_are_listed_and_settled(self, sam, margaret):
        todo = TodoFactory(person=margaret)
        listed = sam.get("/api/v1/todos/").json()["results"]
        address = f"/api/v1/todos/{todo.public_id}/settle/"
        done = sam.post(address, {"outcome": "Asked her"}, content_type="application/json")

        assert [one["id"] for one in listed] == [str(todo.public_id)]
        assert done.json()["outcome"] == "Asked her"
        assert sam.post(address, {"outcome": "x"}, content_type="application/json").status_code == 409

    def test_notices_are_listed_and_settled_and_never_say_what_they_say(self, sam, letter):
        listed = sam.get("/api/v1/notices/").json()["results"]
        address = f"/api/v1/notices/{letter.public_id}/settle/"
        done = sam.post(address, {"how_settled": "phone"}, content_type="application/json")

        assert "facts" not in listed[0]
        assert (done.status_code, done.json()["state"]) == (200, "settled")

    @pytest.mark.parametrize("what", ["todos", "notices", "flags", "rights"])
    def test_nothing_of_another_caseload(self, sam, house, what):
        other = AllocationFactory(person__site=house).person
        TodoFactory(person=other)
        NoticeFactory(person=other)
        FlagFactory(person=other)

        assert sam.get(f"/api/v1/{what}/").json()["results"] == []
