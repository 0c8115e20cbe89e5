"""The whole working of an indicative budget, ready for JSON: amounts as text, sentences beside them."""

from decimal import ROUND_CEILING, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.allocation import costs, points
from budgets.models import AllocationPolicy, Method
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import NOTHING, PENNY, pounds, rounded
from people.models import Cohort

BY = {
    Method.POINTS: points.by_rate,
    Method.BANDS: points.by_band,
    Method.COST: costs.by_cost,
    Method.TARIFF: costs.by_tariff,
}
EXPLAINED = {
    Method.POINTS: gettext_lazy(
        "Each answer has points. The points are multiplied by what one point is worth."
    ),
    Method.BANDS: gettext_lazy(
        "Each answer has points. They are added up. The sum falls into a band of money."
    ),
    Method.COST: gettext_lazy(
        "We wrote down help that may be needed. Each is how much of it, times its price, times how often."
    ),
    Method.TARIFF: gettext_lazy("There is a fixed sum for this. It is the same for everybody it is for."),
}


class PolicyMissing(RuleBroken):
    message = gettext_lazy(
        "This site has no allocation policy for today. Ask your site administrator to add one."
    )


def policy_of(site_id, day) -> AllocationPolicy:
    """Return the tolerance and rounding of a site on a day."""
    policy = AllocationPolicy.objects.in_force(site_id, day).first()
    if policy is None:
        raise PolicyMissing
    return policy


def working(ways, facts, policy, day, groups=()) -> dict:
    """Return everything the sum is made of. Asks the database nothing but the weeks that schools have."""
    parts = [part(way, facts, policy.round_up_to) for way in ways]
    total = sum((Decimal(one["weekly_amount"]) for one in parts), NOTHING)
    once = sum((Decimal(one["one_off_amount"]) for one in parts), NOTHING)
    give = total * policy.tolerance_percent / 100
    low, high = max(rounded(total - give), NOTHING), rounded(total + give)
    return {
        "on": day.isoformat(),
        "groups": list(groups),
        "policy": {
            "id": str(policy.public_id),
            "effective_from": policy.effective_from.isoformat(),
            "tolerance_percent": str(policy.tolerance_percent),
            "round_up_to": str(policy.round_up_to),
            "source": policy.source,
        },
        "funders": parts,
        "weekly_amount": str(total),
        "weekly_low_amount": str(low),
        "weekly_high_amount": str(high),
        "one_off_amount": str(once),
        "in_words": [
            *_together(parts, total),
            *_range(total, policy.tolerance_percent, low, high),
            *_besides(once),
        ],
    }


def part(way, facts, round_up_to) -> dict:
    """Return one funder's part, worked out its own way, the week's money rounded up."""
    name = str(way.funder.label)
    found = BY[way.kind](way, facts)
    exact, once = found.pop("exact_weekly"), found.pop("exact_once", NOTHING)
    amount = round_up(exact, round_up_to)
    words = f"{name}: {found.pop('in_words')}"
    if amount != exact:
        words += " " + _("Rounded up to the next %(step)s: %(amount)s a week.") % {
            "step": pounds(round_up_to),
            "amount": pounds(amount),
        }
    return {
        "funder": str(way.funder),
        "name": name,
        "method": _method(way),
        **found,
        "notes": [*for_the_group(way), *found["notes"]],
        "exact_amount": str(exact),
        "weekly_amount": str(amount),
        "one_off_amount": str(once),
        "in_words": words,
    }


def round_up(amount: Decimal, step: Decimal) -> Decimal:
    """Return the first whole number of ``step`` that is not below ``amount``."""
    return ((amount / step).to_integral_value(ROUND_CEILING) * step).quantize(PENNY)


def _method(way) -> dict:
    method = way.method
    return {
        "kind": str(way.kind),
        "words": (method and method.words) or str(EXPLAINED[way.kind]),
        "id": method and str(method.public_id),
        "effective_from": method and method.effective_from.isoformat(),
        "source": method.source if method else "",
    }


def for_the_group(way) -> list[str]:
    """Say what is set for a group that the person belongs to, in place of what is set for everybody."""
    said = [
        (_("The way to work it out is the one for the group “%(group)s”."), way.method),
        (_("The questions are those for the group “%(group)s”."), next(iter(way.questions), None)),
        (_("What a point is worth is set for the group “%(group)s”."), way.rate),
    ]
    return [words % {"group": Cohort(row.group).label} for words, row in said if row and row.group]


def _together(parts, total) -> list[str]:
    amounts = [pounds(Decimal(one["weekly_amount"])) for one in parts if Decimal(one["weekly_amount"])]
    if len(amounts) < 2:
        return []
    return [
        _("All together: %(sum)s = %(total)s a week.") % {"sum": " + ".join(amounts), "total": pounds(total)}
    ]


def _range(total, percent, low, high) -> list[str]:
    if not (percent and total):
        return []
    facts = {"percent": f"{percent.normalize():f}", "low": pounds(low), "high": pounds(high)}
    return [_("Plans differ, so we allow %(percent)s%% either way: from %(low)s to %(high)s a week.") % facts]


def _besides(once) -> list[str]:
    if not once:
        return []
    return [_("Besides this, %(once)s comes one time only.") % {"once": pounds(once)}]
