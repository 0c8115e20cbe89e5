"""The addresses of groups and their meetings, of calls and navigators."""

from django.urls import path

from peersupport.views import calls, groups, meetings, navigators

urlpatterns = [
    path("directory/<uuid:public_id>/calendar/", meetings.service_calendar, name="service_calendar"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<uuid:public_id>/", groups.group, name="group"),
    path("groups/<uuid:public_id>/add/", groups.add_meeting, name="add_meeting"),
    path("groups/meetings/<uuid:public_id>/", groups.meeting, name="meeting"),
    path("groups/meetings/<uuid:public_id>/change/", groups.change_meeting, name="change_meeting"),
    path("groups/meetings/<uuid:public_id>/cancel/", groups.cancel_meeting, name="cancel_meeting"),
    path("my/support/meetings/", meetings.my_meetings, name="my_meetings"),
    path("my/support/meetings/say/", meetings.say_coming, name="say_coming"),
    path("my/support/meetings/calendar/", meetings.my_meetings_calendar, name="my_meetings_calendar"),
    path("my/support/call/", calls.ask_for_call, name="ask_for_call"),
    path("my/support/call/<uuid:public_id>/withdraw/", calls.withdraw_call, name="withdraw_call"),
    path("people/<uuid:public_id>/support/call/", calls.ask_for_call_of, name="ask_for_call_of"),
    path("referrals/calls/<uuid:public_id>/", calls.answer_call, name="answer_call"),
    path("navigators/", navigators.navigators, name="navigators"),
    path("navigators/mine/", navigators.my_navigator_profile, name="my_navigator_profile"),
    path("navigators/<uuid:public_id>/", navigators.keep_navigator, name="keep_navigator"),
]
