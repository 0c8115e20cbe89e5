"""The way each funder of a site comes from facts to money for somebody, on a day.

What a site has set for one of a person's groups comes before what it has set for everybody. Somebody who
belongs to several groups: the first of them counts, in the order in which ``Cohort`` names the groups.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from budgets import prices
from budgets.models import AllocationMethod, AllocationQuestion, AllocationRate, Method, UnitPrice
from budgets.models.indicative import PUBLIC_FUNDERS
from ipc.kernel.dates import today
from people.models import Cohort, Funder

EVERYBODY = ""
WITH_POINTS = (Method.POINTS, Method.BANDS)


class Way(NamedTuple):
    """How one funder works out money. Without a ``method`` points count."""

    funder: Funder
    method: AllocationMethod | None
    questions: list[AllocationQuestion]
    rate: AllocationRate | None
    prices: list[UnitPrice]

    @property
    def kind(self) -> Method:
        return Method(self.method.method) if self.method else Method.POINTS

    @property
    def has_points(self):
        return self.kind in WITH_POINTS

    @property
    def tariffs(self):
        return list(self.method.tariffs.all()) if self.method and self.kind == Method.TARIFF else []

    @property
    def bands(self):
        return list(self.method.bands.all()) if self.method and self.kind == Method.BANDS else []


def ways_for(site_id, groups: Iterable[str] = (), day=None) -> list[Way]:
    """Return the way of each funder that has one, in the funders' order: a fixed number of queries."""
    day, groups = day or today(), in_order(groups)
    methods = _newest(AllocationMethod.objects.prefetch_related("bands", "tariffs"), site_id, day, groups)
    rates = _newest(AllocationRate.objects, site_id, day, groups)
    asked = _questions(site_id, groups)
    offered = prices.in_force(site_id, day) if _wants_prices(methods) else []
    ways = (
        Way(funder, methods.get(funder), asked.get(funder, []), rates.get(funder), offered)
        for funder in PUBLIC_FUNDERS
    )
    return [_of_its_kind(way) for way in ways if way.questions or not way.has_points]


def questions_of(site_id, groups: Iterable[str] = ()) -> list[AllocationQuestion]:
    """Return the questions a site asks of somebody, each with its answers, funder by funder."""
    return [question for way in ways_for(site_id, groups) for question in way.questions]


def in_order(groups: Iterable[str]) -> list[str]:
    """Return the groups in the steady order in which one comes before another."""
    return [group.value for group in Cohort if group in set(groups)]


def _newest(rows, site_id, day, groups) -> dict[Funder, Any]:
    """Return each funder's newest row in force that counts."""
    found: dict = {}
    for row in rows.in_force(site_id, day):
        found.setdefault((row.funder, row.group), row)
    return _that_count(found, groups)


def _questions(site_id, groups) -> dict[Funder, list[AllocationQuestion]]:
    """Return the questions by funder: where a group has its own, these and no general ones."""
    asked = AllocationQuestion.objects.filter(site_id=site_id, is_in_use=True).prefetch_related("answers")
    found: dict = {}
    for question in sorted(asked, key=lambda one: (one.position, one.pk)):
        found.setdefault((question.funder, question.group), []).append(question)
    return _that_count(found, groups)


def _that_count(found, groups) -> dict[Funder, Any]:
    """Return for each funder what is set for the first of the groups that has it, or for everybody."""
    # What comes later takes the place of what came before.
    return {
        Funder(funder): found[funder, group]
        for group in [EVERYBODY, *reversed(groups)]
        for funder in PUBLIC_FUNDERS
        if (funder, group) in found
    }


def _wants_prices(methods):
    return any(method.method == Method.COST for method in methods.values())


def _of_its_kind(way) -> Way:
    """Return the way with what its own method uses and nothing of the others."""
    return way._replace(
        questions=way.questions if way.has_points else [],
        rate=way.rate if way.kind == Method.POINTS else None,
        prices=way.prices if way.kind == Method.COST else [],
    )
