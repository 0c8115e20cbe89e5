"""Whether somebody can decide one thing at one time, and what happens when they can again.

Everybody from 16 is taken to be able to decide, until it is shown that they cannot decide this one thing,
now, after all the help that could be given. An unwise decision shows nothing (Mental Capacity Act 2005 s1).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import happenings, regained, rules, todos
from people.acts import Act
from people.happenings import Happening
from people.models import (
    DIED_OR_GONE,
    CapacityAssessment,
    DecisionTopic,
    Figure,
    NeverForAnother,
    Outcome,
    Person,
    Todo,
    TodoKind,
)

ABILITIES = ("understands", "retains", "weighs", "communicates")


class TooYoungForThis(RuleBroken):
    message = _(
        "The Mental Capacity Act does not speak of this before the 16th birthday. Until then whoever has "
        "parental responsibility decides, or the young person, where they understand enough to decide this "
        "themselves."
    )
    source = "Mental Capacity Act 2005 s2(5)"


class NeverDecidedForAnother(RuleBroken):
    message = _(
        "Nobody may ever decide this for somebody else, so there is nothing to assess here: %(what)s. Ask "
        "your legal team what to do."
    )
    source = "Mental Capacity Act 2005 ss27–29"


class HelpComesFirst(RuleBroken):
    message = _(
        "Write down what help was given. Somebody is not found unable to decide before everything was tried "
        "to help them."
    )
    source = "Mental Capacity Act 2005 s1(3)"


class AbleInAllFour(RuleBroken):
    message = _("Somebody who has all four abilities can decide this, also if the decision seems unwise.")
    source = "Mental Capacity Act 2005 ss1(4), 3(1)"


class NotBecauseOfAnImpairment(RuleBroken):
    message = _(
        "Write down what affects the mind or brain, and how just that keeps the person from deciding this. "
        "Without it they can decide."
    )
    source = "Mental Capacity Act 2005 s2(1)"


class NoDayToAssessAgain(RuleBroken):
    message = _("Enter the day to assess this again, after today.")


class SaysBoth(RuleBroken):
    message = _(
        "An ability is missing because of what affects the mind or brain: then the person cannot decide "
        "this. Look at your answers again."
    )


class NotTheOneInForce(RuleBroken):
    message = _("A newer assessment has taken the place of this one.")


@transaction.atomic
def assess(person, *, by, topic, decision, outcome, help_given, never_for_another="", **findings):
    """Write down whether ``person`` can make one ``decision`` now; the newest on its topic is what holds.

    ``findings`` are the four abilities, each with its evidence (``understands``,
    ``understands_evidence`` …); where the person cannot decide, ``impairment``, ``causal_link`` and
    ``review_due_on``; ``is_fluctuating`` and ``disagreement``. Who can decide again takes back what
    rested on it.

    Raises:
        TooYoungForThis, NeverDecidedForAnother, HelpComesFirst, AbleInAllFour,
        NotBecauseOfAnImpairment, NoDayToAssessAgain, SaysBoth
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    assessment = CapacityAssessment(
        site_id=person.site_id,
        person=person,
        topic=topic,
        decision=decision.strip(),
        outcome=outcome,
        help_given=help_given.strip(),
        assessed_at=timezone.now(),
        assessed_by=by,
        **findings,
    )
    _check(person, assessment, never_for_another)
    before = _take_the_place_of_earlier(assessment, by)
    assessment.save(force_insert=True)
    audit.record(Act.ASSESS_CAPACITY, assessment, by=by)
    if outcome == Outcome.CAN and any(one.outcome == Outcome.CANNOT for one in before):
        regained.take_back(assessment, by=by)
    # Until somebody is found unable to decide, they are taken to be able.
    if outcome not in ({one.outcome for one in before} or {Outcome.CAN}):
        happenings.tell(person, Happening.CAPACITY, key=f"capacity:{assessment.public_id}", by=by)
    return assessment


def _check(person, assessment, never_for_another):
    if dates.today() < acts_from(person):
        raise TooYoungForThis
    if never_for_another:
        raise NeverDecidedForAnother(what=NeverForAnother(never_for_another).label)
    has_all = all(getattr(assessment, ability) for ability in ABILITIES)
    reasons = (assessment.impairment.strip(), assessment.causal_link.strip())
    if assessment.outcome == Outcome.CAN:
        if not has_all and all(reasons):
            raise SaysBoth
        return
    if not assessment.help_given:
        raise HelpComesFirst
    if has_all:
        raise AbleInAllFour
    if not all(reasons):
        raise NotBecauseOfAnImpairment
    if assessment.review_due_on is None or assessment.review_due_on <= dates.today():
        raise NoDayToAssessAgain


def acts_from(person):
    """Return the day from which the Act speaks of ``person``: the 16th birthday."""
    return rules.birthday(person.born_on, rules.value(Figure.SIXTEEN_DECIDES, site_id=person.site_id))


def _take_the_place_of_earlier(assessment, by):
    """End what spoke of the same before and return it. Of other things, each decision is its own topic."""
    earlier = CapacityAssessment.objects.live().filter(person=assessment.person, topic=assessment.topic)
    if assessment.topic == DecisionTopic.OTHER:
        earlier = earlier.filter(decision__iexact=assessment.decision)
    earlier = list(earlier)
    CapacityAssessment.objects.filter(pk__in=[one.pk for one in earlier]).update(
        replaced_at=assessment.assessed_at, replaced_by=by
    )
    asked = Todo.objects.open().filter(kind=TodoKind.ASSESS_AGAIN, person=assessment.person)
    for todo in asked.filter(key__in=[key for one in earlier for key in _keys(one)]):
        todos.settle(todo, by=by, outcome=gettext("Assessed again."))
    return earlier


def _keys(assessment):
    return f"assess-again-{assessment.public_id}", f"asked-again-{assessment.public_id}"


@transaction.atomic
def ask_again(assessment, *, by, words) -> CapacityAssessment:
    """Let the person say that they disagree, or want it looked at again; the coordinator is asked to.

    Raises:
        NotTheOneInForce: it has been looked at again since.
    """
    assessment = CapacityAssessment.objects.select_for_update().get(pk=assessment.pk)
    if assessment.replaced_at:
        raise NotTheOneInForce
    detail = gettext("The person asks for it. In their words: %(words)s") % {"words": words}
    person, key = assessment.person, _keys(assessment)[1]
    with acting.for_the_site("ask the care team to look again", site_id=assessment.site_id):
        todos.ask(person, TodoKind.ASSESS_AGAIN, key=key, detail=detail[:300], by=by)
    audit.record(Act.ASK_TO_ASSESS_AGAIN, assessment, by=by)
    return assessment


def raise_due(site):
    """Ask for a new look at each assessment of ``site`` whose day has come."""
    due = CapacityAssessment.objects.live().filter(site=site, review_due_on__lte=dates.today())
    for assessment in due.exclude(person__status__in=DIED_OR_GONE).select_related("person"):
        todos.ask(
            assessment.person,
            TodoKind.ASSESS_AGAIN,
            key=_keys(assessment)[0],
            due_on=assessment.review_due_on,
            detail=assessment.decision,
        )
