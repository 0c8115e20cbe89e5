"""Ideas to begin a plan from: the person and the coordinator take some, and make them the person's own.

Templates are of a site or of every site, for one group of people or for all. Nothing of them comes into a
plan by itself, and nothing comes into it twice.
"""

from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from careplans import safety, writing
from careplans.models import ContingencyKind, GoalKind, PlanTemplate, TemplateLine, TemplateLineKind
from ipc.kernel.errors import RuleBroken

MOST_LETTERS_OF_WHO = 120


class NothingChosen(RuleBroken):
    message = _("Choose at least one idea, or go back to the plan.")


class NotOffered(RuleBroken):
    message = _("Some of these ideas are no longer offered. Look at the list again, then choose.")


class Idea(NamedTuple):
    """A line of a template with the need and the goal it hangs from, and whether the plan says it already."""

    line: TemplateLine
    above: tuple[TemplateLine, ...]
    is_there: bool

    @property
    def whole(self):
        """The lines that come into the plan with this one, the topmost first."""
        return (*self.above, self.line)

    @property
    def key(self):
        return _key(self.line.kind, *self.whole)

    @property
    def key_above(self):
        return _key(self.above[-1].kind, *self.above)


def _key(kind, *lines):
    """Return by what a line is known in a plan: its kind, and the words of all it hangs from and its own."""
    return (str(kind), *(said(line.words) for line in lines))


def said(words) -> str:
    """Return ``words`` as they are compared: without the case and the spaces around."""
    return " ".join(words.casefold().split())


def templates_for(person):
    """Return the templates offered for ``person``: of their site, then of every site, for their groups."""
    return PlanTemplate.objects.offered(person.site_id, person.cohorts)


def questions(person, heading) -> list[str]:
    """Return the questions to ask beside a heading of About me, each once: one query."""
    asked = TemplateLine.objects.filter(
        kind=TemplateLineKind.QUESTION, heading=heading, template__in=templates_for(person)
    ).order_by(F("template__site").asc(nulls_last=True), "template__name", "position", "pk")
    return list(dict.fromkeys(asked.values_list("words", flat=True)))


def ideas(plan) -> list[tuple[PlanTemplate, list[Idea]]]:
    """Return each template offered for the person of ``plan`` with its ideas in order: seven queries."""
    written = _written_in(plan)
    templates = templates_for(plan.person).prefetch_related("lines")
    return [(template, list(_ideas_of(template, written))) for template in templates]


def _ideas_of(template, written):
    """Yield the ideas of ``template``; a goal with no need above it, or an action with no goal, is none."""
    need = goal = None
    for line in template.lines.all():
        if line.kind == TemplateLineKind.NEED:
            need, goal = line, None
        elif line.kind == TemplateLineKind.GOAL:
            goal = line if need else None
        above = ABOVE.get(line.kind, lambda *_: ())(need, goal)
        if line.kind == TemplateLineKind.QUESTION or None in above:
            continue
        yield Idea(line, above, _key(line.kind, *above, line) in written)


ABOVE = {
    TemplateLineKind.GOAL: lambda need, goal: (need,),
    TemplateLineKind.ACTION: lambda need, goal: (need, goal),
}


def _written_in(plan):
    """Return what ``plan`` says already, known as ideas are."""
    kind = TemplateLineKind
    rows = [
        (kind.NEED, plan.needs.values_list("words")),
        (kind.GOAL, plan.goals.values_list("need__words", "words")),
        (kind.ACTION, plan.actions.values_list("goal__need__words", "goal__words", "words")),
        (kind.CONTINGENCY, plan.contingencies.values_list("trigger")),
        (kind.RISK, plan.risks.values_list("words")),
    ]
    return {(str(kind), *map(said, words)) for kind, found in rows for words in found}


@transaction.atomic
def take(plan, *, by, chosen, ehc_reference=""):
    """Add to the draft the template lines ``chosen`` (ids), each with what it hangs from; return the plan.

    What the plan says already stays as it is. ``ehc_reference`` is the outcome of the education, health
    and care plan that goals about learning belong to.

    Raises:
        PlanNotDraft, OutcomeNotNamed
        NothingChosen
        NotOffered: a template was taken away meanwhile, or is not for this person.
    """
    plan = writing.being_written(plan)
    offered = {idea.line.pk: idea for _template, some in ideas(plan) for idea in some}
    if not chosen:
        raise NothingChosen
    if not offered.keys() >= set(chosen):
        raise NotOffered
    wanted = {line.pk for one in chosen for line in offered[one].whole}
    there = _lines_there(plan)
    for idea in offered.values():
        if idea.line.pk in wanted and idea.key not in there:
            there[idea.key] = _take(plan, by, idea, there, ehc_reference)
    return plan


def _lines_there(plan):
    """Return what ``plan`` says already, known as ideas are; needs and goals with their line."""
    needs = {(str(TemplateLineKind.NEED), said(need.words)): need for need in plan.needs.all()}
    goals = {
        (str(TemplateLineKind.GOAL), said(goal.need.words), said(goal.words)): goal
        for goal in plan.goals.select_related("need")
    }
    return {**dict.fromkeys(_written_in(plan)), **needs, **goals}


def _take(plan, by, idea, there, ehc_reference):
    """Write one idea into ``plan``, below what it hangs from; return the line."""
    line, kind = idea.line, TemplateLineKind
    if line.kind == kind.NEED:
        return writing.add_need(plan, by=by, words=line.words)
    if line.kind == kind.GOAL:
        about = {"kind": line.goal_kind, "words": line.words}
        reference = ehc_reference if line.goal_kind == GoalKind.LEARNING else ""
        return writing.add_goal(there[idea.key_above], by=by, **about, ehc_reference=reference)
    if line.kind == kind.ACTION:
        about = {"words": line.words, "who": line.detail[:MOST_LETTERS_OF_WHO], "when": ""}
        return writing.add_action(there[idea.key_above], by=by, **about)
    if line.kind == kind.RISK:
        return safety.add_risk(plan, by=by, words=line.words, what_we_do=line.detail)
    about = {"kind": line.contingency_kind or ContingencyKind.OTHER, "trigger": line.words}
    return safety.add_contingency(plan, by=by, **about, what_to_do=line.detail, who_to_call="")
