"""What has to be done about a person besides the plan and the money: raised once, settled by somebody."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import Allocation, Role, Todo, TodoKind


class AlreadySettled(RuleBroken):
    message = _("Somebody has already done this.")


def ask(person, kind, *, key, due_on=None, detail="", role=Role.COORDINATOR, by=None) -> None:
    """Ask whoever has the ``role`` to do something by a day (today); the same ``key`` again does nothing."""
    Todo.objects.bulk_create(
        [
            Todo(
                site_id=person.site_id,
                person=person,
                kind=kind,
                key=key,
                due_on=due_on or dates.today(),
                detail=detail,
                role=role,
                raised_by=by,
            )
        ],
        ignore_conflicts=True,
    )


def of(user):
    """Return what ``user`` has to do; a manager also what waits for a coordinator who is not there."""
    seen = Todo.objects.visible_to(user).open()
    if user.hat.role != Role.MANAGER:
        return seen.filter(role=user.hat.role)
    coordinators = Allocation.objects.live().filter(person=OuterRef("person_id"))
    return seen.filter(Q(role=Role.MANAGER) | Q(~Exists(coordinators), role=Role.COORDINATOR))


@transaction.atomic
def settle(todo, *, by, outcome) -> Todo:
    """Write down what was done. Of a complaint, the audit says so in words that coordinators do not read.

    Raises:
        AlreadySettled
    """
    todo = Todo.objects.select_for_update().get(pk=todo.pk)
    if todo.done_at:
        raise AlreadySettled
    todo.done_at, todo.done_by, todo.outcome = timezone.now(), by, outcome
    todo.save(update_fields=["done_at", "done_by", "outcome"])
    act = Act.HANDLE_COMPLAINT if todo.kind == TodoKind.COMPLAINT else Act.SETTLE_TODO
    audit.record(act, todo, by=by)
    return todo
