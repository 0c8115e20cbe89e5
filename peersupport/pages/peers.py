"""What colleagues see of peer supporters: who needs something first, and one of them with everything."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ipc.kernel import acting
from ipc.kernel.dates import in_words, today
from peersupport import figures, standing
from peersupport.models import (
    HAS_A_PLACE,
    Introduction,
    Mode,
    OrganisationPolicy,
    Peer,
    PeerActivity,
    PeerStatus,
    PolicyKind,
    SupportFigure,
)
from peersupport.peers import checks, keep, nightly, readiness, starting
from people.models import Organisation

MOST = 300
MOST_SHOWN = 20
COLOURS = {
    PeerStatus.PREPARING: "yellow",
    PeerStatus.ACTIVE: "green",
    PeerStatus.PAUSED: "red",
    PeerStatus.ENDED: "grey",
}


def listed(user) -> dict:
    """Return those who need something, the others, and those who have stopped; the same questions for all."""
    seen = Peer.objects.visible_to(user).select_related("service", "organisation").prefetch_related("checks")
    peers = list(seen.order_by("name", "pk")[:MOST])
    working = [one for one in peers if one.status != PeerStatus.ENDED]
    missing, rules, taken = readiness.of_all(working), checks.rules(), _taken(working)
    usual = figures.value(SupportFigure.MOST_PEOPLE, site_id=user.hat.site_id)
    rows = [_row(one, missing[one.pk], rules, taken.get(one.service_id, 0), usual) for one in working]
    return {
        "needing": [row for row in rows if row["needed"]],
        "others": [row for row in rows if not row["needed"]],
        "stopped": [{"name": one.name, "url": _url(one)} for one in peers if one.status == PeerStatus.ENDED],
    }


def _url(peer):
    return reverse("peer", args=[peer.public_id])


def _taken(peers):
    """Return how many people each of them meets: a number, beyond what a navigator may see of the people."""
    if not peers:
        return {}
    with acting.for_the_site("count whom peer supporters meet", site_id=peers[0].site_id):
        met = Introduction.objects.filter(
            service_id__in=[one.service_id for one in peers], status__in=HAS_A_PLACE
        )
        return dict(met.order_by().values_list("service_id").annotate(number=Count("pk")))


def _row(peer, missing, rules, taken, usual):
    until = checks.all_hold_until(peer, rules)
    needed = [one.words for one in missing]
    if not needed and until and until <= today() + nightly.SOON:
        needed = [_("A new DBS check by %(day)s.") % {"day": in_words(until)}]
    return {
        "name": peer.name,
        "shown_as": peer.service.name,
        "organisation": peer.organisation.name,
        "url": _url(peer),
        "status": peer.get_status_display(),
        "colour": COLOURS[PeerStatus(peer.status)],
        "needed": needed,
        "people": people_in_words(taken, usual if peer.most_people is None else peer.most_people),
        "check": in_words(until),
        "supervision": in_words(peer.supervision_due_on),
    }


def people_in_words(taken, most) -> str:
    return ngettext("%(taken)s of %(most)s person", "%(taken)s of %(most)s people", most) % {
        "taken": taken,
        "most": most,
    }


def whole(peer) -> dict:
    """Return what the page of one of them tells."""
    usual = figures.value(SupportFigure.MOST_PEOPLE, site_id=peer.site_id)
    missing = _missing(peer)
    most = usual if peer.most_people is None else peer.most_people
    taken = _taken([peer]).get(peer.service_id, 0)
    return {
        "name": peer.name,
        "public_id": peer.public_id,
        "shown_as": peer.service.name,
        "words": peer.service.description,
        "entry_url": reverse("service", args=[peer.service.public_id]) if peer.service.is_public else "",
        "status": peer.get_status_display(),
        "colour": COLOURS[PeerStatus(peer.status)],
        "why_paused": peer.why_paused,
        "missing": missing,
        "is_ended": peer.status == PeerStatus.ENDED,
        "may_start": peer.status in (PeerStatus.PREPARING, PeerStatus.PAUSED) and not missing,
        "is_active": peer.status == PeerStatus.ACTIVE,
        "facts": _facts(peer, people_in_words(taken, most)),
        "checks": [_check(one) for one in peer.checks.select_related("seen_by")],
        "supervisions": [_supervision(one) for one in _supervisions(peer)],
    }


def _missing(peer):
    """Return what keeps them from beginning; after a pause also that a worry is not settled."""
    if peer.status == PeerStatus.ENDED:
        return []
    found = [{"words": one.words, "source": one.source} for one in readiness.missing(peer)]
    if peer.status == PeerStatus.PAUSED and starting.has_open_worry(peer):
        found.insert(0, {"words": starting.WorryNotSettled.message, "source": ""})
    return found


def met(peer, user) -> list[Introduction]:
    """Return the open introductions with them that ``user`` may see."""
    seen = Introduction.objects.visible_to(user).open().filter(service_id=peer.service_id)
    return list(seen.select_related("person").order_by("pk")[:MOST_SHOWN])


def met_row(introduction) -> dict:
    return {
        "name": introduction.person.name,
        "status": standing.for_colleagues(introduction.status),
        "url": reverse("answer_introduction", args=[introduction.public_id]),
        "contact_url": reverse("note_contact", args=[introduction.public_id]),
        "worry_url": reverse("raise_concern", args=[introduction.public_id]),
    }


def _facts(peer, people):
    def labels(choices, values):
        return ", ".join(str(choices(value).label) for value in values)

    rows = [
        (_("Organisation"), peer.organisation.name),
        (_("Telephone"), peer.phone),
        (_("Email"), peer.email),
        (_("Does with people"), labels(PeerActivity, peer.activities)),
        (_("Ways to meet"), labels(Mode, peer.modes)),
        (_("Goes to"), ", ".join(peer.districts) or _("Everywhere in the area")),
        (_("Languages"), ", ".join(peer.languages)),
        (_("Supports now"), people),
        (_("Supervised by"), peer.supervisor),
        (_("Next supervision"), in_words(peer.supervision_due_on)),
        (_("Trained"), in_words(peer.trained_on)),
        (_("Boundaries agreed"), in_words(peer.boundaries_agreed_on)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _check(check):
    level = check.get_level_display()
    return {
        "level": _("%(level)s (both lists)") % {"level": level} if check.has_both_lists else level,
        "issued": in_words(check.issued_on),
        "seen": _("%(who)s, %(day)s") % {"who": check.seen_by.name, "day": in_words(check.seen_on)},
        "outcome": check.get_outcome_display(),
        "detail": check.detail,
        "again": in_words(check.again_on),
    }


def _supervisions(peer):
    return peer.supervisions.select_related("written_by")[:MOST_SHOWN]


def _supervision(held):
    return {
        "held": in_words(held.held_on),
        "next": in_words(held.next_on),
        "words": held.words,
        "who": held.written_by.name,
    }


def typed(peer) -> dict:
    """Return what the form begins with."""
    own = {
        field.name: getattr(peer, field.name)
        for field in Peer._meta.concrete_fields
        if field.name not in ("id", "public_id", "site", "organisation", "service", "status", "added_by")
    }
    return own | {name: getattr(peer.service, column) for name, column in keep.IN_THE_ENTRY.items()}


def organisations(user):
    """Return the organisations of the site of the hat worn now."""
    return list(Organisation.objects.filter(site_id=user.hat.site_id))


def policies(user) -> list[dict]:
    """Return each organisation that has peer supporters, with which policies were seen and until when."""
    giving = Peer.objects.visible_to(user).values("organisation_id")
    found = {one.pk: one for one in Organisation.objects.filter(pk__in=giving)}
    newest: dict[tuple, OrganisationPolicy] = {}
    seen = OrganisationPolicy.objects.visible_to(user).filter(organisation_id__in=found).order_by("seen_on")
    for policy in seen:
        newest[policy.organisation_id, policy.kind] = policy
    return [
        _of_organisation(one, {kind: newest.get((pk, kind)) for kind in PolicyKind})
        for pk, one in found.items()
    ]


def _of_organisation(organisation, newest):
    """Return which policies to look at now, all of them, and where none waits the day of the next."""
    shown = {kind: _policy(kind, policy) for kind, policy in newest.items()}
    waiting = [shown[kind] for kind, policy in newest.items() if policy is None or policy.again_on <= today()]
    following = "" if waiting else in_words(min(policy.again_on for policy in newest.values()))
    return {
        "name": organisation.name,
        "waiting": waiting,
        "policies": list(shown.values()),
        "next": following,
    }


def _policy(kind, policy):
    if policy is None:
        return {"label": kind.label, "status": _("Not seen yet"), "colour": "red", "hint": ""}
    is_over = policy.again_on <= today()
    return {
        "label": kind.label,
        "hint": _("Seen on %(day)s. Look at it again by %(again)s.")
        % {"day": in_words(policy.seen_on), "again": in_words(policy.again_on)},
        "status": _("Look at it again") if is_over else _("Seen"),
        "colour": "yellow" if is_over else "green",
    }
