"""What is declared before money is paid directly, and when education money was asked for. Never why.

Sources: SI 2013/1617 Schedule, SI 2014/2871 Schedule 1 and SI 2014/1652 Schedule (who is paid no direct
payment); SI 2014/1652 reg 4 (when education money may be asked for).
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets.acts import Act
from budgets.models import EducationRequest, PaymentDeclaration, Regime, RequestWindow
from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken

SOURCE_OF = {
    Regime.NHS: "SI 2013/1617 Schedule",
    Regime.COUNCIL: "SI 2014/2871 Schedule 1",
    Regime.EDUCATION: "SI 2014/1652 Schedule",
}
WINDOW = "SI 2014/1652 reg 4"


class NotYetSaid(RuleBroken):
    message = _("The day must be today or before.")


class BornLater(RuleBroken):
    message = _("The day must not be before the birthday.")


@transaction.atomic
def declare(person, *, by, regime, is_excluded, declared_on) -> PaymentDeclaration:
    """Write down whether somebody says they are on the list of a ``regime``; the newest one counts.

    Raises:
        NotYetSaid, BornLater
    """
    _check_day(person, declared_on)
    declared = PaymentDeclaration.objects.create(
        site_id=person.site_id,
        person=person,
        regime=regime,
        is_excluded=is_excluded,
        declared_on=declared_on,
        recorded_by=by,
    )
    audit.record(Act.RECORD_CONDITIONS, declared, by=by)
    return declared


@transaction.atomic
def ask_for_education(person, *, by, asked_on, window, words="") -> EducationRequest:
    """Write down that education money was asked for, and at which time; outside the times it is kept too.

    Raises:
        NotYetSaid, BornLater
    """
    _check_day(person, asked_on)
    request = EducationRequest.objects.create(
        site_id=person.site_id,
        person=person,
        asked_on=asked_on,
        window=window,
        words=words.strip(),
        recorded_by=by,
    )
    audit.record(Act.RECORD_CONDITIONS, request, by=by)
    return request


def standing(person) -> dict[Regime, PaymentDeclaration]:
    """Return the newest declaration of ``person`` for each regime."""
    found: dict[Regime, PaymentDeclaration] = {}
    for one in PaymentDeclaration.objects.filter(person=person).order_by("-recorded_at", "-pk"):
        found.setdefault(Regime(one.regime), one)
    return found


def was_asked_in_time(person) -> bool:
    """Return whether education money was asked for at a time when it may be."""
    asked = EducationRequest.objects.filter(person=person)
    return asked.exclude(window=RequestWindow.OUTSIDE).exists()


def _check_day(person, day):
    if day > dates.today():
        raise NotYetSaid
    if day < person.born_on:
        raise BornLater
