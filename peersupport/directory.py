"""Finding what is there locally."""

from django.db.models import Q

from peersupport import places
from peersupport.models import Schedule, Service
from people.models import Site

# A choice: what is looked through when nothing is within a walk.
A_WALK = places.walk_of(30)
A_RIDE = 15_000
BY_NAME = ("name", "pk")
NEAREST_FIRST = ("metres", "pk")


def search(
    words="",
    *,
    site="",
    need="",
    kind="",
    group="",
    weekday="",
    age=None,
    is_free=False,
    most_cost=None,
    features=(),
    is_online=False,
    any_word=False,
    near=None,
    within=A_RIDE,
    among=None,
):
    """Return the entries that fit, by name; without ``among`` only what everybody may find.

    ``site`` is a slug, ``need`` a code of ``Need``, ``kind`` a ``ServiceKind``, ``group`` a ``Cohort``,
    ``weekday`` a ``Weekday``, ``features`` what a place must have (``AccessFeature``); ``is_online`` keeps
    what needs no journey; ``any_word`` is content with one of the words. ``near`` (latitude, longitude)
    keeps what has a known place up to ``within`` metres away, the nearest first, with its ``metres``.
    """
    found = Service.objects.public() if among is None else among
    found = found.filter(_exactly(site=site, need=need, kind=kind), _for_whom(group, age), _on(weekday))
    found = found.filter(_at_most(0 if is_free else most_cost))
    if features:
        found = found.filter(access_features__contains=list(features), has_sensitive_place=False)
    if is_online:
        found = found.filter(Q(is_online=True) | Q(is_mobile=True))
    found = found.matching(words, any_word=any_word).for_reading()
    if near is None:
        return found.order_by(*BY_NAME)
    return places.within(found, near, within).order_by(*NEAREST_FIRST)


def _exactly(*, site, need, kind):
    """The site as one value, not as a join: so the database knows that it is an eighth of everything."""
    exact = {"needs__contains": [need] if need else None, "kind": kind}
    condition = Q(**{name: value for name, value in exact.items() if value})
    return condition & Q(site_id=Site.objects.filter(slug=site).values("pk")[:1]) if site else condition


def _for_whom(group, age):
    """What is for everybody fits every group and every age."""
    condition = Q(cohorts=[]) | Q(cohorts__contains=[group]) if group else Q()
    if age is None:
        return condition
    old_enough = Q(minimum_age=None) | Q(minimum_age__lte=age)
    return condition & old_enough & (Q(maximum_age=None) | Q(maximum_age__gte=age))


def _on(weekday):
    """Asked beside the other times: an entry that meets twice on the day is found once."""
    if not weekday:
        return Q()
    return Q(pk__in=Schedule.objects.filter(weekday=weekday).values("service_id"))


def _at_most(pounds):
    return Q() if pounds is None else Q(cost__lte=pounds)


def find(public_id):
    """Return the public entry ``public_id``, or None."""
    return Service.objects.public().for_reading().filter(public_id=public_id).first()


def suggested_for(person, *, most=3):
    """Return a few public entries near ``person`` that fit them and that they neither asked for nor keep."""
    near = Service.objects.public().for_reading().filter(site_id=person.site_id)
    for known in (person.introductions, person.shortlisteds):
        near = near.exclude(pk__in=known.values("service_id"))
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
