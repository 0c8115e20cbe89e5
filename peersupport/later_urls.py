"""The addresses of what is kept for later, recommended and missing."""

from django.urls import path

from peersupport.views import later, missing, recommending

urlpatterns = [
    path("directory/kept/", later.kept, name="kept"),
    path("directory/kept/take-over/", later.take_over_kept, name="take_over_kept"),
    path("directory/kept/empty/", later.empty_kept, name="empty_kept"),
    path("directory/list/", later.shared_list, name="shared_list"),
    path("directory/<uuid:public_id>/later/", later.keep_for_later, name="keep_for_later"),
    path("directory/<uuid:public_id>/no-longer/", later.drop_kept, name="drop_kept"),
    path("directory/<uuid:service_id>/recommend/", recommending.recommend, name="recommend"),
    path("directory/missing/", missing.missing, name="missing"),
    path("directory/missing.csv", missing.missing_csv, name="missing_csv"),
    path("my/support/kept/<uuid:public_id>/", later.note_kept, name="note_kept"),
]
