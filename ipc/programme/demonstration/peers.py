"""Who the peer supporters are, and everything that lets them begin: checked, trained, looked after."""

import datetime as dt

from django.utils import timezone

from ipc.kernel.dates import plus_months, today
from peersupport.models import (
    CheckOutcome,
    DbsCheck,
    DbsLevel,
    Mode,
    OrganisationPolicy,
    Peer,
    PeerActivity,
    PeerStatus,
    PolicyKind,
    Supervision,
    Weekday,
)
from people.models import Cohort, Role, User

SUPERVISORS = ("Ines Applegarthy", "Ruth Cloverleigh", "Moses Tindlefield")
INTERESTS = {
    "breathing": ["gardening", "radio plays"],
    "parents": ["swimming", "baking"],
    "autism": ["trains", "maps"],
    "learning": ["football", "going out"],
    "mind": ["walking", "music"],
    "carers": ["reading", "tea"],
}
LIVED_SINCE = (1960, 1970, 1980, 1990)


def make_ready(site, dice, services):
    """Add a peer supporter behind each of ``services``, ready to be met."""
    navigator = User.objects.filter(
        role_assignments__role=Role.NAVIGATOR, role_assignments__site=site
    ).first()
    peers = Peer.objects.bulk_create([_peer(site, dice, one, navigator) for one in services])
    DbsCheck.objects.bulk_create([_check(peer, navigator) for peer in peers])
    Supervision.objects.bulk_create([_supervision(peer, navigator) for peer in peers])
    organisations = {peer.organisation_id for peer in peers}
    OrganisationPolicy.objects.bulk_create(
        OrganisationPolicy(
            site=site,
            organisation_id=organisation,
            kind=kind,
            seen_on=plus_months(today(), -6),
            again_on=plus_months(today(), 18),
            seen_by=navigator,
        )
        for organisation in organisations
        for kind in PolicyKind
    )


def _peer(site, dice, service, navigator):
    with_families = Cohort.CHILD in service.cohorts
    return Peer(
        site=site,
        organisation=service.organisation,
        service=service,
        name=f"{service.name.split(',')[0]} {dice.name().split()[-1]}",
        phone=dice.mobile(),
        status=PeerStatus.ACTIVE,
        activities=[PeerActivity.TALKING_APART, PeerActivity.MEETING],
        modes=[Mode.IN_PERSON, Mode.TELEPHONE] + ([Mode.ONLINE] if dice.true(0.4) else []),
        weekdays=[Weekday.TUESDAY, Weekday.THURSDAY, Weekday.SATURDAY],
        languages=["English"],
        interests=INTERESTS.get(service.needs[0], ["tea and a talk"]),
        born_in=dice.choice(LIVED_SINCE),
        is_carer=with_families or "carers" in service.needs,
        supervisor=dice.choice(SUPERVISORS),
        supervision_due_on=today() + dt.timedelta(weeks=3),
        trained_on=plus_months(today(), -8),
        boundaries_agreed_on=plus_months(today(), -8),
        added_at=timezone.now(),
        added_by=navigator,
    )


def _check(peer, navigator):
    return DbsCheck(
        site_id=peer.site_id,
        peer=peer,
        level=DbsLevel.ENHANCED,
        issued_on=plus_months(today(), -9),
        outcome=CheckOutcome.CLEAR,
        seen_on=plus_months(today(), -8),
        seen_by=navigator,
        again_on=plus_months(today(), 27),
    )


def _supervision(peer, navigator):
    return Supervision(
        site_id=peer.site_id,
        peer=peer,
        held_on=today() - dt.timedelta(weeks=3),
        next_on=peer.supervision_due_on,
        words="It goes well. Enough time between meetings.",
        written_at=timezone.now(),
        written_by=navigator,
    )
