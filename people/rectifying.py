"""Putting the record right: a person says what is wrong, somebody decides and says why. The note stays.

Source: UK GDPR art 16 (rectification) and 12(3) (within one month).
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates, letters
from ipc.kernel.errors import RuleBroken
from people import notices, rules, todos
from people.acts import Act
from people.models import Decided, Figure, Person, Rectification, Todo, TodoKind


class AlreadyDecided(RuleBroken):
    message = _("Somebody has already decided about this.")


class NoReason(RuleBroken):
    message = _("Say why, in words the person understands.")
    source = "UK GDPR art 12(4)"


@transaction.atomic
def ask(person, *, by, what, should_say) -> Rectification:
    """Ask to put something right about ``person``; the care team decides by the day it is due."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    days = rules.value(Figure.ANSWER_DAYS, site_id=person.site_id)
    request = Rectification.objects.create(
        site_id=person.site_id,
        person=person,
        what=what,
        should_say=should_say,
        asked_by=by,
        due_on=dates.today() + dt.timedelta(days=days),
    )
    with acting.for_the_site("ask the care team to decide", site_id=person.site_id):
        todos.ask(person, TodoKind.PUT_RIGHT, key=_todo_key(request), due_on=request.due_on, by=by)
    audit.record(Act.ASK_TO_PUT_RIGHT, request, by=by)
    return request


@transaction.atomic
def decide(request, *, by, decision, reason) -> Rectification:
    """Write down what was decided about a request and why; the person is told that there is an answer.

    Raises:
        AlreadyDecided, NoReason
    """
    request = Rectification.objects.select_for_update(of=["self"]).select_related("person").get(pk=request.pk)
    if request.decision:
        raise AlreadyDecided
    if not reason.strip():
        raise NoReason
    request.decision, request.reason = Decided(decision), reason.strip()
    request.decided_at, request.decided_by = timezone.now(), by
    request.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
    audit.record(Act.DECIDE_PUT_RIGHT, request, by=by)
    asked = Todo.objects.open().filter(person=request.person, key=_todo_key(request)).first()
    if asked is not None:
        todos.settle(asked, by=by, outcome=request.get_decision_display())
    notices.tell(
        request.person,
        "put_right_answered",
        key=f"put right {request.public_id}",
        facts={"link": letters.link("my_put_right")},
        by=by,
    )
    return request


def _todo_key(request):
    return f"put right {request.public_id}"
