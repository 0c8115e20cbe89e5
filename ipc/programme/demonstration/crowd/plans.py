"""First ideas of the money and plans: needs, goals and actions, agreed where it got that far."""

import datetime as dt
from decimal import Decimal

from budgets import allocation, statement
from budgets.models import IndicativeBudget, IndicativeShare, IndicativeStatus
from careplans import sealing
from careplans.models import (
    Action,
    Agreement,
    AgreementParty,
    CarePlan,
    Goal,
    Need,
    PlanStatus,
    PlanVersion,
    Review,
    ReviewStream,
)
from ipc.kernel.dates import today
from ipc.programme.demonstration.crowd.fates import (
    DAYS_TO_AGREE,
    DAYS_TO_FIRST_IDEA,
    DAYS_TO_PLAN,
    State,
)
from ipc.programme.demonstration.crowd.persons import of
from peersupport.models import Service
from people.models import Cohort, Funder, HowGiven

REVIEW_AFTER = 56


def write(site, fates):
    _write_first_ideas(site, [fate for fate in fates if fate.state != State.REFERRED])
    planned = [fate for fate in fates if fate.state.has_plan]
    CarePlan.objects.bulk_create([_plan(fate) for fate in planned])
    for model, make in ((Need, _needs), (Goal, _goals), (Action, _actions_with(site))):
        model.objects.bulk_create([one for fate in planned for one in make(fate)])
    agreed = [fate for fate in planned if fate.state.lives_with_plan or fate.state.is_over]
    Agreement.objects.bulk_create([_agreement(fate) for fate in agreed])
    Review.objects.bulk_create(
        [
            Review(**of(fate), stream=ReviewStream.PLAN, due_on=fate.rows["plan"].review_due_on)
            for fate in planned
            if fate.state.lives_with_plan
        ]
    )


def seal(site, fates):
    """Keep each agreed plan as it was, with its money."""
    agreed = [fate for fate in fates if fate.state.lives_with_plan or fate.state.is_over]
    PlanVersion.objects.bulk_create([_version(fate) for fate in agreed])


def _write_first_ideas(site, fates):
    questions = allocation.questions_of(site.pk)
    known: dict = {}
    for fate in fates:
        answers = _answers(fate, questions)
        key = tuple(answer.pk for answer in answers)
        if key not in known:
            known[key] = allocation.so_far(site.pk, answers)
        fate.rows["working"] = known[key]
        fate.rows["indicative"] = _indicative(fate)
    IndicativeBudget.objects.bulk_create([fate.rows["indicative"] for fate in fates])
    IndicativeShare.objects.bulk_create(
        [
            IndicativeShare(
                **of(fate), indicative=fate.rows["indicative"], funder=funder, weekly_amount=amount
            )
            for fate in fates
            for funder, amount in weekly_by_funder(fate).items()
        ]
    )


def weekly_by_funder(fate) -> dict[str, Decimal]:
    """Return what each funder might give a week, by the first idea."""
    return {part["funder"]: Decimal(part["weekly_amount"]) for part in fate.rows["working"]["funders"]}


def _answers(fate, questions):
    """Choose an answer to each question: a middling one, and for education none unless a child."""
    chosen = []
    for question in questions:
        answers = list(question.answers.all())
        if question.funder == Funder.EDUCATION:
            chosen.append(fate.dice.choice(answers[1:]) if fate.cohort == Cohort.CHILD else answers[0])
        else:
            chosen.append(fate.dice.choice(answers[1:-1] if fate.dice.true(0.9) else answers[1:]))
    return chosen


def _indicative(fate):
    working = fate.rows["working"]
    return IndicativeBudget(
        **of(fate),
        status=IndicativeStatus.SHARED,
        weekly_amount=Decimal(working["weekly_amount"]),
        weekly_low_amount=Decimal(working["weekly_low_amount"]),
        weekly_high_amount=Decimal(working["weekly_high_amount"]),
        working={**working, "on": fate.day(DAYS_TO_FIRST_IDEA).isoformat()},
        worked_out_at=fate.moment(DAYS_TO_FIRST_IDEA),
        worked_out_by=fate.coordinator,
        shared_at=fate.moment(DAYS_TO_FIRST_IDEA),
        shared_by=fate.coordinator,
    )


def _plan(fate):
    status = PlanStatus.DRAFT
    if fate.state.lives_with_plan:
        status = PlanStatus.AGREED
    elif fate.state.is_over:
        status = PlanStatus.ENDED
    is_agreed = status != PlanStatus.DRAFT
    fate.rows["plan"] = CarePlan(
        **of(fate),
        number=1,
        status=status,
        prevention=fate.life["prevention"],
        if_things_go_wrong=fate.life["wrong"],
        health_watched_by=f"Dr {fate.dice.choice('ABCDEFGHJKLMNPRSTW')}, {fate.person.gp_practice}",
        review_due_on=_review_due(fate),
        review_by=fate.coordinator.name,
        started_at=fate.moment(DAYS_TO_PLAN),
        started_by=fate.coordinator,
        agreed_at=fate.moment(DAYS_TO_AGREE) if is_agreed else None,
        agreed_by=fate.coordinator if is_agreed else None,
    )
    return fate.rows["plan"]


def _review_due(fate):
    """Return a day to come; for those overdue one that has gone by."""
    if fate.state == State.OVERDUE:
        return today() - dt.timedelta(days=fate.dice.randrange(4, 60))
    after = fate.day(DAYS_TO_AGREE) + dt.timedelta(days=REVIEW_AFTER)
    return max(after, today() + dt.timedelta(days=fate.dice.randrange(2, 30)))


def _needs(fate):
    fate.rows["needs"] = [
        Need(**of(fate), plan=fate.rows["plan"], position=place, words=need["words"], is_eligible=True)
        for place, need in enumerate(fate.life["need"], start=1)
    ]
    return fate.rows["needs"]


def _goals(fate):
    fate.rows["goals"] = [
        Goal(
            **of(fate),
            plan=fate.rows["plan"],
            position=place,
            need=need,
            kind=told["kind"],
            words=told["goal"],
            importance=fate.dice.randrange(6, 11),
            confidence=fate.dice.randrange(3, 9),
        )
        for place, (need, told) in enumerate(zip(fate.rows["needs"], fate.life["need"], strict=True), start=1)
    ]
    return fate.rows["goals"]


def _actions_with(site):
    services = list(Service.objects.public().filter(site=site).order_by("pk"))

    def actions(fate):
        """Make the actions; those that cost something remember their part of each funder's money."""
        weekly = weekly_by_funder(fate)
        fate.rows["actions"] = []
        for goal, told in zip(fate.rows["goals"], fate.life["need"], strict=True):
            for one in told["action"]:
                parts = {funder: part for funder, part in one.get("paid", {}).items() if weekly.get(funder)}
                action = Action(
                    **of(fate),
                    plan=fate.rows["plan"],
                    position=len(fate.rows["actions"]) + 1,
                    goal=goal,
                    words=one["words"],
                    who=one["who"],
                    when=one["when"],
                    is_paid=bool(parts) and not fate.state.is_over,
                    service=_service(services, one.get("activity")),
                )
                fate.rows["actions"].append((action, parts))
        return [action for action, _parts in fate.rows["actions"]]

    return actions


def _service(services, called):
    return next((one for one in services if called and one.name.startswith(called)), None)


def _agreement(fate):
    plan = fate.rows["plan"]
    is_child = fate.cohort == Cohort.CHILD
    return Agreement(
        **of(fate),
        plan=plan,
        party=AgreementParty.REPRESENTATIVE if is_child else AgreementParty.PERSON,
        name=f"Parent of {fate.person.given_name}" if is_child else fate.person.name,
        how=HowGiven.IN_PERSON,
        revision=plan.revision,
        agreed_at=plan.agreed_at,
        agreed_by=fate.coordinator,
    )


def _version(fate):
    plan, budget = fate.rows["plan"], fate.rows.get("budget")
    money = None
    if budget is not None:
        money = {**statement.agreed(budget), "on": fate.day(DAYS_TO_AGREE).isoformat()}
    sealed = sealing.content(plan, money)
    return PlanVersion(
        **of(fate),
        plan=plan,
        content=sealed,
        content_hash=sealing.fingerprint(sealed),
        sealed_at=plan.agreed_at,
        sealed_by=fate.coordinator,
    )
