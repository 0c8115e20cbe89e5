"""Who may do what with people's records."""

from ipc.kernel import access
from ipc.kernel.access import of
from people import scopes
from people.acts import Act
from people.models import (
    Allocation,
    Authority,
    BestInterestsDecision,
    CapacityAssessment,
    ChildCircumstance,
    Complaint,
    ComplaintStep,
    Conflict,
    Consent,
    Conversation,
    Cover,
    Disposal,
    Document,
    EmergencyOpening,
    Flag,
    Handover,
    InformationNeeds,
    Invitation,
    LegalBasis,
    LegalHold,
    LookQuestion,
    Merge,
    Message,
    MessageRead,
    Notice,
    PaperReceived,
    Person,
    Rectification,
    Relationship,
    Restriction,
    RestrictionReader,
    Role,
    Section,
    ShareLink,
    TeamMember,
    Todo,
    User,
)

given_identity = scopes.of_section(Section.IDENTITY)
given_plan = scopes.of_section(Section.PLAN)
in_its_conversation = scopes.in_conversation("message__conversation__")

access.table(
    Person,
    sees=Act.SEE_PERSON,
    rules=[
        # act                            role               whose
        (Act.SEE_PERSON,                 Role.PERSON,       of(given_identity, "pk")),
        (Act.SEE_PERSON,                 Role.PARTNER,      of(given_identity, "pk")),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_PERSON,                 Role.FINANCE,      of(scopes.in_site, "pk")),
        (Act.SEE_PERSON,                 Role.APPROVER,     of(scopes.in_site, "pk")),
        (Act.SEE_CASELOAD,               Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_CASELOAD,               Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.FIND_PEOPLE,                Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.FIND_PEOPLE,                Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.FIND_PEOPLE,                Role.FINANCE,      of(scopes.in_site, "pk")),
        (Act.FIND_PEOPLE,                Role.APPROVER,     of(scopes.in_site, "pk")),
        (Act.REGISTER_PERSON,            Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.CHANGE_PERSON,              Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.CHANGE_CONTACT,             Role.PERSON,       of(scopes.own, "pk")),
        (Act.RECORD_INFORMATION_NEEDS,   Role.PERSON,       of(scopes.own, "pk")),
        (Act.RECORD_INFORMATION_NEEDS,   Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_BASIS,               Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RAISE_FLAG,                 Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.ADD_RELATIONSHIP,           Role.PERSON,       of(scopes.own, "pk")),
        (Act.ADD_RELATIONSHIP,           Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_CONSENT,             Role.PERSON,       of(scopes.own, "pk")),
        (Act.RECORD_CONSENT,             Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.WITHDRAW_CONSENT,           Role.PERSON,       of(scopes.own, "pk")),
        (Act.WITHDRAW_CONSENT,           Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SHARE_BY_LINK,              Role.PERSON,       of(scopes.own, "pk")),
        (Act.SHARE_BY_LINK,              Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_AUTHORITY,           Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_CIRCUMSTANCE,        Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_CAPACITY,               Role.PERSON,       of(scopes.own, "pk")),
        (Act.SEE_CAPACITY,               Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_CAPACITY,               Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.ASSESS_CAPACITY,            Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.INVITE,                     Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.ALLOCATE,                   Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_STAFF,                  Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.ARRANGE_COVER,              Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.PROPOSE_MERGE,              Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.PROPOSE_MERGE,              Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.RESTRICT,                   Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_CHANGES,                Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.OPEN_IN_EMERGENCY,          Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.OPEN_IN_EMERGENCY,          Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_TODOS,                  Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_TODOS,                  Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_NOTICES,                Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_NOTICES,                Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.OFFER_HANDOVER,             Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.END_INVOLVEMENT,            Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_DEATH,               Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_DEATH,               Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.CORRECT_DEATH,              Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.HOLD,                       Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_RECORD_OF_LOOKS,        Role.PERSON,       of(scopes.own, "pk")),
        (Act.ASK_ABOUT_LOOK,             Role.PERSON,       of(scopes.own, "pk")),
        (Act.ASK_TO_PUT_RIGHT,           Role.PERSON,       of(scopes.own, "pk")),
        (Act.ASK_TO_PUT_RIGHT,           Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.ASK_TO_PUT_RIGHT,           Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.TAKE_EVERYTHING,            Role.PERSON,       of(scopes.own, "pk")),
        (Act.SEE_MESSAGES,               Role.PERSON,       of(given_plan, "pk")),
        (Act.SEE_MESSAGES,               Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_MESSAGES,               Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEND_MESSAGE,               Role.PERSON,       of(given_plan, "pk")),
        (Act.SEND_MESSAGE,               Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEND_MESSAGE,               Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_DOCUMENTS,              Role.PERSON,       of(scopes.decides_the_plan, "pk")),
        (Act.SEE_DOCUMENTS,              Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_DOCUMENTS,              Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.ADD_DOCUMENT,               Role.PERSON,       of(scopes.decides_the_plan, "pk")),
        (Act.ADD_DOCUMENT,               Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.ADD_DOCUMENT,               Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_COMPLAINTS,             Role.PERSON,       of(given_plan, "pk")),
        (Act.SEE_COMPLAINTS,             Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_COMPLAINTS,             Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.RAISE_COMPLAINT,            Role.PERSON,       of(given_plan, "pk")),
        (Act.RAISE_COMPLAINT,            Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RAISE_COMPLAINT,            Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_PAPERS,                 Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_PAPERS,                 Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.RECORD_PAPER,               Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_PAPER,               Role.MANAGER,      of(scopes.in_site, "pk")),
    ],
)  # fmt: skip

access.table(
    Consent,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.own)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
        (Act.WITHDRAW_CONSENT,           Role.PERSON,       of(scopes.own)),
        (Act.WITHDRAW_CONSENT,           Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

access.table(
    ShareLink,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.own)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
        (Act.WITHDRAW_LINK,              Role.PERSON,       of(scopes.own)),
        (Act.WITHDRAW_LINK,              Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

for model in (InformationNeeds, Allocation):
    access.table(
        model,
        sees=Act.SEE_PERSON,
        rules=[
            (Act.SEE_PERSON,             Role.PERSON,       of(given_identity)),
            (Act.SEE_PERSON,             Role.COORDINATOR,  of(scopes.on_caseload)),
            (Act.SEE_PERSON,             Role.MANAGER,      of(scopes.in_site)),
        ],
    )  # fmt: skip

access.table(
    Relationship,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.own_circle_or_given)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
        (Act.CHANGE_RELATIONSHIP,        Role.PERSON,       of(scopes.own)),
        (Act.CHANGE_RELATIONSHIP,        Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.END_RELATIONSHIP,           Role.PERSON,       of(scopes.own)),
        (Act.END_RELATIONSHIP,           Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

access.table(
    Authority,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.own)),
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.given_to_them)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
        (Act.ACCEPT_NOMINATION,          Role.PERSON,       of(scopes.given_to_them)),
        (Act.AGREE_NOMINEE,              Role.MANAGER,      of(scopes.in_site)),
        (Act.SUSPEND_AUTHORITY,          Role.PERSON,       of(scopes.own)),
        (Act.SUSPEND_AUTHORITY,          Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.RESUME_AUTHORITY,           Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.WITHDRAW_AUTHORITY,         Role.PERSON,       of(scopes.own)),
        (Act.GIVE_UP_AUTHORITY,          Role.PERSON,       of(scopes.given_to_them)),
        (Act.WITHDRAW_AUTHORITY,         Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

access.table(
    Invitation,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.own)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    LegalBasis,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(given_plan)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_PERSON,                 Role.APPROVER,     of(scopes.in_site)),
        (Act.SEE_PERSON,                 Role.FINANCE,      of(scopes.in_site)),
        (Act.END_BASIS,                  Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

access.table(
    Flag,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.own)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
        (Act.END_FLAG,                   Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

access.table(
    CapacityAssessment,
    BestInterestsDecision,
    sees=Act.SEE_CAPACITY,
    rules=[
        (Act.SEE_CAPACITY,               Role.PERSON,       of(scopes.own)),
        (Act.SEE_CAPACITY,               Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_CAPACITY,               Role.MANAGER,      of(scopes.in_site)),
        (Act.DECIDE_IN_BEST_INTERESTS,   Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.ASK_TO_ASSESS_AGAIN,        Role.PERSON,       of(scopes.own)),
    ],
)  # fmt: skip

access.table(
    ChildCircumstance,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.own)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
        (Act.END_CIRCUMSTANCE,           Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

access.table(
    Todo,
    sees=Act.SEE_TODOS,
    rules=[
        (Act.SEE_TODOS,                  Role.COORDINATOR,  of(scopes.to_do_on_caseload)),
        (Act.SEE_TODOS,                  Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_TODOS,                  Role.FINANCE,      of(scopes.asked_of_finance)),
        (Act.SETTLE_TODO,                Role.FINANCE,      of(scopes.asked_of_finance)),
        (Act.SETTLE_TODO,                Role.COORDINATOR,  of(scopes.asked_of_coordinators)),
        (Act.SETTLE_TODO,                Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Notice,
    sees=Act.SEE_NOTICES,
    rules=[
        (Act.SEE_NOTICES,                Role.PERSON,       of(scopes.own)),
        (Act.SEE_NOTICES,                Role.COORDINATOR,  of(scopes.told_on_caseload)),
        (Act.SEE_NOTICES,                Role.MANAGER,      of(scopes.in_site)),
        (Act.SETTLE_NOTICE,              Role.COORDINATOR,  of(scopes.told_on_caseload)),
        (Act.SETTLE_NOTICE,              Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    LookQuestion,
    sees=Act.SEE_RECORD_OF_LOOKS,
    rules=[
        (Act.SEE_RECORD_OF_LOOKS,        Role.PERSON,       of(scopes.own)),
        (Act.SEE_RECORD_OF_LOOKS,        Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_RECORD_OF_LOOKS,        Role.MANAGER,      of(scopes.in_site)),
        (Act.ANSWER_ABOUT_LOOK,          Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Rectification,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.own)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
        (Act.DECIDE_PUT_RIGHT,           Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.DECIDE_PUT_RIGHT,           Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Merge,
    sees=Act.PROPOSE_MERGE,
    rules=[
        (Act.PROPOSE_MERGE,              Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.PROPOSE_MERGE,              Role.MANAGER,      of(scopes.in_site)),
        (Act.MERGE,                      Role.MANAGER,      of(scopes.in_site)),
        (Act.UNDO_MERGE,                 Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Restriction,
    RestrictionReader,
    sees=Act.SEE_RESTRICTION,
    rules=[
        (Act.SEE_RESTRICTION,            Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_RESTRICTION,            Role.MANAGER,      of(scopes.in_site)),
        (Act.RESTRICT,                   Role.MANAGER,      of(scopes.in_site)),
        (Act.LIFT_RESTRICTION,           Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    EmergencyOpening,
    sees=Act.SEE_RESTRICTION,
    rules=[
        (Act.SEE_RESTRICTION,            Role.PERSON,       of(scopes.own)),
        (Act.SEE_RESTRICTION,            Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_RESTRICTION,            Role.MANAGER,      of(scopes.reviewed_in_site)),
        (Act.REVIEW_EMERGENCY,           Role.MANAGER,      of(scopes.reviewed_in_site)),
        (Act.OPEN_IN_EMERGENCY,          Role.COORDINATOR,  of(scopes.opened_by_them)),
        (Act.OPEN_IN_EMERGENCY,          Role.MANAGER,      of(scopes.opened_by_them)),
    ],
)  # fmt: skip

access.table(
    Conflict,
    sees=Act.SEE_STAFF,
    rules=[
        (Act.SEE_STAFF,                  Role.MANAGER,      of(scopes.reviewed_in_site)),
        (Act.END_CONFLICT,               Role.MANAGER,      of(scopes.reviewed_in_site)),
        (Act.DECLARE_CONFLICT,           Role.COORDINATOR,  of(scopes.said_by_them)),
        (Act.DECLARE_CONFLICT,           Role.MANAGER,      of(scopes.said_by_them)),
        (Act.DECLARE_CONFLICT,           Role.APPROVER,     of(scopes.said_by_them)),
        (Act.DECLARE_CONFLICT,           Role.FINANCE,      of(scopes.said_by_them)),
        (Act.DECLARE_CONFLICT,           Role.NAVIGATOR,    of(scopes.said_by_them)),
        (Act.DECLARE_CONFLICT,           Role.HOLDER,       of(scopes.said_by_them)),
        (Act.DECLARE_CONFLICT,           Role.SITE_ADMIN,   of(scopes.said_by_them)),
    ],
)  # fmt: skip

access.table(
    Handover,
    sees=Act.SEE_HANDOVERS,
    rules=[
        (Act.SEE_HANDOVERS,              Role.PERSON,       of(scopes.own)),
        (Act.SEE_HANDOVERS,              Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_HANDOVERS,              Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_HANDOVERS,              Role.MANAGER,      of(scopes.arriving_here)),
        (Act.OFFER_HANDOVER,             Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.ANSWER_HANDOVER,            Role.MANAGER,      of(scopes.arriving_here)),
    ],
)  # fmt: skip

access.table(
    LegalHold,
    Disposal,
    sees=Act.SEE_DISPOSALS,
    rules=[
        (Act.SEE_DISPOSALS,              Role.MANAGER,      of(scopes.in_site)),
        (Act.LIFT_HOLD,                  Role.MANAGER,      of(scopes.in_site)),
        (Act.APPROVE_DISPOSAL,           Role.MANAGER,      of(scopes.in_site)),
        (Act.RELEASE_DISPOSAL,           Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    User,
    sees=Act.SEE_STAFF,
    rules=[
        (Act.SEE_STAFF,                  Role.MANAGER,      of(scopes.colleagues_here, "pk")),
        (Act.ALLOCATE,                   Role.MANAGER,      of(scopes.colleagues_here, "pk")),
        (Act.ARRANGE_COVER,              Role.MANAGER,      of(scopes.colleagues_here, "pk")),
    ],
)  # fmt: skip

access.table(
    Cover,
    TeamMember,
    sees=Act.SEE_STAFF,
    rules=[
        (Act.SEE_STAFF,                  Role.MANAGER,      of(scopes.of_their_site)),
        (Act.ARRANGE_COVER,              Role.MANAGER,      of(scopes.of_their_site)),
    ],
)  # fmt: skip

access.table(
    Conversation,
    sees=Act.SEE_MESSAGES,
    rules=[
        (Act.SEE_MESSAGES,               Role.PERSON,       of(scopes.in_conversation())),
        (Act.SEE_MESSAGES,               Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_MESSAGES,               Role.MANAGER,      of(scopes.in_site)),
        (Act.SEND_MESSAGE,               Role.PERSON,       of(scopes.in_conversation())),
        (Act.SEND_MESSAGE,               Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEND_MESSAGE,               Role.MANAGER,      of(scopes.in_site)),
        (Act.CLOSE_CONVERSATION,         Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.CLOSE_CONVERSATION,         Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Message,
    sees=Act.SEE_MESSAGES,
    rules=[
        (Act.SEE_MESSAGES,               Role.PERSON,       of(scopes.in_conversation("conversation__"))),
        (Act.SEE_MESSAGES,               Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_MESSAGES,               Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    MessageRead,
    sees=Act.SEE_MESSAGES,
    rules=[
        (Act.SEE_MESSAGES,               Role.PERSON,       of(in_its_conversation)),
        (Act.SEE_MESSAGES,               Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_MESSAGES,               Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Document,
    sees=Act.SEE_DOCUMENTS,
    rules=[
        (Act.SEE_DOCUMENTS,              Role.PERSON,       of(scopes.in_documents)),
        (Act.SEE_DOCUMENTS,              Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_DOCUMENTS,              Role.MANAGER,      of(scopes.in_site)),
        (Act.REMOVE_DOCUMENT,            Role.PERSON,       of(scopes.in_documents)),
        (Act.REMOVE_DOCUMENT,            Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.REMOVE_DOCUMENT,            Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Complaint,
    sees=Act.SEE_COMPLAINTS,
    rules=[
        (Act.SEE_COMPLAINTS,             Role.PERSON,       of(scopes.own_or_made_by_them())),
        (Act.SEE_COMPLAINTS,             Role.COORDINATOR,  of(scopes.questions_on_caseload())),
        (Act.SEE_COMPLAINTS,             Role.MANAGER,      of(scopes.in_site)),
        (Act.ADD_TO_COMPLAINT,           Role.PERSON,       of(scopes.own_or_made_by_them())),
        (Act.TAKE_BACK_COMPLAINT,        Role.PERSON,       of(scopes.own_or_made_by_them())),
        (Act.HANDLE_COMPLAINT,           Role.COORDINATOR,  of(scopes.questions_on_caseload())),
        (Act.HANDLE_COMPLAINT,           Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    ComplaintStep,
    sees=Act.SEE_COMPLAINTS,
    rules=[
        (Act.SEE_COMPLAINTS,             Role.PERSON,       of(scopes.own_or_made_by_them("complaint__"))),
        (Act.SEE_COMPLAINTS,             Role.COORDINATOR,  of(scopes.questions_on_caseload("complaint__"))),
        (Act.SEE_COMPLAINTS,             Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    PaperReceived,
    sees=Act.SEE_PAPERS,
    rules=[
        (Act.SEE_PAPERS,                 Role.PERSON,       of(scopes.own)),
        (Act.SEE_PAPERS,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PAPERS,                 Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip
