"""Prices: added from a day on, the newest in force, never changed."""

import datetime as dt
from decimal import Decimal

import pytest

from budgets import prices, rates
from budgets.models import Every, MoneyFigure, MoneyRule, UnitPrice
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from tests.factories import SiteFactory
from tests.factories.budgets import UnitPriceFactory
from tests.factories.people import staff

D = Decimal


def a_price(site, **changes):
    return UnitPriceFactory.build(site=site, effective_from=today(), **changes)


def test_a_price_is_added_from_a_day_on_and_audited(house):
    by = staff("site_admin")

    price = prices.add(a_price(house, code="", words="An hour of help"), by=by)

    assert price.code == "an-hour-of-help"
    assert Event.objects.filter(act="budgets.add_allocation_rule", subject_id=price.public_id).exists()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"amount": D(0)}, prices.NotAPrice),
        ({"code": "", "words": "£££"}, prices.NoWayToKnowIt),
        ({"effective_from": today() - dt.timedelta(days=1)}, rates.DayHasPassed),
    ],
)
def test_a_price_is_refused(house, changes, refusal):
    price = a_price(house)
    for name, value in changes.items():
        setattr(price, name, value)

    with pytest.raises(refusal):
        prices.add(price, by=None)


def test_a_price_is_added_once_for_a_day(house):
    prices.add(a_price(house), by=None)

    with pytest.raises(rates.AlreadyFromThatDay):
        prices.add(a_price(house), by=None)


def test_prices_in_force_are_the_newest_of_each_thing_in_the_site(house, django_assert_num_queries):
    UnitPriceFactory(site=house, amount=D("20.00"), effective_from=dt.date(2025, 4, 1))
    now = UnitPriceFactory(site=house, amount=D("24.00"), effective_from=dt.date(2026, 4, 1))
    UnitPriceFactory(site=house, amount=D("30.00"), effective_from=today() + dt.timedelta(days=1))
    UnitPriceFactory(site=SiteFactory(slug="luton"))

    with django_assert_num_queries(1):
        assert prices.in_force(house.pk) == [now]
    assert [price.amount for price in prices.in_force(house.pk, dt.date(2025, 6, 1))] == [D("20.00")]


def test_school_weeks_are_a_figure_of_the_site(house):
    assert prices.weekly_amount(D(20), D(5), Every.SCHOOL_WEEK, site_id=house.pk) == D("75.00")
    MoneyRule.objects.create(
        figure=MoneyFigure.SCHOOL_WEEKS, value=26, site=house, starts_on=today(), source="Made up"
    )
    assert prices.weekly_amount(D(20), D(5), Every.SCHOOL_WEEK, site_id=house.pk) == D("50.00")


def test_an_administrator_adds_a_price_and_changes_none(house, signed_in):
    client = signed_in(staff("site_admin"))
    asked = {
        "site": house.pk, "words": "An hour of help", "code": "", "kind": "agency", "unit": "hour",
        "amount": "25.10", "effective_from": today().isoformat(), "source": "Made up",
    }  # fmt: skip

    assert client.post("/admin/budgets/unitprice/add/", asked).status_code == 302
    price = UnitPrice.objects.get()
    assert (price.code, price.amount) == ("an-hour-of-help", D("25.10"))
    assert client.post(f"/admin/budgets/unitprice/{price.pk}/change/", asked).status_code == 403
