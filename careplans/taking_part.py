"""Whose plans a colleague of another organisation takes part in, and what waits for their word."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careplans import dialogue
from careplans.acts import Act
from careplans.models import CarePlan, PlanStatus
from ipc.kernel.dates import in_words


def plans_of(user):
    """Return the plan being written, and else the one in force, of each person whose plan ``user`` helps."""
    seen = CarePlan.objects.permitting(Act.TAKE_PART, user).exclude(status=PlanStatus.ENDED)
    newest: dict = {}
    for plan in seen.select_related("person").order_by("number"):
        newest[plan.person_id] = plan
    return sorted(newest.values(), key=lambda plan: (plan.person.sort_name, plan.pk))


def shown(user, plans) -> list[dict]:
    """Return each of ``plans`` in words, those that wait for an answer first: one statement."""
    waiting = dialogue.waiting_for(user, plans)
    rows = [_row(plan, waiting.get(plan.pk, 0)) for plan in plans]
    return sorted(rows, key=lambda row: not row["waiting"])


def _row(plan, waiting):
    is_draft = plan.status == PlanStatus.DRAFT
    said = _("Being written since %(day)s") if is_draft else _("Agreed on %(day)s")
    return {
        "id": plan.public_id,
        "name": plan.person.name,
        "called": plan.person.called,
        "says": said % {"day": in_words(plan.started_at if is_draft else plan.agreed_at)},
        "waiting": waiting,
        "waits": ngettext(
            "%(number)s proposal waits for your answer",
            "%(number)s proposals wait for your answer",
            waiting,
        )
        % {"number": waiting}
        if waiting
        else "",
    }
