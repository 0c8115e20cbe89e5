"""Who may do what with money. Each approver signs only for the funder of their own organisation."""

from budgets.acts import Act
from budgets.models import (
    Account,
    AllocationPolicy,
    AllocationRate,
    Budget,
    BudgetLine,
    Entry,
    IndicativeBudget,
    IndicativeShare,
    LineShare,
    Payment,
    Posting,
    Receipt,
    Signature,
    Spend,
)
from budgets.scopes import (
    given_money,
    held_by_their_organisation,
    of_their_own_site,
    once_shown,
    the_lines_they_hold,
)
from ipc.kernel import access
from ipc.kernel.access import of
from people import merging, scopes
from people.models import Role

WORKS_IN_NO_SITE = (Role.PERSON, Role.PROGRAMME_ADMIN, Role.ANALYST)
handles_money = scopes.handles_the_money

access.table(
    AllocationRate,
    AllocationPolicy,
    sees=Act.SEE_ALLOCATION_RULES,
    rules=[
        *(
            (Act.SEE_ALLOCATION_RULES, role, of(of_their_own_site))
            for role in Role
            if role not in WORKS_IN_NO_SITE
        ),
        (Act.ADD_ALLOCATION_RULE, Role.SITE_ADMIN, of(of_their_own_site)),
    ],
)

for told, status in ((IndicativeBudget, "status"), (IndicativeShare, "indicative__status")):
    access.table(
        told,
        sees=Act.SEE_INDICATIVE,
        rules=[
            # act                      role               whose
            (Act.SEE_INDICATIVE,       Role.PERSON,       of(once_shown(status))),
            (Act.SEE_INDICATIVE,       Role.COORDINATOR,  of(scopes.on_caseload)),
            (Act.SEE_INDICATIVE,       Role.MANAGER,      of(scopes.in_site)),
            (Act.SEE_INDICATIVE,       Role.APPROVER,     of(scopes.in_site)),
            (Act.WORK_OUT_INDICATIVE,  Role.COORDINATOR,  of(scopes.on_caseload)),
            (Act.SHARE_INDICATIVE,     Role.COORDINATOR,  of(scopes.on_caseload)),
        ],
    )  # fmt: skip

access.table(
    Budget,
    sees=Act.SEE_BUDGET,
    rules=[
        (Act.SEE_BUDGET,               Role.PERSON,       of(given_money)),
        (Act.SEE_BUDGET,               Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_BUDGET,               Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_BUDGET,               Role.APPROVER,     of(scopes.in_site)),
        (Act.SEE_BUDGET,               Role.FINANCE,      of(scopes.in_site)),
        (Act.SEE_BUDGET,               Role.HOLDER,       of(held_by_their_organisation)),
        (Act.OPEN_BUDGET,              Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.WRITE_BUDGET,             Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.PROPOSE_BUDGET,           Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SIGN_BUDGET,              Role.APPROVER,     of(scopes.in_site)),
        (Act.PREPARE_PAYMENT,          Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.RECORD_SPEND,             Role.PERSON,       of(handles_money)),
        (Act.TAKE_STATEMENT,           Role.PERSON,       of(given_money)),
        (Act.TAKE_STATEMENT,           Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.TAKE_STATEMENT,           Role.FINANCE,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    BudgetLine,
    sees=Act.SEE_BUDGET,
    rules=[
        (Act.SEE_BUDGET,               Role.PERSON,       of(given_money)),
        (Act.SEE_BUDGET,               Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_BUDGET,               Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_BUDGET,               Role.APPROVER,     of(scopes.in_site)),
        (Act.SEE_BUDGET,               Role.FINANCE,      of(scopes.in_site)),
        (Act.SEE_BUDGET,               Role.HOLDER,       of(the_lines_they_hold)),
        (Act.WRITE_BUDGET,             Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

access.table(
    LineShare,
    Signature,
    Account,
    Posting,
    Entry,
    Spend,
    sees=Act.SEE_BUDGET,
    rules=[
        (Act.SEE_BUDGET,           Role.PERSON,       of(given_money)),
        (Act.SEE_BUDGET,           Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_BUDGET,           Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_BUDGET,           Role.APPROVER,     of(scopes.in_site)),
        (Act.SEE_BUDGET,           Role.FINANCE,      of(scopes.in_site)),
        (Act.WRITE_BUDGET,         Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

access.table(
    Payment,
    sees=Act.SEE_PAYMENTS,
    rules=[
        (Act.SEE_PAYMENTS,             Role.PERSON,       of(given_money)),
        (Act.SEE_PAYMENTS,             Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PAYMENTS,             Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_PAYMENTS,             Role.FINANCE,      of(scopes.in_site)),
        (Act.RELEASE_PAYMENT,          Role.FINANCE,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Receipt,
    sees=Act.SEE_RECEIPT,
    rules=[
        (Act.SEE_RECEIPT,              Role.PERSON,       of(given_money)),
        (Act.SEE_RECEIPT,              Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_RECEIPT,              Role.FINANCE,      of(scopes.in_site)),
    ],
)  # fmt: skip

# Two people's money is never mixed: these rows stay with their person when two records are put together.
merging.never_moves(
    IndicativeBudget,
    IndicativeShare,
    Budget,
    BudgetLine,
    LineShare,
    Signature,
    Account,
    Posting,
    Payment,
    Receipt,
    Spend,
)
