"""The addresses of reviews, of asking for them, and of telling what has changed."""

from django.urls import path

from careplans.views import changes, reviews

urlpatterns = [
    path("my/plan/reviews/", reviews.my_reviews, name="my_reviews"),
    path("my/plan/tell/", changes.tell_of_change, name="tell_of_change"),
    path("people/<uuid:public_id>/changes-in-life/add/", changes.note_trigger, name="note_trigger"),
    path("people/<uuid:public_id>/reviews/", reviews.reviews_of, name="reviews_of"),
    path("plans/<uuid:public_id>/ask/", changes.ask_about_plan, name="ask_about_plan"),
    path("plans/<uuid:public_id>/review/", reviews.hold_review, name="hold_review"),
]
