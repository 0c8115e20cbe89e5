"""The pages about decisions: made by a funder, read by the person, looked at again by somebody else."""

import uuid

import pytest
from django.utils.html import strip_tags

from budgets import second_looks
from budgets.models import (
    EducationRequest,
    EligibilityDecision,
    IndicativeStatus,
    Outcome,
    PaymentDeclaration,
    SecondLook,
)
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import Basis, OrganisationKind, Role
from tests.factories import (
    AllocationFactory,
    EducationRequestFactory,
    EligibilityDecisionFactory,
    IndicativeBudgetFactory,
    LegalBasisFactory,
    OrganisationFactory,
    PaymentDeclarationFactory,
    PersonFactory,
    SecondLookFactory,
    SignatureFactory,
    UserFactory,
    VariationAnswerFactory,
)
from tests.factories.people import staff

MINE = "/my/money/decisions/"


def post(client, url, **data):
    return client.post(url, {"key": str(uuid.uuid4()), **data})


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Rose", family_name="Kelly", site=house)


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def own(person):
    return UserFactory(person=person)


def approver(site, kind=OrganisationKind.COUNCIL):
    return staff(Role.APPROVER, site, OrganisationFactory(site=site, kind=kind))


@pytest.fixture
def decision(person):
    return EligibilityDecisionFactory(
        person=person,
        outcome=Outcome.REFUSE,
        reason="The nights are quiet.",
        decided_by=approver(person.site),
    )


def at(person, page):
    return f"/people/{person.public_id}/{page}"


def test_the_person_reads_every_decision_with_its_reasons(person, decision, own, signed_in):
    SignatureFactory(budget__person=person, is_agreed=False, reason="Say more about the group.")
    IndicativeBudgetFactory(person=person, is_draft=True)
    page = signed_in(own).get(MINE).content.decode()

    assert "The nights are quiet." in page
    assert "Say more about the group." in page
    assert page.count("Ask for a second look") == 3  # both decisions, and the first idea of that budget
    assert "None of these is about a direct payment." in strip_tags(page)
    assert f"/eligibility/{decision.public_id}/letter.pdf" in page
    assert Event.objects.filter(act="budgets.see_eligibility", person_id=person.pk, actor=own).exists()


def test_nothing_decided_yet_is_said_kindly(own, signed_in):
    assert "Nothing is decided yet" in signed_in(own).get(MINE).content.decode()


@pytest.mark.parametrize(
    "about",
    [
        lambda person: EligibilityDecisionFactory(person=person),
        lambda person: IndicativeBudgetFactory(person=person),
        lambda person: SignatureFactory(budget__person=person),
        lambda person: VariationAnswerFactory(variation__budget__person=person, reason="Too soon"),
    ],
    ids=["eligibility", "indicative", "signature", "variation"],
)
def test_the_person_asks_for_a_second_look_and_sees_how_far_it_is(person, own, signed_in, about):
    client, asked = signed_in(own), about(person)
    address = f"{MINE}{asked.public_id}/second-look/"
    assert "within 20 working days" in client.get(address).content.decode()
    assert post(client, address, words="Nobody asked me.").url == MINE

    page = client.get(MINE).content.decode()
    assert "Nobody asked me." in page
    assert "Somebody else looks at it" in page
    look = SecondLook.objects.get()
    assert second_looks.about(look) == asked
    assert "By " in page
    again = post(client, address, words="Again")
    assert "looking at this again already" in again.content.decode()


def test_a_second_look_needs_words_and_keeps_to_ones_own(own, decision, signed_in):
    client = signed_in(own)
    address = f"{MINE}{decision.public_id}/second-look/"
    assert "Write what we should look at again" in post(client, address).content.decode()

    others = EligibilityDecisionFactory(person=PersonFactory())
    assert client.get(f"{MINE}{others.public_id}/second-look/").status_code == 404


def test_the_answer_stands_under_the_decision(person, decision, own, house, signed_in):
    look = second_looks.ask(decision, words="Nobody asked me.", by=own)
    second_looks.answer(look, is_changed=False, words="We asked now.", by=staff(Role.MANAGER, house))
    page = signed_in(own).get(MINE).content.decode()

    assert "We asked now." in page
    assert "It stays as it was" in page


def test_what_is_late_is_said(decision, own, signed_in):
    SecondLookFactory(person=decision.person, eligibility=decision, due_on=today().replace(year=2025))

    assert "the answer should be there by now" in signed_in(own).get(MINE).content.decode()


def test_who_may_see_only_the_name_reads_no_decision(decision, signed_in):
    assert signed_in(UserFactory()).get(MINE).status_code == 404


def test_the_decisions_take_the_same_queries_however_many(
    person, decision, own, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(own)
    client.get(MINE)
    SecondLookFactory(person=person, eligibility=decision)
    with django_assert_max_num_queries(24) as one:
        client.get(MINE)
    for _ in range(3):
        SecondLookFactory(person=person, eligibility=EligibilityDecisionFactory(person=person))
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(MINE)


# Deciding.


def test_an_approver_decides_for_their_funder_and_the_person_is_told(person, coordinator, signed_in):
    LegalBasisFactory(person=person, basis=Basis.CARE_ACT)
    by = approver(person.site)
    client = signed_in(by)
    assert "Eligible needs (Care Act)" in client.get(at(person, "eligibility/decide/")).content.decode()
    answer = {"outcome": "grant", "reason": "You need help every day.", "decided_on": today().isoformat()}
    assert post(client, at(person, "eligibility/decide/"), **answer).url == at(person, "eligibility/")

    decided = EligibilityDecision.objects.get()
    assert (decided.funder, decided.decided_by) == ("C", by)
    page = client.get(at(person, "eligibility/")).content.decode()
    assert "You need help every day." in page
    assert "Decide for your organisation" in page
    assert person.notices.filter(letter="decision_to_read").exists()


def test_a_decision_without_a_reason_is_asked_for_again(person, signed_in):
    client = signed_in(approver(person.site))
    answer = {"outcome": "part", "reason": " ", "decided_on": today().isoformat()}
    page = post(client, at(person, "eligibility/decide/"), **answer).content.decode()

    assert "Write why. The person reads it." in page
    assert "Write which part is granted" in page
    assert not EligibilityDecision.objects.exists()


def test_a_no_against_a_right_is_refused_on_the_page_with_its_source(person, signed_in):
    LegalBasisFactory(person=person, basis=Basis.CONTINUING_CARE)
    client = signed_in(approver(person.site, OrganisationKind.NHS))
    answer = {"outcome": "refuse", "reason": "No.", "decided_on": today().isoformat()}
    page = post(client, at(person, "eligibility/decide/"), **answer).content.decode()

    assert "The law gives this person a right to a personal budget." in page
    assert "No." in page


def test_a_coordinator_reads_decisions_and_makes_none(person, decision, coordinator, signed_in):
    client = signed_in(coordinator)
    page = client.get(at(person, "eligibility/")).content.decode()

    assert "The nights are quiet." in page
    assert "Decide for your organisation" not in page
    assert client.get(at(person, "eligibility/decide/")).status_code == 403


def test_the_letter_is_read_by_the_person_and_the_look_is_kept(decision, own, signed_in):
    letter = signed_in(own).get(f"/eligibility/{decision.public_id}/letter.pdf")

    assert letter["Content-Type"] == "application/pdf"
    assert Event.objects.filter(act="budgets.see_eligibility", subject_id=decision.public_id).exists()


@pytest.mark.parametrize(
    ("factory", "page"), [(SignatureFactory, "signatures"), (VariationAnswerFactory, "changes")]
)
def test_the_letters_of_a_funders_answers_are_read(house, signed_in, factory, page):
    answer = factory(is_agreed=False, reason="Not yet.")
    client = signed_in(UserFactory(person=answer.person))

    assert client.get(f"/{page}/{answer.public_id}/letter.pdf").content.startswith(b"%PDF")


# Second looks of colleagues.


def test_a_coordinator_asks_for_them(person, decision, coordinator, signed_in):
    client = signed_in(coordinator)
    address = at(person, "second-looks/ask/")
    assert "Whether there is money" in client.get(address).content.decode()
    asked = post(client, address, about=str(decision.public_id), words="She was asleep when we came.")

    assert asked.url == at(person, "eligibility/")
    assert SecondLook.objects.get().asked_by == coordinator
    assert "Nothing to look at again" in client.get(address).content.decode()


def test_somebody_else_answers_and_the_funder_decides_anew(person, decision, own, signed_in):
    look = second_looks.ask(decision, words="Nobody asked me.", by=own)
    other = approver(person.site)
    client = signed_in(other)
    page = client.get("/second-looks/").content.decode()
    assert "Rose Kelly" in page
    assert "Whether there is money: Council" in page
    address = f"/second-looks/{look.public_id}/"
    assert "Answer it" in client.get(address).content.decode()
    assert post(client, f"{address}answer/", is_changed="yes", words="We missed it.").url == address

    page = client.get(address).content.decode()
    assert at(person, "eligibility/decide/") in page
    assert "these wait for a new decision" in client.get("/second-looks/").content.decode()
    assert Event.objects.filter(act="budgets.see_second_look", actor=other, is_read=True).exists()


def test_whoever_decided_sees_why_they_cannot_answer(decision, own, signed_in):
    look = second_looks.ask(decision, words="Nobody asked me.", by=own)
    client = signed_in(decision.decided_by)
    page = client.get(f"/second-looks/{look.public_id}/").content.decode()

    assert "You decided this yourself." in page
    assert "Answer it" not in page
    sent = post(client, f"/second-looks/{look.public_id}/answer/", is_changed="no", words="It is right.")
    assert "You decided this yourself." in sent.content.decode()


@pytest.mark.parametrize(
    ("about", "address"),
    [
        (lambda person: IndicativeBudgetFactory(person=person), "/indicative/new/"),
        (lambda person: SignatureFactory(budget__person=person), "/budgets/"),
        (lambda person: VariationAnswerFactory(variation__budget__person=person), "/budgets/"),
    ],
    ids=["indicative", "signature", "variation"],
)
def test_the_coordinator_is_led_to_what_changes(person, coordinator, own, house, signed_in, about, address):
    asked = about(person)
    look = second_looks.ask(asked, words="Too low.", by=own)
    second_looks.answer(look, is_changed=True, words="It is.", by=staff(Role.MANAGER, house))
    client = signed_in(coordinator)

    assert address in client.get(f"/second-looks/{look.public_id}/").content.decode()
    if hasattr(asked, "weekly_low_amount"):
        type(asked).objects.filter(pk=asked.pk).update(status=IndicativeStatus.REPLACED)
        assert "That has been done." in client.get(f"/second-looks/{look.public_id}/").content.decode()


def test_a_to_do_leads_to_its_second_look(decision, own, house, signed_in):
    look = second_looks.ask(decision, words="Nobody asked me.", by=own)
    page = signed_in(staff(Role.MANAGER, house)).get("/todos/").content.decode()

    assert f"/second-looks/{look.public_id}/" in page


def test_the_list_takes_the_same_queries_however_long(
    decision, house, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(staff(Role.MANAGER, house))
    client.get("/second-looks/")
    SecondLookFactory(person=decision.person, eligibility=decision)
    with django_assert_max_num_queries(16) as one:
        assert "Nobody" not in client.get("/second-looks/").content.decode()
    for _ in range(3):
        SecondLookFactory(person=decision.person)
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/second-looks/")


# What is declared.


def test_a_coordinator_writes_down_a_declaration_and_the_person_reads_it(person, coordinator, own, signed_in):
    client = signed_in(coordinator)
    said = {"regime": "H", "is_excluded": "yes", "declared_on": today().isoformat()}
    assert post(client, at(person, "conditions/declare/"), **said).url == at(person, "conditions/")

    assert PaymentDeclaration.objects.get().is_excluded
    assert (
        "on the list, so no direct payment from this money"
        in client.get(at(person, "conditions/")).content.decode()
    )
    page = signed_in(own).get(MINE).content.decode()
    assert "on the list, so no direct payment from this money" in page
    assert "Your money can still be managed in two other ways." in page


def test_a_request_for_education_money_at_another_time_is_kept_and_said(person, coordinator, signed_in):
    client = signed_in(coordinator)
    said = {"asked_on": today().isoformat(), "window": "outside", "words": "Help to read"}
    page = client.post(
        at(person, "conditions/education/"), {"key": str(uuid.uuid4()), **said}, follow=True
    ).content.decode()

    assert EducationRequest.objects.get().words == "Help to read"
    assert "It can be granted when the plan is next reviewed" in page
    assert "SI 2014/1652 reg 4" in page


def test_finance_reads_what_is_declared_and_writes_nothing(person, house, signed_in):
    PaymentDeclarationFactory(person=person)
    EducationRequestFactory(person=person)
    client = signed_in(staff(Role.FINANCE, house))
    page = client.get(at(person, "conditions/")).content.decode()

    assert "not on the list, so a direct payment is possible" in page
    assert "Write down a declaration" not in page
    assert client.get(at(person, "conditions/declare/")).status_code == 403
    assert client.get(at(person, "eligibility/")).status_code == 403
