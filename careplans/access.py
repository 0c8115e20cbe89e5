"""Who may do what with plans and with what people say about themselves."""

from careplans import scopes
from careplans.acts import Act
from careplans.models import (
    Action,
    Agreement,
    AgreementPaper,
    Answer,
    CarePlan,
    ChangeRequest,
    Contingency,
    CriterionCheck,
    Goal,
    HowTrueNow,
    KeptFrom,
    LicensedScore,
    Media,
    Need,
    Observation,
    OwnStatement,
    Participant,
    PlanTemplate,
    PlanVersion,
    Progress,
    Proposal,
    Review,
    ReviewMeeting,
    ReviewTrigger,
    Risk,
    Statement,
    UnsavedWords,
    WeekSlot,
    WellbeingCheck,
)
from ipc.kernel import access
from ipc.kernel.access import of
from people.models import Role
from people.scopes import in_site, of_section, on_caseload, own

kept_out = scopes.but_for_what_is_kept
decides = scopes.decides_the_plan
given_plan = scopes.given_plan
takes_part = scopes.takes_part_in_the_plan
given_all = scopes.given_plan_and_about_me
given_identity = of_section("identity")

for about_model, about in (
    (Statement, kept_out(scopes.given_about_me, "public_id")),
    (Media, kept_out(scopes.given_about_me, "statement__public_id")),
    (Observation, scopes.given_about_me),
):
    access.table(
        about_model,
        sees=Act.SEE_ABOUT_ME,
        rules=[
            # act                  role               whose
            (Act.SEE_ABOUT_ME,     Role.PERSON,       of(about)),
            (Act.SEE_ABOUT_ME,     Role.PARTNER,      of(about)),
            (Act.SEE_ABOUT_ME,     Role.COORDINATOR,  of(on_caseload)),
            (Act.SEE_ABOUT_ME,     Role.MANAGER,      of(in_site)),
            (Act.WRITE_ABOUT_ME,   Role.PERSON,       of(about)),
            (Act.WRITE_ABOUT_ME,   Role.COORDINATOR,  of(on_caseload)),
            (Act.NOTE_OBSERVATION, Role.PERSON,       of(about)),
            (Act.NOTE_OBSERVATION, Role.PARTNER,      of(about)),
            (Act.NOTE_OBSERVATION, Role.COORDINATOR,  of(on_caseload)),
        ],
    )  # fmt: skip

access.table(
    CarePlan,
    sees=Act.SEE_PLAN,
    rules=[
        (Act.SEE_PLAN,             Role.PERSON,       of(given_plan)),
        (Act.SEE_PLAN,             Role.PARTNER,      of(given_plan)),
        (Act.SEE_PLAN,             Role.COORDINATOR,  of(on_caseload)),
        (Act.SEE_PLAN,             Role.MANAGER,      of(in_site)),
        (Act.TAKE_PLAN,            Role.PERSON,       of(given_plan)),
        (Act.TAKE_PLAN,            Role.PARTNER,      of(given_plan)),
        (Act.TAKE_PLAN,            Role.COORDINATOR,  of(on_caseload)),
        (Act.TAKE_PLAN,            Role.MANAGER,      of(in_site)),
        (Act.START_PLAN,           Role.COORDINATOR,  of(on_caseload)),
        (Act.WRITE_PLAN,           Role.PARTNER,      of(scopes.writes_in_the_plan)),
        (Act.WRITE_PLAN,           Role.COORDINATOR,  of(on_caseload)),
        (Act.RANK_GOALS,           Role.PERSON,       of(decides)),
        (Act.RANK_GOALS,           Role.PARTNER,      of(scopes.writes_in_the_plan)),
        (Act.RANK_GOALS,           Role.COORDINATOR,  of(on_caseload)),
        (Act.CHECK_PLAN,           Role.COORDINATOR,  of(on_caseload)),
        (Act.AGREE_PLAN,           Role.PERSON,       of(decides)),
        (Act.AGREE_PLAN,           Role.PARTNER,      of(takes_part)),
        (Act.AGREE_PLAN,           Role.COORDINATOR,  of(on_caseload)),
        (Act.ASK_FOR_CHANGE,       Role.PERSON,       of(given_plan)),
        (Act.ASK_FOR_CHANGE,       Role.PARTNER,      of(takes_part)),
        (Act.ASK_FOR_CHANGE,       Role.COORDINATOR,  of(on_caseload)),
        (Act.PROPOSE,              Role.PERSON,       of(given_plan)),
        (Act.PROPOSE,              Role.PARTNER,      of(takes_part)),
        (Act.PROPOSE,              Role.COORDINATOR,  of(on_caseload)),
        (Act.ANSWER,               Role.PERSON,       of(given_plan)),
        (Act.ANSWER,               Role.PARTNER,      of(takes_part)),
        (Act.ANSWER,               Role.COORDINATOR,  of(on_caseload)),
        (Act.TAKE_PART,            Role.PARTNER,      of(takes_part)),
        (Act.SETTLE,               Role.PERSON,       of(decides)),
        (Act.SETTLE,               Role.COORDINATOR,  of(on_caseload)),
        (Act.INVOLVE,              Role.PERSON,       of(decides)),
        (Act.INVOLVE,              Role.COORDINATOR,  of(on_caseload)),
        (Act.HOLD_REVIEW,          Role.COORDINATOR,  of(on_caseload)),
        (Act.NOTE_TRIGGER,         Role.PERSON,       of(given_plan)),
        (Act.NOTE_TRIGGER,         Role.PARTNER,      of(takes_part)),
        (Act.NOTE_TRIGGER,         Role.COORDINATOR,  of(on_caseload)),
        (Act.NOTE_TRIGGER,         Role.MANAGER,      of(in_site)),
    ],
)  # fmt: skip

# A line that the person keeps from somebody is not there for them, with all that hangs on it.
for line_model, paths in (
    (Need, ["public_id"]),
    (Goal, ["need__public_id"]),
    (Action, ["goal__need__public_id"]),
    (WeekSlot, ["action__goal__need__public_id"]),
    (Contingency, ["public_id"]),
    (Risk, ["public_id"]),
    (Progress, ["goal__need__public_id", "action__goal__need__public_id"]),
    (Proposal, ["line_id", "under_id"]),
    (Answer, ["line_id", "proposal__line_id", "proposal__under_id"]),
    (Agreement, []),
    (Participant, []),
    (CriterionCheck, []),
    (Review, []),
    (ChangeRequest, []),
):
    seen = kept_out(given_plan, *paths) if paths else given_plan
    access.table(
        line_model,
        sees=Act.SEE_PLAN,
        rules=[
            (Act.SEE_PLAN,         Role.PERSON,       of(seen)),
            (Act.SEE_PLAN,         Role.PARTNER,      of(seen)),
            (Act.SEE_PLAN,         Role.COORDINATOR,  of(on_caseload)),
            (Act.SEE_PLAN,         Role.MANAGER,      of(in_site)),
            (Act.WRITE_PLAN,       Role.PARTNER,      of(kept_out(scopes.writes_in_the_plan, *paths))),
            (Act.WRITE_PLAN,       Role.COORDINATOR,  of(on_caseload)),
            (Act.PROPOSE,          Role.PERSON,       of(seen)),
            (Act.PROPOSE,          Role.PARTNER,      of(kept_out(takes_part, *paths))),
            (Act.PROPOSE,          Role.COORDINATOR,  of(on_caseload)),
            (Act.ANSWER,           Role.PERSON,       of(seen)),
            (Act.ANSWER,           Role.PARTNER,      of(kept_out(takes_part, *paths))),
            (Act.ANSWER,           Role.COORDINATOR,  of(on_caseload)),
            (Act.SETTLE,           Role.PERSON,       of(decides)),
            (Act.SETTLE,           Role.COORDINATOR,  of(on_caseload)),
            (Act.INVOLVE,          Role.PERSON,       of(decides)),
            (Act.INVOLVE,          Role.COORDINATOR,  of(on_caseload)),
            (Act.NOTE_PROGRESS,    Role.PERSON,       of(seen)),
            (Act.NOTE_PROGRESS,    Role.PARTNER,      of(kept_out(takes_part, *paths))),
            (Act.NOTE_PROGRESS,    Role.COORDINATOR,  of(on_caseload)),
            (Act.SEE_REVIEWS,      Role.COORDINATOR,  of(on_caseload)),
            (Act.SEE_REVIEWS,      Role.MANAGER,      of(in_site)),
        ],
    )  # fmt: skip

for whole_model in (PlanVersion, AgreementPaper):
    access.table(
        whole_model,
        sees=Act.SEE_PLAN,
        rules=[
            (Act.SEE_PLAN,             Role.PERSON,       of(given_all)),
            (Act.SEE_PLAN,             Role.PARTNER,      of(given_all)),
            (Act.SEE_PLAN,             Role.COORDINATOR,  of(on_caseload)),
            (Act.SEE_PLAN,             Role.MANAGER,      of(in_site)),
            (Act.SEE_PLAN_MONEY,       Role.PERSON,       of(scopes.given_plan_about_me_and_money)),
            (Act.SEE_PLAN_MONEY,       Role.COORDINATOR,  of(on_caseload)),
            (Act.SEE_PLAN_MONEY,       Role.MANAGER,      of(in_site)),
        ],
    )  # fmt: skip

access.table(
    ReviewMeeting,
    sees=Act.SEE_PLAN,
    rules=[
        (Act.SEE_PLAN,             Role.PERSON,       of(given_plan)),
        (Act.SEE_PLAN,             Role.PARTNER,      of(given_plan)),
        (Act.SEE_PLAN,             Role.COORDINATOR,  of(on_caseload)),
        (Act.SEE_PLAN,             Role.MANAGER,      of(in_site)),
        (Act.SEE_PLAN_MONEY,       Role.PERSON,       of(scopes.given_plan_and_money)),
        (Act.SEE_PLAN_MONEY,       Role.COORDINATOR,  of(on_caseload)),
        (Act.SEE_PLAN_MONEY,       Role.MANAGER,      of(in_site)),
    ],
)  # fmt: skip

access.table(
    ReviewTrigger,
    sees=Act.SEE_PLAN,
    rules=[
        (Act.SEE_PLAN,             Role.PERSON,       of(scopes.given_plan_but_for_suspicion)),
        (Act.SEE_PLAN,             Role.PARTNER,      of(scopes.given_plan_but_for_suspicion)),
        (Act.SEE_PLAN,             Role.COORDINATOR,  of(on_caseload)),
        (Act.SEE_PLAN,             Role.MANAGER,      of(in_site)),
    ],
)  # fmt: skip

access.table(
    KeptFrom,
    sees=Act.KEEP_FROM,
    rules=[
        (Act.KEEP_FROM,            Role.PERSON,       of(own)),
        (Act.KEEP_FROM,            Role.COORDINATOR,  of(on_caseload)),
        (Act.KEEP_FROM,            Role.MANAGER,      of(in_site)),
    ],
)  # fmt: skip

access.table(
    UnsavedWords,
    sees=Act.SEE_UNSAVED,
    rules=[
        (Act.SEE_UNSAVED,          Role.PERSON,       of(scopes.their_own_words(given_identity))),
        (Act.SEE_UNSAVED,          Role.PARTNER,      of(scopes.their_own_words(given_identity))),
        (Act.SEE_UNSAVED,          Role.COORDINATOR,  of(scopes.their_own_words(on_caseload))),
        (Act.KEEP_UNSAVED,         Role.PERSON,       of(given_identity)),
        (Act.KEEP_UNSAVED,         Role.PARTNER,      of(given_identity)),
        (Act.KEEP_UNSAVED,         Role.COORDINATOR,  of(on_caseload)),
    ],
)  # fmt: skip

access.table(
    PlanTemplate,
    sees=Act.SEE_TEMPLATES,
    rules=[
        (Act.SEE_TEMPLATES,        Role.COORDINATOR,  of(scopes.offered_here, "site")),
        (Act.SEE_TEMPLATES,        Role.MANAGER,      of(scopes.offered_here, "site")),
    ],
)  # fmt: skip

access.table(
    WellbeingCheck,
    OwnStatement,
    HowTrueNow,
    LicensedScore,
    sees=Act.SEE_WELLBEING,
    rules=[
        (Act.SEE_WELLBEING,        Role.PERSON,       of(own)),
        (Act.SEE_WELLBEING,        Role.COORDINATOR,  of(on_caseload)),
        (Act.SEE_WELLBEING,        Role.MANAGER,      of(in_site)),
        (Act.NOTE_WELLBEING,       Role.PERSON,       of(own)),
        (Act.NOTE_WELLBEING,       Role.COORDINATOR,  of(on_caseload)),
        (Act.KEEP_OWN_STATEMENT,   Role.PERSON,       of(own)),
        (Act.KEEP_OWN_STATEMENT,   Role.COORDINATOR,  of(on_caseload)),
        (Act.NOTE_LICENSED_SCORE,  Role.COORDINATOR,  of(on_caseload)),
    ],
)  # fmt: skip
