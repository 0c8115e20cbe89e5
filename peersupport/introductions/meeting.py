"""Whether two people may meet: asked before anything is sent, a place given, it begins or goes on."""

from collections.abc import Callable

from ipc.kernel import acting
from peersupport.models import Service

_asked: list[Callable] = []


def asked_before_meeting(function):
    """Let ``function(person, service, sent)`` refuse, by a RuleBroken, whoever must not meet.

    ``sent`` is the introduction that is there already, or None. It runs as a job of the site.
    """
    _asked.append(function)
    return function


def check(person, service, sent=None):
    """Refuse where ``person`` must not meet whoever gives ``service``.

    Raises:
        what others refuse
    """
    with acting.for_the_site("ask whether two people may meet", site_id=service.site_id):
        for function in _asked:
            function(person, service, sent)


def check_again(introduction):
    """Refuse where the two of an introduction must not meet any more, as ``check`` does.

    The entry is locked first: whoever pauses them at the same moment is waited for.
    """
    with acting.for_the_site("ask whether two people may still meet", site_id=introduction.site_id):
        Service.objects.select_for_update().only("pk").get(pk=introduction.service_id)
        check(introduction.person, introduction.service, introduction)
