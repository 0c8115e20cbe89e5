"""My money, in words first: what I have, what came in, what I spent, what is left, until when."""

from decimal import Decimal

from django.utils.translation import gettext as _

from budgets import statement, summary
from ipc.kernel import charts
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
from people.models import Funder

LATEST = 20


def my_money(budget, user):
    content, money = statement.content(budget), summary.money(budget)
    said = statement.words(content)
    return {
        "sentences": said["sentences"],
        "sections": [one for one in said["sections"] if one["name"] in ("managed", "own_part")],
        "whose": _whose(content),
        "account": _account(money) if content["direct_payment"] else None,
        "pockets": [_pocket(one) for one in money["by_funder"]],
        "spends": [_spend(row) for row in _spends(budget, user)],
        "payments": [_payment(row) for row in _payments(budget, user)],
    }


def _whose(content):
    return charts.funder_split(
        name="whose",
        title=_("Who pays each week"),
        sentence=_("This is who pays for it each week."),
        amounts={one["funder"]: Decimal(one["weekly"]) for one in content["funders"]},
    )


def _account(money):
    if not money["came_in"]:
        sentence = _("Nothing has been paid to you yet. Your first payment is on its way to being checked.")
        return {"sentences": [sentence], "bar": None}
    sentences = [
        _("You have %(left)s left in your account.") % {"left": pounds(money["left"])},
        _("%(came_in)s came in. You spent %(spent)s.")
        % {"came_in": pounds(money["came_in"]), "spent": pounds(money["spent"])},
        _("The money is meant to last until %(day)s.") % {"day": in_words(money["lasts_until"])},
    ]
    if money["contributed"]:
        sentences.append(
            _("%(own)s of what came in is your own part.") % {"own": pounds(money["contributed"])}
        )
    bar = charts.split_bar(
        name="account",
        title=_("Spent and left"),
        parts=[("spent", _("Spent"), money["spent"]), ("left", _("Left to spend"), money["left"])],
    )
    return {"sentences": sentences, "bar": bar}


def _pocket(one):
    amounts = ("allocated", "came_in", "spent", "left")
    shown = {name: pounds(one[name]) for name in amounts}
    if one["funder"] == Funder.PERSON:
        shown["allocated"] = ""
    return {"letter": one["funder"], **shown}


def _spends(budget, user):
    return budget.spends.visible_to(user).values(
        "spent_on", "what", "amount", "line__words", "receipt__public_id"
    )[:LATEST]


def _spend(row):
    return {**row, "day": in_words(row["spent_on"]), "amount": pounds(row["amount"])}


def _payments(budget, user):
    return budget.payments.visible_to(user).values("starts_on", "ends_on", "amount", "contribution_amount",
                                                   "released_at")[:LATEST]  # fmt: skip


def _payment(row):
    return {
        "starts": in_words(row["starts_on"]),
        "ends": in_words(row["ends_on"]),
        "amount": pounds(row["amount"]),
        "own": pounds(row["contribution_amount"]) if row["contribution_amount"] else "",
        "paid": in_words(row["released_at"]),
    }
