"""What a list of entries shows: one's own, kept for later, or one that somebody shared."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ipc.kernel import letters
from ipc.kernel.dates import in_words
from peersupport import facts, shortlist
from peersupport.models import Service
from peersupport.shortlist import MOST

LARGE = "large"


def entries(public_ids) -> list[Service]:
    """Return the public entries among ``public_ids``, in that order; at most as many as a list holds."""
    wanted = list(dict.fromkeys(public_ids))[:MOST]
    found = {
        one.public_id: one for one in Service.objects.public().for_reading().filter(public_id__in=wanted)
    }
    return [found[one] for one in wanted if one in found]


def of_person(rows, *, may_change) -> dict:
    """Return the list of a person: each entry with their word about why."""
    here = [row for row in rows if row.service.is_public]
    return _list([row.service for row in here], gone=len(rows) - len(here)) | {
        "cards": [_card(row.service, row, may_change=may_change) for row in here],
        "may_change": may_change,
    }


def for_colleagues(person, user) -> list[dict]:
    """Return what ``person`` keeps, in few words, for a colleague who may know of it."""
    return [
        {
            "name": row.service.name,
            "url": reverse("service", args=[row.service.public_id]),
            "words": row.words,
            "who": row.kept_by.name if row.kept_by else "",
            "when": in_words(row.kept_at),
        }
        for row in shortlist.of(person, user)
        if row.service.is_public
    ]


def on_this_device(services, *, number) -> dict:
    """Return the list that is kept on the device alone, of which ``number`` were put there."""
    cards = [_card(service, may_change=True) for service in services]
    return _list(services, gone=number - len(services)) | {"cards": cards, "may_change": True}


def shared(services) -> dict:
    """Return a list as somebody shared it: nothing of whose it is."""
    return _list(services, gone=0) | {
        "cards": [_card(service) for service in services],
        "base": _query(services) + "&",
    }


def _list(services, *, gone):
    return {"gone": _gone(gone), "share_url": link(services) if services else "", "number": len(services)}


def _card(service, row=None, *, may_change=False):
    words = row.words if row else ""
    card = facts.card(service)
    return card | {
        "phone": _phone(service),
        "lines": _lines(service, card),
        "words": words,
        "by": row.kept_by.name if row and row.kept_by else "",
        "kept": in_words(row.kept_at) if row else "",
        "note_url": reverse("note_kept", args=[row.public_id]) if row and may_change else "",
        "drop_url": reverse("drop_kept", args=[service.public_id]) if may_change else "",
    }


def _phone(service):
    return service.phone if service.has_public_contact else ""


def _lines(service, card) -> list[dict]:
    """Return the facts of an entry for Easy Read, one idea a line with its drawing; its page tells more."""
    call = _("Ring %(phone)s.") % {"phone": _phone(service)} if _phone(service) else ""
    told = [(card["drawing"], line) for line in card["easy"][:1]]
    told += [("calendar", card["when"]), ("house", card["where"]), ("money", card["cost"]), ("phone", call)]
    return [{"drawing": drawing, "sentence": sentence} for drawing, sentence in told if sentence]


def link(services):
    """Return the whole address of the list: ids of public entries and nothing else."""
    return f"{letters.link('shared_list')}?{_query(services)}"


def _query(services):
    return urlencode([("entry", str(one.public_id)) for one in services])


def _gone(number):
    if not number:
        return ""
    return ngettext(
        "%(number)s thing you kept is not in the directory any more.",
        "%(number)s things you kept are not in the directory any more.",
        number,
    ) % {"number": number}
