"""By which day it is acknowledged and answered: working days, without weekends and bank holidays."""

import datetime as dt

from django.utils import timezone

from ipc.kernel import dates, working_days
from people import rules
from people.models import ComplaintKind, Figure

ANSWERED_IN = {
    ComplaintKind.QUESTION: Figure.QUESTION_DAYS,
    ComplaintKind.CONCERN: Figure.CONCERN_DAYS,
    ComplaintKind.COMPLAINT: Figure.COMPLAINT_DAYS,
}


def to_answer(kind, *, site_id) -> int:
    """Return in how many working days something of this kind is answered."""
    return rules.value(ANSWERED_IN[ComplaintKind(kind)], site_id=site_id)


def days_for_all() -> list[dict]:
    """Return for each door in how many working days there is an answer, where a site promises no sooner."""
    figures = rules.values(list(ANSWERED_IN.values()))
    return [{"what": kind.label, "days": figures[figure]} for kind, figure in ANSWERED_IN.items()]


def promised(kind, *, site_id) -> tuple[dt.date, dt.date]:
    """Return ``(by when we say that we have it, by when we answer)`` for what comes today."""
    figures = rules.values([Figure.ACKNOWLEDGE_DAYS, ANSWERED_IN[ComplaintKind(kind)]], site_id=site_id)
    said = working_days.after(dates.today(), figures[Figure.ACKNOWLEDGE_DAYS])
    answered = working_days.after(dates.today(), figures[ANSWERED_IN[ComplaintKind(kind)]])
    return min(said, answered), answered


def latest(complaint) -> dt.date:
    """Return the last day to which an answer may be put off."""
    months = rules.value(Figure.COMPLAINT_LONGEST, site_id=complaint.site_id)
    return dates.plus_months(timezone.localdate(complaint.made_at), months)
