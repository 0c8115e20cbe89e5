"""What the audit would remember of the crowd: the acts that led to where they are, and a few looks."""

from django.db import connection

from budgets.acts import Act as BudgetAct
from careplans.acts import Act as PlanAct
from ipc.programme.demonstration.crowd.fates import (
    DAYS_TO_AGREE,
    DAYS_TO_FIRST_IDEA,
    DAYS_TO_MONEY,
    DAYS_TO_PLAN,
    State,
)
from people.acts import Act
from people.models import Role

INSERT = """
INSERT INTO kernel_event
    (at, act, actor_id, role, site_id, person_id, subject_type, subject_id, why, way_in, is_read)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '', 'web', %s)
"""
BY_COORDINATOR = [
    (0, Act.REGISTER_PERSON, None),
    (2, Act.RECORD_INFORMATION_NEEDS, None),
    (6, PlanAct.WRITE_ABOUT_ME, None),
    (DAYS_TO_FIRST_IDEA, BudgetAct.SHARE_INDICATIVE, "indicative"),
    (DAYS_TO_PLAN, PlanAct.START_PLAN, "plan"),
    (DAYS_TO_MONEY, BudgetAct.PROPOSE_BUDGET, "budget"),
    (DAYS_TO_AGREE, PlanAct.AGREE_PLAN, "plan"),
]


def write(site, fates):
    rows = [row for fate in fates for row in _events(site, fate)]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)


def _events(site, fate):
    """Return the rows of one person, in the order in which they happened."""
    happened = []
    for after, act, name in BY_COORDINATOR:
        if _has_happened(fate, act, name):
            happened.append((fate.moment(after), act, fate.rows.get(name, fate.person), False))
        if after <= fate.days:
            happened.append((fate.moment(after), Act.SEE_PERSON, fate.person, True))
    return [
        (
            at,
            str(act),
            fate.coordinator.pk,
            Role.COORDINATOR,
            site.pk,
            fate.person.pk,
            subject._meta.label,
            str(subject.public_id),
            is_read,
        )
        for at, act, subject, is_read in happened
    ]


def _has_happened(fate, act, name):
    if fate.state == State.REFERRED:
        return act == Act.REGISTER_PERSON
    if name is not None and name not in fate.rows:
        return False
    if act == BudgetAct.PROPOSE_BUDGET:
        return fate.state != State.WRITING
    if act == PlanAct.AGREE_PLAN:
        return fate.state.lives_with_plan or fate.state.is_over
    return True
