"""What birthdays bring, looked at every night: things to do, messages beforehand, and parents' rights.

At 13 a parent's access is looked at again, and stops on that day until somebody has. At 16 it ends, and
only the young person's consent renews it. Everybody is told beforehand (DAPB3051 §7.2, §7.3).
"""

import datetime as dt

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from ipc.kernel import audit, dates, letters
from people import ages, authority, notices, rules
from people.acts import Act
from people.models import (
    Authority,
    AuthorityKind,
    Basis,
    Cohort,
    Figure,
    LegalBasis,
    Notice,
    Person,
    Todo,
    TodoKind,
)

ASKED_AT = {
    Figure.TRANSITION_FROM: TodoKind.PLAN_FOR_ADULT_LIFE,
    Figure.PARENT_UNTIL: TodoKind.TURNS_16,
    Figure.ADULT_FROM: TodoKind.TURNS_18,
    Figure.EDUCATION_UNTIL: TodoKind.TURNS_25,
}


def raise_due(site) -> None:
    """Look through ``site`` for birthdays that are near; safe to run twice."""
    figures = ages.figures_of(site.pk)
    told = dt.timedelta(days=rules.value(Figure.TOLD_BEFORE_DAYS, site_id=site.pk))
    for figure, kind in ASKED_AT.items():
        _ask(site, kind, figures[figure], told)
    _ask_about_parents(site, figures[Figure.PARENT_REVIEWED_AT], told)
    _suspend_unreviewed(site)
    _end_with_childhood(site, figures[Figure.PARENT_UNTIL])
    _tell_of_the_end(site, figures[Figure.PARENT_UNTIL], told)


def _ask(site, kind, age, told):
    """Raise a to-do for each whose birthday at ``age`` lies within ``told`` of today, before or after."""
    near = Person.objects.involved().filter(site=site, born_on__range=_born(age, told))
    if kind == TodoKind.TURNS_25:
        plan = LegalBasis.objects.live().filter(person=OuterRef("pk"), basis=Basis.EHC_PLAN)
        near = near.filter(Exists(plan) | Q(cohorts__contains=[Cohort.CHILD]))
    asked = Todo.objects.filter(site=site, kind=kind, person__in=near.values("pk"))
    known = set(asked.values_list("person_id", "key"))
    todos = []
    for pk, born_on in near.values_list("pk", "born_on"):
        due_on = rules.birthday(born_on, age)
        key = f"{kind.value}-{due_on}"
        if abs(due_on - dates.today()) <= told and (pk, key) not in known:
            todos.append(Todo(site=site, person_id=pk, kind=kind, key=key, due_on=due_on))
    Todo.objects.bulk_create(todos, ignore_conflicts=True)


def _born(age, told):
    """Return between which days somebody was born who turns ``age`` near today, a little too wide."""
    day = dates.today()
    return (
        dates.plus_months(day - told, -12 * age) - dt.timedelta(days=1),
        dates.plus_months(day + told, -12 * age) + dt.timedelta(days=1),
    )


def _parents(site):
    standing = Authority.objects.standing().filter(site=site, kind=AuthorityKind.PARENT)
    return standing.select_related("person", "holder").order_by("pk")


def _ask_about_parents(site, age, told):
    """Ask for a look at each parent's right given before the birthday, and tell the parent."""
    today = dates.today()
    key = Concat(Value(authority.REVIEW), Cast(OuterRef("public_id"), CharField()))
    asked = Todo.objects.filter(person=OuterRef("person"), key=key)
    for right in _parents(site).filter(~Exists(asked), person__born_on__lte=_born(age, told)[1]):
        birthday = rules.birthday(right.person.born_on, age)
        if timezone.localdate(right.verified_at) >= birthday or birthday - told > today:
            continue
        due_on = birthday if birthday >= today else today + told
        Todo.objects.bulk_create(
            [
                Todo(
                    site=site,
                    person=right.person,
                    kind=TodoKind.PARENT_REVIEW,
                    key=authority.review_key(right),
                    due_on=due_on,
                    detail=right.holder.name,
                )
            ],
            ignore_conflicts=True,
        )
        _tell(right, "parent_access_reviewed", key=authority.review_key(right))


def _suspend_unreviewed(site):
    """Stop each parent's right whose day to be looked at has come, until somebody has."""
    asked = Todo.objects.open().filter(site=site, kind=TodoKind.PARENT_REVIEW, due_on__lte=dates.today())
    ids = [key.removeprefix(authority.REVIEW) for key in asked.values_list("key", flat=True)]
    why = _("To be looked at again at this age.")
    for right in _parents(site).filter(suspended_at=None, public_id__in=ids):
        authority.stop(right, by=None, why=why, told=why)


def _end_with_childhood(site, age):
    """End rights of parents that a wrong birthday or a new figure would let go on after the age."""
    for right in _parents(site).filter(person__born_on__lte=_born(age, dt.timedelta())[1]):
        birthday = rules.birthday(right.person.born_on, age)
        if birthday <= dates.today():
            right.ends_on = max(birthday, right.starts_on)
            right.save(update_fields=["ends_on"])
            audit.record(Act.WITHDRAW_AUTHORITY, right, by=None, why=_("The young person decides now."))


def _tell_of_the_end(site, age, told):
    """Tell the parent, and the young person, that the parent's right ends soon."""
    today = dates.today()
    for right in _parents(site).filter(ends_on__gt=today, ends_on__lte=today + told):
        _tell(right, "parent_access_ends", key=f"parent-ends-{right.public_id}-{right.ends_on}")
        if right.ends_on == rules.birthday(right.person.born_on, age):
            key = f"you-decide-{right.ends_on}"
            _tell(right, "you_decide_soon", key=key, to=None, page="my_people")


def _tell(right, letter, *, key, to="holder", page="my_acting"):
    """Tell the holder of ``right``, or the person, once: most nights it was told before."""
    if Notice.objects.filter(person=right.person, letter=letter, key__startswith=key).exists():
        return
    reader = right.holder if to else None
    notices.tell(right.person, letter, key=key, to=reader, facts={"link": letters.link(page)})
