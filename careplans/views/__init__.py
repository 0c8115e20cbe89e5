from careplans.views.lines import (
    add_action,
    add_goal,
    add_need,
    remove_action,
    remove_goal,
    remove_need,
)
from careplans.views.my_plan import ask_for_change, my_plan
from careplans.views.plan import change_plan_details, plan, start_plan

__all__ = [
    "add_action",
    "add_goal",
    "add_need",
    "ask_for_change",
    "change_plan_details",
    "my_plan",
    "plan",
    "remove_action",
    "remove_goal",
    "remove_need",
    "start_plan",
]
