"""My money, in words first: what I have, what is left, until when it lasts, what came in, what I spent."""

import datetime as dt
from decimal import Decimal

from django.db.models import DurationField, ExpressionWrapper, F, Q, Value
from django.utils.translation import gettext as _

from budgets import alerts, contribution, outlook, statement, statement_easy, summary
from budgets.models import ManagementOption, PaymentStatus
from budgets.pages.outlook import outlook_in_words
from budgets.statement_words import opening_sentences, sections
from ipc.kernel import charts
from ipc.kernel.dates import in_words
from ipc.kernel.money import NOTHING, pounds
from ipc.kernel.paging import page_after
from people.models import Funder

LATEST = 10
# Pages go on from a row in ascending order: so the newest has the fewest days to a day far ahead.
FAR_AHEAD = Value(dt.date(2200, 1, 1))


def my_money(budget, user) -> dict:
    """Return what the page shows of ``budget``; the queries do not grow with what was spent."""
    lines = contribution.lines_of(budget)
    content, money = statement.facts(budget, lines), summary.money(budget)
    stands = outlook.of(budget, lines, left=money["left"])
    spends, more = spends_after(budget, user, "", LATEST)
    costs, _more = (
        spends_after(budget, user, "", LATEST, are_costs=True) if money["paid_for_you"] else ([], "")
    )
    return {
        "costs": costs,
        "ends": in_words(budget.ends_on),
        "sentences": opening_sentences(content),
        "easy": statement_easy.sections(content),
        "sections": [one for one in sections(content) if one["name"] == "own_part"],
        "parts": _parts(content),
        "whose": _whose(content),
        "year": _year(content, money),
        "account": _account(money) if content["direct_payment"] or money["came_in"] else None,
        "outlook": outlook_in_words(stands, money) if money["came_in"] else None,
        "alerts": [alert.words for alert in alerts.of(budget, stands)],
        "pockets": [_pocket(one) for one in money["by_funder"]],
        "spends": spends,
        "more_spends": more,
        "payments": [_payment(row) for row in _payments(budget, user)],
    }


def _whose(content):
    return charts.funder_split(
        name="whose",
        title=_("Who pays each week"),
        sentence=_("This is who pays for it each week."),
        amounts={one["funder"]: Decimal(one["weekly"]) for one in content["funders"]},
    )


def _year(content, money):
    """Return the whole of the money as one bar: spent, still to spend, kept or promised."""
    spent = money["spent"] + money["paid_for_you"]
    kept = min(_kept(content), money["available"] + money["pending"]) + money["committed"]
    free = money["left"] + money["waiting"] - kept
    whole = {"whole": pounds(spent + free + kept), "spent": pounds(spent), "free": pounds(free)}
    return charts.split_bar(
        name="year",
        title=_("Your money: spent, still to spend, kept"),
        sentence=_(
            "%(whole)s is set aside for you or paid in. You used %(spent)s of it. %(free)s is still to spend."
        )
        % whole,
        parts=[
            ("spent", _("Spent"), spent),
            ("left", _("Still to spend"), free),
            ("saved", _("Kept or promised for your support"), kept),
        ],
    )


def _kept(content):
    """Return what the plan keeps for emergencies, for a year."""
    contingencies = [one for one in content["lines"] if one["is_contingency"]]
    times = {"weekly": content["weeks_in_a_year"], "one_off": 1}
    return sum((Decimal(one["amount"]) * times[one["frequency"]] for one in contingencies), NOTHING)


def _parts(content):
    """Return each way in which a part is managed, with what that means for the person and for what it is."""
    parts = []
    for option in ManagementOption:
        lines = [one for one in content["lines"] if one["option"] == option and not one["is_contingency"]]
        if lines:
            holders = dict.fromkeys(one["holder"] for one in lines if one["holder"])
            weekly = sum((Decimal(one["amount"]) for one in lines if one["frequency"] == "weekly"), NOTHING)
            parts.append(
                {
                    "option": option.value,
                    "sentences": _meaning(option, ", ".join(holders)),
                    "weekly": pounds(weekly) if weekly else "",
                    "lines": [one["words"] for one in lines],
                }
            )
    return parts


def _meaning(option, holders):
    if option == ManagementOption.DIRECT_PAYMENT:
        return [
            _("The money is paid to you. You choose and buy your support."),
            _("Write down what you spend. Keep the receipts."),
        ]
    if option == ManagementOption.NOTIONAL:
        means = _("The NHS or the council buys your support and pays for it. No money comes to you.")
    else:
        means = _("%(holder)s looks after the money, and pays for your support.") % {"holder": holders}
    return [
        means,
        _("You still decide: what, when, where and from whom."),
        _("Say so at any time. You can change it, or ask to manage it another way."),
    ]


def _account(money):
    if not money["came_in"]:
        sentence = _("Nothing has been paid to you yet. Your first payment is on its way to being checked.")
        return [sentence]
    sentences = [
        _("You have %(left)s left in your account.") % {"left": pounds(money["left"])},
        _("%(came_in)s came in. You spent %(spent)s.")
        % {"came_in": pounds(money["came_in"]), "spent": pounds(money["spent"])},
    ]
    if money["lasts_until"]:
        sentences.append(
            _("The money is meant to last until %(day)s.") % {"day": in_words(money["lasts_until"])}
        )
    if money["contributed"]:
        sentences.append(
            _("%(own)s of what came in is your own part.") % {"own": pounds(money["contributed"])}
        )
    return sentences


def _pocket(one):
    amounts = ("allocated", "came_in", "spent", "left")
    shown = {name: pounds(one[name]) for name in amounts}
    if one["funder"] == Funder.PERSON:
        shown["allocated"] = ""
    return {"letter": one["funder"], **shown}


def spends_after(budget, user, after, size, *, are_costs=False):
    """Return ``(spends, token of the next page)``: what the person bought, the latest first.

    With ``are_costs`` it is what was bought for them.
    """
    by_them = Q(line__option=ManagementOption.DIRECT_PAYMENT)
    found = budget.spends.visible_to(user).filter(~by_them if are_costs else by_them)
    rows = found.annotate(
        ago=ExpressionWrapper(FAR_AHEAD - F("spent_on"), output_field=DurationField()), newest=-F("pk")
    )
    shown = rows.values(
        "public_id", "spent_on", "what", "amount", "put_right_at", "put_right_because",
        "receipt__public_id", "ago", "newest",
    )  # fmt: skip
    page, more = page_after(shown, after, size, fields=("ago", "newest"))
    return [_spend(row) for row in page], more


def _spend(row):
    return {
        "public_id": row["public_id"],
        "what": row["what"],
        "day": in_words(row["spent_on"]),
        "amount": pounds(row["amount"]),
        "receipt": row["receipt__public_id"],
        "is_put_right": row["put_right_at"] is not None,
        "put_right": row["put_right_because"],
    }


def _payments(budget, user):
    rows = budget.payments.visible_to(user).exclude(status=PaymentStatus.CANCELLED)
    return rows.values("starts_on", "ends_on", "amount", "contribution_amount", "released_at")[:LATEST]


def _payment(row):
    return {
        "starts": in_words(row["starts_on"]),
        "ends": in_words(row["ends_on"]),
        "amount": pounds(row["amount"]),
        "own": pounds(row["contribution_amount"]) if row["contribution_amount"] else "",
        "paid": in_words(row["released_at"]),
    }
