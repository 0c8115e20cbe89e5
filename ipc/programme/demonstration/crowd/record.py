"""What their right to support rests on, what must be known, and who else is around them."""

import datetime as dt

from ipc.kernel.dates import plus_months, today
from ipc.programme.demonstration.crowd.fates import State
from ipc.programme.demonstration.crowd.persons import of
from ipc.programme.demonstration.names import FAMILY, GIVEN
from people.models import (
    Basis,
    Cohort,
    Flag,
    LegalBasis,
    Organisation,
    OrganisationKind,
    Relationship,
    RelationshipKind,
    Ring,
)

BASES = {
    Cohort.OLDER: [Basis.CARE_ACT],
    Cohort.CHILD: [Basis.EHC_PLAN, Basis.CHILDRENS_ACT],
    Cohort.LEARNING: [Basis.CARE_ACT],
    Cohort.MENTAL_HEALTH: [Basis.AFTER_CARE],
}
DECIDED_BY = {
    Basis.CARE_ACT: OrganisationKind.COUNCIL,
    Basis.EHC_PLAN: OrganisationKind.EDUCATION,
    Basis.CHILDRENS_ACT: OrganisationKind.COUNCIL,
    Basis.AFTER_CARE: OrganisationKind.NHS,
    Basis.CONTINUING_CARE: OrganisationKind.NHS,
}
KNOW = [
    ("Ring twice and wait", "It takes a while to get to the door."),
    ("A dog in the house", "Friendly, but jumps up. The family shuts it in the kitchen if asked before."),
    ("Two people visit together", "Asked for after a fall, until the new bed is there."),
    ("No calls before ten", "Nights are bad, mornings are for sleep."),
]
OTHERS = [
    (RelationshipKind.FRIEND, Ring.FRIENDS),
    (RelationshipKind.OTHER, Ring.GROUPS),
    (RelationshipKind.PROFESSIONAL, Ring.PAID),
    (RelationshipKind.GP, Ring.PAID),
]


def write(site, fates):
    known = [fate for fate in fates if fate.state != State.REFERRED]
    bodies = {one.kind: one for one in Organisation.objects.filter(site=site)}
    LegalBasis.objects.bulk_create([one for fate in known for one in _bases(fate, bodies)])
    Flag.objects.bulk_create([_flag(fate) for fate in known if fate.dice.true(0.15)])
    Relationship.objects.bulk_create([one for fate in known for one in _others(fate)])


def _bases(fate, bodies):
    bases = list(BASES[fate.cohort])
    if fate.cohort == Cohort.OLDER and fate.dice.true(0.3):
        bases.append(Basis.CONTINUING_CARE)
    ended = fate.day(120) if fate.state.is_over else None
    return [
        LegalBasis(
            **of(fate),
            basis=basis,
            decided_by_body=bodies[DECIDED_BY[basis]],
            evidence="Decision letter, seen",
            starts_on=fate.day(3),
            ends_on=max(ended, fate.day(3)) if ended else None,
            recorded_by=fate.coordinator,
        )
        for basis in bases
    ]


def _flag(fate):
    words, reason = fate.dice.choice(KNOW)
    return Flag(
        **of(fate),
        words=words,
        reason=reason,
        review_due_on=plus_months(today(), 3) + dt.timedelta(days=fate.dice.randrange(90)),
        raised_by=fate.coordinator,
    )


def _others(fate):
    dice = fate.dice
    return [
        Relationship(
            **of(fate),
            name=f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}",
            kind=kind,
            ring=ring,
            phone=dice.mobile(),
        )
        for kind, ring in OTHERS[: dice.randrange(0, len(OTHERS) + 1)]
    ]
