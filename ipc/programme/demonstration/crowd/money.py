"""Budgets and what became of the money: set aside, paid, spent, each pound through the ledger."""

import datetime as dt
import uuid
from decimal import Decimal

from django.utils import timezone

from budgets import contribution, ledger, opening, payments, spending
from budgets.models import (
    AccountKind,
    Budget,
    BudgetLine,
    BudgetStatus,
    LineShare,
    ManagementOption,
    Payment,
    PaymentShare,
    PaymentStatus,
    PostingKind,
    Signature,
    Spend,
)
from careplans import reviews
from careplans.models import Review
from ipc.kernel.dates import today
from ipc.kernel.money import PENNY
from ipc.programme.demonstration.crowd.fates import DAYS_TO_AGREE, DAYS_TO_MONEY, State
from ipc.programme.demonstration.crowd.persons import of
from ipc.programme.demonstration.crowd.plans import weekly_by_funder
from people.models import Cohort, Funder, Organisation, OrganisationKind, User

DIRECT, NOTIONAL, THIRD_PARTY = ManagementOption
WAYS = [[DIRECT]] * 9 + [[NOTIONAL]] * 6 + [[THIRD_PARTY]] * 3 + [[NOTIONAL, DIRECT]] * 4
SIGNS_FOR = {
    Funder.NHS: (OrganisationKind.NHS, "nhs"),
    Funder.COUNCIL: (OrganisationKind.COUNCIL, "council"),
    Funder.EDUCATION: (OrganisationKind.EDUCATION, "education"),
}
STATUS = {
    State.WRITING: BudgetStatus.DRAFT,
    State.SIGNING: BudgetStatus.PROPOSED,
    State.READY: BudgetStatus.AGREED,
}
ASSESSED = [Decimal(amount) for amount in ("0.00", "0.00", "0.00", "12.40", "18.75", "32.00", "45.10")]
PAID_BEFORE = dt.timedelta(days=3)
BILLED_EVERY = dt.timedelta(weeks=4)


def write(site, fates):
    """Give a budget to everybody whose plan costs something."""
    team = _team(site)
    funded = [fate for fate in fates if any(parts for _action, parts in fate.rows.get("actions", ()))]
    funded = [fate for fate in funded if not fate.state.is_over]
    Budget.objects.bulk_create([_budget(fate) for fate in funded])
    BudgetLine.objects.bulk_create([line for fate in funded for line in _lines(fate, team["holder"])])
    LineShare.objects.bulk_create([share for fate in funded for share in fate.rows["shares"]])
    signed = [fate for fate in funded if fate.state not in (State.WRITING, State.SIGNING)]
    Signature.objects.bulk_create([one for fate in signed for one in _signatures(fate, team)])
    for fate in funded:
        if fate.state.lives_with_plan:
            _run(fate, team)


def _team(site):
    """Return who signs, pays and holds in ``site``."""
    found = {"holder": site.organisations.filter(kind=OrganisationKind.PROVIDER).first()}
    domain = site.email.partition("@")[2]
    for funder, (kind, who) in SIGNS_FOR.items():
        organisation = Organisation.objects.filter(site=site, kind=kind).first()
        found[funder] = organisation, User.objects.get(email=f"{who}@{domain}")
    found["finance"] = User.objects.get(email=f"finance@{domain}")
    return found


def _budget(fate):
    is_charged = fate.cohort in (Cohort.OLDER, Cohort.LEARNING)
    lives = fate.state.lives_with_plan
    is_drafted = fate.state == State.WRITING
    fate.rows["budget"] = Budget(
        **of(fate),
        plan=fate.rows["plan"],
        indicative=fate.rows["indicative"],
        status=STATUS.get(fate.state, BudgetStatus.ACTIVE),
        weekly_assessed_contribution=fate.dice.choice(ASSESSED) if is_charged else Decimal("0.00"),
        starts_on=fate.day(DAYS_TO_AGREE) if lives else None,
        opened_at=fate.moment(DAYS_TO_MONEY - 4),
        opened_by=fate.coordinator,
        proposed_at=None if is_drafted else fate.moment(DAYS_TO_MONEY),
        proposed_by=None if is_drafted else fate.coordinator,
    )
    return fate.rows["budget"]


def _lines(fate, holder):
    ways = fate.dice.choice(WAYS)
    weekly = weekly_by_funder(fate)
    is_aftercare = fate.cohort == Cohort.MENTAL_HEALTH
    fate.rows["lines"], fate.rows["shares"] = [], []
    for action, parts in fate.rows["actions"]:
        if not parts:
            continue
        way = ways[len(fate.rows["lines"]) % len(ways)]
        paid = {
            funder: (weekly[funder] * Decimal(str(part))).quantize(PENNY) for funder, part in parts.items()
        }
        line = BudgetLine(
            **of(fate),
            budget=fate.rows["budget"],
            action=action,
            position=len(fate.rows["lines"]),
            words=action.words,
            option=way,
            holder=holder if way == THIRD_PARTY else None,
            amount=sum(paid.values(), Decimal()),
            charge_exempt_reason="s117" if is_aftercare else "",
        )
        fate.rows["lines"].append(line)
        fate.rows["shares"] += [
            LineShare(**of(fate), line=line, funder=funder, amount=amount) for funder, amount in paid.items()
        ]
    return fate.rows["lines"]


def _signatures(fate, team):
    budget = fate.rows["budget"]
    paying = contribution.by_funder(contribution.funding(budget))
    for funder, amounts in paying.items():
        if funder == Funder.PERSON:
            continue
        organisation, user = team[funder]
        yield Signature(
            **of(fate),
            budget=budget,
            funder=funder,
            organisation=organisation,
            revision=budget.revision,
            weekly_amount=amounts.weekly,
            one_off_amount=amounts.one_off,
            is_agreed=True,
            signed_at=fate.moment(DAYS_TO_MONEY + 5),
            signed_by=user,
        )


def _run(fate, team):
    """Set the year's money aside, pay each period that has begun, and spend most of it."""
    budget = fate.rows["budget"]
    opening.set_aside(budget, by=fate.coordinator)
    _bills(fate, [one for one in opening.paid_by(budget) if opening.is_promised(one.line)])
    lines = payments.direct_lines(budget)
    if not lines:
        return
    already: dict = {}
    due = payments.worked_out(budget, budget.starts_on)
    while due.starts_on <= today():
        if due.ends_on >= today() and fate.dice.true(0.25):
            _kept(_payment(fate, due), due)
            break
        _pay(fate, due, team)
        if fate.state != State.IN_ARREARS or due.starts_on == budget.starts_on:
            _spend(fate, due, lines, already)
        due = _next(due)
    _review_clocks(fate, lines)


def _next(due):
    """Return what is due for the period after: nobody here has anything that is paid only once."""
    starts_on = due.ends_on + dt.timedelta(days=1)
    return due._replace(starts_on=starts_on, ends_on=starts_on + (due.ends_on - due.starts_on))


def _payment(fate, due):
    return Payment(
        **of(fate),
        budget=fate.rows["budget"],
        starts_on=due.starts_on,
        ends_on=due.ends_on,
        amount=due.amount,
        contribution_amount=due.contribution_amount,
        prepared_at=_at(due.starts_on - PAID_BEFORE, 10),
        prepared_by=fate.coordinator,
    )


def _pay(fate, due, team):
    budget, finance = fate.rows["budget"], team["finance"]
    key = uuid.uuid5(budget.public_id, f"payment {due.starts_on}")
    what = {"value_on": due.starts_on, "by": finance}
    payment = _payment(fate, due)
    payment.posting = ledger.move_between(
        budget, AccountKind.AVAILABLE, AccountKind.HELD, due.public, key=key, kind=PostingKind.PAYMENT, **what
    )
    if due.contribution_amount:
        ledger.move_between(
            budget,
            AccountKind.FUNDER,
            AccountKind.HELD,
            {Funder.PERSON: due.contribution_amount},
            key=uuid.uuid5(key, "own part"),
            kind=PostingKind.CONTRIBUTION,
            **what,
        )
    payment.status = PaymentStatus.RELEASED
    payment.released_at, payment.released_by = _at(due.starts_on, 11), finance
    _kept(payment, due)


def _kept(payment, due):
    payment.save()
    about = {"payment": payment, "person": payment.person, "site": payment.site}
    PaymentShare.objects.bulk_create(
        PaymentShare(**about, funder=funder, amount=amount) for funder, amount in due.shares.items() if amount
    )


def _bills(fate, lines):
    """Pay those who give support every four weeks, from what is promised to them."""
    budget = fate.rows["budget"]
    for funded in lines:
        public = {funder: share for funder, share in funded.shares.items() if funder != Funder.PERSON}
        billed_on = budget.starts_on + BILLED_EVERY
        while billed_on <= today() and public:
            shares = {funder: 4 * share for funder, share in public.items()}
            _spent(fate, funded.line, billed_on, shares, amount=4 * funded.line.amount)
            billed_on += BILLED_EVERY


def _spend(fate, due, lines, already):
    """Spend nearly all of a period's money of each line, in the proportion in which it was paid."""
    weeks = Decimal((due.ends_on - due.starts_on).days + 1) / 7
    for place, funded in enumerate(lines):
        spent_on = due.starts_on + dt.timedelta(days=4 + 3 * place + fate.dice.randrange(14))
        if spent_on > today():
            continue
        part = Decimal(fate.dice.randrange(80, 98)) / 100
        amount = (funded.line.amount * weeks * part).quantize(PENNY)
        paid = already.setdefault(funded.line.pk, {})
        shares = spending.split(amount, funded.shares, paid)
        for funder, share in shares.items():
            paid[funder] = paid.get(funder, Decimal()) + share
        _spent(fate, funded.line, spent_on, shares, amount)


def _spent(fate, line, spent_on, shares, amount):
    """Write down what was spent for ``line``: by the person, or for them where somebody else is paid."""
    budget, is_bill = fate.rows["budget"], opening.is_promised(line)
    posting = ledger.move_between(
        budget,
        AccountKind.COMMITTED if is_bill else AccountKind.HELD,
        AccountKind.PAID_FOR if is_bill else AccountKind.SPENT,
        shares,
        key=uuid.uuid5(budget.public_id, f"spend {line.pk} {spent_on}"),
        kind=PostingKind.SPEND,
        value_on=spent_on,
        by=None,
    )
    Spend.objects.create(
        **of(fate),
        budget=budget,
        line=line,
        amount=amount,
        spent_on=spent_on,
        what=line.words,
        posting=posting,
        recorded_at=_at(spent_on, 18),
    )


def _review_clocks(fate, lines):
    """Run the clock of each funder that pays directly: most reviews that were due have been held."""
    started_on = fate.rows["budget"].starts_on
    for funder in {funder for funded in lines for funder in funded.shares} & payments.STREAMS.keys():
        stream = payments.STREAMS[funder]
        rule = reviews.rule_for(stream, started_on)
        due_on = reviews.due_on(rule, started_on)
        if due_on < today() and fate.state != State.OVERDUE:
            held_on = due_on - dt.timedelta(days=6)
            Review.objects.create(
                **of(fate), stream=stream, due_on=due_on, held_on=held_on, held_by=fate.coordinator
            )
            due_on = reviews.due_on(rule, started_on, held_on)
        Review.objects.create(**of(fate), stream=stream, due_on=due_on)


def _at(day, hour):
    return min(timezone.make_aware(dt.datetime.combine(day, dt.time(hour, 15))), timezone.now())
