"""What was agreed stays: no sequence of edits, proposals, agreements and reviews changes a sealed plan."""

import pytest
from django.core import serializers
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careplans import about, agreement, dialogue, progress, review_meetings, reviews, safety, sealing, writing
from careplans.models import (
    Action,
    Agreement,
    AgreementParty,
    CarePlan,
    Contingency,
    ContingencyKind,
    Goal,
    GoalKind,
    LineKind,
    MoneyWorks,
    Need,
    PartOfDay,
    PlanStatus,
    PlanVersion,
    Proposal,
    ReviewOutcome,
    ReviewStream,
    Risk,
    Stage,
    Statement,
    Verdict,
    View,
    WeekSlot,
)
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import RuleBroken
from people.models import HowGiven
from tests.factories import AllocationFactory, PersonFactory, UserFactory
from tests.worlds import undone

LINES = (Need, Goal, Action, Contingency, Risk)
REMOVE = {Need: writing.remove_need, Goal: writing.remove_goal, Action: writing.remove_action}
KIND = {Need: LineKind.NEED, Goal: LineKind.GOAL, Action: LineKind.ACTION}
ACTS = (
    "start",
    "write",
    "write",
    "change",
    "change",
    "remove",
    "week",
    "details",
    "safety",
    "speak",
    "propose",
    "answer",
    "settle",
    "review",
    "ask",
    "go_on",
    "professional",
    "agree",
    "agree",
)
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), min_size=6, max_size=30)


class NothingThere(Exception):
    """There is nothing on which to do it."""


class Life:
    """A person with their coordinator, and everything that is done with their plans."""

    def __init__(self):
        self.person = PersonFactory()
        self.worker = AllocationFactory(person=self.person).worker
        self.herself = UserFactory(person=self.person)
        self.sealed: dict = {}
        self.rows: dict = {}
        self.agree(1)

    def tries(self, act, which):
        """Do it, or be refused; return whether it was done."""
        try:
            with transaction.atomic():
                getattr(self, act)(which)
        except (RuleBroken, NothingThere):
            return False
        return True

    def one_of(self, which, found):
        found = list(found)
        if not found:
            raise NothingThere
        return found[which % len(found)]

    def plan(self, which):
        return self.one_of(which, CarePlan.objects.filter(person=self.person).order_by("pk"))

    def line(self, which, *models):
        """Return any line of any plan, agreed ones too: writing in those must be refused."""
        lines = (model.objects.filter(person=self.person).order_by("pk") for model in models or LINES)
        return self.one_of(which, (line for found in lines for line in found))

    def draft(self):
        return CarePlan.objects.filter(person=self.person, status=PlanStatus.DRAFT).first()

    def start(self, which):
        writing.start(self.person, by=self.worker)

    def write(self, which):
        plan = self.plan(which)
        need = writing.add_need(plan, by=self.worker, words=f"A need {which}", is_eligible=True)
        goal = writing.add_goal(need, by=self.worker, kind=GoalKind.HEALTH, words=f"A goal {which}")
        writing.add_action(goal, by=self.worker, words=f"An action {which}", who="Ada", when="Mondays")

    def change(self, which):
        line = self.line(which, Need, Goal, Action)
        writing.change_line(line, by=self.worker, words=f"Changed {which}")

    def remove(self, which):
        line = self.line(which, Need, Goal, Action)
        REMOVE[type(line)](line, by=self.worker)

    def week(self, which):
        slot = {"weekday": which % 7, "part": PartOfDay.MORNING}
        writing.set_week(self.line(which, Action), by=self.worker, slots=[slot])

    def details(self, which):
        plan = self.plan(which)
        writing.change_details(plan, by=self.worker, revision=plan.revision, prevention=f"Walk {which}")

    def safety(self, which):
        safety.add_contingency(
            self.plan(which),
            by=self.worker,
            kind=ContingencyKind.OTHER,
            trigger=f"Rain {which}",
            what_to_do="Stay in",
            who_to_call="Joan",
        )
        safety.add_risk(self.plan(which), by=self.worker, words=f"Falling {which}")

    def speak(self, which):
        said = Statement.objects.filter(person=self.person, heading="matters").first()
        words = {"heading": "matters", "words": f"My dog {which}", "revision": said.revision if said else 0}
        about.write(self.person, by=self.herself, **words)
        about.observe(self.person, by=self.herself, is_working=which % 2 == 0, words=f"The bus {which}")

    def propose(self, which):
        line = self.line(which, Need, Goal, Action)
        dialogue.propose(
            line.plan,
            by=self.herself,
            kind=KIND[type(line)],
            line=line,
            change={"words": f"Rather {which}"},
            reason="My knees",
        )

    def answer(self, which):
        said_of = self.line(which, Need, Goal, Action)
        verdict = (Verdict.AGREES, Verdict.DISAGREES)[which % 2]
        dialogue.answer(said_of, by=self.herself, verdict=verdict, reason="It is too far")

    def settle(self, which):
        proposal = self.one_of(which, Proposal.objects.filter(person=self.person).order_by("pk"))
        dialogue.settle(proposal, by=self.worker, accept=which % 2 == 0, why="Let us see")

    def review(self, which):
        in_force = CarePlan.objects.live().get(person=self.person)
        review_meetings.hold(
            self.plan(which) if which % 4 == 3 else in_force,
            by=self.worker,
            held_on=today(),
            streams=[ReviewStream.PLAN],
            how="in_person",
            who_came="Ada and Sam",
            working="The mornings",
            not_working="The taxi",
            next_steps="Another taxi",
            money_works=MoneyWorks.NO_MONEY,
            outcome=(ReviewOutcome.STAYS, ReviewOutcome.NEXT)[which % 2],
        )

    def ask(self, which):
        reviews.ask_for_change(self.plan(which), by=self.herself, words=f"Swimming {which}")

    def go_on(self, which):
        progress.note(
            self.line(which, Goal),
            by=self.herself,
            stage=Stage.STARTED,
            how_near=which % 11,
            view=View.PERSON,
            words="A bit",
        )

    def professional(self, which):
        self._agree(self.plan(which), self.worker, AgreementParty.PROFESSIONAL, HowGiven.IN_PERSON)

    def agree(self, which):
        """Bring the draft to its end, or try to agree a plan that was agreed long ago."""
        plan = self.draft() if which % 5 else self.plan(which)
        if plan is None:
            plan = writing.start(self.person, by=self.worker)
        if plan.status == PlanStatus.DRAFT and not plan.needs.exists():
            need = writing.add_need(plan, by=self.worker, words="To breathe", is_eligible=True)
            goal = writing.add_goal(need, by=self.worker, kind=GoalKind.HEALTH, words="To walk")
            writing.add_action(goal, by=self.worker, words="A walk", who="Ada", when="Mondays")
        self._agree(plan, self.herself, AgreementParty.PERSON, HowGiven.ONLINE)

    def _agree(self, plan, by, party, how):
        due = plus_months(today(), 3)
        agreement.agree(plan, by=by, party=party, how=how, review_due_on=due, review_by="Sam")

    def remember(self):
        """Keep what is agreed now and was not before; what was agreed before must still be the same."""
        for version in PlanVersion.objects.filter(person=self.person):
            assert sealing.verify(version), "The seal is broken."
            was = self.sealed.setdefault(version.pk, (version.content, version.content_hash))
            assert (version.content, version.content_hash) == was, "What was sealed has changed."
        for plan in CarePlan.objects.filter(person=self.person).exclude(status=PlanStatus.DRAFT):
            now = lines_of(plan)
            assert self.rows.setdefault(plan.pk, now) == now, "A line of an agreed plan has changed."


def lines_of(plan):
    """Return every line of an agreed plan and every agreement of it, as text."""
    lines = [row for model in LINES for row in model.objects.filter(plan=plan).order_by("pk")]
    slots = WeekSlot.objects.filter(action__plan=plan).order_by("pk")
    return serializers.serialize(
        "json", [*lines, *slots, *Agreement.objects.filter(plan=plan).order_by("pk")]
    )


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(steps=STEPS)
def test_no_sequence_of_acts_changes_what_was_agreed(house, steps):
    with undone():
        life = Life()
        life.remember()
        for act, which in steps:
            life.tries(act, which)
            life.remember()


def test_each_act_of_the_sequences_does_something(house):
    """The same in an order in which nothing is refused, so that the sequences above are seen to act."""
    life = Life()
    life.remember()
    on_the_draft = CarePlan.objects.filter(person=life.person).count()
    everything = [*dict.fromkeys(ACTS)]
    everything.remove("remove")

    assert [act for act in everything if not life.tries(act, on_the_draft)] == []
    life.remember()
    assert len(life.sealed) == 2
    assert not life.tries("remove", 0)
    life.tries("start", 0)
    assert life.tries("remove", Need.objects.count() - 1)
    life.remember()


@pytest.fixture
def agreed(house):
    life = Life()
    return CarePlan.objects.get(person=life.person)


@pytest.mark.parametrize("table", ["planversion", "agreement", "agreementpaper"])
@pytest.mark.parametrize("change", ["UPDATE careplans_{} SET id = id", "DELETE FROM careplans_{}"])
def test_the_database_refuses_to_change_what_was_agreed(agreed, table, change):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(change.format(table))


def test_a_line_of_an_agreed_plan_is_refused_by_every_verb(agreed):
    need, goal, action = agreed.needs.get(), agreed.goals.get(), agreed.actions.get()
    by = agreed.started_by

    for attempt in (
        lambda: writing.change_line(need, by=by, words="Else"),
        lambda: writing.remove_need(need, by=by),
        lambda: writing.remove_goal(goal, by=by),
        lambda: writing.set_week(action, by=by, slots=[]),
        lambda: writing.add_need(agreed, by=by, words="More"),
        lambda: writing.change_details(agreed, by=by, revision=agreed.revision, prevention="Else"),
    ):
        with pytest.raises(writing.PlanNotDraft), transaction.atomic():
            attempt()
