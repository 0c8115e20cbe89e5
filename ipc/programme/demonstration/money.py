"""What each site of the demonstration set for its money: prices, limits, ways to reckon, and its offer."""

import tomllib
from decimal import Decimal
from pathlib import Path

from budgets import offering_money
from budgets.models import (
    AllocationBand,
    AllocationMethod,
    AllocationTariff,
    DelegatedLimit,
    LineKind,
    Method,
    PriceUnit,
    StatementOfResources,
    UnitPrice,
)
from people.models import Cohort, Funder, Role, User

OFFER = Path(__file__).with_name("offer.toml")
MADE_UP = "made up for the demonstration"
PRICES = [
    # code, words, kind, unit, pounds
    ("agency-hour", "An hour of help from a care agency", LineKind.CARE_AGENCY, PriceUnit.HOUR, "24.50"),
    (
        "assistant-hour",
        "An hour of your own assistant, all costs in",
        LineKind.ASSISTANT,
        PriceUnit.HOUR,
        "16.80",
    ),
    (
        "night-asleep",
        "A night with somebody asleep in the house",
        LineKind.CARE_AGENCY,
        PriceUnit.NIGHT,
        "118.00",
    ),
    ("group-session", "A session in a group", LineKind.ACTIVITY, PriceUnit.SESSION, "12.00"),
    ("one-to-one", "A session with somebody for you alone", LineKind.ACTIVITY, PriceUnit.SESSION, "38.00"),
    ("mile", "A mile by car", LineKind.TRAVEL, PriceUnit.MILE, "0.45"),
    ("payroll", "Payroll and insurance for your assistants", LineKind.EMPLOYING, PriceUnit.MONTH, "26.00"),
]
LIMITS = [
    # funder, role, pounds a week, pounds once
    (Funder.NHS, Role.APPROVER, "1000.00", "5000.00"),
    (Funder.COUNCIL, Role.APPROVER, "900.00", "5000.00"),
    (Funder.COUNCIL, Role.MANAGER, "150.00", "500.00"),
    (Funder.EDUCATION, Role.APPROVER, "400.00", "2000.00"),
]
BANDS = [(0, 9, "0.00"), (10, 24, "120.00"), (25, 44, "260.00"), (45, None, "480.00")]
# Beside points, which most use: one site for each of the other ways.
WAYS = {
    "cheshire-west-and-chester": (
        Funder.COUNCIL,
        "",
        Method.BANDS,
        "Your points fall in a band. Each band has its sum.",
    ),
    "hampshire": (
        Funder.NHS,
        "",
        Method.COST,
        "We add up what the help would cost: hours, price and how often.",
    ),
    "stockton-on-tees": (
        Funder.NHS,
        Cohort.CHILD,
        Method.TARIFF,
        "A fixed sum: what the NHS would have spent on the same.",
    ),
}


def rules(site, begins):
    """Give ``site`` its prices, limits and way of reckoning from a day on; once."""
    if UnitPrice.objects.filter(site=site).exists():
        return
    UnitPrice.objects.bulk_create(
        UnitPrice(
            site=site,
            code=code,
            words=words,
            kind=kind,
            unit=unit,
            amount=Decimal(amount),
            effective_from=begins,
            source=f"{site} prices {begins.year}, {MADE_UP}",
        )
        for code, words, kind, unit, amount in PRICES
    )
    DelegatedLimit.objects.bulk_create(
        DelegatedLimit(
            site=site,
            funder=funder,
            role=role,
            weekly_up_to=Decimal(weekly),
            one_off_up_to=Decimal(once),
            effective_from=begins,
            source=f"{site} scheme of delegation {begins.year}, {MADE_UP}",
        )
        for funder, role, weekly, once in LIMITS
    )
    if site.slug in WAYS:
        _way(site, begins)


def _way(site, begins):
    funder, group, method, words = WAYS[site.slug]
    way = AllocationMethod.objects.create(
        site=site,
        funder=funder,
        group=group,
        method=method,
        words=words,
        effective_from=begins,
        source=f"{site} allocation {begins.year}, {MADE_UP}",
    )
    if method == Method.BANDS:
        AllocationBand.objects.bulk_create(
            AllocationBand(method=way, points_from=low, points_to=high, weekly_amount=Decimal(weekly))
            for low, high, weekly in BANDS
        )
    if method == Method.TARIFF:
        AllocationTariff.objects.create(
            method=way,
            words="A wheelchair for indoors and outdoors",
            is_one_off=True,
            amount=Decimal("2400.00"),
        )
        AllocationTariff.objects.create(
            method=way, position=1, words="Continuing care with help at night", amount=Decimal("310.00")
        )


def offer(site):
    """Publish the statements of resources of ``site``, for everybody and for children; once."""
    if StatementOfResources.objects.filter(site=site).exists():
        return
    manager = User.objects.get(email=f"manager@{site.email.partition('@')[2]}")
    written = tomllib.loads(OFFER.read_text())
    for group, parts in (("", written["all"]), (Cohort.CHILD, written["child"])):
        said = {name: words.strip().format(site=site, phone=site.phone) for name, words in parts.items()}
        offering_money.publish(offering_money.write(site, by=manager, group=group, **said), by=manager)
