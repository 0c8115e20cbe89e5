"""Who waits for a place in a group: in the order in which they were put on the list."""

from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting
from ipc.kernel.errors import RuleBroken
from peersupport import introductions
from peersupport.groups import sessions
from peersupport.models import Introduction, IntroductionStatus, Service
from people.models import PersonStatus

WAITS = IntroductionStatus.WAITING
_ORDER = ("status_since", "asked_at", "pk")


class SomebodyWaitsLonger(RuleBroken):
    message = _("Others have waited longer for this group. Offer the place to whoever is next on the list.")


@introductions.asked_before_a_place
def keep_the_order(introduction, service):
    """Refuse a place to anybody but whoever has waited longest, where the group counts its places.

    Whoever stopped sharing their name is seen by nobody who could offer it: they hold up nobody.

    Raises:
        SomebodyWaitsLonger
    """
    if service.places is None:
        return
    waiting = Introduction.objects.filter(service=service, status=WAITS).shared_now()
    first = waiting.exclude(person__status=PersonStatus.DIED).order_by(*_ORDER).first()
    if first is not None and first.pk != introduction.pk:
        raise SomebodyWaitsLonger


@introductions.asked_before_a_place
def let_them_see_the_meetings(introduction, service):
    """Make the meetings of the group ahead: from now on somebody comes to them."""
    sessions.make_ahead(service)


def in_order(service, user) -> list[Introduction]:
    """Return those ``user`` may see who wait for a place, the longest wait first."""
    waiting = Introduction.objects.visible_to(user).filter(service=service, status=WAITS)
    return list(waiting.select_related("person", "consent").order_by(*_ORDER))


def place_of(introduction) -> int | None:
    """Return the place on the waiting list, 1 for whoever is next; None for who does not wait."""
    with acting.for_the_site("count who waits before somebody", site_id=introduction.site_id):
        waiting = Introduction.objects.filter(service_id=introduction.service_id, status=WAITS)
        ids = list(waiting.order_by(*_ORDER).values_list("pk", flat=True))
    return ids.index(introduction.pk) + 1 if introduction.pk in ids else None


def is_next(introduction) -> bool:
    """Return whether nobody has waited longer for a place in the same group."""
    return place_of(introduction) == 1


def free_places(service) -> int | None:
    """Return how many places are free today; None where nobody counts them."""
    if service.places is None:
        return None
    with acting.for_the_site("count the places taken", site_id=service.site_id):
        taken = Service.objects.filter(pk=service.pk).with_taken().get().taken
    return max(service.places - taken, 0)
