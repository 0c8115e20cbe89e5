"""Rows about one person carried into the record of another, whichever room they are of.

Every model of a row about a person takes part by being one (``PersonRow``), so that rooms above need not be
known here. Rows that refer to each other make a group, and a group moves whole or not at all.
"""

from collections import Counter
from typing import NamedTuple

from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils.translation import gettext, gettext_lazy

from ipc.kernel.errors import RuleBroken
from people.models import PersonRow

Row = tuple[type[models.Model], int]
INSUFFICIENT_PRIVILEGE = "42501"


class GrownTogether(RuleBroken):
    message = gettext_lazy(
        "Since they were put together something was written that belongs to both records. They cannot be "
        "taken apart any more."
    )


class Stays(NamedTuple):
    """How many rows of one kind stay where they are, and why."""

    what: str
    many: int
    why: str


class Carried(NamedTuple):
    """What moved (``trail``: model label → keys), what stays, and what was said before."""

    trail: dict
    stays: list[Stays]
    before: dict

    @property
    def counts(self):
        """Return how many rows of each kind moved, in words."""
        kinds = {model._meta.label: model for model in rows_of_people()}
        return sorted((_called(kinds[label]), len(keys)) for label, keys in self.trail.items())


def rows_of_people() -> list[type[models.Model]]:
    """Return every model of rows about a person, those of the rooms above included."""
    found: list[type[models.Model]] = []
    waiting = list(PersonRow.__subclasses__())
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if not model._meta.abstract and model not in found:
            found.append(model)
    return sorted(found, key=lambda model: model._meta.label)


def has_any(kinds, person) -> bool:
    return any(model._base_manager.filter(person=person).exists() for model in kinds)


def carry(source, target, *, never) -> Carried:
    """Carry every group of rows of ``source`` that goes into ``target``; say what moved and what stays."""
    kinds = [model for model in rows_of_people() if model not in never]
    trail: dict[str, list[int]] = {}
    stays: Counter = Counter()
    _go(_groups(_rows(kinds, source)), target, trail, stays)
    told = [Stays(_called(model), many, why) for (model, why), many in stays.items()]
    return Carried(trail, sorted(told), {})


def carry_back(trail, source, target, *, never) -> None:
    """Carry the rows of ``trail`` from ``source`` back to ``target``, and what hangs on them since.

    Raises:
        GrownTogether: what hangs on them is money, or hangs on a row that stays as well.
    """
    kinds = rows_of_people()
    here = _rows(kinds, source)
    of_trail = {(model, pk) for model in kinds for pk in trail.get(model._meta.label, ())}
    going = of_trail & set(here)
    while hanging := {row for row, refers_to in here.items() if refers_to & going} - going:
        going |= hanging
    if any(here[row] - going or row[0] in never for row in going):
        raise GrownTogether
    _update(going, target)


def _rows(kinds, person) -> dict[Row, set[Row]]:
    """Return the rows of ``kinds`` about ``person``, each with those of them that it refers to."""
    refers: dict[Row, set[Row]] = {}
    for model in kinds:
        links = [
            (field.attname, field.related_model)
            for field in model._meta.concrete_fields
            if field.is_relation and field.related_model in kinds
        ]
        names = [name for name, _kind in links]
        for pk, *keys in model._base_manager.filter(person=person).values_list("pk", *names):
            refers[model, pk] = {
                (kind, key) for (_name, kind), key in zip(links, keys, strict=True) if key is not None
            }
    return {row: refers_to & refers.keys() for row, refers_to in refers.items()}


def _groups(refers) -> list[set[Row]]:
    """Return the rows in groups: those that refer to each other, by whatever way round, together."""
    group_of = {row: {row} for row in refers}
    for row, refers_to in refers.items():
        for other in refers_to:
            one, two = group_of[row], group_of[other]
            if one is not two:
                one |= two
                group_of.update(dict.fromkeys(two, one))
    return list({id(group): group for group in group_of.values()}.values())


def _go(groups, target, trail, stays):
    """Move all ``groups`` at once, and where the database objects, each half by itself."""
    if not groups:
        return
    rows = set().union(*groups)
    why = _objection(rows, target)
    if why is None:
        for model, pk in sorted(rows, key=lambda row: (row[0]._meta.label, row[1])):
            trail.setdefault(model._meta.label, []).append(pk)
    elif len(groups) == 1:
        stays.update((model, why) for model, _pk in rows)
    else:
        middle = len(groups) // 2
        _go(groups[:middle], target, trail, stays)
        _go(groups[middle:], target, trail, stays)


def _objection(rows, target):
    """Move ``rows`` and return nothing; or leave them and return what the database objected to, in words."""
    try:
        with transaction.atomic():
            _update(rows, target)
            connection.check_constraints()
    except DatabaseError as error:
        if isinstance(error, IntegrityError):
            return gettext("The record that is kept has one already.")
        if getattr(error.__cause__, "pgcode", None) != INSUFFICIENT_PRIVILEGE:
            raise
        return gettext("It is sealed, and stays where it was written.")
    return None


def _update(rows, target):
    by_kind: dict[type[models.Model], list[int]] = {}
    for model, pk in rows:
        by_kind.setdefault(model, []).append(pk)
    for model, keys in by_kind.items():
        model._base_manager.filter(pk__in=keys).update(person=target)


def _called(model):
    return str(model._meta.verbose_name)
