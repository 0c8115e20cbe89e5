"""The page on which a coordinator writes down who agreed a plan, and how that is shown."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from careplans.models import Agreement, AgreementParty, PlanStatus
from ipc.kernel.dates import plus_months, today
from people.models import AuthorityKind, DecisionTopic, Role
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    BestInterestsDecisionFactory,
    CapacityAssessmentFactory,
    ConsentFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.careplans import ready_plan
from tests.factories.people import staff

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def plan(house):
    return ready_plan(PersonFactory(given_name="Rose"), review_due_on=today(), review_by="Sam Okafor")


@pytest.fixture
def worker(plan):
    return AllocationFactory(person=plan.person).worker


@pytest.fixture
def at_work(worker, signed_in):
    return signed_in(worker)


def text(answer):
    return " ".join(answer.content.decode().split())


def post(client, plan, party="person", how="in_person", **more):
    due = today() + dt.timedelta(days=60)
    answers = {
        "key": str(uuid.uuid4()),
        "party": party,
        "how": how,
        "revision": plan.revision,
        "budget_revision": 0,
        "review_by": "Sam Okafor",
        "review_due_on_day": due.day,
        "review_due_on_month": due.month,
        "review_due_on_year": due.year,
        **more,
    }
    return client.post(f"/plans/{plan.public_id}/agree/", answers)


def test_a_telephone_call_without_a_witness_is_asked_about(at_work, plan):
    assert "Write the name of somebody else who heard it" in text(post(at_work, plan, how="phone"))
    assert not Agreement.objects.exists()

    assert post(at_work, plan, how="phone", witness="Joan Birkett").status_code == 302
    assert Agreement.objects.get().witness == "Joan Birkett"


def test_the_signed_page_is_uploaded_on_the_same_form(at_work, plan):
    assert "Add a photo or scan of the signed page" in text(post(at_work, plan, how="paper"))

    answer = post(at_work, plan, how="paper", paper=SimpleUploadedFile("signed.pdf", PDF))

    assert answer.status_code == 302
    assert Agreement.objects.get().paper.sha256


def test_each_of_those_who_decide_by_right_is_a_choice_of_their_own(at_work, plan):
    plan.person.born_on = plus_months(today(), -12 * 9)
    plan.person.save()
    parents = [AuthorityFactory(person=plan.person, kind=AuthorityKind.PARENT).holder for _ in range(2)]
    names = sorted(parent.name for parent in parents)

    page = text(at_work.get(f"/plans/{plan.public_id}/agree/"))
    assert 'value="person"' not in page
    assert all(name in page for name in names)
    post(at_work, plan, party="representative-1")

    assert (Agreement.objects.get().party, Agreement.objects.get().name) == ("representative", names[1])


def test_where_nobody_decides_the_page_says_what_to_do(at_work, plan):
    plan.person.born_on = plus_months(today(), -12 * 9)
    plan.person.save()

    page = text(at_work.get(f"/plans/{plan.public_id}/agree/"))

    assert "Nobody can agree this plan now." in page
    assert "It was agreed" not in page


def test_a_best_interests_decision_is_a_choice_where_the_person_cannot_decide(at_work, plan, worker):
    unable = CapacityAssessmentFactory(person=plan.person, topic=DecisionTopic.PLAN)
    BestInterestsDecisionFactory(assessment=unable, person=plan.person, decided_by=worker)

    assert "it was decided in the best interests of Rose" in text(
        at_work.get(f"/plans/{plan.public_id}/agree/")
    )
    post(at_work, plan, party="best-interests")

    written = Agreement.objects.get()
    assert (written.party, written.decision.assessment) == (AgreementParty.BEST_INTERESTS, unable)


def test_who_cannot_decide_alone_reads_the_plan_and_is_told_why(plan, signed_in):
    CapacityAssessmentFactory(person=plan.person, topic=DecisionTopic.PLAN)
    herself = signed_in(UserFactory(person=plan.person))

    page = text(herself.get("/my/plan/agree/"))

    assert "cannot decide about the plan at this time" in page
    assert "You can read the plan here" in page
    assert "What it means to agree" not in page


def test_a_partner_is_led_to_the_plan_where_they_agree_for_their_organisation(plan, signed_in):
    partner = staff(Role.PARTNER, plan.site, OrganisationFactory(site=plan.site, name="Dearne Health"))
    consent = ConsentFactory(person=plan.person, user=partner, sections=["identity", "plan"])
    ParticipantFactory(person=plan.person, user=partner, consent=consent, side="nhs")
    client = signed_in(partner)

    assert client.get(f"/plans/{plan.public_id}/agree/").url == f"/plans/{plan.public_id}/"
    client.post(f"/plans/{plan.public_id}/agree/professional/")

    assert Agreement.objects.get().organisation.startswith("Dearne Health")
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT


def test_the_coordinator_writes_down_a_nurses_yes_once(at_work, plan):
    url = f"/plans/{plan.public_id}/agree/somebody/"
    answers = {"key": str(uuid.uuid4()), "name": "Nurse Adebayo", "organisation": "Dearne Health"}

    assert "Choose how they said so" in text(at_work.post(url, answers))
    for _ in range(2):
        assert at_work.post(url, {**answers, "how": "in_person"}).status_code == 302

    assert Agreement.objects.get().name == "Nurse Adebayo"


def test_only_the_coordinator_writes_down_the_yes_of_another(plan, signed_in):
    url = f"/plans/{plan.public_id}/agree/somebody/"

    assert signed_in(staff("manager")).get(url).status_code == 403
    assert signed_in(AllocationFactory().worker).get(url).status_code == 404
    assert signed_in(UserFactory(person=plan.person)).get(url).status_code == 302
