from careplans.views.lines import (
    add_action,
    add_goal,
    add_need,
    remove_action,
    remove_goal,
    remove_need,
)
from careplans.views.my import ask_for_change, my_about_me, my_observations, my_plan, write_about_me
from careplans.views.plans import (
    agree_as_professional,
    change_plan_details,
    note_observation,
    plan,
    start_plan,
    write_about_person,
)

__all__ = [
    "add_action",
    "add_goal",
    "add_need",
    "agree_as_professional",
    "ask_for_change",
    "change_plan_details",
    "my_about_me",
    "my_observations",
    "my_plan",
    "note_observation",
    "plan",
    "remove_action",
    "remove_goal",
    "remove_need",
    "start_plan",
    "write_about_me",
    "write_about_person",
]
