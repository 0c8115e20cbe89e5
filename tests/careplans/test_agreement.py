"""Who agrees a plan, when it may be agreed, and that what was agreed stays as it was."""

import copy
import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connection, transaction

from careplans import agreed, agreement, papers, sealing, who_decides, writing
from careplans.acts import Act
from careplans.models import (
    Agreement,
    AgreementPaper,
    AgreementParty,
    CarePlan,
    PlanStatus,
    PlanVersion,
    Review,
    ReviewStream,
)
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import Changed
from ipc.kernel.models import Event
from people.models import (
    AuthorityKind,
    AuthorityScope,
    DecisionTopic,
    HowGiven,
    InformationFormat,
    Notice,
    NoticeState,
    Outcome,
    PersonStatus,
    Role,
    Todo,
    TodoKind,
)
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    BestInterestsDecisionFactory,
    CapacityAssessmentFactory,
    CarePlanFactory,
    ConsentFactory,
    InformationNeedsFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    ReviewFactory,
    StatementFactory,
    UserFactory,
)
from tests.factories.careplans import ready_plan
from tests.factories.people import staff

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def plan(house):
    return ready_plan()


@pytest.fixture
def herself(plan):
    return UserFactory(person=plan.person, name="Ada Maddup")


@pytest.fixture
def worker(plan):
    return AllocationFactory(person=plan.person).worker


def agree(plan, by, party=AgreementParty.PERSON, how=HowGiven.ONLINE, **more):
    asked = {"review_due_on": plus_months(today(), 3), "review_by": "Sam Coordinator", **more}
    return agreement.agree(plan, by=by, party=party, how=how, **asked)


def test_the_person_puts_their_plan_in_force(plan, herself, acting_for):
    with acting_for(herself):
        agreed = agree(plan, herself)

    agreed.person.refresh_from_db()
    review = Review.objects.get(person=plan.person, stream=ReviewStream.PLAN)
    assert (agreed.status, agreed.agreed_by) == (PlanStatus.AGREED, herself)
    assert agreed.person.status == PersonStatus.SUPPORTED
    assert (review.stream, review.due_on) == (ReviewStream.PLAN, agreed.review_due_on)
    assert Agreement.objects.get(plan=plan).name == "Ada Maddup"
    assert Event.objects.filter(act=Act.AGREE_PLAN, actor=herself, person_id=plan.person_id).exists()


@pytest.mark.parametrize(("years", "may"), [(15, False), (16, True)])
def test_a_young_person_agrees_by_themselves_from_16_on(plan, herself, years, may):
    plan.person.born_on = plus_months(today(), -12 * years)
    plan.person.save()

    if may:
        assert agree(plan, herself).status == PlanStatus.AGREED
    else:
        with pytest.raises(who_decides.TooYoungToDecideAlone):
            agree(plan, herself)


def test_staff_do_not_write_down_that_somebody_under_16_agreed_alone(plan, worker):
    plan.person.born_on = plus_months(today(), -12 * 15)
    plan.person.save()

    with pytest.raises(who_decides.TooYoungToDecideAlone):
        agree(plan, worker, how=HowGiven.IN_PERSON)


def test_nobody_agrees_a_plan_for_somebody_who_has_died(plan, worker):
    plan.person.status = PersonStatus.DIED
    plan.person.save()

    with pytest.raises(agreement.PersonHasDied):
        agree(plan, worker, how=HowGiven.IN_PERSON)
    plan.person.refresh_from_db()
    assert plan.person.status == PersonStatus.DIED


def test_the_plan_before_ends_and_its_open_review_is_done(plan, herself):
    before = CarePlanFactory(person=plan.person, agreed=True)
    asked_for = ReviewFactory(person=plan.person)

    agree(plan, herself)

    before.refresh_from_db()
    asked_for.refresh_from_db()
    assert before.status == PlanStatus.ENDED
    assert asked_for.held_on == today()
    assert Review.objects.open().filter(person=plan.person, stream=ReviewStream.PLAN).count() == 1


def test_a_professional_agrees_before_and_the_plan_stays_a_draft(plan, worker, herself, acting_for):
    with acting_for(worker):
        agree(plan, worker, AgreementParty.PROFESSIONAL, HowGiven.IN_PERSON)
        again = agree(plan, worker, AgreementParty.PROFESSIONAL, HowGiven.IN_PERSON)
    assert again.status == PlanStatus.DRAFT
    assert not PlanVersion.objects.exists()

    agree(plan, herself)

    parties = [one["party"] for one in PlanVersion.objects.get().content["agreed_by"]]
    assert parties == ["professional", "person"]


def test_what_a_professional_agreed_before_a_change_is_not_sealed_as_agreed(plan, worker, herself):
    agree(plan, worker, AgreementParty.PROFESSIONAL, HowGiven.IN_PERSON)
    writing.change_details(plan, by=worker, revision=plan.revision, prevention="Keep walking.")

    agree(plan, herself)

    parties = [one["party"] for one in PlanVersion.objects.get().content["agreed_by"]]
    assert parties == ["person"]


def test_staff_write_down_what_the_person_said_at_home(plan, worker, acting_for):
    with acting_for(worker):
        agree(plan, worker, how=HowGiven.IN_PERSON)

    written = Agreement.objects.get(plan=plan)
    assert (written.name, written.agreed_by) == (plan.person.name, worker)


def test_a_parent_agrees_for_their_child(house, acting_for):
    plan = ready_plan(PersonFactory(born_on=dt.date(2017, 3, 1)))
    mother = AuthorityFactory(person=plan.person, kind=AuthorityKind.PARENT).holder

    with acting_for(mother):
        agree(plan, mother, AgreementParty.REPRESENTATIVE)

    assert CarePlan.objects.get(pk=plan.pk).status == PlanStatus.AGREED


def test_who_may_decide_but_not_read_about_me_seals_it_all_the_same(plan, acting_for):
    StatementFactory(person=plan.person, words="Biscuit, my dog.")
    authorised = AuthorityFactory(person=plan.person, kind=AuthorityKind.AUTHORISED).holder

    with acting_for(authorised):
        agree(plan, authorised, AgreementParty.REPRESENTATIVE)
        assert not PlanVersion.objects.exists()

    assert PlanVersion.objects.get().content["about_me"][0]["words"] == "Biscuit, my dog."


def test_staff_write_down_what_the_only_representative_said(plan, worker):
    mother = AuthorityFactory(person=plan.person, kind=AuthorityKind.PARENT).holder

    agree(plan, worker, AgreementParty.REPRESENTATIVE, HowGiven.PHONE, witness="Joan Birkett")

    assert Agreement.objects.get().name == mother.name


def test_of_several_who_decide_the_one_who_agreed_is_named(plan, worker):
    mother = AuthorityFactory(person=plan.person, kind=AuthorityKind.PARENT).holder
    AuthorityFactory(person=plan.person, kind=AuthorityKind.PARENT)
    said = {"party": AgreementParty.REPRESENTATIVE, "how": HowGiven.IN_PERSON}

    with pytest.raises(agreement.MayNotDecide):
        agree(plan, worker, **said)
    with pytest.raises(agreement.MayNotDecide):
        agree(plan, worker, name="Somebody Else", **said)
    agree(plan, worker, name=mother.name, **said)

    assert Agreement.objects.get().name == mother.name


class TestHowItIsShown:
    def test_a_telephone_call_needs_a_witness(self, plan, worker):
        for nobody_else in ("", "  ", worker.name.upper(), plan.person.name):
            with pytest.raises(who_decides.WitnessMissing):
                agree(plan, worker, how=HowGiven.PHONE, witness=nobody_else)

        agree(plan, worker, how=HowGiven.PHONE, witness="Joan Birkett")

        assert "by telephone, heard by Joan Birkett" in agreed.in_words(Agreement.objects.get())

    def test_paper_needs_the_signed_page(self, plan, worker):
        with pytest.raises(who_decides.SignedPageMissing):
            agree(plan, worker, how=HowGiven.PAPER)

        agree(plan, worker, how=HowGiven.PAPER, paper=SimpleUploadedFile("plan.pdf", PDF))

        paper = AgreementPaper.objects.get()
        assert Agreement.objects.get().paper == paper
        assert papers.content(paper) == PDF
        assert PlanVersion.objects.get().content["agreed_by"][0]["paper"] == paper.sha256
        assert "plan.pdf" not in paper.file.name

    @pytest.mark.parametrize(
        ("file", "refused"),
        [
            (b"", papers.PageEmpty),
            (b"<html>signed</html>", papers.PageOfAnotherKind),
            (PDF + b" " * 1024 * 1024, papers.PageTooLarge),
        ],
    )
    def test_what_is_no_signed_page_is_refused_and_nothing_is_agreed(
        self, plan, worker, settings, file, refused
    ):
        settings.UPLOAD_LIMIT_MB = 1

        with pytest.raises(refused):
            agree(plan, worker, how=HowGiven.PAPER, paper=SimpleUploadedFile("plan.pdf", file))
        assert not Agreement.objects.exists()
        assert CarePlan.objects.get(pk=plan.pk).status == PlanStatus.DRAFT

    def test_a_page_that_is_gone_is_said_to_be_gone(self, plan, worker):
        agree(plan, worker, how=HowGiven.PAPER, paper=SimpleUploadedFile("plan.pdf", PDF))
        paper = AgreementPaper.objects.get()
        paper.file.storage.delete(paper.file.name)

        with pytest.raises(papers.PageNotFound):
            papers.content(paper)


class TestWhoCannotDecideNow:
    @pytest.fixture
    def unable(self, plan):
        return CapacityAssessmentFactory(person=plan.person, topic=DecisionTopic.PLAN)

    def test_they_do_not_agree_alone(self, plan, unable, herself, worker, acting_for):
        with acting_for(herself), pytest.raises(who_decides.CannotDecideThisNow):
            agree(plan, herself)
        with pytest.raises(who_decides.CannotDecideThisNow):
            agree(plan, worker, how=HowGiven.IN_PERSON)

    @pytest.mark.parametrize(
        "change",
        [
            {"topic": DecisionTopic.MONEY},
            {"outcome": Outcome.CAN, "causal_link": ""},
            {"replaced_at": "2026-11-02T10:00Z"},
        ],
    )
    def test_an_assessment_of_something_else_or_of_before_changes_nothing(self, plan, herself, change):
        CapacityAssessmentFactory(person=plan.person, **{"topic": DecisionTopic.PLAN, **change})

        assert agree(plan, herself).status == PlanStatus.AGREED

    @pytest.mark.parametrize("kind", [AuthorityKind.ATTORNEY, AuthorityKind.DEPUTY])
    def test_an_attorney_for_care_agrees_only_where_the_person_cannot(self, plan, worker, acting_for, kind):
        right = AuthorityFactory(person=plan.person, kind=kind, scopes=[AuthorityScope.WELFARE])
        attorney = right.holder

        with acting_for(attorney), pytest.raises(who_decides.TheyDecideThemselves):
            agree(plan, attorney, AgreementParty.REPRESENTATIVE)
        CapacityAssessmentFactory(person=plan.person, topic=DecisionTopic.PLAN)
        with acting_for(attorney):
            agree(plan, attorney, AgreementParty.REPRESENTATIVE)

        assert CarePlan.objects.get(pk=plan.pk).status == PlanStatus.AGREED

    def test_an_attorney_for_money_does_not_agree_the_plan(self, plan, unable, acting_for):
        right = AuthorityFactory(
            person=plan.person, kind=AuthorityKind.ATTORNEY, scopes=[AuthorityScope.PROPERTY]
        )

        with acting_for(right.holder), pytest.raises(agreement.MayNotDecide):
            agree(plan, right.holder, AgreementParty.REPRESENTATIVE)

    def test_a_best_interests_decision_puts_it_in_force_and_says_so(self, plan, unable, worker):
        decision = BestInterestsDecisionFactory(assessment=unable, person=plan.person, decided_by=worker)

        agree(plan, worker, AgreementParty.BEST_INTERESTS, HowGiven.IN_PERSON, decision=decision)

        written = Agreement.objects.get()
        sealed = PlanVersion.objects.get().content["agreed_by"][0]
        assert (written.name, written.decision) == (worker.name, decision)
        assert "in their best interests" in agreed.in_words(written)
        assert sealed["party"] == "best_interests"
        assert sealed["decision"]["id"] == str(decision.public_id)

    def test_without_the_decision_written_down_nothing_is_agreed(self, plan, unable, worker):
        asked = {"party": AgreementParty.BEST_INTERESTS, "how": HowGiven.IN_PERSON}
        of_money = BestInterestsDecisionFactory(person=plan.person)

        with pytest.raises(who_decides.DecisionMissing):
            agree(plan, worker, **asked)
        with pytest.raises(who_decides.DecisionMissing):
            agree(plan, worker, decision=of_money, **asked)

    def test_nobody_decides_in_the_interests_of_who_can_decide(self, plan, worker):
        with pytest.raises(who_decides.TheyDecideThemselves):
            agree(plan, worker, AgreementParty.BEST_INTERESTS, HowGiven.IN_PERSON)

    def test_where_an_attorney_decides_staff_do_not(self, plan, unable, worker):
        AuthorityFactory(person=plan.person, kind=AuthorityKind.ATTORNEY, scopes=[AuthorityScope.WELFARE])
        decision = BestInterestsDecisionFactory(assessment=unable, person=plan.person)

        with pytest.raises(who_decides.SomebodyElseDecides):
            agree(plan, worker, AgreementParty.BEST_INTERESTS, HowGiven.IN_PERSON, decision=decision)

    def test_family_do_not_decide_in_best_interests(self, plan, unable, acting_for):
        mother = AuthorityFactory(person=plan.person, kind=AuthorityKind.PARENT).holder

        with acting_for(mother), pytest.raises(agreement.MayNotDecide):
            agree(plan, mother, AgreementParty.BEST_INTERESTS)


class TestProfessionals:
    @pytest.fixture
    def partner(self, plan):
        user = staff(Role.PARTNER, plan.site, OrganisationFactory(site=plan.site, name="Dearne Health"))
        consent = ConsentFactory(person=plan.person, user=user, sections=["identity", "plan", "about_me"])
        ParticipantFactory(person=plan.person, user=user, consent=consent, side="nhs")
        return user

    def test_a_partner_who_takes_part_agrees_for_their_organisation(self, plan, partner, acting_for):
        with acting_for(partner):
            agree(plan, partner, AgreementParty.PROFESSIONAL)

        written = Agreement.objects.get()
        assert written.organisation.startswith("Dearne Health")
        assert "Dearne Health" in agreed.in_words(written)
        assert CarePlan.objects.get(pk=plan.pk).status == PlanStatus.DRAFT

    @pytest.mark.parametrize(
        "party", [AgreementParty.PERSON, AgreementParty.REPRESENTATIVE, AgreementParty.BEST_INTERESTS]
    )
    def test_a_partner_agrees_for_nobody_else(self, plan, partner, acting_for, party):
        with acting_for(partner), pytest.raises(agreement.MayNotDecide):
            agree(plan, partner, party, HowGiven.IN_PERSON)

    def test_a_partner_who_takes_no_part_does_not_agree(self, plan, acting_for):
        partner = staff(Role.PARTNER, plan.site, OrganisationFactory(site=plan.site))
        ConsentFactory(person=plan.person, user=partner)

        with acting_for(partner), pytest.raises(agreement.MayNotDecide):
            agree(plan, partner, AgreementParty.PROFESSIONAL)

    def test_the_coordinator_writes_down_the_yes_of_a_nurse(self, plan, worker, herself):
        said = {"name": "Nurse Adebayo", "organisation": "Dearne Health", "how": HowGiven.PHONE}

        with pytest.raises(who_decides.WitnessMissing):
            agree(plan, worker, AgreementParty.PROFESSIONAL, **said)
        agree(plan, worker, AgreementParty.PROFESSIONAL, witness="Joan Birkett", **said)
        agree(plan, worker, AgreementParty.PROFESSIONAL)
        agree(plan, herself)

        names = [one["name"] for one in PlanVersion.objects.get().content["agreed_by"]]
        assert names == ["Nurse Adebayo", worker.name, herself.name]

    def test_online_is_for_oneself(self, plan, worker):
        with pytest.raises(agreement.MayNotDecide):
            agree(plan, worker, AgreementParty.PROFESSIONAL, HowGiven.ONLINE, name="Nurse Adebayo")


class TestGivingItToThePerson:
    def test_who_signs_in_is_told_where_it_is(self, plan, herself, acting_for):
        with acting_for(herself):
            agree(plan, herself)

        told = Notice.objects.get(letter="plan_agreed")
        assert (told.state, told.person) == (NoticeState.SENT, plan.person)
        assert not Todo.objects.filter(kind__in=[TodoKind.TELL, TodoKind.PLAN_FORMAT]).exists()

    @pytest.mark.parametrize(
        "format_", [InformationFormat.BRAILLE, InformationFormat.AUDIO, InformationFormat.SPOKEN]
    )
    def test_what_needs_hands_is_asked_for_once(self, plan, worker, herself, format_):
        InformationNeedsFactory(person=plan.person, information_format=format_, contact_method="email")

        agree(plan, herself)

        asked = Todo.objects.get(person=plan.person)
        assert (asked.kind, asked.role) == (TodoKind.PLAN_FORMAT, Role.COORDINATOR)
        assert str(InformationFormat(format_).label) in asked.detail

    def test_large_print_by_post_is_given_by_hand(self, plan, worker, herself):
        InformationNeedsFactory(
            person=plan.person, information_format=InformationFormat.LARGE, contact_method="letter"
        )

        agree(plan, herself)

        assert [one.kind for one in Todo.objects.filter(person=plan.person)] == [TodoKind.PLAN_FORMAT]

    def test_easy_read_by_email_goes_out_by_itself(self, plan, herself):
        InformationNeedsFactory(
            person=plan.person, information_format=InformationFormat.EASY_READ, contact_method="email"
        )

        agree(plan, herself)

        assert Notice.objects.get(person=plan.person).state == NoticeState.SENT

    def test_a_childs_parent_is_told(self, house):
        plan = ready_plan(PersonFactory(born_on=dt.date(2017, 3, 1)))
        mother = AuthorityFactory(person=plan.person, kind=AuthorityKind.PARENT).holder

        agree(plan, mother, AgreementParty.REPRESENTATIVE)

        told = Notice.objects.get(letter="plan_agreed")
        assert (told.to_user, told.state) == (mother, NoticeState.SENT)

    def test_nobody_is_told_of_a_professionals_agreement(self, plan, worker):
        agree(plan, worker, AgreementParty.PROFESSIONAL, HowGiven.IN_PERSON)

        assert not Notice.objects.exists()


class TestRefusals:
    def test_family_to_whom_the_plan_was_shown_may_not_decide(self, plan, acting_for):
        brother = ConsentFactory(person=plan.person).user

        with acting_for(brother), pytest.raises(agreement.MayNotDecide):
            agree(plan, brother, AgreementParty.REPRESENTATIVE)

    def test_a_nominee_may_not_decide(self, plan, acting_for):
        nominee = AuthorityFactory(person=plan.person).holder

        with acting_for(nominee), pytest.raises(agreement.MayNotDecide):
            agree(plan, nominee, AgreementParty.REPRESENTATIVE)

    @pytest.mark.parametrize("party", [AgreementParty.PROFESSIONAL, AgreementParty.REPRESENTATIVE])
    def test_the_person_agrees_as_nobody_else(self, plan, herself, party):
        with pytest.raises(agreement.MayNotDecide):
            agree(plan, herself, party)

    def test_staff_do_not_agree_online_for_the_person(self, plan, worker):
        with pytest.raises(agreement.MayNotDecide):
            agree(plan, worker)

    def test_staff_do_not_speak_for_a_representative_who_is_not_there(self, plan, worker):
        with pytest.raises(agreement.MayNotDecide):
            agree(plan, worker, AgreementParty.REPRESENTATIVE, HowGiven.PAPER)

    def test_a_worker_who_left_the_caseload_may_not(self, plan, worker, acting_for):
        plan.person.allocations.update(ends_on=today())

        with acting_for(worker), pytest.raises(agreement.MayNotDecide):
            agree(plan, worker, how=HowGiven.IN_PERSON)

    @pytest.mark.parametrize("status", sorted(set(PlanStatus) - {PlanStatus.DRAFT}))
    def test_only_a_draft_is_agreed(self, plan, herself, status):
        CarePlan.objects.filter(pk=plan.pk).update(status=status)

        with pytest.raises(writing.PlanNotDraft):
            agree(plan, herself)

    def test_a_plan_that_changed_since_it_was_read_is_not_agreed(self, plan, herself, worker):
        seen = plan.revision
        writing.add_need(plan, by=worker, words="Something new")

        with pytest.raises(Changed):
            agree(plan, herself, revision=seen)

    def test_an_empty_plan_is_not_ready(self, house):
        empty = CarePlanFactory()
        own = UserFactory(person=empty.person)

        with pytest.raises(agreement.NotComplete, match="needs"):
            agree(empty, own)

    def test_a_review_with_nobody_to_hold_it_is_not_enough(self, plan, herself):
        with pytest.raises(agreement.NotComplete, match="review"):
            agree(plan, herself, review_by="")

    def test_what_is_paid_for_waits_for_the_money(self, house):
        plan = ready_plan(is_paid=True)
        herself = UserFactory(person=plan.person)

        with pytest.raises(agreement.MoneyNotSettled):
            agree(plan, herself)
        agree(plan, herself, money={"weekly": "95.00"})

        assert PlanVersion.objects.get().content["money"] == {"weekly": "95.00"}

    @pytest.mark.parametrize("months", [-1, 13])
    def test_a_review_too_late_or_in_the_past_is_refused(self, plan, herself, months):
        with pytest.raises(agreement.ReviewNotInTime):
            agree(plan, herself, review_due_on=plus_months(today(), months))

    @pytest.mark.parametrize("months", [0, 12])
    def test_the_first_and_the_last_lawful_day_are_taken(self, plan, herself, months):
        assert agree(plan, herself, review_due_on=plus_months(today(), months)).review_due_on

    def test_nothing_is_left_behind_by_a_refusal(self, plan, herself):
        with pytest.raises(agreement.ReviewNotInTime):
            agree(plan, herself, review_due_on=plus_months(today(), 13))

        assert CarePlan.objects.get(pk=plan.pk).status == PlanStatus.DRAFT
        assert not (Agreement.objects.exists())
        assert not (Review.objects.exists())


class TestTheSeal:
    @pytest.fixture
    def version(self, plan, herself):
        StatementFactory(person=plan.person)
        agree(plan, herself, money={"weekly": "95.00"})
        return PlanVersion.objects.get()

    def test_it_holds_the_whole_plan(self, version, plan):
        content = version.content
        action = content["needs"][0]["goals"][0]["actions"][0]

        assert action["words"] == "A walk with the breathing group"
        assert content["about_me"][0]["words"] == "My garden and my dog Biscuit."
        assert content["plan"]["review_by"] == "Sam Coordinator"
        assert content["money"] == {"weekly": "95.00"}

    def test_it_verifies_after_a_way_through_the_database(self, version):
        assert sealing.verify(version)

    def test_one_word_changed_breaks_it(self, version):
        version.content = copy.deepcopy(version.content)
        version.content["needs"][0]["words"] += "."

        assert not sealing.verify(version)

    def test_what_the_person_writes_later_leaves_it_alone(self, version, plan):
        plan.person.statements.update(words="Something else.")

        assert sealing.verify(PlanVersion.objects.get())

    @pytest.mark.parametrize("table", ["planversion", "agreement", "changerequest", "reviewrule"])
    @pytest.mark.parametrize("change", ["UPDATE careplans_{} SET id = id", "DELETE FROM careplans_{}"])
    def test_the_database_refuses_to_change_it(self, version, table, change):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(change.format(table))

    def test_family_without_about_me_do_not_see_it(self, version, plan, acting_for):
        only_plan = ConsentFactory(person=plan.person).user
        both = ConsentFactory(person=plan.person, sections=["identity", "plan", "about_me"]).user

        with acting_for(only_plan):
            assert not PlanVersion.objects.exists()
        with acting_for(both):
            assert PlanVersion.objects.visible_to(both).exists()
