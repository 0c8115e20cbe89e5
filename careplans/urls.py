"""The addresses of this room."""

from django.urls import path

from careplans import views
from careplans.views import (
    about_urls,
    agreement_urls,
    document_urls,
    lines_urls,
    review_urls,
    safety_urls,
    together_urls,
    wellbeing_urls,
)

urlpatterns = [
    *about_urls.urlpatterns,
    *agreement_urls.urlpatterns,
    path("my/plan/", views.my_plan, name="my_plan"),
    path("my/plan/ask/", views.ask_for_change, name="ask_for_change"),
    path("people/<uuid:public_id>/plan/start/", views.start_plan, name="start_plan"),
    path("plans/<uuid:public_id>/", views.plan, name="plan"),
    path("plans/<uuid:public_id>/details/", views.change_plan_details, name="change_plan_details"),
    *lines_urls.urlpatterns,
    *review_urls.urlpatterns,
    *together_urls.urlpatterns,
    *safety_urls.urlpatterns,
    *document_urls.urlpatterns,
    *wellbeing_urls.urlpatterns,
]
