"""The addresses of this room."""

from django.urls import include, path

from peersupport import views
from peersupport.oruk import views as oruk

urlpatterns = [
    path("directory/", views.directory, name="directory"),
    path("directory/<uuid:public_id>/", views.service, name="service"),
    path("", include("peersupport.keeping_urls")),
    path("", include("peersupport.feeds_urls")),
    path("directory/<uuid:public_id>/ask/", views.ask_to_join, name="ask_to_join"),
    path("", include("peersupport.later_urls")),
    path("", include("peersupport.groups_urls")),
    path("", include("peersupport.peers_urls")),
    path("my/support/", views.my_support, name="my_support"),
    path("my/support/<uuid:public_id>/withdraw/", views.withdraw_introduction, name="withdraw_introduction"),
    path("", include("peersupport.introductions_urls")),
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/<uuid:public_id>/", views.answer_introduction, name="answer_introduction"),
    path("oruk/", oruk.root, name="oruk"),
    path("oruk/services", oruk.services, name="oruk_services"),
    path("oruk/services/<str:wanted>", oruk.service, name="oruk_service"),
    path("oruk/service_at_locations", oruk.service_at_locations, name="oruk_service_at_locations"),
    path(
        "oruk/service_at_locations/<str:wanted>",
        oruk.service_at_location,
        name="oruk_service_at_location",
    ),
    path("oruk/taxonomies", oruk.taxonomies, name="oruk_taxonomies"),
    path("oruk/taxonomies/<str:wanted>", oruk.taxonomy, name="oruk_taxonomy"),
    path("oruk/taxonomy_terms", oruk.taxonomy_terms, name="oruk_taxonomy_terms"),
    path("oruk/taxonomy_terms/<str:wanted>", oruk.taxonomy_term, name="oruk_taxonomy_term"),
    path("oruk/<path:wanted>", oruk.nothing_here, name="oruk_nothing_here"),
]
