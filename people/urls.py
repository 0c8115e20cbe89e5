"""The addresses of this room."""

from django.urls import path

from people.views import (
    circle,
    finding,
    helping,
    invited,
    leaving,
    my_information,
    my_people,
    record,
    rectifying,
    registering,
    sharing,
)

urlpatterns = [
    # Colleagues
    path("people/", finding.find_people, name="find_people"),
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
    path("people/<uuid:public_id>/end/", leaving.end_involvement, name="end_involvement"),
    path("people/<uuid:public_id>/death/", leaving.record_death, name="record_death"),
    path("people/<uuid:public_id>/death/mistake/", leaving.correct_death, name="correct_death"),
    path("put-right/", rectifying.put_right, name="put_right"),
    path("put-right/<uuid:public_id>/", rectifying.decide_put_right, name="decide_put_right"),
    # People and families
    path("my/people/", my_people.my_people, name="my_people"),
    path("my/people/stop/<uuid:consent_id>/", my_people.my_stop_sharing, name="my_stop_sharing"),
    path("my/information/", my_information.my_information, name="my_information"),
    path("my/put-right/", rectifying.my_put_right, name="my_put_right"),
    path("my/who/", helping.my_whose_page, name="my_whose_page"),
    path("my/helping/", helping.help_somebody, name="help_somebody"),
    path("invitation/<slug:code>/", invited.accept_invitation, name="accept_invitation"),
]
