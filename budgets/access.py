"""Who may do what with money. Each approver signs only for the funder of their own organisation."""

from budgets.acts import Act
from budgets.models import (
    Account,
    AllocationMethod,
    AllocationPolicy,
    AllocationRate,
    AssessedContribution,
    Budget,
    BudgetLine,
    BudgetYear,
    DelegatedLimit,
    EducationRequest,
    EligibilityDecision,
    Entry,
    IndicativeBudget,
    IndicativeShare,
    LineShare,
    MonthTotal,
    OwnExtra,
    PanelDecision,
    Payment,
    PaymentDeclaration,
    PaymentShare,
    PeriodClose,
    Posting,
    Receipt,
    SecondLook,
    Signature,
    Spend,
    StatementOfResources,
    UnitPrice,
    Variation,
    VariationAnswer,
    VariationLine,
    VariationShare,
)
from budgets.scopes import (
    given_money,
    held_by_their_organisation,
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
    AllocationMethod,
    UnitPrice,
    DelegatedLimit,
    sees=Act.SEE_ALLOCATION_RULES,
    rules=[
        *(
            (Act.SEE_ALLOCATION_RULES, role, of(scopes.of_their_site))
            for role in Role
            if role not in WORKS_IN_NO_SITE
        ),
        (Act.ADD_ALLOCATION_RULE, Role.SITE_ADMIN, of(scopes.of_their_site)),
    ],
)

access.table(
    StatementOfResources,
    sees=Act.SEE_OFFER,
    rules=[
        (Act.SEE_OFFER,            Role.SITE_ADMIN,   of(scopes.of_their_site)),
        (Act.SEE_OFFER,            Role.MANAGER,      of(scopes.of_their_site)),
        (Act.WRITE_OFFER,          Role.SITE_ADMIN,   of(scopes.of_their_site)),
        (Act.WRITE_OFFER,          Role.MANAGER,      of(scopes.of_their_site)),
    ],
)  # fmt: skip

access.table(
    PeriodClose,
    MonthTotal,
    sees=Act.SEE_BOOKS,
    rules=[
        (Act.SEE_BOOKS,            Role.FINANCE,      of(scopes.of_their_site)),
        (Act.SEE_BOOKS,            Role.MANAGER,      of(scopes.of_their_site)),
        (Act.CLOSE_PERIOD,         Role.FINANCE,      of(scopes.of_their_site)),
    ],
)  # fmt: skip

access.table(
    EligibilityDecision,
    sees=Act.SEE_ELIGIBILITY,
    rules=[
        (Act.SEE_ELIGIBILITY,      Role.PERSON,       of(given_money)),
        (Act.SEE_ELIGIBILITY,      Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_ELIGIBILITY,      Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_ELIGIBILITY,      Role.APPROVER,     of(scopes.in_site)),
        (Act.DECIDE_ELIGIBILITY,   Role.APPROVER,     of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    SecondLook,
    sees=Act.SEE_SECOND_LOOK,
    rules=[
        (Act.SEE_SECOND_LOOK,      Role.PERSON,       of(given_money)),
        (Act.SEE_SECOND_LOOK,      Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_SECOND_LOOK,      Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_SECOND_LOOK,      Role.APPROVER,     of(scopes.in_site)),
        (Act.ASK_SECOND_LOOK,      Role.PERSON,       of(handles_money)),
        (Act.ASK_SECOND_LOOK,      Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.ANSWER_SECOND_LOOK,   Role.APPROVER,     of(scopes.in_site)),
        (Act.ANSWER_SECOND_LOOK,   Role.MANAGER,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    PaymentDeclaration,
    EducationRequest,
    sees=Act.SEE_CONDITIONS,
    rules=[
        (Act.SEE_CONDITIONS,       Role.PERSON,       of(given_money)),
        (Act.SEE_CONDITIONS,       Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_CONDITIONS,       Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_CONDITIONS,       Role.APPROVER,     of(scopes.in_site)),
        (Act.SEE_CONDITIONS,       Role.FINANCE,      of(scopes.in_site)),
        (Act.RECORD_CONDITIONS,    Role.COORDINATOR,  of(scopes.on_caseload)),
    ],
)  # fmt: skip

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
        (Act.SIGN_BUDGET,              Role.MANAGER,      of(scopes.in_site)),
        (Act.ASK_ABOUT_BUDGET,         Role.APPROVER,     of(scopes.in_site)),
        (Act.ASK_ABOUT_BUDGET,         Role.MANAGER,      of(scopes.in_site)),
        (Act.RECORD_PANEL,             Role.APPROVER,     of(scopes.in_site)),
        (Act.RECORD_PANEL,             Role.MANAGER,      of(scopes.in_site)),
        (Act.WRITE_OWN_EXTRA,          Role.PERSON,       of(handles_money)),
        (Act.WRITE_OWN_EXTRA,          Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.USE_CONTINGENCY,          Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.TRY_WHAT_IF,              Role.PERSON,       of(given_money)),
        (Act.TRY_WHAT_IF,              Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.ASK_VARIATION,            Role.PERSON,       of(handles_money)),
        (Act.ASK_VARIATION,            Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.PROPOSE_VARIATION,        Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.ROLL_YEAR,                Role.FINANCE,      of(scopes.in_site)),
        (Act.END_BUDGET,               Role.PERSON,       of(handles_money)),
        (Act.END_BUDGET,               Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.END_BUDGET,               Role.FINANCE,      of(scopes.in_site)),
        (Act.SETTLE_BUDGET,            Role.FINANCE,      of(scopes.in_site)),
        (Act.RECORD_COST,              Role.FINANCE,      of(scopes.in_site)),
        (Act.PREPARE_PAYMENT,          Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.RECORD_SPEND,             Role.PERSON,       of(handles_money)),
        (Act.RECORD_SPEND,             Role.COORDINATOR,  of(scopes.on_caseload)),
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
    PanelDecision,
    OwnExtra,
    Variation,
    VariationLine,
    VariationShare,
    VariationAnswer,
    AssessedContribution,
    BudgetYear,
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
        (Act.ASK_VARIATION,        Role.PERSON,       of(handles_money)),
        (Act.ASK_VARIATION,        Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.PROPOSE_VARIATION,    Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.ANSWER_VARIATION,     Role.APPROVER,     of(scopes.in_site)),
        (Act.PUT_SPEND_RIGHT,      Role.PERSON,       of(handles_money)),
        (Act.PUT_SPEND_RIGHT,      Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.PUT_SPEND_RIGHT,      Role.FINANCE,      of(scopes.in_site)),
    ],
)  # fmt: skip

access.table(
    Payment,
    PaymentShare,
    sees=Act.SEE_PAYMENTS,
    rules=[
        (Act.SEE_PAYMENTS,             Role.PERSON,       of(given_money)),
        (Act.SEE_PAYMENTS,             Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.SEE_PAYMENTS,             Role.MANAGER,      of(scopes.in_site)),
        (Act.SEE_PAYMENTS,             Role.FINANCE,      of(scopes.in_site)),
        (Act.RELEASE_PAYMENT,          Role.FINANCE,      of(scopes.in_site)),
        (Act.CANCEL_PAYMENT,           Role.COORDINATOR,  of(scopes.on_caseload)),
        (Act.CANCEL_PAYMENT,           Role.FINANCE,      of(scopes.in_site)),
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
    PaymentShare,
    Receipt,
    Spend,
    EligibilityDecision,
    SecondLook,
    PaymentDeclaration,
    EducationRequest,
    PanelDecision,
    OwnExtra,
    Variation,
    VariationLine,
    VariationShare,
    VariationAnswer,
    AssessedContribution,
    BudgetYear,
)
