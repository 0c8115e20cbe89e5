"""Who may do what: one table per app, giving both the yes or no and the visible rows.

A rule names an act, a role and whose rows. Pages and API operations are guarded by an act; rows come
from ``visible_to`` and ``permitting`` and from nowhere else. What a user may not see is not found
(404); what they see but may not do is refused (403).
"""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404

EVERYTHING = Q(pk__isnull=False)
NOTHING = Q(pk__isnull=True)

Scope = Callable[[object, str], Q]


class Whose(NamedTuple):
    """Whose rows a rule is about: a scope, and the path from the model to the person."""

    scope: Scope
    path: str

    def __call__(self, user, path=None) -> Q:
        """Return the condition. What was worked out for this user in this request is used again."""
        path, known = path or self.path, getattr(user, "conditions", None)
        if known is None:
            return self.scope(user, path)
        wanted = self.scope, path, user.hat
        if wanted not in known:
            known[wanted] = self.scope(user, path)
        return known[wanted]

    @property
    def in_words(self) -> str:
        return self.scope.__name__.replace("_", " ")


class Rule(NamedTuple):
    act: str
    role: str
    whose: Whose


class Table(NamedTuple):
    sees: str
    rules: list[Rule]


_tables: dict[type[models.Model], Table] = {}


def of(scope: Scope, person: str = "person") -> Whose:
    """Return whose rows: those of the people in ``scope``, reached from the model by ``person``."""
    return Whose(scope, person)


def table(*models, sees, rules):
    """Declare who may do what with ``models``; ``sees`` is the act of seeing a row at all.

    A rule is ``(act, role, of(scope))``.
    """
    for model in models:
        _tables[model] = Table(sees, [Rule(*rule) for rule in rules])


def tables():
    return dict(_tables)


def rows(model, act, user, **path) -> Q:
    """Return the condition for the rows of ``model`` on which ``user`` may do ``act``."""
    hat = getattr(user, "hat", None)
    if hat is None or not _within(user, act):
        return NOTHING
    rules = _tables[model].rules
    allowed = [rule.whose(user, **path) for rule in rules if rule.act == act and rule.role == hat.role]
    condition = NOTHING
    for one in allowed:
        condition = one if condition is NOTHING else condition | one
    return condition


def rows_of_people(model, act, user) -> Q:
    """Return the condition, on people, for those on whom ``user`` may do ``act`` of ``model``'s table.

    For acts on rows that do not exist yet: whoever may start a plan has a plan's table to ask, but no
    plan.
    """
    return rows(model, act, user, path="pk")


def _within(user, act) -> bool:
    """Return whether ``act`` is among those this user was let in for: all, unless a token names some."""
    allowed = getattr(user, "acts_allowed", None)
    return allowed is None or str(act) in allowed


def may(act, user) -> bool:
    """Return whether some rule gives ``user`` the act on at least some rows."""
    hat = getattr(user, "hat", None)
    return (
        hat is not None
        and _within(user, act)
        and any(
            rule.act == act and rule.role == hat.role
            for declared in _tables.values()
            for rule in declared.rules
        )
    )


class AccessQuerySet(models.QuerySet):
    def permitting(self, act, user):
        return self.filter(rows(self.model, act, user))

    def visible_to(self, user):
        return self.permitting(_tables[self.model].sees, user)


def find(model, act, user, public_id, queryset=None):
    """Return the row ``public_id`` if ``user`` may do ``act`` on it.

    Raises:
        Http404: there is no such row that the user may see.
        PermissionDenied: they may see it, but not do this.
    """
    rows_seen = model.objects.visible_to(user) if queryset is None else queryset.visible_to(user)
    try:
        found = rows_seen.filter(public_id=public_id).first()
    except ValidationError as not_an_id:
        raise Http404 from not_an_id
    if found is None:
        raise Http404
    if act != _tables[model].sees and not model.objects.permitting(act, user).filter(pk=found.pk).exists():
        raise PermissionDenied
    return found


def requires(act, model=None, *, by=None):
    """Guard a page by ``act``; with a ``model`` the page is given the row instead of its id.

    ``by`` names the model whose table rules the act, where the page is found by a person's id but the
    act is one on something the person may not have yet (a plan to start, a budget to open).
    """

    def guard(view):
        @wraps(view)
        def guarded(request, *args, public_id=None, **kwargs):
            if model is None:
                if not may(act, request.user):
                    raise PermissionDenied
                return view(request, *args, **kwargs)
            if by is None:
                found = find(model, act, request.user, public_id)
            else:
                found = find(model, _tables[model].sees, request.user, public_id)
                allowed = model.objects.filter(rows_of_people(by, act, request.user), pk=found.pk)
                if not allowed.exists():
                    raise PermissionDenied
            return view(request, found, *args, **kwargs)

        guarded.act, guarded.model, guarded.by = act, model, by
        return guarded

    return guard
