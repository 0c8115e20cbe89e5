"""The addresses of the lines of a plan, their order and their week."""

from django.urls import path

from careplans.views import changing, lines, ordering, timetable

urlpatterns = [
    path("my/plan/goals/", ordering.my_goals, name="my_goals"),
    path("my/plan/week/", timetable.my_week, name="my_week"),
    path("my/plan/week/calendar/", timetable.my_week_calendar, name="my_week_calendar"),
    path("plans/<uuid:public_id>/week/", timetable.week, name="week"),
    path("plans/<uuid:public_id>/week/calendar/", timetable.week_calendar, name="week_calendar"),
    path("plans/<uuid:public_id>/order/", ordering.order_lines, name="order_lines"),
    path("plans/<uuid:public_id>/goals/order/", ordering.rank_goals, name="rank_goals"),
    path("plans/<uuid:public_id>/needs/add/", lines.add_need, name="add_need"),
    path("plans/<uuid:public_id>/needs/<uuid:need_id>/", changing.change_need, name="change_need"),
    path("plans/<uuid:public_id>/goals/<uuid:goal_id>/", changing.change_goal, name="change_goal"),
    path("plans/<uuid:public_id>/actions/<uuid:action_id>/", changing.change_action, name="change_action"),
    path("plans/<uuid:public_id>/actions/<uuid:action_id>/week/", timetable.change_week, name="change_week"),
    path("plans/needs/<uuid:public_id>/goals/add/", lines.add_goal, name="add_goal"),
    path("plans/needs/<uuid:public_id>/move/", ordering.move_need, name="move_need"),
    path("plans/needs/<uuid:public_id>/remove/", lines.remove_need, name="remove_need"),
    path("plans/goals/<uuid:public_id>/actions/add/", lines.add_action, name="add_action"),
    path("plans/goals/<uuid:public_id>/move/", ordering.move_goal, name="move_goal"),
    path("plans/goals/<uuid:public_id>/remove/", lines.remove_goal, name="remove_goal"),
    path("plans/actions/<uuid:public_id>/move/", ordering.move_action, name="move_action"),
    path("plans/actions/<uuid:public_id>/remove/", lines.remove_action, name="remove_action"),
]
