"""Changes of a budget in use: asked for, agreed with the person, answered by funders, put in force.

Nothing of the past is rewritten: a line ends the day before and another takes its place.
"""

from budgets.varying.asking import (
    AfterTheEnd,
    AgainstTheClock,
    BeforeTheYear,
    BooksClosed,
    Change,
    LineNotInForce,
    NothingChanges,
    NotInUse,
    NotOpen,
    NotYoursToWithdraw,
    WhyIsMissing,
    ask,
    may_take_back,
    rewrite,
    withdraw,
)
from budgets.varying.deciding import (
    AgreedLater,
    AlreadyAnswered,
    NoticeNeeded,
    NotProposed,
    NotYourMoney,
    OwnChange,
    PanelNotNamed,
    TalkWithThePerson,
    answer,
    propose,
    waiting_for,
)
from budgets.varying.following_prices import NoLineFollows, follow_price
from budgets.varying.putting_in_force import ComesOnlyOnce, put_in_force
from budgets.varying.weighing import Weighed, weigh

__all__ = [
    "AfterTheEnd",
    "AgainstTheClock",
    "AgreedLater",
    "AlreadyAnswered",
    "BeforeTheYear",
    "BooksClosed",
    "Change",
    "ComesOnlyOnce",
    "LineNotInForce",
    "NoLineFollows",
    "NotInUse",
    "NotOpen",
    "NotProposed",
    "NotYourMoney",
    "NotYoursToWithdraw",
    "NothingChanges",
    "NoticeNeeded",
    "OwnChange",
    "PanelNotNamed",
    "TalkWithThePerson",
    "Weighed",
    "WhyIsMissing",
    "answer",
    "ask",
    "follow_price",
    "may_take_back",
    "propose",
    "put_in_force",
    "rewrite",
    "waiting_for",
    "weigh",
    "withdraw",
]
