"""The addresses of a plan to take away."""

from django.urls import path

from careplans.views import documents

urlpatterns = [
    path("my/plan/easy-read/", documents.my_plan_easy, name="my_plan_easy"),
    path("my/plan/document/", documents.my_plan_document, name="my_plan_document"),
    path("my/plan/document/<slug:layout>.pdf", documents.my_plan_pdf, name="my_plan_pdf"),
    path("my/plan/if-things-go-wrong.pdf", documents.my_contingency_pdf, name="my_contingency_pdf"),
    path("plans/<uuid:public_id>/easy-read/", documents.plan_easy, name="plan_easy"),
    path("plans/<uuid:public_id>/document/", documents.plan_document, name="plan_document"),
    path("plans/<uuid:public_id>/document/<slug:layout>.pdf", documents.plan_pdf, name="plan_pdf"),
    path("plans/<uuid:public_id>/if-things-go-wrong.pdf", documents.contingency_pdf, name="contingency_pdf"),
]
