"""Opening a record in an emergency: exactly one, for a while, told to everybody concerned, and reviewed."""

import datetime as dt
from unittest import mock

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from ipc.kernel import acting, audit, dates
from ipc.kernel.models import Effect, Event
from people import emergencies, restricting, tasks
from people.acts import Act
from people.emergencies import (
    AlreadyOpenToYou,
    AlreadyOver,
    AlreadyReviewed,
    MoreThanOne,
    NobodyFound,
    NotYourOwnReview,
    SayWhy,
    TooManyToday,
)
from people.models import EmergencyOpening, Notice, Person, Role, Todo, TodoKind
from tests.factories import (
    ConflictFactory,
    EmergencyOpeningFactory,
    PersonFactory,
    RestrictionFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import PASSWORD, staff

NOW = {"code": "cover", "reason": "She has fallen and nobody of her team can be reached"}


@pytest.fixture
def nurse(house):
    """A coordinator on whose caseload Margaret is not."""
    return staff("coordinator", house, name="Noor Night")


@pytest.fixture
def opened(nurse, margaret, acting_for):
    with acting_for(nurse):
        return emergencies.open_record(by=nurse, nhs_number=margaret.nhs_number, **NOW)


def seen_by(user):
    """Return whom the user finds in code, and whom PostgreSQL shows without any filter."""
    with acting.acting_as(user.acting()):
        return set(Person.objects.visible_to(user)), set(Person.objects.all())


def as_the_hands_of_the_clock_stand(opening, seconds):
    """Let the opening end some seconds from PostgreSQL's present moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_emergencyopening SET ends_at = now() + make_interval(secs => %s) WHERE id = %s",
            [seconds, opening.pk],
        )


def test_exactly_this_worker_opens_exactly_this_record(opened, nurse, house, margaret):
    PersonFactory(site=house)

    assert seen_by(nurse) == ({margaret}, {margaret})
    assert seen_by(staff("coordinator", house)) == (set(), set())


def test_it_opens_a_restricted_record_too(house, margaret, acting_for):
    boss, other = staff("manager", house), staff("manager", house)
    restricting.restrict(margaret, by=boss, why="asked", reason="She asked for it", readers=[])
    assert seen_by(other) == (set(), set())
    with acting_for(other):
        emergencies.open_record(by=other, nhs_number=margaret.nhs_number, **NOW)

    assert seen_by(other) == ({margaret}, {margaret})


def test_it_ends_to_the_second_in_both_walls(opened, nurse, margaret):
    as_the_hands_of_the_clock_stand(opened, 1)
    with acting.acting_as(nurse.acting()):
        assert Person.objects.get() == margaret
    as_the_hands_of_the_clock_stand(opened, 0)
    assert seen_by(nurse)[1] == set()
    opened.refresh_from_db()
    for moment, seen in ((-1, 1), (0, 0)):
        with mock.patch.object(timezone, "now", return_value=opened.ends_at + dt.timedelta(seconds=moment)):
            assert EmergencyOpening.objects.live().count() == seen


def test_it_lasts_the_hours_of_the_rule(opened):
    assert opened.ends_at - opened.opened_at == pytest.approx(
        dt.timedelta(hours=4), abs=dt.timedelta(seconds=5)
    )


def test_finished_early_it_is_closed_at_once(opened, nurse, acting_for):
    with acting_for(nurse):
        emergencies.close(opened, by=nurse)
        with pytest.raises(AlreadyOver):
            emergencies.close(opened, by=nurse)

    assert seen_by(nurse) == (set(), set())


@pytest.mark.parametrize("typed", [{}, {"family_name": "Hil"}, {"born_on": dt.date(1950, 5, 18)}])
def test_nobody_is_found_by_less_than_everything(nurse, margaret, acting_for, typed):
    exactly = {"given_name": "Margaret", "family_name": "Hill", "born_on": margaret.born_on}
    asked = {**exactly, **typed} if typed else {"given_name": "Margaret"}

    with acting_for(nurse), pytest.raises(NobodyFound):
        emergencies.open_record(by=nurse, **asked, **NOW)
    with acting_for(nurse):
        assert emergencies.open_record(by=nurse, **exactly, **NOW).person == margaret


def test_nobody_of_another_site_is_found(nurse, acting_for):
    far = PersonFactory(site=SiteFactory(slug="luton"))

    with acting_for(nurse), pytest.raises(NobodyFound):
        emergencies.open_record(by=nurse, nhs_number=far.nhs_number, **NOW)


def test_two_with_the_same_name_and_birthday_need_the_number(nurse, margaret, acting_for):
    PersonFactory(site=margaret.site, given_name="Margaret", family_name="Hill", born_on=margaret.born_on)
    same = {"given_name": "Margaret", "family_name": "Hill", "born_on": margaret.born_on}

    with acting_for(nurse), pytest.raises(MoreThanOne):
        emergencies.open_record(by=nurse, **same, **NOW)


@pytest.mark.parametrize("how", ["said so", "are the person"])
def test_never_ones_own_record_nor_that_of_the_close(signed_in, nurse, margaret, acting_for, how):
    if how == "said so":
        ConflictFactory(person=margaret, user=nurse)
    else:
        nurse.person = margaret
        nurse.save()
    with acting_for(nurse), pytest.raises(NobodyFound):
        emergencies.open_record(by=nurse, nhs_number=margaret.nhs_number, **NOW)
    client = signed_in(nurse)
    with mock.patch("allauth.account.decorators.reauthentication.is_reauthentication_required") as needed:
        needed.return_value = False
        page = client.post(reverse("open_in_emergency"), {"nhs_number": margaret.nhs_number, **NOW})

    assert "There is nobody here whom you may open" in page.text
    tried = Event.objects.get(act=Act.TRY_CLOSED, person_id=margaret.pk)
    assert tried.actor == nurse
    assert not EmergencyOpening.objects.exists()


def test_whoever_may_open_it_anyway_is_told_so(coordinator, margaret, acting_for):
    with acting_for(coordinator), pytest.raises(AlreadyOpenToYou):
        emergencies.open_record(by=coordinator, nhs_number=margaret.nhs_number, **NOW)


@pytest.mark.parametrize("reason", ["Too short", "1234567890 1234567890 !!!!!!!"])
def test_the_reason_has_twenty_letters(nurse, margaret, acting_for, reason):
    with acting_for(nurse), pytest.raises(SayWhy):
        emergencies.open_record(by=nurse, nhs_number=margaret.nhs_number, code="life", reason=reason)


def test_no_more_a_day_than_the_rule_says(nurse, house, acting_for):
    people = [PersonFactory(site=house) for _ in range(4)]
    with acting_for(nurse):
        for person in people[:3]:
            emergencies.open_record(by=nurse, nhs_number=person.nhs_number, **NOW)
        with pytest.raises(TooManyToday):
            emergencies.open_record(by=nurse, nhs_number=people[3].nhs_number, **NOW)
    EmergencyOpening.objects.update(opened_at=timezone.now() - dt.timedelta(days=1))
    with acting_for(nurse):
        assert emergencies.open_record(by=nurse, nhs_number=people[3].nhs_number, **NOW)


def test_person_and_managers_are_told_with_nothing_in_it(opened, house, margaret):
    boss, other_site = (
        staff("manager", house, email="boss@x.example"),
        staff("manager", SiteFactory(slug="luton")),
    )
    asked = Todo.objects.get(kind=TodoKind.EMERGENCY)
    assert (asked.role, asked.person) == (Role.MANAGER, margaret)
    assert Notice.objects.get(letter="record_opened").person == margaret
    assert Effect.objects.filter(task="people.tell_of_emergency", subject_id=opened.pk).exists()

    tasks.tell_of_emergency(opened.pk)
    (message,) = mail.outbox
    assert message.to == [boss.email]
    assert other_site.email not in message.to
    for private in ("Margaret", "Hill", "fallen", "Noor", margaret.nhs_number):
        assert private not in message.subject + message.body


def test_managers_who_no_longer_sign_in_are_not_told(opened, house):
    staff("manager", house, is_active=False)
    staff("manager", house, leaves_on=dates.today())

    emergencies.tell_managers(opened.pk)

    assert mail.outbox == []


@pytest.mark.parametrize(
    ("opened_on", "due_on"), [("2026-11-20", "2026-11-24"), ("2026-11-23", "2026-11-25")]
)
def test_review_is_due_after_working_days(nurse, margaret, acting_for, opened_on, due_on):
    with (
        mock.patch("ipc.kernel.dates.today", return_value=dt.date.fromisoformat(opened_on)),
        acting_for(nurse),
    ):
        emergencies.open_record(by=nurse, nhs_number=margaret.nhs_number, **NOW)

    assert Todo.objects.get(kind=TodoKind.EMERGENCY).due_on == dt.date.fromisoformat(due_on)


def test_it_works_with_the_queue_away(nurse, margaret, acting_for, django_capture_on_commit_callbacks):
    with (
        mock.patch("ipc.kernel.outbox.current_app.send_task", side_effect=OperationalError("away")),
        django_capture_on_commit_callbacks(execute=True),
        acting_for(nurse),
    ):
        emergencies.open_record(by=nurse, nhs_number=margaret.nhs_number, **NOW)

    assert seen_by(nurse) == ({margaret}, {margaret})


def test_every_read_under_it_names_it_and_no_other_does(
    opened, nurse, coordinator, margaret, signed_in, acting_for
):
    signed_in(nurse).get(reverse("person", args=[margaret.public_id]))
    signed_in(coordinator).get(reverse("person", args=[margaret.public_id]))
    with acting_for(nurse):
        emergencies.close(opened, by=nurse)
        audit.read(Act.SEE_PERSON, margaret, by=nurse)

    reads = Event.objects.filter(act=Act.SEE_PERSON).order_by("pk").values_list("actor_id", "emergency_id")
    assert list(reads) == [(nurse.pk, opened.public_id), (coordinator.pk, None), (nurse.pk, None)]


def test_pages_say_so_while_it_lasts_and_let_the_worker_finish(opened, nurse, margaret, signed_in):
    client = signed_in(nurse)
    page = client.get(reverse("record_information_needs", args=[margaret.public_id])).text
    assert "You opened this in an emergency until" in page
    assert "I am finished" in page

    client.post(reverse("close_emergency", args=[opened.public_id]))
    assert client.get(reverse("person", args=[margaret.public_id])).status_code == 404


def test_nobody_else_closes_it(opened, house, coordinator, signed_in):
    assert signed_in(coordinator).post(reverse("close_emergency", args=[opened.public_id])).status_code == 403
    other = staff("coordinator", house)
    assert signed_in(other).post(reverse("close_emergency", args=[opened.public_id])).status_code == 404


def test_another_manager_reviews_it_once(opened, house, acting_for):
    boss = staff("manager", house)
    with acting_for(boss):
        emergencies.review(opened, by=boss, was_right=True, review="She did the right thing")
        with pytest.raises(AlreadyReviewed):
            emergencies.review(opened, by=boss, was_right=False, review="No")

    assert Todo.objects.get(kind=TodoKind.EMERGENCY).done_by == boss
    assert Event.objects.filter(act=Act.REVIEW_EMERGENCY, actor=boss).exists()


def test_nobody_reviews_their_own(house, margaret, acting_for):
    boss = staff("manager", house)
    opening = EmergencyOpeningFactory(person=margaret, user=boss)
    with acting_for(boss), pytest.raises(NotYourOwnReview):
        emergencies.review(opening, by=boss, was_right=True, review="Fine")


def test_what_was_not_right_ends_at_once(opened, nurse, house, acting_for):
    boss = staff("manager", house)
    with acting_for(boss):
        emergencies.review(opened, by=boss, was_right=False, review="Her team was there")

    assert seen_by(nurse) == (set(), set())


def test_manager_reviews_a_restricted_record_without_learning_whose_it_is(opened, house, signed_in, margaret):
    RestrictionFactory(person=margaret)
    client = signed_in(staff("manager", house))
    for address in (reverse("emergencies"), reverse("review_emergency", args=[opened.public_id])):
        page = client.get(address)
        assert page.status_code == 200
        assert "Margaret" not in page.text
        assert "Hill" not in page.text
        assert "Noor Night" in page.text
    sent = client.post(
        reverse("review_emergency", args=[opened.public_id]), {"was_right": "yes", "review": "It was right"}
    )
    assert sent.status_code == 302
    opened.refresh_from_db()
    assert opened.was_right


def test_list_shows_what_waits_first_and_costs_the_same(signed_in, house, queries_of):
    client = signed_in(staff("manager", house))
    EmergencyOpeningFactory(person=PersonFactory(site=house), user__name="First Waits")
    with_one = queries_of(client, reverse("emergencies"))
    for number in range(9):
        EmergencyOpeningFactory(
            person=PersonFactory(site=house),
            reviewed_at=timezone.now() if number % 2 else None,
            reviewed_by=UserFactory() if number % 2 else None,
            was_right=True if number % 2 else None,
        )
    page = client.get(reverse("emergencies")).text

    assert queries_of(client, reverse("emergencies")) == with_one
    assert page.index("First Waits") < page.index("Looked at")


def test_sending_asks_for_the_password_and_keeps_what_was_typed(client, house, margaret):
    worker = staff("coordinator", house)
    worker.set_password(PASSWORD)
    worker.save()
    client.post("/accounts/login/", {"login": worker.email, "password": PASSWORD})
    address = reverse("open_in_emergency")
    assert client.get(address).status_code == 200
    asked = client.post(address, {"nhs_number": margaret.nhs_number, **NOW})
    assert asked.status_code == 302
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert margaret.nhs_number not in asked["Location"]
    assert not EmergencyOpening.objects.exists()

    done = client.post(asked["Location"], {"password": PASSWORD})
    assert EmergencyOpening.objects.get().person == margaret
    assert done["Location"] == reverse("person", args=[margaret.public_id])


def test_a_form_with_a_mistake_after_the_password_leads_back_to_itself(client, house):
    worker = staff("coordinator", house)
    worker.set_password(PASSWORD)
    worker.save()
    client.post("/accounts/login/", {"login": worker.email, "password": PASSWORD})
    asked = client.post(reverse("open_in_emergency"), {"nhs_number": "9990000018", **NOW})
    page = client.post(asked["Location"], {"password": PASSWORD}).text

    assert "There is nobody here whom you may open" in page
    assert 'action="/emergency/"' in page
    assert "nobody of her team can be reached" in page


@pytest.mark.parametrize("role", ["finance", "navigator", "site_admin", "analyst"])
def test_others_open_nothing_in_an_emergency(signed_in, house, role):
    assert signed_in(staff(role)).get(reverse("open_in_emergency")).status_code == 403


@pytest.mark.parametrize("role", ["coordinator", "finance"])
def test_only_managers_review(signed_in, opened, role):
    client = signed_in(staff(role))

    assert client.get(reverse("emergencies")).status_code == 403
    assert client.get(reverse("review_emergency", args=[opened.public_id])).status_code == 404
