"""What is still open about groups and peers when somebody leaves or dies."""

from django.utils.translation import gettext as _

from peersupport.models import OPEN, Introduction
from people import leaving


@leaving.asks
def open_introductions(person):
    """Yield each wish to meet somebody that still waits."""
    for one in Introduction.objects.filter(person=person, status__in=OPEN).select_related("service"):
        detail = _("They asked to be introduced to “%(name)s”: take it back.") % {"name": one.service.name}
        yield leaving.ToClose(f"introduction {one.pk}", detail)
