"""Plans, what people say about themselves, and reviews."""

import datetime as dt
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from careplans import models, sealing
from people.models import HowGiven
from tests.factories.people import OfAPerson, PersonFactory, UserFactory


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


class AgreementPaperFactory(OfAPlan):
    class Meta:
        model = models.AgreementPaper

    file = factory.django.FileField(filename="signed.pdf", data=b"%PDF-1.7 made up")
    content_type = "application/pdf"
    size = 16
    sha256 = "0" * 64
    added_at = factory.LazyFunction(timezone.now)


class CriterionCheckFactory(OfAPlan):
    class Meta:
        model = models.CriterionCheck

    criterion = models.Criterion.CENTRAL
    is_met = True
    checked_at = factory.LazyFunction(timezone.now)


class WeekSlotFactory(DjangoModelFactory):
    class Meta:
        model = models.WeekSlot

    action = factory.SubFactory(ActionFactory)
    person = factory.SelfAttribute("action.person")
    site = factory.SelfAttribute("action.site")
    weekday = models.Weekday.TUESDAY
    part = models.PartOfDay.MORNING


class ContingencyFactory(OfAPlan):
    class Meta:
        model = models.Contingency

    position = factory.Sequence(lambda n: n + 1)
    kind = models.ContingencyKind.CARER
    trigger = "Susan is ill and cannot come"
    what_to_do = "Joan next door looks in at nine and at six."
    who_to_call = "Joan Birkett"
    phone = "07700 900415"


class RiskFactory(OfAPlan):
    class Meta:
        model = models.Risk

    position = factory.Sequence(lambda n: n + 1)
    words = "I may fall on the way to the gate"
    why_worth_it = "The garden is my life"
    what_we_do = "I take the frame and carry my alarm."


class ParticipantFactory(OfAPerson):
    class Meta:
        model = models.Participant

    side = models.Side.FAMILY
    name = "Susan Garside"
    how_approved = HowGiven.IN_PERSON
    named_at = factory.LazyFunction(timezone.now)
    approved_at = factory.LazyFunction(timezone.now)


class KeptFromFactory(OfAPerson):
    class Meta:
        model = models.KeptFrom

    reader = factory.SubFactory(UserFactory)
    line_kind = models.LineKind.NEED
    line_id = factory.LazyFunction(uuid.uuid4)
    kept_at = factory.LazyFunction(timezone.now)


class ProposalFactory(OfAPlan):
    class Meta:
        model = models.Proposal

    line_kind = models.LineKind.ACTION
    line_id = factory.LazyFunction(uuid.uuid4)
    line_words = "A walk with the breathing group"
    change = {"words": "A swim with the breathing group"}
    reason = "My knees"
    side = models.Side.PERSON
    proposed_at = factory.LazyFunction(timezone.now)


class AnswerFactory(OfAPlan):
    class Meta:
        model = models.Answer

    line_kind = models.LineKind.ACTION
    line_id = factory.LazyFunction(uuid.uuid4)
    line_words = "A walk with the breathing group"
    verdict = models.Verdict.DISAGREES
    reason = "It is too far"
    side = models.Side.FAMILY
    answered_at = factory.LazyFunction(timezone.now)


class ProgressFactory(OfAPerson):
    class Meta:
        model = models.Progress

    goal = factory.SubFactory(GoalFactory, plan__person=factory.SelfAttribute("...person"))
    stage = models.Stage.STARTED
    how_near = 4
    view = models.View.PERSON
    words = "I got to the corner."
    noted_at = factory.LazyFunction(timezone.now)


class MediaFactory(DjangoModelFactory):
    class Meta:
        model = models.Media

    statement = factory.SubFactory(StatementFactory)
    person = factory.SelfAttribute("statement.person")
    site = factory.SelfAttribute("statement.site")
    kind = models.MediaKind.PHOTO
    file = factory.django.FileField(filename="garden.png", data=b"\x89PNG\r\n\x1a\n made up")
    content_type = "image/png"
    size = 16
    sha256 = "0" * 64
    text_alternative = "My garden in June"
    added_at = factory.LazyFunction(timezone.now)


class UnsavedWordsFactory(OfAPerson):
    class Meta:
        model = models.UnsavedWords

    page = "write_about_me"
    words = {"words": ["I was just going to say"]}
    saved_at = factory.LazyFunction(timezone.now)
    saved_by = factory.SubFactory(UserFactory)


class ReviewMeetingFactory(OfAPlan):
    class Meta:
        model = models.ReviewMeeting

    held_on = dt.date(2026, 11, 2)
    how = models.HowHeld.IN_PERSON
    who_came = "Ada, Susan and Sam"
    working = "The mornings"
    not_working = "The taxi is late"
    next_steps = "Another taxi"
    money_works = models.MoneyWorks.YES
    outcome = models.ReviewOutcome.STAYS
    recorded_at = factory.LazyFunction(timezone.now)


class ReviewTriggerFactory(OfAPerson):
    class Meta:
        model = models.ReviewTrigger

    kind = models.TriggerKind.HOSPITAL
    key = factory.Sequence(lambda n: f"hospital:{n}")
    happened_on = dt.date(2026, 11, 2)
    look_by = dt.date(2026, 11, 16)
    noted_at = factory.LazyFunction(timezone.now)


class PlanTemplateFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanTemplate

    name = "Staying well at home"


class TemplateLineFactory(DjangoModelFactory):
    class Meta:
        model = models.TemplateLine

    template = factory.SubFactory(PlanTemplateFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = models.TemplateLineKind.NEED
    words = "Help to wash and dress"


def _sealed(plan):
    """Return what is sealed of a plan, as the database has it."""
    return sealing.content(models.CarePlan.objects.get(pk=plan.pk), None)


class PlanVersionFactory(OfAPlan):
    class Meta:
        model = models.PlanVersion

    content = factory.LazyAttribute(lambda version: _sealed(version.plan))
    content_hash = factory.LazyAttribute(lambda version: sealing.fingerprint(version.content))
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


class WellbeingCheckFactory(OfAPerson):
    class Meta:
        model = models.WellbeingCheck

    answered_on = dt.date(2026, 11, 2)
    how_answered = "online"
    satisfied = 6
    worthwhile = 7
    happy = 5
    anxious = 3


class OwnStatementFactory(OfAPerson):
    class Meta:
        model = models.OwnStatement

    words = "I get out of the house when I want."


class HowTrueNowFactory(OfAPerson):
    class Meta:
        model = models.HowTrueNow

    statement = factory.LazyAttribute(lambda answer: OwnStatementFactory(person=answer.person))
    how_true = models.HowTrue.PARTLY
    said_on = dt.date(2026, 11, 2)


class LicensedToolFactory(DjangoModelFactory):
    class Meta:
        model = models.LicensedTool

    slug = factory.Sequence(lambda n: f"made-up-tool-{n}")
    name = "A made-up questionnaire"
    what = "Asks how sure somebody is of themselves."
    lowest = 0
    highest = 100
    licence = "A made-up licence"


class LicensedScoreFactory(OfAPerson):
    class Meta:
        model = models.LicensedScore

    tool = factory.SubFactory(LicensedToolFactory)
    score = 55
    licence_reference = "MADE-UP-1"
    answered_on = dt.date(2026, 11, 2)
