"""Writing the plan together: needs, the goals they lead to, the actions that meet them.

Only a draft is written in. ``revision`` counts every change of a plan, and of each of its lines, so that
nobody overwrites or agrees what they have not seen.
"""

from careplans.writing.draft import (
    DETAILS,
    AlreadyBeingWritten,
    PlanNotDraft,
    being_written,
    change_details,
    start,
    written,
)
from careplans.writing.lines import (
    CHANGEABLE,
    LineGone,
    OutcomeNotNamed,
    PaidFor,
    ProgressNoted,
    ServiceElsewhere,
    add_action,
    add_goal,
    add_need,
    added,
    change_line,
    has_ehc_plan,
    line_of,
    remove_action,
    remove_goal,
    remove_need,
    take_out,
)
from careplans.writing.order import RankedTwice, move_line, rank_goals
from careplans.writing.week import EndsBeforeItBegins, SameTimeTwice, set_week

__all__ = [
    "CHANGEABLE",
    "DETAILS",
    "AlreadyBeingWritten",
    "EndsBeforeItBegins",
    "LineGone",
    "OutcomeNotNamed",
    "PaidFor",
    "PlanNotDraft",
    "ProgressNoted",
    "RankedTwice",
    "SameTimeTwice",
    "ServiceElsewhere",
    "add_action",
    "add_goal",
    "add_need",
    "added",
    "being_written",
    "change_details",
    "change_line",
    "has_ehc_plan",
    "line_of",
    "move_line",
    "rank_goals",
    "remove_action",
    "remove_goal",
    "remove_need",
    "set_week",
    "start",
    "take_out",
    "written",
]
