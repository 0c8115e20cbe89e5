"""Who may do what with people's records."""

from ipc.kernel import access
from ipc.kernel.access import of
from people import scopes
from people.acts import Act
from people.models import (
    Allocation,
    Authority,
    Consent,
    InformationNeeds,
    Invitation,
    Person,
    Relationship,
    Role,
    Section,
)

given_identity = scopes.of_section(Section.IDENTITY)

access.table(
    Person,
    sees=Act.SEE_PERSON,
    rules=[
        # act                            role               whose
        (Act.SEE_PERSON,                 Role.PERSON,       of(given_identity, "pk")),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_PERSON,                 Role.FINANCE,      of(scopes.in_site, "pk")),
        (Act.SEE_PERSON,                 Role.APPROVER,     of(scopes.in_site, "pk")),
        (Act.SEE_CASELOAD,               Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.SEE_CASELOAD,               Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.REGISTER_PERSON,            Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.CHANGE_PERSON,              Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_INFORMATION_NEEDS,   Role.PERSON,       of(scopes.own, "pk")),
        (Act.RECORD_INFORMATION_NEEDS,   Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.ADD_RELATIONSHIP,           Role.PERSON,       of(scopes.own, "pk")),
        (Act.ADD_RELATIONSHIP,           Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_CONSENT,             Role.PERSON,       of(scopes.own, "pk")),
        (Act.RECORD_CONSENT,             Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.WITHDRAW_CONSENT,           Role.PERSON,       of(scopes.own, "pk")),
        (Act.WITHDRAW_CONSENT,           Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.RECORD_AUTHORITY,           Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.INVITE,                     Role.COORDINATOR,  of(scopes.on_caseload, "pk")),
        (Act.ALLOCATE,                   Role.MANAGER,      of(scopes.in_site, "pk")),
        (Act.SEE_RECORD_OF_LOOKS,        Role.PERSON,       of(scopes.own, "pk")),
        (Act.TAKE_EVERYTHING,            Role.PERSON,       of(scopes.own, "pk")),
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

for model in (InformationNeeds, Relationship, Allocation):
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
    Authority,
    sees=Act.SEE_PERSON,
    rules=[
        (Act.SEE_PERSON,                 Role.PERSON,       of(scopes.own)),
        (Act.SEE_PERSON,                 Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PERSON,                 Role.MANAGER,      of(scopes.in_site)),
        (Act.WITHDRAW_AUTHORITY,         Role.PERSON,       of(scopes.own)),
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
