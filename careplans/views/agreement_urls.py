"""The addresses around the agreement: what is missing, the five things, who agrees, what was agreed."""

from django.urls import path

from careplans.views import agreeing, versions

urlpatterns = [
    path("plans/<uuid:public_id>/ready/", agreeing.ready, name="ready"),
    path("plans/<uuid:public_id>/ready/five/", agreeing.check_criteria, name="check_criteria"),
    path(
        "plans/<uuid:public_id>/agree/professional/",
        agreeing.agree_as_professional,
        name="agree_as_professional",
    ),
    path(
        "plans/<uuid:public_id>/agree/somebody/",
        agreeing.note_professional,
        name="note_professional",
    ),
    path("plans/papers/<uuid:public_id>/", versions.agreement_paper, name="agreement_paper"),
    path("my/plan/versions/", versions.my_versions, name="my_versions"),
    path("my/plan/versions/<uuid:version_id>/", versions.my_version, name="my_version"),
    path("people/<uuid:public_id>/versions/", versions.plan_versions, name="plan_versions"),
    path("versions/<uuid:public_id>/", versions.plan_version, name="plan_version"),
    path("versions/<uuid:public_id>/changes/", versions.compare_versions, name="compare_versions"),
]
