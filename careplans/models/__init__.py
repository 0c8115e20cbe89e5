from careplans.models.about import AboutHeading, Observation, Statement, View
from careplans.models.plan import (
    Action,
    Agreement,
    AgreementParty,
    CarePlan,
    Goal,
    GoalKind,
    Need,
    PlanPart,
    PlanStatus,
    PlanVersion,
)
from careplans.models.review import ChangeRequest, Review, ReviewPractice, ReviewRule, ReviewStream

__all__ = [
    "AboutHeading",
    "Action",
    "Agreement",
    "AgreementParty",
    "CarePlan",
    "ChangeRequest",
    "Goal",
    "GoalKind",
    "Need",
    "Observation",
    "PlanPart",
    "PlanStatus",
    "PlanVersion",
    "Review",
    "ReviewPractice",
    "ReviewRule",
    "ReviewStream",
    "Statement",
    "View",
]
