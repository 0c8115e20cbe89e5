"""Who looked: by month and by who it was, in plain words, for the person alone; and asking about it."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from ipc.kernel import acting, audit
from ipc.kernel.models import Event
from ipc.programme import looks
from people import looking
from people.acts import Act
from people.looking import AlreadyAnswered, AlreadyAsked, NoSuchLook, NotAboutYourself
from people.models import LookQuestion, Notice, PersonStatus, Role, Section, Todo, TodoKind
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    CoverFactory,
    EmergencyOpeningFactory,
    LookQuestionFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.people import staff

pytestmark = pytest.mark.usefixtures("house")
ADDRESS = "/my/who-looked/"


@pytest.fixture
def person():
    return PersonFactory(given_name="Margaret")


@pytest.fixture
def own(person):
    return UserFactory(person=person)


@pytest.fixture
def sam(person):
    worker = staff("coordinator", name="Sam Okafor")
    AllocationFactory(person=person, worker=worker)
    return worker


def html(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode().split("<main")[1]).split())


def seen_on(person, by, moment, act=Act.SEE_PERSON):
    """Add a look of a day of the past, as a job may."""
    audit.read(act, person, by=by)
    event = Event.objects.latest("pk")
    copied = {field.name: getattr(event, field.name) for field in Event._meta.fields if field.name != "id"}
    copied["at"] = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    made = Event(**copied)
    Event._meta.get_field("at").auto_now_add = False
    try:
        made.save(force_insert=True)
    finally:
        Event._meta.get_field("at").auto_now_add = True
    return made


def test_a_month_of_looks_by_one_hand_is_one_sentence(signed_in, own, person, sam):
    for act in (Act.SEE_PERSON, Act.SEE_PERSON, "careplans.see_plan", "budgets.see_budget"):
        audit.read(act, person, by=sam)

    page = html(signed_in(own))

    assert "Sam Okafor , your care coordinator, looked 4 times:" in page
    assert "your record" in page
    assert "your plan" in page
    assert "your money" in page
    assert "See each day" in page


def test_each_day_says_what_and_why(signed_in, own, person, sam):
    audit.read(Act.SEE_PERSON, person, by=sam, why="Called about the review")

    page = html(signed_in(own))

    assert "Looked at the record" in page
    assert "Why: Called about the review." in page


def test_months_follow_each_other_without_a_gap(signed_in, own, person):
    months = [f"2026-{month:02}" for month in range(1, 11)]
    for month in months:
        seen_on(person, staff("coordinator", name=f"Nurse Number {month[-2:]}"), f"{month}-10T12:00")
    Event.objects.filter(at__year=2026, at__month=11).count()
    client, address, seen = signed_in(own), ADDRESS, []
    while address:
        page = client.get(address).content.decode()
        seen += dict.fromkeys(re.findall(r"Nurse Number (\d\d)", page))
        following = re.search(r'href="(\?before=[\d-]+)', page)
        address = f"{ADDRESS}{following[1]}" if following else ""

    assert sorted(dict.fromkeys(seen)) == [month[-2:] for month in months]


@pytest.mark.parametrize("before", ["x", "-1", "2026-13", "9" * 40, "%00", "0001-01"])
def test_a_wrong_page_token_shows_a_page_all_the_same(signed_in, own, before):
    assert signed_in(own).get(f"{ADDRESS}?before={before}").status_code == 200


def test_a_day_is_london_s(signed_in, own, person, sam):
    seen_on(person, sam, "2026-06-30T23:30")

    assert "July 2026" in html(signed_in(own), f"{ADDRESS}?before=2026-08")


def test_a_machine_is_named_as_one(signed_in, own, person, sam):
    with acting.acting_as(acting.Acting(acting.JOB, site_ids=(person.site_id,), way_in="api")):
        audit.read(Act.SEE_PERSON, person, by=sam)

    assert "A computer system of Sam Okafor" in html(signed_in(own))


def test_a_link_is_named_by_its_reader(signed_in, own, person):
    audit.read(Act.OPEN_LINK, person, by=None, why="Through the link for Dev Hill")

    assert "Through the link for Dev Hill" in html(signed_in(own))


def test_looks_by_nobody_are_the_services_own(signed_in, own, person):
    audit.read(Act.SEE_PERSON, person, by=None)

    assert "This service itself" in html(signed_in(own))


def test_own_looks_are_left_out_until_asked_for(signed_in, own):
    client = signed_in(own)
    client.get("/my/")

    assert "Nobody else has looked yet." in html(client)
    assert "You , looked" in html(client, f"{ADDRESS}?mine=1")


def test_what_is_unusual_comes_first_and_says_so(signed_in, own, person, sam):
    stranger = staff("coordinator", name="Zed Stranger")
    audit.read(Act.SEE_PERSON, person, by=stranger)
    audit.read(Act.SEE_PERSON, person, by=sam)

    page = html(signed_in(own))

    assert "Not in your team" in page
    assert page.index("Zed Stranger") < page.index("Sam Okafor")
    assert page.count("Not in your team") == 1


def test_who_stands_in_belongs_to_the_team(signed_in, own, person, sam):
    cover = CoverFactory(site=person.site, away=sam)
    audit.read(Act.SEE_PERSON, person, by=cover.standing_in)

    assert "Not in your team" not in html(signed_in(own))


def test_an_attempt_says_that_it_was_refused(signed_in, own, person, sam):
    audit.read(Act.TRY_CLOSED, person, by=sam)

    assert "Was refused" in html(signed_in(own))


def test_an_emergency_stands_first_with_its_reason_and_its_review(signed_in, own, person, sam):
    opening = EmergencyOpeningFactory(person=person, user=staff("coordinator", name="Noor Night"))
    audit.read(Act.SEE_PERSON, person, by=sam)
    client = signed_in(own)
    page = html(client)
    assert page.index("Noor Night") < page.index("Sam Okafor")
    assert "Nobody else could be reached tonight" in page
    assert "A manager will look whether this was right." in page

    opening.reviewed_at, opening.was_right, opening.review = timezone.now(), False, "Her team was there."
    opening.save()
    assert "It was not right. Her team was there." in html(client)


def test_looks_at_a_record_put_together_with_this_one_are_there(signed_in, own, person, sam):
    other = PersonFactory(site=person.site)
    audit.read(Act.SEE_PERSON, other, by=sam)
    other.merged_into, other.status = person, PersonStatus.MERGED
    other.save()

    assert "Sam Okafor" in html(signed_in(own))


def test_family_may_not_read_who_looked(signed_in, person):
    reader = ConsentFactory(person=person, sections=list(Section)).user

    assert signed_in(reader).get(ADDRESS).status_code == 403
    assert signed_in(reader).post(reverse("ask_about_look")).status_code == 403


def test_looking_at_the_list_is_a_look_too(signed_in, own, person):
    signed_in(own).get(ADDRESS)

    assert Event.objects.filter(person_id=person.pk, act=Act.SEE_RECORD_OF_LOOKS, is_read=True).exists()


def test_list_costs_the_same_for_one_look_and_for_fifty(
    signed_in, own, person, sam, django_assert_max_num_queries
):
    client = signed_in(own)
    audit.read(Act.SEE_PERSON, person, by=sam)
    client.get(ADDRESS)
    for _ in range(50):
        audit.read(Act.SEE_PERSON, person, by=staff("manager"))
    with django_assert_max_num_queries(20) as asked:
        client.get(ADDRESS)

    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) <= 12


# Asking, and the answer


def look_of(person, by):
    audit.read(Act.SEE_PERSON, person, by=by)
    return Event.objects.filter(person_id=person.pk).latest("pk")


def test_person_asks_about_an_entry_and_reads_the_answer_beside_it(signed_in, own, person, sam):
    look = look_of(person, sam)
    client = signed_in(own)
    token = re.search(r'name="look" value="([^"]+)"', client.get(ADDRESS).content.decode())[1]
    assert str(look.pk) not in token.split(":")
    asked = client.post(reverse("ask_about_look"), {"look": token})
    assert "Sam Okafor" in asked.text
    sent = client.post(reverse("ask_about_look"), {"look": token, "words": "Why did Sam look?"})
    assert (sent.status_code, sent["Location"]) == (302, ADDRESS)

    question = LookQuestion.objects.get()
    assert (question.event_id, question.asked_by) == (look.pk, own)
    todo = Todo.objects.get(kind=TodoKind.LOOK_QUESTION)
    assert todo.role == Role.MANAGER
    assert todo.due_on == timezone.localdate() + dt.timedelta(days=30)
    assert "We have not answered yet." in html(client)

    boss = staff("manager", name="Kim Boss")
    with acting.acting_as(boss.acting()):
        looking.answer(question, by=boss, answer="He prepared your review.")
    page = html(signed_in(own))
    assert "Kim Boss answered on" in page
    assert "He prepared your review." in page
    assert Todo.objects.get(kind=TodoKind.LOOK_QUESTION).done_by == boss
    assert Notice.objects.filter(letter="look_answered", person=person).exists()
    assert Event.objects.filter(act=Act.ANSWER_ABOUT_LOOK, actor=boss).exists()


def test_no_page_asks_about_an_entry_of_somebody_else(signed_in, own, person, sam, acting_for):
    others = look_of(PersonFactory(), sam)
    client = signed_in(own)
    for token in (looks.signed(others.pk), str(others.pk), "", "x:y:z"):
        sent = client.post(reverse("ask_about_look"), {"look": token, "words": "Who is this?"})
        assert sent["Location"] == ADDRESS
    with acting_for(own), pytest.raises(NoSuchLook):
        looking.ask(person, by=own, event_id=others.pk, words="Who is this?")

    assert not LookQuestion.objects.exists()


def test_a_question_that_waits_is_not_asked_twice(own, person, sam, acting_for):
    look = look_of(person, sam)
    with acting_for(own):
        looking.ask(person, by=own, event_id=look.pk, words="Why?")
        with pytest.raises(AlreadyAsked):
            looking.ask(person, by=own, event_id=look.pk, words="Why?")


def test_nobody_answers_for_their_own_look_and_nobody_answers_twice(person, acting_for):
    boss, other = staff("manager"), staff("manager")
    question = LookQuestionFactory(person=person, event_id=look_of(person, boss).pk)
    with acting_for(boss), pytest.raises(NotAboutYourself):
        looking.answer(question, by=boss, answer="I was bored")
    with acting_for(other):
        looking.answer(question, by=other, answer="To sign the plan")
        with pytest.raises(AlreadyAnswered):
            looking.answer(question, by=other, answer="Again")


def test_manager_reads_what_waits_and_answers_on_a_page(signed_in, person, sam):
    question = LookQuestionFactory(person=person, event_id=look_of(person, sam).pk, words="Why Sam?")
    client = signed_in(staff("manager"))
    assert "Why Sam?" in client.get(reverse("look_questions")).text
    address = reverse("answer_about_look", args=[question.public_id])
    assert "Sam Okafor" in client.get(address).text
    client.post(address, {"answer": "He is your coordinator."})

    question.refresh_from_db()
    assert question.answer == "He is your coordinator."
    assert "He is your coordinator." in client.get(address).text


@pytest.mark.parametrize(("role", "status"), [("coordinator", 403), ("finance", 404), ("navigator", 404)])
def test_only_managers_answer(signed_in, person, sam, role, status):
    question = LookQuestionFactory(person=person, event_id=look_of(person, sam).pk)
    client = signed_in(sam if role == "coordinator" else staff(role))

    assert client.get(reverse("look_questions")).status_code == 403
    assert client.get(reverse("answer_about_look", args=[question.public_id])).status_code == status


def test_list_of_questions_costs_the_same_for_one_and_for_ten(signed_in, django_assert_max_num_queries):
    client = signed_in(staff("manager"))
    counts = []
    for _ in range(2):
        LookQuestionFactory()
        client.get(reverse("look_questions"))
        with django_assert_max_num_queries(30) as asked:
            client.get(reverse("look_questions"))
        counts.append(len([one for one in asked if "SAVEPOINT" not in one["sql"]]))
        for _more in range(8):
            LookQuestionFactory()

    assert counts[0] == counts[1]
