"""The addresses of peer supporters, of who meets whom, and of worries."""

from django.urls import path

from peersupport.views import meeting, peers

urlpatterns = [
    path("my/support/peers/", meeting.my_peers, name="my_peers"),
    path("my/support/<uuid:public_id>/worried/", meeting.my_worry, name="my_worry"),
    path("referrals/<uuid:public_id>/worried/", meeting.raise_concern, name="raise_concern"),
    path("referrals/<uuid:public_id>/contact/", meeting.note_contact, name="note_contact"),
    path("concerns/", meeting.concerns, name="concerns"),
    path("concerns/<uuid:public_id>/", meeting.close_concern, name="close_concern"),
    path("people/<uuid:public_id>/support/apart/", meeting.kept_apart, name="kept_apart"),
    path("apart/<uuid:public_id>/end/", meeting.end_kept_apart, name="end_kept_apart"),
    path("peers/", peers.peers, name="peers"),
    path("peers/new/", peers.add_peer, name="add_peer"),
    path("peers/policies/", peers.policies, name="policies"),
    path("peers/<uuid:public_id>/", peers.peer, name="peer"),
    path("peers/<uuid:public_id>/change/", peers.change_peer, name="change_peer"),
    path("peers/<uuid:public_id>/check/", peers.record_dbs_check, name="record_dbs_check"),
    path("peers/<uuid:public_id>/supervision/", peers.record_supervision, name="record_supervision"),
    path("peers/<uuid:public_id>/start/", peers.start_peer, name="start_peer"),
    path("peers/<uuid:public_id>/pause/", peers.pause_peer, name="pause_peer"),
    path("peers/<uuid:public_id>/end/", peers.end_peer, name="end_peer"),
]
