"""The one-page profile: what people like about somebody, what matters to them, how best to support them.

It is drawn from About me, so that nothing is written twice. Source: person-centred practice (domain.md §3.7).
"""

from django.urls import reverse

from careplans.models import AboutHeading, Media, MediaKind, Statement
from ipc.kernel.dates import in_words

SUPPORT = (AboutHeading.SUPPORT, AboutHeading.TALKING, AboutHeading.PLEASE)
ON_THE_PAGE = (AboutHeading.LIKED, AboutHeading.MATTERS, *SUPPORT)
# With more than this the words are printed smaller, so that one page still holds them.
MANY_CHARACTERS = 2000


def shown(person, user) -> dict:
    """Return the profile of ``person`` as ``user`` may read it: two queries."""
    seen = Statement.objects.visible_to(user).filter(person=person, heading__in=ON_THE_PAGE)
    said = {one.heading: one for one in seen}
    in_order = [said[heading] for heading in ON_THE_PAGE if heading in said]
    return {
        "name": person.name,
        "called": person.called,
        "photo": _photo(person, user),
        "liked": _part(said, AboutHeading.LIKED),
        "matters": _part(said, AboutHeading.MATTERS),
        "support": [_part(said, heading) for heading in SUPPORT if heading in said],
        "is_long": sum(len(one.words) for one in in_order) > MANY_CHARACTERS,
        "helpers": list(dict.fromkeys(one.helped_by for one in in_order if one.helped_by)),
        "when": in_words(max((one.written_at for one in in_order), default=None)),
    }


def _photo(person, user):
    """Return the photo they chose for it: the newest beside what people like about them."""
    beside = {"statement__heading": AboutHeading.LIKED, "kind": MediaKind.PHOTO, "removed_at": None}
    found = Media.objects.visible_to(user).filter(person=person, **beside).order_by("-pk").first()
    return found and {
        "url": reverse("media_file", args=[found.public_id]),
        "words": found.text_alternative,
    }


def _part(said, heading):
    if heading not in said:
        return None
    return {"slug": heading.value, "title": heading.label, "words": said[heading].words}
