from people.models.persons import (
    Allocation,
    Cohort,
    ContactMethod,
    InformationFormat,
    InformationNeeds,
    Person,
    PersonRow,
    PersonStatus,
    Relationship,
    RelationshipKind,
)
from people.models.sharing import Authority, AuthorityKind, Consent, ConsentPurpose, HowGiven, Invitation, Section
from people.models.sites import Funder, Organisation, OrganisationKind, Site
from people.models.users import Hat, Role, RoleAssignment, User

__all__ = [
    "Allocation",
    "Authority",
    "AuthorityKind",
    "Cohort",
    "Consent",
    "ConsentPurpose",
    "ContactMethod",
    "Funder",
    "Hat",
    "HowGiven",
    "InformationFormat",
    "InformationNeeds",
    "Invitation",
    "Organisation",
    "OrganisationKind",
    "Person",
    "PersonRow",
    "PersonStatus",
    "Relationship",
    "RelationshipKind",
    "Role",
    "RoleAssignment",
    "Section",
    "Site",
    "User",
]
