"""What moved in one budget, and the story of a posting: where it came from and where it went."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import summary
from budgets.acts import Act
from budgets.models import AccountKind, BudgetYear, Payment, Posting, PostingKind, Spend
from budgets.spending import is_cost
from ipc.kernel import access
from ipc.kernel.dates import in_words, moment_in_words
from ipc.kernel.money import NOTHING, pounds
from people.models import Funder, Role

MOST = 20


def pocket(kind, funder) -> str:
    """Return what an account is called where colleagues read it."""
    return {
        AccountKind.FUNDER: whose(funder),
        AccountKind.AVAILABLE: _("what is set aside"),
        AccountKind.COMMITTED: _("what is promised"),
        AccountKind.HELD: _("the person's account"),
        AccountKind.SPENT: _("what is spent"),
        AccountKind.PAID_FOR: _("what is paid for the person"),
    }[AccountKind(kind)]


def whose(funder) -> str:
    """Return whose money it is where colleagues read it: nobody there is “you”."""
    return _("The person") if funder == Funder.PERSON else str(Funder(funder).label)


def what(kind) -> str:
    """Return what a kind of posting does, in a few words for colleagues."""
    names = {
        PostingKind.ALLOCATION: _("Money set aside"),
        PostingKind.CONTRIBUTION: _("The person's own part"),
        PostingKind.COMMITMENT: _("Promised to who gives the support"),
    }
    return names.get(PostingKind(kind)) or str(PostingKind(kind).label)


def header(budget) -> list[dict]:
    """Return the budget in a few amounts, as a summary list."""
    money = summary.money(budget)
    rows = [
        (_("Set aside by the funders"), money["allocated"]),
        (_("Paid to the person"), money["paid_out"]),
        (_("The person's own part"), money["contributed"]),
        (_("Spent"), money["spent"]),
        (_("In the account"), money["left"]),
        (_("Paid for the person"), money["paid_for_you"]),
        (_("Still promised"), money["committed"]),
        (_("Prepared and not released"), money["pending"]),
        (_("Free"), money["available"]),
    ]
    always = {_("Set aside by the funders"), _("Spent")}
    return [{"key": key, "value": pounds(amount)} for key, amount in rows if amount or key in always]


def for_list(postings):
    """Return ``postings`` with all that a row shows of each: two queries, however many."""
    return postings.select_related(
        "spend", "payment", "variation", "budget_year", "reversed_by"
    ).prefetch_related("entries__debit", "entries__credit")


def row(posting) -> dict:
    """Return a line of the list: what, when, whose, how much."""
    entries = list(posting.entries.all())
    return {
        "url": reverse("posting", args=[posting.public_id]),
        "what": what(posting.kind),
        "detail": _detail(posting),
        "day": in_words(posting.value_on),
        "whose": [{"letter": one.debit.funder, "amount": pounds(one.amount)} for one in entries],
        "way": _way(entries[0]) if entries else "",
        "amount": pounds(sum((one.amount for one in entries), NOTHING)),
        "is_put_right": getattr(posting, "reversed_by", None) is not None,
    }


def more(asked, token) -> str:
    """Return the address of the next page, with what was asked for."""
    kept = {name: value for name, value in asked.items() if value}
    return token and "?" + urlencode({**kept, "after": token})


def _way(entry):
    """Return from where to where; a posting may be of several funders, so none is named."""
    outside = _("the person") if entry.debit.funder == Funder.PERSON else _("the funder")
    source, target = (
        outside if account.kind == AccountKind.FUNDER else pocket(account.kind, account.funder)
        for account in (entry.debit, entry.credit)
    )
    return _("%(source)s → %(target)s") % {"source": source, "target": target}


def _detail(posting) -> str:
    for name in ("spend", "payment", "variation", "budget_year"):
        found = getattr(posting, name, None)
        if found is not None:
            return _about(found)
    return ""


def _about(row) -> str:
    """Return what a posting was made for, in a line."""
    if isinstance(row, Spend):
        return row.what
    if isinstance(row, Payment | BudgetYear):
        days = {"first": in_words(row.starts_on), "last": in_words(row.ends_on)}
        return _("For %(first)s until %(last)s") % days
    return f"{row.get_kind_display()}: “{row.reason}”"


def told(story, user) -> dict:
    """Return what the page of a posting says."""
    posting, about = story.posting, story.about
    is_settled = story.put_right_by is not None or posting.reverses_id is not None
    return {
        "posting": posting,
        "amount": pounds(story.amount),
        "what": what(posting.kind),
        "facts": [*_facts(posting), *(_facts_about(about, user) if about else [])],
        "legs": [_leg(leg) for leg in story.legs],
        "is_settled": is_settled,
        "put_right": _put_right(story),
        "reverses_url": posting.reverses_id and reverse("posting", args=[posting.reverses.public_id]),
        "put_right_url": _put_right_url(story, user),
    }


def _facts(posting):
    by = posting.posted_by.name if posting.posted_by else _("by itself")
    return [
        {"key": _("Counts on"), "value": in_words(posting.value_on)},
        {"key": _("Posted"), "value": f"{moment_in_words(posting.posted_at)}, {by}"},
    ]


def _facts_about(about, user):
    rows = [{"key": _("For"), "value": _about(about)}]
    if isinstance(about, Spend):
        rows.append({"key": _("Line of the budget"), "value": about.line.words})
        rows.append({"key": _("Bought on"), "value": in_words(about.spent_on)})
        rows.append(_receipt(about, user))
    if isinstance(about, Payment) and access.may(Act.RELEASE_PAYMENT, user):
        rows[0] |= {
            "url": reverse("release_payment", args=[about.public_id]),
            "action": _("Look at the payment"),
        }
    return rows


def _receipt(spend, user):
    if is_cost(spend):
        return {"key": _("Receipt"), "value": _("Paid for the person: the bill is with finance")}
    if spend.receipt_id is None:
        said = {"key": _("Receipt"), "value": _("We have not seen a receipt for this yet")}
        if access.may(Act.PUT_SPEND_RIGHT, user) and not spend.put_right_at:
            said |= {"url": reverse("add_receipt", args=[spend.public_id]), "action": _("Add a receipt")}
        return said
    said = {"key": _("Receipt"), "value": _("There is one")}
    if access.may(Act.SEE_RECEIPT, user):
        said |= {"url": reverse("receipt", args=[spend.receipt.public_id]), "action": _("Look at it")}
    return said


def _put_right(story):
    by = story.put_right_by
    if by is None:
        return None
    reason = story.about.put_right_because if isinstance(story.about, Spend) else ""
    return {
        "when": in_words(by.value_on),
        "who": by.posted_by.name if by.posted_by else "",
        "reason": reason,
        "url": reverse("posting", args=[by.public_id]),
    }


def _put_right_url(story, user) -> str:
    """Return where ``user`` may put this right, or nothing."""
    spend = story.about
    may = isinstance(spend, Spend) and access.may(Act.PUT_SPEND_RIGHT, user) and not spend.put_right_at
    if not may or (is_cost(spend) and user.hat.role != Role.FINANCE):
        return ""
    return reverse("put_spend_right", args=[spend.public_id])


def _leg(leg):
    return {
        "letter": leg.funder,
        "amount": pounds(leg.amount),
        "name": whose(leg.funder),
        "sentences": [_left(leg), _went(leg)],
        "earlier": _parts(leg.earlier) or [{"words": _from_outside(leg)}],
        "later": _parts(leg.later, stays=_stays(leg)) or [{"words": _to_outside(leg)}],
        "more_earlier": max(len(leg.earlier) - MOST, 0),
        "more_later": max(len(leg.later) - MOST, 0),
    }


def _left(leg) -> str:
    names = {"source": pocket(leg.source, leg.funder)}
    if leg.left_before is None:
        return _("It came from outside: %(source)s.") % names
    return _("It left %(source)s, where %(amount)s remained.") % {**names, "amount": pounds(leg.left_before)}


def _went(leg) -> str:
    names = {"target": pocket(leg.target, leg.funder)}
    if leg.left_after is None:
        return _("It went back outside: %(target)s.") % names
    return _("It went to %(target)s: %(amount)s in all then.") % {**names, "amount": pounds(leg.left_after)}


def _from_outside(leg):
    if leg.funder == Funder.PERSON:
        return _("%(amount)s from the person, of their own") % {"amount": pounds(leg.amount)}
    return _("%(amount)s from %(funder)s itself") % {"amount": pounds(leg.amount), "funder": leg.funder.label}


def _to_outside(leg):
    return _("%(amount)s back to %(funder)s") % {
        "amount": pounds(leg.amount),
        "funder": pocket(AccountKind.FUNDER, leg.funder),
    }


def _stays(leg) -> str:
    """Return what is said of pounds that went no further; the amount is still to be written in."""
    if leg.target in (AccountKind.SPENT, AccountKind.PAID_FOR):
        return _("%(amount)s was spent on this")
    return _("%(amount)s is still in {pocket}").replace("{pocket}", pocket(leg.target, leg.funder))


def _parts(parts, stays="") -> list[dict]:
    return [
        {
            "words": stays % {"amount": pounds(part.amount)}
            if part.posting is None
            else _("%(amount)s: %(what)s, %(day)s")
            % {
                "amount": pounds(part.amount),
                "what": _called(part.posting),
                "day": in_words(part.posting.value_on),
            },
            "url": part.posting and reverse("posting", args=[part.posting.public_id]),
        }
        for part in parts[:MOST]
    ]


def _called(posting: Posting) -> str:
    spend = getattr(posting, "spend", None)
    return f"{what(posting.kind)}, {spend.what}" if isinstance(spend, Spend) else what(posting.kind)
