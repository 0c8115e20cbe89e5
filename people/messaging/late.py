"""Looking after what waits too long for an answer, and what is still open when somebody leaves."""

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from ipc.kernel import dates, working_days
from people import leaving, rules, todos
from people.messaging import telling
from people.models import Conversation, Figure, PersonStatus, TodoKind


def answer_by(conversation, days):
    """Return the day by which what waits in ``conversation`` is answered."""
    return working_days.after(timezone.localdate(conversation.waits_for_team_since), days)


def raise_late(site) -> None:
    """Ask the coordinators to answer what has waited longer than the days promised; runs nightly."""
    days = rules.value(Figure.MESSAGE_DAYS, site_id=site.pk)
    waiting = Conversation.objects.filter(site_id=site.pk, waits_for_team_since__isnull=False)
    for one in waiting.exclude(person__status=PersonStatus.DIED).select_related("person"):
        due_on = answer_by(one, days)
        if due_on < dates.today():
            since = dates.in_words(one.waits_for_team_since)
            todos.ask(
                one.person,
                TodoKind.MESSAGE,
                key=f"{telling.todo_key(one)} {one.waits_for_team_since:%Y%m%d%H%M%S%f}",
                due_on=due_on,
                detail=gettext("A message has waited since %(day)s.") % {"day": since},
            )


@leaving.asks
def answer_first(person):
    """Name the messages that nobody has answered, when somebody leaves or dies."""
    waiting = Conversation.objects.filter(person=person, waits_for_team_since__isnull=False).count()
    if waiting:
        words = ngettext(
            "Answer a message, or close it.", "Answer %(many)s messages, or close them.", waiting
        )
        yield leaving.ToClose("messages", words % {"many": waiting})
