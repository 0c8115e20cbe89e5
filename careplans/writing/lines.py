"""The lines of a draft: added, changed, taken out."""

from django.db import transaction
from django.db.models import PROTECT, Max
from django.utils.translation import gettext_lazy as _

from careplans import calling
from careplans.models import Action, Contingency, Goal, GoalKind, Need, Progress, Risk
from careplans.writing.draft import being_written, written
from ipc.kernel import acting
from ipc.kernel.errors import Changed, RuleBroken
from people.models import Basis, LegalBasis

# What may be written in a line of each kind.
CHANGEABLE = {
    Need: ("words", "is_eligible", "picture"),
    Goal: ("kind", "words", "ehc_reference", "importance", "confidence", "picture"),
    Action: ("words", "who", "by_whom", "when", "how_often", "brings", "is_paid", "service", "picture"),
    Contingency: ("kind", "trigger", "what_to_do", "who_to_call", "phone", "picture"),
    Risk: ("words", "why_worth_it", "what_we_do", "watched_by", "is_significant", "picture"),
}


class ServiceElsewhere(RuleBroken):
    message = _("Choose something from the directory of the person's own area.")


class PaidFor(RuleBroken):
    message = _("The budget pays for this. Take its line out of the budget first.")


class ProgressNoted(RuleBroken):
    message = _(
        "Somebody has noted how it goes with this, so it stays in the plan. You can change its words."
    )


class LineGone(RuleBroken):
    message = _(
        "Somebody took this out of the plan while you were writing. Your words are still here. "
        "To keep them, copy them and add them again."
    )


class OutcomeNotNamed(RuleBroken):
    message = _(
        "Write which outcome of the education, health and care plan this belongs to. Money for learning "
        "is given for those outcomes."
    )
    source = "SI 2014/1530 reg 12"


@transaction.atomic
def add_need(plan, *, by, words, is_eligible=None, picture=""):
    """Add what the person needs; ``is_eligible`` where the council has decided it. Return the need."""
    plan = being_written(plan)
    return added(plan, by, Need(words=words, is_eligible=is_eligible, picture=picture))


@transaction.atomic
def add_goal(need, *, by, kind, words, importance=None, confidence=None, ehc_reference="", picture=""):
    """Add what the person wants to reach for ``need``; the two scores are theirs, 1 to 10.

    Raises:
        OutcomeNotNamed: about learning, without the outcome of the plan for education it belongs to.
    """
    plan = being_written(need.plan)
    goal = Goal(
        need=need,
        kind=kind,
        words=words,
        importance=importance,
        confidence=confidence,
        ehc_reference=ehc_reference,
        picture=picture,
    )
    return added(plan, by, goal)


@transaction.atomic
def add_action(goal, *, by, words, who, when, is_paid=False, service=None, **more):
    """Add what will be done for ``goal``. ``service`` is an entry of the directory of the same site.

    ``more`` may say ``by_whom``, ``how_often``, what it ``brings``, and its ``picture``.

    Raises:
        ServiceElsewhere: the entry belongs to another site.
    """
    plan = being_written(goal.plan)
    _only_what_it_has(Action, more)
    facts = {"words": words, "who": who, "when": when, "is_paid": is_paid, "service": service, **more}
    return added(plan, by, Action(goal=goal, **facts))


@transaction.atomic
def change_line(line, *, by, revision=None, **fields):
    """Change what a line of a draft says (``CHANGEABLE``); return the line.

    ``revision`` is that of the line as ``by`` read it. Where nothing is different, nothing is written.

    Raises:
        Changed: somebody else changed the line since; nothing is overwritten.
        LineGone: somebody took it out.
        PlanNotDraft, ServiceElsewhere, OutcomeNotNamed
        PaidFor: a line of the budget pays for what is now called free.
    """
    plan = being_written(line.plan)
    _only_what_it_has(type(line), fields)
    line = type(line).objects.select_for_update().filter(pk=line.pk).first()
    if line is None:
        raise LineGone
    if revision not in (None, line.revision):
        raise Changed
    new = {name: value for name, value in fields.items() if getattr(line, name) != value}
    if not new:
        return line
    for name, value in new.items():
        setattr(line, name, value)
    if new.get("is_paid") is False:
        _check_that_nothing_hangs_on(plan, Action.objects.filter(pk=line.pk), is_removed=False)
    _check(plan, line)
    counted(line, by, new)
    written(plan, line, by)
    return line


def counted(line, by, names):
    """Save the fields ``names`` of ``line`` as its next revision, changed by ``by``."""
    line.revision, line.changed_by = line.revision + 1, by
    line.save(update_fields=[*names, "revision", "changed_at", "changed_by"])


@transaction.atomic
def remove_need(need, *, by):
    """Take a need out of the draft, with its goals and actions."""
    actions = Action.objects.filter(goal__need=need)
    take_out(need.plan, by, actions, need.goals.all(), Need.objects.filter(pk=need.pk))


@transaction.atomic
def remove_goal(goal, *, by):
    """Take a goal out of the draft, with its actions."""
    take_out(goal.plan, by, goal.actions.all(), Goal.objects.filter(pk=goal.pk))


@transaction.atomic
def remove_action(action, *, by):
    """Take an action out of the draft.

    Raises:
        PaidFor: a line of the budget pays for it.
    """
    take_out(action.plan, by, Action.objects.filter(pk=action.pk))


def take_out(plan, by, *lines):
    """Delete ``lines`` (querysets, the deepest first) from a draft; what they said stays in the history.

    Raises:
        PlanNotDraft
        LineGone: somebody else took it out.
        PaidFor: a line of the budget pays for one of them.
        ProgressNoted: somebody noted how it goes with one of them, which is only ever added.
    """
    plan = being_written(plan)
    if not lines[-1].exists():
        raise LineGone
    for some in lines:
        _check_that_nothing_hangs_on(plan, some)
    for some in lines:
        some.delete()
    written(plan, plan, by)


def line_of(plan, lines):
    """Return what a new line of ``plan`` begins with, after the last of ``lines``."""
    last = lines.aggregate(position=Max("position"))["position"] or 0
    return {"site_id": plan.site_id, "person_id": plan.person_id, "plan": plan, "position": last + 1}


def has_ehc_plan(plan):
    """Return whether an education, health and care plan is in force for the person of ``plan``."""
    with acting.for_the_site("see if there is a plan for education", site_id=plan.site_id):
        return LegalBasis.objects.live().filter(person_id=plan.person_id, basis=Basis.EHC_PLAN).exists()


def added(plan, by, line):
    """Save ``line``, made for the draft ``plan``, after the last of its kind; return it.

    Raises:
        LineGone: what it stands under was taken out.
    """
    above = {Goal: "need", Action: "goal"}.get(type(line))
    if above and not type(getattr(line, above)).objects.filter(pk=getattr(line, above).pk).exists():
        raise LineGone
    for name, value in line_of(plan, type(line).objects.filter(plan=plan)).items():
        setattr(line, name, value)
    _check(plan, line)
    line.changed_by = by
    line.save()
    written(plan, line, by)
    return line


def _check(plan, line):
    if isinstance(line, Action) and line.service and line.service.site_id != plan.site_id:
        raise ServiceElsewhere
    if isinstance(line, Contingency):
        calling.check(line)
    is_learning = isinstance(line, Goal) and line.kind == GoalKind.LEARNING
    if is_learning and not line.ehc_reference.strip() and has_ehc_plan(plan):
        raise OutcomeNotNamed


def _only_what_it_has(model, fields):
    if strange := set(fields) - set(CHANGEABLE[model]):
        raise TypeError(f"A {model.__name__.lower()} has no {', '.join(sorted(strange))} to write.")


def _check_that_nothing_hangs_on(plan, lines, *, is_removed=True):
    with acting.for_the_site("see what hangs on a line", site_id=plan.site_id):
        if _is_paid_for(lines):
            raise PaidFor
        if is_removed and lines.model in (Goal, Action) and _has_progress(lines):
            raise ProgressNoted


def _is_paid_for(lines):
    """Return whether another room holds on to one of ``lines``: a budget, which the user may not see."""
    return any(
        relation.related_model.objects.filter(**{f"{relation.field.name}__in": lines}).exists()
        for relation in lines.model._meta.related_objects
        if relation.on_delete is PROTECT and relation.related_model._meta.app_label != "careplans"
    )


def _has_progress(lines):
    field = {Goal: "goal", Action: "action"}[lines.model]
    return Progress.objects.filter(**{f"{field}__in": lines}).exists()
