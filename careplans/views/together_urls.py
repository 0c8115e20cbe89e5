"""The addresses of who takes part, what is kept from whom, and what is said line by line."""

from django.urls import path

from careplans.views import dialogue, keeping, participants, proposals
from careplans.views.taking_part import taking_part

urlpatterns = [
    path("taking-part/", taking_part, name="taking_part"),
    path("my/plan/people/", participants.my_plan_people, name="my_plan_people"),
    path("my/plan/people/name/", participants.my_name_participant, name="my_name_participant"),
    path(
        "my/plan/people/<uuid:participant_id>/yes/",
        participants.my_approve_participant,
        name="my_approve_participant",
    ),
    path(
        "my/plan/people/<uuid:participant_id>/stop/",
        participants.my_end_participant,
        name="my_end_participant",
    ),
    path("my/plan/private/", keeping.my_private_parts, name="my_private_parts"),
    path("people/<uuid:public_id>/private/", keeping.private_parts, name="private_parts"),
    path("people/<uuid:public_id>/plan-people/", participants.plan_people, name="plan_people"),
    path("people/<uuid:public_id>/plan-people/name/", participants.name_participant, name="name_participant"),
    path(
        "plan-people/<uuid:public_id>/yes/",
        participants.approve_participant,
        name="approve_participant",
    ),
    path("plan-people/<uuid:public_id>/stop/", participants.end_participant, name="end_participant"),
    path("my/plan/lines/<str:kind>/<uuid:line_id>/", dialogue.answer_line, name="answer_line"),
    path("my/plan/new/", dialogue.my_propose_new, name="my_propose_new"),
    path("my/plan/proposals/<uuid:proposal_id>/", proposals.my_proposal, name="my_proposal"),
    path(
        "plans/<uuid:public_id>/lines/<str:kind>/<uuid:line_id>/",
        dialogue.say_about_line,
        name="say_about_line",
    ),
    path("plans/<uuid:public_id>/new/", dialogue.propose_new, name="propose_new"),
    path("proposals/<uuid:public_id>/", proposals.proposal, name="proposal"),
]
