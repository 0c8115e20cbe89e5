"""The addresses of messages."""

from django.urls import path

from people.views import messages

urlpatterns = [
    path("my/messages/", messages.my_messages, name="my_messages"),
    path("my/messages/new/", messages.begin_conversation, name="begin_conversation"),
    path("my/messages/<uuid:public_id>/", messages.my_conversation, name="my_conversation"),
    path("messages/", messages.team_inbox, name="team_inbox"),
    path("messages/<uuid:public_id>/", messages.conversation, name="conversation"),
    path("messages/<uuid:public_id>/close/", messages.close_conversation, name="close_conversation"),
    path("messages/<uuid:public_id>/open/", messages.reopen_conversation, name="reopen_conversation"),
    path("people/<uuid:public_id>/messages/", messages.messages_of, name="messages_of"),
    path("people/<uuid:public_id>/messages/new/", messages.write_to, name="write_to"),
]
