"""Whether there is room, and whether whoever gives the support may take somebody on."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting
from ipc.kernel.errors import RuleBroken
from peersupport.introductions import meeting
from peersupport.models import HAS_A_PLACE, Service

_asked_before: list[Callable] = []


class NoPlaceLeft(RuleBroken):
    message = _("All the places are taken. Say so kindly, or make room first.")


def asked_before_a_place(function):
    """Let ``function(introduction, service)`` refuse, by a RuleBroken, before a place is given.

    It runs as a job of the site.
    """
    _asked_before.append(function)
    return function


def check(introduction, service_id=None):
    """Lock the entry while counting, so that two navigators cannot give the last place twice.

    Raises:
        NoPlaceLeft, and what others refuse
    """
    service = Service.objects.select_for_update().get(pk=service_id or introduction.service_id)
    with acting.for_the_site("count the places taken", site_id=introduction.site_id):
        taken = service.introductions.filter(status__in=HAS_A_PLACE).exclude(pk=introduction.pk)
        if service.places is not None and taken.count() >= service.places:
            raise NoPlaceLeft
        meeting.check(introduction.person, service, introduction)
        for function in _asked_before:
            function(introduction, service)
