"""The pages of a colleague of another organisation who takes part in plans."""

import pytest
from django.urls import reverse

from careplans import dialogue, participants, taking_part
from careplans.acts import Act
from careplans.models import CarePlan
from ipc.kernel.models import Event
from people import consent
from people.models import Consent, Role, RoleAssignment, Section
from people.signing_in import lacks_second_factor
from tests.factories import (
    ActionFactory,
    CarePlanFactory,
    ConsentFactory,
    GoalFactory,
    NeedFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
)
from tests.factories.people import staff

PLAN = [Section.IDENTITY, Section.PLAN]


@pytest.fixture
def trust(house):
    return OrganisationFactory(site=house, kind="nhs", name="A hospital")


@pytest.fixture
def nurse(house, trust):
    return staff(Role.PARTNER, house, trust, name="Nia Nurse")


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada", family_name="Maddup")


@pytest.fixture
def herself(person):
    return UserFactory(person=person)


@pytest.fixture
def her_yes(person, nurse):
    given = ConsentFactory(person=person, user=nurse, sections=PLAN)
    return ParticipantFactory(person=person, user=nurse, consent=given, side="nhs")


@pytest.fixture
def plan(person):
    plan = CarePlanFactory(person=person)
    ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)))
    return plan


def text(answer):
    return " ".join(answer.content.decode().split())


def links_of(answer):
    return {part.split('"')[0] for part in answer.content.decode().split('href="')[1:]}


class TestHome:
    def test_the_day_begins_with_whose_plans_they_take_part_in(self, nurse, her_yes, plan, signed_in):
        client = signed_in(nurse)

        assert client.get(reverse("home"))["Location"] == reverse("taking_part")
        page = client.get(reverse("taking_part"))

        assert "Ada Maddup" in text(page)
        assert reverse("plan", args=[plan.public_id]) in links_of(page)
        assert Event.objects.filter(act=Act.TAKE_PART, actor_id=nurse.pk, is_read=True).exists()

    def test_what_waits_for_their_answer_is_said(self, nurse, her_yes, plan, herself, signed_in):
        need = plan.needs.get()
        dialogue.propose(plan, by=herself, kind="need", line=need, change={"words": "Company"})

        assert "1 proposal waits for your answer" in text(signed_in(nurse).get(reverse("taking_part")))

    def test_before_anybody_said_yes_it_says_so(self, nurse, person, plan, signed_in):
        participants.name(person, by=staff(Role.COORDINATOR), side="nhs", user=nurse)

        page = text(signed_in(nurse).get(reverse("taking_part")))

        assert "Nobody has said yes to you yet." in page
        assert "Maddup" not in page

    def test_the_draft_stands_for_a_person_who_has_one(self, nurse, person, her_yes, signed_in):
        CarePlanFactory(person=person, agreed=True)
        draft = CarePlanFactory(person=person)

        page = signed_in(nurse).get(reverse("taking_part"))

        assert [url for url in links_of(page) if url.startswith("/plans/")] == [
            reverse("plan", args=[draft.public_id])
        ]

    def test_it_is_theirs_alone(self, herself, signed_in):
        for user in (herself, staff(Role.COORDINATOR), staff(Role.MANAGER)):
            assert signed_in(user).get(reverse("taking_part")).status_code == 403

    def test_it_costs_the_same_for_one_and_for_ten(self, nurse, acting_for, django_assert_num_queries):
        for _more in range(10):
            person = PersonFactory()
            ParticipantFactory(person=person, user=nurse)
            ConsentFactory(person=person, user=nurse, sections=PLAN)
            CarePlanFactory(person=person)
            with acting_for(nurse), django_assert_num_queries(2):
                taking_part.shown(nurse, taking_part.plans_of(nurse))


class TestReadingThePlan:
    def test_they_read_what_was_shared_and_no_more(self, nurse, person, her_yes, plan, signed_in):
        StatementFactory(person=person, words="My heart's own words")

        page = text(signed_in(nurse).get(reverse("plan", args=[plan.public_id])))

        assert "Help to breathe easily" in page
        assert "My heart's own words" not in page
        assert "Ada has not shared About me with you." in page
        assert person.nhs_number not in page.replace(" ", "")

    def test_every_link_on_their_pages_leads_somewhere_they_may_go(
        self, nurse, person, her_yes, plan, signed_in
    ):
        client = signed_in(nurse)
        refused = {}
        for page in (
            reverse("plan", args=[plan.public_id]),
            reverse("taking_part"),
            reverse("say_about_line", args=[plan.public_id, "need", plan.needs.get().public_id]),
        ):
            for url in links_of(client.get(page)):
                if url.startswith("/") and not url.startswith(("/static", "/accounts")):
                    status = client.get(url.partition("#")[0]).status_code
                    if status in (403, 404, 500):
                        refused.setdefault(page, []).append((status, url))

        assert refused == {}

    def test_after_a_stop_they_find_nothing_at_once(self, nurse, herself, her_yes, plan, signed_in):
        client, url = signed_in(nurse), reverse("plan", args=[plan.public_id])
        assert client.get(url).status_code == 200
        consent.withdraw(Consent.objects.get(user=nurse), by=herself)

        assert client.get(url).status_code == 404
        assert "Nobody has said yes to you yet." in text(client.get(reverse("taking_part")))

    def test_sharing_without_a_yes_to_take_part_lets_them_read_and_not_speak(
        self, nurse, person, plan, acting_for
    ):
        ConsentFactory(person=person, user=nurse, sections=PLAN)

        with acting_for(nurse):
            assert CarePlan.objects.visible_to(nurse).exists()
            assert not CarePlan.objects.permitting(Act.PROPOSE, nurse).exists()

    def test_on_the_page_of_the_person_no_act_of_another_part_is_told(
        self, nurse, person, her_yes, plan, herself, signed_in
    ):
        consent.record(person, by=herself, sections=PLAN, user=UserFactory(), how_given="online")

        page = text(signed_in(nurse).get(reverse("person", args=[person.public_id])))

        assert "wrote down what may be shared" not in page
        assert person.nhs_number not in page.replace(" ", "")


class TestTheRole:
    def test_it_is_given_for_an_organisation(self, house, trust, signed_in):
        admin, user = staff(Role.SITE_ADMIN, house), staff(Role.NAVIGATOR, house)
        client, url = signed_in(admin), reverse("admin:people_roleassignment_add")
        form = {"user": user.pk, "role": "partner", "site": house.pk, "starts_on": "2026-01-01"}

        assert "Choose the organisation this role is for." in text(client.post(url, form))
        client.post(url, {**form, "organisation": trust.pk})

        assert RoleAssignment.objects.get(user=user, role=Role.PARTNER).organisation == trust

    def test_they_sign_in_with_a_second_factor_as_other_staff(self, nurse, settings):
        settings.IPC_REQUIRE_STAFF_MFA = True

        assert lacks_second_factor(nurse)

    def test_consent_by_name_is_for_partners_here_and_no_other_colleague(self, person, nurse, house):
        for other in (staff(Role.COORDINATOR, house), staff(Role.NAVIGATOR, house)):
            with pytest.raises(consent.NotAReaderHere):
                consent.record(person, by=None, sections=PLAN, user=other, how_given="phone")

        assert consent.record(person, by=None, sections=PLAN, user=nurse, how_given="phone").user == nurse
