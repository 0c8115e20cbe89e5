"""The addresses of keeping the directory true: for anybody, through a link, and for colleagues."""

from django.urls import path

from peersupport.views import by_link, keeping, proposing

urlpatterns = [
    path("directory/suggest/", proposing.suggest_entry, name="suggest_entry"),
    path("directory/<uuid:public_id>/report/", proposing.report_entry, name="report_entry"),
    path("directory/entry/<str:code>/", by_link.entry_by_link, name="entry_by_link"),
    path("directory/entry/<str:code>/change/", by_link.change_by_link, name="change_by_link"),
    path("directory/entry/<str:code>/ended/", by_link.end_by_link, name="end_by_link"),
    path("directory/changes/", keeping.entry_changes, name="entry_changes"),
    path("directory/changes/<uuid:public_id>/", keeping.decide_change, name="decide_change"),
    path("directory/new/", keeping.add_entry, name="add_entry"),
    path("directory/<uuid:public_id>/keep/", keeping.keep_entry, name="keep_entry"),
    path("directory/<uuid:public_id>/confirm/", keeping.confirm_entry, name="confirm_entry"),
    path("directory/<uuid:public_id>/send-link/", keeping.send_entry_link, name="send_entry_link"),
    path("directory/<uuid:public_id>/notes/", keeping.entry_notes, name="entry_notes"),
    path("directory/notes/<uuid:public_id>/end/", keeping.end_note, name="end_note"),
]
