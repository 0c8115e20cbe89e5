"""Agreeing a plan: who agreed, how, and the plan as it then was, sealed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans import completeness, reviews, sealing
from careplans.acts import Act
from careplans.models import Agreement, AgreementParty, CarePlan, PlanStatus, Review, ReviewStream
from careplans.writing import PlanNotDraft
from ipc.kernel import acting, audit
from ipc.kernel.dates import in_words, today
from ipc.kernel.errors import Changed, RuleBroken
from people import rules
from people.models import Authority, Figure, HowGiven, Person, PersonStatus


class MayNotDecide(RuleBroken):
    message = _("Only the person, or somebody with the right to decide for them, can agree this plan.")


class TooYoungToDecideAlone(RuleBroken):
    message = _("Under %(age)s, somebody with parental responsibility agrees the plan. Look at it together.")
    source = "SI 2013/1617 reg 2"


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
):
    """Write down that ``party`` agreed ``plan``; the person or who acts for them puts it in force.

    A professional's agreement comes before and leaves the plan a draft. The person's ends the plan it
    replaces, seals this one with ``money`` (the statement, ready for JSON), and opens its review.
    ``funders`` and ``direct_from`` are what ``completeness.missing`` asks; ``revision`` is that of the
    plan that was read, where the page knows it. Staff may write down what the person said in person,
    by telephone or on paper. Returns the plan.

    The rights are asked as the user; the rest runs for the site, because whoever decides may not be
    allowed to read all that is sealed.

    Raises:
        MayNotDecide, TooYoungToDecideAlone, PlanNotDraft, Changed, PersonHasDied
        NotComplete, MoneyNotSettled, ReviewNotInTime
    """
    may = CarePlan.objects.permitting(Act.AGREE_PLAN, by).filter(pk=plan.pk).exists()
    if not may:
        raise MayNotDecide
    with acting.for_the_site("seal a plan with all it says", site_id=plan.site_id):
        plan = CarePlan.objects.select_for_update().get(pk=plan.pk)
        if plan.status != PlanStatus.DRAFT:
            raise PlanNotDraft
        if revision is not None and revision != plan.revision:
            raise Changed
        name = _who_agrees(plan, by, party, how)
        if party != AgreementParty.PROFESSIONAL:
            if plan.person.status == PersonStatus.DIED:
                raise PersonHasDied
            plan.review_due_on, plan.review_by = review_due_on, review_by
            _refuse_unready(plan, money, funders, direct_from)
            _put_in_force(plan, by)
        _write_down(plan, by, party, how, name)
        if party != AgreementParty.PROFESSIONAL:
            sealing.seal(plan, by=by, money=money)
        audit.record(Act.AGREE_PLAN, plan, by=by, why=str(AgreementParty(party).label))
        return plan


def _who_agrees(plan, by, party, how):
    """Return the name of who agrees, if ``by`` may say so in that part and way."""
    person = plan.person
    if party == AgreementParty.PROFESSIONAL:
        if by.is_member_of_staff:
            return by.name
    elif by.is_member_of_staff:
        if how != HowGiven.ONLINE:
            return person.name if party == AgreementParty.PERSON else _only_representative(person)
    elif by.person_id == person.pk and person.age < (age := _decides_alone_from(person)):
        raise TooYoungToDecideAlone(age=age)
    elif (by.person_id == person.pk) == (party == AgreementParty.PERSON):
        return by.name
    raise MayNotDecide


def _decides_alone_from(person):
    return rules.value(Figure.SIXTEEN_DECIDES, site_id=person.site_id)


def _only_representative(person):
    rights = Authority.objects.deciding_the_plan().filter(person=person)
    names = set(rights.values_list("holder__name", flat=True))
    if len(names) != 1:
        raise MayNotDecide
    return names.pop()


def _refuse_unready(plan, money, funders, direct_from):
    lacking = completeness.blocking(plan, funders=funders, direct_from=direct_from)
    if lacking:
        raise NotComplete(what=" ".join(one.words for one in lacking))
    if money is None and plan.actions.filter(is_paid=True).exists():
        raise MoneyNotSettled
    rule = reviews.rule_for(ReviewStream.PLAN, today())
    latest = reviews.due_on(rule, today())
    if not today() <= plan.review_due_on <= latest:
        raise ReviewNotInTime(latest=in_words(latest))


def _put_in_force(plan, by):
    CarePlan.objects.live().filter(person_id=plan.person_id).update(status=PlanStatus.ENDED)
    plan.status, plan.agreed_at, plan.agreed_by = PlanStatus.AGREED, timezone.now(), by
    plan.save()
    Person.objects.filter(pk=plan.person_id).update(status=PersonStatus.SUPPORTED)
    Review.objects.open().filter(person_id=plan.person_id, stream=ReviewStream.PLAN).update(
        held_on=today(), held_by=by
    )
    reviews.open_review(plan.person, stream=ReviewStream.PLAN, due_on=plan.review_due_on)


def _write_down(plan, by, party, how, name):
    with transaction.atomic():
        Agreement.objects.get_or_create(
            plan=plan,
            agreed_by=by,
            party=party,
            revision=plan.revision,
            defaults={
                "site_id": plan.site_id,
                "person_id": plan.person_id,
                "name": name,
                "how": how,
                "agreed_at": timezone.now(),
            },
        )
