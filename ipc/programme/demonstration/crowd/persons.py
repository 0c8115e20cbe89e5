"""Who they are: details, who coordinates, how they want information, their circle, their own words."""

import datetime as dt

from careplans.models import AboutHeading, Observation, Statement, View
from ipc.kernel.dates import plus_months, today
from ipc.programme.demonstration.crowd.fates import STATUS, State
from ipc.programme.demonstration.names import FAMILY, GIVEN
from people.models import (
    Allocation,
    Cohort,
    ContactMethod,
    InformationFormat,
    InformationNeeds,
    Person,
    PersonStatus,
    Relationship,
    RelationshipKind,
    Ring,
)

HEADINGS = {
    "matters": AboutHeading.MATTERS,
    "people": AboutHeading.PEOPLE,
    "please": AboutHeading.PLEASE,
}
FORMATS = [InformationFormat.STANDARD] * 5 + [
    InformationFormat.LARGE,
    InformationFormat.EASY_READ,
    InformationFormat.SPOKEN,
    InformationFormat.AUDIO,
]
CLOSE = {
    Cohort.OLDER: [RelationshipKind.CHILD, RelationshipKind.PARTNER, RelationshipKind.FRIEND],
    Cohort.CHILD: [RelationshipKind.PARENT],
    Cohort.LEARNING: [RelationshipKind.PARENT, RelationshipKind.SIBLING],
    Cohort.MENTAL_HEALTH: [RelationshipKind.SIBLING, RelationshipKind.FRIEND, RelationshipKind.PARTNER],
}


def write(site, place, fates, numbers):
    Person.objects.bulk_create([_person(site, place, fate, numbers) for fate in fates])
    Allocation.objects.bulk_create([_allocation(fate) for fate in fates])
    known = [fate for fate in fates if fate.state != State.REFERRED]
    InformationNeeds.objects.bulk_create([_needs(fate) for fate in known])
    Relationship.objects.bulk_create([_close(fate) for fate in fates])
    Statement.objects.bulk_create([one for fate in known for one in _statements(fate)])
    Observation.objects.bulk_create([one for fate in known for one in _observations(fate)])


def of(fate):
    """Return the two fields that tie a row to its person."""
    return {"site_id": fate.person.site_id, "person": fate.person}


def _person(site, place, fate, numbers):
    dice = fate.dice
    town, district = dice.choice(list(place.towns.items()))
    youngest, oldest = fate.life["ages"]
    age = dice.randrange(youngest, oldest + 1)
    fate.person = Person(
        site=site,
        given_name=dice.choice(GIVEN),
        family_name=dice.choice(FAMILY),
        born_on=today() - dt.timedelta(days=365 * age + age // 4 + dice.randrange(1, 360)),
        nhs_number=next(numbers),
        phone=dice.mobile() if dice.true(0.8) else dice.landline(),
        address=f"{dice.address()}, {town}",
        postcode=dice.postcode([district]),
        gp_practice=f"{town} Medical Centre",
        cohorts=[fate.cohort],
        status=STATUS.get(fate.state, PersonStatus.SUPPORTED),
        died_on=fate.day(100) if fate.state == State.DIED else None,
        referred_on=fate.day(),
        registered_by=fate.coordinator,
    )
    return fate.person


def _allocation(fate):
    ended = fate.day(100) if fate.state.is_over else None
    return Allocation(
        **of(fate),
        worker=fate.coordinator,
        starts_on=fate.day(1) if fate.days > 1 else fate.day(),
        ends_on=ended,
        allocated_by=fate.coordinator,
    )


def _needs(fate):
    wants = fate.dice.choice(FORMATS)
    return InformationNeeds(
        **of(fate),
        contact_method=ContactMethod.PHONE if wants == InformationFormat.SPOKEN else ContactMethod.LETTER,
        information_format=wants,
        asked_at=fate.moment(2),
        asked_by=fate.coordinator,
        review_due_on=plus_months(fate.day(2), 12),
    )


def _close(fate):
    dice = fate.dice
    return Relationship(
        **of(fate),
        name=f"{dice.choice(GIVEN)} {fate.person.family_name}",
        kind=dice.choice(CLOSE[fate.cohort]),
        phone=dice.mobile(),
        is_carer=dice.true(0.6),
        lives_with_person=dice.true(0.5) or fate.cohort == Cohort.CHILD,
        ring=Ring.CLOSEST,
    )


def _statements(fate):
    return [
        Statement(
            **of(fate),
            heading=heading,
            words=fate.life[key],
            written_at=fate.moment(6),
            written_by=fate.coordinator,
        )
        for key, heading in HEADINGS.items()
    ]


def _observations(fate):
    return [
        Observation(
            **of(fate),
            view=View.PERSON,
            is_working=is_working,
            words=fate.life[key],
            noted_at=fate.moment(6),
            noted_by=fate.coordinator,
        )
        for key, is_working in (("working", True), ("not_working", False))
    ]
