"""Enough or not, in words: for staff, for the person, and what happens next for each of them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets import contribution
from ipc.kernel.money import pounds
from people.models import Funder


def for_staff(*, is_enough, is_above, unpaid, short) -> str:
    if is_enough and is_above:
        return _("Enough for the plan, and above the indicative range. The funders need a reason.")
    if is_enough:
        return _("Enough: every paid action is covered.")
    if unpaid:
        return ngettext(
            "Not enough yet: %(count)s action that costs money has nobody to pay for it.",
            "Not enough yet: %(count)s actions that cost money have nobody to pay for them.",
            len(unpaid),
        ) % {"count": len(unpaid)}
    return _("Not enough yet.")


def next_for_staff(*, is_enough, is_above, unpaid, short) -> list[str]:
    """Return what has to happen next, a sentence each."""
    if is_enough and not is_above:
        return []
    if is_enough:
        return [
            _("Send it to the funders with the reason. It is not cut to fit."),
            _("Each funder whose part has grown asks its panel first."),
        ]
    steps = []
    if unpaid:
        steps.append(
            _("Add a line for each action that nobody pays for, or say in the plan that it is free.")
        )
        steps.append(
            _(
                "If no funder will pay, it decides that in writing with its reason. The person can ask "
                "for a second look. The need stays in the plan."
            )
        )
    if short:
        steps.append(_("Correct the lines whose parts are not what the line costs."))
    return steps or [_("Add what each paid action of the plan costs, and who pays.")]


def for_person(cost, *, is_enough) -> str:
    """Return in plain words whether there is enough, and how much."""
    if not is_enough:
        return _("There is not enough money for your whole plan yet. We are still working on it.")
    money = cost.plan
    if money.one_off and not money.weekly:
        sentence = _("There is enough money for everything in your plan: %(once)s, paid once.") % {
            "once": pounds(money.one_off)
        }
    else:
        sentence = _("There is enough money for everything in your plan: %(weekly)s a week.") % {
            "weekly": pounds(money.weekly)
        }
        if money.one_off:
            sentence += " " + _("There is also %(once)s that is paid once.") % {"once": pounds(money.one_off)}
    return " ".join([sentence, *_own_part(cost), *_kept(cost)])


def _own_part(cost):
    part = contribution.by_funder(cost.fundings).get(Funder.PERSON)
    if part and part.weekly:
        yield _("You pay %(part)s a week of it yourself.") % {"part": pounds(part.weekly)}


def _kept(cost):
    kept = cost.contingency
    if kept.weekly:
        yield _("Beside it, %(kept)s a week is kept for emergencies.") % {"kept": pounds(kept.weekly)}
    if kept.one_off:
        yield _("Beside it, %(kept)s is kept for emergencies.") % {"kept": pounds(kept.one_off)}


def next_for_person(cost, *, is_enough, is_above, unpaid, short) -> list[str]:
    """Return why it is not enough and what happens next; nothing where it is enough."""
    if is_enough:
        return []
    why = [_("Nobody pays for “%(action)s” yet.") % {"action": action.words} for action in unpaid]
    why += [_("“%(line)s” is only paid for in part.") % {"line": line.words} for line in short]
    paying = {share.funder for line in cost.lines for share in line.shares.all()}
    names = [str(funder.label) for funder in Funder if funder in paying]
    asks = (
        _("Your coordinator talks about it with %(funders)s.") % {"funders": _(" and ").join(names)}
        if names
        else _("Your coordinator finds out who can pay.")
    )
    return [
        *why,
        asks,
        _("Nothing is taken out of your plan to make the money fit."),
        _("You are asked to agree your plan when there is enough for all of it."),
        _("If somebody says no, you get a letter with the reason. You can ask for a second look."),
    ]


def of_funder(one) -> str:
    """Return in sentences what one funder pays, net and gross, in a year, apart and as first told."""
    sentences = [
        _("%(net)s a week, and %(year)s in the coming year for the plan.")
        % {"net": pounds(one.net.weekly), "year": pounds(one.year)}
    ]
    if one.money.weekly != one.net.weekly:
        sentences.append(
            _("Before the person’s part is taken off it is %(gross)s a week.")
            % {"gross": pounds(one.money.weekly)}
        )
    if one.contingency.weekly:
        sentences.append(
            _("Apart from it, %(kept)s a week for emergencies.") % {"kept": pounds(one.contingency.weekly)}
        )
    if one.contingency.one_off:
        sentences.append(
            _("Apart from it, %(kept)s for emergencies.") % {"kept": pounds(one.contingency.one_off)}
        )
    if one.indicative_amount is not None:
        sentences.append(
            _("The indicative budget spoke of %(amount)s a week.") % {"amount": pounds(one.indicative_amount)}
        )
    return " ".join(sentences)
