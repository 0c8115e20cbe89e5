"""What a rule is asked, when it speaks, and how it answers."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from budgets import contribution
from budgets.contribution import LineFunding
from budgets.models import (
    Budget,
    EducationRequest,
    EligibilityDecision,
    ManagementOption,
    PaymentDeclaration,
)
from ipc.kernel import acting
from ipc.kernel.dates import today
from ipc.kernel.errors import StrOrPromise
from people.models import Allocation, Funder


class Stage(Enum):
    """When a rule speaks: a line is written, a funder signs, money is paid, something is bought."""

    LINE = "line"
    SIGN = "sign"
    PAY = "pay"
    SPEND = "spend"


class Finding(NamedTuple):
    """What a rule says: whether it ``is_broken``, whether that ``blocks``, and whose money it is about."""

    rule: str
    is_broken: bool
    blocks: bool
    words: StrOrPromise
    source: StrOrPromise
    funder: Funder | None = None


class Broken(NamedTuple):
    """One way in which a rule does not hold; where it does not block, it is a warning."""

    words: StrOrPromise
    blocks: bool = True
    funder: Funder | None = None
    source: StrOrPromise = ""


@dataclass
class Case:
    """What rules are asked about: the ``lines`` at stake, each with what every funder puts into it.

    When a line is written or something is bought, that is one line; when a funder signs, all it pays for;
    when money is paid, those paid directly. ``paying`` is what each funder puts into the payment; ``words``
    is what was bought.
    """

    stage: Stage
    budget: Budget
    lines: list[LineFunding]
    funder: Funder | None = None
    words: str = ""
    amount: Decimal | None = None
    on: dt.date = field(default_factory=today)
    paying: dict[Funder, Decimal] = field(default_factory=dict)
    fundings: list[LineFunding] | None = None

    @property
    def funders(self) -> set[Funder]:
        """Those whose rules speak: the one that signs, or all that pay for the lines."""
        paid = {funder for one in self.lines for funder in one.shares}
        return paid & {self.funder} if self.funder else paid

    def paid_by(self, funder) -> list[LineFunding]:
        if funder not in self.funders:
            return []
        return [one for one in self.lines if one.shares.get(funder)]

    def direct(self, funder) -> list[LineFunding]:
        """Return the lines of ``funder`` that are, or would be, a direct payment."""
        return [one for one in self.paid_by(funder) if is_direct(one.line)]

    @property
    def excluded(self) -> set[Funder]:
        """The funders that may not pay this person directly, as was declared last for each."""
        return self.known.excluded

    @property
    def coordinator(self) -> str:
        """Who coordinates the care, by name; nothing where nobody does."""
        return self.known.coordinator

    @property
    def education_request(self) -> EducationRequest | None:
        return self.known.education_request

    @property
    def decisions(self) -> dict[Funder, EligibilityDecision]:
        """The newest decision of each funder whether there is money."""
        return self.known.decisions

    @cached_property
    def known(self) -> "Known":
        """What was written down about the person, asked once, and only where a rule needs it."""
        with self.looking():
            return known_of(self.budget.person_id)

    @property
    def funding(self) -> list[LineFunding]:
        """Who pays what in the whole budget, after the person's part is taken off."""
        if self.fundings is None:
            self.fundings = contribution.funding(self.budget, self.paid_on)
        return self.fundings

    @property
    def paid_on(self) -> dt.date | None:
        """The day that is paid for; None where no money moves yet: the budget as it is, or will begin."""
        return self.on if self.stage == Stage.PAY else None

    def looking(self):
        """Look at rows that whoever acts may not see: somebody close may spend, and see no declaration."""
        return acting.for_the_site("ask the rules about money", site_id=self.budget.site_id)


class Known(NamedTuple):
    """What was written down about a person that rules turn on."""

    excluded: set[Funder]
    coordinator: str
    education_request: EducationRequest | None
    decisions: dict[Funder, EligibilityDecision]


def known_of(person_id) -> Known:
    declared = PaymentDeclaration.objects.filter(person_id=person_id).order_by("recorded_at", "pk")
    newest = {row.regime: row.is_excluded for row in declared}
    decided = EligibilityDecision.objects.filter(person_id=person_id).order_by("decided_at", "pk")
    coordinating = (
        Allocation.objects.live().filter(person_id=person_id).values_list("worker__name", flat=True)
    )
    return Known(
        excluded={Funder(regime) for regime, is_excluded in newest.items() if is_excluded},
        coordinator=coordinating.first() or "",
        education_request=EducationRequest.objects.filter(person_id=person_id).first(),
        decisions={Funder(row.funder): row for row in decided},
    )


class Rule(NamedTuple):
    """A rule: when it speaks, whose money it is about, what it says in plain words, and its source."""

    asks: Callable[[Case], Iterable[Broken]]
    at: frozenset[Stage]
    of: frozenset[Funder]
    plain: StrOrPromise
    source: StrOrPromise

    @property
    def name(self) -> str:
        return self.asks.__name__

    def __call__(self, case: Case) -> Iterator[Finding]:
        """Yield what is broken in ``case``; where nothing is, that the rule holds."""
        broken = list(self.asks(case))
        for one in broken:
            yield Finding(self.name, True, one.blocks, one.words, one.source or self.source, one.funder)
        if not broken:
            yield Finding(self.name, False, False, self.plain, self.source)

    def speaks(self, case: Case) -> bool:
        return case.stage in self.at and bool(self.of & case.funders)


def rule(*, at, source, plain, of=frozenset({Funder.NHS, Funder.COUNCIL, Funder.EDUCATION})):
    """Make a function that yields how it is ``Broken`` in a ``Case`` a rule of the book."""

    def made(asks) -> Rule:
        return Rule(asks, frozenset(at), frozenset(of), plain, source)

    return made


def is_direct(line) -> bool:
    return line.option == ManagementOption.DIRECT_PAYMENT
