"""Who decides about a change: the person first, then just those funders whose money it touches."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import figures, limits, rules, telling
from budgets.acts import Act
from budgets.contribution import Money
from budgets.models import (
    MoneyFigure,
    Variation,
    VariationAnswer,
    VariationKind,
    VariationLine,
    VariationStatus,
)
from budgets.rules import Stage
from budgets.varying.asking import (
    NothingChanges,
    NotOpen,
    WhyIsMissing,
    locked,
    refuse_day,
    settle,
    was_asked_by_the_person,
    written_by,
)
from budgets.varying.putting_in_force import put_in_force
from budgets.varying.weighing import Weighed, successor, weigh
from ipc.kernel import acting, audit
from ipc.kernel.dates import in_words, today
from ipc.kernel.errors import RuleBroken
from people import todos
from people.models import Funder, TodoKind

# What comes from outside and leaves the support as it is: it is told, and needs nobody's leave.
COMES_FROM_OUTSIDE = (VariationKind.PRICE, VariationKind.CONTRIBUTION)


class TalkWithThePerson(RuleBroken):
    message = _("Talk with the person first. Enter the day on which they agreed to this change.")


class AgreedLater(RuleBroken):
    message = _("The day on which they agreed must be today or a day before.")


class NoticeNeeded(RuleBroken):
    message = _(
        "The person would have less, or pay more. They need %(days)s days of notice: choose %(day)s or a "
        "later day, or enter the day on which they agreed."
    )
    source = _("NHS (Direct Payments) Regulations 2013; Care Act 2014 s33")


class NotProposed(RuleBroken):
    message = _("This change does not wait for the funders. It may have been taken back or answered.")


class NotYourMoney(RuleBroken):
    message = _("This change does not touch the money of your organisation. There is nothing to answer.")


class OwnChange(RuleBroken):
    message = _("You asked for this change, wrote it or proposed it yourself. Somebody else must answer.")


class PanelNotNamed(RuleBroken):
    message = _(
        "With this change your organisation would pay more than you may sign for alone. "
        "Write which panel agreed to it, and when."
    )


class AlreadyAnswered(RuleBroken):
    message = _("Your organisation has already answered.")


@transaction.atomic
def propose(variation, *, by, agreed_with_person_on=None) -> Variation:
    """Put a change to the funders it touches; where there is none, it is in force at once.

    Raises:
        NotOpen, NothingChanges, and whatever ``ask`` refuses about the day
        TalkWithThePerson, AgreedLater: it was not agreed with the person.
        NoticeNeeded: there would be less, sooner than the notice allows.
        rules.AgainstTheRules
    """
    variation = locked(variation)
    if variation.status != VariationStatus.ASKED:
        raise NotOpen
    if variation.weekly_contribution is None and not variation.lines.exists():
        raise NothingChanges
    refuse_day(variation.budget, variation.effective_on)
    weighed = weigh(variation)
    _refuse_unagreed(variation, weighed, agreed_with_person_on)
    _ask_the_rules(variation)
    variation.agreed_with_person_on = agreed_with_person_on
    variation.status = VariationStatus.PROPOSED
    variation.proposed_at, variation.proposed_by = timezone.now(), by
    variation.save()
    audit.record(Act.PROPOSE_VARIATION, variation, by=by)
    if not weighed.funders:
        return put_in_force(variation, by=by)
    if weighed.is_less and agreed_with_person_on is None:
        telling.readers(variation, "money_changes", page="my_changes", by=by)
    return variation


@transaction.atomic
def answer(variation, *, by, is_agreed, reason="") -> VariationAnswer:
    """Answer for the funder of ``by``'s organisation; when all have agreed, the change is in force.

    Raises:
        NotProposed, NotYourMoney, OwnChange, AlreadyAnswered
        WhyIsMissing: a refusal without its reason.
        PanelNotNamed: a yes to more than ``by`` may sign for alone, without the panel that agreed.
        Whatever ``put_in_force`` refuses.
    """
    with acting.for_the_site("answer about a change of the budget", site_id=variation.site_id):
        variation = locked(variation)
        weighed = refuse_others(variation, by)
        if not is_agreed and not reason.strip():
            raise WhyIsMissing
        if is_agreed and not reason.strip() and _is_above_the_limit(weighed, by):
            raise PanelNotNamed
        given = VariationAnswer.objects.create(
            variation=variation,
            person_id=variation.person_id,
            site_id=variation.site_id,
            funder=by.hat.funder,
            organisation_id=by.hat.organisation_id,
            is_agreed=is_agreed,
            reason=reason.strip(),
            answered_at=timezone.now(),
            answered_by=by,
        )
        audit.record(Act.ANSWER_VARIATION, variation, by=by)
        if not is_agreed:
            _refuse(variation, by, reason)
        elif set(weighed.funders) <= set(_agreed(variation)):
            put_in_force(variation, by=by)
    return given


def _is_above_the_limit(weighed, user) -> bool:
    """Return whether the funder of ``user`` would pay more than now, and more than they may sign for."""
    funder = user.hat.funder
    after = weighed.after.get(funder, Money())
    return after > weighed.before.get(funder, Money()) and limits.is_above(limits.of(user, funder), after)


def refuse_others(variation, user) -> Weighed:
    """Refuse whoever may not answer for a funder; return what the change means.

    Raises:
        NotProposed, NotYourMoney, OwnChange, AlreadyAnswered
    """
    if variation.status != VariationStatus.PROPOSED:
        raise NotProposed
    weighed = weigh(variation)
    if user.hat.funder not in weighed.funders:
        raise NotYourMoney
    if user.pk in {variation.asked_by_id, variation.proposed_by_id, *written_by(variation)}:
        raise OwnChange
    if variation.answers.filter(funder=user.hat.funder).exists():
        raise AlreadyAnswered
    return weighed


def waiting_for(user) -> list[Variation]:
    """Return the changes that wait for the funder of ``user``, the longest first."""
    funder = user.hat.funder
    if funder is None:
        return []
    touched = VariationLine.objects.filter(
        Q(shares__funder=funder) | Q(line__shares__funder=funder), variation=OuterRef("pk")
    )
    answered = VariationAnswer.objects.filter(variation=OuterRef("pk"), funder=funder)
    found = Variation.objects.visible_to(user).filter(status=VariationStatus.PROPOSED)
    if funder == Funder.COUNCIL:
        found = found.filter(
            Exists(touched) | Q(kind=VariationKind.CONTRIBUTION) | Q(weekly_contribution__isnull=False),
            ~Exists(answered),
        )
    else:
        found = found.filter(Exists(touched), ~Exists(answered))
    found = found.select_related("person", "budget__person", "proposed_by").order_by("proposed_at", "pk")
    return [one for one in found if funder in weigh(one).funders]


def _refuse_unagreed(variation, weighed, agreed_on):
    if agreed_on is not None:
        if agreed_on > today():
            raise AgreedLater
        return
    is_theirs = _is_as_the_person_asked(variation)
    stays_as_it_is = _is_managed_as_before(variation)
    if weighed.is_less and (is_theirs or stays_as_it_is):
        days = int(figures.value(MoneyFigure.NOTICE_DAYS, site_id=variation.site_id))
        first = today() + dt.timedelta(days=days)
        if not is_theirs and variation.effective_on < first:
            raise NoticeNeeded(days=days, day=in_words(first))
    elif not (stays_as_it_is and variation.kind in COMES_FROM_OUTSIDE):
        raise TalkWithThePerson


def _is_as_the_person_asked(variation) -> bool:
    """Return whether the person asked for just this: whoever wrote other figures talks with them."""
    return was_asked_by_the_person(variation) and written_by(variation) <= {variation.asked_by_id}


def _is_managed_as_before(variation) -> bool:
    """Return whether no part would be managed another way or be new: nobody is given that by a notice."""
    return not any(
        row.line is None
        or (row.amount and (row.option, row.holder_id) != (row.line.option, row.line.holder_id))
        for row in variation.lines.select_related("line")
    )


def _ask_the_rules(variation):
    for row in variation.lines.select_related("variation__budget", "line__budget"):
        new = successor(row, variation.effective_on)
        if new is not None:
            shares = {Funder(one.funder): one.amount for one in row.shares.all()}
            rules.refuse(Stage.LINE, line=new, shares=shares)


def _refuse(variation, by, reason):
    settle(variation, VariationStatus.REFUSED, by=by, because=reason)
    todos.ask(
        variation.person,
        TodoKind.CHANGE_REFUSED,
        key=f"change refused:{variation.public_id}",
        detail=str(variation.get_kind_display()),
        by=by,
    )
    telling.readers(variation, "money_change_refused", page="my_changes", by=by)


def _agreed(variation):
    return variation.answers.filter(is_agreed=True).values_list("funder", flat=True)
