"""Whose wishes to join, and which entries: how users are connected with this room's rows."""

from django.db.models import Q

from peersupport.models import PUBLIC, CallRequest, Introduction
from people import scopes
from people.models import Authority, PersonStatus, Section


def asked_to_join_here(user, person):
    """Those who asked to join in the user's site, while it is open and they share who they are for it.

    Never somebody the user is close to, nor a restricted record that does not name them.
    """
    ours = Introduction.objects.filter(site_id=user.hat.site_id).shared_now()
    asked = (
        Q(pk__in=ours.values("pk"))
        if person == "person"
        else Q(**{f"{person}__in": ours.values("person_id")})
    )
    return asked & ~scopes.withheld(user, person)


def part_of_what_is_shared_here(user, person):
    """What belongs to an introduction that ``asked_to_join_here`` shows: nothing of one that is over.

    Somebody who asked for something else, or for a call, shows nobody what they have left.
    """
    if person != "person":
        return asked_to_join_here(user, person)
    ours = Introduction.objects.filter(site_id=user.hat.site_id).shared_now()
    return Q(introduction__in=ours.values("pk")) & ~scopes.withheld(user, person)


def introduced_here(user, person):
    """Those who asked the navigators of the user's site for an introduction or a call, while it is open.

    Only while they share who they are for it; never somebody the user is close to, nor a restricted
    record that does not name them.
    """
    if not user.hat.site_id:
        return Q(pk__isnull=True)
    asked = Introduction.objects.filter(site_id=user.hat.site_id).shared_now().values("person_id")
    called = CallRequest.objects.filter(site_id=user.hat.site_id).shared_now().values("person_id")
    theirs = Q(**{f"{person}__in": asked}) | Q(**{f"{person}__in": called})
    return theirs & ~scopes.withheld(user, person)


def call_asked_here(user, person):
    """Wishes for a call in the user's site that are open and shared, of nobody withheld from the user."""
    ours = CallRequest.objects.filter(site_id=user.hat.site_id).shared_now()
    return Q(pk__in=ours.values("pk")) & ~scopes.withheld(user, person)


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
