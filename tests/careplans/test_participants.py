"""Who takes part in a plan: named, and reading nothing before the person said yes."""

import pytest
from django.urls import reverse

from careplans import participants
from careplans.acts import Act
from careplans.models import CarePlan, Need, Participant
from ipc.kernel.models import Event
from people import consent
from people.leaving import HasDied
from people.models import Consent, HowGiven, Notice, NotSought, PersonStatus, Role, Section
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ConsentFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    RelationshipFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.careplans import ready_plan
from tests.factories.people import staff

PLAN = [Section.IDENTITY, Section.PLAN]


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def herself(person):
    return UserFactory(person=person, name="Ada Maddup")


@pytest.fixture
def teacher(person):
    school = OrganisationFactory(site=person.site, kind="education", name="Park School")
    return staff(Role.PARTNER, person.site, school, name="Priya Lind")


def text(answer):
    return " ".join(answer.content.decode().split())


def named(person, by, **facts):
    return participants.name(person, by=by, **{"side": "education", **facts})


class TestNaming:
    def test_a_colleague_elsewhere_is_named_with_their_organisation_and_waits(self, person, worker, teacher):
        one = named(person, worker, user=teacher)

        assert (one.name, one.organisation, one.approved_at) == ("Priya Lind", "Park School", None)
        assert Event.objects.filter(act=Act.INVOLVE, actor_id=worker.pk, person_id=person.pk).exists()

    def test_the_person_is_told_that_there_is_something_to_say_yes_or_no_to(self, person, worker, herself):
        one = named(person, worker, name="Dr Patel")
        named(person, herself, name="Dr Wong")

        told = Notice.objects.get(person=person)
        assert told.key == f"participant:{one.public_id}"
        assert told.facts["link"].endswith(reverse("my_plan_people"))

    def test_before_the_yes_nobody_reads_anything(self, person, worker, teacher, acting_for):
        ready_plan(person)
        named(person, worker, user=teacher, may_write=True)

        with acting_for(teacher):
            assert not CarePlan.objects.visible_to(teacher).exists()
            assert not Need._base_manager.exists()

    def test_somebody_of_the_circle_keeps_their_name_and_sign_in(self, person, worker):
        susan = RelationshipFactory(person=person, name="Susan Garside", user=UserFactory())

        one = named(person, worker, side="family", relationship=susan)

        assert (one.name, one.user) == ("Susan Garside", susan.user)

    def test_who_only_speaks_needs_a_name(self, person, worker):
        assert named(person, worker, name="Dr Patel").user is None
        with pytest.raises(participants.NobodyNamed):
            named(person, worker)

    def test_nobody_speaks_for_the_person_here_but_the_person(self, person, worker):
        with pytest.raises(participants.NobodyNamed):
            named(person, worker, side="person", name="Ada")

    def test_the_care_team_others_of_another_site_and_the_person_are_not_named(self, person, worker, herself):
        elsewhere = staff(Role.PARTNER, SiteFactory(slug="luton"), OrganisationFactory(site__slug="luton"))
        theirs = RelationshipFactory()
        for facts in ({"user": worker}, {"user": elsewhere}, {"user": herself}, {"relationship": theirs}):
            with pytest.raises(participants.NotOneToName):
                named(person, worker, **facts)

    def test_who_must_not_be_consulted_is_not_named(self, person, worker):
        kept_off = RelationshipFactory(person=person, may_be_contacted=False)

        with pytest.raises(participants.NotToBeAsked):
            named(person, worker, relationship=kept_off)

    def test_nobody_is_named_twice(self, person, worker, teacher):
        named(person, worker, user=teacher)

        with pytest.raises(participants.AlreadyNamed):
            named(person, worker, user=teacher)

    def test_only_a_colleague_writes_in_the_draft(self, person, worker):
        susan = RelationshipFactory(person=person, user=UserFactory())
        for facts in ({"relationship": susan}, {"name": "Dr Patel"}):
            with pytest.raises(participants.OnlyColleaguesWrite):
                named(person, worker, may_write=True, **facts)

    def test_nobody_is_named_for_somebody_who_has_died(self, person, worker):
        person.status = PersonStatus.DIED
        with pytest.raises(HasDied):
            named(person, worker, name="Dr Patel")


class TestSayingYes:
    def test_the_person_lets_a_colleague_read_what_they_choose(
        self, person, worker, herself, teacher, acting_for
    ):
        plan = ready_plan(person)
        one = named(person, worker, user=teacher)

        with acting_for(herself):
            participants.approve(one, by=herself, how=HowGiven.ONLINE, sections=PLAN)

        one.refresh_from_db()
        assert (one.consent.user, one.consent.sections) == (teacher, PLAN)
        assert (one.approved_by, one.how_approved) == (herself, HowGiven.ONLINE)
        with acting_for(teacher):
            assert CarePlan.objects.permitting(Act.PROPOSE, teacher).get() == plan
            assert not CarePlan.objects.permitting(Act.WRITE_PLAN, teacher).exists()

    def test_may_write_lets_them_write_in_the_draft(self, person, worker, herself, teacher, acting_for):
        ready_plan(person)
        one = named(person, worker, user=teacher, may_write=True)
        participants.approve(one, by=herself, how=HowGiven.ONLINE, sections=PLAN)

        with acting_for(teacher):
            assert CarePlan.objects.permitting(Act.WRITE_PLAN, teacher).exists()

    def test_staff_write_down_how_it_was_said_and_never_online(self, person, worker, teacher):
        one = named(person, worker, user=teacher)

        with pytest.raises(participants.SayHowTheySaidYes):
            participants.approve(one, by=worker, how=HowGiven.ONLINE, sections=PLAN)
        participants.approve(one, by=worker, how=HowGiven.PHONE, sections=PLAN)

        assert Consent.objects.get(user=teacher).how_given == HowGiven.PHONE

    def test_the_person_says_it_online(self, person, worker, herself, teacher):
        one = named(person, worker, user=teacher)

        with pytest.raises(participants.SayHowTheySaidYes):
            participants.approve(one, by=herself, how=HowGiven.PHONE, sections=PLAN)

    def test_who_signs_in_needs_the_plan(self, person, worker, herself, teacher):
        one = named(person, worker, user=teacher)

        for sections in ([], [Section.ABOUT_ME]):
            with pytest.raises(participants.ThePlanToo):
                participants.approve(one, by=herself, how=HowGiven.ONLINE, sections=sections)

    def test_nobody_says_yes_to_themselves(self, person, worker):
        grandmother = AuthorityFactory(person=person, kind="parent", sections=PLAN).holder
        susan = RelationshipFactory(person=person, user=grandmother)
        one = named(person, worker, side="family", relationship=susan)

        with pytest.raises(participants.NotForYourself):
            participants.approve(one, by=grandmother, how=HowGiven.ONLINE)

    def test_a_parent_says_yes_for_a_child_and_it_is_written_so(self, house, acting_for):
        child = PersonFactory(born_on="2017-03-01")
        child.refresh_from_db()
        parent = AuthorityFactory(person=child, kind="parent", sections=PLAN).holder
        teacher = staff(Role.PARTNER, child.site, OrganisationFactory(site=child.site))
        one = named(child, staff(Role.COORDINATOR, child.site), user=teacher)

        with acting_for(parent):
            participants.approve(one, by=parent, how=HowGiven.ONLINE, sections=PLAN)

        assert Consent.objects.get(user=teacher).why_not_sought == NotSought.PARENT

    def test_who_decides_says_yes_only_where_the_person_cannot(self, person, worker, teacher):
        attorney = AuthorityFactory(person=person, kind="attorney", sections=PLAN).holder
        one = named(person, worker, user=teacher)

        with pytest.raises(consent.TheyDecideThemselves):
            participants.approve(one, by=attorney, how=HowGiven.ONLINE, sections=PLAN)

    def test_who_reads_already_takes_part_with_a_yes_alone(self, person, worker, herself):
        susan = RelationshipFactory(person=person, user=UserFactory())
        ConsentFactory(person=person, user=susan.user, sections=PLAN)
        one = named(person, worker, side="family", relationship=susan)

        participants.approve(one, by=herself, how=HowGiven.ONLINE)

        assert one.consent is None
        with pytest.raises(participants.AlreadySaidYes):
            participants.approve(one, by=herself, how=HowGiven.ONLINE)

    def test_after_sharing_was_stopped_they_see_nothing_the_list_says_so_and_it_can_be_shared_again(
        self, person, worker, herself, teacher, acting_for
    ):
        ready_plan(person)
        one = named(person, worker, user=teacher)
        participants.approve(one, by=herself, how=HowGiven.ONLINE, sections=PLAN)

        consent.withdraw(Participant.objects.get().consent, by=herself)

        with acting_for(teacher):
            assert not CarePlan.objects.visible_to(teacher).exists()
        with acting_for(herself):
            row = participants.shown(herself, person)[0]
        assert (row["says"], row["sees"]) == ("Sharing has stopped: they see nothing", [])
        participants.approve(Participant.objects.get(), by=herself, how=HowGiven.ONLINE, sections=PLAN)
        with acting_for(teacher):
            assert CarePlan.objects.visible_to(teacher).exists()

    def test_nothing_is_said_yes_to_after_a_death_or_an_end(self, person, worker, herself, teacher):
        one = named(person, worker, user=teacher)
        participants.end(one, by=herself)
        with pytest.raises(participants.NoLongerTakesPart):
            participants.approve(one, by=herself, how=HowGiven.ONLINE, sections=PLAN)
        one.person.status = PersonStatus.DIED
        with pytest.raises(HasDied):
            participants.approve(one, by=herself, how=HowGiven.ONLINE, sections=PLAN)


class TestStopping:
    def test_it_ends_what_was_shared_for_it_at_once(self, person, worker, herself, teacher, acting_for):
        ready_plan(person)
        one = named(person, worker, user=teacher)
        participants.approve(one, by=herself, how=HowGiven.ONLINE, sections=PLAN)

        with acting_for(herself):
            participants.end(one, by=herself)

        assert Consent.objects.get(user=teacher).withdrawn_by == herself
        with acting_for(teacher):
            assert not CarePlan.objects.visible_to(teacher).exists()

    def test_what_was_shared_before_and_not_for_it_stays(self, person, herself):
        given = ConsentFactory(person=person, sections=PLAN)
        one = ParticipantFactory(person=person, user=given.user)

        participants.end(one, by=herself)

        given.refresh_from_db()
        assert given.withdrawn_at is None

    def test_twice_is_refused(self, person, herself):
        one = ParticipantFactory(person=person)
        participants.end(one, by=herself)

        with pytest.raises(participants.NoLongerTakesPart):
            participants.end(one, by=herself)


class TestPages:
    def test_the_person_says_yes_on_their_own_page(self, person, worker, herself, teacher, signed_in):
        one = named(person, worker, user=teacher)
        client = signed_in(herself)

        page = text(client.get(reverse("my_plan_people")))
        assert "Priya Lind" in page
        assert "They see nothing yet." in page
        answer = client.post(
            reverse("my_approve_participant", args=[one.public_id]),
            {"sections": ["plan", "about_me"]},
            follow=True,
        )

        assert "Priya Lind takes part from now on." in text(answer)
        assert Consent.objects.get(user=teacher).sections == ["identity", "about_me", "plan"]

    def test_the_person_asks_somebody_of_their_circle(self, person, herself, signed_in):
        susan = RelationshipFactory(person=person, name="Susan Garside")
        client = signed_in(herself)

        answer = client.post(
            reverse("my_name_participant"),
            {"who": f"circle-{susan.public_id}", "side": "family"},
        )

        one = Participant.objects.get(person=person)
        assert answer["Location"] == reverse("my_approve_participant", args=[one.public_id])

    def test_the_person_stops_it(self, person, herself, signed_in):
        one = ParticipantFactory(person=person)

        signed_in(herself).post(reverse("my_end_participant", args=[one.public_id]), {})

        assert Participant.objects.get().ended_by == herself

    def test_a_colleague_finds_a_partner_by_name_and_names_them(self, person, worker, teacher, signed_in):
        client, url = signed_in(worker), reverse("name_participant", args=[person.public_id])

        looked = client.post(url, {"look_for": "lind", "look": "1"})
        assert "Priya Lind" in text(looked)
        assert Participant.objects.count() == 0
        client.post(
            url,
            {
                "look_for": "lind",
                "who": f"colleague-{teacher.public_id}",
                "side": "education",
                "may_write": "yes",
            },
        )

        one = Participant.objects.get()
        assert (one.user, one.may_write, one.organisation) == (teacher, True, "Park School")

    def test_a_colleague_writes_down_the_yes(self, person, worker, teacher, signed_in):
        one = named(person, worker, user=teacher)
        client = signed_in(worker)

        client.post(
            reverse("approve_participant", args=[one.public_id]),
            {"sections": ["plan"], "how": "in_person", "why_not_sought": ""},
        )

        assert Consent.objects.get(user=teacher).how_given == HowGiven.IN_PERSON
        assert "Takes part" in text(client.get(reverse("plan_people", args=[person.public_id])))

    def test_a_refusal_stands_on_the_page(self, person, worker, teacher, signed_in):
        one = named(person, worker, user=teacher)

        page = signed_in(worker).post(
            reverse("approve_participant", args=[one.public_id]),
            {"sections": ["plan"], "how": "in_person", "why_not_sought": "parent"},
        )

        assert "Only the person can say yes" in text(page)

    def test_family_and_other_caseloads_do_not_decide_who_takes_part(self, person, signed_in):
        daughter = ConsentFactory(person=person, sections=PLAN).user
        stranger = staff(Role.COORDINATOR, person.site)
        one = ParticipantFactory(person=person)

        assert signed_in(daughter).get(reverse("my_plan_people")).status_code == 403
        client = signed_in(stranger)
        assert client.get(reverse("plan_people", args=[person.public_id])).status_code == 404
        assert client.get(reverse("end_participant", args=[one.public_id])).status_code == 404

    def test_the_list_costs_the_same_for_one_and_for_ten(
        self, person, herself, acting_for, django_assert_num_queries
    ):
        for _more in range(10):
            ParticipantFactory(person=person, user=UserFactory())
            with acting_for(herself), django_assert_num_queries(5):
                participants.shown(herself, person)
