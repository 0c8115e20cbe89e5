"""The addresses of the circle of support, of acting for somebody, and of children."""

from django.urls import path

from people.views import authorities, childhood, circle, my_acting, my_circle

urlpatterns = [
    # Colleagues
    path("people/<uuid:public_id>/circle/", circle.circle, name="circle"),
    path("people/<uuid:public_id>/circle/add/", circle.add_relationship, name="add_relationship"),
    path("circle/<uuid:public_id>/change/", circle.change_relationship, name="change_relationship"),
    path("circle/<uuid:public_id>/end/", circle.end_relationship, name="end_relationship"),
    path("people/<uuid:public_id>/acting/", authorities.authorities, name="authorities"),
    path("people/<uuid:public_id>/acting/add/", authorities.record_authority, name="record_authority"),
    path("acting/<uuid:public_id>/stop/", authorities.suspend_authority, name="suspend_authority"),
    path("acting/<uuid:public_id>/again/", authorities.resume_authority, name="resume_authority"),
    path("acting/<uuid:public_id>/end/", authorities.withdraw_authority, name="withdraw_authority"),
    path("acting/<uuid:public_id>/agree/", authorities.agree_nominee, name="agree_nominee"),
    path("people/<uuid:public_id>/child/", childhood.child, name="child"),
    path("people/<uuid:public_id>/child/add/", childhood.record_circumstance, name="record_circumstance"),
    path("child/<uuid:public_id>/end/", childhood.end_circumstance, name="end_circumstance"),
    # People and families
    path("my/people/add/", my_circle.my_add_relationship, name="my_add_relationship"),
    path(
        "my/people/<uuid:relationship_id>/change/",
        my_circle.my_change_relationship,
        name="my_change_relationship",
    ),
    path("my/people/<uuid:relationship_id>/end/", my_circle.my_end_relationship, name="my_end_relationship"),
    path("my/people/acting/<uuid:authority_id>/", my_acting.my_stop_acting, name="my_stop_acting"),
    path("my/acting/", my_acting.my_acting, name="my_acting"),
    path("my/acting/<uuid:public_id>/yes/", my_acting.my_accept_nomination, name="my_accept_nomination"),
    path("my/acting/<uuid:public_id>/give-up/", my_acting.my_give_up, name="my_give_up"),
]
