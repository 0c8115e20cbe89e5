"""What was said about one person, to be turned into money."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from budgets.models import AllocationAnswer, AllocationTariff, UnitPrice
from people.models import Relationship


class Cost(NamedTuple):
    """Help that may be needed: so many units at a price, ``every`` so often, for one funder."""

    funder: str
    price: UnitPrice
    quantity: Decimal
    every: str


@dataclass(frozen=True)
class Facts:
    """Answers and carers by the question's pk.

    A carer stands here who said, on the day ``carers_said_on``, that they are willing and able to give the
    help that the question is about (Care Act 2014 s.10(5) asks for both).
    """

    answers: Mapping[int, AllocationAnswer] = field(default_factory=dict)
    carers: Mapping[int, Relationship] = field(default_factory=dict)
    carers_said_on: dt.date | None = None
    costs: Sequence[Cost] = ()
    tariffs: Sequence[AllocationTariff] = ()
