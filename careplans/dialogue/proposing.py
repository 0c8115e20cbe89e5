"""Proposing a change to one line of a plan, a new line, or that a line goes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from careplans import reviews
from careplans.acts import Act
from careplans.dialogue.changes import KINDS, checked, described
from careplans.dialogue.sides import side_of
from careplans.models import CarePlan, ChangeRequest, LineKind, PlanStatus, Proposal
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people import leaving
from people.models import Role

ASKS = (Role.PERSON, Role.PARTNER)


class PlanOver(RuleBroken):
    message = _("This plan has ended. Say it about the plan that counts now.")


class NotALineOfThePlan(RuleBroken):
    message = _("Choose a line of this plan.")


class SayWhy(RuleBroken):
    message = _("Say why. It helps the others to understand you.")


@transaction.atomic
def propose(
    plan, *, by, kind, line=None, under=None, change=None, reason="", is_removal=False, instead_of=None
):
    """Propose what ``line`` should say, that it goes, or a new line ``under`` another; return the proposal.

    ``change`` maps fields of the line to what they should say. ``instead_of`` is the open proposal that
    this one answers with another: both stay to be seen. On the plan in force it waits for the next plan,
    and counts as asking for a change, so that somebody answers by a day. Where that is being written
    already, the proposal stands there at once.

    Raises:
        PlanOver, NotALineOfThePlan, SayWhy, NothingProposed, NotALineLikeThis, leaving.HasDied
    """
    leaving.refuse_after_death(plan.person)
    plan = being_talked_about(plan)
    _check_place(plan, kind, line, under, instead_of)
    if is_removal and not reason.strip():
        raise SayWhy
    proposal = Proposal.objects.create(
        site_id=plan.site_id,
        person_id=plan.person_id,
        **_place(plan, line, under),
        line_kind=kind,
        line_words=described(line) if line else "",
        change={} if is_removal else checked(kind, line, change or {}),
        is_removal=is_removal,
        reason=reason.strip(),
        side=side_of(by, plan.person),
        instead_of=instead_of,
        proposed_at=timezone.now(),
        proposed_by=by,
    )
    audit.record(Act.PROPOSE, proposal, by=by)
    if plan.status == PlanStatus.AGREED and by.hat.role in ASKS:
        _ask_once_a_day(plan, by)
    return proposal


def being_talked_about(plan):
    """Return ``plan`` locked; PlanOver where it has ended."""
    plan = CarePlan.objects.select_for_update(of=["self"]).select_related("person").get(pk=plan.pk)
    if plan.status == PlanStatus.ENDED:
        raise PlanOver
    return plan


def check_line(plan, kind, line):
    """Raise NotALineOfThePlan unless ``line`` is one of the ``kind``, of this ``plan``."""
    if kind not in KINDS or type(line) is not KINDS[LineKind(kind)].model or line.plan_id != plan.pk:
        raise NotALineOfThePlan


def _check_place(plan, kind, line, under, instead_of):
    if kind not in KINDS:
        raise NotALineOfThePlan
    above = KINDS[LineKind(kind)].under
    if line is not None:
        check_line(plan, kind, line)
    elif above:
        check_line(plan, above, under)
    elif under is not None:
        raise NotALineOfThePlan
    about = line and line.public_id
    if instead_of is not None and (instead_of.plan_id != plan.pk or instead_of.line_id != about):
        raise NotALineOfThePlan


def _place(plan, line, under):
    """Return where the proposal stands: in ``plan``, or in the next one where that is being written.

    What the next plan says no more stays with the plan in force. Whoever starts the next plan waits for the
    lock of this one, and takes along what was proposed until then.
    """
    here = {"plan": plan, "line_id": line and line.public_id, "under_id": under and under.public_id}
    next_plan = CarePlan.objects.filter(person_id=plan.person_id, status=PlanStatus.DRAFT).first()
    if next_plan is None or next_plan == plan:
        return here
    about = line or under
    if about is None:
        return {**here, "plan": next_plan}
    goes_on = type(about).objects.filter(plan=next_plan, came_from=about).first()
    if goes_on is None:
        return here
    name = "line_id" if line else "under_id"
    return {**here, "plan": next_plan, name: goes_on.public_id}


def _ask_once_a_day(plan, by):
    """Ask for a change of the plan in force, unless the same reader did today; no word of the line.

    Whoever reads the plan reads what was asked; what the line says may be kept from some of them.
    """
    asked = ChangeRequest.objects.filter(plan=plan, asked_by=by, asked_at__date=timezone.localdate())
    if not asked.exists():
        words = now_("I proposed a change to a line of the plan. It stands beside the line.")
        reviews.ask_for_change(plan, by=by, words=words)
