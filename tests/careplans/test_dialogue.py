"""Line by line: what is proposed, what the others say, what came of it; and nothing is ever lost."""

import pytest
from django.core import mail
from django.urls import reverse

from careplans import dialogue, writing
from careplans.acts import Act
from careplans.models import (
    Action,
    Answer,
    ChangeRequest,
    Contingency,
    Goal,
    Need,
    PlanStatus,
    Proposal,
    Risk,
)
from ipc.kernel.errors import Changed
from ipc.kernel.models import Event
from ipc.kernel.tasks import deliver_effects
from people.leaving import HasDied
from people.models import OrganisationKind, PersonStatus, Role, Section, Team, TeamMember
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AnswerFactory,
    AuthorityFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    GoalFactory,
    NeedFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    ProposalFactory,
    RiskFactory,
    UserFactory,
)
from tests.factories.people import staff

PLAN = [Section.IDENTITY, Section.PLAN]
SWIM = {"words": "A swim with the breathing group"}


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
def susan(person):
    return ConsentFactory(person=person, sections=PLAN, user__name="Susan Garside").user


@pytest.fixture
def nurse(person):
    trust = OrganisationFactory(site=person.site, kind="nhs", name="A hospital")
    user = staff(Role.PARTNER, person.site, trust, name="Nia Nurse")
    consent = ConsentFactory(person=person, user=user, sections=PLAN)
    ParticipantFactory(person=person, user=user, consent=consent, side="nhs")
    return user


@pytest.fixture
def plan(person):
    return CarePlanFactory(person=person)


@pytest.fixture
def action(plan):
    return ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)))


def propose(line, by, change=None, **more):
    kind = type(line)._meta.model_name
    return dialogue.propose(line.plan, by=by, kind=kind, line=line, change=change, **more)


def end(plan):
    plan.status = PlanStatus.ENDED
    plan.save()


def text(answer):
    return " ".join(answer.content.decode().split())


class TestSides:
    def test_everybody_speaks_for_who_they_are(self, person, herself, susan, nurse):
        advocate = AuthorityFactory(person=person, kind="advocate", sections=PLAN).holder
        parent = AuthorityFactory(person=person, kind="parent", sections=PLAN).holder

        sides = [dialogue.side_of(user, person) for user in (herself, susan, nurse, advocate, parent)]

        assert sides == ["person", "family", "nhs", "advocate", "family"]

    @pytest.mark.parametrize(
        ("kind", "side"),
        [
            ("nhs", "nhs"),
            ("council", "council"),
            ("education", "education"),
            ("voluntary", "voluntary"),
            ("provider", "other"),
        ],
    )
    def test_colleagues_speak_for_their_organisation_or_that_of_their_team(self, person, kind, side):
        organisation = OrganisationFactory(site=person.site, kind=OrganisationKind(kind), name="Theirs")
        with_it = staff(Role.COORDINATOR, person.site, organisation)
        in_a_team = staff(Role.COORDINATOR, person.site)
        team = Team.objects.create(site=person.site, organisation=organisation, name="Theirs")
        TeamMember.objects.create(site=person.site, team=team, user=in_a_team, starts_on="2026-01-01")

        assert dialogue.side_of(with_it, person) == dialogue.side_of(in_a_team, person) == side

    def test_a_colleague_of_no_organisation_speaks_by_name(self, worker, person):
        assert dialogue.side_of(worker, person) == "other"

    def test_in_the_portal_of_somebody_else_nobody_is_the_person(self, person, susan):
        susan.person = PersonFactory()
        assert dialogue.side_of(susan, person) == "family"


class TestProposing:
    @pytest.mark.parametrize("who", ["herself", "susan", "nurse", "worker"])
    def test_everybody_who_makes_the_plan_can(self, action, acting_for, request, who):
        user = request.getfixturevalue(who)
        with acting_for(user):
            proposal = propose(action, user, SWIM, reason="My knees")

        assert (proposal.line_id, proposal.line_words) == (action.public_id, action.words)
        assert (proposal.change, proposal.reason, proposal.proposed_by) == (SWIM, "My knees", user)
        assert Event.objects.filter(act=Act.PROPOSE, actor_id=user.pk).exists()
        action.refresh_from_db()
        assert action.words == "A walk with the breathing group"

    def test_only_what_is_different_is_kept(self, action, susan):
        proposal = propose(action, susan, {**SWIM, "who": action.who, "when": action.when})

        assert proposal.change == SWIM

    def test_the_same_as_now_is_refused(self, action, susan):
        for change in ({}, {"words": f" {action.words} "}):
            with pytest.raises(dialogue.NothingProposed):
                propose(action, susan, change)

    @pytest.mark.parametrize(
        "change", [{"words": ""}, {"words": "x" * 501}, {"is_paid": True}, {"words": None}]
    )
    def test_what_a_line_cannot_say_is_refused(self, action, susan, change):
        with pytest.raises(dialogue.NotALineLikeThis):
            propose(action, susan, change)

    def test_a_choice_must_be_one(self, action, susan):
        with pytest.raises(dialogue.NotALineLikeThis):
            propose(action.goal, susan, {"kind": "magic"})

    def test_taking_out_needs_a_reason(self, action, susan):
        with pytest.raises(dialogue.SayWhy):
            propose(action, susan, is_removal=True, reason=" ")

        assert propose(action, susan, is_removal=True, reason="Nobody goes").change == {}

    def test_something_new_hangs_under_its_line(self, action, plan, susan):
        new = {"words": "A bus pass", "who": "Susan", "when": "in May"}

        proposal = dialogue.propose(plan, by=susan, kind="action", under=action.goal, change=new)

        assert (proposal.line_id, proposal.under_id) == (None, action.goal.public_id)
        assert dialogue.propose(plan, by=susan, kind="need", change={"words": "Company"}).under_id is None

    def test_something_new_says_all_it_needs(self, action, plan, susan):
        with pytest.raises(dialogue.NotALineLikeThis):
            dialogue.propose(plan, by=susan, kind="action", under=action.goal, change={"words": "A bus pass"})

    def test_a_place_in_another_plan_or_of_another_kind_is_refused(self, action, plan, susan):
        elsewhere = NeedFactory()
        for facts in (
            {"kind": "need", "line": elsewhere},
            {"kind": "goal", "line": action},
            {"kind": "action", "under": action.goal.need},
            {"kind": "action"},
            {"kind": "need", "under": action.goal.need},
            {"kind": "statement"},
            {"kind": "action", "line": action, "instead_of": ProposalFactory(plan=plan)},
        ):
            with pytest.raises(dialogue.NotALineOfThePlan):
                dialogue.propose(plan, by=susan, change={"words": "Other"}, **facts)

    def test_two_for_the_same_line_both_stay_to_be_seen(self, action, plan, susan, nurse, herself):
        first = propose(action, susan, SWIM)
        second = propose(action, nurse, {"words": "A dance"}, instead_of=first)

        entries = dialogue.said(plan, herself)[action.public_id]

        assert [one["id"] for one in entries] == [first.public_id, second.public_id]
        assert second.instead_of == first

    def test_nothing_is_proposed_after_an_end_or_a_death(self, action, plan, susan):
        plan.person.status = PersonStatus.DIED
        with pytest.raises(HasDied):
            dialogue.propose(plan, by=susan, kind="action", line=action, change=SWIM)
        plan.person.status = PersonStatus.PLANNING
        end(plan)
        with pytest.raises(dialogue.PlanOver):
            propose(action, susan, SWIM)


class TestThePlanInForce:
    @pytest.fixture
    def agreed(self, person):
        return CarePlanFactory(person=person, agreed=True)

    @pytest.fixture
    def action(self, agreed):
        return ActionFactory(goal=GoalFactory(need=NeedFactory(plan=agreed)), words="The secret walk")

    def test_a_proposal_asks_for_a_change_and_tells_the_coordinator(
        self, action, susan, worker, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            propose(action, susan, SWIM)
        deliver_effects()

        asked = ChangeRequest.objects.get()
        assert asked.asked_by == susan
        assert [message.to for message in mail.outbox] == [[worker.email]]

    def test_what_was_asked_has_no_word_of_the_line(self, action, susan):
        propose(action, susan, SWIM)

        words = ChangeRequest.objects.get().words
        assert "secret" not in words
        assert "swim" not in words

    def test_more_on_the_same_day_ask_once(self, action, susan, nurse):
        propose(action, susan, SWIM)
        propose(action, susan, {"who": "Susan"})
        propose(action, nurse, {"who": "Nia"})

        assert ChangeRequest.objects.count() == 2

    def test_a_coordinator_starts_the_next_plan_instead(self, action, worker):
        propose(action, worker, SWIM)

        assert not ChangeRequest.objects.exists()

    def test_it_is_not_taken_in_but_waits_and_goes_on_in_the_next_plan(self, action, person, susan, worker):
        proposal = propose(action, susan, SWIM)
        dialogue.answer(action, by=susan, verdict="disagrees", reason="Too far")
        with pytest.raises(dialogue.NotWhileInForce):
            dialogue.settle(proposal, by=worker, accept=True)

        draft = writing.start(person, by=worker)
        now = Action.objects.get(plan=draft)
        entries = dialogue.said(draft, worker)[now.public_id]
        proposal.refresh_from_db()
        dialogue.settle(proposal, by=worker, accept=True)

        assert sorted(one["kind"] for one in entries) == ["answer", "proposal"]
        now.refresh_from_db()
        assert now.words == SWIM["words"]
        action.refresh_from_db()
        assert action.words == "The secret walk"
        assert [one["line_id"] for one in dialogue.open_disagreements(draft)] == [str(now.public_id)]

    def test_where_the_next_plan_is_being_written_it_stands_there_at_once(
        self, action, person, susan, worker, acting_for
    ):
        draft = writing.start(person, by=worker)
        now = Action.objects.get(plan=draft)
        with acting_for(susan):
            proposal = propose(action, susan, SWIM)
            more = {
                "kind": "action",
                "under": action.goal,
                "change": {**SWIM, "who": "Susan", "when": "Tuesdays"},
            }
            below = dialogue.propose(action.plan, by=susan, **more)
            new = dialogue.propose(action.plan, by=susan, kind="need", change={"words": "A dry house"})

        assert {one.plan for one in (proposal, below, new)} == {draft}
        assert (proposal.line_id, below.under_id) == (now.public_id, now.goal.public_id)
        dialogue.settle(proposal, by=worker, accept=True)
        now.refresh_from_db()
        assert now.words == SWIM["words"]

    def test_about_a_line_that_the_next_plan_has_no_more_it_stays_with_the_plan_in_force(
        self, action, person, susan, worker
    ):
        draft = writing.start(person, by=worker)
        writing.remove_action(Action.objects.get(plan=draft), by=worker)

        assert propose(action, susan, SWIM).plan == action.plan


class TestAnswering:
    @pytest.mark.parametrize("who", ["herself", "susan", "nurse", "worker"])
    def test_everybody_who_makes_the_plan_can(self, action, acting_for, request, who):
        user = request.getfixturevalue(who)
        with acting_for(user):
            given = dialogue.answer(action, by=user, verdict="agrees")

        assert (given.line_id, given.line_words, given.answered_by) == (action.public_id, action.words, user)
        assert Event.objects.filter(act=Act.ANSWER, actor_id=user.pk).exists()

    def test_a_no_needs_a_reason(self, action, susan):
        with pytest.raises(dialogue.SayWhy):
            dialogue.answer(action, by=susan, verdict="disagrees", reason="  ")

    def test_a_no_is_never_erased_and_a_later_yes_stands_beside_it(self, action, plan, susan):
        dialogue.answer(action, by=susan, verdict="disagrees", reason="It is too far")
        assert [one["reason"] for one in dialogue.open_disagreements(plan)] == ["It is too far"]
        dialogue.answer(action, by=susan, verdict="agrees")

        entries = dialogue.said(plan, susan)[action.public_id]
        assert [(one["agrees"], one["is_newest"]) for one in entries] == [(False, False), (True, True)]
        assert dialogue.open_disagreements(plan) == []
        with pytest.raises(Exception, match="permission denied"):
            Answer.objects.all().delete()

    def test_the_same_said_again_is_not_written_twice_unless_the_line_has_changed(
        self, action, susan, worker
    ):
        first = dialogue.answer(action, by=susan, verdict="agrees")
        assert dialogue.answer(action, by=susan, verdict="agrees") == first
        action = writing.change_line(action, by=worker, words="A swim")

        assert dialogue.answer(action, by=susan, verdict="agrees") != first

    def test_a_proposal_is_answered_by_the_others(self, action, plan, susan, nurse):
        proposal = propose(action, susan, SWIM)
        dialogue.answer(proposal, by=nurse, verdict="disagrees", reason="Not with that heart")

        entry = dialogue.said(plan, susan)[action.public_id][0]
        assert [one["short"] for one in entry["answers"]] == ["Nia Nurse (NHS) does not agree"]
        assert dialogue.open_disagreements(plan) == []

    def test_ones_own_proposal_is_not_answered(self, action, susan):
        proposal = propose(action, susan, SWIM)
        with pytest.raises(dialogue.YourOwnProposal):
            dialogue.answer(proposal, by=susan, verdict="agrees")

    def test_nothing_is_said_about_what_is_settled_over_or_no_line(self, action, plan, susan, nurse, worker):
        proposal = propose(action, susan, SWIM)
        dialogue.settle(proposal, by=worker, accept=False, why="Later")
        with pytest.raises(dialogue.ProposalSettled):
            dialogue.answer(proposal, by=nurse, verdict="agrees")
        end(plan)
        with pytest.raises(dialogue.PlanOver):
            dialogue.answer(action, by=susan, verdict="agrees")
        with pytest.raises(dialogue.NotALineOfThePlan):
            dialogue.answer(AnswerFactory(), by=susan, verdict="agrees")
        action.person.status = PersonStatus.DIED
        with pytest.raises(HasDied):
            dialogue.answer(action, by=susan, verdict="agrees")


class TestSettling:
    @pytest.mark.parametrize("who", ["herself", "worker"])
    def test_a_yes_writes_it_into_the_draft(self, action, susan, acting_for, request, who):
        user = request.getfixturevalue(who)
        proposal = propose(action, susan, SWIM)
        with acting_for(user):
            dialogue.settle(proposal, by=user, accept=True, revision=action.revision)

        action.refresh_from_db()
        assert (action.words, action.revision, action.changed_by) == (SWIM["words"], 2, user)
        assert Event.objects.filter(act=Act.SETTLE, actor_id=user.pk).exists()

    def test_a_line_that_changed_meanwhile_is_not_overwritten(self, action, susan, worker):
        proposal = propose(action, susan, SWIM)
        seen = action.revision
        writing.change_line(action, by=worker, words="A dance")

        with pytest.raises(Changed):
            dialogue.settle(proposal, by=worker, accept=True, revision=seen)

        proposal.refresh_from_db()
        assert proposal.state == "open"

    def test_a_line_that_is_gone_is_said(self, action, susan, worker):
        proposal = propose(action, susan, SWIM)
        writing.remove_action(action, by=worker)

        with pytest.raises(writing.LineGone):
            dialogue.settle(proposal, by=worker, accept=True)

    def test_a_no_says_why_and_the_proposal_stays(self, action, plan, susan, worker):
        proposal = propose(action, susan, SWIM)
        with pytest.raises(dialogue.SayWhy):
            dialogue.settle(proposal, by=worker, accept=False)
        dialogue.settle(proposal, by=worker, accept=False, why="The pool is closed")

        entry = dialogue.said(plan, susan)[action.public_id][0]
        assert entry["state"] == "Not taken up"
        assert entry["settled_why"] == "The pool is closed"

    def test_twice_is_refused(self, action, susan, worker):
        proposal = propose(action, susan, SWIM)
        dialogue.settle(proposal, by=worker, accept=True)

        for again in (
            lambda: dialogue.settle(proposal, by=worker, accept=False, why="No"),
            lambda: dialogue.take_back(proposal, by=susan),
        ):
            with pytest.raises(dialogue.ProposalSettled):
                again()

    def test_only_who_made_it_takes_it_back(self, action, susan, nurse):
        proposal = propose(action, susan, SWIM)
        with pytest.raises(dialogue.NotYourProposal):
            dialogue.take_back(proposal, by=nurse)

        assert dialogue.take_back(proposal, by=susan).state == "withdrawn"

    @pytest.mark.parametrize(
        ("kind", "change"),
        [
            ("need", {"words": "Company"}),
            ("goal", {"words": "Sing again", "kind": "wellbeing"}),
            ("action", {"words": "A choir", "who": "Susan", "when": "Mondays"}),
            (
                "contingency",
                {"kind": "health", "trigger": "A cold", "what_to_do": "Rest", "who_to_call": "Susan"},
            ),
            ("risk", {"words": "I may fall"}),
        ],
    )
    def test_something_new_of_every_kind_is_written_in(self, action, plan, susan, worker, kind, change):
        under = {"goal": action.goal.need, "action": action.goal}.get(kind)
        proposal = dialogue.propose(plan, by=susan, kind=kind, under=under, change=change)

        dialogue.settle(proposal, by=worker, accept=True)

        model = {"need": Need, "goal": Goal, "action": Action, "contingency": Contingency, "risk": Risk}[kind]
        new = model.objects.order_by("pk").last()
        assert {name: getattr(new, name) for name in change} == change
        proposal.refresh_from_db()
        assert proposal.line_id == new.public_id

    def test_a_line_of_every_kind_is_changed_and_taken_out(self, action, plan, susan, worker):
        lines = [ContingencyFactory(plan=plan), RiskFactory(plan=plan), action, action.goal, action.goal.need]
        for line in lines:
            change = {"trigger" if isinstance(line, Contingency) else "words": "Other words"}
            dialogue.settle(propose(line, susan, change), by=worker, accept=True)
            line.refresh_from_db()
            assert dialogue.described(line) == "Other words"
            gone = propose(line, susan, is_removal=True, reason="Over")
            dialogue.settle(gone, by=worker, accept=True)
            assert not type(line).objects.filter(pk=line.pk).exists()

    def test_in_a_plan_that_ended_nothing_is_settled(self, action, plan, susan, worker):
        proposal = propose(action, susan, SWIM)
        end(plan)
        with pytest.raises(dialogue.PlanOver):
            dialogue.settle(proposal, by=worker, accept=False, why="Over")


class TestReading:
    def test_who_said_what_in_few_words(self, action, plan, person, herself, susan, worker):
        dialogue.answer(action, by=herself, verdict="agrees")
        dialogue.answer(action, by=susan, verdict="disagrees", reason="Too far")
        propose(action, worker, SWIM)

        entries = dialogue.said(plan, herself)[action.public_id]

        assert {one["short"] for one in entries} == {
            "Ada Maddup agrees",
            "Susan Garside (family or friend) does not agree",
            f"{worker.name} proposes a change",
        }

    def test_old_and_new_words_are_shown_with_their_difference(self, action, plan, susan):
        propose(action, susan, SWIM)

        change = dialogue.said(plan, susan)[action.public_id][0]["changes"][0]

        assert (change["old"], change["new"]) == (action.words, SWIM["words"])
        assert {"kind": "removed", "words": "walk"} in change["parts"]
        assert {"kind": "added", "words": "swim"} in change["parts"]

    def test_something_new_stands_where_it_belongs(self, action, plan, susan):
        new = {"words": "A bus pass", "who": "Susan", "when": "in May"}
        dialogue.propose(plan, by=susan, kind="action", under=action.goal, change=new)
        dialogue.propose(plan, by=susan, kind="need", change={"words": "Company"})

        said = dialogue.said(plan, susan)

        assert [one["changes"][0]["new"] for one in said[action.goal.public_id]] == ["A bus pass"]
        assert [one["changes"][0]["new"] for one in said[None]] == ["Company"]

    def test_what_waits_for_somebody_is_not_theirs_and_not_answered(self, action, plan, susan, nurse):
        propose(action, nurse, {"words": "Mine"})
        first = propose(action, susan, SWIM)
        propose(action, susan, {"who": "Susan"})
        assert dialogue.waiting_for(nurse, [plan]) == {plan.pk: 2}
        dialogue.answer(first, by=nurse, verdict="agrees")

        assert dialogue.waiting_for(nurse, [plan]) == {plan.pk: 1}
        assert dialogue.open_proposals(plan) == 3

    def test_it_costs_the_same_for_one_and_for_ten(
        self, action, plan, susan, nurse, worker, acting_for, django_assert_num_queries
    ):
        for number in range(10):
            line = ActionFactory(goal=action.goal)
            proposal = propose(line, susan, {"words": f"Swim {number}"})
            dialogue.answer(proposal, by=nurse, verdict="agrees")
            dialogue.answer(line, by=nurse, verdict="agrees")
            with acting_for(worker), django_assert_num_queries(7):
                dialogue.said(plan, worker)


class TestPages:
    def url(self, action, say=""):
        return reverse("answer_line", args=["action", action.public_id]) + (say and f"?say={say}")

    def test_this_is_right_is_one_press(self, action, herself, signed_in):
        answer = signed_in(herself).post(self.url(action), {"verdict": "agrees"})

        assert answer["Location"] == f"{reverse('my_plan')}?next#line-{action.public_id}"
        assert Answer.objects.get().verdict == "agrees"

    def test_the_page_of_a_line_offers_three_answers(self, action, susan, signed_in):
        page = text(signed_in(susan).get(self.url(action)))

        for words in ("This is right", "I want to change this", "I do not agree"):
            assert words in page

    def test_a_no_asks_why_and_keeps_what_was_typed(self, action, susan, signed_in):
        client = signed_in(susan)
        assert "Why do you not agree?" in text(client.get(self.url(action, "no")))

        page = text(client.post(self.url(action, "no"), {"verdict": "disagrees", "reason": ""}))
        assert "Say why you do not agree" in page
        client.post(self.url(action, "no"), {"verdict": "disagrees", "reason": "It is too far"})

        assert Answer.objects.get().reason == "It is too far"

    def test_a_change_begins_with_what_it_says_now(self, action, susan, signed_in):
        client = signed_in(susan)
        assert action.words in text(client.get(self.url(action, "change")))

        client.post(
            self.url(action, "change"),
            {**SWIM, "who": action.who, "when": action.when, "reason": "My knees"},
        )

        assert Proposal.objects.get().change == SWIM

    def test_nothing_different_is_said_kindly(self, action, susan, signed_in):
        same = {"words": action.words, "who": action.who, "when": action.when}

        page = text(signed_in(susan).post(self.url(action, "change"), same))

        assert "It says the same as now." in page

    def test_to_take_it_out_and_to_add_beneath(self, action, susan, signed_in):
        client = signed_in(susan)
        client.post(self.url(action, "out"), {"reason": "Nobody goes"})
        goal = reverse("answer_line", args=["goal", action.goal.public_id]) + "?say=add"
        client.post(goal, {"words": "A bus pass", "who": "Susan", "when": "in May"})

        out, new = Proposal.objects.all()
        assert out.is_removal
        assert new.under_id == action.goal.public_id

    def test_another_proposal_answers_the_first(self, action, susan, herself, signed_in):
        first = propose(action, susan, SWIM)
        client = signed_in(herself)
        form = {"words": "A dance", "who": action.who, "when": action.when}

        client.post(self.url(action, "change") + f"&instead={first.public_id}", form)

        assert Proposal.objects.get(proposed_by=herself).instead_of == first

    def test_the_person_takes_a_proposal_into_the_plan(self, action, susan, herself, signed_in):
        proposal = propose(action, susan, SWIM)
        client, url = signed_in(herself), reverse("my_proposal", args=[proposal.public_id])

        page = text(client.get(url))
        assert "Susan Garside (family or friend) proposes a change" in page
        client.post(url, {"do": "accept", "revision": action.revision})

        action.refresh_from_db()
        assert action.words == SWIM["words"]

    def test_family_answer_a_proposal_and_do_not_settle_it(self, action, susan, nurse, signed_in):
        proposal = propose(action, nurse, SWIM)
        client, url = signed_in(susan), reverse("my_proposal", args=[proposal.public_id])

        assert "Take it into the plan" not in text(client.get(url))
        client.post(url, {"do": "accept"})
        assert Proposal.objects.get().state == "open"
        client.post(url, {"do": "disagree", "reason": "She hates water"})

        assert Answer.objects.get().reason == "She hates water"

    def test_who_made_it_takes_it_back(self, action, susan, signed_in):
        proposal = propose(action, susan, SWIM)

        signed_in(susan).post(reverse("my_proposal", args=[proposal.public_id]), {"do": "back"})

        assert Proposal.objects.get().state == "withdrawn"

    def test_a_new_need_is_proposed_for_the_plan(self, plan, susan, signed_in):
        page = text(signed_in(susan).get(reverse("my_propose_new") + "?what=goal"))
        assert "What would you like to add?" in page
        signed_in(susan).post(reverse("my_propose_new") + "?what=need", {"words": "Company"})

        assert Proposal.objects.get().plan == plan

    @pytest.mark.parametrize("who", ["nurse", "worker"])
    def test_colleagues_and_partners_do_the_same_beside_the_plan(
        self, action, plan, susan, signed_in, request, who
    ):
        user = request.getfixturevalue(who)
        proposal = propose(action, susan, SWIM)
        client = signed_in(user)
        line = reverse("say_about_line", args=[plan.public_id, "action", action.public_id])

        assert "What was said about it" in text(client.get(line))
        client.post(line, {"verdict": "agrees"})
        client.post(reverse("proposal", args=[proposal.public_id]), {"do": "agree"})
        client.post(reverse("propose_new", args=[plan.public_id]) + "?what=risk", {"words": "I may fall"})

        assert Answer.objects.filter(answered_by=user).count() == 2
        assert Proposal.objects.get(line_kind="risk").proposed_by == user

    def test_a_line_of_somebody_else_another_plan_or_no_kind_is_not_found(
        self, action, plan, herself, worker, signed_in
    ):
        strangers = ActionFactory()
        client = signed_in(herself)
        assert client.get(self.url(strangers)).status_code == 404
        assert client.get(reverse("answer_line", args=["wish", action.public_id])).status_code == 404
        client = signed_in(worker)
        other = ActionFactory(goal__need__plan__person=plan.person, goal__need__plan__status="ended")
        wrong = reverse("say_about_line", args=[plan.public_id, "action", other.public_id])
        assert client.get(wrong).status_code == 404

    def test_another_caseload_and_a_partner_nobody_asked_find_nothing(self, action, plan, person, signed_in):
        line = reverse("say_about_line", args=[plan.public_id, "action", action.public_id])
        council = OrganisationFactory(site=person.site)
        for user in (staff(Role.COORDINATOR, person.site), staff(Role.PARTNER, person.site, council)):
            assert signed_in(user).get(line).status_code == 404
