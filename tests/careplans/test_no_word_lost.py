"""Two people write in one draft, neither always looking first: no word is lost, no agreed plan changes."""

from dataclasses import dataclass, field

import pytest
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careplans import writing
from careplans.models import Action, CarePlan, Goal, GoalKind, Need, PartOfDay, WeekSlot
from ipc.kernel.errors import Changed
from tests.factories import (
    ActionFactory,
    CarePlanFactory,
    GoalFactory,
    NeedFactory,
    PersonFactory,
    UserFactory,
    WeekSlotFactory,
)

LINES = (Need, Goal, Action)
REMOVE = {Need: writing.remove_need, Goal: writing.remove_goal, Action: writing.remove_action}
ACTS = ("add", "change", "change", "change", "look", "move", "rank", "week", "remove", "details")
WHICH = st.integers(0, 30)
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(ACTS), st.sampled_from(LINES), WHICH), max_size=25
)


@dataclass
class Writer:
    """Somebody who writes: what they have read of each line, as it was when they last looked."""

    user: object
    read: dict = field(default_factory=dict)
    read_plan: tuple = ()

    def look(self, plan):
        self.read = {line: (line.revision, line.words) for line in lines_of(plan)}
        now = CarePlan.objects.get(pk=plan.pk)
        self.read_plan = now.revision, now.prevention


def lines_of(plan):
    return [line for model in LINES for line in model.objects.filter(plan=plan)]


class Draft:
    """A draft that begins with what an agreed plan says, and everything two writers try with it."""

    def __init__(self):
        person = PersonFactory()
        self.agreed = CarePlanFactory(person=person, agreed=True, prevention="Keep walking.")
        for _ in range(2):
            action = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=self.agreed)))
            WeekSlotFactory(action=action)
        self.before = self.as_agreed()
        self.writers = [Writer(UserFactory()), Writer(UserFactory())]
        self.plan = writing.start(person, by=self.writers[0].user)
        for writer in self.writers:
            writer.look(self.plan)
        self.written = {line.words for line in lines_of(self.plan)} | {"Keep walking."}
        self.refused = 0

    def as_agreed(self):
        rows = [CarePlan.objects.get(pk=self.agreed.pk), *lines_of(self.agreed)]
        return serializers.serialize("json", [*rows, *WeekSlot.objects.filter(action__plan=self.agreed)])

    def try_to(self, step, who, act, model, which):
        """Do one thing; what is refused must have changed nothing."""
        writer, words = self.writers[who], f"words {step}"
        read = sorted((line for line in writer.read if type(line) is model), key=lambda line: line.pk)
        target = read[which % len(read)] if read else None
        before = CarePlan.objects.get(pk=self.plan.pk).revision
        try:
            with transaction.atomic():
                getattr(self, act)(writer, model, target, words)
        except (Changed, writing.LineGone):
            self.refused += 1
            assert CarePlan.objects.get(pk=self.plan.pk).revision == before
            writer.look(self.plan)

    def look(self, writer, model, target, words):
        writer.look(self.plan)

    def add(self, writer, model, target, words):
        above = [line for line in writer.read if type(line) is {Goal: Need, Action: Goal}.get(model)]
        if model is Need:
            writing.add_need(self.plan, by=writer.user, words=words)
        elif not above:
            return
        elif model is Goal:
            writing.add_goal(above[0], by=writer.user, kind=GoalKind.HEALTH, words=words)
        else:
            writing.add_action(above[0], by=writer.user, words=words, who="Ada", when="Mondays")
        self.written.add(words)

    def change(self, writer, model, target, words):
        if target is None:
            return
        revision, read = writer.read[target]
        now = model.objects.filter(pk=target.pk).first()
        changed = writing.change_line(target, by=writer.user, revision=revision, words=words)
        assert now.words == read, "Somebody overwrote what they had not seen."
        writer.read[target] = changed.revision, words
        self.written.add(words)

    def details(self, writer, model, target, words):
        revision, read = writer.read_plan
        now = CarePlan.objects.get(pk=self.plan.pk).prevention
        plan = writing.change_details(self.plan, by=writer.user, revision=revision, prevention=words)
        assert now == read, "Somebody overwrote what they had not seen."
        writer.read_plan = plan.revision, words
        self.written.add(words)

    def move(self, writer, model, target, words):
        if target is not None:
            writing.move_line(target, by=writer.user, up=len(words) % 2 == 0)

    def rank(self, writer, model, target, words):
        goals = Goal.objects.filter(plan=self.plan).order_by("-pk").values_list("public_id", flat=True)
        writing.rank_goals(self.plan, list(goals), by=writer.user)

    def week(self, writer, model, target, words):
        if isinstance(target, Action):
            slot = {"weekday": len(words) % 7, "part": PartOfDay.MORNING}
            writing.set_week(target, by=writer.user, revision=writer.read[target][0], slots=[slot])

    def remove(self, writer, model, target, words):
        if target is not None:
            REMOVE[model](target, by=writer.user)

    def kept(self):
        """Return every word that is in the draft or in its history."""
        kept = {line.words for line in lines_of(self.plan)}
        for model in LINES:
            kept |= set(model.pgh_event_model.objects.filter(plan=self.plan).values_list("words", flat=True))
        history = CarePlan.pgh_event_model.objects.filter(pgh_obj=self.plan)
        return kept | set(history.values_list("prevention", flat=True))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_no_word_written_is_lost_and_no_agreed_plan_changes(house, steps):
    with transaction.atomic():
        draft = Draft()
        for number, step in enumerate(steps):
            draft.try_to(number, *step)

        assert draft.written - draft.kept() == set()
        assert draft.as_agreed() == draft.before
        transaction.set_rollback(True)


@pytest.mark.parametrize("act", ["change", "remove"])
def test_the_second_writer_is_refused_and_nothing_of_the_first_is_lost(house, act):
    """The same by hand, so that it is seen that the sequences above do meet each other."""
    draft = Draft()
    draft.try_to(1, 0, act, Need, 0)
    draft.try_to(2, 1, "change", Need, 0)

    assert draft.refused == 1
    assert "words 2" not in draft.kept()
    assert draft.written - draft.kept() == set()
