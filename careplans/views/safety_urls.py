"""The addresses of what could go wrong, what to do then, and the ideas to begin a plan from."""

from django.urls import path

from careplans.views import contingency, offering, safety

urlpatterns = [
    path("my/plan/if-things-go-wrong/", contingency.my_contingency, name="my_contingency"),
    path(
        "people/<uuid:public_id>/if-things-go-wrong/",
        contingency.contingency_of_person,
        name="contingency_of_person",
    ),
    path("plans/<uuid:public_id>/if-things-go-wrong/", contingency.contingency, name="contingency"),
    path("plans/<uuid:public_id>/ideas/", offering.choose_ideas, name="choose_ideas"),
    path("plans/<uuid:public_id>/safety/", safety.safety_of_plan, name="safety_of_plan"),
    path("plans/<uuid:public_id>/safety/change/", safety.change_safety, name="change_safety"),
    path("plans/<uuid:public_id>/safety/add/", safety.add_contingency, name="add_contingency"),
    path("plans/<uuid:public_id>/risks/add/", safety.add_risk, name="add_risk"),
    path("plans/safety/<uuid:public_id>/change/", safety.change_contingency, name="change_contingency"),
    path("plans/safety/<uuid:public_id>/remove/", safety.remove_contingency, name="remove_contingency"),
    path("plans/risks/<uuid:public_id>/change/", safety.change_risk, name="change_risk"),
    path("plans/risks/<uuid:public_id>/remove/", safety.remove_risk, name="remove_risk"),
]
