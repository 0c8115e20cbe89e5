"""Money: how a site works it out, budgets with their lines, payments and what was spent.

The ledger's own rows (Account, Posting, Entry) cannot be made by hand, not even in tests: post
through ``budgets.ledger``.
"""

import datetime as dt
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from budgets import contribution, models
from careplans.models import Action, CarePlan, Goal, GoalKind, Need
from people.models import Funder, OrganisationKind
from tests.factories.people import OfAPerson, OrganisationFactory, PersonFactory, SiteFactory


class AllocationPolicyFactory(DjangoModelFactory):
    class Meta:
        model = models.AllocationPolicy
        django_get_or_create = ("site", "effective_from")

    site = factory.SubFactory(SiteFactory)
    effective_from = dt.date(2026, 4, 1)
    tolerance_percent = Decimal("10.0")
    round_up_to = Decimal("5.00")
    source = "Made-up allocation policy 2026"


class AllocationRateFactory(DjangoModelFactory):
    class Meta:
        model = models.AllocationRate
        django_get_or_create = ("site", "funder", "group", "effective_from")

    site = factory.SubFactory(SiteFactory)
    funder = Funder.COUNCIL
    group = ""
    effective_from = dt.date(2026, 4, 1)
    pounds_per_point = Decimal("7.50")
    source = "Made-up rates 2026"


class AllocationQuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.AllocationQuestion

    site = factory.SubFactory(SiteFactory)
    funder = Funder.COUNCIL
    position = factory.Sequence(lambda n: n)
    words = "How much help do you need at home?"


class AllocationAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.AllocationAnswer

    question = factory.SubFactory(AllocationQuestionFactory)
    position = factory.Sequence(lambda n: n)
    words = "Every day"
    points = 10


class IndicativeBudgetFactory(OfAPerson):
    """NHS and council, £275 a week, already shown to the person (``is_draft=True``: not yet)."""

    class Meta:
        model = models.IndicativeBudget
        skip_postgeneration_save = True

    class Params:
        is_draft = factory.Trait(status=models.IndicativeStatus.DRAFT, shared_at=None)

    status = models.IndicativeStatus.SHARED
    weekly_amount = Decimal("275.00")
    weekly_low_amount = Decimal("247.50")
    weekly_high_amount = Decimal("302.50")
    working = factory.LazyFunction(
        lambda: {
            "on": "2026-11-02",
            "policy": {
                "id": "",
                "effective_from": "2026-04-01",
                "tolerance_percent": "10.0",
                "round_up_to": "5.00",
                "source": "Made-up allocation policy 2026",
            },
            "funders": [],
            "weekly_amount": "275.00",
            "weekly_low_amount": "247.50",
            "weekly_high_amount": "302.50",
            "in_words": ["£95.00 and £180.00 together are £275.00 a week."],
        }
    )
    worked_out_at = factory.LazyFunction(timezone.now)
    shared_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def shares(self, create, extracted, **kwargs):
        if create:
            given = extracted or {Funder.NHS: Decimal("95.00"), Funder.COUNCIL: Decimal("180.00")}
            for funder, amount in given.items():
                IndicativeShareFactory(indicative=self, funder=funder, weekly_amount=amount)


class IndicativeShareFactory(OfAPerson):
    class Meta:
        model = models.IndicativeShare

    indicative = factory.SubFactory(IndicativeBudgetFactory)
    person = factory.SelfAttribute("indicative.person")
    funder = Funder.COUNCIL
    weekly_amount = Decimal("180.00")


def draft_plan(person):
    """Return a person's draft plan, made when there is none yet."""
    found = CarePlan.objects.filter(person=person, status="draft").first()
    return found or CarePlan.objects.create(
        person=person,
        site=person.site,
        number=CarePlan.objects.filter(person=person).count() + 1,
        started_at=timezone.now(),
    )


def action_of(plan, *, is_paid=True, words="Somebody to help me get up and dressed"):
    """Return a new action of ``plan``, under a need and a goal of its own."""
    of_plan = {"plan": plan, "person": plan.person, "site": plan.site}
    need = Need.objects.create(words="I need help in the mornings", **of_plan)
    goal = Goal.objects.create(need=need, kind=GoalKind.WELLBEING, words="I want to be up by nine", **of_plan)
    return Action.objects.create(
        goal=goal, words=words, who="A personal assistant", when="Every morning", is_paid=is_paid, **of_plan
    )


class BudgetFactory(OfAPerson):
    """A draft budget for the person's draft plan, without lines."""

    class Meta:
        model = models.Budget

    person = factory.SubFactory(PersonFactory)
    plan = factory.LazyAttribute(lambda budget: draft_plan(budget.person))
    indicative = factory.LazyAttribute(lambda budget: IndicativeBudgetFactory(person=budget.person))
    opened_at = factory.LazyFunction(timezone.now)


class BudgetLineFactory(OfAPerson):
    """A weekly direct payment of £180 from the council, unless ``shares={funder: amount}`` says otherwise."""

    class Meta:
        model = models.BudgetLine
        skip_postgeneration_save = True

    budget = factory.SubFactory(BudgetFactory)
    person = factory.SelfAttribute("budget.person")
    action = factory.LazyAttribute(lambda line: action_of(line.budget.plan))
    words = "Help in the mornings"
    option = models.ManagementOption.DIRECT_PAYMENT
    amount = Decimal("180.00")
    holder = factory.LazyAttribute(
        lambda line: (
            OrganisationFactory(site=line.budget.site, kind=OrganisationKind.PROVIDER)
            if line.option == models.ManagementOption.THIRD_PARTY
            else None
        )
    )

    @factory.post_generation
    def shares(self, create, extracted, **kwargs):
        if not create:
            return
        given = extracted or {Funder.COUNCIL: self.amount}
        for funder, amount in given.items():
            LineShareFactory(line=self, funder=funder, amount=amount)
        if extracted:
            self.amount = sum(given.values())
            self.save(update_fields=["amount"])


class LineShareFactory(OfAPerson):
    class Meta:
        model = models.LineShare

    line = factory.SubFactory(BudgetLineFactory)
    person = factory.SelfAttribute("line.person")
    funder = Funder.COUNCIL
    amount = Decimal("180.00")


def _own(signature):
    """Return what the funder pays into the budget it signs; £180 a week where that is nothing."""
    paid = contribution.by_funder(contribution.funding(signature.budget))
    return paid.get(signature.funder, contribution.Money(Decimal("180.00")))


class SignatureFactory(OfAPerson):
    class Meta:
        model = models.Signature

    budget = factory.SubFactory(BudgetFactory)
    person = factory.SelfAttribute("budget.person")
    funder = Funder.COUNCIL
    organisation = factory.LazyAttribute(
        lambda signature: OrganisationFactory(site=signature.budget.site, kind=OrganisationKind.COUNCIL)
    )
    revision = factory.SelfAttribute("budget.revision")
    weekly_amount = factory.LazyAttribute(lambda signature: _own(signature).weekly)
    one_off_amount = factory.LazyAttribute(lambda signature: _own(signature).one_off)
    is_agreed = True
    signed_at = factory.LazyFunction(timezone.now)


class PaymentFactory(OfAPerson):
    class Meta:
        model = models.Payment

    budget = factory.SubFactory(BudgetFactory)
    person = factory.SelfAttribute("budget.person")
    starts_on = dt.date(2026, 11, 23)
    ends_on = dt.date(2026, 12, 20)
    amount = Decimal("720.00")
    prepared_at = factory.LazyFunction(timezone.now)


class ReceiptFactory(OfAPerson):
    class Meta:
        model = models.Receipt

    file = factory.django.FileField(filename="receipt.pdf", data=b"%PDF-1.7 made up")
    content_type = "application/pdf"
    size = 16
    sha256 = "0" * 64
    added_at = factory.LazyFunction(timezone.now)


class SpendFactory(OfAPerson):
    """Needs a real ``posting``, and ``line`` of the same budget."""

    class Meta:
        model = models.Spend

    line = factory.SubFactory(BudgetLineFactory)
    budget = factory.SelfAttribute("line.budget")
    person = factory.SelfAttribute("line.person")
    amount = Decimal("12.50")
    spent_on = dt.date(2026, 11, 20)
    what = "Taxi to the lunch club"
    recorded_at = factory.LazyFunction(timezone.now)


class AllocationMethodFactory(DjangoModelFactory):
    class Meta:
        model = models.AllocationMethod
        django_get_or_create = ("site", "funder", "group", "effective_from")

    site = factory.SubFactory(SiteFactory)
    funder = Funder.COUNCIL
    group = ""
    method = models.Method.POINTS
    effective_from = dt.date(2026, 4, 1)
    source = "Made-up methods 2026"


class AllocationBandFactory(DjangoModelFactory):
    """The one band of a method: £120.00 a week, whatever the points."""

    class Meta:
        model = models.AllocationBand

    method = factory.SubFactory(AllocationMethodFactory, method=models.Method.BANDS)
    points_from = 0
    weekly_amount = Decimal("120.00")


class AllocationTariffFactory(DjangoModelFactory):
    class Meta:
        model = models.AllocationTariff

    method = factory.SubFactory(AllocationMethodFactory, method=models.Method.TARIFF)
    words = "A wheelchair budget"
    is_one_off = True
    amount = Decimal("600.00")


class UnitPriceFactory(DjangoModelFactory):
    class Meta:
        model = models.UnitPrice
        django_get_or_create = ("site", "code", "effective_from")

    site = factory.SubFactory(SiteFactory)
    code = "agency-hour"
    words = "An hour of help from a care agency"
    kind = models.LineKind.CARE_AGENCY
    unit = models.PriceUnit.HOUR
    amount = Decimal("24.00")
    effective_from = dt.date(2026, 4, 1)
    source = "Made-up prices 2026"


class DelegatedLimitFactory(DjangoModelFactory):
    class Meta:
        model = models.DelegatedLimit
        django_get_or_create = ("site", "funder", "role", "effective_from")

    site = factory.SubFactory(SiteFactory)
    funder = Funder.COUNCIL
    role = "approver"
    weekly_up_to = Decimal("1000.00")
    one_off_up_to = Decimal("5000.00")
    effective_from = dt.date(2026, 4, 1)
    source = "Made-up scheme of delegation 2026"


class StatementOfResourcesFactory(DjangoModelFactory):
    class Meta:
        model = models.StatementOfResources

    site = factory.SubFactory(SiteFactory)
    what_is_included = "Money for care at home from the council, and for health needs from the NHS."
    who_can_get_it = "Adults whose needs the council must meet, and people with NHS continuing healthcare."
    who_cannot_and_why = "Nobody for a stay in hospital: that is free and comes from the NHS."
    what_there_is_without_money = "Groups, peer support and somebody to talk with."
    who_to_ask = "The IPC team, 01632 960001."


class EligibilityDecisionFactory(OfAPerson):
    class Meta:
        model = models.EligibilityDecision

    funder = Funder.COUNCIL
    organisation = factory.LazyAttribute(
        lambda decision: OrganisationFactory(site=decision.person.site, kind=OrganisationKind.COUNCIL)
    )
    outcome = models.Outcome.GRANT
    reason = "You need help every morning, and the council must make sure that you get it."
    decided_on = dt.date(2026, 11, 2)
    decided_at = factory.LazyFunction(timezone.now)


class SecondLookFactory(OfAPerson):
    class Meta:
        model = models.SecondLook

    eligibility = factory.LazyAttribute(lambda look: EligibilityDecisionFactory(person=look.person))
    words = "Please look again: nobody asked me about the nights."
    asked_at = factory.LazyFunction(timezone.now)
    due_on = dt.date(2026, 12, 1)


class PaymentDeclarationFactory(OfAPerson):
    class Meta:
        model = models.PaymentDeclaration

    regime = models.Regime.COUNCIL
    is_excluded = False
    declared_on = dt.date(2026, 11, 2)


class EducationRequestFactory(OfAPerson):
    class Meta:
        model = models.EducationRequest

    asked_on = dt.date(2026, 11, 2)
    window = models.RequestWindow.REVIEW


class OfABudget(OfAPerson):
    class Meta:
        abstract = True

    budget = factory.SubFactory(BudgetFactory)
    person = factory.SelfAttribute("budget.person")


class OwnExtraFactory(OfABudget):
    class Meta:
        model = models.OwnExtra

    words = "A second swim every week"
    weekly_amount = Decimal("6.00")


class PanelDecisionFactory(OfABudget):
    class Meta:
        model = models.PanelDecision

    funder = Funder.COUNCIL
    revision = factory.SelfAttribute("budget.revision")
    met_on = dt.date(2026, 11, 20)
    who = "The head of adult care and two team managers"
    is_agreed = True
    reason = "There is no other way to be safe at night."


class VariationFactory(OfABudget):
    class Meta:
        model = models.Variation

    kind = models.VariationKind.AMOUNT
    status = models.VariationStatus.ASKED
    effective_on = dt.date(2026, 12, 1)
    reason = "I need help on Sundays too."
    asked_at = factory.LazyFunction(timezone.now)


class VariationLineFactory(OfAPerson):
    """Forty pounds more for a line of the budget, from the council."""

    class Meta:
        model = models.VariationLine

    variation = factory.SubFactory(VariationFactory)
    person = factory.SelfAttribute("variation.person")
    line = factory.LazyAttribute(lambda one: BudgetLineFactory(budget=one.variation.budget))
    action = factory.SelfAttribute("line.action")
    words = factory.SelfAttribute("line.words")
    option = factory.SelfAttribute("line.option")
    holder = factory.SelfAttribute("line.holder")
    amount = Decimal("220.00")


class VariationShareFactory(OfAPerson):
    class Meta:
        model = models.VariationShare

    line = factory.SubFactory(VariationLineFactory)
    person = factory.SelfAttribute("line.person")
    funder = Funder.COUNCIL
    amount = Decimal("220.00")


class VariationAnswerFactory(OfAPerson):
    class Meta:
        model = models.VariationAnswer

    variation = factory.SubFactory(VariationFactory)
    person = factory.SelfAttribute("variation.person")
    funder = Funder.COUNCIL
    organisation = factory.LazyAttribute(
        lambda answer: OrganisationFactory(site=answer.person.site, kind=OrganisationKind.COUNCIL)
    )
    is_agreed = True
    answered_at = factory.LazyFunction(timezone.now)


class AssessedContributionFactory(OfABudget):
    class Meta:
        model = models.AssessedContribution

    weekly_amount = Decimal("40.00")
    starts_on = dt.date(2027, 4, 1)


class BudgetYearFactory(OfABudget):
    class Meta:
        model = models.BudgetYear

    number = 2
    starts_on = dt.date(2027, 11, 1)
    ends_on = dt.date(2028, 10, 29)


class MoneyRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.MoneyRule
        django_get_or_create = ("figure", "site", "starts_on")

    figure = models.MoneyFigure.NOTICE_DAYS
    value = Decimal("28.00")
    site = factory.SubFactory(SiteFactory)
    starts_on = dt.date(2026, 4, 1)
    source = "Made-up notice 2026"


class PaymentShareFactory(OfAPerson):
    class Meta:
        model = models.PaymentShare

    payment = factory.SubFactory(PaymentFactory)
    person = factory.SelfAttribute("payment.person")
    funder = Funder.COUNCIL
    amount = Decimal("720.00")
