"""The addresses of introductions: the person's own, the navigator's, and a colleague's about somebody."""

from django.urls import path

from peersupport.views import introductions, navigator, referring

urlpatterns = [
    path("my/support/<uuid:introduction_id>/", introductions.my_introduction, name="my_introduction"),
    path("my/support/<uuid:introduction_id>/end/", introductions.end_introduction, name="end_introduction"),
    path("my/support/<uuid:introduction_id>/how/", introductions.say_how_it_was, name="say_how_it_was"),
    path("referrals/<uuid:public_id>/step/", navigator.move_introduction, name="move_introduction"),
    path("referrals/<uuid:public_id>/how/", navigator.say_how_it_goes, name="say_how_it_goes"),
    path("people/<uuid:public_id>/support/", referring.support_of_person, name="support_of_person"),
    path("people/<uuid:public_id>/support/refer/", referring.refer, name="refer"),
    path("people/<uuid:public_id>/support/tell/", referring.signpost_person, name="signpost_person"),
    path("people/<uuid:public_id>/support/record.json", referring.support_record, name="support_record"),
    path("what-people-say/", referring.what_people_say, name="what_people_say"),
    path("what-people-say/<uuid:public_id>/", referring.show_feedback, name="show_feedback"),
    path("introductions/<uuid:public_id>/send/", referring.send_referral, name="send_referral"),
]
