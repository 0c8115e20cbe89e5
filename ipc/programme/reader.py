"""Who reads the information: in which area, and whether it is about a child. It is never written down.

The area is that of whoever is signed in, or the one named in the address (``?site=barnsley``), kept in a
cookie that says nothing else. ``?for=families`` asks for the version for children and their families.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings

from ipc.programme.models import Audience
from people.models import Person, Role, Site

AREA = "area"


class Reader(NamedTuple):
    """``site`` is None where it is not known; ``is_theirs`` says that it comes from their sign-in."""

    site: Site | None
    audience: str
    is_theirs: bool = False

    @property
    def query(self) -> str:
        """Return what an address must say for the same version: ``?for=families``, or nothing."""
        return "" if self.audience == Audience.EVERYBODY else "?" + urlencode({"for": self.audience})


def of(request) -> Reader:
    asked = request.GET.get("for", "")
    audience = asked if asked in Audience.values else Audience.EVERYBODY
    own = _own_site(request.user) if request.user.is_authenticated else None
    if own:
        return Reader(own, audience, is_theirs=True)
    slug = request.GET.get("site", request.COOKIES.get(AREA, ""))
    return Reader(Site.objects.filter(slug=slug).first() if slug else None, audience)


def _own_site(user):
    """Return the site somebody works in, or the one where all those live whose pages they may open."""
    if user.hat.role != Role.PERSON:
        return Site.objects.filter(pk=user.hat.site_id).first() if user.hat.site_id else None
    sites = Person.objects.visible_to(user).order_by().values("site_id").distinct()
    found = list(Site.objects.filter(pk__in=sites)[:2])
    return found[0] if len(found) == 1 else None


def remember(answer, request, site=None):
    """Keep the area that was chosen, or forget it where none was; return the answer."""
    slug = site.slug if site else request.GET.get("site")
    if slug and (site or Site.objects.filter(slug=slug).exists()):
        answer.set_cookie(AREA, slug, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    elif slug == "":
        answer.delete_cookie(AREA, samesite="Lax")
    return answer
