"""Made-up rows for tests: one factory for each model, by room. NHS numbers are in the 999 range."""

from tests.factories.people import (
    AllocationFactory,
    AuthorityFactory,
    ConsentFactory,
    InformationNeedsFactory,
    InvitationFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    RoleAssignmentFactory,
    SiteFactory,
    UserFactory,
)

__all__ = [
    "AllocationFactory",
    "AuthorityFactory",
    "ConsentFactory",
    "InformationNeedsFactory",
    "InvitationFactory",
    "OrganisationFactory",
    "PersonFactory",
    "RelationshipFactory",
    "RoleAssignmentFactory",
    "SiteFactory",
    "UserFactory",
]
