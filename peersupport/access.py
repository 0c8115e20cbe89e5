"""Who may do what with the directory, peer supporters, introductions and calls.

The pages of the directory are open to everybody, signed in or not, and show public entries only.
"""

from ipc.kernel import access
from ipc.kernel.access import of
from peersupport.acts import Act
from peersupport.models import (
    Attendance,
    CallRequest,
    Concern,
    ContactNote,
    DbsCheck,
    EntryChange,
    Feed,
    Feedback,
    ImportRun,
    Introduction,
    KeptApart,
    Navigator,
    OrganisationPolicy,
    Peer,
    Service,
    Session,
    Shortlisted,
    Signpost,
    StaffNote,
    Step,
    Supervision,
)
from peersupport.scopes import (
    asked_to_join_here,
    call_asked_here,
    introduced_here,
    own_or_acting_about_support,
    part_of_what_is_shared_here,
    public_entries,
    public_entries_and_all_of_the_site,
)
from people import scopes
from people.models import Role, Section

given_support = scopes.of_section(Section.SUPPORT)
KNOWS_THE_SITE = (Role.COORDINATOR, Role.MANAGER, Role.NAVIGATOR, Role.SITE_ADMIN)
KEEPS_THE_DIRECTORY = (Role.MANAGER, Role.NAVIGATOR)

access.table(
    Service,
    sees=Act.SEE_SERVICE,
    rules=[
        *((Act.SEE_SERVICE, role, of(public_entries_and_all_of_the_site)) for role in KNOWS_THE_SITE),
        *((Act.SEE_SERVICE, role, of(public_entries)) for role in Role if role not in KNOWS_THE_SITE),
        *(
            (act, role, of(scopes.of_their_site))
            for act in (Act.KEEP_SERVICE, Act.CONFIRM_SERVICE)
            for role in KEEPS_THE_DIRECTORY
        ),
        *(
            (Act.NOTE_SERVICE, role, of(scopes.of_their_site))
            for role in (Role.COORDINATOR, Role.MANAGER, Role.NAVIGATOR)
        ),
        *((Act.SEE_GAPS, role, of(scopes.of_their_site)) for role in KEEPS_THE_DIRECTORY),
    ],
)

for model, acts in {
    EntryChange: [Act.DECIDE_CHANGE],
    Feed: [Act.IMPORT_ENTRIES],
    ImportRun: [Act.IMPORT_ENTRIES],
    Session: [Act.KEEP_SESSION],
    Supervision: [Act.SEE_PEER],
    DbsCheck: [Act.SEE_PEER],
    OrganisationPolicy: [Act.KEEP_POLICY],
}.items():
    access.table(
        model,
        sees=acts[0],
        rules=[(act, role, of(scopes.of_their_site)) for act in acts for role in KEEPS_THE_DIRECTORY],
    )

access.table(
    StaffNote,
    sees=Act.NOTE_SERVICE,
    rules=[
        (Act.NOTE_SERVICE, role, of(scopes.of_their_site))
        for role in (Role.COORDINATOR, Role.MANAGER, Role.NAVIGATOR)
    ],
)

access.table(
    Peer,
    sees=Act.SEE_PEER,
    rules=[
        (act, role, of(scopes.of_their_site))
        for act in (Act.SEE_PEER, Act.KEEP_PEER, Act.CHECK_PEER, Act.START_PEER, Act.PAUSE_PEER)
        for role in KEEPS_THE_DIRECTORY
    ],
)

access.table(
    Navigator,
    sees=Act.KEEP_NAVIGATOR,
    rules=[(Act.KEEP_NAVIGATOR, role, of(scopes.of_their_site)) for role in KEEPS_THE_DIRECTORY],
)

access.table(
    Introduction,
    sees=Act.SEE_INTRODUCTION,
    rules=[
        # act                        role               whose
        (Act.SEE_INTRODUCTION,       Role.PERSON,       of(given_support)),
        (Act.SEE_INTRODUCTION,       Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_INTRODUCTION,       Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_INTRODUCTION,       Role.NAVIGATOR,    of(asked_to_join_here)),
        (Act.ASK_TO_JOIN,            Role.PERSON,       of(own_or_acting_about_support)),
        (Act.WITHDRAW_INTRODUCTION,  Role.PERSON,       of(own_or_acting_about_support)),
        (Act.WITHDRAW_INTRODUCTION,  Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.REFER,                  Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.REFER,                  Role.MANAGER,      of(scopes.in_site)),
        (Act.ANSWER_INTRODUCTION,    Role.NAVIGATOR,    of(asked_to_join_here)),
        (Act.STEER_INTRODUCTION,     Role.PERSON,       of(own_or_acting_about_support)),
        (Act.MOVE_INTRODUCTION,      Role.NAVIGATOR,    of(asked_to_join_here)),
        (Act.GIVE_FEEDBACK,          Role.PERSON,       of(own_or_acting_about_support)),
        (Act.GIVE_FEEDBACK,          Role.NAVIGATOR,    of(asked_to_join_here)),
        (Act.RAISE_CONCERN,          Role.PERSON,       of(given_support)),
        (Act.RAISE_CONCERN,          Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.RAISE_CONCERN,          Role.MANAGER,      of(scopes.in_site)),
        (Act.RAISE_CONCERN,          Role.NAVIGATOR,    of(asked_to_join_here)),
        (Act.NOTE_CONTACT,           Role.NAVIGATOR,    of(asked_to_join_here)),
    ],
)  # fmt: skip

access.table(
    Step,
    sees=Act.SEE_INTRODUCTION,
    rules=[
        (Act.SEE_INTRODUCTION, Role.PERSON,      of(given_support)),
        (Act.SEE_INTRODUCTION, Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.SEE_INTRODUCTION, Role.MANAGER,     of(scopes.in_site)),
        (Act.SEE_INTRODUCTION, Role.NAVIGATOR,   of(part_of_what_is_shared_here)),
    ],
)  # fmt: skip

access.table(
    Feedback,
    sees=Act.GIVE_FEEDBACK,
    rules=[
        (Act.GIVE_FEEDBACK, Role.PERSON,      of(given_support)),
        (Act.GIVE_FEEDBACK, Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.GIVE_FEEDBACK, Role.MANAGER,     of(scopes.in_site)),
        (Act.GIVE_FEEDBACK, Role.NAVIGATOR,   of(part_of_what_is_shared_here)),
        (Act.SHOW_FEEDBACK, Role.MANAGER,     of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Signpost,
    sees=Act.SEE_SIGNPOST,
    rules=[
        (Act.SEE_SIGNPOST, Role.PERSON,      of(given_support)),
        (Act.SEE_SIGNPOST, Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.SEE_SIGNPOST, Role.MANAGER,     of(scopes.in_site)),
        (Act.SEE_SIGNPOST, Role.NAVIGATOR,   of(introduced_here)),
        (Act.SIGNPOST,     Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.SIGNPOST,     Role.MANAGER,     of(scopes.in_site)),
        (Act.SIGNPOST,     Role.NAVIGATOR,   of(introduced_here)),
    ],
)  # fmt: skip

access.table(
    Shortlisted,
    sees=Act.SEE_SHORTLIST,
    rules=[
        (Act.SEE_SHORTLIST,    Role.PERSON,      of(given_support)),
        (Act.SEE_SHORTLIST,    Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.SHORTLIST,        Role.PERSON,      of(own_or_acting_about_support)),
        (Act.DROP_SHORTLISTED, Role.PERSON,      of(own_or_acting_about_support)),
    ],
)  # fmt: skip

access.table(
    Attendance,
    sees=Act.SEE_ATTENDANCE,
    rules=[
        (Act.SEE_ATTENDANCE,  Role.PERSON,      of(given_support)),
        (Act.SEE_ATTENDANCE,  Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.SEE_ATTENDANCE,  Role.MANAGER,     of(scopes.in_site)),
        (Act.SEE_ATTENDANCE,  Role.NAVIGATOR,   of(part_of_what_is_shared_here)),
        (Act.KEEP_ATTENDANCE, Role.MANAGER,     of(scopes.in_site)),
        (Act.KEEP_ATTENDANCE, Role.NAVIGATOR,   of(part_of_what_is_shared_here)),
        (Act.SAY_COMING,      Role.PERSON,      of(own_or_acting_about_support)),
    ],
)  # fmt: skip

access.table(
    ContactNote,
    sees=Act.SEE_CONTACT,
    rules=[
        (Act.SEE_CONTACT,  Role.PERSON,      of(given_support)),
        (Act.SEE_CONTACT,  Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.SEE_CONTACT,  Role.MANAGER,     of(scopes.in_site)),
        (Act.SEE_CONTACT,  Role.NAVIGATOR,   of(part_of_what_is_shared_here)),
        (Act.NOTE_CONTACT, Role.NAVIGATOR,   of(part_of_what_is_shared_here)),
    ],
)  # fmt: skip

access.table(
    KeptApart,
    sees=Act.SEE_APART,
    rules=[
        (Act.SEE_APART,  Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.SEE_APART,  Role.MANAGER,     of(scopes.in_site)),
        (Act.SEE_APART,  Role.NAVIGATOR,   of(introduced_here)),
        (Act.KEEP_APART, Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.KEEP_APART, Role.MANAGER,     of(scopes.in_site)),
        (Act.KEEP_APART, Role.NAVIGATOR,   of(introduced_here)),
    ],
)  # fmt: skip

access.table(
    Concern,
    sees=Act.SEE_CONCERN,
    rules=[
        (Act.SEE_CONCERN,   Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.SEE_CONCERN,   Role.MANAGER,     of(scopes.in_site)),
        (Act.CLOSE_CONCERN, Role.MANAGER,     of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    CallRequest,
    sees=Act.SEE_CALL,
    rules=[
        (Act.SEE_CALL,      Role.PERSON,      of(given_support)),
        (Act.SEE_CALL,      Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.SEE_CALL,      Role.MANAGER,     of(scopes.in_site)),
        (Act.SEE_CALL,      Role.NAVIGATOR,   of(call_asked_here)),
        (Act.ASK_FOR_CALL,  Role.PERSON,      of(own_or_acting_about_support)),
        (Act.ASK_FOR_CALL,  Role.COORDINATOR, of(scopes.on_caseload)),
        (Act.ASK_FOR_CALL,  Role.MANAGER,     of(scopes.in_site)),
        (Act.ANSWER_CALL,   Role.NAVIGATOR,   of(call_asked_here)),
        (Act.WITHDRAW_CALL, Role.PERSON,      of(own_or_acting_about_support)),
    ],
)  # fmt: skip
