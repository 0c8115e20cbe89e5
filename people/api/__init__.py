"""This room through the API."""

from people.api.people import PersonViewSet

ROUTES = [("people", PersonViewSet, "person")]
