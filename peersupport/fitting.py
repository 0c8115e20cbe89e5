"""Who may be matched at all: what each peer supporter must be for one person, whatever anybody wishes."""

import re
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from peersupport import figures
from peersupport.models import (
    HAS_A_PLACE,
    OPEN,
    Introduction,
    KeptApart,
    Mode,
    Peer,
    PeerActivity,
    PeerStatus,
    SupportFigure,
)
from peersupport.peers import checks, readiness
from people.models import InformationNeeds, Person, Relationship

AT_A_DISTANCE = (Mode.ONLINE, Mode.TELEPHONE)
THEIR_OWN = "english"


@dataclass(frozen=True)
class Known:
    """What must be known of one person, and of everybody, to say who may meet them: asked for once."""

    person: Person
    language: str
    reached_by: frozenset[str]
    apart: frozenset[int]
    asked: frozenset[int]
    taken: dict[int, int]
    most: int
    rules: dict
    has_a_place: bool

    @property
    def is_child(self):
        return self.person.age < checks.ADULT

    @property
    def district(self):
        return "".join(self.person.postcode.split()).upper()[:-3]


def known(person, *, sent=None) -> Known:
    """Return what is known of ``person``; ``sent`` is an introduction that is there already and counts not.

    Runs where the site may be looked at: see ``acting.for_the_site``.
    """
    needs = InformationNeeds.objects.filter(person_id=person.pk).first()
    circle = Relationship.objects.filter(person_id=person.pk, ended_at=None).values_list("email", "phone")
    open_ones = Introduction.objects.filter(site_id=person.site_id, status__in=OPEN)
    if sent is not None:
        open_ones = open_ones.exclude(pk=sent.pk)
    taken = open_ones.filter(status__in=HAS_A_PLACE, service__kind="peer").values_list("service_id")
    return Known(
        person=person,
        language="" if needs is None or needs.has_interpreter else needs.language.strip().lower(),
        reached_by=reached_by([(person.email, person.phone), *circle]),
        apart=frozenset(
            KeptApart.objects.filter(person_id=person.pk, ended_at=None).values_list("peer_id", flat=True)
        ),
        asked=frozenset(open_ones.filter(person_id=person.pk).values_list("service_id", flat=True)),
        taken=dict(taken.annotate(number=Count("pk")).order_by()),
        most=figures.value(SupportFigure.MOST_PEOPLE, site_id=person.site_id),
        rules=checks.rules(),
        has_a_place=sent is not None and sent.status in HAS_A_PLACE,
    )


def reached_by(ways) -> frozenset[str]:
    """Return emails and telephone numbers so that the same one is the same, however it was typed."""
    emails = {email.strip().lower() for email, _phone in ways}
    phones = {re.sub(r"\D", "", phone)[-10:] for _email, phone in ways}
    return frozenset((emails | phones) - {""})


def hindrances(peer, known: Known) -> list[str]:
    """Return all that keeps ``peer`` from being matched with the person, in words for colleagues alone."""
    return [words for hinders, words in _questions(peer, known) if hinders]


def _questions(peer, known):
    yield peer.status != PeerStatus.ACTIVE, _("They do not support people at the moment.")
    is_full = peer.service.is_full and not known.has_a_place
    yield is_full or _is_full(peer, known), _("They support as many people as they can.")
    yield peer.pk in known.apart, _("These two are kept apart.")
    yield peer.service_id in known.asked, _("The person has asked to meet them already.")
    yield (
        bool(reached_by([(peer.email, peer.phone)]) & known.reached_by),
        _("They are the same person, or somebody in the person's circle."),
    )
    yield not _is_of_the_age(peer.service, known.person.age), _("They support people of another age.")
    yield bool(readiness.missing_checks(peer, known.rules)), _("Their check does not hold today.")
    yield known.is_child and not _may_support_children(peer, known), _("They may not support children.")
    yield not speaks(peer, known.language), _("They do not speak the person's language.")
    yield not ways_to_meet(peer, known), _("They support people in another part of the area.")


def _is_full(peer, known):
    most = known.most if peer.most_people is None else peer.most_people
    return known.taken.get(peer.service_id, 0) >= most


def _is_of_the_age(entry, age):
    too_young = entry.minimum_age is not None and age < entry.minimum_age
    return not too_young and (entry.maximum_age is None or age <= entry.maximum_age)


def _may_support_children(peer, known):
    """Whether they said they support children, and the check that this asks for holds."""
    rule = known.rules.get(PeerActivity.CHILDREN)
    said_so = PeerActivity.CHILDREN in checks.activities_of(peer)
    return said_so and rule is not None and checks.is_checked_for(peer, rule.level)


def speaks(peer, language) -> bool:
    """Whether they speak ``language``; English, or nothing said, everybody does."""
    return language in ("", THEIR_OWN) or language in {one.strip().lower() for one in peer.languages}


def ways_to_meet(peer, known) -> list[str]:
    """Return the ways in which these two can meet: face to face only where the peer supporter goes."""
    is_near = not peer.districts or not known.district or known.district in peer.districts
    return [mode for mode in peer.modes if is_near or mode in AT_A_DISTANCE]


def candidates(site_id):
    """Return the peer supporters of a site who may be in the directory, with all that is asked of them."""
    active = Peer.objects.filter(Q(site_id=site_id, status=PeerStatus.ACTIVE))
    entries = active.filter(
        service__is_internal=False, service__is_refuge=False, service__is_out_of_date=False
    )
    return entries.select_related("service__organisation", "service__site").prefetch_related(
        "checks", "service__schedules"
    )
