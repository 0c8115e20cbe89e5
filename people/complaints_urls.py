"""The addresses of putting it right."""

from django.urls import path

from people.views import complaints, my_complaints

urlpatterns = [
    # Colleagues
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/learned/", complaints.complaint_figures, name="complaint_figures"),
    path("complaints/<uuid:public_id>/", complaints.complaint, name="complaint"),
    path("complaints/<uuid:public_id>/<slug:step>/", complaints.handle_complaint, name="handle_complaint"),
    path("people/<uuid:public_id>/complaints/", complaints.complaints_of, name="complaints_of"),
    path("people/<uuid:public_id>/complaints/new/", complaints.note_complaint, name="note_complaint"),
    # People and families
    path("my/put-it-right/new/<slug:door>/", my_complaints.my_new_complaint, name="my_new_complaint"),
    path("my/put-it-right/<uuid:public_id>/", my_complaints.my_complaint, name="my_complaint"),
    path("my/put-it-right/<uuid:public_id>/add/", my_complaints.add_to_complaint, name="add_to_complaint"),
    path(
        "my/put-it-right/<uuid:public_id>/back/",
        my_complaints.take_back_complaint,
        name="take_back_complaint",
    ),
]
