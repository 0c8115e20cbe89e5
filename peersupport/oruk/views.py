"""The nine addresses of the feed: anonymous, JSON, readable from every origin."""

import uuid
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse

from peersupport.models import Service
from peersupport.oruk import asking, ids, records, vocabulary

SPECIFICATION = "https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json"
ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://docs.openreferraluk.org/en/latest/",
    "openapi_url": SPECIFICATION,
}


def published(view):
    """Answer with the JSON that ``view`` returns; what cannot be answered is JSON too."""

    @wraps(view)
    @login_not_required
    def answer(request, **kwargs):
        if request.method not in ("GET", "HEAD"):
            response = _problem(405, "This feed is for reading only: use GET.")
            response["Allow"] = "GET, HEAD"
        else:
            try:
                response = JsonResponse(view(request, **kwargs))
            except asking.NotUnderstood as error:
                response = _problem(400, str(error))
            except Http404:
                response = _problem(404, "There is nothing here.")
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def _problem(status, title):
    return JsonResponse(
        {"type": "about:blank", "title": title, "status": status},
        status=status,
        content_type="application/problem+json",
    )


@published
def root(request):
    return ABOUT


@published
def services(request):
    found = asking.services(_entries(), request.GET)
    return _paged(request, found, records.brief)


@published
def service(request, wanted):
    return records.whole(_one(_entries(), _id(wanted)))


@published
def service_at_locations(request):
    found = asking.near(asking.services(_located(), request.GET), request.GET)
    return _paged(request, found, _brief_at_location)


@published
def service_at_location(request, wanted):
    found = _one(_located(), ids.at_location(_id(wanted)))
    return records.at_location(found, service_record=records.whole(found, at_locations=False))


@published
def taxonomies(request):
    return _paged(request, vocabulary.taxonomies())


@published
def taxonomy(request, wanted):
    return _named(vocabulary.taxonomies(), wanted)


@published
def taxonomy_terms(request):
    return _paged(request, vocabulary.terms())


@published
def taxonomy_term(request, wanted):
    return _named(vocabulary.terms(), wanted)


@published
def nothing_here(request, wanted):
    raise Http404


def _entries():
    """Return what the feed tells of, in an order to which new entries are added at the end."""
    return Service.objects.public().for_reading().order_by("public_id")


def _located():
    return _entries().with_public_location()


def _brief_at_location(found):
    return records.at_location(found, service_record=records.brief(found))


def _paged(request, rows, record=None):
    """Return one page in the standard's envelope. Its pages are numbered, so here we count and skip.

    Both are done on the ids alone, in their index; only the rows of the page are read.
    """
    number, size = asking.page(request.GET)
    total = len(rows) if isinstance(rows, list) else rows.order_by().values("public_id").count()
    pages = -(-total // size)
    if number > max(pages, 1):
        raise asking.NotUnderstood(f"page must be from 1 to {max(pages, 1)}.")
    asked_for = slice((number - 1) * size, number * size)
    if record:
        rows = _read(rows, asked_for)
    contents = [record(one) for one in rows] if record else rows[asked_for]
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _read(rows, asked_for):
    """Return the rows at ``asked_for``, without what only a whole record tells."""
    there = rows.values("public_id")[asked_for]
    return _entries().prefetch_related(None).filter(public_id__in=there)


def _one(queryset, public_id):
    found = queryset.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _named(rows, wanted):
    for row in rows:
        if row["id"] == wanted.lower():
            return row
    raise Http404


def _id(wanted):
    try:
        return uuid.UUID(wanted)
    except ValueError as error:
        raise Http404 from error
