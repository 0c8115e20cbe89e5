"""The crowd: made-up people in every state, over all the sites.

Written in large pieces, site by site, with dates in the past, which the verbs rightly do not allow; the
money alone goes through the ledger, because nothing else can write there.
"""

from itertools import islice

from ipc.programme.demonstration.crowd import money, neighbours, past, persons, plans, record
from ipc.programme.demonstration.crowd.fates import decide
from ipc.programme.demonstration.ground import PEOPLE_PER_COORDINATOR, coordinator_email, people_of
from ipc.programme.demonstration.names import FIRST_NHS_NUMBER, Dice, nhs_numbers
from ipc.programme.demonstration.places import PLACES
from people import surnames
from people.models import Allocation, Person, Site, User

FIRST_OF_A_SITE = 100_000


def gather(people):
    """Make as many in each site as are missing to its part of ``people``."""
    for number, place in enumerate(PLACES):
        site = Site.objects.get(slug=place.slug)
        here = Person.objects.filter(site=site).count()
        missing = people_of(place, people) - here
        if missing > 0:
            numbers = nhs_numbers(FIRST_NHS_NUMBER + (number + 1) * FIRST_OF_A_SITE)
            _fill(site, place, here, missing, islice(numbers, here, None))
    surnames.learn_everybody()


def _fill(site, place, here, missing, numbers):
    fates = [decide(Dice(f"{place.slug} {here + turn}")) for turn in range(missing)]
    _choose_coordinators(site, place, fates)
    persons.write(site, place, fates, numbers)
    record.write(site, fates)
    plans.write(site, fates)
    money.write(site, fates)
    plans.seal(site, fates)
    neighbours.write(site, fates)
    past.write(site, fates)


def _choose_coordinators(site, place, fates):
    """Fill one caseload after the other; the last takes whoever is left."""
    emails = []
    while User.objects.filter(email=coordinator_email(place, len(emails))).exists():
        emails.append(coordinator_email(place, len(emails)))
    workers = {email: User.objects.get(email=email) for email in emails}
    free = [worker for worker in workers.values() for _place in range(_room(site, worker))]
    for turn, fate in enumerate(fates):
        fate.coordinator = free[turn] if turn < len(free) else workers[emails[-1]]


def _room(site, worker):
    return PEOPLE_PER_COORDINATOR - Allocation.objects.live().filter(site=site, worker=worker).count()
