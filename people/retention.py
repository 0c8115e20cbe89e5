"""How long a record is kept, and finding those whose time is over. Nothing is deleted here.

The years are data with their source (``RetentionRule``). Each rule that fits a record names a day; the latest
counts. Found once a night; what follows is decided by two managers (``people.disposal``).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import TruncDate

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import rules
from people.acts import Act
from people.models import LEFT, Cohort, Disposal, Figure, Person, PersonStatus, RetentionRule

WORKED_WITH = (PersonStatus.PLANNING, PersonStatus.SUPPORTED)
# What is done about the keeping itself is no contact with the person.
NO_CONTACT = (Act.HOLD, Act.LIFT_HOLD, Act.APPROVE_DISPOSAL, Act.RELEASE_DISPOSAL, Act.TAKE_EVERYTHING)
AT_A_TIME = 500


@dataclass(frozen=True)
class Facts:
    """What the day turns on. ``adult_from`` is the age from which the rule for adults holds."""

    born_on: dt.date
    last_contact_on: dt.date
    died_on: dt.date | None = None
    was_supported: bool = True
    is_mental_health: bool = False
    last_money_on: dt.date | None = None
    adult_from: int = 18


class Due(NamedTuple):
    rule: RetentionRule
    due_on: dt.date


def due_on(facts: Facts, in_force: dict[str, RetentionRule]) -> Due:
    """Return the rule that keeps a record longest, and the first day on which it need not be kept.

    Pure. ``in_force`` are the rules by name. An enquiry that came to nothing has its own short time; else
    the age at the last contact chooses between child and adult, and care for mental health and money
    each keep it longer. Europe/London calendar days.
    """
    if not facts.was_supported and facts.last_money_on is None:
        rule = in_force["enquiry"]
        return Due(rule, rules.birthday(facts.last_contact_on, rule.years))
    is_child = dates.age_on(facts.born_on, facts.last_contact_on) < facts.adult_from
    days = [_for_child(facts, in_force["child"]) if is_child else _after(in_force["adult"], facts)]
    if facts.is_mental_health:
        days.append(_for_mental_health(facts, in_force["mental_health"]))
    if facts.last_money_on is not None:
        rule = in_force["money"]
        days.append(Due(rule, rules.birthday(facts.last_money_on, rule.years)))
    return max(days, key=lambda due: due.due_on)


def _after(rule, facts):
    return Due(rule, rules.birthday(facts.last_contact_on, rule.years))


def _for_child(facts, rule):
    """Until a birthday; a year later for whoever was in the last year of childhood at the end."""
    if rule.until_age is None:
        return _after(rule, facts)
    was_in_last_year = dates.age_on(facts.born_on, facts.last_contact_on) == facts.adult_from - 1
    return Due(rule, rules.birthday(facts.born_on, rule.until_age + was_in_last_year))


def _for_mental_health(facts, rule):
    """Some years after the last contact, or fewer after the death, whichever is sooner."""
    last = rules.birthday(facts.last_contact_on, rule.years)
    if facts.died_on is None or rule.years_after_death is None:
        return Due(rule, last)
    return Due(rule, min(last, rules.birthday(facts.died_on, rule.years_after_death)))


LastMoved = Callable[[list[int]], dict[int, dt.date]]
_last_moved: list[LastMoved] = []


def knows_last_money(known: LastMoved) -> LastMoved:
    """Let the room that keeps the money say on which day it last moved, for many people at once."""
    _last_moved.append(known)
    return known


def rules_in_force(on=None) -> dict[str, RetentionRule]:
    """Return the rules in force on a day (today), by name."""
    day = on or dates.today()
    found = RetentionRule.objects.filter(starts_on__lte=day).exclude(ends_on__lte=day)
    return {rule.name: rule for rule in found.order_by("starts_on")}


def with_facts(people):
    """Annotate ``people`` with the newest act about them, and whether there ever was a plan."""
    acts = Event.objects.filter(person_id=OuterRef("pk"), is_read=False)
    acts = acts.exclude(way_in="job").exclude(act__in=NO_CONTACT).order_by("-id")
    worked_with = Person.events.rel.related_model.objects.filter(
        pgh_obj_id=OuterRef("pk"), status__in=WORKED_WITH
    )
    return people.annotate(
        acted_on=Subquery(acts.annotate(day=TruncDate("at")).values("day")[:1]),
        was_worked_with=Exists(worked_with),
    )


def facts_of(person, last_money_on, adult_from) -> Facts:
    """Return the facts of a ``person`` found ``with_facts``. Contact is an act, never a look."""
    known = (person.referred_on, person.acted_on, person.died_on)
    return Facts(
        born_on=person.born_on,
        last_contact_on=max(day for day in known if day is not None),
        died_on=person.died_on,
        was_supported=person.was_worked_with,
        is_mental_health=Cohort.MENTAL_HEALTH in person.cohorts,
        last_money_on=last_money_on,
        adult_from=adult_from,
    )


def dues_of(people, site_id) -> dict[int, Due]:
    """Return, for each of ``people`` (a queryset), the rule and the day until which the record is kept."""
    found = list(with_facts(people))
    keys = [person.pk for person in found]
    moved = {key: day for known in _last_moved for key, day in known(keys).items()}
    in_force, adult_from = rules_in_force(), rules.value(Figure.ADULT_FROM, site_id=site_id)
    return {
        person.pk: due_on(facts_of(person, moved.get(person.pk), adult_from), in_force) for person in found
    }


def find_due(site) -> int:
    """Make a ``Disposal`` for each record of ``site`` whose time is over; return how many are new.

    Safe to run twice. What is no longer due because there was contact again is taken off the list.
    """
    _take_off_what_is_kept(site)
    shortest = min((rule.years for rule in rules_in_force().values()), default=0)
    before = dates.plus_months(dates.today(), -12 * shortest)
    known = Disposal.objects.filter(site=site).values("person_id")
    candidates = Person.objects.filter(site=site, status__in=LEFT, referred_on__lte=before)
    candidates = candidates.exclude(pk__in=known).order_by("pk")
    new = 0
    last = 0
    while keys := list(candidates.filter(pk__gt=last).values_list("pk", flat=True)[:AT_A_TIME]):
        last = keys[-1]
        dues = dues_of(Person.objects.filter(pk__in=keys), site.pk)
        new += len(Disposal.objects.bulk_create(_disposals(site, dues), ignore_conflicts=True))
    return new


def _disposals(site, dues):
    return [
        Disposal(site=site, person_id=key, rule=due.rule, due_on=due.due_on)
        for key, due in dues.items()
        if due.due_on <= dates.today()
    ]


def _take_off_what_is_kept(site):
    waiting = Disposal.objects.filter(site=site, released_at=None)
    dues = dues_of(Person.objects.filter(pk__in=waiting.values("person_id"), status__in=LEFT), site.pk)
    gone = [one.pk for one in waiting if not _is_due(dues.get(one.person_id))]
    Disposal.objects.filter(pk__in=gone).delete()


def _is_due(due):
    return due is not None and due.due_on <= dates.today()
