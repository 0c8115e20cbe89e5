"""A change of a budget as pages show it: what was, what will be, whose money it is, and who has answered."""

import datetime as dt
import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import contingency, varying
from budgets.contribution import WEEKS_A_YEAR
from budgets.models import Frequency, ManagementOption, VariationKind, VariationStatus
from budgets.pages.budget import in_all
from budgets.varying import deciding
from budgets.varying.weighing import shares_after, shares_before
from ipc.kernel.dates import in_words, today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import NOTHING, pounds
from people.models import Funder

COLOURS = {
    VariationStatus.ASKED: "yellow",
    VariationStatus.PROPOSED: "yellow",
    VariationStatus.IN_FORCE: "green",
    VariationStatus.REFUSED: "red",
    VariationStatus.WITHDRAWN: "grey",
}
OPEN = (VariationStatus.ASKED, VariationStatus.PROPOSED)


def with_all(variations):
    """Return ``variations`` with what a list shows of each: a fixed number of queries."""
    return variations.select_related("asked_by", "settled_by").prefetch_related(
        "lines__shares", "lines__line__shares", "lines__line__holder", "lines__holder", "answers__answered_by"
    )


def change_facts(variation, *, you=False) -> dict:
    """Return what a list shows of a change; ``you``: the page speaks to the person."""
    rows = list(variation.lines.all())
    return {
        "id": variation.public_id,
        "kind": _kind(variation, you),
        "from": in_words(variation.effective_on),
        "reason": variation.reason,
        "asked_by": variation.asked_by.name if variation.asked_by else "",
        "asked_on": in_words(variation.asked_at),
        "agreed_on": in_words(variation.agreed_with_person_on),
        "status": {
            "label": variation.get_status_display(),
            "colour": COLOURS[VariationStatus(variation.status)],
        },
        "is_open": variation.status in OPEN,
        "is_asked": variation.status == VariationStatus.ASKED,
        "is_proposed": variation.status == VariationStatus.PROPOSED,
        "sentences": [_line(row) for row in rows] + _contribution(variation, you),
        "money": _money(rows, you),
        "settled_on": in_words(variation.settled_at),
        "settled_by": variation.settled_by.name if variation.settled_by else "",
        "because": variation.settled_because,
        "answers": [_answer(one) for one in variation.answers.all()],
        "url": reverse("change", args=[variation.public_id]),
    }


def change_weighed(variation, *, you=False) -> dict | None:
    """Return what an open change would mean: before, after, for the year, and who has to agree."""
    if variation.status not in OPEN or not _says_something(variation):
        return None
    found = varying.weigh(variation)
    answered = {one.funder for one in variation.answers.all()}
    own = _("You") if you else _("The person")
    names = {**dict(Funder.choices), Funder.PERSON: own}
    return {
        "rows": [
            {
                "letter": funder.value,
                "name": names[funder],
                "before": _pays(found.before.get(funder)),
                "after": _pays(found.after.get(funder)),
                "year": _more(found.year.get(funder, NOTHING)),
            }
            for funder in Funder
            if funder in found.before or funder in found.after
        ],
        "is_less": found.is_less,
        "funders": [{"letter": funder.value, "has_answered": funder in answered} for funder in found.funders],
    }


def changes_of(budget, user) -> list[dict]:
    """Return the changes of ``budget`` that ``user`` may see, the newest first."""
    return [change_facts(one) for one in with_all(budget.variations.visible_to(user))]


def changes_waiting(user) -> list[dict]:
    """Return the changes that wait for the funder of ``user``, for the list of approvals."""
    return [
        {
            "url": reverse("answer_change", args=[one.public_id]),
            "name": one.person.name,
            "kind": one.get_kind_display(),
            "from": in_words(one.effective_on),
            "reason": one.reason,
            "sent_by": one.proposed_by.name if one.proposed_by else "",
            "sent_on": in_words(one.proposed_at),
        }
        for one in varying.waiting_for(user)
    ]


def _says_something(variation):
    return variation.weekly_contribution is not None or bool(variation.lines.all())


def _pays(money) -> str:
    return in_all(*money) if money else _("nothing")


def _more(amount) -> str:
    if not amount:
        return _("the same")
    words = _("%(amount)s more") if amount > 0 else _("%(amount)s less")
    return words % {"amount": pounds(abs(amount))}


def _often(line) -> str:
    return _("once") if line and line.frequency == Frequency.ONE_OFF else _("a week")


def _line(row) -> str:
    old = row.line
    facts = {
        "what": row.words,
        "now": pounds(row.amount or NOTHING),
        "before": pounds(old.amount) if old else "",
        "often": _often(old),
        "option": _managed(row),
        "was": _managed(old) if old else "",
    }
    if old is None:
        return _("New: “%(what)s”, %(now)s %(often)s. %(option)s.") % facts
    if not row.amount:
        return _("“%(what)s” (%(before)s %(often)s) ends.") % facts
    said = []
    if row.amount != old.amount:
        said.append(_("%(now)s %(often)s instead of %(before)s") % facts)
    if (row.option, row.holder_id) != (old.option, old.holder_id):
        said.append(_("%(option)s instead of %(was)s") % facts)
    if not said:
        said.append(_("other funders pay for it"))
    return f"“{row.words}”: {'; '.join(said)}."


def _managed(row) -> str:
    option = str(ManagementOption(row.option).label)
    return f"{option} ({row.holder.name})" if row.holder_id else option


def _kind(variation, you) -> str:
    if you and variation.kind == VariationKind.CONTRIBUTION:
        return _("Change what you pay")
    return variation.get_kind_display()


def _contribution(variation, you) -> list[str]:
    if variation.weekly_contribution is None:
        return []
    facts = {"amount": pounds(variation.weekly_contribution)}
    if you:
        return [_("The council can ask you for up to %(amount)s a week.") % facts]
    return [_("The council’s assessment says up to %(amount)s a week.") % facts]


def _money(rows, you) -> list[str]:
    """Return by how much each funder's money for these lines changes."""
    said = []
    for funder in Funder:
        before = sum((shares_before(row).get(funder, NOTHING) for row in rows), NOTHING)
        after = sum((shares_after(row).get(funder, NOTHING) for row in rows), NOTHING)
        if before or after:
            facts = {"funder": funder.label, "more": _more(after - before)}
            said.append(_("%(funder)s: %(more)s") % facts)
    return said


def _answer(one) -> dict:
    return {
        "letter": one.funder,
        "is_agreed": one.is_agreed,
        "who": one.answered_by.name if one.answered_by else "",
        "when": in_words(one.answered_at),
        "reason": one.reason,
    }


def why_not(variation, user) -> str:
    """Return why this user cannot answer, or nothing where they can."""
    try:
        deciding.refuse_others(variation, user)
    except RuleBroken as broken:
        return str(broken.message)
    return ""


def still_running(lines) -> list:
    """Return the lines that have not ended yet, and those that ended within the year."""
    since = today() - dt.timedelta(weeks=WEEKS_A_YEAR)
    return [line for line in lines if line.ends_on is None or line.ends_on >= since]


def as_asked(variation) -> dict:
    """Return what a form begins with, where the person asked for the change."""
    if variation is None:
        return {"effective_on": today()}
    return {"effective_on": variation.effective_on, "reason": variation.reason}


def as_uuid(text) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def kept(budget, lines) -> list[dict]:
    """Return what is left of each contingency this year."""
    year = contingency.this_year(budget)
    if year is None:
        return []
    return [
        {
            "words": line.words,
            "left": pounds(sum(contingency.kept_for(budget, line, year).values(), NOTHING)),
        }
        for line in lines
    ]
