"""An indicative budget as a page shows it."""

from django.utils.translation import gettext as _

from budgets import contribution
from budgets.models import IndicativeStatus
from ipc.kernel import charts
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
from people.models import Funder


def indicative_facts(indicative) -> dict:
    """Return an indicative budget as it was kept: from its own shares and working, from nothing newer."""
    shares = [(Funder(share.funder), share.weekly_amount) for share in indicative.shares.all()]
    shares.sort(key=lambda share: list(Funder).index(share[0]))
    given = [(funder, amount) for funder, amount in shares if amount]
    nothing = [str(funder.label) for funder, amount in shares if not amount]
    return {
        "weekly": pounds(indicative.weekly_amount),
        "yearly": pounds(contribution.annual(indicative.weekly_amount)),
        "low": pounds(indicative.weekly_low_amount),
        "high": pounds(indicative.weekly_high_amount),
        "has_range": indicative.weekly_low_amount != indicative.weekly_high_amount,
        "split": charts.funder_split(
            name="indicative", title=_("Who might pay, each week"), amounts={str(f): a for f, a in given}
        ),
        "rows": [
            {"letter": f.value, "weekly": pounds(a), "yearly": pounds(contribution.annual(a))}
            for f, a in given
        ],
        "nothing_from": nothing,
        "has_council": any(funder == Funder.COUNCIL for funder, _amount in given),
        "is_child": indicative.person.age < contribution.ADULT_AT,
        "working": indicative.working,
        "worked_out_on": in_words(indicative.worked_out_at),
        "shared_on": in_words(indicative.shared_at),
        "is_draft": indicative.status == IndicativeStatus.DRAFT,
        "is_replaced": indicative.status == IndicativeStatus.REPLACED,
    }
