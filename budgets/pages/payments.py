"""What the payment pages say: amounts, days and reasons, written out once."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import payments, summary
from budgets.models import PaymentStatus
from careplans.models import Action
from ipc.kernel import charts
from ipc.kernel.dates import in_words, moment_in_words, today
from ipc.kernel.money import pounds
from people.models import LEFT

_LOOK = {"said": gettext_lazy("Look at it"), "colour": "yellow"}


def tabs(is_paid):
    here = reverse("payments")
    return [
        {"label": _("Due"), "url": here, "current": not is_paid},
        {"label": _("Released"), "url": f"{here}?show=released", "current": is_paid},
    ]


def row(one, user):
    """Return a line of the list; ``held`` says why somebody should look first, if anything."""
    held = []
    if one["person__status"] in LEFT:
        held.append(_("No longer supported here"))
    if one["status"] == PaymentStatus.DUE:
        if one["starts_on"] < today():
            held.append(_("Late"))
        if one["prepared_by_id"] == user.pk:
            held.append(_("You prepared it: somebody else releases it"))
    return {
        "public_id": one["public_id"],
        "name": f"{one['person__given_name']} {one['person__family_name']}",
        "starts": in_words(one["starts_on"]),
        "ends": in_words(one["ends_on"]),
        "amount": pounds(one["amount"]),
        "prepared_by": one["prepared_by__name"],
        "released": in_words(one["released_at"]),
        "held": held,
    }


def story(payment, user):
    """Return the story of the pound: whose, for whom, for what, by what rules, and where it is now."""
    is_due = payment.status == PaymentStatus.DUE
    is_released = payment.status == PaymentStatus.RELEASED
    rules = payments.rules(payment, by=user) if is_due else []
    return {
        "payment": payment,
        "person": payment.person,
        "amount": pounds(payment.amount),
        "own": pounds(payment.contribution_amount) if payment.contribution_amount else "",
        "together": pounds(payment.amount + payment.contribution_amount),
        "starts": in_words(payment.starts_on),
        "ends": in_words(payment.ends_on),
        "prepared": _who_when(payment.prepared_by, payment.prepared_at),
        "released": _who_when(payment.released_by, payment.released_at) if is_released else "",
        "account": _account(payment.budget),
        "whose": charts.funder_split(
            name="whose",
            title=_("Whose money it is"),
            amounts=dict(payment.shares.values_list("funder", "amount")),
        ),
        "made_up": made_up(payment) if is_due else [],
        "taken_back": _taken_back(payment),
        "posting_url": is_released and reverse("posting", args=[payment.posting.public_id]),
        "lines": _lines(payment.budget),
        "rules": [_rule(rule) for rule in rules],
        "is_due": is_due,
        "may_release": is_due and all(rule.is_kept or not rule.stops for rule in rules),
    }


def _account(budget):
    money = summary.money(budget)
    return _("%(left)s left of %(came_in)s that came in") % {
        "left": pounds(money["left"]),
        "came_in": pounds(money["came_in"]),
    }


def made_up(payment) -> list[str]:
    """Return in words what the payment makes up for besides its own days; nothing where it does not."""
    due = payments.worked_out(payment.budget, payment.starts_on, payment=payment)
    return made_up_in_words(payment.budget, due)


def made_up_in_words(budget, due) -> list[str]:
    """Return what ``due`` adds for days before, takes off for them, and leaves for later payments."""
    found = payments.made_up(budget, due)
    if not (found.more or found.less or found.waits):
        return []
    said = [_("These days alone come to %(amount)s.") % {"amount": pounds(found.own_days)}]
    if found.more:
        said.append(
            _("%(amount)s comes with it for days before: the budget says now that they cost more.")
            % {"amount": pounds(found.more)}
        )
    if found.less:
        said.append(
            _("%(amount)s is taken off: it was paid for days before, and now they cost less.")
            % {"amount": pounds(found.less)}
        )
    if found.waits:
        said.append(
            _("%(amount)s more is taken off later. No payment falls below nothing.")
            % {"amount": pounds(found.waits)}
        )
    return said


def _taken_back(payment):
    if payment.status != PaymentStatus.CANCELLED:
        return None
    return {
        "who_when": _who_when(payment.cancelled_by, payment.cancelled_at),
        "because": payment.cancelled_because,
    }


def _rule(rule):
    said = {"said": _("Kept"), "colour": "green"}
    if not rule.is_kept:
        said = {"said": _("Not kept"), "colour": "red"} if rule.stops else _LOOK
    return {"words": rule.words, "source": rule.source, **said}


def next_one(budget):
    """Return what preparing the next payment of ``budget`` would make, and those there are."""
    due = payments.next_due(budget)
    made = budget.payments.values(
        "public_id", "starts_on", "ends_on", "amount", "status", "released_at", "posting__public_id"
    )
    return {
        "budget": budget,
        "person": budget.person,
        "amount": pounds(due.amount),
        "own": pounds(due.contribution_amount) if due.contribution_amount else "",
        "starts": in_words(due.starts_on),
        "ends": in_words(due.ends_on),
        "can_be_paid": due.amount > 0,
        "too_much": pounds(due.too_much) if due.too_much else "",
        "made_up": made_up_in_words(budget, due),
        "made": [
            {
                "starts": in_words(one["starts_on"]),
                "ends": in_words(one["ends_on"]),
                "amount": pounds(one["amount"]),
                "released": in_words(one["released_at"]),
                "posting_url": one["posting__public_id"]
                and reverse("posting", args=[one["posting__public_id"]]),
                "is_taken_back": one["status"] == PaymentStatus.CANCELLED,
                "cancel_url": one["status"] == PaymentStatus.DUE
                and reverse("cancel_payment", args=[one["public_id"]]),
            }
            for one in made[:13]
        ],
    }


def _lines(budget):
    lines = [funded.line for funded in payments.direct_lines(budget)]
    goals = dict(
        Action.objects.filter(pk__in=[line.action_id for line in lines]).values_list("pk", "goal__words")
    )
    return [
        {
            "words": line.words,
            "goal": goals.get(line.action_id, ""),
            "amount": pounds(line.amount),
            "how_often": line.get_frequency_display(),
        }
        for line in lines
    ]


def _who_when(user, moment):
    if user is None:
        return moment_in_words(moment)
    return _("%(who)s, %(when)s") % {"who": user.name, "when": moment_in_words(moment)}
