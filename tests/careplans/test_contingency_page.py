"""The one page for when things go wrong: which plan's, for whom, and whom it must never name."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from careplans.acts import Act
from careplans.models import LineKind, PlanStatus
from ipc.kernel.models import Event
from people.models import Section
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    EmergencyOpeningFactory,
    InformationNeedsFactory,
    KeptFromFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    RelationshipFactory,
    UserFactory,
)
from tests.factories.people import staff

MINE = "/my/plan/if-things-go-wrong/"


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada", family_name="Maddup")


@pytest.fixture
def worker(person):
    worker = AllocationFactory(person=person).worker
    worker.name, worker.phone = "Sam Coordinator", "01226 900100"
    worker.save()
    return worker


@pytest.fixture
def plan(person, worker):
    plan = CarePlanFactory(person=person, agreed=True, coping="Tea, and quiet.")
    ContingencyFactory(plan=plan, trigger="If Susan is ill")
    return plan


@pytest.fixture
def herself(person, signed_in):
    return signed_in(UserFactory(person=person))


def page_of(plan):
    return reverse("contingency", args=[plan.public_id])


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_page_says_if_this_happens_do_this_and_call_that_number(plan, worker, signed_in):
    page = text(signed_in(worker).get(page_of(plan)))

    assert "If Susan is ill" in page
    assert "Joan next door looks in" in page
    assert "Call: Joan Birkett" in page
    assert 'href="tel:07700900415"' in page
    assert 'href="tel:999"' in page
    assert "Tea, and quiet." in page


def test_the_circle_is_called_first_carers_before_others_then_the_coordinator(
    plan, person, worker, signed_in
):
    RelationshipFactory(person=person, name="Amir Friend", phone="07700 900001", ring=3)
    RelationshipFactory(person=person, name="Susan Daughter", phone="07700 900002", ring=2, is_carer=True)
    RelationshipFactory(person=person, name="No Telephone", phone="")

    callers = signed_in(worker).get(page_of(plan)).context["callers"]

    assert [one["name"] for one in callers] == ["Susan Daughter", "Amir Friend", "Sam Coordinator"]
    assert callers[2]["phone"] == "01226 900100"


@pytest.mark.parametrize("reader", ["person", "family", "coordinator"])
def test_nobody_who_must_not_be_contacted_is_on_the_page(plan, person, worker, signed_in, reader):
    RelationshipFactory(
        person=person, name="Mike Hall", phone="07700 900099", is_carer=True, may_be_contacted=False
    )
    ContingencyFactory(plan=plan, who_to_call="Mike Hall, my brother", phone="")
    ContingencyFactory(plan=plan, who_to_call="My brother", phone="+44 7700 900 099")
    user = {
        "person": lambda: UserFactory(person=person),
        "family": lambda: ConsentFactory(person=person, sections=list(Section)[:3]).user,
        "coordinator": lambda: worker,
    }[reader]()
    url = page_of(plan) if reader == "coordinator" else MINE

    page = text(signed_in(user).get(url))

    assert "Mike Hall" not in page
    assert "900099" not in page
    assert "900 099" not in page
    assert page.count("Do not call the person who was named here before.") == 2
    assert page.count("Call instead: Sam Coordinator") == 2


def test_the_page_of_the_plan_in_force_is_the_one_shown(plan, person, worker, signed_in):
    draft = CarePlanFactory(person=person)
    ContingencyFactory(plan=draft, trigger="If the bus does not come")
    client = signed_in(worker)

    assert client.get(page_of(draft)).url == page_of(plan)
    assert "If the bus does not come" in text(client.get(page_of(draft) + "?next"))


def test_the_page_of_an_old_plan_leads_to_the_one_in_force(plan, person, worker, signed_in):
    old = CarePlanFactory(person=person, status=PlanStatus.ENDED)

    assert signed_in(worker).get(page_of(old)).url == page_of(plan)


def test_before_a_plan_is_agreed_the_draft_is_shown_and_says_so(person, worker, signed_in):
    draft = CarePlanFactory(person=person)
    ContingencyFactory(plan=draft, trigger="If I cannot breathe")

    page = text(signed_in(worker).get(page_of(draft)))

    assert "This is being written and not agreed yet." in page
    assert "If I cannot breathe" in page


def test_a_plan_that_has_ended_says_so(person, worker, signed_in):
    old = CarePlanFactory(person=person, status=PlanStatus.ENDED, agreed_at=timezone.now())

    assert "has ended. Check what still holds." in text(signed_in(worker).get(page_of(old)))


def test_the_first_signs_come_before_what_to_do(plan, worker, signed_in):
    ContingencyFactory(plan=plan, kind="sign", trigger="I stop answering the telephone")

    page = text(signed_in(worker).get(page_of(plan)))

    assert page.index("I stop answering the telephone") < page.index("If Susan is ill")


def test_the_person_has_the_page_as_their_own(plan, herself, person):
    InformationNeedsFactory(person=person, how_to_talk="Speak slowly.")

    page = text(herself.get(MINE))

    assert "If Susan is ill" in page
    assert "Speak slowly." in page
    assert "on the fridge" in page


def test_without_a_plan_the_person_still_sees_who_to_call(person, worker, herself):
    page = text(herself.get(MINE))

    assert "01226 900100" in page
    assert "Your plan does not say yet what to do." in page


def test_a_line_kept_from_somebody_is_not_on_their_page(plan, person, signed_in):
    reader = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN]).user
    kept = ContingencyFactory(plan=plan, trigger="If I want to hurt myself")
    KeptFromFactory(person=person, reader=reader, line_kind=LineKind.CONTINGENCY, line_id=kept.public_id)

    page = text(signed_in(reader).get(MINE))

    assert "If Susan is ill" in page
    assert "hurt myself" not in page


def test_family_without_the_plan_are_told_that_it_was_not_given(plan, person, signed_in):
    user = ConsentFactory(person=person, sections=[Section.IDENTITY]).user

    assert signed_in(user).get(MINE).status_code == 403


@pytest.mark.parametrize("role", ["approver", "finance", "coordinator", "navigator"])
def test_colleagues_who_do_not_work_with_the_person_find_no_page(plan, signed_in, role):
    works_for = OrganisationFactory(site=plan.site) if role == "approver" else None

    assert signed_in(staff(role, plan.site, works_for)).get(page_of(plan)).status_code == 404


def test_a_partner_who_takes_part_reads_the_plan_and_not_the_circle(plan, person, signed_in):
    partner = staff("partner", person.site, OrganisationFactory(site=person.site))
    ConsentFactory(person=person, user=partner, sections=[Section.IDENTITY, Section.PLAN])
    ParticipantFactory(person=person, user=partner)
    RelationshipFactory(person=person, name="Susan Daughter", phone="07700 900002")

    page = text(signed_in(partner).get(page_of(plan)))

    assert "If Susan is ill" in page
    assert "07700 900002" not in page


def test_whoever_opened_the_record_in_an_emergency_gets_to_the_page_in_one_step(plan, person, signed_in):
    stranger = staff("coordinator", person.site)
    client = signed_in(stranger)
    way = reverse("contingency_of_person", args=[person.public_id])
    assert client.get(way).status_code == 404

    EmergencyOpeningFactory(person=person, user=stranger, ends_at=timezone.now() + dt.timedelta(hours=1))

    assert "If Susan is ill" in text(client.get(way, follow=True))


def test_without_a_plan_an_emergency_still_finds_who_to_call(person, worker, signed_in):
    RelationshipFactory(person=person, name="Susan Daughter", phone="07700 900002")

    page = text(signed_in(worker).get(reverse("contingency_of_person", args=[person.public_id])))

    assert "07700 900002" in page
    assert "There is no plan yet." in page


def test_reading_the_page_is_written_down(plan, person, worker, signed_in):
    signed_in(worker).get(page_of(plan))

    assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, subject_id=plan.public_id).exists()


def test_a_long_page_asks_no_more_of_the_database(plan, person, worker, signed_in):
    client = signed_in(worker)
    client.get(page_of(plan))
    with CaptureQueriesContext(connection) as short:
        client.get(page_of(plan))
    for number in range(10):
        ContingencyFactory(plan=plan)
        RelationshipFactory(person=person, name=f"Friend {number}", phone="07700 900002")

    with CaptureQueriesContext(connection) as long:
        client.get(page_of(plan))

    assert len(long) == len(short)
