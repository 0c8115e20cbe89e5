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
from careplans.models.review import Review, ReviewStream

__all__ = [
    "AboutHeading",
    "Action",
    "Agreement",
    "AgreementParty",
    "CarePlan",
    "Goal",
    "GoalKind",
    "Need",
    "Observation",
    "PlanPart",
    "PlanStatus",
    "PlanVersion",
    "Review",
    "ReviewStream",
    "Statement",
    "View",
]
