"""What could go wrong, and the ideas to begin with, through the API."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careplans.acts import Act
from careplans.models import LineKind, PlanTemplate
from ipc.kernel.models import Event
from people.models import Section
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    KeptFromFactory,
    PersonFactory,
    PlanTemplateFactory,
    RelationshipFactory,
    RiskFactory,
    SiteFactory,
    TemplateLineFactory,
)
from tests.factories.people import staff

CONTINGENCIES, RISKS, TEMPLATES = "/api/v1/contingencies/", "/api/v1/risks/", "/api/v1/plan-templates/"
IF = {"kind": "carer", "trigger": "Susan is ill", "what_to_do": "Joan looks in.", "who_to_call": "Joan"}


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def api(person, signed_in):
    return signed_in(AllocationFactory(person=person).worker)


@pytest.fixture
def plan(person, api):
    return CarePlanFactory(person=person)


def post(client, url, body, key=None):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(url, body, content_type="application/json", headers=headers)


@pytest.mark.parametrize(("url", "factory"), [(CONTINGENCIES, ContingencyFactory), (RISKS, RiskFactory)])
def test_lines_are_those_one_may_read_and_the_look_is_written_down(api, plan, url, factory):
    mine = factory(plan=plan)
    factory()

    rows = api.get(url).json()["results"]

    assert [(row["id"], row["plan"]) for row in rows] == [(str(mine.public_id), str(plan.public_id))]
    assert api.get(f"{url}{mine.public_id}/").json()["revision"] == 1
    assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, subject_id=mine.public_id).exists()


def test_what_to_do_is_added_once_changed_and_taken_out(api, plan):
    key = str(uuid.uuid4())
    body = {"plan": str(plan.public_id), **IF}

    added = post(api, CONTINGENCIES + "add/", body, key)
    again = post(api, CONTINGENCIES + "add/", body, key)

    assert (added.status_code, added.json()["id"]) == (201, again.json()["id"])
    line = f"{CONTINGENCIES}{added.json()['id']}/"
    changed = post(api, line + "change/", {**IF, "what_to_do": "Call the nurse.", "revision": 1}).json()
    assert (changed["what_to_do"], changed["revision"]) == ("Call the nurse.", 2)
    gone = post(api, line + "remove/", {}).json()
    assert gone["plan"] == str(plan.public_id)
    assert api.get(line).status_code == 404


def test_a_risk_is_added_changed_and_taken_out(api, plan):
    added = post(api, RISKS + "add/", {"plan": str(plan.public_id), "words": "I may fall"}).json()
    line = f"{RISKS}{added['id']}/"

    changed = post(api, line + "change/", {"words": "I may fall", "what_we_do": "The frame.", "revision": 1})

    assert changed.json()["what_we_do"] == "The frame."
    assert post(api, line + "remove/", {}).status_code == 200
    assert not plan.risks.exists()


def test_a_stale_change_is_a_conflict(api, plan):
    line = RiskFactory(plan=plan, revision=3)

    answer = post(api, f"{RISKS}{line.public_id}/change/", {"words": "Other", "revision": 2})

    assert answer.status_code == 409
    line.refresh_from_db()
    assert line.words == "I may fall on the way to the gate"


def test_an_agreed_plan_is_a_conflict(api, person):
    agreed = CarePlanFactory(person=person, agreed=True)

    assert post(api, RISKS + "add/", {"plan": str(agreed.public_id), "words": "No"}).status_code == 409
    assert not agreed.risks.exists()


def test_nobody_who_must_not_be_contacted_goes_in_or_comes_out(api, plan, person):
    RelationshipFactory(person=person, name="Mike Hall", phone="07700 900099", may_be_contacted=False)
    line = ContingencyFactory(plan=plan, who_to_call="My brother", phone="07700900099")

    shown = api.get(f"{CONTINGENCIES}{line.public_id}/").json()
    refused = post(
        api, CONTINGENCIES + "add/", {"plan": str(plan.public_id), **IF, "who_to_call": "Mike Hall"}
    )

    assert (shown["who_to_call"], shown["phone"]) == ("", "")
    assert refused.status_code == 409
    assert "must not be contacted" in refused.json()["title"]


def test_what_is_kept_from_a_reader_is_not_listed(plan, person, signed_in):
    reader = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN]).user
    line = ContingencyFactory(plan=plan)
    KeptFromFactory(person=person, reader=reader, line_kind=LineKind.CONTINGENCY, line_id=line.public_id)
    client = signed_in(reader)

    assert client.get(CONTINGENCIES).json()["results"] == []
    assert client.get(f"{CONTINGENCIES}{line.public_id}/").status_code == 404


def test_nobody_adds_to_a_plan_they_do_not_see(api):
    theirs = CarePlanFactory()

    assert post(api, RISKS + "add/", {"plan": str(theirs.public_id), "words": "No"}).status_code == 404


@pytest.mark.parametrize(("url", "factory"), [(CONTINGENCIES, ContingencyFactory), (RISKS, RiskFactory)])
def test_ten_rows_cost_the_queries_of_one(api, plan, url, factory):
    factory(plan=plan)
    api.get(url)
    with CaptureQueriesContext(connection) as one:
        api.get(url)
    for _ in range(9):
        factory(plan=plan)

    with CaptureQueriesContext(connection) as ten:
        api.get(url)

    assert len(ten) == len(one)


def test_templates_are_those_offered_in_the_site_with_their_lines(api, person):
    PlanTemplate.objects.update(is_offered=False)
    own = TemplateLineFactory(template=PlanTemplateFactory(site=person.site, name="Ours"))
    PlanTemplateFactory(site=SiteFactory(slug="luton"), name="Luton's")

    (row,) = api.get(TEMPLATES).json()["results"]

    assert (row["name"], row["site"]) == ("Ours", person.site.slug)
    assert [line["words"] for line in row["lines"]] == [own.words]


def test_templates_are_for_colleagues(plan, person, signed_in):
    family = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN]).user

    assert signed_in(family).get(TEMPLATES).status_code == 403
    assert signed_in(staff("manager", person.site)).get(TEMPLATES).status_code == 200
