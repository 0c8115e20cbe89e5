"""The export of a plan against the standard's own schema: everybody in the demonstration, and the awkward."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from careplans import prsb
from careplans.acts import Act
from careplans.models import AboutHeading, AgreementParty, CarePlan, ContingencyKind, GoalKind, LineKind, Side
from ipc.kernel import acting
from ipc.kernel.access import EVERYTHING
from ipc.kernel.models import Event
from ipc.programme.demonstration import world
from people.models import ContactMethod, Person, PersonStatus, RelationshipKind, Ring, Role, Section, Site
from tests.factories import (
    ActionFactory,
    AgreementFactory,
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    GoalFactory,
    InformationNeedsFactory,
    KeptFromFactory,
    NeedFactory,
    ParticipantFactory,
    PersonFactory,
    PlanVersionFactory,
    ProgressFactory,
    RelationshipFactory,
    RiskFactory,
    StatementFactory,
)
from tests.factories.people import staff

STANDARDS = Path(__file__).resolve().parents[3] / "shared" / "standards"
CONVERTER, DATASET = STANDARDS / "prsb_schema.py", STANDARDS / "prsb" / "PersonalisedCSP.json"
PASSWORD = "show-me-ipc-2026"


@pytest.fixture(scope="module")
def wrongs(tmp_path_factory):
    """Return a function that says what the standard's schema finds wrong in an export."""
    if not CONVERTER.exists():
        pytest.skip("The standard's schema is not on this machine: ../shared/standards/prsb_schema.py")
    schema = tmp_path_factory.mktemp("prsb") / "schema.json"
    subprocess.run([sys.executable, CONVERTER, DATASET, schema], check=True, capture_output=True, timeout=60)
    validator = Draft202012Validator(json.loads(schema.read_text()), format_checker=FormatChecker())

    def find(document):
        sent = json.loads(json.dumps(document))
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(sent)]

    return find


def empty_in(value):
    """Return whether something in an export is sent empty instead of being left out."""
    if isinstance(value, dict):
        return any(map(empty_in, value.values()))
    if isinstance(value, list):
        return any(map(empty_in, value))
    return value in (None, "")


def export(plan, user=None):
    return prsb.export(plan.person, plan, user=user or staff(Role.MANAGER, plan.site))


# The demonstration.


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The world of four hundred, made once and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        world.make(400, PASSWORD)
        token = acting.begin(acting.job(Site.objects.values_list("pk", flat=True)))
        yield
        acting.end(token)
        transaction.set_rollback(True)


@pytest.fixture
def everybody(made, monkeypatch):
    """Return everybody of the demonstration with their newest plan; the reader may see all of it."""
    monkeypatch.setattr("ipc.kernel.access.rows", lambda *asked, **path: EVERYTHING)
    user = staff(Role.MANAGER, Site.objects.get(slug="barnsley"))
    plans = {plan.person_id: plan for plan in CarePlan.objects.order_by("number")}
    people = Person.objects.exclude(status=PersonStatus.MERGED)
    return [(person, plans.get(person.pk), user) for person in people]


@pytest.mark.long
@pytest.mark.timeout(300)  # the whole demonstration is made for it
def test_the_schema_accepts_the_exports_of_everybody_in_the_demonstration(everybody, wrongs):
    exports = [(person, plan, prsb.export(person, plan, user=user)) for person, plan, user in everybody]

    assert len(exports) >= 400
    assert [(str(plan), found) for _, plan, export in exports for found in wrongs(export)] == []
    assert [export for _, _, export in exports if empty_in(export)] == []
    with_plan = [export for _, plan, export in exports if plan]
    assert len(with_plan) > 300
    assert all("needs_concerns_or_problems" in export["care_and_support_plan"] for export in with_plan)


def test_the_four_people_of_the_demonstration_are_told_whole(everybody, wrongs):
    told = [
        (person, prsb.export(person, plan, user=user))
        for person, plan, user in everybody
        if person.nhs_number in ("9990990018", "9990990026", "9990990034", "9990990042")
    ]

    assert len(told) == 4
    for person, document in told:
        tree = document["care_and_support_plan"]
        goals = [goal for need in tree["needs_concerns_or_problems"] for goal in need["goals_and_hopes"]]
        assert wrongs(document) == []
        assert document["person_demographics"]["nhs_number"] == person.nhs_number
        assert "what_is_most_important_to_me" in document["about_me"]
        assert document["professional_contacts"]["professional_contacts_record_entry"][0]["key_worker"]
        assert all(goal["actions_and_activities"] for goal in goals)


# What stands where.


@pytest.fixture
def plan(house):
    return CarePlanFactory(
        agreed=True,
        person__given_name="Margaret",
        person__family_name="Hollis",
        person__address="14 Clover Lane, Cudworth",
        person__postcode="S72 8HL",
        person__gp_practice="Cudworth Medical Centre",
        coping="I count to ten.",
        advance_statement="In the drawer",
        if_things_go_wrong="Call 111.",
        prevention="Walk each day.",
    )


def test_the_tree_hangs_goals_on_needs_and_actions_on_goals(plan, wrongs):
    goal = GoalFactory(need=NeedFactory(plan=plan, words="Breath"), words="Walk", importance=9, confidence=4)
    ActionFactory(goal=goal, words="A walk", who="Dawn", when="Tuesdays", how_often="Once a week")
    ProgressFactory(goal=goal, person=plan.person, words="I got to the corner.")

    document = export(plan)

    need = document["care_and_support_plan"]["needs_concerns_or_problems"][0]
    told = need["goals_and_hopes"][0]
    assert (need["free_text"], told["free_text"], told["goal_importance_score"]) == ("Breath", "Walk", 9)
    assert told["goal_status"] == "Started"
    assert told["outcomes"][0]["free_text"].endswith("I got to the corner.")
    action = told["actions_and_activities"][0]
    assert action["what"][0] == {"free_text": "A walk"}
    assert action["who"]["name"] == "Dawn"
    assert (action["when"], action["confidence"]) == ("Tuesdays, Once a week", 4)
    assert action["review_date"] == "2027-11-01"
    assert wrongs(document) == []


def test_goals_stand_in_the_order_the_person_gave_them(plan):
    need = NeedFactory(plan=plan)
    for words, rank in (("no place", None), ("second", 2), ("first", 1)):
        GoalFactory(need=need, words=words, rank=rank)

    goals = export(plan)["care_and_support_plan"]["needs_concerns_or_problems"][0]["goals_and_hopes"]

    assert [goal["free_text"] for goal in goals] == ["first", "second", "no place"]


def test_about_me_is_in_the_persons_own_words(plan, wrongs):
    for heading in AboutHeading:
        StatementFactory(
            person=plan.person, heading=heading, words=f"My words: {heading.value}", helped_by="Sam"
        )

    document = export(plan)

    about, tree = document["about_me"], document["care_and_support_plan"]
    assert about["what_is_most_important_to_me"] == {
        "what_is_most_important_to_me": "My words: matters",
    }
    assert about["supported_to_write_this_by"] == "Sam"
    assert [one["free_text"] for one in tree["strengths"]] == ["My words: strengths", "My words: liked"]
    said = json.dumps(document)
    assert [heading for heading in AboutHeading if f"My words: {heading.value}" not in said] == []
    assert wrongs(document) == []


def test_who_is_called_and_who_must_not_be(plan, wrongs):
    who = {"person": plan.person}
    RelationshipFactory(**who, name="Susan Garside", phone="07700 900214", is_carer=True)
    RelationshipFactory(
        **who, name="Kevin Hollis", phone="07700 900999", may_be_contacted=False, why_not_contacted="A court"
    )
    RelationshipFactory(**who, name="Dawn Sykes", kind=RelationshipKind.PROFESSIONAL, ring=Ring.PAID)
    RelationshipFactory(**who, name="Dr Anwar", kind=RelationshipKind.GP, ring=Ring.PAID)
    ParticipantFactory(**who, name="Nurse Iqbal", side=Side.NHS, organisation="Cudworth NHS")
    coordinator = AllocationFactory(**who).worker

    document = export(plan)

    personal = document["personal_contacts"]["personal_contacts_record_entry"]
    paid = document["professional_contacts"]["professional_contacts_record_entry"]
    assert [(one["name"], one["contact_details"]) for one in personal] == [("Susan Garside", "07700 900214")]
    assert personal[0]["relationship_type"] == "Unpaid carer"
    assert [one["name"] for one in paid] == [coordinator.name, "Dawn Sykes", "Dr Anwar", "Nurse Iqbal"]
    assert document["gp_practice"]["gp_practice_record_entry"] == [
        {
            "gp_name": "Dr Anwar",
            "gp_practice_details": "Cudworth Medical Centre",
            "gp_practice_identifier": "V81999",
        }
    ]
    assert document["about_me"]["people_who_are_important_to_me"] == {
        "people_who_are_important_to_me": "Must not be contacted: Kevin Hollis"
    }
    assert "900999" not in json.dumps(document)
    assert wrongs(document) == []


def test_what_is_done_if_things_go_wrong(plan, wrongs):
    ContingencyFactory(plan=plan, kind=ContingencyKind.SIGN, trigger="I cannot finish a sentence")
    ContingencyFactory(plan=plan, trigger="Susan is ill", who_to_call="Joan", phone="07700 900415")
    RiskFactory(plan=plan, words="I may fall")

    document = export(plan)

    signs, carer, whatever = document["contingency_safety_plans"]
    assert signs["relapse_indicators_early_warning_signs"] == [{"free_text": "I cannot finish a sentence"}]
    assert carer["trigger_factors"] == [{"free_text": "Susan is ill"}]
    assert carer["who_should_be_contacted"] == [{"name": "Joan", "contact_details": "07700 900415"}]
    assert whatever["coping_strategies"] == [{"coping_strategy": "I count to ten."}]
    assert whatever["advance_statement"] == {"location_of_document": "In the drawer"}
    contents = [one["additional_support_plan_content"] for one in document["additional_support_plans"]]
    assert contents[0].startswith("I may fall")
    assert contents[1] == "Walk each day."
    assert wrongs(document) == []


@pytest.mark.parametrize(
    ("party", "is_their_yes"),
    [
        (AgreementParty.PERSON, True),
        (AgreementParty.REPRESENTATIVE, True),
        (AgreementParty.BEST_INTERESTS, False),
    ],
)
def test_agreed_is_said_only_of_the_persons_own_side(plan, party, is_their_yes):
    AgreementFactory(plan=plan, party=AgreementParty.PROFESSIONAL, name="Sam Coordinator")
    AgreementFactory(plan=plan, party=party, name="Susan Garside")

    agreed = export(plan)["care_and_support_plan"]["agreed_with_person_or_legitimate_representative"]

    assert agreed["person_or_legitimate_representative"] is is_their_yes
    assert agreed["person_full_name"] == "Susan Garside"


def test_a_draft_is_agreed_by_nobody(house):
    agreed = export(CarePlanFactory())["care_and_support_plan"]

    assert agreed["agreed_with_person_or_legitimate_representative"] == {
        "person_or_legitimate_representative": False
    }


def test_who_pays_is_told_to_who_may_see_the_money(plan):
    ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), is_paid=True)
    money = {"funders": [{"funder": "H", "yearly": "10.00"}, {"funder": "C", "yearly": "0.00"}]}
    PlanVersionFactory(plan=plan, content={"money": money})
    sections = [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN]
    without = ConsentFactory(person=plan.person, sections=sections).user
    given = ConsentFactory(person=plan.person, sections=[*sections, Section.MONEY]).user

    def source(user):
        return export(plan, user)["care_and_support_plan"]["care_funding_source"]

    assert source(given) == {"free_text": "NHS"}
    assert source(without) == {"free_text": "A personal budget"}


# The awkward.

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00"),
    min_size=1,
    max_size=200,
).filter(str.strip)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    words=WORDS,
    name=WORDS,
    address=st.one_of(st.just(""), WORDS),
    postcode=st.sampled_from(["", "S72 8HL", "ZZ99 3VZ"]),
    has_number=st.booleans(),
    is_homeless=st.booleans(),
)
def test_the_schema_accepts_whatever_people_are_called_and_say(
    house, wrongs, words, name, address, postcode, has_number, is_homeless
):
    with transaction.atomic():
        person = PersonFactory(
            given_name=name[:80],
            family_name=name[::-1][:80],
            known_as=name[:80],
            address=address,
            postcode=postcode,
            has_no_fixed_abode=is_homeless,
            gp_practice=words[:120],
            **({} if has_number else {"nhs_number": None}),
        )
        plan = CarePlanFactory(
            person=person, coping=words * 3, advance_statement=words, review_by=name[:120], prevention=words
        )
        goal = GoalFactory(need=NeedFactory(plan=plan, words=words), words=words, kind=GoalKind.LEARNING)
        ActionFactory(goal=goal, words=words, who=name[:120], when=words[:120], brings=words)
        ContingencyFactory(plan=plan, trigger=words, what_to_do=words, who_to_call=name, phone=words[:30])
        RelationshipFactory(person=person, name=name[:120], phone=words[:30], notes=words)
        InformationNeedsFactory(person=person, contact_method=ContactMethod.CARER, how_to_talk=words)
        StatementFactory(person=person, words=words, helped_by=words[:120])

        document = export(plan)

        transaction.set_rollback(True)
    assert wrongs(document) == []
    assert not empty_in(document)


def test_somebody_with_no_fixed_abode_has_the_national_postcode_for_it(house, wrongs):
    document = export(CarePlanFactory(person__has_no_fixed_abode=True))

    assert document["person_demographics"]["person_s_address"] == [
        {"address_line_1": "No fixed abode", "postcode": "ZZ99 3VZ"}
    ]
    assert wrongs(document) == []


def test_an_empty_plan_is_still_by_the_standard(house, wrongs):
    document = export(CarePlanFactory(person__nhs_number=None))

    assert wrongs(document) == []
    assert "nhs_number" not in document["person_demographics"]
    assert "contingency_safety_plans" not in document


def test_a_schema_that_accepts_everything_would_be_noticed(house, wrongs):
    document = export(CarePlanFactory())
    del document["gp_practice"]
    document["person_demographics"]["date_of_birth"] = "17/05/1950"

    assert len(wrongs(document)) == 2


# Through the API, and to whom.


def address_of(plan):
    return f"/api/v1/plans/{plan.public_id}/prsb/"


def test_the_export_is_taken_through_the_api_and_written_down(plan, signed_in):
    NeedFactory(plan=plan, words="Breath")
    worker = AllocationFactory(person=plan.person).worker

    document = signed_in(worker).get(address_of(plan)).json()

    assert document["care_and_support_plan"]["needs_concerns_or_problems"] == [{"free_text": "Breath"}]
    taken = Event.objects.get(act=Act.TAKE_PLAN)
    assert (taken.actor_id, taken.person_id, taken.is_read) == (worker.pk, plan.person_id, True)


def test_a_coordinator_of_others_finds_no_plan_to_take(plan, signed_in):
    other = AllocationFactory(person=PersonFactory()).worker

    assert signed_in(other).get(address_of(plan)).status_code == 404
    assert not Event.objects.filter(act=Act.TAKE_PLAN).exists()


def test_family_take_what_was_shared_with_them_and_no_more(plan, signed_in):
    StatementFactory(person=plan.person, words="Only for some")
    RelationshipFactory(person=plan.person, name="Joan Birkett")
    NeedFactory(plan=plan)

    client = signed_in(ConsentFactory(person=plan.person).user)
    document = client.get(address_of(plan)).json()

    assert "about_me" not in document
    assert "personal_contacts" not in document
    assert document["care_and_support_plan"]["needs_concerns_or_problems"]


def test_family_without_the_plan_take_nothing(plan, signed_in):
    client = signed_in(ConsentFactory(person=plan.person, sections=[Section.IDENTITY]).user)

    assert client.get(address_of(plan)).status_code == 404


@pytest.fixture
def kept_from(plan):
    """A reader, and what is kept from them: a need with its goal and action, a statement, and two more."""
    kept = NeedFactory(plan=plan, words="Secret need")
    ActionFactory(goal=GoalFactory(need=kept, words="Secret goal"), words="Secret action")
    NeedFactory(plan=plan, words="Open need")
    statement = StatementFactory(person=plan.person, words="Secret words")
    contingency = ContingencyFactory(plan=plan, trigger="Secret trigger")
    risk = RiskFactory(plan=plan, words="Secret risk")
    sections = [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN]
    reader = ConsentFactory(person=plan.person, sections=sections).user
    for kind, line in (
        (LineKind.NEED, kept),
        (LineKind.STATEMENT, statement),
        (LineKind.CONTINGENCY, contingency),
        (LineKind.RISK, risk),
    ):
        KeptFromFactory(person=plan.person, reader=reader, line_kind=kind, line_id=line.public_id)
    return reader


def test_what_is_kept_from_a_reader_is_not_in_what_they_take(plan, kept_from, signed_in):
    said = signed_in(kept_from).get(address_of(plan)).content.decode()

    assert "Open need" in said
    assert "Secret" not in said


def test_the_first_wall_alone_keeps_what_is_kept(plan, kept_from):
    """The database is asked as a job, which may see everything; the access tables decide."""
    said = json.dumps(export(plan, kept_from))

    assert "Open need" in said
    assert "Secret" not in said


def test_who_must_not_be_called_is_not_whom_to_contact_when_things_go_wrong(plan, wrongs):
    RelationshipFactory(
        person=plan.person, name="Kevin Hollis", may_be_contacted=False, why_not_contacted="A court"
    )
    coordinator = AllocationFactory(person=plan.person).worker
    ContingencyFactory(plan=plan, who_to_call="Kevin Hollis", phone="07700 900999")

    document = export(plan)

    called = document["contingency_safety_plans"][0]["who_should_be_contacted"]
    assert [one["name"] for one in called] == [coordinator.name]
    assert "900999" not in json.dumps(document)
    assert wrongs(document) == []


def test_what_is_kept_stays_kept_when_the_first_wall_is_gone(plan, kept_from, acting_for, monkeypatch):
    """PostgreSQL is asked as the reader, while every row passes the access tables of the code."""
    everything = staff(Role.MANAGER, plan.site)
    monkeypatch.setattr("ipc.kernel.access.rows", lambda *asked, **path: EVERYTHING)

    with acting_for(kept_from):
        said = json.dumps(prsb.export(plan.person, plan, user=everything))

    assert "Open need" in said
    assert "Secret" not in said


def test_an_export_costs_the_same_with_one_line_and_with_ten(plan, django_assert_max_num_queries):
    user = staff(Role.MANAGER, plan.site)
    fill(plan, 1)
    export(plan, user)
    with django_assert_max_num_queries(18) as before:
        export(plan, user)
    fill(plan, 9)

    with django_assert_max_num_queries(18) as after:
        export(plan, user)

    assert len(before) == len(after)


def fill(plan, times):
    for place in range(times):
        action = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)))
        ProgressFactory(goal=action.goal, person=plan.person)
        ContingencyFactory(plan=plan)
        RiskFactory(plan=plan)
        RelationshipFactory(person=plan.person, name=f"Friend {place} of {times}")
        AgreementFactory(plan=plan, name=f"Professional {place} of {times}", revision=plan.revision)
