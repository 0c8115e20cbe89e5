"""What is late: the managers are asked once for each day that was promised and not kept."""

from django.db.models import Q
from django.utils.translation import gettext

from ipc.kernel import dates
from people import todos
from people.complaints import steps
from people.models import Complaint, ComplaintStatus, Role, TodoKind


def late_on(day) -> Q:
    """Return the condition of what is past a day that was promised."""
    unsaid = Q(status=ComplaintStatus.RECEIVED, acknowledge_by__lt=day)
    return unsaid | Q(due_on__lt=day)


def raise_due(site):
    """Tell the managers of ``site`` what is late; runs nightly."""
    late = Complaint.objects.open().filter(late_on(dates.today()), site=site).select_related("person")
    for complaint in late:
        is_unanswered = complaint.due_on < dates.today()
        day = complaint.due_on if is_unanswered else complaint.acknowledge_by
        words = gettext("%(reference)s is late. Say why, and agree a new day.")
        if not is_unanswered:
            words = gettext("%(reference)s is late. Nobody has said yet that we have it.")
        todos.ask(
            complaint.person,
            TodoKind.QUESTION if complaint.kind == steps.QUESTION else TodoKind.COMPLAINT,
            key=f"late:{complaint.public_id}:{day}",
            detail=words % {"reference": complaint.reference},
            role=Role.MANAGER,
        )
