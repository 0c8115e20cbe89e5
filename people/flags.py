"""Things whoever works with a person must know, why, and when to ask whether they still hold."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people import todos
from people.acts import Act
from people.models import OVER, Flag, Person, Todo, TodoKind


class ReviewNotAhead(RuleBroken):
    message = _("The day to ask again must be after today.")


class FlagEnded(RuleBroken):
    message = _("This has ended already.")


@transaction.atomic
def raise_flag(person, *, by, words, reason, review_due_on) -> Flag:
    """Write down something to know about ``person``, and when to ask whether it still holds.

    Raises:
        ReviewNotAhead
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    _check_ahead(review_due_on)
    flag = Flag.objects.create(
        site_id=person.site_id,
        person=person,
        words=words,
        reason=reason,
        review_due_on=review_due_on,
        raised_by=by,
    )
    audit.record(Act.RAISE_FLAG, flag, by=by)
    return flag


@transaction.atomic
def keep(flag, *, by, review_due_on) -> Flag:
    """Say that it still holds, and when to ask again.

    Raises:
        FlagEnded, ReviewNotAhead
    """
    flag = _still(flag)
    _check_ahead(review_due_on)
    _settle(flag, by, _("Still holds"))
    flag.review_due_on = review_due_on
    flag.save(update_fields=["review_due_on"])
    audit.record(Act.RAISE_FLAG, flag, by=by, why=str(_("It still holds")))
    return flag


@transaction.atomic
def end(flag, *, by) -> Flag:
    """End something to know: it no longer holds.

    Raises:
        FlagEnded
    """
    flag = _still(flag)
    _settle(flag, by, _("Ended"))
    flag.ended_at, flag.ended_by = timezone.now(), by
    flag.save(update_fields=["ended_at", "ended_by"])
    audit.record(Act.END_FLAG, flag, by=by)
    return flag


def raise_due(site):
    """Ask whether those whose day has come still hold; runs nightly as a job of the site."""
    due = Flag.objects.live().filter(site=site, review_due_on__lte=dates.today())
    for flag in due.exclude(person__status__in=OVER).select_related("person"):
        todos.ask(
            flag.person,
            TodoKind.FLAG_REVIEW,
            key=_todo_key(flag),
            due_on=flag.review_due_on,
            detail=flag.words,
        )


def _check_ahead(day):
    if day <= dates.today():
        raise ReviewNotAhead


def _still(flag):
    flag = Flag.objects.select_for_update().get(pk=flag.pk)
    if flag.ended_at:
        raise FlagEnded
    return flag


def _todo_key(flag):
    """Return the key of what is asked about a flag: once for each day it is due."""
    return f"flag:{flag.public_id}:{flag.review_due_on}"


def _settle(flag, by, outcome):
    asked = Todo.objects.open().filter(person_id=flag.person_id, key=_todo_key(flag)).first()
    if asked is not None:
        todos.settle(asked, by=by, outcome=str(outcome))
