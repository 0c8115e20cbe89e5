"""What is shown about two people who meet: matches in words, worries, being in touch, being kept apart."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from ipc.kernel import acting
from ipc.kernel.dates import in_words, moment_in_words
from ipc.kernel.paging import page_after
from peersupport import facts
from peersupport.models import Concern, ContactNote, KeptApart, Need, Peer, Service, ServiceKind

MOST = 100


def needs():
    return list(Need.objects.all())


def needs_of_peers(site_id):
    """Return the needs that peer supporters of a site know from their own life."""
    entries = Service.objects.public().filter(site_id=site_id, kind=ServiceKind.PEER)
    known = {code for codes in entries.values_list("needs", flat=True) for code in codes}
    return list(Need.objects.filter(code__in=known))


def match_card(match) -> dict:
    """Return somebody as a person in their own words, the ways to meet, and why they might get on."""
    service = match.service
    return {
        "name": service.name,
        "url": reverse("service", args=[service.public_id]),
        "ask_url": reverse("ask_to_join", args=[service.public_id]),
        "words": service.description,
        "organisation": service.organisation_name,
        "ways": ", ".join(match.ways).lower(),
        "languages": service.languages,
        "who": facts.for_whom(service),
        "reasons": match.reasons,
    }


def concerns(user, after="") -> tuple[list[Concern], list[Concern], str]:
    """Return ``(worries to settle, those settled, token of the next page)``; the first only on page one."""
    seen = Concern.objects.visible_to(user).select_related(
        "person", "introduction__service", "raised_by", "closed_by"
    )
    seen = seen.annotate(newest_first=-F("pk"))
    waiting = [] if after else list(seen.filter(closed_at=None).order_by("pk")[:MOST])
    done, more = page_after(seen.exclude(closed_at=None), after, 25, fields=("newest_first",))
    return waiting, done, more


def concern(one, *, may_close) -> dict:
    return {
        "name": one.person.name,
        "person_url": reverse("person", args=[one.person.public_id]),
        "service": one.introduction.service.name,
        "words": one.words,
        "who": one.raised_by.name if one.raised_by else "",
        "when": moment_in_words(one.raised_at),
        "has_paused_peer": one.has_paused_peer,
        "outcome": one.outcome,
        "closed_by": one.closed_by.name if one.closed_by else "",
        "closed": in_words(one.closed_at),
        "close_url": reverse("close_concern", args=[one.public_id])
        if may_close and not one.closed_at
        else "",
    }


def about(introduction) -> dict:
    """Return whom and what an introduction is about."""
    return {
        "name": introduction.person.name,
        "service": introduction.service.name,
        "status": introduction.get_status_display(),
        "url": reverse("answer_introduction", args=[introduction.public_id]),
        "is_peer": introduction.service.kind == ServiceKind.PEER,
    }


def contacts(introduction, user) -> list[dict]:
    """Return when they were in touch, the newest first."""
    seen = ContactNote.objects.visible_to(user).filter(introduction=introduction).select_related("written_by")
    return [
        {
            "when": in_words(one.on),
            "how": one.get_mode_display(),
            "minutes": _("%(minutes)s minutes") % {"minutes": one.minutes},
            "words": one.words,
            "who": one.written_by.name if one.written_by else "",
        }
        for one in seen[:MOST]
    ]


def apart(person, user) -> list[dict]:
    """Return whom ``person`` is kept apart from now."""
    kept = list(KeptApart.objects.visible_to(user).filter(person=person, ended_at=None)[:MOST])
    with acting.for_the_site("name who is kept apart", site_id=person.site_id):
        peers = Peer.objects.filter(pk__in=[one.peer_id for one in kept])
        names = dict(peers.values_list("pk", "service__name"))
    return [
        {
            "name": names[one.peer_id],
            "why": one.get_why_display(),
            "words": one.words,
            "since": in_words(one.set_at),
            "end_url": reverse("end_kept_apart", args=[one.public_id]),
        }
        for one in kept
    ]


def peer_entries(user):
    """Return the entries of the peer supporters of the user's own site."""
    seen = Service.objects.visible_to(user).filter(kind=ServiceKind.PEER, site_id=user.hat.site_id)
    return list(seen.defer("search", "source_values").order_by("name", "pk")[:MOST])
