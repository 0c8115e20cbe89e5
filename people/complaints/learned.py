"""Figures for the managers: how many came, how long they took, how far people were right, what changed.

Source: Complaints Regulations 2009 (SI 2009/309) reg 18: a yearly report of numbers, subjects and what
was learned.
"""

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy

from ipc.kernel import dates
from people.complaints.late import late_on
from people.models import (
    COMPLAINT_OPEN,
    Complaint,
    ComplaintAbout,
    ComplaintKind,
    ComplaintOutcome,
    ComplaintStatus,
)

LATELY = 50
# As the team reads it: the words of the choices speak to whoever made it.
FOUND = {
    ComplaintOutcome.UPHELD: gettext_lazy("They were right"),
    ComplaintOutcome.PARTLY: gettext_lazy("They were right in part"),
    ComplaintOutcome.NOT_UPHELD: gettext_lazy("We see it another way"),
    ComplaintOutcome.ANSWERED: gettext_lazy("A question, answered"),
}


def year(user, *, since=None) -> dict:
    """Return the figures of what ``user`` may see that came in the twelve months to today."""
    since = since or dates.plus_months(dates.today(), -12)
    seen = Complaint.objects.visible_to(user).filter(made_at__date__gte=since)
    told = seen.exclude(learned="").filter(answered_at__isnull=False).order_by("-answered_at")
    return {
        "since": dates.in_words(since),
        **seen.aggregate(
            came=Count("pk"),
            open=Count("pk", filter=Q(status__in=COMPLAINT_OPEN)),
            late=Count("pk", filter=Q(status__in=COMPLAINT_OPEN) & late_on(dates.today())),
            in_time=Count("pk", filter=Q(answered_at__date__lte=F("due_on"))),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            taken_back=Count("pk", filter=Q(status=ComplaintStatus.TAKEN_BACK)),
        ),
        "kinds": _by(seen, "kind", dict(ComplaintKind.choices)),
        "abouts": _by(seen, "about", dict(ComplaintAbout.choices)),
        "outcomes": _by(seen.exclude(answered_at=None), "outcome", FOUND),
        "learned": [_learned(one) for one in told[:LATELY]],
    }


def _by(seen, field, words):
    counted = seen.order_by().values_list(field).annotate(number=Count("pk")).order_by("-number", field)
    return [{"what": words[value], "number": number} for value, number in counted]


def _learned(complaint):
    return {
        "words": complaint.learned,
        "about": complaint.get_about_display(),
        "day": dates.in_words(complaint.answered_at),
    }
