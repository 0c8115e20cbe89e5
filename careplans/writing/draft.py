"""A draft: started, and what belongs to it as a whole."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans import carrying_over
from careplans.acts import Act
from careplans.models import CarePlan, PlanStatus
from ipc.kernel import audit
from ipc.kernel.errors import Changed, RuleBroken
from people import leaving
from people.models import Person, PersonStatus

DETAILS = (
    "prevention",
    "if_things_go_wrong",
    "coping",
    "advance_statement",
    "risks_talked_about",
    "health_watched_by",
    "notice_days",
    "review_due_on",
    "review_by",
)


class AlreadyBeingWritten(RuleBroken):
    message = _("This person's next plan is already being written. Go on with that one.")


class PlanNotDraft(RuleBroken):
    message = _("This plan is agreed and cannot be changed. Start the next plan to change something.")


@transaction.atomic
def start(person, *, by):
    """Start the person's next plan as a draft that begins with what the plan in force says; return it.

    Raises:
        AlreadyBeingWritten: there is a draft.
        HasDied
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    leaving.refuse_after_death(person)
    plans = CarePlan.objects.filter(person=person)
    if plans.filter(status=PlanStatus.DRAFT).exists():
        raise AlreadyBeingWritten
    plan = _next(person, plans, by)
    carrying_over.carry_over(plan)
    if person.status == PersonStatus.REFERRED:
        person.status = PersonStatus.PLANNING
        person.save(update_fields=["status"])
    audit.record(Act.START_PLAN, plan, by=by)
    return plan


def _next(person, plans, by):
    last = plans.aggregate(number=Max("number"))["number"] or 0
    try:
        with transaction.atomic():
            return CarePlan.objects.create(
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
    """Return ``plan`` locked, for a verb that writes in it; PlanNotDraft where it is no draft."""
    plan = CarePlan.objects.select_for_update().get(pk=plan.pk)
    if plan.status != PlanStatus.DRAFT:
        raise PlanNotDraft
    return plan


def written(plan, subject, by, act=Act.WRITE_PLAN):
    """Count a change of ``plan`` and write down that ``by`` wrote ``subject`` in it."""
    plan.revision += 1
    plan.save(update_fields=["revision"])
    audit.record(act, subject, by=by)
