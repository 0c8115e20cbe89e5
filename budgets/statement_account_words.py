"""What the statement says of the account: each pot as a table that adds up, and what was put right."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgets.statement_tables import day_in_words, funder_name, in_pounds, table

HEADINGS = {
    "held": gettext_lazy("In your account"),
    "paid_for": gettext_lazy("What was paid for you"),
    "aside": gettext_lazy("What is kept for you"),
}
MEANINGS = {
    "held": gettext_lazy("This is the money that was paid to you, and what you spent of it."),
    "paid_for": gettext_lazy("This was bought for you. You did not have to pay for it yourself."),
    "aside": gettext_lazy("This is what those who pay keep for you until it is paid out or used."),
}
COLUMNS = {
    "opening": gettext_lazy("At the start"),
    "came_in": gettext_lazy("Came in"),
    "spent": gettext_lazy("Spent"),
    "paid": gettext_lazy("Paid for you"),
    "set_aside": gettext_lazy("Set aside"),
    "paid_out": gettext_lazy("Paid out"),
    "paid_for": gettext_lazy("Paid for you"),
    "given_back": gettext_lazy("Given back"),
    "carried": gettext_lazy("Carried over"),
    "put_right": gettext_lazy("Put right"),
    "closing": gettext_lazy("At the end"),
}


def period_in_words(account) -> str:
    return _("From %(first)s to %(last)s.") % {
        "first": day_in_words(account["first"]),
        "last": day_in_words(account["last"]),
    }


def sections(content) -> list[dict]:
    """Return a section for each pot of the account, then what it was spent on."""
    account = content["account"]
    shown = [_pot(pot) for pot in account["pots"]]
    if shown:
        shown[0]["sentences"].append(period_in_words(account))
    return [*shown, *_bought(content), *_put_right(content)]


def _pot(pot):
    heading, columns = str(HEADINGS[pot["name"]]), pot["columns"]
    return {
        "name": f"account_{pot['name']}",
        "heading": heading,
        "sentences": [str(MEANINGS[pot["name"]]), *_said(pot)],
        "table": table(
            heading,
            [_("Whose"), *(str(COLUMNS[column]) for column in columns)],
            [
                [funder_name(row["funder"]), *(in_pounds(row[column]) for column in columns)]
                for row in pot["funders"]
            ],
            [_("Together"), *(in_pounds(pot["together"][column]) for column in columns)],
        ),
    }


def _said(pot):
    """Return the sum of the account in one sentence; the table beneath has the parts."""
    if pot["name"] != "held":
        return []
    whole = pot["together"]
    said = _(
        "There was %(opening)s. %(came_in)s came in. You spent %(spent)s. At the end there was %(closing)s."
    )
    told = [said % {name: in_pounds(whole[name]) for name in ("opening", "came_in", "spent", "closing")}]
    if Decimal(whole.get("put_right", "0")):
        told.append(
            _("What was put right counts too: %(put_right)s.") % {"put_right": in_pounds(whole["put_right"])}
        )
    return told


def _bought(content):
    rows = content["spent_on"]
    if not rows:
        return []
    whole = sum((Decimal(row["amount"]) for row in rows), Decimal())
    return [
        {
            "name": "spent_on",
            "heading": _("What it was spent on"),
            "sentences": [_("This is what was written down as bought in these days.")],
            "table": table(
                _("What it was spent on"),
                [_("For"), _("How often"), _("How much")],
                [[row["words"], _times(row["times"]), in_pounds(row["amount"])] for row in rows],
                [_("Together"), "", in_pounds(whole)],
                numbers=(2,),
            ),
        }
    ]


def _times(times):
    return ngettext("%(times)s time", "%(times)s times", times) % {"times": times}


def _put_right(content):
    rows = content["put_right"]
    if not rows:
        return []
    return [
        {
            "name": "put_right",
            "heading": _("What was put right"),
            "sentences": [
                _("This was written down by mistake, and has been put right. Nothing was taken away.")
            ],
            "table": table(
                _("What was put right"),
                [_("What"), _("When"), _("Why"), _("How much")],
                [
                    [row["words"], day_in_words(row["on"]), row["because"], in_pounds(row["amount"])]
                    for row in rows
                ],
                None,
                numbers=(3,),
            ),
        }
    ]
