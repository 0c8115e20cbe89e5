"""Whose wishes to join, and which entries: how users are connected with this room's rows."""

from django.db.models import Q

from peersupport.models import PUBLIC, Introduction
from people import scopes
from people.models import Authority, PersonStatus, Section


def asked_to_join_here(user, person):
    """Those who asked to join in the user's site, while it is open and they share who they are for it.

    Never somebody the user is close to.
    """
    ours = Introduction.objects.filter(site_id=user.hat.site_id).shared_now()
    asked = (
        Q(pk__in=ours.values("pk"))
        if person == "person"
        else Q(**{f"{person}__in": ours.values("person_id")})
    )
    return asked & ~scopes.close_to(user, person)


def own_or_acting_about_support(user, person):
    """The user's own, and of those for whom they act by right in what concerns support.

    Somebody who was only shown a person's support may not ask for them: asking gives a name away.
    """
    acted_for = Authority.objects.live().filter(holder=user, sections__contains=[Section.SUPPORT])
    acted_for = acted_for.exclude(person__status=PersonStatus.DIED)
    return scopes.own(user, person) | Q(**{f"{person}__in": acted_for.values("person_id")})


def public_entries(user, person="person"):
    """What anybody may find in the directory."""
    return PUBLIC


def public_entries_and_all_of_the_site(user, person="person"):
    """What anybody may find, and every entry of the user's own site, internal ones too."""
    return PUBLIC | Q(site_id=user.hat.site_id)
