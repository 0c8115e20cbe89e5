"""Plans, what people say about themselves, and reviews."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from careplans import models
from people.models import HowGiven
from tests.factories.people import OfAPerson, PersonFactory


class StatementFactory(OfAPerson):
    class Meta:
        model = models.Statement

    heading = models.AboutHeading.MATTERS
    words = "My garden and my dog Biscuit."
    written_at = factory.LazyFunction(timezone.now)


class ObservationFactory(OfAPerson):
    class Meta:
        model = models.Observation

    view = models.View.PERSON
    is_working = True
    words = "Mornings in the garden."
    noted_at = factory.LazyFunction(timezone.now)


class CarePlanFactory(OfAPerson):
    class Meta:
        model = models.CarePlan

    class Params:
        agreed = factory.Trait(
            status=models.PlanStatus.AGREED,
            agreed_at=factory.LazyFunction(timezone.now),
            review_due_on=dt.date(2027, 11, 1),
            review_by="Sam Coordinator",
        )

    number = factory.Sequence(lambda n: n + 1)
    started_at = factory.LazyFunction(timezone.now)


class OfAPlan(DjangoModelFactory):
    """A row of a plan, about the plan's own person."""

    class Meta:
        abstract = True

    plan = factory.SubFactory(CarePlanFactory)
    person = factory.SelfAttribute("plan.person")
    site = factory.SelfAttribute("plan.site")


class NeedFactory(OfAPlan):
    class Meta:
        model = models.Need

    position = factory.Sequence(lambda n: n + 1)
    words = "Help to breathe easily and stay out of hospital"
    is_eligible = True


class GoalFactory(OfAPlan):
    class Meta:
        model = models.Goal

    plan = factory.SelfAttribute("need.plan")
    need = factory.SubFactory(NeedFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = models.GoalKind.HEALTH
    words = "Walk to the shop again"


class ActionFactory(OfAPlan):
    class Meta:
        model = models.Action

    plan = factory.SelfAttribute("goal.plan")
    goal = factory.SubFactory(GoalFactory)
    position = factory.Sequence(lambda n: n + 1)
    words = "A walk with the breathing group"
    who = "The breathing group"
    when = "Tuesdays at 10"


class AgreementFactory(OfAPlan):
    class Meta:
        model = models.Agreement

    party = models.AgreementParty.PERSON
    name = "Ada Maddup"
    how = HowGiven.IN_PERSON
    revision = 1
    agreed_at = factory.LazyFunction(timezone.now)


class PlanVersionFactory(OfAPlan):
    class Meta:
        model = models.PlanVersion

    content = factory.LazyFunction(dict)
    content_hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    sealed_at = factory.LazyFunction(timezone.now)


class ReviewFactory(OfAPerson):
    class Meta:
        model = models.Review

    stream = models.ReviewStream.PLAN
    due_on = dt.date(2027, 11, 1)


class ChangeRequestFactory(OfAPlan):
    class Meta:
        model = models.ChangeRequest

    review = factory.SubFactory(ReviewFactory, person=factory.SelfAttribute("..plan.person"))
    words = "I would like to swim instead."
    answer_due_on = dt.date(2026, 12, 4)
    asked_at = factory.LazyFunction(timezone.now)


class ReviewRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewRule

    stream = models.ReviewStream.PLAN
    first_months = 12
    later_months = 12
    effective_from = dt.date(2030, 1, 1)
    source = "A made-up law"


class ReviewPracticeFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewPractice

    remind_days = 28
    answer_days = 14
    effective_from = dt.date(2026, 1, 1)
    source = "A made-up practice"


def ready_plan(person=None, *, is_paid=False, **plan):
    """Return a draft that lacks nothing but the review's day and who does it."""
    plan = CarePlanFactory(person=person or PersonFactory(), **plan)
    need = NeedFactory(plan=plan)
    goal = GoalFactory(need=need)
    ActionFactory(goal=goal, is_paid=is_paid)
    return plan
