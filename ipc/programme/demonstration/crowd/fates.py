"""What becomes of each made-up person: where they are on the way, and since when."""

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum

from django.utils import timezone

from ipc.kernel.dates import today
from ipc.programme.demonstration.entries import read
from ipc.programme.demonstration.names import Dice
from people.models import Cohort, Person, PersonStatus, User

LIVES: dict[str, list[dict]] = {}
for _life in read("lives.toml")["life"]:
    LIVES.setdefault(_life["cohort"], []).append(_life)


class State(Enum):
    REFERRED = "referred"
    FIRST_IDEA = "first idea"
    WRITING = "writing"
    SIGNING = "signing"
    READY = "ready"
    LIVING = "living"
    OVERDUE = "overdue"
    IN_ARREARS = "in arrears"
    MOVED = "moved"
    DIED = "died"
    ENDED = "ended"

    @property
    def has_plan(self):
        return self not in (State.REFERRED, State.FIRST_IDEA)

    @property
    def lives_with_plan(self):
        return self in (State.LIVING, State.OVERDUE, State.IN_ARREARS)

    @property
    def is_over(self):
        return self in (State.MOVED, State.DIED, State.ENDED)


# Of a hundred people, so many are in each state.
OF_A_HUNDRED = {
    State.REFERRED: 9,
    State.FIRST_IDEA: 8,
    State.WRITING: 9,
    State.SIGNING: 5,
    State.READY: 3,
    State.LIVING: 38,
    State.OVERDUE: 8,
    State.IN_ARREARS: 7,
    State.MOVED: 4,
    State.DIED: 4,
    State.ENDED: 5,
}
STATUS = {
    State.REFERRED: PersonStatus.REFERRED,
    State.FIRST_IDEA: PersonStatus.REFERRED,
    State.WRITING: PersonStatus.PLANNING,
    State.SIGNING: PersonStatus.PLANNING,
    State.READY: PersonStatus.PLANNING,
    State.MOVED: PersonStatus.MOVED,
    State.DIED: PersonStatus.DIED,
    State.ENDED: PersonStatus.ENDED,
}
DAYS_SINCE_REFERRAL = {
    State.REFERRED: (1, 20),
    State.FIRST_IDEA: (12, 35),
    State.WRITING: (20, 60),
    State.SIGNING: (35, 70),
    State.READY: (45, 80),
    State.LIVING: (45, 150),
    State.OVERDUE: (110, 190),
    State.IN_ARREARS: (110, 170),
}
COHORTS = [Cohort.OLDER] * 42 + [Cohort.CHILD] * 16 + [Cohort.LEARNING] * 22 + [Cohort.MENTAL_HEALTH] * 20
DAYS_TO_FIRST_IDEA, DAYS_TO_PLAN, DAYS_TO_MONEY, DAYS_TO_AGREE = 9, 16, 28, 40


@dataclass
class Fate:
    """One made-up person and all that is decided about them before it is written down."""

    dice: Dice
    cohort: str
    state: State
    life: dict
    days: int
    coordinator: User | None = None
    person: Person | None = None
    rows: dict = field(default_factory=dict)

    def day(self, after=0) -> dt.date:
        """Return the day ``after`` so many days since the referral, today at the latest."""
        return min(today() - dt.timedelta(days=self.days - after), today())

    def moment(self, after=0) -> dt.datetime:
        """Return a moment in the working hours of that day."""
        at = dt.time(9 + (self.days + after) % 8, (self.days * 7 + after) % 60)
        return min(timezone.make_aware(dt.datetime.combine(self.day(after), at)), timezone.now())


def decide(dice) -> Fate:
    """Throw the dice for one person."""
    cohort = dice.choice(COHORTS)
    state = dice.choices(list(OF_A_HUNDRED), weights=list(OF_A_HUNDRED.values()))[0]
    shortest, longest = DAYS_SINCE_REFERRAL.get(state, (120, 400))
    return Fate(
        dice=dice,
        cohort=cohort,
        state=state,
        life=dice.choice(LIVES[cohort]),
        days=dice.randrange(shortest, longest),
    )
