"""The addresses of this room."""

from django.urls import path

from people import portal_views, views

urlpatterns = [
    path("people/new/", views.register_person, name="register_person"),
    path(
        "people/<uuid:public_id>/information/",
        views.record_information_needs,
        name="record_information_needs",
    ),
    path("people/<uuid:public_id>/circle/add/", views.add_relationship, name="add_relationship"),
    path("people/<uuid:public_id>/consent/", views.record_consent, name="record_consent"),
    path("people/<uuid:public_id>/invite/", views.invite, name="invite"),
    path("consents/<uuid:public_id>/withdraw/", views.withdraw_consent, name="withdraw_consent"),
    path("my/people/", portal_views.my_people, name="my_people"),
    path("my/people/stop/<uuid:consent_id>/", portal_views.my_stop_sharing, name="my_stop_sharing"),
    path("my/information/", portal_views.my_information, name="my_information"),
    path("my/who/", portal_views.my_whose_page, name="my_whose_page"),
    path("my/helping/", portal_views.help_somebody, name="help_somebody"),
    path("invitation/<slug:code>/", portal_views.accept_invitation, name="accept_invitation"),
]
