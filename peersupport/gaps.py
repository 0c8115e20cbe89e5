"""Where people wait, and what there is nothing of nearby: counts for planning, and nobody in them."""

from django.db.models import Count, F, Func, Min, Q, Value
from django.db.models.functions import Left, Length, Replace, Upper

from ipc.kernel import acting
from peersupport import answer_times, figures
from peersupport.models import Introduction, IntroductionStatus, Need, Service, SupportFigure
from people.models import OVER, Person

WAITING = [
    IntroductionStatus.ASKED,
    IntroductionStatus.RECEIVED,
    IntroductionStatus.TRYING,
    IntroductionStatus.WAITING,
]
_DISTRICT = Left(
    Upper(Replace("postcode", Value(" "), Value(""))),
    Length(Replace("postcode", Value(" "), Value(""))) - 3,
)


def least_told(site_id) -> int:
    """Return how many there must be before a number is told."""
    return figures.value(SupportFigure.LEAST_TOLD, site_id=site_id)


def waits(site_id) -> list[dict]:
    """Return the entries of the site for which people wait: how many, since when, what is usual.

    ``waiting`` and ``since`` are None where so few wait that a number would tell of them; ``usually`` is what
    the entry usually does, in words, where enough answers are known.
    """
    least = least_told(site_id)
    with acting.for_the_site("count who waits for an answer", site_id=site_id):
        rows = list(
            Introduction.objects.filter(site_id=site_id, status__in=WAITING)
            .values("service_id", name=F("service__name"), is_full=F("service__is_full"))
            .annotate(waiting=Count("pk"), since=Min("asked_at"))
            .order_by("-waiting", "name", "service_id")[:200]
        )
    usually = _usually_answer([row["service_id"] for row in rows])
    few = {"waiting": None, "since": None}
    return [
        row | (few if row["waiting"] < least else {}) | {"usually": usually.get(row["service_id"], "")}
        for row in rows
    ]


def _usually_answer(services):
    return answer_times.usually_answer(Service.objects.filter(pk__in=services).only("pk", "site_id"))


def by_need(site_id) -> list[dict]:
    """Return each need with how many public entries of the site meet it, and the districts without any.

    What is online or comes to people is everywhere; an entry whose place is not told is in no district.
    """
    rows = list(
        Service.objects.public()
        .filter(site_id=site_id)
        .annotate(need=Func("needs", function="unnest"), district=_DISTRICT)
        .values_list("need", "district", "is_online", "is_mobile", "has_sensitive_place", "kind")
        .annotate(entries=Count("pk"))
        .order_by()
    )
    districts = _districts(site_id)
    return [_one_need(need, [row for row in rows if row[0] == need.code], districts) for need in _needs()]


def _needs():
    return Need.objects.order_by("order", "name")


def _one_need(need, rows, districts):
    everywhere = any(online or mobile for _need, _place, online, mobile, *_rest in rows)
    covered = {
        place for _need, place, _on, _mobile, hidden, kind, _n in rows if not hidden and kind != "peer"
    }
    return {
        "need": need.name,
        "entries": sum(row[-1] for row in rows),
        "without": [] if everywhere else [one for one in districts if one not in covered],
        "knows_districts": bool(districts),
    }


def _districts(site_id) -> list[str]:
    """Return the first halves of postcodes where enough of the site's people live to be told of."""
    with acting.for_the_site("see in which districts people live", site_id=site_id):
        here = Person.objects.filter(~Q(status__in=OVER), ~Q(postcode=""), site_id=site_id)
        lived_in = here.annotate(district=_DISTRICT).values("district").annotate(people=Count("pk"))
        enough = lived_in.filter(people__gte=least_told(site_id)).order_by("district")
        return [row["district"] for row in enough]
