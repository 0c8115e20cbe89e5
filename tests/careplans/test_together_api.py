"""Who takes part, what is proposed and what the others say, through the API."""

import uuid

import pytest

from careplans import keeping
from careplans.acts import Act
from careplans.models import Answer, Participant, Proposal
from ipc.kernel.models import Event
from people.models import Consent, Role, Section
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AnswerFactory,
    CarePlanFactory,
    ConsentFactory,
    GoalFactory,
    NeedFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    ProposalFactory,
    RelationshipFactory,
    UserFactory,
)
from tests.factories.people import staff

PARTICIPANTS, PROPOSALS, ANSWERS = "/api/v1/participants/", "/api/v1/proposals/", "/api/v1/answers/"
PLAN = [Section.IDENTITY, Section.PLAN]


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def susan(person):
    return ConsentFactory(person=person, sections=PLAN, user__name="Susan Garside").user


@pytest.fixture
def action(person):
    return ActionFactory(goal=GoalFactory(need=NeedFactory(plan=CarePlanFactory(person=person))))


def post(client, url, body=None, key=None):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(url, body or {}, content_type="application/json", headers=headers)


def about(action, **more):
    return {
        "plan": str(action.plan.public_id),
        "kind": "action",
        "line": str(action.public_id),
        "change": {"words": "A swim"},
        **more,
    }


class TestParticipants:
    def test_a_colleague_elsewhere_is_named_approved_and_ended(self, person, worker, signed_in):
        nurse = staff(Role.PARTNER, person.site, OrganisationFactory(site=person.site))
        client = signed_in(worker)

        body = {"person": str(person.public_id), "side": "nhs", "email": nurse.email, "may_write": True}
        one = post(client, PARTICIPANTS + "name/", body).json()
        assert (one["name"], one["signs_in"], one["approved_at"]) == (nurse.name, True, None)
        url = f"{PARTICIPANTS}{one['id']}/"
        yes = post(client, url + "approve/", {"how": "phone", "sections": ["identity", "plan"]}).json()
        assert yes["how_approved"] == "phone"
        assert Consent.objects.live().filter(user=nurse).exists()
        post(client, url + "end/")

        assert Participant.objects.get().ended_by == worker
        assert not Consent.objects.live().filter(user=nurse).exists()

    def test_somebody_of_the_circle_is_named_by_their_id(self, person, worker, signed_in):
        susan = RelationshipFactory(person=person, name="Susan Garside")
        body = {"person": str(person.public_id), "side": "family", "relationship": str(susan.public_id)}

        assert post(signed_in(worker), PARTICIPANTS + "name/", body).json()["name"] == "Susan Garside"

    def test_an_address_of_nobody_who_takes_part_here_is_refused(self, person, worker, signed_in):
        for email in ("nobody@example.org", worker.email):
            body = {"person": str(person.public_id), "side": "nhs", "email": email}
            assert post(signed_in(worker), PARTICIPANTS + "name/", body).status_code == 409

    def test_family_read_who_takes_part_and_do_not_decide_it(self, person, susan, signed_in):
        one = ParticipantFactory(person=person)
        client = signed_in(susan)

        assert [row["id"] for row in client.get(PARTICIPANTS).json()["results"]] == [str(one.public_id)]
        assert post(client, f"{PARTICIPANTS}{one.public_id}/end/").status_code == 403

    def test_the_list_is_flat(self, person, worker, signed_in, django_assert_max_num_queries):
        client = signed_in(worker)
        client.get(PARTICIPANTS)
        for _more in range(10):
            ParticipantFactory(person=person)
        with django_assert_max_num_queries(14):
            client.get(PARTICIPANTS)


class TestProposals:
    def test_family_propose_and_the_team_settles(self, action, susan, worker, signed_in):
        key = str(uuid.uuid4())
        client = signed_in(susan)
        one = post(client, PROPOSALS + "propose/", about(action), key).json()
        assert post(client, PROPOSALS + "propose/", about(action), key).json()["id"] == one["id"]
        assert (one["side"], one["state"], one["change"]) == ("family", "open", {"words": "A swim"})

        url = f"{PROPOSALS}{one['id']}/"
        assert post(client, url + "settle/", {"accept": True}).status_code == 403
        client = signed_in(worker)
        stale = post(client, url + "settle/", {"accept": True, "revision": 7})
        assert stale.status_code == 409
        done = post(client, url + "settle/", {"accept": True, "revision": 1}).json()

        assert done["state"] == "accepted"
        action.refresh_from_db()
        assert action.words == "A swim"

    def test_the_others_answer_and_who_made_it_takes_it_back(self, action, susan, worker, signed_in):
        one = post(signed_in(susan), PROPOSALS + "propose/", about(action)).json()
        url = f"{PROPOSALS}{one['id']}/"

        no = {"verdict": "disagrees", "reason": "Too cold"}
        assert post(signed_in(worker), url + "answer/", no).status_code == 200
        assert post(signed_in(worker), url + "take-back/").status_code == 409
        assert post(signed_in(susan), url + "take-back/").json()["state"] == "withdrawn"

        assert Answer.objects.get().reason == "Too cold"

    def test_a_new_line_and_another_proposal_instead(self, action, susan, signed_in):
        client = signed_in(susan)
        new = about(action, line=None, under=str(action.goal.public_id))
        new["change"] = {"words": "A choir", "who": "Susan", "when": "Mondays"}
        assert post(client, PROPOSALS + "propose/", new).json()["under_id"] == str(action.goal.public_id)
        first = post(client, PROPOSALS + "propose/", about(action)).json()
        second = post(client, PROPOSALS + "propose/", about(action, instead_of=first["id"])).json()

        assert second["instead_of"] == first["id"]

    @pytest.mark.parametrize(
        ("more", "status"),
        [
            ({"change": {"is_paid": "yes"}}, 409),
            ({"change": {"words": "x" * 501}}, 409),
            ({"change": {"words": "a\x00b"}}, 400),
            ({"change": {"words": {"a": 1}}}, 400),
            ({"line": str(uuid.uuid4())}, 404),
            ({"instead_of": str(uuid.uuid4())}, 404),
            ({"kind": "statement"}, 400),
            ({"kind": "need", "line": None, "under": str(uuid.uuid4())}, 404),
            ({"is_removal": True}, 409),
        ],
    )
    def test_what_is_not_right_is_refused(self, action, susan, signed_in, more, status):
        answer = post(signed_in(susan), PROPOSALS + "propose/", about(action, **more))

        assert answer.status_code == status
        assert not Proposal.objects.exists()

    def test_what_is_kept_from_somebody_is_not_there_for_them(self, action, person, susan, signed_in):
        ProposalFactory(plan=action.plan, line_id=action.public_id)
        AnswerFactory(plan=action.plan, line_id=action.public_id)
        client = signed_in(susan)
        assert len(client.get(PROPOSALS).json()["results"]) == 1
        keeping.keep(person, by=UserFactory(person=person), reader=susan, line=action.goal.need)

        assert client.get(PROPOSALS).json()["results"] == client.get(ANSWERS).json()["results"] == []
        assert post(client, PROPOSALS + "propose/", about(action)).status_code == 404

    def test_lists_are_audited_and_flat(
        self, action, person, worker, signed_in, django_assert_max_num_queries
    ):
        client = signed_in(worker)
        for url, factory in ((PROPOSALS, ProposalFactory), (ANSWERS, AnswerFactory)):
            for _more in range(10):
                factory(plan=action.plan, line_id=action.public_id)
            with django_assert_max_num_queries(14):
                assert len(client.get(url).json()["results"]) == 10

        assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, person_id=person.pk).count() == 20


class TestAnswers:
    def test_a_line_is_answered_and_read_again(self, action, susan, signed_in):
        client = signed_in(susan)
        body = {"kind": "action", "line": str(action.public_id), "verdict": "disagrees"}

        assert post(client, ANSWERS + "say/", body).status_code == 409
        said = post(client, ANSWERS + "say/", {**body, "reason": "Too far"}).json()

        assert client.get(f"{ANSWERS}{said['id']}/").json()["reason"] == "Too far"

    def test_another_caseload_finds_no_line(self, action, person, signed_in):
        client = signed_in(staff(Role.COORDINATOR, person.site))
        body = {"kind": "action", "line": str(action.public_id), "verdict": "agrees"}

        assert post(client, ANSWERS + "say/", body).status_code == 404
