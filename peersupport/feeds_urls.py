"""The addresses of taking entries over from other directories, for colleagues."""

from django.urls import path

from peersupport.views import feeds

urlpatterns = [
    path("directory/feeds/", feeds.feeds, name="feeds"),
    path("directory/feeds/new/", feeds.add_feed, name="add_feed"),
    path("directory/feeds/<uuid:public_id>/", feeds.feed, name="feed"),
    path("directory/feeds/<uuid:public_id>/read/", feeds.read_feed, name="read_feed"),
    path("directory/feeds/<uuid:public_id>/end/", feeds.end_feed, name="end_feed"),
    path("directory/imports/<uuid:public_id>/", feeds.import_run, name="import_run"),
]
