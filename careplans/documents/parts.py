"""The parts of the letter: a goal with what is done for it, what could go wrong, the people, the money."""

from decimal import Decimal

from django.utils.translation import gettext as _

from careplans.documents.blocks import card, heading, quote, says, table
from careplans.documents.week import times_of
from careplans.models import GoalKind, Stage
from careplans.telling import when_of
from ipc.kernel.charts import FUNDERS
from ipc.kernel.money import pounds
from people.models import Funder


def goal(need, goal, progress) -> list[dict]:
    """Return a goal in the person's words, what it is for, and what will be done."""
    return [
        heading(goal["words"]),
        says(_about(goal)),
        quote(need["words"], _eligible(need)),
        *(_action(action) for action in goal["actions"]),
        *_progress(progress),
    ]


def _about(goal):
    scores = [
        _("My goal for %(kind)s.") % {"kind": GoalKind(goal["kind"]).label.lower()},
        goal["importance"] and _("It matters %(score)s out of 10 to me.") % {"score": goal["importance"]},
        goal["confidence"]
        and _("I am %(score)s out of 10 sure that I can do it.") % {"score": goal["confidence"]},
        goal.get("ehc_reference")
        and _("It belongs to my education, health and care plan: %(part)s.")
        % {"part": goal["ehc_reference"].rstrip(".")},
    ]
    return " ".join(words for words in scores if words)


def _eligible(need):
    if need["is_eligible"] is None:
        return ""
    return (
        _("The council must meet this need.") if need["is_eligible"] else _("The council need not meet this.")
    )


def _action(action):
    return card(
        action["words"],
        [
            (_("Who"), action["who"]),
            (_("When"), when_of(action)),
            (_("In my week"), times_of(action)),
            (_("What it brings me"), action.get("brings")),
            (_("Where"), action["service"] and action["service"]["name"]),
            (_("Cost"), _cost(action)),
        ],
    )


def _cost(action):
    if action["is_paid"]:
        return _("Paid from the budget")
    if action["cost"]:
        return _("%(cost)s, not from the budget") % {"cost": pounds(action["cost"])}
    return _("£0, free")


def _progress(progress):
    if progress is None:
        return []
    stage = _("How it goes: %(stage)s.") % {"stage": Stage(progress["stage"]).label.lower()}
    return [says(stage), quote(progress["words"])]


def wrong(told) -> list[dict]:
    """Return what to do and whom to call, what helps, and where wishes for care are kept."""
    plan = told["plan"]
    cards = [
        card(
            one["trigger"],
            [
                (_("What to do"), one["what_to_do"]),
                (_("Who to call"), ", ".join(filter(None, (one["who_to_call"], one["phone"])))),
            ],
        )
        for one in told["contingencies"]
    ]
    coping, wishes = plan.get("coping"), plan.get("advance_statement")
    return [
        *cards,
        quote(plan["if_things_go_wrong"]),
        *([heading(_("What helps me when it gets hard")), quote(coping)] if coping else []),
        says(
            _("My wishes for my care are kept here: %(where)s.") % {"where": wishes.rstrip(".")}
            if wishes
            else ""
        ),
    ]


def risks(told) -> list[dict]:
    return [
        card(
            one["words"],
            [
                (_("Why it is worth it"), one["why_worth_it"]),
                (_("What we do about it"), one["what_we_do"]),
                (_("Who watches this"), one.get("watched_by")),
            ],
        )
        for one in told["risks"]
    ]


def people(told) -> list[dict]:
    rows = [[one["name"], one["kind"], one["phone"]] for one in told["circle"]]
    coordinator = told["coordinator"]
    if coordinator:
        rows.append([coordinator["name"], _("Care coordinator"), coordinator["phone"]])
    heads = [_("Name"), _("Who they are"), _("Telephone")]
    return [table(_("Who is around me, and how to call them"), heads, rows)] if rows else []


def money(told) -> list[dict]:
    """Return what was sealed with the plan; a reader who may not see money has none here."""
    sealed = told["money"]
    if not sealed:
        return []
    rows = [_payer(row) for row in sealed["funders"] if Decimal(row["yearly"])]
    facts = {"weekly": pounds(Decimal(sealed["weekly"])), "yearly": pounds(Decimal(sealed["yearly"]))}
    return [
        says(_("The whole budget is %(weekly)s a week. That is %(yearly)s in a year.") % facts),
        table(_("Who pays"), [_("Who pays"), _("A week"), _("One time"), _("A year")], rows),
    ]


def _payer(row):
    who = _("Me") if row["funder"] == Funder.PERSON else str(FUNDERS[row["funder"]])
    return [who, *(pounds(Decimal(row[name])) for name in ("weekly", "once", "yearly"))]
