from careplans.views.my_plan import ask_for_change, my_plan
from careplans.views.plan import change_plan_details, plan, start_plan

__all__ = [
    "ask_for_change",
    "change_plan_details",
    "my_plan",
    "plan",
    "start_plan",
]
