"""Who helps from outside: with saying it, and with looking again after we have answered."""

from django.db.models import F, Q

from people.models import IndependentHelp


def who_helps(site_id=None) -> list[IndependentHelp]:
    """Return who helps with a complaint: a site's own first, then who helps everywhere."""
    here = IndependentHelp.objects.filter(Q(site=None) | Q(site_id=site_id))
    return list(here.order_by(F("site_id").asc(nulls_last=True), "position", "name"))
