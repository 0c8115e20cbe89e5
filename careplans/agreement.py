"""Agreeing a plan: who agreed, how, and the plan as it then was, sealed and given to the person."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans import completeness, giving, papers, reviews, sealing, who_decides
from careplans.acts import Act
from careplans.models import Agreement, AgreementParty, CarePlan, PlanStatus, ReviewStream
from careplans.who_decides import MayNotDecide, Said
from careplans.writing import PlanNotDraft
from ipc.kernel import acting, audit
from ipc.kernel.dates import in_words, today
from ipc.kernel.errors import Changed, RuleBroken
from people.models import Person, PersonStatus


class PersonHasDied(RuleBroken):
    message = _("This person has died. Their plan cannot be put in force any more.")


class NotComplete(RuleBroken):
    """``missing`` lists what stops it."""

    message = _("The plan is not ready. Something is still missing: %(what)s")


class MoneyNotSettled(RuleBroken):
    message = _("Some of this plan is paid for. The money must be settled before the plan is agreed.")
    source = "Care Act 2014 s25(1)(e)"


class ReviewNotInTime(RuleBroken):
    message = _("Choose a day for the review from today to %(latest)s.")
    source = "Care Act 2014 s27"


def agree(
    plan,
    *,
    by,
    party,
    how,
    review_due_on,
    review_by,
    money=None,
    funders=(),
    direct_from=(),
    revision=None,
    **shown,
):
    """Write down that ``party`` agreed ``plan``; the person or who decides for them puts it in force.

    A professional's agreement comes before and leaves the plan a draft. Any other ends the plan it
    replaces, seals this one with ``money`` (the statement, ready for JSON), sets its review and gives the
    plan to the person. ``funders`` and ``direct_from`` are what ``completeness.missing`` asks;
    ``revision`` is that of the plan that was read, where the page knows it. ``shown`` is what shows it
    (``who_decides.Said``): ``witness`` of a telephone call, ``paper`` (the upload of a signed page),
    ``decision`` in best interests, ``name`` and ``organisation`` of somebody whose yes staff write down.
    Returns the plan.

    The rights are asked as the user; the rest runs for the site, because whoever decides may not be
    allowed to read all that is sealed.

    Raises:
        PlanNotDraft, Changed, PersonHasDied, NotComplete, MoneyNotSettled, ReviewNotInTime
        Whatever ``who_decides`` and ``papers`` refuse.
    """
    said = Said(party=party, how=how, **shown)
    if not CarePlan.objects.permitting(Act.AGREE_PLAN, by).filter(pk=plan.pk).exists():
        raise MayNotDecide
    with acting.for_the_site("seal a plan with all it says", site_id=plan.site_id):
        plan = CarePlan.objects.select_for_update().get(pk=plan.pk)
        if plan.status != PlanStatus.DRAFT:
            raise PlanNotDraft
        if revision is not None and revision != plan.revision:
            raise Changed
        name = who_decides.name_of(plan, by, said)
        who_decides.refuse_unshown(by, said, name)
        if party == AgreementParty.PROFESSIONAL:
            _write_down(plan, by, said, name)
        else:
            plan.review_due_on, plan.review_by = review_due_on, review_by
            _refuse_unready(plan, money, funders, direct_from)
            _put_in_force(plan, by)
            _write_down(plan, by, said, name)
            sealing.seal(plan, by=by, money=money)
            giving.give(plan, by=by)
        audit.record(Act.AGREE_PLAN, plan, by=by, why=str(AgreementParty(party).label))
        return plan


def _refuse_unready(plan, money, funders, direct_from):
    if plan.person.status == PersonStatus.DIED:
        raise PersonHasDied
    if money is None and plan.actions.filter(is_paid=True).exists():
        raise MoneyNotSettled
    lacking = completeness.blocking(plan, funders=funders, direct_from=direct_from, is_settled=True)
    if lacking:
        raise NotComplete(what=" ".join(one.words for one in lacking))
    rule = reviews.rule_for(ReviewStream.PLAN, today())
    latest = reviews.due_on(rule, today())
    if not today() <= plan.review_due_on <= latest:
        raise ReviewNotInTime(latest=in_words(latest))


def _put_in_force(plan, by):
    CarePlan.objects.live().filter(person_id=plan.person_id).update(status=PlanStatus.ENDED)
    plan.status, plan.agreed_at, plan.agreed_by = PlanStatus.AGREED, timezone.now(), by
    plan.save()
    Person.objects.filter(pk=plan.person_id).update(status=PersonStatus.SUPPORTED)
    reviews.plan_agreed(plan, by=by)


def _write_down(plan, by, said, name):
    """Write down one agreement, once: the same again changes nothing."""
    who = {"agreed_by": by, "party": said.party, "name": name, "revision": plan.revision}
    if plan.agreements.filter(**who).exists():
        return
    is_professional = said.party == AgreementParty.PROFESSIONAL
    with transaction.atomic():
        Agreement.objects.create(
            site_id=plan.site_id,
            person_id=plan.person_id,
            plan=plan,
            how=said.how,
            organisation=_organisation(by, said, name) if is_professional else "",
            witness=said.witness.strip(),
            paper=papers.keep(plan, said.paper, by=by) if said.paper is not None else None,
            decision=said.decision if said.party == AgreementParty.BEST_INTERESTS else None,
            agreed_at=timezone.now(),
            **who,
        )


def _organisation(by, said, name):
    """Return for whom a professional speaks: what was said, or the organisation they work for here."""
    if said.organisation or name != by.name:
        return said.organisation
    return str(by.hat.organisation or by.hat.site)[:120]
