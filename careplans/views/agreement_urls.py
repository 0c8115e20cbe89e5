"""The addresses of what comes with the agreement: what is missing, the five things, who of us agrees."""

from django.urls import path

from careplans.views import agreeing

urlpatterns = [
    path("plans/<uuid:public_id>/ready/", agreeing.ready, name="ready"),
    path("plans/<uuid:public_id>/ready/five/", agreeing.check_criteria, name="check_criteria"),
    path(
        "plans/<uuid:public_id>/agree/professional/",
        agreeing.agree_as_professional,
        name="agree_as_professional",
    ),
]
