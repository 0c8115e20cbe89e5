"""An indicative budget as a page shows it."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import contribution
from budgets.models import IndicativeBudget, IndicativeStatus, SecondLook
from ipc.kernel import charts
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
from people.models import Funder, Relationship

# Of those kept before there was more than one way: points counted.
POINTS_COUNTED = gettext_lazy("Each answer has points. The points are multiplied by what one point is worth.")

MOST_EARLIER = 20


def indicative_facts(indicative, reader=None) -> dict:
    """Return an indicative budget as it was kept: from its own shares and working, from nothing newer.

    ``reader`` is told the names of carers whom they see in the circle.
    """
    shares = sorted(indicative.shares.all(), key=lambda one: list(Funder).index(one.funder))
    given = [one for one in shares if one.weekly_amount or one.one_off_amount]
    weekly = {one.funder: one.weekly_amount for one in given if one.weekly_amount}
    return {
        "weekly": pounds(indicative.weekly_amount),
        "has_weekly": bool(indicative.weekly_amount),
        "yearly": pounds(_in_a_year(indicative)),
        "one_off": pounds(indicative.one_off_amount) if indicative.one_off_amount else "",
        "low": pounds(indicative.weekly_low_amount),
        "high": pounds(indicative.weekly_high_amount),
        "has_range": indicative.weekly_low_amount != indicative.weekly_high_amount,
        "split": charts.funder_split(name="indicative", title=_("Who might pay, each week"), amounts=weekly),
        "rows": [_row(one) for one in given],
        "letters": [one.funder for one in given],
        "nothing_from": [str(Funder(one.funder).label) for one in shares if one not in given],
        "has_council": any(one.funder == Funder.COUNCIL for one in given),
        "is_child": indicative.person.age < contribution.ADULT_AT,
        "parts": _parts(indicative.working, _names(indicative, reader)),
        "sums": indicative.working["in_words"],
        "policy_source": indicative.working["policy"]["source"],
        "worked_out_on": in_words(indicative.worked_out_at),
        "shared_on": in_words(indicative.shared_at),
        "is_draft": indicative.status == IndicativeStatus.DRAFT,
        "is_replaced": indicative.status == IndicativeStatus.REPLACED,
    }


def earlier_indicatives(person, reader) -> list[dict]:
    """Return in words those that a newer one has replaced, the newest first, as they were kept."""
    replaced = IndicativeBudget.objects.visible_to(reader).filter(
        person=person, status=IndicativeStatus.REPLACED
    )
    return [
        {
            "shared_on": in_words(one.shared_at),
            "weekly": pounds(one.weekly_amount),
            "one_off": pounds(one.one_off_amount) if one.one_off_amount else "",
            "sentences": [
                *(part["in_words"] for part in one.working["funders"]),
                *one.working["in_words"],
            ],
        }
        for one in replaced[:MOST_EARLIER]
    ]


def second_look_at(indicative, reader) -> dict:
    """Return in words how far a second look at it is, the newest; without one, that it may be asked for."""
    looks = SecondLook.objects.visible_to(reader).filter(indicative=indicative)
    look = looks.select_related("answered_by").first()
    if look is None:
        return {"may_ask": True, "sentence": ""}
    if look.answered_at is None:
        facts = {"asked": in_words(look.asked_at), "due": in_words(look.due_on)}
        words = _("A second look was asked for on %(asked)s. The answer comes by %(due)s.") % facts
        return {"may_ask": False, "sentence": words}
    facts = {"day": in_words(look.answered_at), "name": look.answered_by.name if look.answered_by else ""}
    words = _("%(name)s looked again and answered on %(day)s.") % facts
    return {"may_ask": True, "sentence": words}


def _in_a_year(one):
    return contribution.annual(one.weekly_amount, one.one_off_amount)


def _row(share) -> dict:
    return {
        "letter": share.funder,
        "weekly": pounds(share.weekly_amount),
        "one_off": pounds(share.one_off_amount),
        "yearly": pounds(_in_a_year(share)),
    }


def _names(indicative, reader) -> dict[str, str]:
    """Return who the carers are: asked of the circle, as far as ``reader`` sees it."""
    ids = [
        question["carer"]["id"]
        for part in indicative.working["funders"]
        for question in part.get("informal", [])
        if question["carer"]
    ]
    if not (ids and reader):
        return {}
    seen = Relationship.objects.visible_to(reader).filter(person=indicative.person_id, public_id__in=ids)
    return {str(public_id): name for public_id, name in seen.values_list("public_id", "name")}


def _parts(working, names) -> list[dict]:
    return [
        {
            "letter": part["funder"],
            "name": part["name"],
            "explained": part.get("method", {}).get("words") or POINTS_COUNTED,
            "notes": part.get("notes", []),
            "questions": part.get("questions", []),
            "informal": [_informal(one, names) for one in part.get("informal", [])],
            "rows": [*part.get("costs", []), *part.get("tariffs", [])],
            "in_words": part["in_words"],
            "sources": _sources(part),
        }
        for part in working["funders"]
    ]


def _informal(question, names) -> dict:
    carer = question["carer"]
    if carer is None:
        said = _("Nobody has said that they are willing and able.")
    else:
        facts = {"who": names.get(carer["id"]) or carer["kind"], "day": carer["said_on_in_words"]}
        said = _("Willing and able: %(who)s. Said on %(day)s.") % facts
    points = f"−{question['points']}" if question["is_taken_off"] else "0"
    return {**question, "said": said, "points": points}


def _sources(part) -> list[str]:
    """Return where the figures come from and since when they hold, each once."""
    dated = [part.get("rate"), part.get("method"), *(row.get("price") for row in part.get("costs", []))]
    said = []
    for one in dated:
        if one and one.get("source"):
            since = in_words(dt.date.fromisoformat(one["effective_from"]))
            said.append(_("%(source)s, since %(day)s") % {"source": one["source"], "day": since})
    return list(dict.fromkeys(said))
