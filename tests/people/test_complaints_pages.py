"""The pages of putting it right: the doors, the way of one, what the team reads, and who never does."""

import pytest
from django.urls import reverse

from ipc.kernel.models import Event
from people import complaints
from people.acts import Act
from people.complaints import learned
from people.models import Complaint
from tests.factories import (
    AllocationFactory,
    CapacityAssessmentFactory,
    ComplaintFactory,
    ConsentFactory,
    LookQuestionFactory,
    RectificationFactory,
    SecondLookFactory,
    UserFactory,
)
from tests.factories.people import staff

WORDS = "Nobody came on Tuesday"
SENT = {"about": "staff", "words": WORDS, "wish": "Come on time"}


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, email="margaret@example.org")


@pytest.fixture
def manager(house):
    return staff("manager", house, name="Priya Shah")


@pytest.fixture
def made(own, margaret, acting_for):
    with acting_for(own):
        return complaints.raise_(margaret, by=own, kind="complaint", **SENT)


def page(name, *parts):
    return reverse(name, args=parts)


def is_kept_that_they_looked(user):
    return Event.objects.filter(act=Act.SEE_COMPLAINTS, actor=user, is_read=True).exists()


# In the portal


def test_person_sends_a_complaint_and_reads_the_reference_and_the_day(signed_in, own):
    client = signed_in(own)
    door = page("my_new_complaint", "complaint")

    assert "Your care coordinator does not see it" in client.get(door).text
    answer = client.post(door, SENT, follow=True)

    made = Complaint.objects.get()
    assert (made.kind, made.made_by) == ("complaint", own)
    assert made.reference in answer.text
    assert WORDS in answer.text
    assert "Ombudsman" in answer.text
    assert is_kept_that_they_looked(own)


def test_helper_is_told_that_the_person_reads_what_they_send(signed_in, margaret):
    helper = ConsentFactory(person=margaret, sections=["identity", "plan"]).user
    client = signed_in(helper)
    told = f"{margaret.called} and the team managers read this."

    assert told in client.get(page("my_new_complaint", "worry")).text
    assert told in client.post(page("my_new_complaint", "worry"), SENT, follow=True).text


def test_what_was_typed_stays_where_something_is_missing(signed_in, own):
    answer = signed_in(own).post(page("my_new_complaint", "worry"), {"words": WORDS})

    assert "Choose what it is about" in answer.text
    assert WORDS in answer.text
    assert not Complaint.objects.exists()


def test_sending_a_page_twice_sends_one(signed_in, own):
    client, key = signed_in(own), "0192a000-0000-7000-8000-000000000001"

    for _ in range(2):
        client.post(page("my_new_complaint", "question"), {**SENT, "key": key})

    assert Complaint.objects.count() == 1


def test_there_are_three_doors_and_no_other(signed_in, own):
    assert signed_in(own).get(page("my_new_complaint", "revenge")).status_code == 404


def test_person_adds_something_and_takes_it_back(signed_in, own, made):
    client = signed_in(own)

    added = client.post(page("add_to_complaint", made.public_id), {"words": "And on Friday"}, follow=True)
    assert "And on Friday" in added.text
    client.post(page("take_back_complaint", made.public_id))

    shown = client.get(page("my_complaint", made.public_id)).text
    assert "Taken back" in shown
    assert page("add_to_complaint", made.public_id) not in shown


def test_a_refusal_stands_on_the_page_with_the_words(signed_in, own, made, manager):
    complaints.answer(made, by=manager, outcome="not_upheld", words="We looked at the rota.")
    complaints.close(made, by=manager, words="Settled.")

    answer = signed_in(own).post(page("add_to_complaint", made.public_id), {"words": "And on Friday"})

    assert "This has its answer already, or is over." in answer.text
    assert "And on Friday" in answer.text


def test_person_reads_the_answer_and_how_to_go_on(signed_in, own, made, manager):
    complaints.answer(made, by=manager, outcome="upheld", words="We are sorry.", learned="We ring when late.")
    client = signed_in(own)

    shown = client.get(page("my_complaint", made.public_id)).text
    for words in ("You were right", "We are sorry.", "We ring when late.", "ombudsman", "Priya Shah"):
        assert words in shown
    client.post(page("add_to_complaint", made.public_id), {"words": "It happened again"})
    made.refresh_from_db()
    assert made.status == "received"


def test_everything_under_way_stands_on_one_page(signed_in, own, margaret, made, manager):
    SecondLookFactory(person=margaret)
    RectificationFactory(person=margaret)
    LookQuestionFactory(person=margaret)
    assessment = CapacityAssessmentFactory(person=margaret)
    client = signed_in(own)
    client.post(page("my_ask_to_assess_again", assessment.public_id), {"words": "I can decide this"})

    shown = client.get(page("my_put_it_right")).text

    for label in (
        made.reference,
        "A second look at a decision",
        "Something wrong in your record",
        "A question about who looked",
        "Whether you can decide something",
        "Parliamentary and Health Service Ombudsman",
    ):
        assert label in shown


def test_my_put_it_right_asks_the_same_for_one_and_for_five(signed_in, own, margaret, queries_of):
    ComplaintFactory(person=margaret)
    client = signed_in(own)
    one = queries_of(client, page("my_put_it_right"))
    ComplaintFactory.create_batch(4, person=margaret)

    assert queries_of(client, page("my_put_it_right")) == one


# The team


def test_manager_goes_the_whole_way(signed_in, manager, made):
    client = signed_in(manager)
    assert WORDS in client.get(page("complaints")).text
    assert WORDS not in client.get(page("complaints"), {"kind": "question"}).text
    steps = [
        ("received", {"words": ""}),
        ("progress", {"words": "We asked the rota team."}),
        ("new-day", {"words": "They are away.", "due_on": str(made.due_on.replace(day=28))}),
        ("answer", {"words": "We are sorry.", "outcome": "partly", "learned": "We ring when late."}),
        ("close", {"words": "They are content."}),
    ]

    for step, facts in steps:
        answer = client.post(page("handle_complaint", made.public_id, step), facts)
        assert answer.status_code == 302, answer.text

    made.refresh_from_db()
    assert (made.status, made.handler) == ("closed", manager)
    assert "Nobody is waiting" in client.get(page("complaints")).text
    assert "They are content." in client.get(page("complaint", made.public_id)).text
    assert client.get(page("handle_complaint", made.public_id, "burn")).status_code == 404
    figures = client.get(page("complaint_figures")).text
    assert "We ring when late." in figures
    assert "How somebody behaved" in figures


def test_coordinator_answers_a_question(signed_in, coordinator, own, margaret, acting_for):
    with acting_for(own):
        asked = complaints.raise_(margaret, by=own, kind="question", about="plan", words="When is my review?")
    client = signed_in(coordinator)
    assert "When is my review?" in client.get(page("complaints")).text
    assert "What did you find" not in client.get(page("handle_complaint", asked.public_id, "answer")).text

    client.post(page("handle_complaint", asked.public_id, "answer"), {"words": "On 4 December."})

    asked.refresh_from_db()
    assert (asked.status, asked.outcome, asked.answered_by) == ("answered", "answered", coordinator)
    assert margaret.notices.get().letter == "question_news"


def test_a_coordinator_finds_no_trace_of_a_complaint(signed_in, coordinator, manager, margaret, made):
    """On no page and in no list of theirs, whatever happened to it; the manager finds it on each."""
    complaints.acknowledge(made, by=manager)
    type(manager).objects.filter(person=margaret).update(is_active=False)
    complaints.say_progress(made, by=manager, words="We asked.")
    about_her = ("person", "notices", "complaints_of")
    pages = [page(name, margaret.public_id) for name in about_her] + [
        page(name) for name in ("todos", "complaints", "complaint_figures", "caseload")
    ]
    lists = [f"/api/v1/{name}/" for name in ("todos", "notices")]
    traces = (made.reference, WORDS, "asked to put something right", "looked into what was", "complaint_")

    client = signed_in(coordinator)
    for address in pages + lists:
        shown = client.get(address)
        assert shown.status_code == 200, address
        assert not [trace for trace in traces if trace in shown.text], address
        if address in lists:
            assert shown.json()["results"] == []
    for name, more in (("complaint", ()), ("handle_complaint", ("answer",)), ("my_complaint", ())):
        assert client.get(page(name, made.public_id, *more)).status_code == 404

    client = signed_in(manager)
    for address in (page("todos"), page("complaints"), page("complaints_of", margaret.public_id)):
        assert made.reference in client.get(address).text, address
    assert all(client.get(address).json()["results"] for address in lists)


def test_coordinator_writes_down_a_worry_and_is_told_the_reference(signed_in, coordinator, margaret):
    client = signed_in(coordinator)
    facts = {**SENT, "kind": "concern", "how_made": "phone"}

    answer = client.post(page("note_complaint", margaret.public_id), facts, follow=True)

    made = Complaint.objects.get()
    assert (made.kind, made.how_made, made.made_by) == ("concern", "phone", coordinator)
    assert made.reference in answer.text
    assert made.reference not in client.get(page("complaints_of", margaret.public_id)).text


def test_a_colleague_must_say_how_they_were_told(signed_in, manager, margaret):
    answer = signed_in(manager).post(
        page("note_complaint", margaret.public_id), {**SENT, "kind": "concern", "how_made": "online"}
    )

    assert answer.status_code == 200
    assert not Complaint.objects.exists()


def test_staff_pages_lead_people_to_their_own(signed_in, own, margaret, made):
    client = signed_in(own)

    for name, row in (("note_complaint", margaret), ("complaints_of", margaret), ("complaint", made)):
        assert "/my/put-it-right/" in client.get(page(name, row.public_id))["Location"]


def test_the_list_counts_as_looking_and_asks_the_same_for_one_and_for_five(
    signed_in, manager, made, queries_of
):
    client = signed_in(manager)
    one = queries_of(client, page("complaints"))
    assert is_kept_that_they_looked(manager)
    for _ in range(4):
        ComplaintFactory(person=AllocationFactory().person, kind="concern")

    assert queries_of(client, page("complaints")) == one


def test_what_was_learned_counts_what_came_and_how_it_ended(made, manager, margaret):
    ComplaintFactory(person=margaret, kind="concern", due_on="2020-01-01", acknowledge_by="2020-01-01")
    complaints.answer(made, by=manager, outcome="upheld", words="Sorry.", learned="We ring when late.")

    found = learned.year(manager)

    counts = ("came", "open", "late", "answered", "in_time", "taken_back")
    assert [found[name] for name in counts] == [2, 1, 1, 1, 1, 0]
    assert [(str(row["what"]), row["number"]) for row in found["outcomes"]] == [("They were right", 1)]
    assert [one["words"] for one in found["learned"]] == ["We ring when late."]


# For everybody, and in the admin


def test_everybody_reads_how_to_complain_without_signing_in(client, house):
    type(house).objects.filter(pk=house.pk).update(phone="01632 960001")

    shown = client.get(page("put_it_right")).text

    for words in ("01632 960001", "Within 25 working days", "Ombudsman", "999"):
        assert words in shown


def test_site_administrator_keeps_who_helps_in_the_own_site_alone(signed_in, house):
    client = signed_in(staff("site_admin", house))
    facts = {"kind": "advocacy", "name": "Barnsley Advocates", "what": "Helps you say it.", "position": "0"}
    add = page("admin:people_independenthelp_add")

    assert "This field is required" in client.post(add, {**facts, "site": ""}).text
    assert client.post(add, {**facts, "site": house.pk}).status_code == 302

    listed = client.get(page("admin:people_independenthelp_changelist")).text
    assert "Barnsley Advocates" in listed
    assert "Healthwatch" not in listed
