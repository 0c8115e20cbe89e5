"""What changes on which birthday: a child is not the same thing to the NHS, the council and the school.

The ages are figures (``people.rules``); what follows from them stands here, with the law that says so.
"""

import datetime as dt
from dataclasses import dataclass

from ipc.kernel import dates
from people import rules
from people.models import Figure

JUNE, SEPTEMBER, FRIDAY = 6, 9, 4
AGES = (
    Figure.SIGNS_IN_FROM,
    Figure.PARENT_REVIEWED_AT,
    Figure.TRANSITION_FROM,
    Figure.PARENT_UNTIL,
    Figure.SIXTEEN_DECIDES,
    Figure.ADULT_FROM,
    Figure.EDUCATION_UNTIL,
)


@dataclass(frozen=True)
class Stage:
    """What holds for somebody on one day because of their age."""

    may_sign_in: bool
    has_parent_acting: bool  # a parent may act by right (DAPB3051 §7.2)
    receives_nhs_money: bool  # a direct payment of their own (SI 2013/1617 regs 2, 3)
    is_under_capacity_act: bool  # taken to decide for themselves (Mental Capacity Act 2005 s2(5))
    is_young_person_at_school: bool  # asks for the education part themselves (CFA 2014 s83)
    may_have_education_plan: bool
    is_adult_for_the_council: bool  # Care Act 2014; before, Children Act 1989 s17A
    plans_for_adult_life: bool


def figures_of(site_id) -> dict[Figure, int]:
    """Return the ages in force today in a site."""
    return rules.values(AGES, site_id=site_id)


def stage_on(born_on: dt.date, day: dt.date, figures: dict[Figure, int]) -> Stage:
    """Return what holds on ``day`` for somebody born on ``born_on``, by ``figures`` (see ``figures_of``)."""

    def has_turned(figure):
        return day >= rules.birthday(born_on, figures[figure])

    before_25 = not has_turned(Figure.EDUCATION_UNTIL)
    return Stage(
        may_sign_in=has_turned(Figure.SIGNS_IN_FROM),
        has_parent_acting=not has_turned(Figure.PARENT_UNTIL),
        receives_nhs_money=has_turned(Figure.SIXTEEN_DECIDES),
        is_under_capacity_act=has_turned(Figure.SIXTEEN_DECIDES),
        is_young_person_at_school=before_25 and day > school_leaving_day(born_on),
        may_have_education_plan=before_25,
        is_adult_for_the_council=has_turned(Figure.ADULT_FROM),
        plans_for_adult_life=has_turned(Figure.TRANSITION_FROM) and before_25,
    )


def school_leaving_day(born_on: dt.date) -> dt.date:
    """Return the last day on which school is compulsory: the last Friday in June of the year of turning 16.

    Who turns 16 between that Friday and the end of August has left on it; from September on it is the next
    year's. Source: Education Act 1996 s8.
    """
    sixteen = rules.birthday(born_on, 16)
    year = sixteen.year if sixteen < dt.date(sixteen.year, SEPTEMBER, 1) else sixteen.year + 1
    last = dt.date(year, JUNE, 30)
    return last - dt.timedelta(days=(last.weekday() - FRIDAY) % 7)


def birthdays(person) -> list[tuple[Figure, int, dt.date]]:
    """Return the birthdays on which something changes: the figure, the age and the day, earliest first."""
    figures = figures_of(person.site_id)
    shown = [figure for figure in AGES if figure not in (Figure.SIXTEEN_DECIDES, Figure.PARENT_REVIEWED_AT)]
    return sorted(
        (
            (figure, figures[figure], rules.birthday(person.born_on, figures[figure]))
            for figure in [*shown, Figure.PARENT_REVIEWED_AT]
        ),
        key=lambda one: one[2],
    )


def today_for(person) -> Stage:
    return stage_on(person.born_on, dates.today(), figures_of(person.site_id))
