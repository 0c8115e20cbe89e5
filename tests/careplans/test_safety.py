"""What could go wrong, what is done then and who is called: written in a draft, and only there."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from careplans import calling, dangers, safety, writing
from careplans.acts import Act
from careplans.models import Contingency, ContingencyKind, LineKind, Risk
from ipc.kernel.errors import Changed
from ipc.kernel.models import Event
from people.models import Section
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    KeptFromFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    RelationshipFactory,
    RiskFactory,
)
from tests.factories.people import staff

IF = {
    "kind": ContingencyKind.CARER,
    "trigger": "Susan is ill",
    "what_to_do": "Joan looks in.",
    "who_to_call": "Joan Birkett",
    "phone": "07700 900415",
}
FALL = {"words": "I may fall", "why_worth_it": "My garden", "is_significant": "yes"}


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person, worker):
    return CarePlanFactory(person=person)


@pytest.fixture
def agreed(person, worker):
    return CarePlanFactory(person=person, agreed=True)


@pytest.fixture
def at_work(worker, signed_in):
    return signed_in(worker)


@pytest.fixture
def no_contact(person):
    return RelationshipFactory(person=person, name="Mike Hall", phone="07700 900099", may_be_contacted=False)


def text(answer):
    return " ".join(answer.content.decode().split())


class TestContingency:
    def test_it_is_added_at_the_end_signed_and_counted(self, plan, worker, acting_for):
        before = ContingencyFactory(plan=plan, position=3)
        with acting_for(worker):
            added = safety.add_contingency(plan, by=worker, **IF)

        plan.refresh_from_db()
        assert (added.position, added.changed_by, plan.revision) == (4, worker, 2)
        assert list(plan.contingencies.all()) == [before, added]
        assert Event.objects.filter(act=Act.WRITE_PLAN, subject_id=added.public_id).exists()

    @pytest.mark.parametrize(
        ("who", "phone"),
        [
            ("Mike Hall", ""),
            ("my brother mike hall, in Leeds", ""),
            ("My brother", "07700 900 099"),
            ("My brother", "+447700900099"),
            ("My brother on 07700 900099", ""),
        ],
    )
    def test_nobody_is_named_who_must_not_be_contacted(
        self, plan, worker, no_contact, acting_for, who, phone
    ):
        with acting_for(worker), pytest.raises(calling.NotToBeCalled, match="Mike Hall"):
            safety.add_contingency(plan, by=worker, **{**IF, "who_to_call": who, "phone": phone})
        assert not plan.contingencies.exists()

    def test_a_name_within_another_is_somebody_else(self, plan, worker, no_contact, acting_for):
        with acting_for(worker):
            safety.add_contingency(plan, by=worker, **{**IF, "who_to_call": "Mike Hallam", "phone": ""})

        assert plan.contingencies.get().who_to_call == "Mike Hallam"

    def test_a_change_cannot_name_them_either(self, plan, worker, no_contact, acting_for):
        line = ContingencyFactory(plan=plan)
        with acting_for(worker), pytest.raises(calling.NotToBeCalled):
            safety.change_contingency(line, by=worker, revision=1, who_to_call="Mike Hall")

        line.refresh_from_db()
        assert (line.who_to_call, line.revision) == ("Joan Birkett", 1)

    def test_what_is_changed_counts_the_line_and_the_plan(self, plan, worker, acting_for):
        line = ContingencyFactory(plan=plan)
        with acting_for(worker):
            safety.change_contingency(line, by=worker, revision=1, what_to_do="Call the nurse.")

        line.refresh_from_db()
        plan.refresh_from_db()
        assert (line.what_to_do, line.revision, line.changed_by) == ("Call the nurse.", 2, worker)
        assert plan.revision == 2

    def test_the_second_of_two_overwrites_nothing(self, plan, worker, acting_for):
        line = ContingencyFactory(plan=plan, revision=2)
        with acting_for(worker), pytest.raises(Changed):
            safety.change_contingency(line, by=worker, revision=1, what_to_do="Mine")

        line.refresh_from_db()
        assert line.what_to_do.startswith("Joan next door")

    def test_what_somebody_took_out_meanwhile_is_not_changed(self, plan, worker, acting_for):
        line = ContingencyFactory(plan=plan)
        Contingency.objects.filter(pk=line.pk).delete()

        with acting_for(worker), pytest.raises(writing.LineGone):
            safety.change_contingency(line, by=worker, revision=1, what_to_do="Mine")

    def test_it_is_taken_out_of_a_draft(self, plan, worker, acting_for):
        line = ContingencyFactory(plan=plan)
        with acting_for(worker):
            safety.remove_contingency(line, by=worker)

        assert not plan.contingencies.exists()
        assert Event.objects.filter(act=Act.WRITE_PLAN, person_id=plan.person_id).exists()


class TestRisk:
    def test_it_says_why_it_is_worth_it_and_what_we_do(self, plan, worker, acting_for):
        with acting_for(worker):
            risk = safety.add_risk(
                plan, by=worker, words="I may fall", why_worth_it="My garden", what_we_do="The frame."
            )
            safety.change_risk(risk, by=worker, revision=1, watched_by="Susan")

        risk.refresh_from_db()
        assert (risk.why_worth_it, risk.what_we_do, risk.watched_by) == ("My garden", "The frame.", "Susan")

    def test_it_is_taken_out_of_a_draft(self, plan, worker, acting_for):
        risk = RiskFactory(plan=plan)
        with acting_for(worker):
            safety.remove_risk(risk, by=worker)

        assert not plan.risks.exists()

    @pytest.mark.parametrize(
        ("is_significant", "what_we_do", "unsettled"),
        [(True, "", True), (True, "  ", True), (True, "The frame.", False), (False, "", False)],
    )
    def test_a_serious_one_is_unsettled_until_it_is_said_what_we_do(
        self, plan, is_significant, what_we_do, unsettled
    ):
        risk = RiskFactory(plan=plan, is_significant=is_significant, what_we_do=what_we_do)

        assert safety.is_unsettled(risk) is unsettled


class TestAnAgreedPlan:
    def test_nothing_of_it_is_changed(self, agreed, worker, acting_for):
        line, risk = ContingencyFactory(plan=agreed), RiskFactory(plan=agreed)
        verbs = [
            lambda: safety.add_contingency(agreed, by=worker, **IF),
            lambda: safety.add_risk(agreed, by=worker, words="I may fall"),
            lambda: safety.change_contingency(line, by=worker, revision=1, trigger="No"),
            lambda: safety.change_risk(risk, by=worker, revision=1, words="No"),
            lambda: safety.remove_contingency(line, by=worker),
            lambda: safety.remove_risk(risk, by=worker),
        ]
        with acting_for(worker):
            for verb in verbs:
                with pytest.raises(writing.PlanNotDraft):
                    verb()

        assert (agreed.contingencies.get(), agreed.risks.get()) == (line, risk)


class TestPages:
    def test_a_line_is_added_on_its_page_once(self, plan, at_work):
        form = {**IF, "key": str(uuid.uuid4())}
        url = reverse("add_contingency", args=[plan.public_id])

        assert at_work.post(url, form).url == reverse("safety_of_plan", args=[plan.public_id])
        at_work.post(url, form)

        assert plan.contingencies.get().trigger == "Susan is ill"

    def test_a_refusal_keeps_what_was_typed(self, plan, at_work, no_contact):
        url = reverse("add_contingency", args=[plan.public_id])

        page = text(at_work.post(url, {**IF, "who_to_call": "Mike Hall"}))

        assert "Mike Hall must not be contacted. Write down somebody else to call." in page
        assert "Susan is ill" in page
        assert not plan.contingencies.exists()

    def test_a_risk_is_added_and_says_what_is_still_to_write(self, plan, at_work):
        page = text(at_work.post(reverse("add_risk", args=[plan.public_id]), FALL, follow=True))

        assert "Could do serious harm" in page
        assert "Still to write: what we agreed to do about it." in page
        assert plan.risks.get().is_significant

    @pytest.mark.parametrize("name", ["add_contingency", "add_risk"])
    def test_an_empty_form_is_asked_about_kindly(self, plan, at_work, name):
        page = text(at_work.post(reverse(name, args=[plan.public_id]), {}))

        assert "Error:" in page
        assert "Write what" in page

    def test_the_second_writer_sees_the_difference_and_goes_on_from_there(self, plan, at_work):
        line = ContingencyFactory(plan=plan, what_to_do="Joan looks in at nine.", revision=2)
        url = reverse("change_contingency", args=[line.public_id])
        typed = {**IF, "what_to_do": "Joan looks in at ten.", "revision": 1}

        answer = at_work.post(url, typed)

        page = text(answer)
        assert "Somebody else changed this" in page
        assert "<ins>" in page
        assert "Joan looks in at ten." in page
        assert answer.context["form"]["revision"].value() == 2
        at_work.post(url, {**typed, "revision": 2})
        line.refresh_from_db()
        assert line.what_to_do == "Joan looks in at ten."

    def test_a_risk_is_changed_from_what_it_says(self, plan, at_work):
        risk = RiskFactory(plan=plan, is_significant=True)
        url = reverse("change_risk", args=[risk.public_id])
        assert at_work.get(url).context["form"]["is_significant"].value() == "yes"

        at_work.post(url, {**FALL, "is_significant": "no", "revision": 1})

        risk.refresh_from_db()
        assert (risk.words, risk.is_significant) == ("I may fall", False)

    @pytest.mark.parametrize(
        ("factory", "name"), [(ContingencyFactory, "remove_contingency"), (RiskFactory, "remove_risk")]
    )
    def test_taking_out_is_asked_once_more(self, plan, at_work, factory, name):
        line = factory(plan=plan)
        url = reverse(name, args=[line.public_id])

        assert "Take this out of the plan?" in text(at_work.get(url))
        assert type(line).objects.filter(pk=line.pk).exists()
        at_work.post(url)
        assert not type(line).objects.filter(pk=line.pk).exists()

    def test_taking_out_of_an_agreed_plan_is_refused_in_words(self, agreed, at_work):
        line = ContingencyFactory(plan=agreed)

        page = text(at_work.post(reverse("remove_contingency", args=[line.public_id]), follow=True))

        assert "This plan is agreed and cannot be changed." in page
        assert agreed.contingencies.exists()

    def test_what_helps_when_it_gets_hard_is_written(self, plan, at_work):
        url = reverse("change_safety", args=[plan.public_id])
        facts = {"coping": "Tea.", "advance_statement": "Blue folder", "risks_talked_about": "on"}

        at_work.post(url, {**facts, "revision": 1})

        plan.refresh_from_db()
        assert (plan.coping, plan.advance_statement, plan.risks_talked_about) == ("Tea.", "Blue folder", True)

    def test_a_stale_page_about_hard_times_shows_both(self, plan, at_work):
        plan.coping, plan.revision = "Quiet.", 5
        plan.save()

        page = text(
            at_work.post(reverse("change_safety", args=[plan.public_id]), {"coping": "Tea.", "revision": 1})
        )

        plan.refresh_from_db()
        assert plan.coping == "Quiet."
        assert "<del>" in page

    def test_an_agreed_plan_offers_nothing_to_write(self, agreed, at_work):
        line = ContingencyFactory(plan=agreed)

        page = text(at_work.get(reverse("safety_of_plan", args=[agreed.public_id])))

        assert line.trigger in page
        assert "Add what to do" not in page
        assert reverse("change_contingency", args=[line.public_id]) not in page

    def test_reading_it_is_written_down(self, plan, at_work):
        at_work.get(reverse("safety_of_plan", args=[plan.public_id]))

        assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, subject_id=plan.public_id).exists()

    def test_ten_lines_ask_no_more_of_the_database_than_one(self, plan, at_work):
        url = reverse("safety_of_plan", args=[plan.public_id])
        ContingencyFactory(plan=plan)
        RiskFactory(plan=plan)
        at_work.get(url)
        with CaptureQueriesContext(connection) as one:
            at_work.get(url)
        for _ in range(9):
            ContingencyFactory(plan=plan)
            RiskFactory(plan=plan)

        with CaptureQueriesContext(connection) as ten:
            at_work.get(url)

        assert len(ten) == len(one)


class TestWhoMay:
    @pytest.fixture
    def partner(self, person):
        partner = staff("partner", person.site, OrganisationFactory(site=person.site))
        ConsentFactory(person=person, user=partner, sections=[Section.IDENTITY, Section.PLAN])
        return partner

    def test_a_colleague_of_another_caseload_finds_nothing(self, plan, signed_in):
        line = ContingencyFactory(plan=plan)
        client = signed_in(staff("coordinator", plan.site))

        assert client.post(reverse("add_contingency", args=[plan.public_id]), IF).status_code == 404
        assert client.post(reverse("change_contingency", args=[line.public_id]), IF).status_code == 404
        assert client.get(reverse("safety_of_plan", args=[plan.public_id])).status_code == 404

    @pytest.mark.parametrize("may_write", [True, False])
    def test_a_partner_writes_only_where_the_person_said_so(
        self, plan, person, partner, signed_in, may_write
    ):
        ParticipantFactory(person=person, user=partner, may_write=may_write)

        answer = signed_in(partner).post(reverse("add_contingency", args=[plan.public_id]), IF)

        assert answer.status_code == (302 if may_write else 403)
        assert plan.contingencies.exists() is may_write

    def test_a_partner_is_told_whom_not_to_name_without_seeing_the_circle(
        self, plan, person, partner, no_contact, acting_for
    ):
        ParticipantFactory(person=person, user=partner, may_write=True)

        with acting_for(partner), pytest.raises(calling.NotToBeCalled):
            safety.add_contingency(plan, by=partner, **{**IF, "phone": "07700 900099"})

    def test_what_is_kept_from_a_partner_is_not_there_for_them(self, plan, person, partner, signed_in):
        ParticipantFactory(person=person, user=partner, may_write=True)
        line, risk = ContingencyFactory(plan=plan, trigger="A secret"), RiskFactory(plan=plan, words="Hidden")
        for kind, row in ((LineKind.CONTINGENCY, line), (LineKind.RISK, risk)):
            KeptFromFactory(person=person, reader=partner, line_kind=kind, line_id=row.public_id)
        client = signed_in(partner)

        page = text(client.get(reverse("safety_of_plan", args=[plan.public_id])))

        assert "A secret" not in page
        assert "Hidden" not in page
        assert client.get(reverse("change_contingency", args=[line.public_id])).status_code == 404
        assert client.get(reverse("remove_risk", args=[risk.public_id])).status_code == 404

    def test_what_is_kept_is_kept_by_postgres_as_well(self, plan, person, partner, acting_for):
        line, risk = ContingencyFactory(plan=plan), RiskFactory(plan=plan)
        for kind, row in ((LineKind.CONTINGENCY, line), (LineKind.RISK, risk)):
            KeptFromFactory(person=person, reader=partner, line_kind=kind, line_id=row.public_id)

        with acting_for(partner):
            assert not Contingency.objects.exists()
            assert not Risk.objects.exists()

    @pytest.mark.parametrize("role", ["approver", "finance"])
    def test_whoever_signs_for_money_sees_none_of_it(self, plan, acting_for, role):
        ContingencyFactory(plan=plan)
        RiskFactory(plan=plan)
        works_for = OrganisationFactory(site=plan.site) if role == "approver" else None
        user = staff(role, plan.site, works_for)

        with acting_for(user):
            assert not Contingency.objects.exists()
            assert not Risk.objects.exists()
        assert not Contingency.objects.visible_to(user).exists()
        assert not Risk.objects.visible_to(user).exists()


def test_whom_not_to_call_is_known_after_they_left_the_circle(person, worker, acting_for, no_contact):
    no_contact.ended_at = timezone.now()
    no_contact.save()

    with acting_for(worker):
        assert [one.name for one in calling.kept_off(person)] == ["Mike Hall"]


def test_a_line_without_anybody_to_call_says_so(plan, worker, acting_for):
    ContingencyFactory(plan=plan, who_to_call="", phone="")

    with acting_for(worker):
        line = dangers.shown(plan, worker)["contingencies"][0]

    assert (line["who"], line["is_stopped"]) == ("", False)
