"""What could go wrong, what is done then, and who is called: a life with its risks, not without them.

Source: PRSB Personalised Care and Support Plan 2.0, contingency plans; SI 2013/1617 reg 8 (risk).
"""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from careplans.models.plan import CarePlan, PlanPart


class ContingencyKind(models.TextChoices):
    SIGN = "sign", _("The first signs that I am not well")
    HEALTH = "health", _("My health gets worse")
    CARER = "carer", _("Somebody who cares for me cannot")
    WORKER = "worker", _("Somebody who is paid does not come")
    OTHER = "other", _("Something else goes wrong")


@pghistory.track()
class Contingency(PlanPart):
    """If this happens (``trigger``), that is what to do, and this is who to call."""

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="contingencies")
    kind = models.CharField(max_length=7, choices=ContingencyKind)
    trigger = models.CharField(max_length=500)
    what_to_do = models.TextField(max_length=1000)
    who_to_call = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name_plural = "contingencies"

    def __str__(self):
        return self.trigger[:60]


@pghistory.track()
class Risk(PlanPart):
    """What could go wrong, why it is worth it to the person, and what was agreed to do about it.

    A significant risk needs ``what_we_do``. Source: SI 2013/1617 reg 8.
    """

    words = models.CharField(max_length=500)
    why_worth_it = models.CharField(max_length=500, blank=True)
    what_we_do = models.TextField(max_length=1000, blank=True)
    watched_by = models.CharField(max_length=120, blank=True)
    is_significant = models.BooleanField(default=False)

    class Meta(PlanPart.Meta):
        pass

    def __str__(self):
        return self.words[:60]
