"""Whose rows: the ways in which a user can be connected with a person.

Each scope takes the user and the path from the model to the person (``"pk"`` for a person itself)
and returns a condition. PostgreSQL holds the same scopes a second time (people/migrations).
"""

from django.db.models import Q

from people.models import Allocation, Authority, Consent, Section


def _among(person, people):
    return Q(**{f"{person}__in": people})


def own(user, person):
    """The person's own record."""
    return Q(**{person: user.person_id}) if user.person_id else Q(pk__isnull=True)


def of_section(section):
    """Return the scope of those whose ``section`` the user may see: own, acted for, or shared with them."""

    def shared_with_them(user, person):
        acted_for = Authority.objects.live().filter(holder=user, sections__contains=[section])
        agreed = Consent.objects.live().filter(user=user, sections__contains=[section])
        return (
            own(user, person)
            | _among(person, acted_for.values("person_id"))
            | _among(person, agreed.values("person_id"))
        )

    shared_with_them.__name__ = f"own_or_given_{Section(section).value}"
    return shared_with_them


def acted_for(kinds):
    """Return the scope of those for whom the user decides by one of ``kinds`` of authority."""

    def acted_for_by_right(user, person):
        held = Authority.objects.live().filter(holder=user, kind__in=kinds)
        return own(user, person) | _among(person, held.values("person_id"))

    return acted_for_by_right


def on_caseload(user, person):
    """Those on the user's own caseload today; never the user's own record."""
    mine = Allocation.objects.live().filter(worker=user).exclude(person_id=user.person_id)
    return _among(person, mine.values("person_id"))


def in_site(user, person):
    """Everybody in the site of the hat worn now; never the user's own record."""
    if not user.hat.site_id:
        return Q(pk__isnull=True)
    here = Q(site_id=user.hat.site_id)
    return here & ~own(user, person) if user.person_id else here
