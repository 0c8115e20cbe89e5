from careplans.views.about import (
    my_about_me,
    my_observations,
    note_observation,
    write_about_me,
    write_about_person,
)
from careplans.views.lines import (
    add_action,
    add_goal,
    add_need,
    remove_action,
    remove_goal,
    remove_need,
)
from careplans.views.my_plan import ask_for_change, my_plan
from careplans.views.plan import agree_as_professional, change_plan_details, plan, start_plan

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
