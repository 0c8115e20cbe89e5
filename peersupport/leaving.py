"""What is still open about groups and peers when somebody leaves or dies."""

from django.utils.translation import gettext as _

from peersupport.models import OPEN, OPEN_CALLS, CallRequest, Introduction
from people import leaving


@leaving.asks
def open_introductions(person):
    """Yield each wish to meet somebody that still waits."""
    for one in Introduction.objects.filter(person=person, status__in=OPEN).select_related("service"):
        detail = _("They asked to be introduced to “%(name)s”: take it back.") % {"name": one.service.name}
        yield leaving.ToClose(f"introduction {one.pk}", detail)


@leaving.asks
def open_calls(person):
    """Yield the wish to be rung that still waits."""
    for one in CallRequest.objects.filter(person=person, status__in=OPEN_CALLS):
        detail = _("They asked a community navigator to ring: take it back.")
        yield leaving.ToClose(f"call {one.pk}", detail)
