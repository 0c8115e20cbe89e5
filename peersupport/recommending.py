"""Telling somebody of an entry from its page: one person of one's own list, or all of them."""

from ipc.kernel import access
from peersupport import signposting
from peersupport.acts import Act
from peersupport.models import Signpost
from people.models import OVER, Person, Role

HAVE_A_LIST = (Role.COORDINATOR, Role.NAVIGATOR)
MOST = 300


def people_of(user) -> list[Person]:
    """Return those whom ``user`` works with and may tell of an entry; a manager has no list of their own."""
    if user.hat.role not in HAVE_A_LIST:
        return []
    mine = Person.objects.filter(access.rows_of_people(Signpost, Act.SIGNPOST, user))
    return list(mine.exclude(status__in=OVER).order_by("sort_name", "pk")[:MOST])


def how_many_to_tell(user, service) -> int:
    """Return how many of them do not know of ``service`` yet."""
    return signposting.to_tell(user, service).count() if user.hat.role in HAVE_A_LIST else 0


def recommend(*, by, service, words, person=None) -> int:
    """Tell ``person`` of ``service``, or everybody on the list of ``by``; return how many were told.

    Raises:
        NotForEverybody, HasDied, NoCaseload, NobodyToTell
    """
    if person:
        signposting.signpost(person, by=by, service=service, words=words)
        return 1
    return len(signposting.to_caseload(by=by, service=service, words=words))
