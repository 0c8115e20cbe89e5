"""Finding what is there locally."""

from peersupport.models import Service
from people.models import Site


def search(words="", *, site="", kind="", weekday="", is_free=False, any_word=False, among=None):
    """Return the entries that fit, by name; without ``among`` only what everybody may find.

    ``site`` is a slug, ``kind`` a ``ServiceKind``, ``weekday`` a ``Weekday``; ``any_word`` is content with
    one of the words.
    """
    found = Service.objects.public() if among is None else among
    exact = {"site__slug": site, "kind": kind, "schedules__weekday": weekday}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if is_free:
        found = found.filter(cost=0)
    return found.matching(words, any_word=any_word).for_reading().order_by("name", "pk")


def find(public_id):
    """Return the public entry ``public_id``, or None."""
    return Service.objects.public().for_reading().filter(public_id=public_id).first()


def suggested_for(person, *, most=3):
    """Return a few public entries near ``person`` that fit them and that they have not asked for."""
    asked = person.introductions.values("service_id")
    near = Service.objects.public().for_reading().filter(site_id=person.site_id).exclude(pk__in=asked)
    return near.filter(cohorts__overlap=person.cohorts).order_by("cost", "name", "pk")[:most]


def groups_with_places(site_id, *, most=30):
    """Return the entries of the site that count their places: public_id, name, places, taken, free."""
    groups = (
        Service.objects.public()
        .filter(site_id=site_id, places__isnull=False)
        .with_taken()
        .order_by("name", "pk")
        .values("public_id", "name", "places", "taken")[:most]
    )
    return [group | {"free": max(group["places"] - group["taken"], 0)} for group in groups]


def sites() -> list[tuple[str, str]]:
    """Return the places to choose from: slug and name."""
    return list(Site.objects.values_list("slug", "name"))
