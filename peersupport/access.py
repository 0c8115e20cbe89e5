"""Who may do what with introductions. The directory itself is open to everybody."""

from ipc.kernel import access
from ipc.kernel.access import of
from peersupport.acts import Act
from peersupport.models import Introduction
from peersupport.scopes import asked_to_join_here
from people import scopes
from people.models import Role, Section

given_support = scopes.of_section(Section.SUPPORT)

access.table(
    Introduction,
    sees=Act.SEE_INTRODUCTION,
    rules=[
        # act                        role               whose
        (Act.SEE_INTRODUCTION,       Role.PERSON,       of(given_support)),
        (Act.SEE_INTRODUCTION,       Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_INTRODUCTION,       Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_INTRODUCTION,       Role.NAVIGATOR,    of(asked_to_join_here)),
        (Act.ASK_TO_JOIN,            Role.PERSON,       of(given_support)),
        (Act.WITHDRAW_INTRODUCTION,  Role.PERSON,       of(given_support)),
        (Act.ANSWER_INTRODUCTION,    Role.NAVIGATOR,    of(asked_to_join_here)),
    ],
)  # fmt: skip
