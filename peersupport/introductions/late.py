"""Who waits too long for an answer: looked at every night."""

import datetime as dt

from django.utils.translation import gettext as _

from ipc.kernel.dates import today
from peersupport import figures
from peersupport.models import Introduction, SupportFigure
from people import todos
from people.models import PersonStatus, TodoKind


def raise_late(site):
    """Ask the coordinators after those whom nobody answered within the days promised; once for each."""
    days = figures.value(SupportFigure.ANSWER_DAYS, site_id=site.pk)
    late = Introduction.objects.filter(site=site, asked_at__date__lt=today() - dt.timedelta(days=days))
    for one in (
        late.awaiting_answer().exclude(person__status=PersonStatus.DIED).select_related("person", "service")
    ):
        todos.ask(
            one.person,
            TodoKind.ANSWER_LATE,
            key=f"introduction late:{one.public_id}",
            detail=_("Nobody has answered about “%(name)s” yet.") % {"name": one.service.name},
        )
