"""Who may do what with plans and with what people say about themselves."""

from careplans.acts import Act
from careplans.models import (
    Action,
    Agreement,
    CarePlan,
    ChangeRequest,
    Goal,
    Need,
    Observation,
    PlanVersion,
    Review,
    Statement,
)
from ipc.kernel import access
from ipc.kernel.access import of
from people import scopes
from people.models import Role, Section

given_about_me = scopes.of_section(Section.ABOUT_ME)
given_plan = scopes.of_section(Section.PLAN)
decides = scopes.decides_the_plan


def given_plan_and_about_me(user, person):
    """Those of whom the user was given both: a sealed plan holds what the person said about themselves."""
    return given_plan(user, person) & given_about_me(user, person)


access.table(
    Statement,
    Observation,
    sees=Act.SEE_ABOUT_ME,
    rules=[
        # act                  role               whose
        (Act.SEE_ABOUT_ME,     Role.PERSON,       of(given_about_me)),
        (Act.SEE_ABOUT_ME,     Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_ABOUT_ME,     Role.MANAGER,      of(scopes.in_site)),
        (Act.WRITE_ABOUT_ME,   Role.PERSON,       of(given_about_me)),
        (Act.WRITE_ABOUT_ME,   Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.NOTE_OBSERVATION, Role.PERSON,       of(given_about_me)),
        (Act.NOTE_OBSERVATION, Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

access.table(
    CarePlan,
    sees=Act.SEE_PLAN,
    rules=[
        (Act.SEE_PLAN,             Role.PERSON,       of(given_plan)),
        (Act.SEE_PLAN,             Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PLAN,             Role.MANAGER,      of(scopes.in_site)),
        (Act.START_PLAN,           Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.WRITE_PLAN,           Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.AGREE_PLAN,           Role.PERSON,       of(decides)),
        (Act.AGREE_PLAN,           Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.ASK_FOR_CHANGE,       Role.PERSON,       of(given_plan)),
    ],
)  # fmt: skip

for model in (Need, Goal, Action, Agreement, Review, ChangeRequest):
    access.table(
        model,
        sees=Act.SEE_PLAN,
        rules=[
            (Act.SEE_PLAN,         Role.PERSON,       of(given_plan)),
            (Act.SEE_PLAN,         Role.COORDINATOR,  of(scopes.on_caseload)),
            (Act.SEE_PLAN,         Role.MANAGER,      of(scopes.in_site)),
            (Act.WRITE_PLAN,       Role.COORDINATOR,  of(scopes.on_caseload)),
        ],
    )  # fmt: skip

access.table(
    PlanVersion,
    sees=Act.SEE_PLAN,
    rules=[
        (Act.SEE_PLAN,             Role.PERSON,       of(given_plan_and_about_me)),
        (Act.SEE_PLAN,             Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PLAN,             Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip
