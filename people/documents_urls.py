"""The addresses of documents: given, opened, taken back. Their lists are pages of the programme."""

from django.urls import path

from people.views import documents

urlpatterns = [
    path("my/documents/add/", documents.add_my_document, name="add_my_document"),
    path(
        "my/documents/<uuid:public_id>/back/", documents.take_back_my_document, name="take_back_my_document"
    ),
    path("people/<uuid:public_id>/documents/add/", documents.add_document, name="add_document"),
    path("documents/<uuid:public_id>/", documents.open_document, name="open_document"),
    path("documents/<uuid:public_id>/back/", documents.take_back_document, name="take_back_document"),
    path("documents/<uuid:public_id>/<str:signed>/", documents.document_file, name="document_file"),
]
