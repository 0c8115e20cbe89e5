"""Figures that rules turn on, as dated data: for every site or for one, each with where it comes from."""

from django.db import models
from django.db.models import F, Q

from ipc.kernel import dates


class InForceQuerySet(models.QuerySet):
    """Rows that hold from ``starts_on`` until the day before ``ends_on``."""

    def on(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


def values(rules, figures, *, site_id=None, on=None) -> dict:
    """Return the ``figures`` of a model of ``rules`` in force on a day (today): one query.

    A site's own comes before that of every site, and the newest before what was.

    Raises:
        DoesNotExist: of the model, where a figure was not in force then.
    """
    found = rules.objects.on(on or dates.today()).filter(figure__in=figures)
    found = found.filter(site_id=site_id) | found.filter(site_id=None)
    ordered = found.order_by(F("site_id").asc(nulls_first=True), "starts_on")
    in_force = dict(ordered.values_list("figure", "value"))
    for figure in figures:
        if figure not in in_force:
            raise rules.DoesNotExist(f"No rule says {figure}.")
    return in_force
