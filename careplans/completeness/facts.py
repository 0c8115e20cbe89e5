"""What the blocks of a plan look at, and whose money it is: each asked for once."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from careplans.models import CarePlan, Contingency, GoalKind, Participant, Proposal, Statement
from people import rules
from people.models import Allocation, Figure, Funder


class Law(models.TextChoices):
    """Whose table of contents a plan has to keep to. The order is that in which they are named."""

    CARE_ACT = "care_act", gettext_lazy("Care Act 2014")
    NHS_REG_8 = "nhs", gettext_lazy("NHS (Direct Payments) Regulations 2013")
    EHC_J = "ehc", gettext_lazy("Education, health and care plan, section J")
    PRSB = "prsb", gettext_lazy("PRSB Personalised Care and Support Plan 2.0")
    CRITERIA = "criteria", gettext_lazy("NHS England: the five things of a personal plan")


class Money(NamedTuple):
    """Whose money a plan uses, who of them pays directly, whether somebody is paid with it to help.

    ``why_not`` says in words what still has to happen until it ``is_settled``.
    """

    funders: frozenset = frozenset()
    direct_from: frozenset = frozenset()
    pays_helpers: bool = False
    is_settled: bool = False
    why_not: str | Promise = ""

    @property
    def is_known(self):
        return bool(self.funders or self.direct_from)


@dataclass
class Facts:
    """What the blocks look at, each asked for once."""

    plan: CarePlan
    money: Money
    needs: list = field(default_factory=list)
    goals: list = field(default_factory=list)
    actions: list = field(default_factory=list)

    def __post_init__(self):
        self.needs = list(self.plan.needs.all())
        self.goals = list(self.plan.goals.all())
        self.actions = list(self.plan.actions.all())

    @cached_property
    def is_adult(self):
        """Whether the Care Act speaks of this person: it is for adults."""
        return self.plan.person.age >= rules.value(Figure.ADULT_FROM, site_id=self.plan.site_id)

    @cached_property
    def around(self):
        """What else is there about the plan: one query."""
        of_person = {"person": OuterRef("person")}
        waiting = Participant.objects.filter(approved_at=None, ended_at=None, **of_person)
        return (
            CarePlan.objects.filter(pk=self.plan.pk)
            .annotate(
                says_what_matters=Exists(Statement.objects.filter(**of_person)),
                has_coordinator=Exists(Allocation.objects.live().filter(**of_person)),
                has_contingency=Exists(Contingency.objects.filter(plan=OuterRef("pk"))),
                has_unasked=Exists(waiting),
                has_unanswered=Exists(Proposal.objects.open().filter(plan=OuterRef("pk"))),
            )
            .get()
        )

    @cached_property
    def risks(self):
        return list(self.plan.risks.all())

    @property
    def council_pays(self):
        return self.is_adult and Funder.COUNCIL in self.money.funders

    @property
    def education_pays(self):
        return Funder.EDUCATION in self.money.funders

    @property
    def nhs_pays_directly(self):
        return Funder.NHS in self.money.direct_from

    def asks(self, law):
        """Return whether ``law`` asks something of this plan; while nobody knows the money, it may."""
        unknown = not self.money.is_known
        return {
            Law.CARE_ACT: self.is_adult and (unknown or Funder.COUNCIL in self.money.funders),
            Law.NHS_REG_8: unknown or self.nhs_pays_directly,
            Law.EHC_J: self.education_pays or (unknown and self.has_learning),
        }.get(law, True)

    @property
    def has_learning(self):
        return any(goal.kind == GoalKind.LEARNING for goal in self.goals)

    def only_if(self, law, is_blocking, words, when):
        """Yield what one funder asks for: while its money is not known, as a reminder that says when."""
        if is_blocking:
            yield words, True
        elif self.asks(law):
            yield f"{words} {when}", False
