"""What the money of a budget went on over some days, line by line of the plan, and what was put right."""

from django.db.models import Count, Sum

from budgets.models import Posting, PostingKind, Spend


def by_line(budget, days) -> list[dict]:
    """Return what one budget was spent on; see ``by_line_of``."""
    return by_line_of([budget], days)


def by_line_of(budgets, days) -> list[dict]:
    """Return what the ledger says was paid for each line, before anything of it was put right."""
    bought = Spend.objects.filter(budget__in=budgets, posting__value_on__range=days).order_by()
    rows = bought.values("line__words", "line__position", "line_id").annotate(
        whole=Sum("posting__entries__amount"), times=Count("pk", distinct=True)
    )
    return [
        {"words": row["line__words"], "amount": f"{row['whole']:.2f}", "times": row["times"]}
        for row in rows.order_by("line__position", "line_id")
    ]


def put_right(budget, days) -> list[dict]:
    """Return what was put right in one budget; see ``put_right_of``."""
    return put_right_of([budget], days)


def put_right_of(budgets, days) -> list[dict]:
    """Return what was put right in these days: what it was, when it was put right, how much and why."""
    reversals = Posting.objects.filter(budget__in=budgets, kind=PostingKind.REVERSAL, value_on__range=days)
    rows = (
        reversals.order_by("value_on", "pk")
        .annotate(whole=Sum("entries__amount"))
        .values(
            "value_on",
            "whole",
            "reverses__kind",
            "reverses__spend__what",
            "reverses__spend__put_right_because",
        )
    )
    kinds = dict(PostingKind.choices)
    return [
        {
            "on": row["value_on"].isoformat(),
            "words": row["reverses__spend__what"] or str(kinds.get(row["reverses__kind"], "")),
            "amount": f"{row['whole']:.2f}",
            "because": row["reverses__spend__put_right_because"] or "",
        }
        for row in rows
    ]
