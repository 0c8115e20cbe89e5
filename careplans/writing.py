"""Writing the plan together: needs, the goals they lead to, the actions that meet them.

Only a draft is written in. ``revision`` counts every change of a plan, so that nobody overwrites or
agrees what they have not seen.
"""

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import Action, CarePlan, Goal, Need, PlanStatus
from ipc.kernel import audit
from ipc.kernel.errors import Changed, RuleBroken
from people.models import PersonStatus

DETAILS = (
    "prevention",
    "if_things_go_wrong",
    "health_watched_by",
    "notice_days",
    "review_due_on",
    "review_by",
)


class AlreadyBeingWritten(RuleBroken):
    message = _("This person's next plan is already being written. Go on with that one.")


class PlanNotDraft(RuleBroken):
    message = _("This plan is agreed and cannot be changed. Start the next plan to change something.")


class ServiceElsewhere(RuleBroken):
    message = _("Choose something from the directory of the person's own area.")


class PaidFor(RuleBroken):
    message = _("The budget pays for this. Take its line out of the budget first.")


@transaction.atomic
def start(person, *, by):
    """Start the person's next plan as a draft; return it.

    Raises:
        AlreadyBeingWritten: there is a draft.
    """
    plans = CarePlan.objects.filter(person=person)
    if plans.filter(status=PlanStatus.DRAFT).exists():
        raise AlreadyBeingWritten
    last = plans.aggregate(number=Max("number"))["number"] or 0
    try:
        with transaction.atomic():
            plan = CarePlan.objects.create(
                site_id=person.site_id,
                person=person,
                number=last + 1,
                started_at=timezone.now(),
                started_by=by,
            )
    except IntegrityError as error:  # two started at the same moment
        if "careplan_" not in str(error):
            raise
        raise AlreadyBeingWritten from error
    if person.status == PersonStatus.REFERRED:
        person.status = PersonStatus.PLANNING
        person.save(update_fields=["status"])
    audit.record(Act.START_PLAN, plan, by=by)
    return plan


@transaction.atomic
def add_need(plan, *, by, words, is_eligible=None):
    """Add what the person needs; ``is_eligible`` where the council has decided it. Return the need."""
    plan = being_written(plan)
    need = Need.objects.create(**line_of(plan, plan.needs), words=words, is_eligible=is_eligible)
    written(plan, need, by)
    return need


@transaction.atomic
def add_goal(need, *, by, kind, words, importance=None, confidence=None):
    """Add what the person wants to reach for ``need``; the two scores are theirs, 1 to 10."""
    plan = being_written(need.plan)
    goal = Goal.objects.create(
        **line_of(plan, plan.goals),
        need=need,
        kind=kind,
        words=words,
        importance=importance,
        confidence=confidence,
    )
    written(plan, goal, by)
    return goal


@transaction.atomic
def add_action(goal, *, by, words, who, when, is_paid=False, service=None):
    """Add what will be done for ``goal``. ``service`` is an entry of the directory of the same site.

    Raises:
        ServiceElsewhere: the entry belongs to another site.
    """
    plan = being_written(goal.plan)
    if service is not None and service.site_id != plan.site_id:
        raise ServiceElsewhere
    action = Action.objects.create(
        **line_of(plan, plan.actions),
        goal=goal,
        words=words,
        who=who,
        when=when,
        is_paid=is_paid,
        service=service,
    )
    written(plan, action, by)
    return action


@transaction.atomic
def remove_need(need, *, by):
    """Take a need out of the draft, with its goals and actions."""
    plan = being_written(need.plan)
    take_out(plan, by, Action.objects.filter(goal__need=need), need.goals.all(), need)


@transaction.atomic
def remove_goal(goal, *, by):
    """Take a goal out of the draft, with its actions."""
    plan = being_written(goal.plan)
    take_out(plan, by, goal.actions.all(), goal)


@transaction.atomic
def remove_action(action, *, by):
    """Take an action out of the draft.

    Raises:
        PaidFor: a line of the budget pays for it.
    """
    plan = being_written(action.plan)
    take_out(plan, by, action)


@transaction.atomic
def change_details(plan, *, by, revision, **details):
    """Write what belongs to the plan as a whole (``DETAILS``); return the plan.

    Raises:
        Changed: the plan has changed since ``revision``; nothing is overwritten.
    """
    plan = being_written(plan)
    if plan.revision != revision:
        raise Changed
    for name, value in details.items():
        if name not in DETAILS:
            raise TypeError(f"A plan has no {name} to write.")
        setattr(plan, name, value)
    plan.save(update_fields=list(details))
    written(plan, plan, by)
    return plan


def being_written(plan):
    plan = CarePlan.objects.select_for_update().get(pk=plan.pk)
    if plan.status != PlanStatus.DRAFT:
        raise PlanNotDraft
    return plan


def line_of(plan, lines):
    last = lines.aggregate(position=Max("position"))["position"] or 0
    return {"site_id": plan.site_id, "person_id": plan.person_id, "plan": plan, "position": last + 1}


def written(plan, subject, by):
    plan.revision += 1
    plan.save(update_fields=["revision"])
    audit.record(Act.WRITE_PLAN, subject, by=by)


def take_out(plan, by, *lines):
    """Delete the lines, the deepest first, and write down that the last one, the topmost, went."""
    try:
        for line in lines:
            line.delete()
    except ProtectedError as error:
        raise PaidFor from error
    written(plan, plan, by)
