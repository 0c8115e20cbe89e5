"""The next plan begins with what is: the lines of the plan in force go on in the draft.

Nothing of the plan in force changes. A line kept from a reader there is kept from them here too, and
what was proposed and not answered yet is now proposed for the next plan.
"""

from careplans.models import (
    Action,
    CarePlan,
    Contingency,
    Goal,
    KeptFrom,
    Need,
    Proposal,
    Risk,
    WeekSlot,
)

# What belongs to the plan as a whole and goes on; the day of the review is chosen anew, and what could go
# wrong is talked about anew.
DETAILS = (
    "prevention",
    "if_things_go_wrong",
    "coping",
    "advance_statement",
    "health_watched_by",
    "notice_days",
)
LINES = (Need, Goal, Action, Contingency, Risk)
UNDER = {"need_id": Need, "goal_id": Goal}
OF_THE_LINE = {"id", "public_id", "plan_id", "came_from_id", "revision", "changed_at"}


def carry_over(plan):
    """Begin the draft ``plan`` with what the plan in force says; return that plan, or None.

    That plan is locked: nobody proposes on it who would not be taken along.
    """
    before = CarePlan.objects.select_for_update().live().filter(person_id=plan.person_id).first()
    if before is None:
        return None
    for name in DETAILS:
        setattr(plan, name, getattr(before, name))
    plan.save(update_fields=list(DETAILS))
    went_on: dict = {}
    for model in LINES:
        _carry_lines(model, before, plan, went_on)
    _carry_week(before, went_on)
    ids = {old.public_id: new.public_id for old, new in went_on.items()}
    _keep_from_the_same(plan, ids)
    _propose_for_the_next(before, plan, ids)
    return before


def _carry_lines(model, before, plan, went_on):
    """Copy the lines of one kind; ``went_on`` maps each old line to its new one, and grows."""
    names = {field.attname for field in model._meta.fields} - OF_THE_LINE
    old_lines = list(model.objects.filter(plan=before).order_by("position", "pk"))
    new_lines = []
    for old in old_lines:
        says = {name: getattr(old, name) for name in names}
        for name in UNDER.keys() & names:
            says[name] = went_on[UNDER[name](pk=says[name])].pk
        new_lines.append(model(plan=plan, came_from=old, **says))
    went_on.update(zip(old_lines, model.objects.bulk_create(new_lines), strict=True))


def _carry_week(before, went_on):
    WeekSlot.objects.bulk_create(
        WeekSlot(
            site_id=slot.site_id,
            person_id=slot.person_id,
            action=went_on[Action(pk=slot.action_id)],
            weekday=slot.weekday,
            part=slot.part,
            from_time=slot.from_time,
            until_time=slot.until_time,
        )
        for slot in WeekSlot.objects.filter(action__plan=before)
    )


def _keep_from_the_same(plan, ids):
    kept = KeptFrom.objects.live().filter(person_id=plan.person_id, line_id__in=ids)
    KeptFrom.objects.bulk_create(
        KeptFrom(
            site_id=one.site_id,
            person_id=one.person_id,
            reader_id=one.reader_id,
            line_kind=one.line_kind,
            line_id=ids[one.line_id],
            kept_at=one.kept_at,
            kept_by_id=one.kept_by_id,
        )
        for one in kept
    )


def _propose_for_the_next(before, plan, ids):
    for proposal in Proposal.objects.open().filter(plan=before).select_for_update():
        proposal.plan = plan
        proposal.line_id = ids.get(proposal.line_id, proposal.line_id)
        proposal.under_id = ids.get(proposal.under_id, proposal.under_id)
        proposal.save(update_fields=["plan", "line_id", "under_id"])
