"""The addresses of About me."""

from django.urls import path

from careplans.views import about, media, observing, profile, unsaved

urlpatterns = [
    path("my/about-me/", about.my_about_me, name="my_about_me"),
    path("my/about-me/working/", observing.my_observations, name="my_observations"),
    path("my/about-me/profile/", profile.my_profile, name="my_profile"),
    path(
        "my/about-me/media/<uuid:public_id>/take-back/", media.take_back_my_media, name="take_back_my_media"
    ),
    path("my/about-me/<str:heading>/", about.write_about_me, name="write_about_me"),
    path("my/about-me/<str:heading>/add/", media.add_my_media, name="add_my_media"),
    path("about-me/media/<uuid:public_id>/", media.media_file, name="media_file"),
    path("about-me/media/<uuid:public_id>/take-back/", media.take_back_media, name="take_back_media"),
    path("people/<uuid:public_id>/about-me/", about.about_person, name="about_person"),
    path(
        "people/<uuid:public_id>/about-me/<str:heading>/",
        about.write_about_person,
        name="write_about_person",
    ),
    path("people/<uuid:public_id>/about-me/<str:heading>/add/", media.add_media, name="add_media"),
    path("people/<uuid:public_id>/profile/", profile.profile, name="profile"),
    path("people/<uuid:public_id>/unsaved/", unsaved.keep_unsaved, name="keep_unsaved"),
    path("people/<uuid:public_id>/unsaved/forget/", unsaved.forget_unsaved, name="forget_unsaved"),
    path("people/<uuid:public_id>/working/", observing.note_observation, name="note_observation"),
]
