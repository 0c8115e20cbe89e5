"""How long an entry takes to answer: counted by month, told in words, of nobody in particular."""

from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ipc.kernel.dates import plus_months, today
from peersupport import figures
from peersupport.models import AnswerTime, SupportFigure

MONTHS = 12


def count(introduction, answered_at):
    """Count the first answer to ``introduction``: its entry, the month and the days it took."""
    day = timezone.localdate(answered_at)
    days = max((day - timezone.localdate(introduction.asked_at)).days, 0)
    month = day.replace(day=1)
    rollup, _is_new = AnswerTime.objects.get_or_create(service_id=introduction.service_id, month=month)
    AnswerTime.objects.filter(pk=rollup.pk).update(answers=F("answers") + 1, days=F("days") + days)


def usually_answers(service) -> str:
    """Return ``usually answers in 3 days``, or nothing where too few answers are known to say so."""
    return usually_answer([service]).get(service.pk, "")


def usually_answer(services) -> dict[int, str]:
    """Return the words of ``usually_answers`` by the key of each entry of which enough is known."""
    services = list(services)
    since = plus_months(today(), -MONTHS).replace(day=1)
    told = AnswerTime.objects.filter(service__in=[one.pk for one in services], month__gte=since)
    sums = {
        row["service_id"]: row
        for row in told.order_by().values("service_id").annotate(number=Sum("answers"), waited=Sum("days"))
    }
    if not sums:
        return {}
    least = {
        site: figures.value(SupportFigure.LEAST_TOLD, site_id=site)
        for site in {one.site_id for one in services if one.pk in sums}
    }
    return {
        one.pk: _in_words(sums[one.pk]["waited"], sums[one.pk]["number"])
        for one in services
        if one.pk in sums and sums[one.pk]["number"] >= least[one.site_id]
    }


def _in_words(waited, number):
    days = (waited + number // 2) // number
    if days == 0:
        return _("Usually answers on the same day")
    return ngettext("Usually answers in %(days)s day", "Usually answers in %(days)s days", days) % {
        "days": days
    }
