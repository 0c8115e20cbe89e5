"""The directory: three hundred entries over the eight sites, each in one of its towns."""

import datetime as dt

from ipc.kernel.dates import today
from ipc.programme.demonstration.entries import ENTRIES
from ipc.programme.demonstration.names import Dice
from ipc.programme.demonstration.places import PLACES
from peersupport.models import Schedule, Service, ServiceKind, Weekday
from people.models import Organisation, OrganisationKind, Site

IN_ALL = 300
HALLS = (
    "Chapel Hall",
    "Community Centre",
    "Library",
    "Market Rooms",
    "Old School",
    "Riverside Centre",
    "Town Hall",
)
NOTES = (
    "Step-free, accessible toilet",
    "Step-free, hearing loop",
    "Lift, accessible toilet, quiet room",
    "Two steps at the door; ring for the ramp",
)
TONGUES = ("", "", "", "Urdu, Punjabi", "Bengali", "Polish", "British Sign Language")


def fill():
    """Add the entries of each site that has none yet."""
    for place, number in zip(PLACES, _shares(), strict=True):
        site = Site.objects.get(slug=place.slug)
        if not Service.objects.filter(site=site).exists():
            _fill(site, place, number)


def _shares():
    """Share ``IN_ALL`` entries out: as evenly as they go, the first sites one more."""
    each, over = divmod(IN_ALL, len(PLACES))
    return [each + (place < over) for place in range(len(PLACES))]


def _fill(site, place, number):
    dice = Dice(f"directory {place.slug}")
    towns = list(place.towns.items())
    organisations = {}
    services = []
    for turn in range(number):
        entry = ENTRIES[turn % len(ENTRIES)]
        town, district = towns[turn % len(towns)]
        run_by = entry.run_by.format(town=town)
        if run_by not in organisations:
            organisations[run_by] = _organisation(site, run_by)
        services.append(_service(dice, site, entry, organisations[run_by], town, district))
    Service.objects.bulk_create(services)
    Schedule.objects.bulk_create(_weekly(dice, one) for one in services if _meets(one))


def _organisation(site, name):
    kind = {"kind": OrganisationKind.VOLUNTARY}
    return Organisation.objects.get_or_create(site=site, name=name, defaults=kind)[0]


def _service(dice, site, entry, organisation, town, district):
    word = "".join(letter for letter in organisation.name.lower() if letter.isalnum())
    has_place = entry.kind != ServiceKind.PEER and not entry.is_sensitive and not entry.is_online
    return Service(
        site=site,
        organisation=organisation,
        name=entry.name.format(town=town),
        kind=entry.kind,
        description=entry.description,
        is_online=entry.is_online,
        has_sensitive_place=entry.is_sensitive,
        has_personal_contact=entry.kind == ServiceKind.PEER,
        cost=entry.pounds,
        cost_note=entry.note,
        place=f"{town} {dice.choice(HALLS)}" if has_place else "",
        address=dice.address() if has_place else "",
        city=town,
        postcode=dice.postcode([district]) if has_place else "",
        minimum_age=entry.ages[0],
        maximum_age=entry.ages[1] if entry.ages[1:] else None,
        cohorts=list(entry.cohorts),
        access_notes=dice.choice(NOTES) if has_place else "",
        languages=dice.choice(TONGUES),
        phone=dice.landline(),
        email=f"hello@{word}.example",
        website=f"https://{word}.example/",
        places=entry.places,
        assured_on=today() - dt.timedelta(days=dice.randrange(10, 340)),
    )


def _meets(service):
    return service.kind != ServiceKind.PEER and not service.has_sensitive_place


def _weekly(dice, service):
    opens = dice.choice([9, 10, 11, 13, 14, 18])
    return Schedule(
        service=service,
        weekday=dice.choice(Weekday.values[:5]),
        opens_at=dt.time(opens),
        closes_at=dt.time(opens + 2),
    )
