"""The directory: three hundred entries over the eight sites, each in one of its towns."""

import datetime as dt

from ipc.kernel.dates import today
from ipc.programme.demonstration import peers
from ipc.programme.demonstration.entries import ENTRIES
from ipc.programme.demonstration.names import Dice
from ipc.programme.demonstration.places import MIDDLES, PLACES, middle_of_sector, where
from peersupport.models import AccessFeature, PostcodePlace, Schedule, Service, ServiceKind, Weekday
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
Feature = AccessFeature
DOORS = (
    ("The door opens by itself", [Feature.STEP_FREE, Feature.ACCESSIBLE_TOILET, Feature.BUS]),
    ("The loop is on in the big room", [Feature.STEP_FREE, Feature.HEARING_LOOP, Feature.PARKING]),
    ("Lift to the first floor", [Feature.STEP_FREE, Feature.ACCESSIBLE_TOILET, Feature.QUIET_ROOM]),
    ("Two steps at the door; ring for the ramp", [Feature.BUS, Feature.BRING_SOMEBODY]),
)
PEERS = (
    "Ada",
    "Bea",
    "Hana",
    "Ines",
    "Joy",
    "Kay",
    "Lena",
    "Mia",
    "Nadia",
    "Oona",
    "Pia",
    "Sal",
    "Tess",
    "Una",
)
TONGUES = ("", "", "", "Urdu, Punjabi", "Bengali", "Polish", "British Sign Language")


def fill():
    """Add the entries of each site that has none yet, and where their postcodes are."""
    _fill_postcodes()
    for place, number in zip(PLACES, _shares(), strict=True):
        site = Site.objects.get(slug=place.slug)
        if not Service.objects.filter(site=site).exists():
            _fill(site, place, number)


def _fill_postcodes():
    """Say where each district and sector of the sites is; single postcodes come with the entries."""
    points = dict(MIDDLES)
    for district in MIDDLES:
        points |= {f"{district}{sector}*": middle_of_sector(district, sector) for sector in range(1, 10)}
    _place(points)


def _place(points):
    PostcodePlace.objects.bulk_create(
        (PostcodePlace(code=code, latitude=point[0], longitude=point[1]) for code, point in points.items()),
        ignore_conflicts=True,
    )


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
    _place({one.postcode.replace(" ", ""): where(one.postcode) for one in services if one.postcode})
    Service.objects.bulk_create(services)
    Schedule.objects.bulk_create(_weekly(dice, one) for one in services if _meets(one))
    peers.make_ready(site, dice, [one for one in services if one.kind == ServiceKind.PEER])


def _organisation(site, name):
    kind = {"kind": OrganisationKind.VOLUNTARY}
    return Organisation.objects.get_or_create(site=site, name=name, defaults=kind)[0]


def _service(dice, site, entry, organisation, town, district):
    word = "".join(letter for letter in organisation.name.lower() if letter.isalnum())
    has_place = entry.kind != ServiceKind.PEER and not entry.is_refuge and not entry.is_online
    note, features = dice.choice(DOORS)
    return Service(
        site=site,
        organisation=organisation,
        name=entry.name.format(town=town, peer=dice.choice(PEERS)),
        kind=entry.kind,
        description=entry.description,
        easy_description=entry.easy,
        needs=entry.needs,
        is_online=entry.is_online,
        is_refuge=entry.is_refuge,
        has_personal_contact=entry.kind == ServiceKind.PEER,
        has_sensitive_place=entry.kind == ServiceKind.PEER,
        cost=entry.pounds,
        cost_note=entry.note,
        place=f"{town} {dice.choice(HALLS)}" if has_place else "",
        address=dice.address() if has_place else "",
        city=town,
        postcode=dice.postcode([district]) if has_place else "",
        minimum_age=entry.ages[0],
        maximum_age=entry.ages[1] if entry.ages[1:] else None,
        cohorts=list(entry.cohorts),
        access_features=features if has_place else [],
        access_notes=note if has_place else "",
        languages="English" if entry.kind == ServiceKind.PEER else dice.choice(TONGUES),
        phone=dice.landline(),
        email=f"hello@{word}.example",
        provider_email=f"office@{word}.example",
        website=f"https://{word}.example/",
        places=entry.places,
        assured_on=today() - dt.timedelta(days=dice.randrange(10, 250)),
    )


def _meets(service):
    return service.kind != ServiceKind.PEER and not service.is_refuge


def _weekly(dice, service):
    opens = dice.choice([9, 10, 11, 13, 14, 18])
    return Schedule(
        service=service,
        weekday=dice.choice(Weekday.values[:5]),
        opens_at=dt.time(opens),
        closes_at=dt.time(opens + 2),
    )
