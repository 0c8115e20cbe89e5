"""What a site reckons with: rates, policies and methods, each added from a day on and never changed."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from budgets.acts import Act
from budgets.models import AllocationBand, AllocationTariff, Method
from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken


class DayHasPassed(RuleBroken):
    message = _("Enter today or a later day. What was worked out on an earlier day stays as it was.")


class AlreadyFromThatDay(RuleBroken):
    message = _("There is already one from that day. Choose a later day.")


class BandsWrong(RuleBroken):
    message = _(
        "Bands begin at 0 points and follow one another without a gap. The last one has no end. "
        "None gives less than nothing."
    )


class OnlyForBands(RuleBroken):
    message = _("Bands belong to the method of bands, and to no other.")


class TariffsMissing(RuleBroken):
    message = _("Add a fixed sum above nothing to choose from.")


class OnlyForTariffs(RuleBroken):
    message = _("Fixed sums belong to the method of fixed sums, and to no other.")


def check_day(day):
    """Raise ``DayHasPassed`` unless something may hold from ``day`` on."""
    if day < today():
        raise DayHasPassed


@transaction.atomic
def add(row, *, by):
    """Keep the new rate or policy ``row``; what was shown to people before stays as it was.

    Raises:
        DayHasPassed, AlreadyFromThatDay
    """
    check_day(row.effective_from)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "_one_a_day" not in str(error):
            raise
        raise AlreadyFromThatDay from error
    audit.record(Act.ADD_ALLOCATION_RULE, row, by=by)
    return row


@transaction.atomic
def add_method(row, *, by, bands=(), tariffs=()):
    """Keep the new ``AllocationMethod`` with its ``bands`` or ``tariffs``, which are not saved yet.

    Raises:
        DayHasPassed, AlreadyFromThatDay, BandsWrong, OnlyForBands, TariffsMissing, OnlyForTariffs
    """
    check_bands(row, bands)
    check_tariffs(row, tariffs)
    add(row, by=by)
    for one in (*bands, *tariffs):
        one.method = row
    AllocationBand.objects.bulk_create(bands)
    AllocationTariff.objects.bulk_create(tariffs)
    return row


def check_bands(row, bands):
    """Raise unless every number of points falls into exactly one of the bands of a method of bands."""
    if row.method != Method.BANDS:
        if bands:
            raise OnlyForBands
        return
    bands = sorted(bands, key=lambda band: band.points_from)
    begins = [0, *(band.points_to + 1 if band.points_to is not None else None for band in bands)]
    follows = [band.points_from for band in bands] == begins[:-1] and begins[-1] is None
    if not follows or any(band.weekly_amount < 0 for band in bands):
        raise BandsWrong


def check_tariffs(row, tariffs):
    """Raise unless a method of fixed sums has one above nothing, and no other method any."""
    if row.method != Method.TARIFF:
        if tariffs:
            raise OnlyForTariffs
        return
    if not tariffs or any(one.amount <= 0 for one in tariffs):
        raise TariffsMissing
