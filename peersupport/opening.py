"""What a page of the directory must know before it searches, asked in one question."""

from dataclasses import dataclass

from django.db.models import CharField, F, FloatField, IntegerField, Value
from django.db.models.functions import Cast

from peersupport import places
from peersupport.models import Need, PostcodePlace
from people.models import Site

NEED, SITE, PLACE = "1", "2", "3"


@dataclass(frozen=True)
class Opening:
    """``needs`` as (code, name, easy name) and ``sites`` as (slug, name) to choose from; where it is."""

    needs: list[tuple[str, str, str]]
    sites: list[tuple[str, str]]
    here: tuple[float, float] | None


def ask(postcode="") -> Opening:
    """Return what there is to choose from, and where ``postcode`` is (None where nobody has told us)."""
    tried = places.codes(postcode)
    rows = _rows(NEED, Need.objects.all(), code="code", called="name", easy="easy_name", place="order").union(
        _rows(SITE, Site.objects.all(), code="slug", called="name"),
        _rows(PLACE, PostcodePlace.objects.filter(code__in=tried), code="code", at=True),
        all=True,
    )
    needs, sites, known = [], [], {}
    for table, _place, called, code, easy, latitude, longitude in rows.order_by("table", "place", "called"):
        if table == NEED:
            needs.append((code, called, easy or called))
        elif table == SITE:
            sites.append((code, called))
        else:
            known[code] = (latitude, longitude)
    return Opening(needs, sites, places.first_known(tried, known))


def _rows(table, queryset, *, code, called="", easy="", place="", at=False):
    """Return the rows of one table in the shape that all of them share."""
    columns = {
        "table": Cast(Value(table), CharField()),
        "place": Cast(F(place) if place else Value(0), IntegerField()),
        "called": _words(called),
        "key": _words(code),
        "easy": _words(easy),
        "north": F("latitude") if at else Cast(Value(None), FloatField()),
        "east": F("longitude") if at else Cast(Value(None), FloatField()),
    }
    return queryset.order_by().annotate(**columns).values_list(*columns)


def _words(column):
    return Cast(F(column) if column else Value(""), CharField())
