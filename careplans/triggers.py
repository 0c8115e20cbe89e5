"""What makes people look again at once, whatever the clocks say: in a life, in the record, on a birthday.

Source: domain.md §2.6; SI 2014/2871 reg 7 (capacity, suspicion, concern), SI 2013/1617 regs 6 and 14.
"""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans import reviews
from careplans.acts import Act
from careplans.models import CarePlan, Review, ReviewStream, ReviewTrigger, TriggerKind
from ipc.kernel import acting, audit, outbox
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import RuleBroken
from people import happenings, leaving, rules
from people.happenings import Happening
from people.models import Authority, Figure, Person

# What somebody can tell of; the other kinds the record tells by itself.
TOLD_BY_FAMILY = (
    TriggerKind.HOSPITAL,
    TriggerKind.HEALTH,
    TriggerKind.CARER,
    TriggerKind.MOVE,
    TriggerKind.OTHER,
)
TOLD_BY_COLLEAGUES = (*TOLD_BY_FAMILY[:3], TriggerKind.MISUSE, *TOLD_BY_FAMILY[3:])
KIND_OF = {
    Happening.CAPACITY: TriggerKind.CAPACITY,
    Happening.ACTING: TriggerKind.NOMINEE,
    Happening.MOVE: TriggerKind.MOVE,
}
BIRTHDAYS = (Figure.PARENT_UNTIL, Figure.ADULT_FROM, Figure.EDUCATION_UNTIL)


class NotHappenedYet(RuleBroken):
    message = _("Tell us when it has happened. Choose today or a day before.")


class NoPlanToLookAt(RuleBroken):
    message = _("There is no agreed plan to look at again yet. Tell your care coordinator what has changed.")


@transaction.atomic
def note(person, kind, *, by, happened_on, words="", key=""):
    """Write down that something happened, and bring every open review of ``person`` forward.

    All are due within the site's answer days; a review of the plan is opened where none is open. The same
    ``key`` again does nothing. Return the trigger.

    Raises:
        HasDied, NotHappenedYet, NoPlanToLookAt
    """
    leaving.refuse_after_death(person)
    if happened_on > today():
        raise NotHappenedYet
    with acting.for_the_site("look again at all that waits for a review", site_id=person.site_id):
        if not CarePlan.objects.live().filter(person=person).exists():
            raise NoPlanToLookAt
        trigger, is_new = ReviewTrigger.objects.get_or_create(
            person=person,
            key=key or f"told:{uuid.uuid4()}",
            defaults={
                "site_id": person.site_id,
                "kind": kind,
                "happened_on": happened_on,
                "words": words,
                "look_by": _look_by(person.site_id),
                "noted_at": timezone.now(),
                "noted_by": by,
            },
        )
        if is_new:
            _look_again(person, trigger.look_by)
            audit.record(Act.NOTE_TRIGGER, trigger, by=by, why=str(trigger.get_kind_display()))
            outbox.add("careplans.tell_of_trigger", trigger, key=f"trigger:{person.pk}:{trigger.look_by}")
    return trigger


def _look_by(site_id):
    return today() + dt.timedelta(days=reviews.practice_of(site_id).answer_days)


def _look_again(person, look_by):
    reviews.bring_forward(person, look_by)
    if not Review.objects.open().filter(person=person, stream=ReviewStream.PLAN).exists():
        reviews.open_review(person, stream=ReviewStream.PLAN, due_on=look_by)


@happenings.hears
def hear(person, what, *, key, by):
    """Write down what the record tells by itself, where there is a plan to look at again."""
    try:
        note(person, KIND_OF[what], by=by, happened_on=today(), key=key)
    except (NoPlanToLookAt, leaving.HasDied):
        return


def raise_due(site_id):
    """Write down the birthdays and the ends of rights to act that have come in a site; safe to run twice."""
    with acting.acting_as(acting.job([site_id])):
        for person, key in [*_birthdays(site_id), *_ended(site_id)]:
            kind = TriggerKind.AGE if key.startswith("birthday") else TriggerKind.NOMINEE
            try:
                note(person, kind, by=None, happened_on=today(), key=key)
            except leaving.HasDied:
                continue


def _planned(site_id):
    """Return those of a site who have a plan in force and whom the programme still works with."""
    plans = CarePlan.objects.live().filter(site_id=site_id)
    return Person.objects.involved().filter(site_id=site_id, pk__in=plans.values("person_id"))


def _since(site_id):
    """Return from which day on we look back: a night that was missed is caught up with."""
    return today() - dt.timedelta(days=reviews.practice_of(site_id).remind_days)


def _birthdays(site_id):
    """Yield who has reached an age that changes the rules, once for each such birthday."""
    since = _since(site_id)
    for age in rules.values(BIRTHDAYS, site_id=site_id).values():
        born = (
            plus_months(since, -12 * age) - dt.timedelta(days=1),
            plus_months(today(), -12 * age) + dt.timedelta(days=1),
        )
        for person in _planned(site_id).filter(born_on__range=born):
            if since <= (day := rules.birthday(person.born_on, age)) <= today():
                yield person, f"birthday:{day}"


def _ended(site_id):
    """Yield for whom somebody's right to act has come to its last day."""
    over = Authority.objects.filter(
        site_id=site_id, withdrawn_at=None, ends_on__range=(_since(site_id), today())
    )
    for right in over.filter(person__in=_planned(site_id)).select_related("person"):
        yield right.person, f"acting-ended:{right.public_id}:{right.ends_on}"
