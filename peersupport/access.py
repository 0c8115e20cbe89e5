"""Who may do what with introductions, and who finds which entries of the directory.

The pages of the directory are open to everybody, signed in or not, and show public entries only.
"""

from ipc.kernel import access
from ipc.kernel.access import of
from peersupport.acts import Act
from peersupport.models import Introduction, Service
from peersupport.scopes import (
    asked_to_join_here,
    own_or_acting_about_support,
    public_entries,
    public_entries_and_all_of_the_site,
)
from people import scopes
from people.models import Role, Section

given_support = scopes.of_section(Section.SUPPORT)
KNOWS_THE_SITE = (Role.COORDINATOR, Role.MANAGER, Role.NAVIGATOR, Role.SITE_ADMIN)

access.table(
    Service,
    sees=Act.SEE_SERVICE,
    rules=[
        *((Act.SEE_SERVICE, role, of(public_entries_and_all_of_the_site)) for role in KNOWS_THE_SITE),
        *((Act.SEE_SERVICE, role, of(public_entries)) for role in Role if role not in KNOWS_THE_SITE),
    ],
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
        (Act.ANSWER_INTRODUCTION,    Role.NAVIGATOR,    of(asked_to_join_here)),
    ],
)  # fmt: skip
