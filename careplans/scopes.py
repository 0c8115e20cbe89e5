"""Whose plans: those the user was given, takes part in, or decides about; never what is kept from them.

A person may keep a part from somebody who reads the rest (``KeptFrom``). PostgreSQL holds the same scopes
a second time (careplans/migrations/0053).
"""

from django.db.models import Q

from careplans.models import Action, Goal, KeptFrom, Participant, TriggerKind
from people import scopes
from people.models import Section

SUSPICION = TriggerKind.MISUSE

given_about_me = scopes.of_section(Section.ABOUT_ME)
given_plan = scopes.of_section(Section.PLAN)
given_money = scopes.of_section(Section.MONEY)
decides_the_plan = scopes.decides_the_plan


def given_plan_and_about_me(user, person):
    """Those of whom the user was given both parts whole: a sealed plan holds all that was said."""
    keeping = KeptFrom.objects.live().filter(reader=user.pk).values("person_id")
    return given_plan(user, person) & given_about_me(user, person) & ~Q(**{f"{person}__in": keeping})


def given_plan_about_me_and_money(user, person):
    """Those of whom the user was given the money as well: a sealed plan says what it costs and who pays."""
    return given_plan_and_about_me(user, person) & given_money(user, person)


def given_plan_and_money(user, person):
    """Those of whom the user was given the money beside the plan: a review says how the money works."""
    return given_plan(user, person) & given_money(user, person)


def takes_part_in_the_plan(user, person):
    """Those whose plan the user helps to make: the person said yes to it, and shares the plan with them."""
    approved = Participant.objects.taking_part().filter(user=user.pk)
    return given_plan(user, person) & Q(**{f"{person}__in": approved.values("person_id")})


def writes_in_the_plan(user, person):
    """Those in whose draft the user may write themselves."""
    writing = Participant.objects.taking_part().filter(user=user.pk, may_write=True)
    return given_plan(user, person) & Q(**{f"{person}__in": writing.values("person_id")})


def given_plan_but_for_suspicion(user, person):
    """Those given, without what colleagues noted about money that may be misused: it is looked into first."""
    return given_plan(user, person) if person == "pk" else given_plan(user, person) & ~Q(kind=SUSPICION)


def kept_needs(user):
    """Return the public ids of what is kept from ``user``: needs, statements, what could go wrong."""
    return KeptFrom.objects.live().filter(reader=user.pk).values("line_id")


def _kept_lines(user, line):
    """Return the condition that the line of ``line`` (its public id) is kept, alone or with its need."""
    kept = kept_needs(user)
    goals = Goal.objects.filter(need__public_id__in=kept).values("public_id")
    actions = Action.objects.filter(goal__need__public_id__in=kept).values("public_id")
    return Q(**{f"{line}__in": kept}) | Q(**{f"{line}__in": goals}) | Q(**{f"{line}__in": actions})


def but_for_what_is_kept(given, *paths):
    """Return the scope ``given`` without rows whose line, at one of ``paths``, is kept from the user.

    A path ends in ``line_id`` or ``under_id`` where the row names a line of any kind by its public id.
    Asked about people (path ``pk``), where there is no row yet, nothing is left out.
    """

    def seen(user, person):
        condition = given(user, person)
        if person == "pk":
            return condition
        for path in paths:
            by_any_line = path.endswith(("line_id", "under_id"))
            kept = _kept_lines(user, path) if by_any_line else Q(**{f"{path}__in": kept_needs(user)})
            condition &= ~kept | Q(**{f"{path}__isnull": True})
        return condition

    seen.__name__ = f"{given.__name__}_but_for_what_is_kept"
    return seen


def their_own_words(given):
    """Return the scope ``given`` narrowed down to what the user typed; nobody else ever sees it."""

    def typed(user, person):
        return given(user, person) & Q(saved_by=user.pk)

    typed.__name__ = f"{given.__name__}_and_typed_by_them"
    return typed


def offered_here(user, site="site"):
    """What is offered in the user's site: its own, and what every site is offered."""
    return Q(**{site: None}, is_offered=True) | Q(**{site: user.hat.site_id}, is_offered=True)
