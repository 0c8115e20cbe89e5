"""The addresses of this room."""

from django.urls import path

from people.views import (
    circle,
    helping,
    invited,
    my_information,
    my_people,
    record,
    registering,
    sharing,
)

urlpatterns = [
    # Colleagues
    path("people/new/", registering.register_person, name="register_person"),
    path(
        "people/<uuid:public_id>/information/",
        record.record_information_needs,
        name="record_information_needs",
    ),
    path("people/<uuid:public_id>/circle/add/", circle.add_relationship, name="add_relationship"),
    path("people/<uuid:public_id>/consent/", sharing.record_consent, name="record_consent"),
    path("people/<uuid:public_id>/invite/", sharing.invite, name="invite"),
    path("consents/<uuid:public_id>/withdraw/", sharing.withdraw_consent, name="withdraw_consent"),
    # People and families
    path("my/people/", my_people.my_people, name="my_people"),
    path("my/people/stop/<uuid:consent_id>/", my_people.my_stop_sharing, name="my_stop_sharing"),
    path("my/information/", my_information.my_information, name="my_information"),
    path("my/who/", helping.my_whose_page, name="my_whose_page"),
    path("my/helping/", helping.help_somebody, name="help_somebody"),
    path("invitation/<slug:code>/", invited.accept_invitation, name="accept_invitation"),
]
