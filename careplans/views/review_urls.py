"""The addresses of reviews, of asking for them, of telling what has changed and how goals go."""

from django.urls import path

from careplans.views import changes, progress, reviews

urlpatterns = [
    path("my/plan/goals/<uuid:public_id>/", progress.my_goal, name="my_goal"),
    path("my/plan/reviews/", reviews.my_reviews, name="my_reviews"),
    path("my/plan/tell/", changes.tell_of_change, name="tell_of_change"),
    path("people/<uuid:public_id>/changes-in-life/add/", changes.note_trigger, name="note_trigger"),
    path("people/<uuid:public_id>/reviews/", reviews.reviews_of, name="reviews_of"),
    path("reviews/", reviews.reviews_due, name="reviews_due"),
    path("plans/<uuid:public_id>/ask/", changes.ask_about_plan, name="ask_about_plan"),
    path("plans/goals/<uuid:public_id>/", progress.goal, name="goal"),
    path("plans/goals/<uuid:public_id>/progress/", progress.note_progress, name="note_progress"),
    path("plans/<uuid:public_id>/review/", reviews.hold_review, name="hold_review"),
]
